"""What a value that does not fit is called in plain words, with what to write instead.

| a rule is broken | words |
|---|---|
| the kind of value | `must be a whole number, not text` |
| a bound | `must be at most 600` |
| a choice | `must be one of term, year, month, once` (did you mean `year`?) |
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from tui.files.shapes import Kind, Shape
from tui.files.toml import suggestion

Words = tuple[str, str]
"""A message and a hint."""

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "whole": "a whole number",
    "number": "a number",
    "text": "text",
    "choice": "text",
    "switch": "true or false",
    "date": "a date",
    "list": "a list",
    "table": "a table",
    "named": "a table",
}
MISSING: Final = "is missing"
EMPTY: Final = "needs at least one entry"
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


def wrong_kind(shape: Shape, written: object, key: str) -> Words:
    """Say that a value is of another kind than its place asks for."""
    called = next((words for kind, words in _CALLED if isinstance(written, kind)), "that")
    message = f"must be {KIND_WORDS[shape.kind]}, not {called}"
    return message, _kind_hint(shape, written, key)


def _kind_hint(shape: Shape, written: object, key: str) -> str:
    """Say how to write it instead, where that is plain."""
    if isinstance(written, datetime):
        return f"write {written.date()}" if shape.kind == "date" else ""
    if isinstance(written, str) and shape.kind in ("whole", "number", "switch", "date"):
        example = "2026-12-01" if shape.kind == "date" else ""
        return "write it without quotes" + (f", like {example}" if example else "")
    if isinstance(written, Decimal) and shape.kind == "whole":
        whole = written.is_finite() and written.copy_abs() < 10**9 and written == int(written)
        return f"write {int(written)}" if whole else ""
    if shape.kind in ("text", "choice") and not isinstance(written, (list, dict)):
        return "write it in quotes"
    if shape.kind == "list":
        return f"write [[{key}]]" if shape.of_tables else f"write {key} = [ … ]"
    if shape.kind == "named":
        return f"write [{key}.ID]" if shape.of_tables else f"write [{key}]"
    return f"write [{key}]" if shape.kind == "table" else ""


def missing_hint(shape: Shape, key: str) -> str:
    """Say what to write where something is needed."""
    last = key.rpartition(".")[2]
    if shape.kind == "choice":
        return (
            f"one of {', '.join(shape.choices)}"
            if len(shape.choices) > 1
            else (f'write {last} = "{shape.choices[0]}"')
        )
    if last == "sources":
        return 'every fact names one or more [source.ID]: sources = ["ID"]'
    if shape.of_tables:
        return f"write [[{key}]]"
    return f"write {last} = {_EXAMPLES[shape.kind]}" if shape.kind in _EXAMPLES else ""


def broken_bound(broken: str, limits: Mapping[str, Any], shape: Shape, written: object) -> Words:
    """Say which bound a value of the right kind breaks; `broken` is pydantic's name for it."""
    if broken in _BOUNDS:
        return _BOUNDS[broken](limits, shape), ""
    if broken == "literal_error":
        close = suggestion(str(written), shape.choices)
        more = "one of " if len(shape.choices) > 1 else ""
        hint = close if close.startswith("did you mean") else ""
        return f"must be {more}{', '.join(shape.choices)}", hint
    if broken == "predicate_failed" and isinstance(written, date):
        return "must be the first of a month", f"write {written.replace(day=1)}"
    if broken == "predicate_failed" and isinstance(written, Decimal):
        return "must have at most nine decimals", ""
    return f"does not fit ({broken.replace('_', ' ')})", ""


def _limit(limit: Any) -> str:
    return f"{limit:,}" if isinstance(limit, (int, Decimal)) else str(limit)


def _at_least(limits: Mapping[str, Any], shape: Shape) -> str:
    limit = _limit(limits["ge"])
    return f"must be {limit} or later" if shape.kind == "date" else f"must be at least {limit}"


def _at_most(limits: Mapping[str, Any], shape: Shape) -> str:
    limit = _limit(limits["le"])
    return f"must be {limit} or earlier" if shape.kind == "date" else f"must be at most {limit}"


_EXAMPLES: Final[Mapping[Kind, str]] = {
    "whole": "12",
    "number": "0.42",
    "text": '"…"',
    "date": "2026-12-01",
    "list": "[ … ]",
}
_BOUNDS: Final[Mapping[str, Callable[[Mapping[str, Any], Shape], str]]] = {
    "missing": lambda _limits, _shape: MISSING,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "greater_than": lambda limits, _shape: f"must be more than {_limit(limits['gt'])}",
    "less_than": lambda limits, _shape: f"must be less than {_limit(limits['lt'])}",
    "string_too_short": lambda _limits, _shape: "must not be empty",
    "too_short": lambda _limits, _shape: EMPTY,
    "finite_number": lambda _limits, _shape: "must be a finite number",
}
