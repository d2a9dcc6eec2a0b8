"""Names, kinds and bounds of a table: every problem at once, and the frozen values if none.

Our own walk knows the file's names and refuses what a lenient reader would convert; pydantic
then checks the bounds that stand beside the fields and makes the values.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tui.files.shapes import Kind, Shape, follow, shape_of
from tui.files.toml import (
    MOST_FOUND,
    NEWER,
    Document,
    Finding,
    Place,
    Table,
    document_of,
    label,
    read_bytes,
    schema_findings,
    shown,
    suggestion,
)
from tui.files.wording import EMPTY, MISSING, broken_bound, missing_hint, wrong_kind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Made = TypeVar("Made")
Rules = Callable[[Table], Iterable[Finding]]
"""Finds what is wrong between the parts of a table, passing over parts of the wrong kind."""

LARGEST_WHOLE: Final = 2**63 - 1
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
LONGEST_TEXT: Final = 100_000
LONGEST_ID: Final = 100
_INVISIBLE: Final = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_FITS: Final[dict[Kind, Callable[[object], bool]]] = {
    "whole": lambda written: isinstance(written, int) and not isinstance(written, bool),
    "number": lambda written: isinstance(written, (int, Decimal)) and not isinstance(written, bool),
    "text": lambda written: isinstance(written, str),
    "choice": lambda written: isinstance(written, str),
    "switch": lambda written: isinstance(written, bool),
    "date": lambda written: isinstance(written, date) and not isinstance(written, datetime),
    "list": lambda written: isinstance(written, list),
    "table": lambda written: isinstance(written, dict),
    "named": lambda written: isinstance(written, dict),
}


def read(made: type[Made], path: Path, rules: Rules) -> Made:
    """Read a file into frozen values. Raises `ProblemsError` with all that is wrong with it."""
    return validated(made, document_of(str(path), read_bytes(path)), rules)


def validated(made: type[Made], document: Document, rules: Rules) -> Made:
    """Make the values of a document. Raises `ProblemsError` with all that is wrong with it."""
    value, findings = examined(made, document.table, rules)
    if value is None:
        raise document.error(findings)
    return value


def examined(made: type[Made], table: Table, rules: Rules) -> tuple[Made | None, list[Finding]]:
    """Give the values of a table, or None and what is wrong with it."""
    findings = schema_findings(table)
    if any(finding.message == NEWER for finding in findings):
        return None, findings
    walk = _Walk(table)
    shape = shape_of(made)
    value: Made | None = None
    try:
        plain = walk.table(shape, {key: table[key] for key in table if key != "schema"}, ())
        value = walk.bounded(made, shape, plain)
        for finding in rules(table):
            walk.report(finding)
    except _EnoughError:
        pass
    findings += walk.findings
    return (None, findings) if findings else (value, findings)


def without_control_characters(text: str) -> str:
    """Take out what a terminal would obey instead of show, and what is no character."""
    return "".join(letter for letter in text if not _is_control(letter))


def _is_control(letter: str) -> bool:
    """Tell whether this steers a terminal or the direction of its text, or is no character."""
    if letter in "\n\t":
        return False
    if letter in _INVISIBLE or unicodedata.category(letter) in ("Cc", "Cs"):
        return True
    return _is_no_character(letter)


def _is_no_character(letter: str) -> bool:
    """Tell whether Unicode keeps a number from being a character; XML refuses the first two."""
    code = ord(letter)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


@cache
def _adapter(made: type) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(made)


class _EnoughError(Exception):
    """So much is wrong that nothing more is looked for."""


class _Walk:
    """One table on its way to values, and what was found wrong on it."""

    def __init__(self, table: Table) -> None:
        self.whole = table
        self.findings: list[Finding] = []
        self.reported: set[Place] = set()

    def report(self, finding: Finding) -> None:
        """Keep a finding, unless its place or one above it was found wrong before."""
        place = finding.place
        if not any(place[:length] in self.reported for length in range(1, len(place) + 1)):
            self.findings.append(finding)
            if len(self.findings) >= MOST_FOUND:
                raise _EnoughError

    def refuse(self, place: Place, message: str, hint: str = "") -> None:
        """Keep a finding and be silent about its place from here on."""
        self.report(Finding(place, message, hint))
        self.reported.add(place)

    def value(self, shape: Shape, written: Any, place: Place) -> Any:
        """Check the kind of a value and give it as pydantic takes it; None where it is refused."""
        if not _FITS[shape.kind](written):
            self.refuse(place, *wrong_kind(shape, written, label(self.whole, place)))
            return None
        if isinstance(written, str):
            self.text(written, place)
        elif isinstance(written, int) and not -LARGEST_WHOLE <= written <= LARGEST_WHOLE:
            self.refuse(place, "is too large a number")
            return None
        elif shape.kind == "number":
            return Decimal(written)
        elif shape.kind == "list" and shape.item is not None:
            return [self.value(shape.item, one, (*place, at)) for at, one in enumerate(written)]
        elif shape.kind == "named":
            return self.named(shape, written, place)
        elif shape.kind == "table":
            return self.table(shape, written, place)
        return written

    def text(self, written: str, place: Place) -> None:
        """Refuse text that would steer a terminal, or that nobody could read."""
        if len(written) > LONGEST_TEXT:
            self.refuse(place, f"is longer than {LONGEST_TEXT:,} characters", "shorten it")
            return
        if written.isprintable():
            return
        control = next((letter for letter in written if _is_control(letter)), None)
        if control is None:
            return
        code = f"U+{ord(control):04X}"
        if _is_no_character(control):
            self.refuse(place, f"contains {code}, which is no character", "take it out")
        else:
            hint = "only line breaks and tabs are allowed; take it out"
            self.refuse(place, f"contains the control character {code}", hint)

    def named(self, shape: Shape, written: Table, place: Place) -> Table:
        """Walk a table of names; where it holds tables, the names are ids."""
        plain: Table = {}
        for key, one in written.items():
            here = (*place, key)
            if shape.item is None:
                continue
            if shape.of_tables:
                self.identifier(key, here)
            plain[key] = self.value(shape.item, one, here)
            if shape.of_tables and isinstance(plain[key], dict):
                plain[key]["id"] = key
        return plain

    def identifier(self, written: str, place: Place) -> None:
        """Check that an id is one."""
        if _ID.fullmatch(written):
            if len(written) > LONGEST_ID:
                self.report(Finding(place, f"an id has at most {LONGEST_ID} characters"))
            return
        proper = re.sub(r"[^a-z0-9]+", "-", written.lower()[:60]).strip("-")
        hint = f"write `{proper}`" if proper else "begin with a letter or digit"
        message = f"the id `{shown(written)}` must be of small letters, digits and hyphens"
        self.report(Finding(place, message, hint))

    def table(self, shape: Shape, written: Table, place: Place) -> Table:
        """Walk a table: its known keys under their fields' names, the others reported."""
        plain: Table = {}
        for key, one in written.items():
            here = (*place, key)
            entry = shape.entries.get(key)
            if entry is None:
                hint = suggestion(key, shape.entries)
                self.refuse(here, "is not a known key", hint)
                meant = [
                    name for name in shape.entries if f"`{name}`" in hint and name not in written
                ]
                self.reported.update((*place, name) for name in meant)
                continue
            plain[entry.field] = self.value(entry.shape, one, here)
            if entry.required and isinstance(one, str) and one.isspace():
                self.refuse(here, "must not be blank")
            if entry.field == "id" and isinstance(one, str) and here not in self.reported:
                self.identifier(one, here)
        for name, entry in shape.entries.items():
            if entry.required and entry.shape.kind == "named":
                plain.setdefault(entry.field, {})
            elif entry.required and name not in written:
                here = (*place, name)
                hint = missing_hint(entry.shape, label(self.whole, here))
                self.report(Finding(here, MISSING, hint))
        return plain

    def bounded(self, made: type, shape: Shape, plain: Table) -> Any:
        """Let pydantic check the bounds and make the values."""
        from pydantic import ValidationError

        try:
            return _adapter(made).validate_python(plain)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                place, there = follow(shape, one["loc"])
                written = None if one["type"] == "missing" else one["input"]
                limits = one.get("ctx", {})
                if one["type"] == "missing":
                    continue  # the walk has told so
                if isinstance(written, list) and len(written) >= limits.get("min_length", 10**9):
                    continue  # long enough: pydantic does not count the entries it refused
                message, hint = broken_bound(one["type"], limits, there or shape, written)
                if message in (MISSING, EMPTY):
                    hint = missing_hint(there or shape, label(self.whole, place))
                self.report(Finding(place, message, hint))
            return None
