"""The line of a key in a TOML text, looked up when there is a problem to point at.

tree-sitter reads the text once more because the TOML reader keeps no lines; what it cannot
follow is placed at the nearest part that it can.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from tui.files.documents import Place

if TYPE_CHECKING:
    from tree_sitter import Node

_KEYS: Final = ("bare_key", "quoted_key", "dotted_key")


class Positions:
    """The lines of a text's keys and entries.

    Headers and keys are noted at once; what stands inside a value is followed when asked for.
    With `wanted`, only the places on the way to those are noted, so that a long text is cheap.
    """

    def __init__(self, text: str, wanted: Iterable[Place] | None = None) -> None:
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        self._wanted = (
            None
            if wanted is None
            else {place[:length] for place in wanted for length in range(1, len(place) + 1)}
        )
        self._lines: dict[Place, int] = {}
        self._values: dict[Place, Node] = {}
        self._last: dict[Place, int] = {}
        self._entries: dict[int, list[Node]] = {}
        parser = Parser(Language(tree_sitter_toml.language()))
        self._tree = parser.parse(text.encode("utf-8"))
        for node in self._tree.root_node.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def line(self, place: Place) -> int:
        """The line, from 1, of a place or of the nearest one above it."""
        for length in range(len(place), 0, -1):
            known = place[:length]
            if known in self._lines:
                value = self._values.get(known)
                inside = self._inside(value, place[length:]) if value else 0
                return inside or self._lines[known]
        return 1

    def _table(self, node: "Node") -> None:
        """Note a table's header and its pairs; `[[x]]` begins the next entry of a list."""
        header = next((child for child in node.named_children if child.type in _KEYS), None)
        if header is None:
            return
        keys = list(_keys(header))
        line = _line(node)
        place = self._below((), keys[:-1], line)
        if node.type == "table_array_element":
            place = (*place, keys[-1])
            self._note(place, line)
            self._last[place] = self._last.get(place, -1) + 1
            place = (*place, self._last[place])
        else:
            place = self._below(place, keys[-1:], line)
        if not self._is_wanted(place):
            return
        self._lines[place] = line
        for child in node.named_children:
            if child.type == "pair":
                self._pair(child, place)

    def _is_wanted(self, place: Place) -> bool:
        return self._wanted is None or place in self._wanted

    def _note(self, place: Place, line: int) -> None:
        if self._is_wanted(place):
            self._lines.setdefault(place, line)

    def _below(self, place: Place, keys: list[str], line: int) -> Place:
        """Go down by keys, into the last entry where a key holds a list of tables."""
        for key in keys:
            place = (*place, key)
            self._note(place, line)
            if place in self._last:
                place = (*place, self._last[place])
        return place

    def _pair(self, node: "Node", place: Place) -> None:
        keys, value = _parts(node)
        for key in keys:
            place = (*place, key)
            self._note(place, _line(node))
        if keys and value is not None and self._is_wanted(place):
            self._values[place] = value

    def _inside(self, value: "Node", rest: Place) -> int:
        """The line of what is furthest along a way into a value; 0 for the value itself."""
        if not rest or value.type not in ("array", "inline_table"):
            return 0
        entries = self._entries_of(value)
        if value.type == "array":
            at = rest[0]
            if not isinstance(at, int) or at >= len(entries):
                return 0
            return self._inside(entries[at], rest[1:]) or _line(entries[at])
        for pair in entries:
            keys, own = _parts(pair)
            if keys and keys[: len(rest)] == rest[: len(keys)]:
                deeper = self._inside(own, rest[len(keys) :]) if own is not None else 0
                return deeper or _line(pair)
        return 0

    def _entries_of(self, value: "Node") -> list["Node"]:
        """What stands in a list or an inline table, comments left out; kept, as lists are long."""
        if value.id not in self._entries:
            self._entries[value.id] = [
                child
                for child in value.named_children
                if child.type != "comment" and not child.is_error
            ]
        return self._entries[value.id]


def _line(node: "Node") -> int:
    return node.start_point[0] + 1


def _parts(pair: "Node") -> tuple[Place, "Node | None"]:
    """The keys and the value of a pair; no keys where it is none."""
    parts = [child for child in pair.named_children if child.type != "comment"]
    if not parts or parts[0].type not in _KEYS:
        return (), None
    return tuple(_keys(parts[0])), parts[1] if len(parts) > 1 else None


def _keys(node: "Node") -> Iterator[str]:
    """The parts of a key, unquoted."""
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _keys(child)
        return
    text = (node.text or b"").decode("utf-8")
    yield _unquoted(text) if node.type == "quoted_key" else text


def _unquoted(text: str) -> str:
    import tomli

    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except tomli.TOMLDecodeError:
        return text
