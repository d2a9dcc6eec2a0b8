"""What the explorer remembers between runs, for a start after quitting as well as after a crash.

It is written after every edit, so each distinct scenario is written once and undo steps name two
of them by number. Nothing here is worth a failure: what cannot be used is not there. Of two
programs at once the last one to write is remembered.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from annotated_types import Ge, MinLen

from tui.domain.deals import Catalog, Only, Switch
from tui.domain.scenario import Scenario
from tui.files.atomic import sweep, write_private
from tui.files.reading import adapter
from tui.files.scenarios import scenario_in
from tui.files.toml import (
    NEWER,
    SCHEMA,
    ProblemsError,
    document_of,
    document_of_text,
    read_bytes,
    schema_findings,
)
from tui.files.writing import pairs, scenario_text

MOST_STEPS: Final = 50
MOST_CHARACTERS: Final = 4_000_000
"""Older undo steps are forgotten rather than writing more than this after every edit."""
_HEAD: Final = "# What the explorer remembers; written after every change, and safe to delete.\n"

Number = Annotated[int, Ge(0), Only(int)]
"""The place of a scenario in the file's list."""


@dataclass(frozen=True, slots=True)
class Session:
    """What there is to go on with."""

    scenario: Scenario
    scenario_path: str = ""
    as_of: date | None = None
    highlighted: str = ""
    past: tuple[tuple[Scenario, Scenario], ...] = ()
    """Undo steps, oldest first: the scenario before and after each; the newest 50 are kept."""
    ended: bool = False
    """Whether the program was left by quitting; otherwise it was killed, or still runs."""


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A session as it is written."""

    scenarios: Annotated[tuple[str, ...], MinLen(1)]
    """The text of each; the first is the one to go on with."""
    scenario_path: str = ""
    highlighted: str = ""
    as_of: Annotated[date, Only(date)] | None = None
    ended: Switch = False
    past: tuple[tuple[Number, Number], ...] = ()


def save_session(session: Session, path: Path) -> None:
    """Write the session, whole or not at all; makes the folder. Raises `OSError`."""
    text = _text_of(session)
    try:
        write_private(path, text)
    except FileNotFoundError:  # a program that started just now swept our temporary file away
        write_private(path, text)


def load_session(path: Path, catalog: Catalog) -> Session | None:
    """Give the session that was saved last, or None where there is none to go on with.

    That is a file that is missing, damaged (it is kept as `.bad`), of a newer program, or
    whose scenario the catalog no longer fits. Undo steps and a highlighted offer that no longer
    fit are left out.
    """
    sweep(path.parent, f".{path.name}.", older_than=0)
    try:
        content = read_bytes(path)
    except ProblemsError:
        return None
    try:
        table = document_of(str(path), content).table
        findings = schema_findings(table)
        if any(finding.message == NEWER for finding in findings):
            return None
        if findings:
            raise ValueError
        return _session(adapter(SessionFile).validate_python(table), catalog)
    except (ProblemsError, ValueError):
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.bad"))
        return None


def _session(file: SessionFile, catalog: Catalog) -> Session | None:
    """None where its scenario does not fit the catalog. Raises `ValueError` or `ProblemsError`."""

    @cache
    def scenario(number: int) -> Scenario | None:
        document = document_of_text("", file.scenarios[number])
        try:
            return scenario_in(document, catalog)
        except ProblemsError:
            return None

    if any(number >= len(file.scenarios) for step in file.past for number in step):
        raise ValueError
    last = scenario(0)
    if last is None:
        return None
    past: list[tuple[Scenario, Scenario]] = []
    for step in reversed(file.past[-MOST_STEPS:]):
        before, after = map(scenario, step)
        if before is None or after is None:
            break  # nothing leads further back
        past.insert(0, (before, after))
    return Session(
        last,
        scenario_path=file.scenario_path,
        as_of=file.as_of,
        highlighted=file.highlighted if file.highlighted in catalog.offers else "",
        past=tuple(past),
        ended=file.ended,
    )


def _text_of(session: Session) -> str:
    steps = session.past[-MOST_STEPS:]
    scenarios = {id(one): one for step in steps for one in step}  # most are in two steps
    written = {key: scenario_text(one) for key, one in scenarios.items()}
    texts = {scenario_text(session.scenario): 0}
    size = sum(map(len, texts))
    past: list[tuple[int, ...]] = []
    for step in reversed(steps):
        both = [written[id(one)] for one in step]
        size += sum(len(text) for text in {*both} - texts.keys())
        if size > MOST_CHARACTERS:
            break
        past.append(tuple(texts.setdefault(text, len(texts)) for text in both))
    table = {
        "schema": SCHEMA,
        "scenario_path": session.scenario_path,
        "highlighted": session.highlighted,
        "as_of": session.as_of,
        "ended": session.ended,
        "past": past[::-1],
        "scenarios": list(texts),
    }
    return _HEAD + pairs({key: one for key, one in table.items() if one is not None})
