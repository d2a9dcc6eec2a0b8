"""Words that count as one when something is sought: other spellings, and synonyms."""

from collections.abc import Mapping, Sequence
from typing import Final

SPELLINGS: Final[Mapping[str, str]] = {
    "licenc": "licens", "defenc": "defens", "offenc": "offens", "centre": "center",
    **{f"{stem}is": f"{stem}iz" for stem in (
        "amort", "author", "custom", "final", "modern", "optim", "organ", "recogn", "standard",
        "summar", "util",
    )},
}  # fmt: skip
"""Spellings and the American ones for the same, each pair of one length."""
SYNONYMS: Final[Sequence[Sequence[str]]] = (
    ("court", "judicia"),
    ("congress", "legislat"),
    ("catalog", "catalogue"),
)
"""Beginnings of words for the same thing."""
LEAST_LETTERS: Final = 4
"""A word needs so many letters to stand for others."""


def words_for(word: str) -> Sequence[str]:
    """Give a folded word and the beginnings of others for the same."""
    others = [
        each
        for group in SYNONYMS
        if len(word) >= LEAST_LETTERS
        and any(word.startswith(known) or known.startswith(word) for known in group)
        for each in group
    ]
    return list(dict.fromkeys([word, *others]))
