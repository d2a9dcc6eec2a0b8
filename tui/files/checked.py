"""Files that were found valid before: their values are made without looking for faults again.

What is remembered is a digest of a file's content and of the program's own rules, never a value:
values are made of what was just read. Checking costs a start sixty milliseconds and more, nearly
all of it for loading pydantic.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar, cast, get_args, get_origin

from tui.domain.deals import key_of
from tui.files import places
from tui.files.toml import Document, Table, ordinary_bytes

Made = TypeVar("Made")
MOST: Final = 50
"""Digests remembered; the oldest are forgotten."""
_RULES: Final = ("domain", "files")
"""The rooms that decide what is valid."""


def digest(made: type, document: Document) -> str:
    """Name a file's content, read as a class, under the rules of this program."""
    return sha256(document.text.encode() + made.__name__.encode() + _stamp(_RULES)).hexdigest()


@cache
def _stamp(rooms: tuple[str, ...]) -> bytes:
    """Tell apart the modules of rooms by size and time, as they were when first asked for.

    A program that runs on while it is replaced remembers nothing in the name of the new rules.
    """
    root = Path(__file__).parent.parent
    modules = sorted(module for room in rooms for module in (root / room).glob("*.py"))
    looked_at = ((module.name, module.stat()) for module in modules)
    return repr([(name, one.st_size, one.st_mtime_ns) for name, one in looked_at]).encode()


def is_checked(name: str) -> bool:
    return name in _remembered()


def remember(name: str) -> None:
    """Remember the digest of a valid file; where that cannot be kept, it is checked again."""
    from tui.files.atomic import write_private

    path = places.checked_path()
    with suppress(OSError):
        write_private(path, "\n".join([*_remembered()[-MOST + 1 :], name, ""]))


def _remembered() -> list[str]:
    with suppress(OSError, ValueError):
        return ordinary_bytes(places.checked_path())[: MOST * 100].decode("ascii").split()
    return []


def made_of(made: type[Made], table: Table) -> Made:
    """Make the values of a table that is known to be valid, as pydantic would."""
    maker: Callable[[Any], Made] = _maker(cast("Any", made))
    return maker({key: one for key, one in table.items() if key != "schema"})


def _as_it_is(written: Any) -> Any:
    return written


@cache
def _maker(made: Any) -> Callable[[Any], Any]:
    parts = get_args(made)
    if made is Decimal:
        return Decimal
    if is_dataclass(made) and isinstance(made, type):
        return _dataclass_maker(made)
    if get_origin(made) is tuple:
        inside = _maker(parts[0])
        return tuple if inside is _as_it_is else lambda entries: tuple(map(inside, entries))
    if get_origin(made) is Mapping:
        kind: Any = parts[1]
        inside, named = _maker(kind), is_dataclass(kind)
        return lambda table: {
            key: inside({**one, "id": key} if named else one) for key, one in table.items()
        }
    if get_origin(made) is Annotated or type(None) in parts:
        return _maker(parts[0])
    return _as_it_is


def _dataclass_maker(made: type) -> Callable[[Table], Any]:
    makers = [(key_of(one), one.name, _maker(cast("Any", one.type))) for one in fields(made)]
    changed = [
        (key, name, maker) for key, name, maker in makers if (maker, key) != (_as_it_is, name)
    ]

    def value(table: Table) -> Any:
        held = {**table}
        for key, name, maker in changed:
            if key in held:
                held[name] = maker(held.pop(key))
        return made(**held)

    return value
