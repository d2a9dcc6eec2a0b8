"""What is wrong with a file, in words for the person who wrote it.

A problem is a value: it is listed, printed and shown on the screen, and never a traceback.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Final

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
    """How many problems this one stands for: the last of a long list for all that follow."""

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
