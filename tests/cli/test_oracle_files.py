"""Every worked case through files and the command line, as a script would ask for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Deals
from tests.cli.toml_text import catalog_toml, scenario_toml
from tests.domain import oracle


def others(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The other offers of a case; those that it only names are made after its own."""
    described = {other["id"]: other for other in case.get("others", ())}
    yield from described.values()
    for overhead in case["scenario"].get("overhead", []):
        for name in overhead.get("offers", []):
            if name not in (case["offer"]["id"], *described):
                yield {**case["offer"], "id": name}


@pytest.mark.parametrize(
    "case", list(oracle.cases()), ids=lambda case: f"{case['id']} {case['title']}"
)
def test_worked_case(case: dict[str, Any], tmp_path: Path, deals: Deals) -> None:
    catalog, scenario = tmp_path / "deals.toml", tmp_path / "scenario.toml"
    offers = [case["offer"], *others(case)]
    catalog.write_text(catalog_toml(*offers), encoding="utf-8")
    scenario.write_text(scenario_toml(case["scenario"]), encoding="utf-8")
    outcome = deals("compare", scenario, "--data", catalog, "--format", "json")
    assert outcome.code == 0, outcome.err
    found = outcome.json["offers"][0]
    found["lines"] = {line["component"]: line["amount"] for line in found["lines"]}
    assert {key: found[key] for key in case["expected"]} == case["expected"]
