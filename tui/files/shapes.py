"""How a dataclass is written in TOML: derived from its fields, so that no fact is written twice.

It must not know what is wrong with a table: that is `validation`.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from tui.files.toml import Place, Table

Kind = Literal["whole", "number", "text", "choice", "switch", "date", "list", "table", "named"]
"""`table` is one dataclass; `named` a table whose keys are names or ids."""

TOML_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "Catalog": {
        "sources": "source", "vendors": "vendor", "offers": "offer", "assumptions": "assumption",
    },
    "Offer": {"readings": "reading", "list_price": "list", "terms": "term", "events": "event"},
    "PriceLine": {"from_month": "from", "until_month": "until"},
    "Assumption": {"suggestions": "suggestion"},
    "Scenario": {"overheads": "overhead"},
    "AgenciesFile": {"sources": "source", "by_id": "agency"},
}  # fmt: skip
"""Where a file's word is not the field's: tables are named for one thing, fields for all."""

_SCALARS: Final[Mapping[type, Kind]] = {
    int: "whole", Decimal: "number", str: "text", bool: "switch", date: "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """What is written at one place."""

    kind: Kind
    choices: tuple[str, ...] = ()
    """Of a choice."""
    item: "Shape | None" = None
    """What a list or a table of names holds."""
    made: Any = None
    """The dataclass that a table becomes."""
    entries: Mapping[str, "Entry"] = field(default_factory=dict)
    """The keys of a table, by their TOML names."""

    @property
    def of_tables(self) -> bool:
        """Whether this holds tables that each become a dataclass."""
        return self.item is not None and self.item.kind == "table"


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a table."""

    field: str
    shape: Shape
    required: bool


def shape_of(made: type, *, keyed: bool = False) -> Shape:
    """Derive how a dataclass is written; with `keyed`, its id is the key of its table."""
    return _shape_of(made, keyed)


@cache
def _shape_of(made: type, keyed: bool) -> Shape:
    hints = _hints(made)
    names = TOML_NAMES.get(made.__name__, {})
    entries = {
        names.get(one.name, one.name): Entry(
            one.name,
            _shape(hints[one.name]),
            one.default is MISSING and one.default_factory is MISSING,
        )
        for one in fields(made)
        if not (keyed and one.name == "id")
    }
    return Shape("table", made=made, entries=entries)


def _hints(made: type) -> Mapping[str, Any]:
    """Give the type of each field; types that are written as text have to be looked up."""
    hints = {one.name: one.type for one in fields(made)}
    if any(isinstance(hint, str) for hint in hints.values()):
        return get_type_hints(made, include_extras=True)
    return hints


def _shape(hint: Any, *, keyed: bool = False) -> Shape:
    """Derive the shape of a type hint."""
    bare = _bare(hint)
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is Literal:
        return Shape("choice", choices=arguments)
    if origin is tuple:
        return Shape("list", item=_shape(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return Shape("named", item=_shape(arguments[1], keyed=True))
    if is_dataclass(bare) and isinstance(bare, type):
        return shape_of(bare, keyed=keyed)
    return Shape(_SCALARS[bare])


def _bare(hint: Any) -> Any:
    """Take bounds and `| None` off a type hint."""
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint = get_args(hint)[0]
        elif origin is Union or origin is UnionType:
            hint = next(part for part in get_args(hint) if part is not NoneType)
        else:
            return hint


def table_of(shape: Shape, value: Any) -> Any:
    """Give what is written for a value: only what differs from its defaults, names sorted."""
    if shape.kind == "list" and shape.item is not None:
        return [table_of(shape.item, one) for one in value]
    if shape.kind == "named" and shape.item is not None:
        return {name: table_of(shape.item, value[name]) for name in sorted(value)}
    if shape.kind != "table":
        return value
    defaults = {
        one.name: one.default if one.default_factory is MISSING else one.default_factory()
        for one in fields(shape.made)
    }
    table: Table = {}
    for name, entry in shape.entries.items():
        own = getattr(value, entry.field)
        if entry.required or own != defaults[entry.field]:
            table[name] = table_of(entry.shape, own)
    return table


def follow(shape: Shape, steps: tuple[str | int, ...]) -> tuple[Place, Shape | None]:
    """Translate field names and indices into TOML keys, with the shape of what is there."""
    place: list[str | int] = []
    current: Shape | None = shape
    for step in steps:
        if current is None:
            break
        if current.kind != "table":
            place.append(step)
            current = current.item
            continue
        found = [(name, one) for name, one in current.entries.items() if one.field == step]
        place.append(found[0][0] if found else step)
        current = found[0][1].shape if found else None
    return tuple(place), current
