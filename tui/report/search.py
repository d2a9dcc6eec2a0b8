"""Finding agreements by any word in them, and showing where the word stands.

A query is words parted by blanks; an offer is found when each of them stands somewhere in its
vendor, product, readings, terms, models, history or sources. Case and accents do not matter.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tui.domain.deals import Catalogue, Offer
from tui.report.terms import TOPIC_TITLES

AROUND: Final = 12
"""Characters shown before what was found."""


@dataclass(frozen=True, slots=True)
class Hit:
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
    """The texts of a catalogue, folded once, so that each keystroke only looks through them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._texts: Mapping[str, Sequence[tuple[str, str, str]]] = {
            offer.id: [(place, text, folded(text)) for place, text in _texts(catalogue, offer)]
            for offer in catalogue.offers.values()
        }
        self._all = {
            offer_id: "\n".join(low for _, _, low in texts)
            for offer_id, texts in self._texts.items()
        }

    def find(self, query: str) -> dict[str, tuple[Hit, ...]]:
        """Give the offers that have every word of the query, with one hit a word.

        A word that stands in the vendor's or product's name needs no hit: it is in sight.
        """
        words = folded(query).split()
        found: dict[str, tuple[Hit, ...]] = {}
        for offer_id, everything in self._all.items():
            if all(word in everything for word in words):
                hits = (self._hit(offer_id, word) for word in words)
                found[offer_id] = tuple(dict.fromkeys(hit for hit in hits if hit.place))
        return found

    def _hit(self, offer_id: str, word: str) -> Hit:
        for place, text, low in self._texts[offer_id]:
            at = low.find(word)
            if at >= 0:
                return Hit(place, text, at)
        return Hit("", "", 0)


def folded(text: str) -> str:
    """Give a text in lower case without accents, character by character."""
    return "".join(_folded_character(character) for character in text)


def _folded_character(character: str) -> str:
    """One character for one, so that places in the folded text are places in the text."""
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def _texts(catalogue: Catalogue, offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield every text of an offer with what it is; names come first and need no showing."""
    yield "", catalogue.vendor_of(offer).name
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
    for source_id in _source_ids(offer):
        source = catalogue.sources[source_id]
        yield "Source", f"{source.title}. {source.publisher}"


def _source_ids(offer: Offer) -> Iterator[str]:
    seen: dict[str, None] = {}
    for reading in offer.readings:
        seen.update(dict.fromkeys(reading.sources))
    for term in offer.terms:
        seen.update(dict.fromkeys(term.sources))
    for event in offer.events:
        seen.update(dict.fromkeys(event.sources))
    yield from seen
