"""`deals schema`: what it accepts is what the loader accepts, and the stored copies are fresh."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import CATALOG, Deals
from tui.cli.schema import NAMES, schema_text

ROOT = Path(__file__).parent.parent.parent
FILES = [
    ("catalogue", ROOT / "data" / "deals.toml"),
    ("catalogue", CATALOG),
    ("agencies", ROOT / "data" / "agencies.toml"),
    *(("scenario", path) for path in sorted((ROOT / "data" / "scenarios").glob("*.toml"))),
]


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def plain(value: Any) -> Any:
    """TOML's days as text, as editors hand them to a schema."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def parsed(path: Path) -> Any:
    return plain(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_the_stored_copy_is_fresh(name: str) -> None:
    stored = ROOT / "docs" / "schemas" / f"{name}.json"
    assert stored.read_text(encoding="utf-8") == schema_text(name), (
        "python scripts/make_schemas.py writes it anew"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed(name: str, deals: Deals) -> None:
    outcome = deals("schema", name)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == schema_text(name)


def test_the_catalog_may_be_spelled_either_way(deals: Deals) -> None:
    assert deals("schema", "catalog") == deals("schema", "catalogue")


def test_an_unknown_schema_is_refused(deals: Deals) -> None:
    outcome = deals("schema", "offer")
    assert (outcome.code, outcome.out) == (2, "")
    assert "NAME: 'offer' is not one of 'catalogue'" in outcome.err


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_what_ships_is_valid(name: str, path: Path) -> None:
    assert [error.message for error in validator(name).iter_errors(parsed(path))] == []


BROKEN_SCENARIOS: list[dict[str, Any]] = [
    {}, {"schema": 2}, {"schema": 1, "agencys": 3}, {"schema": 1, "agencies": -1},
    {"schema": 1, "agencies": 1_000_001}, {"schema": 1, "agencies": 2.5},
    {"schema": 1, "months": 0}, {"schema": 1, "months": 601}, {"schema": 1, "months": "12"},
    {"schema": 1, "start": "2026-12-02"}, {"schema": 1, "after": "never"},
    {"schema": 1, "charge": "later"}, {"schema": 1, "offers": "grok"},
    {"schema": 1, "agencies_for": {"grok": -1}}, {"schema": 1, "assume": {"hosting": "much"}},
    {"schema": 1, "assume": {"hosting": -1}}, {"schema": 1, "overhead": [{"id": "x"}]},
    {"schema": 1, "overhead": [{"id": "A b", "label": "x", "unit": "user", "per": "once",
                                "price": 1}]},
    {"schema": 1, "overhead": [{"id": "a", "label": "", "unit": "user", "per": "once",
                                "price": 1}]},
    {"schema": 1, "overhead": [{"id": "a", "label": "x", "unit": "seat", "per": "once",
                                "price": 1}]},
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN_SCENARIOS, ids=json.dumps)
def test_broken_scenarios_are_not_valid(broken: dict[str, Any]) -> None:
    assert not validator("scenario").is_valid(broken)


def test_settings() -> None:
    from tui.app.keys import bindable
    from tui.files.settings import settings_text

    check = validator("settings")
    written = settings_text(bindable())
    shown = dict(re.findall(r'^# "([^"]+)" = "([^"]+)"$', written, re.MULTILINE))
    for text in (written, "", 'theme = "paper"\n[keys]\n'):
        assert check.is_valid(plain(tomllib.loads(text)))
    assert set(shown) == {action.id for action in bindable()}
    assert check.is_valid({"schema": 1, "theme": "light", "keys": shown})
    for broken in ({"theme": "pink"}, {"keys": {"no.action": "x"}}, {"colour": 1}, {"schema": 2}):
        assert not check.is_valid(broken)


def test_broken_catalogs_are_not_valid() -> None:
    check = validator("catalogue")
    whole = parsed(CATALOG)
    assert check.is_valid(whole)
    for broken in broken_catalogs():
        assert not check.is_valid(broken)


def broken_catalogs() -> Iterator[Any]:
    """The made-up catalog, each time with one thing wrong in it."""

    def changed(*place: Any, to: Any) -> Any:
        whole = parsed(CATALOG)
        holder = whole
        for step in place[:-1]:
            holder = holder[step]
        if to is None:
            del holder[place[-1]]
        else:
            holder[place[-1]] = to
        return whole

    line = ("offer", "north", "reading", 0, "lines", 0)
    yield changed("offer", to=None)
    yield changed("currency", to="EUR")
    yield changed("as_of", to="yesterday")
    yield changed("offer", "north", "vendor", to=None)
    yield changed("offer", "north", "term_month", to=18)
    yield changed("offer", "north", "term_months", to=0)
    yield changed("offer", "north", "reading", to=[])
    yield changed("offer", "north", "reading", 0, "default", to=False)
    yield changed("offer", "north", "reading", 1, "default", to=True)
    yield changed("offer", "north", "reading", 0, "sources", to=[])
    yield changed("offer", "north", "event", 0, "status", to="born")
    yield changed("offer", "North East", to={})
    yield changed("source", "blog", "kind", to="rumour")
    yield changed(*line, "price", to=None)
    yield changed(*line, "price", to=-1)
    yield changed(*line, "price", to="0.42")
    yield changed(*line, "assume", to="hosting")
    yield changed(*line, "times", to=2)
    yield changed(*line, "per", to="week")


@pytest.mark.parametrize("arguments", [
    [], ["--set", "after=list", "--set", "charge=prorated"], ["--set", "start=2026-12-01"],
    ["--set", "agencies=0"], ["--set", "offers="], ["licence-is-noise"], ["veterans-affairs"],
], ids=" ".join)  # fmt: skip
def test_a_report_is_valid(arguments: list[str], deals: Deals) -> None:
    report = deals("compare", *arguments, "--format", "json").json
    schema = json.loads(schema_text("report"))
    for checked in (schema, strict(schema)):
        found = Draft202012Validator(checked).iter_errors(report)
        assert [error.message for error in found] == []


ANSWERS: list[tuple[str, list[str]]] = [
    ("report", ["compare", "--set", "start=2026-06-01", "--set", "after=successor"]),
    ("report", ["compare", "--set", "after_for.chatgpt=list", "--set", "assume.usage=8"]),
    ("terms", ["terms"]), ("terms", ["terms", "aws", "box"]), ("answers", ["terms", "--short"]),
    *[("breakeven", ["breakeven", "grok", "chatgpt", "--over", over])
      for over in ("months", "agencies", "users_per_agency")],
    ("breakeven", ["breakeven", "grok", "llama", "--over", "months"]),
    ("goal", ["goal", "grok", "--budget", "100", "--solve", "agencies"]),
    ("goal", ["goal", "grok", "--budget", "0", "--solve", "months"]),
    ("goal", ["goal", "llama", "--budget", "1000000", "--solve", "assume.hosting"]),
    ("goal", ["goal", "grok", "--against", "chatgpt", "--solve", "list", "--set", "months=36",
              "--set", "after=list"]),
    ("sensitivity", ["sensitivity", "claude", "licence-is-noise"]),
    ("sweep", ["sweep", "--over", "months=6,12,18"]),
    ("sweep", ["sweep", "--over", "agencies=1..100/33", "--over", "months=6,18"]),
    ("diff", ["diff", "cfo-act", "licence-is-noise"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "arguments"), ANSWERS, ids=[" ".join(words) for _, words in ANSWERS]
)
def test_every_command_writes_what_its_schema_says(
    kind: str, arguments: list[str], deals: Deals
) -> None:
    found = deals(*arguments, "--format", "json").json
    assert found["kind"] == kind
    for offer in found.get("offers", []):  # of one shape, whatever is said of them
        assert list(offer)[:3] == ["id", "vendor", "product"]
    schema = json.loads(schema_text(kind))
    for checked in (schema, strict(schema)):
        assert [one.message for one in Draft202012Validator(checked).iter_errors(found)] == []


def test_every_kind_of_report_is_tried() -> None:
    from tui.export.json_report import REPORTS

    assert {kind for kind, _ in ANSWERS} == set(REPORTS)


def test_a_broken_report_is_not_valid(small: Deals) -> None:
    check = validator("report")
    report = small("compare", "--format", "json").json
    for key, value in (("total", 10.08), ("total", "10.8"), ("rank", 0), ("status", "dead")):
        offer = report["offers"][0] | {key: value}
        assert not check.is_valid(report | {"offers": [offer]})
    assert not check.is_valid({key: one for key, one in report.items() if key != "sources"})


def strict(schema: Any) -> Any:
    """The same schema, allowing no key that it does not describe."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: strict(one) for key, one in schema.items()}
    return found | ({"additionalProperties": False} if "required" in schema else {})
