"""A line of styled text as data: pieces of literal text, never markup, with the names of styles."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple, overload


class Span(NamedTuple):
    """A piece of literal text and its style names, separated by spaces."""

    text: str
    styles: str = ""


class Line(NamedTuple):
    """One line; lines with a key can be chosen, and lines of one key are chosen together."""

    spans: tuple[Span, ...] = ()
    key: str | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def line(*pieces: str | Span | tuple[str, str], key: str | None = None) -> Line:
    spans = (Span(piece) if isinstance(piece, str) else Span(*piece) for piece in pieces)
    return Line(tuple(spans), key)


def styled(texts: Iterable[str], styles: str = "", key: str | None = None) -> list[Line]:
    return [Line((Span(text, styles),), key) for text in texts]


def joined(cells: Iterable[tuple[str, str]]) -> list[Span]:
    """Join neighbors of one style, so that a line has few pieces."""
    runs = groupby(cells, key=lambda cell: cell[1])
    return [Span("".join(text for text, _ in run), styles) for styles, run in runs]


Build = Callable[[int], Sequence[Line]]
"""Makes the lines for a width in cells."""


class MadeLines(Sequence[Line]):
    """Lines that are made when they are looked at: a list of ten thousand has forty in view."""

    def __init__(self, keys: Sequence[str | None], make: Callable[[int], Line]) -> None:
        self.keys = keys
        """The key of each line, which is known without making it."""
        self._made = cache(make)

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self._made(each) for each in range(len(self))[index]]
        return self._made(range(len(self))[index])


def keys_of(lines: Sequence[Line]) -> Sequence[str | None]:
    """Give the key of each line, without making any."""
    return lines.keys if isinstance(lines, MadeLines) else [each.key for each in lines]


def changed_rows(before: Sequence[Line], now: Sequence[Line], rows: range) -> Iterator[range]:
    """Yield the rows in which something else is shown, as runs of neighbors.

    A row counts as changed, too, where the cursor's sign may come or go: at another key than
    before.
    """

    def shown(lines: Sequence[Line], row: int) -> tuple[Line | None, bool]:
        if row >= len(lines):
            return None, False
        return lines[row], row > 0 and lines[row - 1].key == lines[row].key

    changed = [row for row in rows if shown(before, row) != shown(now, row)]
    for _, run in groupby(enumerate(changed), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield range(found[0], found[-1] + 1)
