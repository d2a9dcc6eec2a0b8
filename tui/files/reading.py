"""Files into frozen values, or everything that is wrong with them.

Pydantic makes the values by the dataclasses themselves. What it finds wrong is put here into
words for whoever wrote the file, with what to write instead: `must be at most 600`.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin

from tui.domain.deals import LONGEST_ID, is_id, key_of
from tui.files import checked
from tui.files.toml import (
    MOST_FOUND,
    NEWER,
    Document,
    Finding,
    Place,
    Table,
    label,
    schema_findings,
    shown,
    suggestion,
    texts,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

Made = TypeVar("Made")
Rules = Sequence[Callable[[Table], Iterable[Finding]]]
"""Each finds what is wrong between the parts of a table, passing over parts of the wrong kind."""
Words = tuple[str, str]
"""A message and a hint."""
Shape = Mapping[str, Any]
"""What a place may hold, as in JSON Schema; `inside`: in a list or a table of names."""

LARGEST_WHOLE: Final = 2**63 - 1
MOST_LOOKED_AT: Final = 200_000
"""Mistakes of one file; more are only counted, since each takes most of a kilobyte."""
LONGEST_TEXT: Final = 100_000
_INVISIBLE: Final = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def read(made: type[Made], document: Document, rules: Rules) -> Made:
    """Make the values of a document, as `validated` does; one that was valid before, faster."""
    name = checked.digest(made, document)
    if checked.is_checked(name):
        return checked.made_of(made, document.table)
    value = validated(made, document, rules)
    checked.remember(name)
    return value


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
    reader = _Reader(made, table)
    value: Made | None = None
    with suppress(_EnoughError):
        value = reader.value()
        for finding in chain.from_iterable(rule(table) for rule in rules):
            reader.report(finding)
    findings += reader.findings
    return (None, findings) if findings else (value, findings)


@cache
def adapter(made: type) -> "TypeAdapter[Any]":
    """What reads and writes the values of a class. Made once, of what is read only."""
    # Plugins of other packages must not change what a file means; looking for them takes long.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    from pydantic import TypeAdapter

    return TypeAdapter(made)


@cache
def shape_of(made: type) -> Shape:
    whole = adapter(made).json_schema()
    return _plain(whole, whole.get("$defs", {}))


def _plain(shape: Shape, known: Mapping[str, Shape]) -> Shape:
    """Put what is referred to in its place; of what may be left out, give what it is otherwise."""
    shape = shape["anyOf"][0] if "anyOf" in shape else shape
    shape = known[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
    if not shape:
        return shape
    inside = shape.get("items") or shape.get("additionalProperties") or {}
    properties = {key: _plain(one, known) for key, one in shape.get("properties", {}).items()}
    return {**shape, "inside": _plain(inside, known), "properties": properties}


def named_tables(made: type) -> list[str]:
    """The keys of a file that hold tables by their ids: `offer`, as in [offer.grok]."""
    return [
        key_of(one)
        for one in fields(made)
        if get_origin(one.type) is Mapping and is_dataclass(get_args(one.type)[1])
    ]


class _EnoughError(Exception):
    """So much is wrong that nothing more is looked for."""


class _Reader:
    def __init__(self, made: type, table: Table) -> None:
        self.made = made
        self.whole = {key: one for key, one in table.items() if key != "schema"}
        self.named = named_tables(made)
        self.findings: list[Finding] = []
        self.refused: set[Place] = set()

    def report(self, finding: Finding) -> None:
        """Keep a finding, unless its place or one above it was refused before."""
        place = finding.place
        if not any(place[:length] in self.refused for length in range(1, len(place) + 1)):
            self.findings.append(finding)
            if len(self.findings) >= MOST_FOUND:
                raise _EnoughError

    def refuse(self, place: Place, message: str, hint: str = "") -> None:
        """Keep a finding and be silent about its place from here on."""
        self.report(Finding(place, message, hint))
        self.refused.add(place)

    def value(self) -> Any:
        from pydantic import ValidationError

        value, errors = None, []
        try:
            value = adapter(self.made).validate_python(self._with_ids())
        except ValidationError as invalid:
            if invalid.error_count() > MOST_LOOKED_AT:
                message = f"there are {invalid.error_count():,} mistakes in it"
                self.findings.append(Finding((), message, "is it a file of another kind?"))
                raise _EnoughError from None
            errors = invalid.errors(include_url=False)
        broken = [error for error in errors if not self._refuses(error)]
        for place, text in texts(self.whole):
            if words := _unreadable(text):
                self.refuse(place, *words)
        for error in broken:
            self._report_broken(error)
        return value

    def _with_ids(self) -> Table:
        """Give the table as the dataclasses have it: what is named by an id has it as a field."""
        table = dict(self.whole)
        for name in self.named:
            tables = table.setdefault(name, {})
            if not isinstance(tables, dict):
                continue
            table[name] = dict(tables)
            for key, one in tables.items():
                if isinstance(one, dict):
                    table[name][key] = {**one, "id": key}
                    if "id" in one:
                        self._refuse_key((name, key, "id"))
                elif not is_id(key):
                    self.report(Finding((name, key), *_wrong_id(key)))
        return table

    def _refuses(self, error: "ErrorDetails") -> bool:
        """Refuse what cannot be at its place; False where it only breaks a rule there."""
        place, written, broken = error["loc"], error["input"], error["type"]
        shape = _shape_at(self.made, place)
        if broken == "unexpected_keyword_argument":
            self._refuse_key(place)
        elif (
            isinstance(written, int)
            and abs(written) > LARGEST_WHOLE
            and kind_of(shape) in ("integer", "number")
        ):
            self.refuse(place, "is too large a number")
        elif broken in _WRONG_KIND or (broken == "literal_error" and not isinstance(written, str)):
            self.refuse(place, *_wrong_kind(shape, written, label(self.whole, place)))
        elif isinstance(written, str) and written.isspace() and self._is_required(place):
            self.refuse(place, "must not be blank")
        else:
            return False
        return True

    def _refuse_key(self, place: Place) -> None:
        """Refuse a key that is not known; what it was meant for is then not missing."""
        *above, key = place
        known = _shape_at(self.made, tuple(above))["properties"]
        keys = [name for name in known if not self._is_name((*above, name))]
        hint = suggestion(str(key), keys)
        self.refuse(place, "is not a known key", hint)
        written: Any = self.whole
        for step in above:
            written = written[step]
        meant = (name for name in keys if f"`{name}`" in hint and name not in written)
        self.refused.update((*above, name) for name in meant)

    def _is_name(self, place: Place) -> bool:
        """Tell whether an id is not written in its table, but above it: [offer.grok]."""
        return len(place) == 3 and place[0] in self.named and place[2] == "id"

    def _is_required(self, place: Place) -> bool:
        required = _shape_at(self.made, place[:-1]).get("required", ())
        return place[-1] in required and not self._is_name(place)

    def _report_broken(self, error: "ErrorDetails") -> None:
        place, written, broken = error["loc"], error["input"], error["type"]
        limits = error.get("ctx", {})
        shape = _shape_at(self.made, place)
        if broken == "too_short" and len(written) >= limits["min_length"]:
            return  # pydantic does not count the entries that it refused
        if broken in ("missing", "too_short"):
            message = "is missing" if broken == "missing" else "needs at least one entry"
            self.report(Finding(place, message, _missing_hint(shape, label(self.whole, place))))
            return
        here = place[:-1] if self._is_name(place) else place
        self.report(Finding(here, *_broken_rule(broken, limits, shape, written)))


def _unreadable(text: str) -> Words | None:
    """Say why a text would steer a terminal, or why nobody could read it; None: it is fine."""
    if len(text) > LONGEST_TEXT:
        return f"is longer than {LONGEST_TEXT:,} characters", "shorten it"
    control = "" if text.isprintable() else next(filter(_is_control, text), "")
    if not control:
        return None
    code = f"U+{ord(control):04X}"
    if _is_no_character(control):
        return f"contains {code}, which is not a character", "take it out"
    hint = "only line breaks and tabs are allowed; take it out"
    return f"contains the control character {code}", hint


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


def _shape_at(made: type, place: Place) -> Shape:
    """What a place of a file may hold; nothing where no key is known."""
    shape = shape_of(made)
    for step in place:
        shape = shape["properties"].get(step, {}) if shape["properties"] else shape["inside"]
    return shape


def kind_of(shape: Shape) -> str:
    kind: str = shape.get("format") or shape["type"]
    return kind


def _choices(shape: Shape) -> list[str]:
    return shape.get("enum") or ([shape["const"]] if "const" in shape else [])


def is_of_tables(shape: Shape) -> bool:
    return bool(shape["inside"].get("properties"))


def _wrong_kind(shape: Shape, written: object, key: str) -> Words:
    called = next((words for kind, words in _CALLED if isinstance(written, kind)), "that")
    return f"must be {_KINDS[kind_of(shape)]}, not {called}", _kind_hint(shape, written, key)


def _kind_hint(shape: Shape, written: object, key: str) -> str:
    kind = kind_of(shape)
    if isinstance(written, datetime):
        return f"write {written.date()}" if kind == "date" else ""
    if isinstance(written, str) and kind in ("integer", "number", "boolean", "date"):
        return "write it without quotes" + (f", like {_EXAMPLES[kind]}" if kind == "date" else "")
    if isinstance(written, Decimal) and kind == "integer":
        whole = written.is_finite() and written.copy_abs() < 10**9 and written == int(written)
        return f"write {int(written)}" if whole else ""
    if kind == "string" and not isinstance(written, (list, dict)):
        return "write it in quotes"
    if kind == "array":
        return f"write [[{key}]]" if is_of_tables(shape) else f"write {key} = [ … ]"
    if kind == "object":
        return f"write [{key}.ID]" if is_of_tables(shape) else f"write [{key}]"
    return ""


def _missing_hint(shape: Shape, key: str) -> str:
    last = key.rpartition(".")[2]
    choices = _choices(shape)
    if choices:
        return f"one of {', '.join(choices)}" if choices[1:] else f'write {last} = "{choices[0]}"'
    if last == "sources":
        return 'every fact names one or more [source.ID]: sources = ["ID"]'
    if is_of_tables(shape):
        return f"write [[{key}]]"
    return f"write {last} = {_EXAMPLES[kind_of(shape)]}" if kind_of(shape) in _EXAMPLES else ""


def _broken_rule(broken: str, limits: Mapping[str, Any], shape: Shape, written: object) -> Words:
    """Say which rule a value of the right kind breaks; `broken` is pydantic's name for it."""
    if broken in _BOUNDS:
        name, words = _BOUNDS[broken]
        limit = limits.get(name)
        number = f"{limit:,}" if isinstance(limit, (int, Decimal)) else str(limit)
        return words[kind_of(shape) == "date"].format(number), ""
    if broken == "literal_error":
        choices = _choices(shape)
        close = suggestion(str(written), choices)
        hint = close if close.startswith("did you mean") else ""
        return f"must be {'one of ' if choices[1:] else ''}{', '.join(choices)}", hint
    if isinstance(written, date):
        return "must be the first of a month", f"write {written.replace(day=1)}"
    if isinstance(written, str):
        return _wrong_id(written)
    return "must have at most nine decimals", ""


def _wrong_id(written: str) -> Words:
    if is_id(written[:LONGEST_ID]):
        return f"an id has at most {LONGEST_ID} characters", ""
    proper = re.sub(r"[^a-z0-9]+", "-", written.lower()[:60]).strip("-")
    hint = f"write `{proper}`" if proper else "begin with a letter or digit"
    return f"the id `{shown(written)}` must be of small letters, digits and hyphens", hint


_WRONG_KIND: Final = frozenset(
    {"value_error", "string_type", "tuple_type", "dict_type", "mapping_type", "dataclass_type"}
)
"""What pydantic calls a value of the wrong kind; a `value_error` is raised by `Only`."""
_KINDS: Final = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
    "date": "a date",
    "array": "a list",
    "object": "a table",
}
_CALLED: Final[tuple[tuple[type, str], ...]] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (Decimal, "a number with decimals"),
    (str, "text"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)
_EXAMPLES: Final = {
    "integer": "12",
    "number": "0.42",
    "string": '"…"',
    "date": "2026-12-01",
    "array": "[ … ]",
}
_BOUNDS: Final[Mapping[str, tuple[str, tuple[str, str]]]] = {
    "greater_than_equal": ("ge", ("must be at least {}", "must be {} or later")),
    "less_than_equal": ("le", ("must be at most {}", "must be {} or earlier")),
    "greater_than": ("gt", ("must be more than {}", "must be after {}")),
    "string_too_short": ("min_length", ("must not be empty", "")),
    "finite_number": ("", ("must be a finite number", "")),
}
"""What a bound is called by pydantic, with the words for a number and for a date."""
