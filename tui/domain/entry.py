"""What people type into one field of a scenario, read into a value or refused in words.

The form reads through here. `--set` reads numbers by the same functions of `money`, and is then
checked as a file is. The bounds are those of the fields themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_origin

from annotated_types import Ge, Le

from tui.domain.calendar import EARLIEST, LATEST, add_months
from tui.domain.deals import MOST_DECIMALS
from tui.domain.money import parse_count, parse_number
from tui.domain.scenario import INPUTS, Scenario

Kind = Literal["count", "month", "choice", "money", "other"]

_HINTS: Final[Mapping[str, Any]] = {one.name: one.type for one in fields(Scenario)}
_DEFAULTS: Final = Scenario()
MOST_DOLLARS: Final = Decimal(10**9)
SMALLEST_DOLLARS: Final = Decimal(1).scaleb(-MOST_DECIMALS)
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def _kind(name: str) -> Kind:
    """Tell how a field is entered, from its type."""
    kind = _HINTS[name].__origin__
    if kind is int:
        return "count"
    if get_origin(kind) is Literal:
        return "choice"
    return "month" if name == "start" else "other"


def kind_of(key: str) -> Kind:
    """Tell how an input is entered: a field's name, or `assume.NAME`, `overhead.ID.price` …"""
    first, _, rest = key.partition(".")
    if not rest:
        return KINDS[first]
    return "count" if first == "agencies_for" else "money"


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


def entered(scenario: Scenario, key: str, text: str) -> Scenario:
    """Give the scenario with one input as typed.

    `key` is a field's name, or `assume.NAME`, `agencies_for.OFFER`, `overhead.ID.price` as on the
    command line; an empty text takes an entry of these maps back. Raises `ValueError` with a
    sentence that says what is wrong and what would be right, and `KeyError` for an unknown key.
    """
    first, _, rest = key.partition(".")
    if rest:
        return _entered_entry(scenario, first, rest, text)
    kind = KINDS[key]
    if kind == "count":
        return _with(scenario, key, _count(key, text))
    if kind == "month":
        return _with(scenario, key, _first_of_month(text))
    if kind == "choice":
        choice = text.strip()
        if choice not in CHOICES[key]:
            raise ValueError(f"one of {', '.join(CHOICES[key])} is needed")
        return _with(scenario, key, choice)
    raise KeyError(key)


def _entered_entry(scenario: Scenario, field: str, name: str, text: str) -> Scenario:
    """Give the scenario with one entry of a map, or the price of one overhead, as typed."""
    if field == "overhead":
        overhead_id = name.removesuffix(".price")
        price = _money(text)
        return replace(
            scenario,
            overheads=tuple(
                replace(each, price=price) if each.id == overhead_id else each
                for each in scenario.overheads
            ),
        )
    entries = dict(getattr(scenario, field))
    if not text.strip():
        entries.pop(name, None)
    else:
        entries[name] = _count("agencies", text) if field == "agencies_for" else _money(text)
    return _with(scenario, field, entries)


def stepped(scenario: Scenario, key: str, steps: int, *, today: date) -> Scenario:
    """Give the scenario with one input moved by `steps`, held within its bounds.

    A choice moves to the one after it, round and round. A start that is not set begins at the
    first of the month after `today`. An amount moves by a step of its own size: the second
    figure of its dollars.
    """
    kind = kind_of(key)
    if kind == "count":
        low, high = BOUNDS[key.partition(".")[0].removesuffix("_for")]
        moved = max(low, min(high, int(_number_at(scenario, key)) + steps))
        return entered(scenario, key, str(moved))
    if kind == "money":
        now = _number_at(scenario, key)
        size = Decimal(10) ** max(len(str(int(now))) - 2, 0)
        moved_to = max(Decimal(0), min(MOST_DOLLARS, now + steps * size))
        return entered(scenario, key, f"{moved_to:f}")
    if kind == "choice":
        choices = CHOICES[key]
        at = choices.index(getattr(scenario, key)) + (1 if steps > 0 else -1)
        return _with(scenario, key, choices[at % len(choices)])
    if kind == "month":
        return _with(scenario, key, _moved_start(scenario.start, steps, today))
    raise KeyError(key)


def _moved_start(start: date | None, steps: int, today: date) -> date:
    if start is None:
        return add_months(today.replace(day=1), 1)
    moved = start.year * 12 + start.month - 1 + steps
    last = LATEST.year * 12 + LATEST.month - 1
    year, month = divmod(max(EARLIEST.year * 12, min(last, moved)), 12)
    return date(year, month + 1, 1)


def _number_at(scenario: Scenario, key: str) -> Decimal:
    """The number that an input holds; an entry that is not given stands for what it would be."""
    value = value_of(scenario, key)
    if value is None:
        value = scenario.agencies if key.startswith("agencies_for.") else 0
    return Decimal(value)


def value_of(scenario: Scenario, key: str) -> Any:
    """The value of an input; None for an entry that is not given."""
    first, _, rest = key.partition(".")
    if not rest:
        return getattr(scenario, first)
    if first == "overhead":
        overhead_id = rest.removesuffix(".price")
        return next((each.price for each in scenario.overheads if each.id == overhead_id), None)
    return getattr(scenario, first).get(rest)


def reset(scenario: Scenario, key: str) -> Scenario:
    """Give the scenario with one input back at its default; an overhead's price is left alone."""
    first, _, rest = key.partition(".")
    if first == "overhead":
        return scenario
    return entered(scenario, key, "") if rest else _with(scenario, key, getattr(_DEFAULTS, key))


def is_changed(scenario: Scenario, key: str) -> bool:
    """Tell whether an input differs from its default."""
    first, _, rest = key.partition(".")
    if first == "overhead":
        return True
    return bool(value_of(scenario, key) != (None if rest else getattr(_DEFAULTS, key)))


def written(scenario: Scenario, key: str) -> str:
    """Write an input's value as it can be typed: `1,000`, `2026-12`, `repeat`, `40,179.20`."""
    return _written(value_of(scenario, key))


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        whole, _, decimals = f"{value:,f}".partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}.{decimals:0<2}" if decimals else whole
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:%Y-%m}" if isinstance(value, date) else str(value or "")


def change_words(before: Scenario, after: Scenario) -> str:
    """Name what changed between two scenarios: `months 18 → 36`, `assume hosting none → 40,000`."""
    changes: list[str] = []
    for item in fields(Scenario):
        old, new = getattr(before, item.name), getattr(after, item.name)
        if old == new:
            continue
        title = INPUTS[item.name].title.lower()
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            changes += [
                f"{title} {key} {_said(old.get(key), '–')} → {_said(new.get(key), '–')}"
                for key in dict.fromkeys((*old, *new))
                if old.get(key) != new.get(key)
            ]
        elif item.name == "overheads":
            changes.append(_overhead_change(before, after))
        elif KINDS[item.name] == "other":
            changes.append(title)
        else:
            empty = "as announced" if item.name == "start" else "none"
            changes.append(f"{title} {_said(old, empty)} → {_said(new, empty)}")
    return ", ".join(changes) or "nothing"


def _overhead_change(before: Scenario, after: Scenario) -> str:
    old = {each.id: each for each in before.overheads}
    new = {each.id: each for each in after.overheads}
    parts = [f"{each.label} added" for key, each in new.items() if key not in old]
    parts += [f"{each.label} removed" for key, each in old.items() if key not in new]
    for key, other in new.items():
        one = old.get(key, other)
        if one.price != other.price:
            parts.append(f"{other.label} {_written(one.price)} → {_written(other.price)}")
        elif one != other:
            parts.append(f"{other.label} changed")
    return ", ".join(parts) or "overheads"


def _said(value: object, empty: str) -> str:
    return _written(value) or empty


def _with(scenario: Scenario, name: str, value: Any) -> Scenario:
    return replace(scenario, **{name: value})


def _count(name: str, text: str) -> int:
    low, high = BOUNDS[name]
    count = parse_count(text)
    if not low <= count <= high:
        raise ValueError(f"{low:,} to {high:,} {INPUTS[name].unit} can be compared")
    return count


def _money(text: str) -> Decimal:
    amount = parse_number(text)
    if amount > MOST_DOLLARS:
        raise ValueError(f"at most {MOST_DOLLARS:,} dollars can be counted")
    if amount != amount.quantize(SMALLEST_DOLLARS):
        raise ValueError(f"at most {MOST_DECIMALS} decimals can be counted")
    return amount


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
