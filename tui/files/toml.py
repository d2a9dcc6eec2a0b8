"""A file's bytes as a TOML table, the line of each key, and problems in words for who wrote it."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from errno import EINVAL
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_LONGEST_SHOWN: Final = 60
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MOST_CHOICES: Final = 16
_MOST_COMPARED: Final = 200
_MOST_KNOWN: Final = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what it is, and what to write instead."""

    path: str
    line: int
    """Counted from 1; 0 where no line is to blame."""
    key: str
    message: str
    hint: str = ""
    count: int = 1
    """How many problems this is: the last of a long list counts all that follow."""

    def __str__(self) -> str:
        place = ":".join(part for part in (self.path, str(self.line or "")) if part)
        start = ": ".join(part for part in (place, self.key, self.message) if part)
        return f"{start} ({self.hint})" if self.hint else start


class ProblemsError(Exception):
    """Everything that is wrong with one file, sorted by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda one: one.line))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def shown(text: str) -> str:
    """Give text of a file fit for a message: cut when long, control characters spelled out."""
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in cut)


def spelled_out(text: str) -> str:
    """Give text with everything that could steer a terminal spelled out: names of files may."""
    if text.isprintable():
        return text
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in _STEERING else letter
        for letter in text
    )


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Give a hint for a word that is none of the choices: the closest, or all of them."""
    known = [shown(choice) for choice in islice(choices, _MOST_KNOWN)]
    from difflib import get_close_matches

    close = get_close_matches(word[:100].lower(), _nearby(word, known), n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    if not known:
        return ""
    more = ", …" if len(known) > _MOST_CHOICES else ""
    return f"known here: {', '.join(known[:_MOST_CHOICES])}{more}"


def _nearby(word: str, known: list[str]) -> list[str]:
    """The choices that are worth a close look: all, or of very many those that begin alike."""
    if len(known) <= _MOST_COMPARED:
        return known
    start = word[:1].lower()
    alike = (choice for choice in known if choice.startswith(start))
    return [choice for choice in alike if abs(len(choice) - len(word)) < 3][:_MOST_COMPARED]


Table = dict[str, Any]
Place = tuple[str | int, ...]
"""Keys and indices from the top of a file to a value."""

MOST_BYTES: Final = 32_000_000
MOST_TABLES: Final = 750_000
"""Tables, lists and dots in one file: the reader makes a table of each part of a dotted key."""
MOST_PARTS: Final = 1_500_000
"""Lines and entries in one file; with its keys, how many still have their lines looked up."""
MOST_LISTED: Final = 100
"""Problems of one file that are listed one by one."""
MOST_FOUND: Final = 10_000
"""Problems of one file after which nothing more is looked for."""
SCHEMA: Final = 1
NEWER: Final = "this file needs a newer program"
_MOST_ZEROS: Final = 30
_QUOTED: Final = re.compile(r"'([^']*)'")
_TOML_HINTS: Final = (
    ("Cannot overwrite", "this key or table is written twice"),
    ("Cannot declare", "this key or table is written twice"),
    ("Duplicate", "this key or table is written twice"),
    ("Illegal character", "only printable characters, tabs and line breaks are allowed"),
    ("Unescaped", "write \\\\ for a backslash"),
    ("Invalid value", "put text in quotes, dates and numbers without"),
)
_NO_STRUCTURE: Final = re.compile(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\Z)|'{3}.*?(?:'{3}|\Z)|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*'?|#[^\n]*''',
    re.DOTALL,
)
"""Strings and comments: up to the first mistake of a file they are found as its reader does."""
BYTE_ORDER_MARK: Final = "\ufeff"


class Finding(NamedTuple):
    """A problem before its line is looked up."""

    place: Place
    message: str
    hint: str = ""


class Document(NamedTuple):
    """A TOML file that could be read."""

    name: str
    text: str
    table: Table

    def error(self, findings: Iterable[Finding]) -> ProblemsError:
        found = list(findings)
        if sum(map(self.text.count, "\n=,\\")) > MOST_PARTS:
            lines = [(0, finding) for finding in found]
        else:
            positions = Positions(self.text, [finding.place for finding in found])
            lines = [(positions.line(finding.place), finding) for finding in found]
        lines.sort(key=lambda one: one[0])
        listed = [
            Problem(self.name, line, label(self.table, place), message, hint)
            for line, (place, message, hint) in lines[:MOST_LISTED]
        ]
        left = len(found) - MOST_LISTED
        if left > 0:
            more = f"… and {left:,} more" + (" at least" if len(found) >= MOST_FOUND else "")
            listed.append(Problem(self.name, lines[MOST_LISTED][0], "", more, count=left))
        return ProblemsError(listed)


def label(table: Table, place: Place) -> str:
    """Name a place as `--set` does: `offer.grok.reading.per-term.lines[1].price`.

    An entry of a list is named by its id, or else by its number from 1.
    """
    name = ""
    value: Any = table
    for part in place:
        step: Any = None
        if isinstance(part, int):
            if isinstance(value, list) and part < len(value):
                step = value[part]
            own = step.get("id") if isinstance(step, dict) else None
            name += f".{shown(own)}" if isinstance(own, str) and own else f"[{part + 1}]"
        else:
            step = value.get(part) if isinstance(value, dict) else None
            name += f".{shown(part)}" if name else shown(part)
        value = step
    return name


def texts(table: Table) -> Iterator[tuple[Place, str]]:
    """Yield every text below a table, however deep, and its place."""
    left: list[tuple[Place, Any]] = [((), table)]
    while left:
        place, holder = left.pop()
        for key, one in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if isinstance(one, (dict, list)):
                left.append(((*place, key), one))
            elif isinstance(one, str):
                yield (*place, key), one


_read: Final[dict[tuple[int, int], bytes]] = {}
"""The files that were read, and what came out of pipes: they give it once."""


def was_read(path: Path) -> bool:
    """Whether a file is one that was read, under any name."""
    try:
        return _identity(path.stat()) in _read and path.is_file()
    except (OSError, ValueError):
        return False


def forget_what_was_read() -> None:
    _read.clear()


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def take_in(path: Path) -> None:
    """Wait for what comes out of a pipe or device that a command names; readers find it then."""
    with suppress(OSError, ValueError):  # whoever reads it says so
        status = path.stat()
        if S_ISREG(status.st_mode) or _identity(status) in _read:
            return
        with path.open("rb") as stream:
            _read[_identity(os.fstat(stream.fileno()))] = stream.read(MOST_BYTES + 1)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open a file without waiting for anybody, and tell what it is: a name may change meanwhile."""
    at_once = getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | at_once)) as file:
        yield file, os.fstat(file.fileno())


def ordinary_bytes(path: Path) -> bytes:
    """Read a file that has an end. Raises `OSError` for a pipe, a device, and gigabytes."""
    with _opened(path) as (file, status):
        content = file.read(MOST_BYTES + 1) if S_ISREG(status.st_mode) else None
    if content is None or len(content) > MOST_BYTES:
        raise OSError(EINVAL, f"not a file of at most {MOST_BYTES // 1_000_000} MB")
    return content


def read_bytes(path: Path) -> bytes:
    """Read a file, or what was taken in. Raises `ProblemsError` in plain words."""
    try:
        with _opened(path) as (file, status):
            is_file = S_ISREG(status.st_mode)
            content = file.read(MOST_BYTES + 1) if is_file else _read.get(_identity(status))
    except FileNotFoundError:
        raise whole_problem(str(path), "there is no such file", _beside(path)) from None
    except (IsADirectoryError, PermissionError):  # Windows permits no look at a folder
        message = "this is a folder, not a file" if path.is_dir() else "no permission to read it"
        raise whole_problem(str(path), message) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise whole_problem(str(path), f"cannot be read: {reason or error}") from None
    if content is None:
        raise whole_problem(str(path), "cannot be read: this is a pipe or a device, not a file")
    if len(content) > MOST_BYTES:
        raise whole_problem(str(path), f"is larger than {MOST_BYTES // 1_000_000} MB")
    if is_file:
        _read[_identity(status)] = b""
    return content


def read_document(path: Path) -> Document:
    """Read a TOML file. Raises `ProblemsError`."""
    return document_of(str(path), read_bytes(path))


def document_of(name: str, content: bytes) -> Document:
    """Make a document of a file's bytes. Raises `ProblemsError` for what is not UTF-8 or TOML."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise ProblemsError([Problem(name, line, "", message, "save the file as UTF-8")]) from None
    return document_of_text(name, text)


def document_of_text(name: str, text: str) -> Document:
    """Make a document of TOML text. Raises `ProblemsError`."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    if len(text) > MOST_TABLES:
        _check_bounds(name, text)
    import tomli

    try:
        return Document(name, text, tomli.loads(text, parse_float=exact_number))
    except tomli.TOMLDecodeError as error:
        message = f"not TOML: {_toml_words(error.msg)} (column {error.colno})"
        hint = next((words for said, words in _TOML_HINTS if said in error.msg), "")
        raise ProblemsError([Problem(name, error.lineno, "", message, hint)]) from None
    except RecursionError:
        raise whole_problem(name, "not TOML: tables are nested too deep") from None
    except ValueError:
        raise whole_problem(name, "a whole number in it has thousands of digits") from None


def _check_bounds(name: str, text: str) -> None:
    """Refuse what the TOML reader, which has no bounds of its own, would take minutes for."""
    if sum(map(text.count, ".[{")) > MOST_TABLES or sum(map(text.count, "\n,")) > MOST_PARTS:
        bare = _NO_STRUCTURE.sub("", text)
        if sum(map(bare.count, ".[{")) > MOST_TABLES:
            raise whole_problem(name, f"has more than {MOST_TABLES:,} tables")
        if sum(map(bare.count, "\n,")) > MOST_PARTS:
            raise whole_problem(name, f"has more than {MOST_PARTS:,} lines and entries")


def exact_number(text: str) -> Decimal:
    """Read a TOML float exactly; one too large or small for any arithmetic becomes not-a-number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")
    if not number:
        return Decimal(0)
    has_zeros = number.as_tuple().exponent in range(1, _MOST_ZEROS + 1)
    return Decimal(f"{number:f}") if has_zeros else number


def schema_findings(table: Table) -> list[Finding]:
    schema = table.get("schema")
    hint = f"write `schema = {SCHEMA}` at the top"
    if "schema" not in table:
        return [Finding(("schema",), "is missing", hint)]
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        return [Finding(("schema",), "must be a whole number from 1", hint)]
    if schema > SCHEMA:
        hint = f"this program reads schema {SCHEMA}"
        return [Finding(("schema",), NEWER, hint)]
    return []


def whole_problem(name: str, message: str, hint: str = "") -> ProblemsError:
    return ProblemsError([Problem(name, 0, "", message, hint)])


def _beside(path: Path) -> str:
    """A hint at a file of nearly that name."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    hint = suggestion(path.name, names)
    return hint if hint.startswith("did you mean") else ""


def _toml_words(sentence: str) -> str:
    """Put the TOML reader's words into ours: a key as it is written, not as Python shows it."""
    named = re.sub(
        r"\(('.*'),?\)", lambda found: f"[{'.'.join(_QUOTED.findall(found[1]))}]", sentence
    )
    return shown(named[:1].lower() + named[1:])


_KEYS: Final = ("bare_key", "quoted_key", "dotted_key")


class Positions:
    """The lines of a text's keys and entries.

    Headers and keys are noted at once; what is inside a value is followed when asked for.
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
        self.pairs: dict[Place, Node] = {}
        """The keys with their values."""
        self.tables: dict[Place, Node] = {}
        """What begins with a header."""
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
                pair = self.pairs.get(known)
                value = value_of(pair) if pair else None
                inside = self._inside(value, place[length:]) if value else 0
                return inside or self._lines[known]
        return 1

    def _table(self, node: "Node") -> None:
        """Note a table's header and its pairs; `[[x]]` begins the next entry of a list."""
        if not node.named_child_count or (header := node.named_child(0)).type not in _KEYS:
            return
        keys = _keys(header)
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
        self.tables[place] = node
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
        keys, _value = _parts(node)
        for key in keys:
            place = (*place, key)
            self._note(place, _line(node))
        if keys and self._is_wanted(place):
            self.pairs[place] = node

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
        """What is in a list or an inline table, without comments; kept, as lists are long."""
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


def value_of(pair: "Node") -> "Node | None":
    return _parts(pair)[1]


def _keys(node: "Node") -> list[str]:
    """The parts of a key, dotted or not, without their quotes."""
    import tomli

    text = (node.text or b"").decode("utf-8")
    try:
        below: Any = tomli.loads(f"{text} = 0")
    except tomli.TOMLDecodeError:
        return [text]
    keys = []
    while isinstance(below, dict):
        ((key, below),) = below.items()
        keys.append(key)
    return keys
