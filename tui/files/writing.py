"""A scenario as TOML: new, or in a hand-written file, which keeps its comments and layout."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import getitem, itemgetter
from typing import TYPE_CHECKING, Any, Final

from tui.domain.deals import key_of
from tui.domain.inputs import OVERHEAD
from tui.domain.money import with_cents
from tui.domain.scenario import Overhead, Scenario
from tui.files.reading import without_control_characters
from tui.files.toml import SCHEMA, Place, Positions, Table, document_of_text, value_of

if TYPE_CHECKING:
    from tree_sitter import Node

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_TO_ESCAPE: Final = re.compile(r'["\\\x00-\x09\x0b-\x1f\x7f]')


def scenario_table(scenario: Scenario) -> Table:
    """Give what differs from the defaults, as TOML has it."""
    usual = Scenario()
    written = ((key_of(one), one.name) for one in fields(scenario))
    changed = {
        key: _plain(value)
        for key, name in written
        if (value := getattr(scenario, name)) != getattr(usual, name)
    }
    return {"schema": SCHEMA, **changed}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in sorted(value.items())}
    if is_dataclass(value):
        held = ((key_of(one), getattr(value, one.name)) for one in fields(value))
        return {key: _plain(one) for key, one in held if one is not None}
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
    if isinstance(written, list):
        return bool(written) and isinstance(written[0], dict)
    return isinstance(written, dict)


def pairs(table: Table) -> str:
    return "".join(f"{_key(key)} = {_value(one)}\n" for key, one in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(written: Any) -> str:
    if isinstance(written, bool):
        return "true" if written else "false"
    if isinstance(written, Decimal):
        return with_cents(f"{written:f}")
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, (list, tuple)):
        return f"[{', '.join(_value(one) for one in written)}]"
    if isinstance(written, dict):
        return f"{{{', '.join(f'{_key(key)} = {_value(one)}' for key, one in written.items())}}}"
    return _text(written) if isinstance(written, str) else str(written)


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


def edited(text: str, old: Scenario, new: Scenario) -> str:
    lines = text.replace("\r\n", "\n")
    editor = _Editor(lines if lines.endswith("\n") else f"{lines}\n")
    before, after = scenario_table(old), _readable(scenario_table(new))
    order = ["schema", *(key_of(one) for one in fields(Scenario))]
    for name in order[1:]:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if name == OVERHEAD:
            editor.set_overheads(was or [], now or [])
        elif isinstance(was or now, dict):
            editor.set_entries(name, was or {}, now or {})
        else:
            editor.set((name,), now, order)
    return _with_overheads_in_order(editor.text(), [one["id"] for one in after.get(OVERHEAD, ())])


class _Editor:
    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8")
        self.table: Any = document_of_text("", text).table
        self.found = Positions(text)
        self.edits: list[tuple[int, int, str]] = []
        """Bytes that go, from and up to, and what comes in their place."""
        self.added = ""
        """Tables at the end."""

    def text(self) -> str:
        parts, at = [], 0
        for start, end, new in sorted(self.edits, key=itemgetter(0)):
            parts += [self.source[at:start], new.encode("utf-8")]
            at = max(at, end)
        return b"".join([*parts, self.source[at:]]).decode("utf-8") + self.added

    def set(self, place: Place, now: Any, order: Sequence[str]) -> None:
        """Change a value in its place; a new one comes after those before it in the order."""
        pair = self.found.pairs.get(place)
        if pair is None:
            self._insert(place, now, order)
        elif now is None:
            self._cut(pair)
        else:
            value = value_of(pair)
            assert value is not None
            if not self._set_lines(value, reduce(getitem, place, self.table), now):
                self.edits.append((value.start_byte, value.end_byte, _value(now)))

    def _insert(self, place: Place, now: Any, order: Sequence[str]) -> None:
        """Write a new line after the last of the keys before it, or at the top of its table."""
        above, earlier = place[:-1], order[: order.index(str(place[-1]))]
        beside = {str(one[-1]): node for one, node in self.found.pairs.items() if one[:-1] == above}
        nodes = [beside[key] for key in earlier if key in beside]
        table = self.found.tables.get(above)
        indent = ""
        if nodes:
            last = max(nodes, key=lambda node: node.end_byte)
            start, at = self._lines_of(last)
            indent = self.source[start : last.start_byte].decode("utf-8")
        elif table is not None:
            at = self._lines_of(table.named_children[0])[1]
        else:
            at = min(self._lines_of(node)[0] for node in beside.values())
        key = ".".join(_key(str(one)) for one in (place[-1:] if table is not None else place))
        self.edits.append((at, at, f"{indent}{key} = {_value(now)}\n"))

    def set_entries(self, name: str, was: Table, now: Table) -> None:
        """Change the entries of a table of names: under its header, on one line, or dotted."""
        if (name,) in self.found.pairs:
            self.set((name,), now or None, ())
            return
        there = [place for place in self.found.pairs if place[0] == name]
        if not there and (name,) not in self.found.tables:
            self.added += f"\n[{name}]\n{pairs(now)}"
            return
        order = sorted({*was, *now, *(str(place[-1]) for place in there)})
        for key in order:
            if was.get(key) != now.get(key):
                self.set((name, key), now.get(key), order)
        if not now and all(place[-1] in was for place in there):
            self._cut_header((name,))

    def set_overheads(self, was: list[Table], now: list[Table]) -> None:
        """Change the overheads by their ids; their order is another matter."""
        pair = self.found.pairs.get((OVERHEAD,))
        if pair is not None:
            self._cut(pair)
        there = {} if pair is not None else {one["id"]: at for at, one in enumerate(was)}
        order = [key_of(one) for one in fields(Overhead)]
        for one in now:
            at = there.pop(one["id"], None)
            if at is None:
                self.added += f"\n[[{OVERHEAD}]]\n{pairs(one)}"
                continue
            for key in order:
                if was[at].get(key) != one.get(key):
                    self.set((OVERHEAD, at, key), one.get(key), order)
        for at in there.values():
            self._cut_header((OVERHEAD, at))
            for place, node in self.found.pairs.items():
                if place[:2] == (OVERHEAD, at):
                    self._cut(node)

    def _set_lines(self, value: "Node", was: Any, now: Any) -> bool:
        """Change a list of one entry a line, line by line; False where it is another."""
        entries = [child for child in value.named_children if child.type != "comment"]
        rows = [value.start_point[0], *(one.start_point[0] for one in entries), value.end_point[0]]
        if value.type != "array" or not entries:
            return False
        old, new = set(was), set(now)
        coming = [one for one in now if one not in old]
        if rows != sorted(set(rows)) or [one for one in was if one in new] + coming != now:
            return False
        for one, node in zip(was, entries, strict=True):
            if one not in new:
                self._cut(node)
        last = entries[-1]
        start, end = self._lines_of(last)
        if coming and was[-1] in new and self.source[last.end_byte : last.end_byte + 1] != b",":
            self.edits.append((last.end_byte, last.end_byte, ","))
        indent = self.source[start : last.start_byte].decode("utf-8")
        self.edits += [(end, end, f"{indent}{_value(one)},\n") for one in coming]
        return True

    def _cut(self, node: "Node") -> None:
        self.edits.append((*self._lines_of(node), ""))

    def _cut_header(self, place: Place) -> None:
        """Take out a table's header; comments inside stay."""
        if place in self.found.tables:
            self._cut(self.found.tables[place].named_children[0])

    def _lines_of(self, node: "Node") -> tuple[int, int]:
        start = self.source.rfind(b"\n", 0, node.start_byte) + 1
        return start, self.source.find(b"\n", node.end_byte) + 1


def _with_overheads_in_order(text: str, ids: list[str]) -> str:
    """Put the overheads of a text in another order; each takes along the comments below it."""
    there = [one["id"] for one in document_of_text("", text).table.get(OVERHEAD, ())]
    if there == ids or len(ids) < 2:
        return text
    source = text.encode("utf-8")
    tables = Positions(text).tables
    spans = [
        (tables[OVERHEAD, at].start_byte, tables[OVERHEAD, at].end_byte) for at in range(len(ids))
    ]
    blocks = {name: source[start:end] for name, (start, end) in zip(there, spans, strict=True)}
    for name, (start, end) in reversed(list(zip(ids, spans, strict=True))):
        source = source[:start] + blocks[name] + source[end:]
    return source.decode("utf-8")
