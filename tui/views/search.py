"""Finding agreements by any word in them, and showing where the word stands.

A query is words parted by blanks; an offer is found when each of them stands somewhere in its
vendor, product, readings, terms, models, history or sources. Case and accents do not matter.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from tui.domain.deals import Catalog, Offer
from tui.views.sections import TOPIC_TITLES
from tui.views.sources import sources_of

NAMES: Final = 2
"""The first texts of an offer, its names, are in sight: what stands there is no hit."""
AROUND: Final = 12
"""Characters shown before what was found."""


class Hit(NamedTuple):
    """Where a word of the query stands in an offer."""

    place: str
    """What kind of text it is: `Security`, `Source`."""
    text: str
    """The whole text."""
    at: int
    """Where in the text the word begins."""

    @property
    def excerpt(self) -> str:
        """The text from a little before the word on, on one line."""
        start = max(0, self.at - AROUND)
        words = " ".join(self.text[start:].split())
        return f"…{words}" if start else words


class Index:
    """The texts of a catalog, folded once, so that each keystroke only looks through them."""

    def __init__(self, catalog: Catalog) -> None:
        self._texts: dict[str, Sequence[tuple[str, str]]] = {}
        self._begins: dict[str, Sequence[int]] = {}
        """Where each text of an offer begins among all its texts."""
        self._all: dict[str, str] = {}
        for offer in catalog.offers.values():
            texts = list(_texts(catalog, offer))
            self._texts[offer.id] = texts
            self._begins[offer.id] = [0, *accumulate(len(text) + 1 for _, text in texts)][:-1]
            self._all[offer.id] = folded("\n".join(text for _, text in texts))
        self._last: tuple[str, Sequence[str]] = ("", tuple(self._all))
        """The last query, and what it found: a longer one finds nothing else."""

    def find(self, query: str) -> dict[str, tuple[Hit, ...]]:
        """Give the offers that have every word of the query, with one hit a word.

        A word that stands in the vendor's or product's name needs no hit: it is in sight.
        """
        sought = folded(query)
        words = sought.split()
        before, among = self._last
        found: dict[str, tuple[Hit, ...]] = {}
        for offer_id in among if sought.startswith(before) else self._all:
            everything = self._all[offer_id]
            places = [everything.find(word) for word in words]
            if -1 not in places:
                found[offer_id] = self._hits(offer_id, places)
        self._last = (sought, tuple(found))
        return found

    def _hits(self, offer_id: str, positions: Sequence[int]) -> tuple[Hit, ...]:
        begins, texts = self._begins[offer_id], self._texts[offer_id]
        hits = []
        for position in positions:
            if position >= begins[NAMES]:
                at = bisect_right(begins, position) - 1
                place, text = texts[at]
                hits.append(Hit(place, text, position - begins[at]))
        return tuple(dict.fromkeys(hits)) if len(hits) > 1 else tuple(hits)


class _Folds(dict[int, str]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0].lower()
        # One character for one, so that places in the folded text are places in the text.
        self[code] = base if len(base) == 1 else character
        return self[code]


_FOLDS: Final = _Folds()


def folded(text: str) -> str:
    """Give a text in lower case without accents, character by character."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def _texts(catalog: Catalog, offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield every text of an offer with what it is; the names come first."""
    yield "", catalog.vendor_of(offer).name
    yield "", offer.short
    yield "Product", offer.product
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
        source = catalog.sources[source_id]
        yield "Source", f"{source.title}. {source.publisher}"
