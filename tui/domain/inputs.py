"""Every input of a scenario, once: how it is called, bounded, read, written, shown and changed.

Whoever shows or takes inputs iterates over this table, which is derived from the fields of
`Scenario`, their types and the `Input` of each. Inputs are known by the keys of `--set`:

| key | is |
|---|---|
| `agencies`, `start`, `after` … | a field of the scenario |
| `agencies_for.OFFER`, `readings.OFFER`, `assume.NAME` … | an entry of a field that is a map |
| `overhead.ID.price`, `.label`, `.unit`, `.per`, `.offers` | a part of one overhead |
| `overhead.ID` | the whole overhead; as a number its price |
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

from tui.domain.calendar import EARLIEST, LATEST, add_months, next_month
from tui.domain.deals import MOST_DECIMALS, Catalog, Per, Unit, key_of
from tui.domain.money import unit_price, with_cents
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, INPUTS, Input, Overhead, Scenario
from tui.domain.typed_numbers import parse_count, parse_number, plain_signs

Kind = Literal["count", "money", "month", "choice", "text", "names", "overhead"]

OVERHEAD: Final = "overhead"
DOLLARS: Final = "dollars"
NEXT: Final = "next"
"""As a start: the first of the month after the as-of day; it is kept as a date."""
FOR_ONE: Final = "_for"
"""The end of the name of a field for one offer; the field without it is for all offers."""
CHOICE_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    "after": AFTER_WORDS,
    "charge": CHARGE_WORDS,
}
SMALLEST_DOLLARS: Final = Decimal(1).scaleb(-MOST_DECIMALS)
_DEFAULTS: Final = Scenario()
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_KINDS: Final[Mapping[object, Kind]] = {
    int: "count", Decimal: "money", date: "month", str: "text", Overhead: "overhead",
}  # fmt: skip


class Family(NamedTuple):
    """What one field holds, or each entry of it."""

    kind: Kind
    by_name: bool = False
    low: int = 0
    high: int = 0
    """The bounds of a number."""
    choices: tuple[str, ...] = ()


def _family(hint: Any) -> Family:
    bounds: list[object] = []
    while get_origin(hint) is Annotated or NoneType in get_args(hint):
        bounds += getattr(hint, "__metadata__", ())
        parts = get_args(hint)
        hint = parts[0] if parts[0] is not NoneType else parts[1]
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return Family("choice", choices=parts)
    if origin is tuple:
        return Family("overhead" if parts[0] is Overhead else "names")
    if origin is not None:
        return _family(parts[1])._replace(by_name=True)
    low, high = (
        next((getattr(part, name) for part in bounds if hasattr(part, name)), 0)
        for name in ("ge", "le")
    )
    numeric = _KINDS[hint] in ("count", "money")
    return Family(_KINDS[hint], low=int(low) if numeric else 0, high=int(high) if numeric else 0)


FAMILIES: Final[Mapping[str, Family]] = {one.name: _family(one.type) for one in fields(Scenario)}
"""What each field of a scenario holds, in the order of its file."""
OVERHEAD_PARTS: Final[Mapping[str, Family]] = {
    one.name: _family(one.type) for one in fields(Overhead) if one.name != "id"
}
FIELDS: Final[Mapping[str, str]] = {key_of(one): one.name for one in fields(Scenario)}
"""The fields of a scenario by what they are called in keys and files."""
COUNTS: Final[tuple[str, ...]] = tuple(
    name for name, one in FAMILIES.items() if one.kind == "count" and not one.by_name
)
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    name: one.choices for name, one in FAMILIES.items() if one.kind == "choice" and not one.by_name
}


@dataclass(frozen=True, slots=True)
class ScenarioInput:
    """One input, by the key that `--set` takes."""

    key: str
    field: str
    name: str
    """The entry of a map, or the overhead's id."""
    part: str
    """The part of an overhead."""
    family: Family
    title: str
    unit: str
    help: str

    @property
    def kind(self) -> Kind:
        return self.family.kind

    @property
    def about(self) -> Input:
        return INPUTS[self.field]

    @property
    def is_number(self) -> bool:
        return self.kind in ("count", "money")

    def meaning(self, value: Any) -> str:
        """What a value means: of a choice its words, else the help of the input."""
        words = CHOICE_WORDS.get(self.field.removesuffix(FOR_ONE), {})
        return words.get(value, self.help)

    # The scenario's value

    def get(self, scenario: Scenario) -> Any:
        """What a scenario says; None for what it does not give."""
        value = getattr(scenario, self.field)
        if self.field == "overheads":
            value = next((one for one in value if one.id == self.name), None)
            return getattr(value, self.part) if value and self.part else value
        return value.get(self.name) if self.family.by_name else value

    def counted(self, scenario: Scenario) -> Any:
        """What counts: for one offer its own value, or else that of all; None: unknown."""
        value = self.get(scenario)
        for_all = self.field.removesuffix(FOR_ONE)
        if value is None and for_all != self.field:
            return getattr(scenario, for_all)
        return value

    def number(self, scenario: Scenario) -> Decimal | None:
        value = self.counted(scenario)
        return None if value is None else Decimal(value)

    def set(self, scenario: Scenario, value: Any) -> Scenario:
        """The scenario with another value; None takes back what was given."""
        if self.kind == "count" and value is not None:
            value = int(value)
        if self.field == "overheads":
            return self._set_overhead(scenario, value)
        if self.family.by_name:
            entries = {**getattr(scenario, self.field), self.name: value}
            if value is None:
                del entries[self.name]
            value = entries
        changed: dict[str, Any] = {self.field: value}
        return replace(scenario, **changed)

    def _set_overhead(self, scenario: Scenario, value: Any) -> Scenario:
        """Change one part of an overhead, or put it in, or take it out."""
        old = next((one for one in scenario.overheads if one.id == self.name), None)
        changed: dict[str, Any] = {self.part: value}
        new = replace(old, **changed) if old and self.part else value
        overheads = [new if one is old else one for one in scenario.overheads]
        overheads += [] if old else [new]
        return replace(scenario, overheads=tuple(one for one in overheads if one is not None))

    @property
    def default(self) -> Any:
        """The value where a scenario gives none; an overhead has no default."""
        return None if self.name else getattr(_DEFAULTS, self.field)

    # Text in

    def parse(self, text: str) -> Any:
        """Read a value; empty text takes back what may be left out. Raises `ValueError`."""
        stripped = text.strip()
        optional = self.family.by_name or self.kind in ("month", "names")
        if not stripped and optional:
            return None
        return _PARSERS[self.kind](stripped)

    def parse_number(self, text: str) -> Decimal:
        """Read a number that has to be given. Raises `ValueError` with a sentence."""
        return Decimal(_PARSERS[self.kind](text))

    def read(self, text: str) -> Any:
        """Read a value that a scenario can hold. Raises `ValueError` with a sentence."""
        value = self.parse(text)
        self.check(value, f" {self.unit}")
        return value

    def check(self, value: Any, noun: str = "") -> None:
        """Raise `ValueError` for what no scenario could hold; `noun` is what a count counts."""
        if value is None:
            return
        low, high = self.family.low, self.family.high
        if self.kind == "count":
            if value != int(value):
                raise ValueError(f"a whole number of {self.unit} is needed")
            if not low <= value <= high:
                raise ValueError(f"{low:,} to {high:,}{noun} can be compared")
        elif self.kind == "money":
            if not low <= value <= high:
                is_other = self.unit and not self.unit.startswith(DOLLARS)
                of_money = "" if is_other else " dollars"
                raise ValueError(f"at most {high:,}{of_money} can be counted")
            if value != value.quantize(SMALLEST_DOLLARS):
                raise ValueError(f"at most {MOST_DECIMALS} decimals can be counted")
        elif self.kind == "choice" and value not in self.family.choices:
            raise ValueError(f"one of {', '.join(self.family.choices)} is needed")
        elif self.kind == "month":
            if not EARLIEST <= value <= LATEST:
                raise _month_out_of_bounds()
            if value.day != 1:
                raise ValueError(f"a start is the first of a month: {value:%Y-%m}-01")

    # Text out

    def write(self, value: Any) -> str:
        """Write a value as it can be typed: `1,000`, `2026-12`, `repeat`, `40,179.20`."""
        if isinstance(value, Decimal):
            return with_cents(f"{value:,f}")
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, tuple):
            return ",".join(value)
        return f"{value:%Y-%m}" if isinstance(value, date) else str(value or "")

    def plain(self, value: Any) -> str:
        """Write a value for machines and command lines: `1000`, `2026-12-01`, `40179.20`."""
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    def show(self, value: Any) -> str:
        """Show a value: `1,000`, `$250.00`, `21.5`, `2026-12`; in words what is not given."""
        if value is None:
            return self.about.empty
        if self.kind == "overhead":
            return overhead_text(value)
        if self.kind != "money":
            return self.write(int(value) if self.kind == "count" else value) or "none"
        return figure_text(value, self.unit)


def input_of(scenario: Scenario, key: str, catalog: Catalog | None = None) -> ScenarioInput:
    """Describe the input of a key; with a catalog in the words of its offers and assumptions.

    Raises `KeyError` for a key that no scenario has; names of offers are not looked up.
    """
    first, point, rest = key.partition(".")
    field = FIELDS[first]
    about, family = INPUTS[field], FAMILIES[field]
    if bool(point) != (family.by_name or field == "overheads"):
        raise KeyError(key)
    title, unit, help_, name, part = about.title, about.unit, about.help, rest, ""
    if field == "overheads":
        name, _, part = rest.rpartition(".")
        if not name or part not in OVERHEAD_PARTS:
            name, part = rest, ""
        family = OVERHEAD_PARTS.get(part, family)
        for one in scenario.overheads:
            if one.id == name:
                title, unit = one.label, price_unit(one.unit, one.per)
    elif name and catalog is not None and about.names == "assumption":
        assumption = catalog.assumptions[name]
        title, unit, help_ = assumption.title, assumption.unit, assumption.help
    elif name and catalog is not None:
        title = f"{about.entry or title} of {catalog.offers[name].short}"
    return ScenarioInput(key, field, name, part, family, title, unit, help_)


def key_pattern(field: str) -> str:
    """Write what keys of a field look like: `agencies`, `assume.NAME`, `overhead.ID.price`."""
    about = INPUTS[field]
    if field == "overheads":
        return f"{OVERHEAD}.ID.price"
    if not FAMILIES[field].by_name:
        return field
    return f"{field}.{'OFFER' if about.names == 'offer' else 'NAME'}"


def inputs_of(
    catalog: Catalog, scenario: Scenario, offers: Iterable[str]
) -> Iterator[ScenarioInput]:
    """Yield every input in the order of the file: entries for those offers, prices of overheads."""
    for key, field in FIELDS.items():
        names: Iterable[str] = ("",)
        if field == "overheads":
            names = [f".{one.id}.price" for one in scenario.overheads]
        elif FAMILIES[field].by_name:
            of_offers = INPUTS[field].names == "offer"
            names = [f".{name}" for name in (offers if of_offers else catalog.assumptions)]
        for name in names:
            yield input_of(scenario, f"{key}{name}", catalog)


def given_inputs(catalog: Catalog, scenario: Scenario) -> Iterator[ScenarioInput]:
    """Yield every input that differs from its default; entries are in the catalog's order."""
    entries = [getattr(scenario, field) for field, one in FAMILIES.items() if one.by_name]
    offers = [offer for offer in catalog.offers if any(offer in one for one in entries)]
    for one in inputs_of(catalog, scenario, offers):
        if one.get(scenario) != one.default:
            yield one


def figure_text(value: Decimal, unit: str) -> str:
    """Write a figure of an assumption: `$40,179.20`, or `21.5` where it counts no dollars."""
    if unit.startswith(DOLLARS):
        return unit_price(value)
    return f"{value.normalize():,f}"


def price_unit(unit: Unit, per: Per) -> str:
    """Say what a price is for: `dollars per user, once`."""
    each = "for everybody" if unit == "flat" else f"per {unit}"
    return f"{DOLLARS} {each}, {'once' if per == 'once' else f'each {per}'}"


def overhead_text(overhead: Overhead) -> str:
    """Say what an overhead costs: `$250.00 (user, once)`."""
    only = "" if overhead.offers is None else f", for {', '.join(overhead.offers) or 'no offer'}"
    return f"{unit_price(overhead.price)} ({overhead.unit}, {overhead.per}{only})"


# Numbers, which questions run over


def number_input(catalog: Catalog, scenario: Scenario, key: str) -> ScenarioInput:
    """Describe the number of that key. Raises `ValueError` with a sentence for an unknown one."""
    first, _, name = key.partition(".")
    if first == OVERHEAD:
        key = f"{OVERHEAD}.{name.removesuffix('.price')}.price"
    try:
        found = input_of(scenario, key, catalog)
    except KeyError:
        found = None
    absent = found is not None and found.part and found.get(scenario) is None
    if found is None or not found.is_number or absent:
        raise ValueError(_unknown(first, name, known_numbers(catalog, scenario)))
    return found


def known_numbers(catalog: Catalog, scenario: Scenario) -> Sequence[str]:
    """The keys of every number that a scenario holds, or could hold for all offers."""
    return [one.key for one in inputs_of(catalog, scenario, ()) if one.is_number]


def _unknown(first: str, name: str, known: Sequence[str]) -> str:
    field = FIELDS.get(first, "")
    if name and field and (FAMILIES[field].by_name or field == "overheads"):
        called = OVERHEAD if field == "overheads" else INPUTS[field].names
        there = [key.split(".")[1] for key in known if key.startswith(f"{first}.")]
        hint = f"; known here: {', '.join(there)}" if there else ""
        return f"there is no {called} “{name.removesuffix('.price')}”{hint}"
    return f"“{first}” is not a number of the scenario; known here: {', '.join(known)}"


# Changes


def entered(scenario: Scenario, key: str, text: str) -> Scenario:
    """Give the scenario with one input as typed. Raises `ValueError`, or `KeyError` for the key."""
    one = input_of(scenario, key)
    return one.set(scenario, one.read(text))


def stepped(scenario: Scenario, key: str, steps: int, *, today: date) -> Scenario:
    """Give the scenario with one input moved by `steps`, held within its bounds.

    A choice moves to the one after it, round and round. A start that is not set begins at the
    first of the month after `today`. An amount moves by a step of its own size: the second
    figure of its dollars.
    """
    one = input_of(scenario, key)
    low, high = one.family.low, one.family.high
    now = one.counted(scenario)
    if one.kind == "count":
        return one.set(scenario, max(low, min(high, now + steps)))
    if one.kind == "money":
        amount = now or Decimal(0)
        size = Decimal(10) ** max(len(str(int(amount))) - 2, 0)
        return one.set(scenario, max(Decimal(low), min(Decimal(high), amount + steps * size)))
    if one.kind == "choice":
        choices = one.family.choices
        at = choices.index(now) + (1 if steps > 0 else -1)
        return one.set(scenario, choices[at % len(choices)])
    if one.kind == "month":
        moved = add_months(now, steps) if now else next_month(today)
        return one.set(scenario, max(EARLIEST, min(LATEST.replace(day=1), moved)))
    raise KeyError(key)


def reset(scenario: Scenario, key: str) -> Scenario:
    """Give the scenario with one input back at its default; an overhead's price is left alone."""
    one = input_of(scenario, key)
    return scenario if one.field == "overheads" else one.set(scenario, one.default)


def written(scenario: Scenario, key: str) -> str:
    one = input_of(scenario, key)
    return one.write(one.get(scenario))


def changed_inputs(before: Scenario, after: Scenario) -> Iterator[tuple[str, Any, Any]]:
    """Yield the key of every input that differs, and both values, in the order of the file.

    Overheads are given whole; None is what is not there, or not given.
    """
    for key, field in FIELDS.items():
        old, new = getattr(before, field), getattr(after, field)
        if field == "overheads":
            old, new = ({one.id: one for one in part} for part in (old, new))
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            for name in {**old, **new}:
                if old.get(name) != new.get(name):
                    yield f"{key}.{name}", old.get(name), new.get(name)
        elif old != new:
            yield key, old, new


def change_words(before: Scenario, after: Scenario) -> str:
    """Name what changed between two scenarios: `months 18 → 36`, `hosting not given → 40`."""
    changes: list[str] = []
    for key, old, new in changed_inputs(before, after):
        one = input_of(before, key)
        title = one.title.lower()
        if one.kind == "overhead":
            changes.append(_overhead_change(one, old, new))
        elif one.field == "assume":
            changes.append(f"{one.name} {one.show(old)} → {one.show(new)}")
        elif one.name:
            changes.append(f"{title} {one.name} {one.write(old) or '–'} → {one.write(new) or '–'}")
        elif one.kind in ("text", "names"):
            changes.append(title)
        else:
            words = [one.write(value) or one.about.empty for value in (old, new)]
            changes.append(f"{title} {words[0]} → {words[1]}")
    if not changes and before.overheads != after.overheads:
        return "overheads"
    return ", ".join(changes) or "nothing"


def _overhead_change(one: ScenarioInput, old: Overhead | None, new: Overhead | None) -> str:
    if old is None or new is None:
        return f"{new.label} added" if new else f"{old.label if old else one.name} removed"
    if old.price == new.price:
        return f"{new.label} changed"
    return f"{new.label} {one.write(old.price)} → {one.write(new.price)}"


# Readers, one for each kind


def parse_month(text: str) -> date:
    """Read `2026-12` or `2026-12-01`. Raises `ValueError` with a sentence."""
    match = _MONTH.fullmatch(plain_signs(text))
    if match is None:
        raise ValueError("a month is needed, like 2026-12; empty: as announced")
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        raise _month_out_of_bounds() from None


def _month_out_of_bounds() -> ValueError:
    return ValueError(f"a month from {EARLIEST:%Y-%m} to {LATEST:%Y-%m} is needed")


def split_names(text: str) -> tuple[str, ...]:
    """Part names, or keys, that are written with commas: `x, f5`."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


_PARSERS: Final[Mapping[Kind, Callable[[str], Any]]] = {
    "count": parse_count,
    "money": parse_number,
    "month": parse_month,
    "names": split_names,
    "choice": str,
    "text": str,
}
