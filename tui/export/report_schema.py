"""The JSON Schema (draft 2020-12) of `deals compare --format json`.

It stands beside `json_report` and says the same: a test validates reports against it and finds
keys that one of the two has alone. Readers should ignore keys that they do not know, since keys
are added within one schema; so the schema allows more keys everywhere.
"""

from collections.abc import Sequence
from typing import Any, Final, get_args

from tui.domain.deals import Per, SourceKind, Status, Unit
from tui.domain.quote import Basis
from tui.domain.scenario import INPUTS, After, Charge
from tui.export.json_report import SCHEMA

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_TEXT: Final[Schema] = {"type": "string"}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}
_DAY: Final[Schema] = {"type": "string", "format": "date"}


def report_schema() -> Schema:
    """Give the schema of a comparison's JSON."""
    return {
        "$schema": DIALECT,
        "title": "A comparison of OneGov agreements, as deals compare --format json writes it",
        **_object(
            schema={"const": SCHEMA},
            as_of=_said(_DAY, "The day on which the status of an agreement is told."),
            currency={"const": "USD"},
            catalogue=_object(title=_TEXT, as_of=_said(_DAY, "Facts were checked up to it.")),
            scenario=_scenario(),
            offers=_said(_list(_offer()), "In the scenario's order."),
            sources=_said(
                {"type": "object", "additionalProperties": _source()},
                "Every source that is referred to, by id.",
            ),
        ),
        "$defs": {
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
        },
    }


def _scenario() -> Schema:
    helps = {name: one.help for name, one in INPUTS.items()}
    overhead = _object(
        id=_TEXT, label=_TEXT, unit=_choice(Unit), per=_choice(Per), price=_to("price"),
        offers=_said(_or_null(_TEXTS), "null: every offer."),
    )  # fmt: skip
    fields: dict[str, Schema] = {
        "name": _TEXT,
        "note": _TEXT,
        "agencies": _COUNT,
        "months": {"type": "integer", "minimum": 1},
        "start": _or_null(_DAY),
        "users_per_agency": _COUNT,
        "ramp_months": _COUNT,
        "after": _choice(After),
        "charge": _choice(Charge),
        "offers": _TEXTS,
        "agencies_for": {"type": "object", "additionalProperties": _COUNT},
        "readings": {"type": "object", "additionalProperties": _TEXT},
        "assume": {"type": "object", "additionalProperties": _to("price")},
    }
    named = {name: _said(one, helps[name]) for name, one in fields.items()}
    listed = _said(_list(overhead), helps["overheads"])
    return _said(_object(**named, overhead=listed), "Every input, defaults included.")


def _offer() -> Schema:
    money = _to("money")
    return _object(
        id=_TEXT,
        vendor=_TEXT,
        product=_TEXT,
        status=_choice(Status),
        reading=_said(_TEXT, "The reading of the price that counts."),
        total=_said(money, "A lower bound unless `complete`."),
        complete=_said({"type": "boolean"}, "Whether nothing in the total is unknown."),
        unknown=_said(_TEXTS, "The components whose price nobody knows."),
        rank=_said(_or_null({"type": "integer", "minimum": 1}), "null for an incomplete total."),
        tie={"type": "boolean"},
        difference=_said(_or_null(money), "Above the cheapest complete total."),
        ratio=_said(_or_null(_to("number")), "Total over the cheapest total, four decimals."),
        range=_said(
            _object(low=_or_null(money), high=_or_null(money)),
            "The totals over all readings that can be priced.",
        ),
        coverage=_said(
            _object(wanted=_COUNT, agreed=_COUNT, assumed=_COUNT, uncovered=_COUNT),
            "Agency-months.",
        ),
        per_covered_agency_month=_or_null(_to("number")),
        lines=_list(_line()),
        by_month=_said(_list(money), "Adds up to the total."),
        by_fiscal_year=_said(
            {
                "type": "object",
                "propertyNames": {"pattern": r"^\d{4}$"},
                "additionalProperties": money,
            },
            "Adds up to the total; years of 0.00 are left out.",
        ),
        warnings=_TEXTS,
        unpriced_readings=_said(_TEXTS, "Readings that the range leaves out."),
    )


def _line() -> Schema:
    line = _object(
        component=_TEXT,
        label=_TEXT,
        unit=_choice(Unit),
        per=_choice(Per),
        quantity=_said(_to("number"), "Units in the end."),
        price=_said(_or_null(_to("price")), "For one unit and period; null: unknown."),
        periods=_said(_to("number"), "Unit charges: agencies × periods charged."),
        amount=_said(_or_null(_to("money")), "null: unknown, never zero."),
        basis=_choice(Basis),
        sources=_TEXTS,
    )
    line["properties"] |= {
        "assumption": _said(_TEXT, "The assumption that gives the price."),
        "missing": _said(_TEXT, "Why the price is unknown."),
        "note": _TEXT,
    }
    return line


def _source() -> Schema:
    return _object(
        title=_TEXT, publisher=_TEXT, date=_or_null(_DAY), url=_TEXT, kind=_choice(SourceKind)
    )


def _object(**properties: Schema) -> Schema:
    """An object that has all these keys, and perhaps more."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _said(schema: Schema, words: str) -> Schema:
    return {**schema, "description": words}


def _choice(literal: Any) -> Schema:
    choices: Sequence[str] = get_args(literal)
    return {"enum": list(choices)}
