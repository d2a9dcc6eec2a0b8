"""Finding agreements by any word in them, and showing where the word is.

An offer is found when each word of a query, or a word for the same, is in one of its texts. Case,
accents, width and British spelling do not matter.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from tui.domain.deals import Catalog, Offer
from tui.views.line import Line, Span
from tui.views.sections import NOT_SAID, TOPIC_TITLES
from tui.views.sources import source_words, sources_of

NAMES: Final = 2
"""An offer's first texts are its names, which are in sight: words in them are no hits."""
ANSWER: Final = "Answer"
AROUND: Final = 12
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
"""A shorter word has no synonyms."""


class Hit(NamedTuple):
    """Where a word of the query is in an offer."""

    place: str
    """What kind of text it is: `Security`, `Source`."""
    text: str
    at: int
    """Where in the folded text the word begins."""

    @property
    def excerpt(self) -> str:
        start = max(0, folded_places(self.text)[self.at] - AROUND)
        words = " ".join(self.text[start:].split())
        return f"…{words}" if start else words


class _Folds(dict[int, str]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(each for each in parts if not unicodedata.combining(each)).lower()
        # At most one character for one, so that places in the folded text lead back to the text.
        self[code] = bare if len(bare) < 2 else chr(code)
        return self[code]


_FOLDS: Final = _Folds()


def folded(text: str) -> str:
    """Give a text as it is compared: in small letters without accents, in American spelling."""
    bare = text.lower() if text.isascii() else text.translate(_FOLDS)
    for other, american in SPELLINGS.items():
        if other in bare:
            bare = bare.replace(other, american)
    return bare


def folded_places(text: str) -> Sequence[int]:
    """Where in a text each character of the folded one is, and where the text ends."""
    if text.isascii():
        return range(len(text) + 1)
    return [*(at for at, character in enumerate(text) if _FOLDS[ord(character)]), len(text)]


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


class Index:
    """The texts of a catalog, folded once, so that each keystroke only looks through them."""

    def __init__(self, catalog: Catalog) -> None:
        self._texts: dict[str, Sequence[tuple[str, str]]] = {}
        self._begins: dict[str, Sequence[int]] = {}
        """Where each text of an offer begins among all its texts, folded."""
        self._all: dict[str, str] = {}
        for offer in catalog.offers.values():
            texts = list(_texts(catalog, offer))
            all_folded = [folded(text) for _, text in texts]
            self._texts[offer.id] = texts
            self._begins[offer.id] = [0, *accumulate(len(text) + 1 for text in all_folded)][:-1]
            self._all[offer.id] = "\n".join(all_folded)

    def find(self, query: str) -> dict[str, tuple[Hit, ...]]:
        """Give the offers that have every word of the query, with a hit for words not in names."""
        sought = [words_for(word) for word in folded(query).split()]
        found: dict[str, tuple[Hit, ...]] = {}
        for offer_id, everything in self._all.items():
            places = [_first(everything, words) for words in sought]
            if -1 not in places:
                found[offer_id] = self._hits(offer_id, places)
        return found

    def _hits(self, offer_id: str, positions: Sequence[int]) -> tuple[Hit, ...]:
        begins, texts = self._begins[offer_id], self._texts[offer_id]
        hits = []
        for position in positions:
            if position >= begins[NAMES]:
                at = bisect_right(begins, position) - 1
                place, text = texts[at]
                hits.append(Hit(place, text, position - begins[at]))
        return tuple(dict.fromkeys(hits))


def _first(text: str, words: Sequence[str]) -> int:
    """Where in a folded text the first of some words is; -1: none is in it."""
    return min((at for word in words if (at := text.find(word)) >= 0), default=-1)


def is_found(query: str, text: str) -> bool:
    within = folded(text)
    return all(_first(within, words_for(word)) >= 0 for word in folded(query).split())


class Hits(NamedTuple):
    """Where in lines the words of a query are: row, first character and the one after it."""

    places: Sequence[tuple[int, int, int]] = ()

    @classmethod
    def of(cls, query: str, lines: Sequence[Line]) -> "Hits":
        """Find every place, top to bottom; of places that overlap, the longer one."""
        every = [word for one in folded(query).split() for word in words_for(one)]
        sought = [word for word in every if len(word) > 1]
        return cls([
            (row, start, end)
            for row, each in enumerate(lines if sought else ())
            for start, end in _places(each.text, sought)
        ])  # fmt: skip

    def lit(self, lines: Sequence[Line], now: int) -> Sequence[Line]:
        shown = list(lines)
        for number, (row, start, end) in enumerate(self.places):
            style = "hit-now" if number == now else "hit"
            shown[row] = shown[row]._replace(spans=tuple(_lit(shown[row].spans, start, end, style)))
        return shown


def _places(text: str, sought: Sequence[str]) -> Iterator[tuple[int, int]]:
    within = folded(text)
    found: list[tuple[int, int]] = []
    for word in sought:
        at = within.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = within.find(word, at + 1)
    if not found:
        return
    places, last = folded_places(text), 0
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= last:
            yield places[start], places[end]
            last = end


def _lit(spans: Sequence[Span], start: int, end: int, style: str) -> Iterator[Span]:
    at = 0
    for text, styles in spans:
        first, last = (min(max(place - at, 0), len(text)) for place in (start, end))
        parts = ((text[:first], styles), (text[first:last], f"{styles} {style}".strip()),
                 (text[last:], styles))  # fmt: skip
        yield from (Span(*part) for part in parts if part[0])
        at += len(text)


def _texts(catalog: Catalog, offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield every text of an offer with what it is; the names come first."""
    yield "", catalog.vendor_of(offer).name
    yield "", offer.short
    yield "Product", offer.product
    titles = {question.id: question.title for question in catalog.questions}
    for answer in offer.answers:
        if not answer.text.startswith(NOT_SAID):
            yield ANSWER, f"{titles[answer.question]} {answer.text}"
    for reading in offer.readings:
        yield "Reading", reading.label
        yield "Quotation", reading.quote
        yield "Reading note", reading.note
    for term in offer.terms:
        yield TOPIC_TITLES[term.topic], term.text
    for event in offer.events:
        yield f"{event.date}", f"{event.status}: {event.text}"
    if offer.list_price is not None:
        yield "List price", f"{offer.list_price.label} {offer.list_price.note}"
    for source_id in sources_of(offer):
        yield "Source", source_words(catalog.sources[source_id])
