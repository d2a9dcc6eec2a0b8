"""Any table as TOML on one line a key, for tests that make files of values."""

import json
from datetime import date
from decimal import Decimal
from typing import Any


def inline(table: dict[str, Any]) -> str:
    return "".join(f"{_text(key)} = {_value(one)}\n" for key, one in table.items())


def _value(one: Any) -> str:
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, dict):
        return "{" + ", ".join(f"{_text(key)} = {_value(part)}" for key, part in one.items()) + "}"
    if isinstance(one, (list, tuple)):
        return f"[{', '.join(_value(part) for part in one)}]"
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, Decimal):
        return f"{one:f}"
    return _text(one) if isinstance(one, str) else str(one)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
