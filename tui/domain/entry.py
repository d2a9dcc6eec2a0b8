"""What people type into one field of a scenario, read into a value or refused in words.

The form and `--set` read through here, so that both accept and refuse the same things. The
bounds are those of the fields themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le

from tui.domain.calendar import EARLIEST, LATEST, add_months
from tui.domain.money import parse_count
from tui.domain.scenario import INPUTS, Scenario

Kind = Literal["count", "month", "choice", "other"]

_HINTS: Final = get_type_hints(Scenario, include_extras=True)
_DEFAULTS: Final = Scenario()
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def _kind(name: str) -> Kind:
    """Tell how a field is entered, from its type."""
    kind = _HINTS[name].__origin__
    if kind is int:
        return "count"
    if get_origin(kind) is Literal:
        return "choice"
    return "month" if name == "start" else "other"


def _bounds(name: str) -> tuple[int, int]:
    """Give the lowest and highest value of a counted field."""
    parts = _HINTS[name].__metadata__
    low = next(part.ge for part in parts if isinstance(part, Ge))
    high = next(part.le for part in parts if isinstance(part, Le))
    assert isinstance(low, int)
    assert isinstance(high, int)
    return low, high


KINDS: Final[Mapping[str, Kind]] = {name: _kind(name) for name in INPUTS}
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    name: _bounds(name) for name, kind in KINDS.items() if kind == "count"
}
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    name: get_args(_HINTS[name].__origin__) for name, kind in KINDS.items() if kind == "choice"
}


def entered(scenario: Scenario, name: str, text: str) -> Scenario:
    """Give the scenario with one field as typed.

    Raises `ValueError` with a sentence that says what is wrong and what would be right, and
    `KeyError` for a field that is not entered as one text.
    """
    kind = KINDS[name]
    if kind == "count":
        return _with(scenario, name, _count(name, text))
    if kind == "month":
        return _with(scenario, name, _first_of_month(text))
    if kind == "choice":
        choice = text.strip()
        if choice not in CHOICES[name]:
            raise ValueError(f"one of {', '.join(CHOICES[name])} is needed")
        return _with(scenario, name, choice)
    raise KeyError(name)


def stepped(scenario: Scenario, name: str, steps: int, *, today: date) -> Scenario:
    """Give the scenario with one field moved by `steps` of its step, held within its bounds.

    A choice moves to the one after it, round and round. A start that is not set begins at the
    first of the month after `today`.
    """
    kind = KINDS[name]
    if kind == "count":
        low, high = BOUNDS[name]
        return _with(scenario, name, max(low, min(high, getattr(scenario, name) + steps)))
    if kind == "choice":
        choices = CHOICES[name]
        at = choices.index(getattr(scenario, name)) + (1 if steps > 0 else -1)
        return _with(scenario, name, choices[at % len(choices)])
    if kind == "month":
        if scenario.start is None:
            return _with(scenario, name, add_months(today.replace(day=1), 1))
        moved = scenario.start.year * 12 + scenario.start.month - 1 + steps
        first = EARLIEST.year * 12
        last = LATEST.year * 12 + LATEST.month - 1
        year, month = divmod(max(first, min(last, moved)), 12)
        return _with(scenario, name, date(year, month + 1, 1))
    raise KeyError(name)


def reset(scenario: Scenario, name: str) -> Scenario:
    """Give the scenario with one field back at its default."""
    return _with(scenario, name, getattr(_DEFAULTS, name))


def written(scenario: Scenario, name: str) -> str:
    """Write a field's value as it can be typed: `1,000`, `2026-12`, `repeat`."""
    value = getattr(scenario, name)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:%Y-%m}" if isinstance(value, date) else str(value or "")


def change_words(before: Scenario, after: Scenario) -> str:
    """Name what changed between two scenarios: `months 18 → 36`."""
    changes = []
    for item in fields(Scenario):
        old, new = getattr(before, item.name), getattr(after, item.name)
        if old == new:
            continue
        title = INPUTS[item.name].title.lower()
        if KINDS[item.name] == "other":
            changes.append(title)
        else:
            empty = "as announced" if item.name == "start" else "none"
            old_text, new_text = written(before, item.name), written(after, item.name)
            changes.append(f"{title} {old_text or empty} → {new_text or empty}")
    return ", ".join(changes) or "nothing"


def _with(scenario: Scenario, name: str, value: Any) -> Scenario:
    return replace(scenario, **{name: value})


def _count(name: str, text: str) -> int:
    low, high = BOUNDS[name]
    count = parse_count(text)
    if not low <= count <= high:
        raise ValueError(f"{low:,} to {high:,} {INPUTS[name].unit} can be compared")
    return count


def _first_of_month(text: str) -> date | None:
    """Read `2026-12` or `2026-12-01`; nothing means as announced."""
    stripped = text.strip()
    if not stripped:
        return None
    match = _MONTH.fullmatch(stripped)
    if match is None:
        raise ValueError("a month is needed, like 2026-12; empty: as announced")
    year, month = int(match[1]), int(match[2])
    if not 1 <= month <= 12 or not EARLIEST.year <= year <= LATEST.year:
        raise ValueError(f"a month from {EARLIEST:%Y-%m} to {LATEST:%Y-%m} is needed")
    if match[3] and int(match[3]) != 1:
        raise ValueError(f"a start is the first of a month: {year}-{month:02d}-01")
    return date(year, month, 1)
