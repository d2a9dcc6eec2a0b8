"""The worked cases, written as files, are the values that they were computed with."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.domain import oracle
from tests.files.inline import inline
from tui.domain.deals import Catalog
from tui.files.catalog import read_catalog
from tui.files.scenarios import parse_scenario

CASES = list(oracle.cases())


def lines(raw: dict[str, Any]) -> dict[str, Any]:
    def number(line: dict[str, Any]) -> dict[str, Any]:
        return {key: Decimal(one) if key == "price" else one for key, one in line.items()}

    return {**raw, "lines": [number(line) for line in raw["lines"]]}


def offer_table(raw: oracle.Raw) -> dict[str, Any]:
    table = {key: one for key, one in raw.items() if key not in ("id", "readings")}
    for key in ("starts", "ends"):
        if key in table:
            table[key] = date.fromisoformat(table[key])
    table["reading"] = [lines(reading) for reading in raw["readings"]]
    if "list" in table:
        table["list"] = lines(table["list"])
    return {**table, "compare": True}


def catalog_of(case: oracle.Raw, folder: Path) -> Catalog:
    others = {
        name for item in case["scenario"].get("overhead", []) for name in item.get("offers", [])
    }
    raws = [case["offer"], *case.get("others", [])]
    offers = {raw["id"]: offer_table(raw) for raw in raws}
    for name in sorted(others - set(offers)):
        offers[name] = {**offer_table(case["offer"]), "compare": False}
    assumed = {
        line["assume"]
        for raw in raws
        for part in [*raw["readings"], raw.get("list", {"lines": []})]
        for line in part["lines"]
        if "assume" in line
    } | set(case["scenario"].get("assume", {}))
    table = {
        "schema": 1,
        "title": "worked cases",
        "as_of": date(2026, 10, 8),
        "currency": "USD",
        "source": {"s": {"title": "a source", "publisher": "a publisher", "kind": "primary"}},
        "vendor": {"v": {"name": "a vendor"}},
        "assumption": {name: {"title": name, "unit": "dollars"} for name in sorted(assumed)},
        "offer": offers,
    }
    path = folder / "case.toml"
    path.write_text(inline(table), encoding="utf-8")
    return read_catalog(path)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_case_read_from_files_is_the_case(case: oracle.Raw, tmp_path: Path) -> None:
    catalog = catalog_of(case, tmp_path)
    expected = oracle.case_catalog(case)
    for offer_id, offer in expected.offers.items():
        assert catalog.offers[offer_id] == offer
    assert catalog.sources == expected.sources
    assert catalog.vendors == expected.vendors
    raw = dict(case["scenario"])
    if "start" in raw:
        raw["start"] = date.fromisoformat(raw["start"])
    raw["assume"] = {key: Decimal(one) for key, one in raw.get("assume", {}).items()}
    raw["overhead"] = [{**one, "price": Decimal(one["price"])} for one in raw.get("overhead", [])]
    scenario = parse_scenario(inline({"schema": 1, **raw}), catalog)
    assert scenario == oracle.scenario(case["scenario"])
