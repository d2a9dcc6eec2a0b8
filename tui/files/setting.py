"""`--set KEY=VALUE`: one value of a scenario's table replaced, as people write it.

Whether the value is allowed is not decided here: the changed table is validated like a file.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from tui.domain.money import parse_count, parse_number
from tui.domain.scenario import Scenario
from tui.files.shapes import Kind, Shape, shape_of
from tui.files.toml import Problem, Table, shown, suggestion

_CLEARED: Final = frozenset({"name", "note", "start", "offers"})
"""The fields that an empty value takes back; an empty number is a slip."""


class SettingError(Exception):
    """A setting that cannot be understood."""

    def __init__(self, key: str, message: str, hint: str = "") -> None:
        super().__init__(key, message, hint)
        self.key, self.message, self.hint = key, message, hint

    def problem(self, path: str) -> Problem:
        """The same as a problem."""
        return Problem(path, 0, self.key, self.message, self.hint)


def set_in(table: Table, setting: str) -> None:
    """Change a scenario's table by `KEY=VALUE`. Raises `SettingError`."""
    key, equals, text = setting.partition("=")
    key, text = key.strip(), text.strip()
    if not equals or not key:
        raise SettingError(shown(key), "must be KEY=VALUE", "like agencies=120")
    names = key.split(".")
    holder, shape, name = _target(table, names)
    if not text and (name in _CLEARED or shape is None):
        holder.pop(name, None)
        return
    holder[name] = _converted(shape or _element(names[0]), shown(key), text)


def _element(name: str) -> Shape:
    """The shape of one entry of a table of names."""
    item = shape_of(Scenario).entries[name].shape.item
    assert item is not None
    return item


def _target(table: Table, names: list[str]) -> tuple[Table, Shape | None, str]:
    """Find the table to change, the shape of the value and its key; no shape: an entry by name."""
    key = shown(".".join(names))
    entries = shape_of(Scenario).entries
    first = names[0]
    if first not in entries:
        raise SettingError(key, "is not a known setting", suggestion(first, entries))
    shape = entries[first].shape
    if shape.kind == "named":
        if len(names) != 2 or not names[1]:
            raise SettingError(key, "needs one name", f"like {first}.NAME=VALUE")
        holder: Table = table.setdefault(first, {})
        return holder, None, names[1]
    if shape.of_tables and shape.item is not None:
        return _entry(table, first, names, shape.item)
    if len(names) != 1:
        raise SettingError(key, "is not a known setting", f"write {first}=VALUE")
    return table, shape, first


def _entry(table: Table, first: str, names: list[str], item: Shape) -> tuple[Table, Shape, str]:
    """Find one field of one entry of a list, such as `overhead.training.price`."""
    key = shown(".".join(names))
    entries: list[Table] = table.get(first, [])
    ids = [entry["id"] for entry in entries]
    if len(names) != 3:
        raise SettingError(key, "needs an id and a field", f"like {first}.ID.price=VALUE")
    if names[1] not in ids:
        hint = suggestion(names[1], ids) or f"the scenario has none; a [[{first}]] adds one"
        raise SettingError(key, f"there is no {first} `{shown(names[1])}`", hint)
    fields = {name: entry.shape for name, entry in item.entries.items() if name != "id"}
    if names[2] not in fields:
        raise SettingError(key, "is not a known setting", suggestion(names[2], fields))
    return entries[ids.index(names[1])], fields[names[2]], names[2]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date; write it like 2026-12-01") from None


_CONVERSIONS: Final[Mapping[Kind, Callable[[str], Any]]] = {
    "whole": parse_count,
    "number": parse_number,
    "date": _day,
    "list": lambda text: [part.strip() for part in text.split(",") if part.strip()],
}


def _converted(shape: Shape, key: str, text: str) -> Any:
    """Read a value as people write it."""
    convert = _CONVERSIONS.get(shape.kind)
    try:
        return convert(text) if convert else text
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise SettingError(key, message, hint) from None
    except ArithmeticError:
        raise SettingError(key, "is too large a number") from None
