"""Scenarios: read, written, and changed by one setting.

A scenario that repeats the catalog's own choice (a reading that is the default, the offers that
are compared anyway) is the same value as the scenario without it.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from tui.domain.calendar import next_month
from tui.domain.deals import Catalog
from tui.domain.inputs import FAMILIES, FIELDS, NEXT, OVERHEAD, OVERHEAD_PARTS, input_of
from tui.domain.scenario import INPUTS, Scenario
from tui.files.places import scenario_files, scenarios_folder
from tui.files.reading import Rules, examined, validated
from tui.files.references import references, repeated, select, unknown
from tui.files.toml import (
    BYTE_ORDER_MARK,
    Document,
    Finding,
    Problem,
    ProblemsError,
    Table,
    document_of,
    document_of_text,
    label,
    read_document,
    shown,
    suggestion,
)
from tui.files.writing import edited, scenario_table, scenario_text

SET: Final = "--set"
"""The path that problems of a setting name."""
NOT_KNOWN: Final = "is not a known setting"
NOT_A_DATE: Final = "must be a date; write it like 2026-12-01"


def read_scenario(path: Path, catalog: Catalog) -> Scenario:
    """Read a scenario. Raises `ProblemsError` with all problems of the file at once."""
    return scenario_in(read_document(path), catalog)


def parse_scenario(text: str, catalog: Catalog, *, name: str = "<text>") -> Scenario:
    """Read a scenario from text; `name` takes the place of the file in problems."""
    return scenario_in(document_of_text(name, text), catalog)


def scenario_in(document: Document, catalog: Catalog) -> Scenario:
    """Read a scenario from a document. Raises `ProblemsError`."""
    return validated(Scenario, document, scenario_rules(catalog)).without_defaults(catalog)


def merged(content: bytes, scenario: Scenario, catalog: Catalog | None = None) -> str | None:
    """Give the text of a scenario's file with another scenario in it; None: it is no scenario.

    With the catalog, what a file has without need (a reading that is the default) stays, too.
    """
    old = scenario_of(content, catalog)
    if old is None:
        return None
    plain = scenario_text(scenario)
    wanted = scenario_of(plain.encode(), catalog)
    if old == wanted:
        return content.decode()
    text = content.decode("utf-8-sig")
    new = edited(text, old, wanted or scenario)
    if scenario_of(new.encode(), catalog) != wanted:
        return plain
    if text.partition("\n")[0].endswith("\r"):
        new = new.replace("\n", "\r\n")
    return BYTE_ORDER_MARK * content.startswith(BYTE_ORDER_MARK.encode()) + new


def scenario_of(content: bytes, catalog: Catalog | None = None) -> Scenario | None:
    """Read a scenario, with any names where there is no catalog; None where it is none."""
    try:
        document = document_of("", content)
        if catalog is not None:
            return scenario_in(document, catalog)
    except ProblemsError:
        return None
    return examined(Scenario, document.table, ())[0]


def with_setting(
    scenario: Scenario, catalog: Catalog, setting: str, as_of: date | None = None
) -> Scenario:
    """The same scenario after `KEY=VALUE`, as `--set` takes it.

    With an as-of day, `start=next` is the first of the month after it.
    Empty after `=` takes back `start`, `offers`, `name`, `note`, and what is set for one offer or
    assumption. Raises `ProblemsError`, whose problems have the path `--set` and no line.
    """
    table = scenario_table(_set(scenario, setting, as_of))
    value, findings = examined(Scenario, table, scenario_rules(catalog))
    if value is None:
        raise ProblemsError(
            Problem(SET, 0, label(table, finding.place), finding.message, finding.hint)
            for finding in findings
        )
    return value.without_defaults(catalog)


def _set(scenario: Scenario, setting: str, as_of: date | None) -> Scenario:
    key, equals, text = setting.partition("=")
    key = key.strip()
    if not equals or not key:
        raise _refusal(key, "must be KEY=VALUE", "like agencies=120")
    _check_key(scenario, key)
    one = input_of(scenario, key)
    if one.kind == "month" and as_of is not None and text.strip() == NEXT:
        return one.set(scenario, next_month(as_of))
    try:
        return one.set(scenario, one.parse(text))
    except ValueError as error:
        words = NOT_A_DATE if one.kind == "month" else str(error)
    except ArithmeticError:
        words = "is too large a number"
    message, _, hint = words.partition("; ")
    raise _refusal(key, message, hint)


def _check_key(scenario: Scenario, key: str) -> None:
    """Raise `ProblemsError` with what to write instead for a key that means no input."""
    first, *rest = key.split(".")
    if first not in FIELDS:
        raise _refusal(key, NOT_KNOWN, suggestion(first, FIELDS))
    if first == OVERHEAD:
        _check_overhead_key(scenario, key, rest)
    elif FAMILIES[FIELDS[first]].by_name:
        if len(rest) != 1 or not rest[0]:
            raise _refusal(key, "needs one name", f"like {first}.NAME=VALUE")
    elif rest:
        raise _refusal(key, NOT_KNOWN, f"write {first}=VALUE")


def _check_overhead_key(scenario: Scenario, key: str, names: list[str]) -> None:
    if len(names) != 2:
        raise _refusal(key, "needs an id and a field", f"like {OVERHEAD}.ID.price=VALUE")
    overhead_id, part = names
    ids = [one.id for one in scenario.overheads]
    if overhead_id not in ids:
        hint = suggestion(overhead_id, ids) or f"the scenario has none; a [[{OVERHEAD}]] adds one"
        raise _refusal(key, f"there is no {OVERHEAD} `{shown(overhead_id)}`", hint)
    if part not in OVERHEAD_PARTS:
        raise _refusal(key, NOT_KNOWN, suggestion(part, OVERHEAD_PARTS))


def _refusal(key: str, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(SET, 0, shown(key), message, hint)])


def scenario_rules(catalog: Catalog) -> Rules:
    kinds = {"offer": catalog.offers, "assumption": catalog.assumptions}

    def names(table: Table) -> Iterator[Finding]:
        keys = [(f"{name}.@", INPUTS[name].names) for name, one in FAMILIES.items() if one.by_name]
        patterns = [("offers.*", "offer"), ("overhead.*.offers.*", "offer"), *keys]
        yield from references(table, kinds, patterns)

    def readings(table: Table) -> Iterator[Finding]:
        for place, name in select(table, "readings.*"):
            offer = catalog.offers.get(str(place[-1]))
            if offer is not None and isinstance(name, str):
                known = [reading.id for reading in offer.readings]
                if name not in known:
                    yield unknown(place, f"reading of {offer.id}", name, known)

    def repetitions(table: Table) -> Iterator[Finding]:
        yield from repeated(table, ["offers.*", "overhead.*.offers.*", "overhead.*.id"])

    return names, readings, repetitions


def ready_scenarios(catalog: Catalog) -> dict[str, Scenario]:
    """The scenarios that come with the program, by name; those that cannot be read are left out."""
    found = {}
    for path in scenario_files(scenarios_folder()):
        with suppress(ProblemsError):
            found[path.stem] = read_scenario(path, catalog)
    return found
