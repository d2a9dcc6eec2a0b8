"""What the explorer remembers between runs, for a start after quitting as well as after a crash.

It is written after every edit, so each distinct scenario is written once and undo steps name two
of them by number. Nothing here is worth a failure: what cannot be used is not there. Of two
programs at once the last one to write is remembered.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.atomic import sweep, write_atomically
from tui.files.scenarios import parse_scenario
from tui.files.toml import (
    NEWER,
    SCHEMA,
    Document,
    Problem,
    ProblemsError,
    document_of,
    document_of_text,
    read_bytes,
    schema_findings,
)
from tui.files.writing import scenario_text

Kind = TypeVar("Kind")

FILE_NAME: Final = "session.toml"
MOST_STEPS: Final = 50
MOST_CHARACTERS: Final = 4_000_000
"""Older undo steps are forgotten rather than writing more than this after every edit."""
_ABANDONED: Final = 60
_MOST_TEXTS: Final = 256
_HEAD: Final = "# What the explorer remembers; written after every change, and safe to delete.\n"
_TO_ESCAPE: Final = re.compile(r'["\\\x00-\x09\x0b-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Session:
    """What there is to go on with."""

    scenario: Scenario
    scenario_path: str = ""
    as_of: date | None = None
    highlighted: str = ""
    past: tuple[tuple[Scenario, Scenario], ...] = ()
    """Undo steps, oldest first: the scenario before and after each; the newest 50 are kept."""
    catalog: str = ""
    """The path of the catalog that it was about."""
    saved_at: datetime | None = None
    ended: bool = False
    """Whether the program was left by quitting; otherwise it was killed, or still runs."""


class _UnfitError(Exception):
    """A session that cannot be gone on with."""


def save_session(session: Session, path: Path) -> None:
    """Write the session, whole or not at all; makes the folder. Raises `OSError`."""
    text = _text_of(session)
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, f"{path.name}.", older_than=_ABANDONED)
    try:
        write_atomically(path, text)
    except FileNotFoundError:  # a program that started just now swept our temporary file away
        write_atomically(path, text)


def load_session(path: Path, catalog: Catalog) -> Session | None:
    """Give the session that was saved last, or None where there is none to go on with.

    That is a file that is missing, damaged (it is kept beside, as `.bad`), of a newer program, or
    whose scenario the catalog no longer fits. Undo steps and a highlighted offer that no longer
    fit are left out.
    """
    sweep(path.parent, f"{path.name}.")
    try:
        content = read_bytes(path)
    except ProblemsError:
        return None
    try:
        document = document_of(str(path), content)
        findings = schema_findings(document.table)
        if any(finding.message == NEWER for finding in findings):
            return None
        if findings:
            raise document.error(findings)
        return _Reader(document, catalog).session()
    except _UnfitError:
        return None
    except ProblemsError:
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.bad"))
        return None


def _text_of(session: Session) -> str:
    """Write a session, with as many of its newest undo steps as is sensible."""
    texts: dict[str, int] = {_written(session.scenario): 0}
    past: list[str] = []
    size = len(next(iter(texts)))
    for step in reversed(session.past[-MOST_STEPS:]):
        both = [_written(scenario) for scenario in step]
        size += sum(len(text) for text in {*both} - texts.keys())
        if size > MOST_CHARACTERS:
            break
        first, second = (texts.setdefault(text, len(texts)) for text in both)
        past.append(f"[{first}, {second}]")
    saved_at = session.saved_at
    if saved_at is not None and saved_at.tzinfo is not None:
        saved_at = saved_at.astimezone(UTC)
    lines = [
        f"catalogue = {_quoted(session.catalog)}",
        f"scenario_path = {_quoted(session.scenario_path)}",
        f"highlighted = {_quoted(session.highlighted)}",
        f"as_of = {session.as_of.isoformat()}" if session.as_of else "",
        f"saved_at = {saved_at.isoformat()}" if saved_at else "",
        f"ended = {'true' if session.ended else 'false'}",
        f"past = [{', '.join(reversed(past))}]",
        "scenarios = [",
        *(f"{_quoted(text)}," for text in texts),
        "]",
    ]
    body = "\n".join(line for line in lines if line)
    return f"{_HEAD}schema = {SCHEMA}\n{body}\n"


_texts: "OrderedDict[int, tuple[Scenario, str]]" = OrderedDict()


def _written(scenario: Scenario) -> str:
    """Write a scenario once; one edit makes one new scenario, and fifty stay as they are."""
    known = _texts.get(id(scenario))
    if known is None:
        known = _texts[id(scenario)] = (scenario, scenario_text(scenario))
        if len(_texts) > _MOST_TEXTS:
            _texts.popitem(last=False)
    return known[1]


def _quoted(text: str) -> str:
    """Write text, over several lines if it has them; what UTF-8 cannot hold is left out."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")
    escaped = _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", sound)
    return f'"""\n{escaped}"""' if "\n" in escaped else f'"{escaped}"'


class _Reader:
    """A session's file on its way to values. Raises `ProblemsError` for one that is damaged."""

    def __init__(self, document: Document, catalog: Catalog) -> None:
        self.document = document
        self.catalog = catalog

    def session(self) -> Session:
        """Give the session; raises `_UnfitError` where its scenario does not fit the catalog."""
        table = self.document.table
        texts = self._get("scenarios", list, [])
        if not texts or not all(isinstance(text, str) for text in texts):
            raise self._damaged("scenarios")
        scenario = self._scenario(texts[0])
        highlighted = self._get("highlighted", str, "")
        as_of = table.get("as_of")
        if as_of is not None and (not isinstance(as_of, date) or isinstance(as_of, datetime)):
            raise self._damaged("as_of")
        return Session(
            scenario,
            self._get("scenario_path", str, ""),
            as_of,
            highlighted if highlighted in self.catalog.offers else "",
            tuple(self._steps(texts, {0: scenario}))[::-1],
            self._get("catalogue", str, ""),
            self._get("saved_at", datetime, None),
            self._get("ended", bool, False),
        )

    def _steps(
        self, texts: list[str], made: dict[int, Scenario]
    ) -> Iterator[tuple[Scenario, Scenario]]:
        """Yield the steps, newest first, until one does not fit: nothing leads further back."""
        past = self._get("past", list, [])
        for step in reversed(past):
            if not _is_step(step, len(texts)):
                raise self._damaged("past")
        for step in reversed(past[-MOST_STEPS:]):
            for number in step:
                if number not in made:
                    try:
                        made[number] = self._scenario(texts[number])
                    except _UnfitError:
                        return
            yield made[step[0]], made[step[1]]

    def _scenario(self, text: str) -> Scenario:
        """Read one scenario; what is TOML, but does not fit the catalog, is not damaged."""
        name = self.document.name
        document_of_text(name, text)
        try:
            return parse_scenario(text, self.catalog, name=name)
        except ProblemsError:
            raise _UnfitError from None

    def _get(self, key: str, kind: type[Kind], default: Any) -> Any:
        """Give a value, or the default where there is none."""
        value = self.document.table.get(key, default)
        if value is not default and not isinstance(value, kind):
            raise self._damaged(key)
        return value

    def _damaged(self, key: str) -> ProblemsError:
        return ProblemsError([Problem(self.document.name, 0, key, "is damaged")])


def _is_step(step: object, texts: int) -> bool:
    """Tell whether this names two of the scenarios that are there."""
    return (
        isinstance(step, list)
        and len(step) == 2
        and all(type(number) is int and 0 <= number < texts for number in step)
    )
