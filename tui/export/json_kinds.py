"""JSON objects declared once: what a key holds, how it is read, and what readers must know of it.

The same declaration writes an object and gives its JSON Schema, so the two cannot differ. Readers
should ignore keys that they do not know, since keys are added within one version of a report; so a
schema allows more keys everywhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Generic, TypeVar, get_args

from tui.domain.deals import MOST_DECIMALS
from tui.domain.money import decimal_text, fixed_text, plain

Json = dict[str, Any]
Schema = dict[str, Any]
T = TypeVar("T")
V = TypeVar("V")
T_contra = TypeVar("T_contra", contravariant=True)

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COUNT_DECIMALS: Final = 6
_RATE_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class Kind(Generic[T_contra]):
    """What stands at one place: how a value is written, and what may stand there."""

    write: Callable[[T_contra], Any]
    schema: Schema
    optional: bool = False
    """Whether its key is left out where there is nothing to say."""

    def said(self, words: str) -> "Kind[T_contra]":
        """The same, with a description."""
        return replace(self, schema={**self.schema, "description": words})

    def of(self, get: Callable[[V], T_contra]) -> "Kind[V]":
        """How something is written of which this is what matters: an offer's id."""
        return Kind(lambda value: self.write(get(value)), self.schema, self.optional)

    def read(self, get: Callable[[V], T_contra]) -> "Field[V]":
        """A field of an object, which `get` reads from what the object is written of."""
        return Field(lambda value: self.write(get(value)), self.schema, self.optional)


@dataclass(frozen=True, slots=True)
class Field(Generic[T_contra]):
    """One key of an object of known keys."""

    write: Callable[[T_contra], Any]
    schema: Schema
    optional: bool


Fields = Mapping[str, Kind[Any] | Field[T]]
"""Keys of an object; a kind alone reads the attribute of that name."""


def record(fields: Fields[T]) -> Kind[T]:
    """An object of known keys."""
    known = _known(fields)

    def write(value: T) -> Json:
        written = {key: one.write(value) for key, one in known.items()}
        return {key: one for key, one in written.items() if one or not known[key].optional}

    required = [key for key, one in known.items() if not one.optional]
    properties = {key: one.schema for key, one in known.items()}
    return Kind(write, {"type": "object", "required": required, "properties": properties})


def within(get: Callable[[V], T], fields: Fields[T]) -> Mapping[str, Field[V]]:
    """Fields that are read from a part of what an object is written of."""

    def lifted(field: Field[T]) -> Field[V]:
        return Field(lambda value: field.write(get(value)), field.schema, field.optional)

    return {key: lifted(field) for key, field in _known(fields).items()}


def _known(fields: Fields[T]) -> Mapping[str, Field[T]]:
    return {
        key: _attribute(key, one) if isinstance(one, Kind) else one for key, one in fields.items()
    }


def _attribute(name: str, kind: Kind[Any]) -> Field[Any]:
    return kind.read(lambda value: getattr(value, name))


def listed(kind: Kind[T]) -> Kind[Iterable[T]]:
    """A list of things of one kind."""
    return Kind(lambda values: [kind.write(one) for one in values],
                {"type": "array", "items": kind.schema})  # fmt: skip


def named(kind: Kind[T], **more: Any) -> Kind[Mapping[Any, T]]:
    """An object with keys of any name; `more` is what a schema says of the names."""
    return Kind(lambda values: {str(key): kind.write(one) for key, one in values.items()},
                {"type": "object", **more, "additionalProperties": kind.schema})  # fmt: skip


def or_null(kind: Kind[T]) -> Kind[T | None]:
    """A kind, or null."""
    return Kind(lambda value: None if value is None else kind.write(value),
                {"anyOf": [kind.schema, {"type": "null"}]})  # fmt: skip


def optional(kind: Kind[T]) -> Kind[T | None]:
    """A kind whose key is left out where there is nothing to say."""
    return Kind(lambda value: kind.write(value) if value else None, kind.schema, optional=True)


def choice(literal: Any) -> Kind[str]:
    """One of a few words."""
    return Kind(str, {"enum": list(get_args(literal))})


def constant(value: Any) -> Field[Any]:
    """The same everywhere."""
    return Kind(lambda _: value, {"const": value}).read(lambda whole: whole)


def exact_text(value: Decimal | Fraction) -> str:
    """Write a number exactly: as a decimal of up to nine places, or else as a fraction."""
    exact = Fraction(value)
    text, whole = decimal_text(exact, places=MOST_DECIMALS)
    return text if whole else f"{exact.numerator}/{exact.denominator}"


def price_text(value: Decimal | Fraction) -> str:
    """Write a price exactly, with two decimals or, where it needs them, up to nine: `0.42`."""
    text = exact_text(value)
    whole, _, decimals = text.partition(".")
    return text if "/" in text else f"{whole}.{decimals:0<2}"


def count_text(value: Fraction) -> str:
    """Write a count: whole, or with up to six decimals, rounded half-up."""
    text, whole = decimal_text(value, places=_COUNT_DECIMALS)
    return text if whole else fixed_text(value, places=_COUNT_DECIMALS).rstrip("0").rstrip(".")


def _rate_text(value: Fraction) -> str:
    return fixed_text(value, places=_RATE_DECIMALS)


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


DEFINITIONS: Final[Schema] = {
    "money": {
        "type": "string",
        "pattern": r"^-?\d+\.\d{2}$",
        "description": "US dollars with two decimals; text, so that nothing is lost.",
    },
    "price": {
        "type": "string",
        "pattern": r"^\d+(\.\d+)?(/\d+)?$",
        "description": "Exact dollars: a decimal number, or a fraction like 1/3.",
    },
    "number": {
        "type": "string",
        "pattern": r"^\d+(\.\d+)?$",
        "description": "A number as text.",
    },
}
"""What schemas call by name."""

TEXT: Final[Kind[str]] = Kind(str, {"type": "string"})
TEXTS: Final = listed(TEXT)
YES_OR_NO: Final[Kind[bool]] = Kind(bool, {"type": "boolean"})
COUNT: Final[Kind[int]] = Kind(int, {"type": "integer", "minimum": 0})
POSITIVE: Final[Kind[int]] = Kind(int, {"type": "integer", "minimum": 1})
DAY: Final[Kind[date]] = Kind(date.isoformat, {"type": "string", "format": "date"})
CENTS: Final[Kind[int]] = Kind(plain, _to("money"))
PRICE: Final[Kind[Decimal | Fraction]] = Kind(price_text, _to("price"))
QUANTITY: Final[Kind[int]] = Kind(str, _to("number"))
UNITS: Final[Kind[Fraction]] = Kind(count_text, _to("number"))
RATE: Final[Kind[Fraction]] = Kind(_rate_text, _to("number"))
EXACT: Final[Kind[Decimal | Fraction]] = Kind(exact_text, _to("price"))
