"""Any string as something safe to draw, cut into cells."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tui.views.text_layout import Measure

REPLACEMENT = "\ufffd"
_JOINER = "\u200d"
_BIDIRECTIONAL = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_CONTROL_PICTURES = 0x2400


@lru_cache(1 << 14)
def visible(text: str, *, keep: str = "") -> str:
    """`text` with every character that hides made visible, except those in `keep`.

    Control characters become their pictures (`␛`), direction overrides, lone surrogates and
    noncharacters become `�`; the soft hyphen and the zero-width space are left out. The result is
    safe in XML, reads from left to right and holds no line break that is not in `keep`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if character in keep else _shown(character) for character in text)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    code = ord(character)
    if category == "Cc":
        if code < 0x20:
            return chr(_CONTROL_PICTURES + code)
        return "\u2421" if code == 0x7F else REPLACEMENT
    if category in {"Zl", "Zp"}:
        return "\u2424"
    if category == "Cs" or character in _BIDIRECTIONAL or code & 0xFFFE == 0xFFFE:
        return REPLACEMENT
    if category == "Cf" and character != _JOINER:
        return ""
    return character


def as_on_screen(text: str) -> str:
    """`text` without the characters for which a terminal shows nothing."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        REPLACEMENT if unicodedata.category(character) == "Cs" else character
        for character in text
        if character == _JOINER or unicodedata.category(character) not in {"Cc", "Cf", "Zl", "Zp"}
    )


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Each thing in `text` that takes its own place, with its width of 1 or 2 cells.

    Accents are composed with their letter, or left out without one.
    """
    if text.isascii():
        yield from ((character, 1) for character in text)
        return
    from rich.cells import split_graphemes  # a table of widths, not needed for plain text

    text = unicodedata.normalize("NFC", text)
    for start, end, width in split_graphemes(text)[0]:
        if width:
            yield text[start:end], min(width, 2)


@lru_cache(1 << 14)
def width_of(text: str) -> int:
    """How many cells `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(width for _, width in clusters(visible(text)))


CELLS: Final = Measure(width_of, clusters, visible)
