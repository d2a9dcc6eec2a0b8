"""Writes plain values as TOML: what a person would have typed, without the program's writer."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

Raw = Mapping[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = {"price", "times"}


def toml(value: Any, *, key: str = "") -> str:
    """Write a value inline; prices given as text become numbers, days become days."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | date):
        return str(value)
    if isinstance(value, str):
        if key in _NUMBERS or _DAY.fullmatch(value):
            return value
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(k)} = {toml(v, key=k)}" for k, v in value.items())
        return f"{{ {inner} }}"
    assert isinstance(value, Sequence)
    return f"[{', '.join(toml(item) for item in value)}]"


def catalog_toml(*offers: Raw) -> str:
    """A catalog of the given offers, with the vendor and source that they name."""
    lines = [
        "schema = 1",
        'title = "worked cases"',
        "as_of = 2026-10-08",
        'currency = "USD"',
        'source.s = { title = "a source", publisher = "a publisher", kind = "primary" }',
        'vendor.v = { name = "a vendor" }',
        'assumption.hosting = { title = "hosting", unit = "dollars a month" }',
        'assumption.usage = { title = "usage", unit = "dollars per user-month" }',
    ]
    for offer in offers:
        lines.append(f"[offer.{offer['id']}]")
        lines.append("compare = true")
        for key, value in offer.items():
            if key in ("id", "readings"):
                continue
            lines.append(f"{key} = {toml(value, key=key)}")
        lines.append(f"reading = {toml(offer['readings'])}")
    return "\n".join(lines) + "\n"


def scenario_toml(scenario: Raw) -> str:
    """A scenario file; the figures of its assumptions are given as text."""
    lines = ["schema = 1"]
    for key, value in scenario.items():
        if key == "assume":
            inner = ", ".join(f"{name} = {figure}" for name, figure in value.items())
            lines.append(f"assume = {{ {inner} }}")
        else:
            lines.append(f"{key} = {toml(value, key=key)}")
    return "\n".join(lines) + "\n"
