"""A scenario as TOML: written anew, or into a hand-written file with its comments and layout."""

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from tui.domain.deals import Catalog, key_of
from tui.domain.scenario import Overhead, Scenario
from tui.files.reading import adapter, examined, without_control_characters
from tui.files.toml import (
    BYTE_ORDER_MARK,
    SCHEMA,
    ProblemsError,
    Table,
    document_of,
    document_of_text,
)

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT, Array, Item, Key

    Body = list[tuple[Key | None, Item]]
    """The parts of a file or table in their order; comments and blank lines have no key."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_TO_ESCAPE: Final = re.compile(r'["\\\x00-\x09\x0b-\x1f\x7f]')


def scenario_table(scenario: Scenario) -> Table:
    """Give what a scenario's file says, in the order of its fields."""
    written = adapter(Scenario).dump_python(
        scenario, by_alias=True, exclude_defaults=True, warnings=False
    )
    return {
        "schema": SCHEMA,
        **{
            key: dict(sorted(one.items())) if isinstance(one, dict) else _plain(one)
            for key, one in written.items()
        },
    }


def _plain(value: Any) -> Any:
    """Give a value as TOML has it: lists for tuples."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _readable(written: Any) -> Any:
    """Leave control characters out of texts: no file with them would be read again."""
    if isinstance(written, dict):
        return {key: _readable(one) for key, one in written.items()}
    if isinstance(written, list):
        return [_readable(one) for one in written]
    return without_control_characters(written) if isinstance(written, str) else written


def scenario_text(scenario: Scenario) -> str:
    """Write a scenario: the schema, then what differs from the defaults, in a fixed order."""
    table = _readable(scenario_table(scenario))
    plain = {key: one for key, one in table.items() if not _is_table(one)}
    parts = [pairs(plain)]
    for key, one in table.items():
        if isinstance(one, dict):
            parts.append(f"[{_key(key)}]\n{pairs(one)}")
        elif _is_table(one):
            parts += [f"[[{_key(key)}]]\n{pairs(entry)}" for entry in one]
    return "\n".join(parts)


def _is_table(written: Any) -> bool:
    """Tell whether a value has a header of its own."""
    if isinstance(written, list):
        return bool(written) and isinstance(written[0], dict)
    return isinstance(written, dict)


def pairs(table: Table) -> str:
    """Write the keys and values of a table, one on a line."""
    return "".join(f"{_key(key)} = {_value(one)}\n" for key, one in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(written: Any) -> str:
    if isinstance(written, bool):
        return "true" if written else "false"
    if isinstance(written, Decimal):
        return _number(written)
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, (list, tuple)):
        return f"[{', '.join(_value(one) for one in written)}]"
    return _text(written) if isinstance(written, str) else str(written)


def _number(number: Decimal) -> str:
    """Write a number in one way: without zeros at the end, but cents always as two digits."""
    whole, _, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals:0<2}" if decimals else whole


def _text(text: str) -> str:
    """Write text, over several lines if it has them; what UTF-8 cannot hold is left out."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")
    escaped = _TO_ESCAPE.sub(_escaped, sound)
    return f'"""\n{escaped}"""' if "\n" in escaped else f'"{escaped}"'


def _escaped(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in '"\\':
        return f"\\{letter}"
    return "\\t" if letter == "\t" else f"\\u{ord(letter):04x}"


def merged(content: bytes, scenario: Scenario, catalog: Catalog | None = None) -> str | None:
    """Give the text of a scenario's file with another scenario in it; None: it is no scenario.

    With the catalog, what a file says without need (a reading that is the default) stays, too.
    """
    try:
        text = document_of("", content).text
        old = scenario_of(text, catalog)
    except ProblemsError:
        return None
    if old is None:
        return None
    plain = scenario_text(scenario)
    wanted = scenario_of(plain, catalog)
    if old == wanted:
        return content.decode("utf-8")
    edited = _edited(text, old, wanted or scenario)
    if edited is None or _read(edited, catalog) != wanted:
        return plain
    first = text.partition("\n")[0]
    if first.endswith("\r"):
        edited = edited.replace("\n", "\r\n")
    return BYTE_ORDER_MARK * content.startswith(b"\xef\xbb\xbf") + edited


def scenario_of(text: str, catalog: Catalog | None = None) -> Scenario | None:
    """Read a scenario, with any names where there is no catalog; None where it is none.

    Raises `ProblemsError` for what is not TOML, or not a scenario beside the catalog.
    """
    from tui.files.scenarios import parse_scenario  # which writes by this module

    if catalog is not None:
        return parse_scenario(text, catalog)
    return examined(Scenario, document_of_text("", text).table, lambda _table: ())[0]


def _read(text: str, catalog: Catalog | None) -> Scenario | None:
    try:
        return scenario_of(text, catalog)
    except ProblemsError:
        return None


def _edited(text: str, old: Scenario, new: Scenario) -> str | None:
    """Edit a scenario's text; None where its layout is beyond us."""
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    lines = text.replace("\r\n", "\n")
    try:
        document = parse(lines if lines.endswith("\n") else f"{lines}\n")
        _edit_document(document, scenario_table(old), new)
        return document.as_string()
    except (TOMLKitError, LookupError, TypeError, ValueError, AttributeError):
        return None


def _edit_document(document: "TOMLDocument", old: Table, scenario: Scenario) -> None:
    from tomlkit import parse
    from tomlkit.items import AoT, Whitespace
    from tomlkit.items import Table as TableItem

    new = scenario_table(scenario)
    body = document.body
    fresh = _by_name(parse(scenario_text(scenario)).body)
    order = [key_of(one) for one in fields(Scenario)]
    for name in order:
        if old.get(name) == new.get(name):
            continue
        pair = fresh.get(name)
        places = _places(body, name)
        if pair is None:
            _drop(body, places)
        elif len(places) == 1 and _edit_inside(body, places[0], pair[1], old.get(name), new[name]):
            continue
        elif isinstance(pair[1], (TableItem, AoT)):
            _drop(body, places)
            _close(pair[1])
            body += [(None, Whitespace("\n")), pair]
        else:
            _set(body, pair, ["schema", *order])


def _edit_inside(body: "Body", place: int, fresh: "Item", old: Any, new: Any) -> bool:
    """Change what holds entries entry by entry; False where it has to be put in anew."""
    from tomlkit.items import AoT, Array, InlineTable
    from tomlkit.items import Table as TableItem

    key, item = body[place]
    if isinstance(item, TableItem) and isinstance(fresh, TableItem):
        names = sorted({*(old or {}), *new})
        _edit_table(item.value.body, fresh.value.body, old or {}, new, names)
        return True
    if isinstance(item, InlineTable) and isinstance(fresh, TableItem):
        body[place] = (key, _with_trivia(_inline(fresh), item))
        return True
    if isinstance(item, AoT) and isinstance(fresh, AoT):
        body[place:place] = _edit_entries(item, fresh, old or [], new)
        return True
    return isinstance(item, Array) and isinstance(fresh, Array) and _edit_list(item, new)


def _edit_table(body: "Body", fresh: "Body", old: Table, new: Table, order: Sequence[str]) -> None:
    """Change the entries of a table that say something else."""
    pairs = _by_name(fresh)
    for name in order:
        if old.get(name) == new.get(name):
            continue
        places = _places(body, name)
        if name not in new:
            _drop(body, places)
        elif len(places) != 1 or not _edit_inside(body, places[0], pairs[name][1], None, new[name]):
            _set(body, pairs[name], order)


def _edit_entries(item: "AoT", fresh: "AoT", old: list[Table], new: list[Table]) -> "Body":
    """Change the overheads of a file by their ids; give comments that stand before them now."""
    from tomlkit.items import Whitespace

    names = [key_of(one) for one in fields(Overhead)]
    tables = {str(table["id"]): table for table in item.body}
    before = {entry["id"]: entry for entry in old}
    chosen = []
    for made, entry in zip(fresh.body, new, strict=True):
        _close(made)
        there = tables.pop(entry["id"], None)
        if there is not None:
            _edit_table(there.value.body, made.value.body, before[entry["id"]], entry, names)
        chosen.append(made if there is None else there)
    orphans: Body = []
    kept = {id(table) for table in chosen}
    last = orphans
    for table in item.body:
        if id(table) in kept:
            last = table.value.body
        else:
            last += _comments(table.value.body)
    for table in chosen[:-1]:
        if table.value.body[-1][0] is not None:
            table.value.body.append((None, Whitespace("\n")))
    item.body[:] = chosen
    return orphans


def _edit_list(item: "Array", new: list[Any]) -> bool:
    """Change a list entry by entry; False where that does not give the right order."""
    wanted = set(new)
    for place in reversed(range(len(item))):
        if item[place] not in wanted:
            del item[place]
    there = set(item)
    for one in new:
        if one not in there:
            item.append(one)
    return list(item) == new


def _by_name(body: "Body") -> "dict[str, tuple[Key | None, Item]]":
    return {key.key: (key, item) for key, item in body if key is not None}


def _places(body: "Body", name: str) -> list[int]:
    return [place for place, (key, _item) in enumerate(body) if key is not None and key.key == name]


def _drop(body: "Body", places: Sequence[int]) -> None:
    """Take entries out; comments inside a table stay where it was."""
    from tomlkit.items import AoT
    from tomlkit.items import Table as TableItem

    for place in reversed(places):
        item = body[place][1]
        tables = item.body if isinstance(item, AoT) else [item]
        left: Body = []
        for table in tables:
            if isinstance(table, TableItem):
                left += _comments(table.value.body)
        body[place : place + 1] = left


def _comments(body: "Body") -> "Body":
    """The comments of a table, with the blank lines between them."""
    from tomlkit.items import Comment

    left = [pair for pair in body if pair[0] is None]
    return left if any(isinstance(item, Comment) for _key, item in left) else []


def _set(body: "Body", pair: "tuple[Key | None, Item]", order: Sequence[str]) -> None:
    """Put a value in the place of the one of its name, or after those that come before it."""
    from tomlkit.items import AoT
    from tomlkit.items import Table as TableItem

    key, item = pair
    name = key.key if key is not None else ""
    places = _places(body, name)
    if len(places) == 1 and not isinstance(body[places[0]][1], (TableItem, AoT)):
        body[places[0]] = (body[places[0]][0], _with_trivia(item, body[places[0]][1]))
        return
    _drop(body, places)
    earlier = set(order[: list(order).index(name)])
    after = -1
    for place, (other, there) in enumerate(body):
        if other is not None and other.key in earlier and not isinstance(there, (TableItem, AoT)):
            after = place
    if after >= 0:
        item.trivia.indent = body[after][1].trivia.indent
    body.insert(after + 1, pair)


def _with_trivia(item: "Item", old: "Item") -> "Item":
    """Give a new value the surroundings of the old one: indent and comment."""
    item.trivia.indent = old.trivia.indent
    item.trivia.comment_ws = old.trivia.comment_ws
    item.trivia.comment = old.trivia.comment
    item.trivia.trail = old.trivia.trail
    return item


def _inline(fresh: "Item") -> "Item":
    """Make a table of one line of a table with a header."""
    from tomlkit import inline_table
    from tomlkit.items import Table as TableItem

    made = inline_table()
    if isinstance(fresh, TableItem):
        for key, item in fresh.value.body:
            if key is not None:
                made.append(key, item)
    return made


def _close(item: "Item") -> None:
    """Take the blank lines off the end of new tables."""
    from tomlkit.items import AoT, Whitespace
    from tomlkit.items import Table as TableItem

    for table in item.body if isinstance(item, AoT) else [item]:
        if isinstance(table, TableItem):
            while table.value.body and isinstance(table.value.body[-1][1], Whitespace):
                table.value.body.pop()
