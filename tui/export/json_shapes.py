"""JSON objects declared once, to write them and for their JSON Schema.

A schema allows more keys everywhere, since keys are added within one version of a report.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from operator import attrgetter
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
class Shape(Generic[T_contra]):
    """How a value is written, and the schema of what is written."""

    write: Callable[[T_contra], Any]
    schema: Schema
    optional: bool = False
    """Whether its key is left out where there is nothing to say."""

    def said(self, words: str) -> "Shape[T_contra]":
        return replace(self, schema={**self.schema, "description": words})

    def of(self, get: Callable[[V], T_contra]) -> "Shape[V]":
        """How something is written of which this is what matters: an offer's id."""
        return Shape(lambda value: self.write(get(value)), self.schema, self.optional)

    def read(self, get: Callable[[V], T_contra]) -> "Member[V]":
        """A field of an object, which `get` reads from what the object is written of."""
        return Member(lambda value: self.write(get(value)), self.schema, self.optional)


@dataclass(frozen=True, slots=True)
class Member(Generic[T_contra]):
    """One key of an object of known keys."""

    write: Callable[[T_contra], Any]
    schema: Schema
    optional: bool


Members = Mapping[str, Shape[Any] | Member[T]]
"""Keys of an object; a shape alone reads the attribute of that name."""


def record(fields: Members[T]) -> Shape[T]:
    known = _known(fields)

    def write(value: T) -> Json:
        written = {key: one.write(value) for key, one in known.items()}
        return {key: one for key, one in written.items() if one or not known[key].optional}

    required = [key for key, one in known.items() if not one.optional]
    properties = {key: one.schema for key, one in known.items()}
    return Shape(write, {"type": "object", "required": required, "properties": properties})


def within(get: Callable[[V], T], fields: Members[T]) -> Mapping[str, Member[V]]:
    """Members that are read from a part of what an object is written of."""

    def lifted(field: Member[T]) -> Member[V]:
        return Member(lambda value: field.write(get(value)), field.schema, field.optional)

    return {key: lifted(field) for key, field in _known(fields).items()}


def _known(fields: Members[T]) -> Mapping[str, Member[T]]:
    return {
        key: one.read(attrgetter(key)) if isinstance(one, Shape) else one
        for key, one in fields.items()
    }


def json_text(written: Json) -> str:
    return json.dumps(written, indent=2, ensure_ascii=False) + "\n"


def listed(shape: Shape[T]) -> Shape[Iterable[T]]:
    return Shape(lambda values: [shape.write(one) for one in values],
                {"type": "array", "items": shape.schema})  # fmt: skip


def named(shape: Shape[T], **more: Any) -> Shape[Mapping[Any, T]]:
    """An object with keys of any name; `more` is what a schema says of the names."""
    return Shape(lambda values: {str(key): shape.write(one) for key, one in values.items()},
                {"type": "object", **more, "additionalProperties": shape.schema})  # fmt: skip


def or_null(shape: Shape[T]) -> Shape[T | None]:
    return Shape(lambda value: None if value is None else shape.write(value),
                {"anyOf": [shape.schema, {"type": "null"}]})  # fmt: skip


def optional(shape: Shape[T]) -> Shape[T | None]:
    """A shape whose key is left out where there is nothing to say."""
    return Shape(lambda value: shape.write(value) if value else None, shape.schema, optional=True)


def choice(literal: Any) -> Shape[str]:
    return Shape(str, {"enum": list(get_args(literal))})


def constant(value: Any) -> Member[Any]:
    """The same everywhere."""
    return Shape(lambda _: value, {"const": value}).read(lambda whole: whole)


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

TEXT: Final[Shape[str]] = Shape(str, {"type": "string"})
TEXTS: Final = listed(TEXT)
YES_OR_NO: Final[Shape[bool]] = Shape(bool, {"type": "boolean"})
COUNT: Final[Shape[int]] = Shape(int, {"type": "integer", "minimum": 0})
POSITIVE: Final[Shape[int]] = Shape(int, {"type": "integer", "minimum": 1})
DAY: Final[Shape[date]] = Shape(date.isoformat, {"type": "string", "format": "date"})
CENTS: Final[Shape[int]] = Shape(plain, _to("money"))
PRICE: Final[Shape[Decimal | Fraction]] = Shape(price_text, _to("price"))
QUANTITY: Final[Shape[int]] = Shape(str, _to("number"))
UNITS: Final[Shape[Fraction]] = Shape(count_text, _to("number"))
RATE: Final[Shape[Fraction]] = Shape(partial(fixed_text, places=_RATE_DECIMALS), _to("number"))
EXACT: Final[Shape[Decimal | Fraction]] = Shape(exact_text, _to("price"))
