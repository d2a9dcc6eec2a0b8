"""A scenario as TOML: only what differs from the defaults; the same gives the same bytes."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tui.domain.scenario import Scenario
from tui.files.documents import SCHEMA, Table
from tui.files.shapes import shape_of, table_of
from tui.files.validation import without_control_characters

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\t": "\\t"}


def scenario_table(scenario: Scenario) -> Table:
    """Give what a scenario's file says, in the order of its fields."""
    table: Table = {"schema": SCHEMA, **table_of(shape_of(Scenario), scenario)}
    return table


def scenario_text(scenario: Scenario) -> str:
    """Write a scenario: the schema, then what differs from the defaults, in a fixed order.

    Control characters are left out of texts: no file with them would be read again.
    """
    table = scenario_table(scenario)
    plain = {key: one for key, one in table.items() if not _is_table(one)}
    parts = [_pairs(plain)]
    for key, one in table.items():
        if isinstance(one, dict):
            parts.append(f"[{_key(key)}]\n{_pairs(one)}")
        elif _is_table(one):
            parts += [f"[[{_key(key)}]]\n{_pairs(entry)}" for entry in one]
    return "\n".join(parts)


def _is_table(written: Any) -> bool:
    """Tell whether a value has a header of its own."""
    if isinstance(written, list):
        return bool(written) and isinstance(written[0], dict)
    return isinstance(written, dict)


def _pairs(table: Table) -> str:
    return "".join(f"{_key(key)} = {_value(one)}\n" for key, one in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(written: Any) -> str:
    """Write one value."""
    if isinstance(written, bool):
        return "true" if written else "false"
    if isinstance(written, Decimal):
        return _number(written)
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, list):
        return f"[{', '.join(_value(one) for one in written)}]"
    return _text(written) if isinstance(written, str) else str(written)


def _number(number: Decimal) -> str:
    """Write a number in one way: without zeros at the end, but cents always as two digits."""
    whole, _, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals:0<2}" if decimals else whole


def _text(text: str) -> str:
    """Write text; one with line breaks over several lines."""
    cleaned = without_control_characters(text)
    escaped = "".join(_ESCAPES.get(letter, letter) for letter in cleaned)
    return f'"""\n{escaped}"""' if "\n" in escaped else f'"{escaped}"'
