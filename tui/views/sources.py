"""Sources: which an offer's facts point at, and those that a text refers to as `[1,2]`."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.domain.deals import Answer, Catalog, Event, ListPrice, Offer, Reading, Source, Term
from tui.views.text_layout import hanging

Fact = Reading | ListPrice | Term | Event | Answer
LANGUAGES: Final = {"de": "German", "es": "Spanish", "fr": "French"}
"""Languages by name; any other is named by its code."""
NOT_STATED: Final = "not stated"
"""The publisher of a source that names none."""
_QUOTATION: Final = re.compile("“[^”]+”|« [^»]+ »")


class NumberedSources:
    """Gives sources their numbers while a text is being written."""

    def __init__(self, catalog: Catalog, offers: Sequence[Offer] = ()) -> None:
        self._sources = catalog.sources
        self._offers = offers
        self._numbers: dict[str, int] = {}

    def numbers(self, source_ids: Iterable[str]) -> Sequence[int]:
        """Give the numbers of sources, new ones to those not referred to before."""
        return [self._numbers.setdefault(key, len(self._numbers) + 1) for key in source_ids]

    def refer(self, source_ids: Iterable[str]) -> str:
        """Write a reference to put behind a text: ` [1,2]`; nothing where there is no source."""
        numbers = ",".join(map(str, self.numbers(source_ids)))
        return f" [{numbers}]" if numbers else ""

    @property
    def used(self) -> Sequence[tuple[int, Source]]:
        return [(number, self._sources[key]) for key, number in self._numbers.items()]

    def lines(self, width: int, *, notes: bool = False) -> list[str]:
        """List the sources; with `notes`, also the words quoted from each, and how it was read."""
        if not self._numbers:
            return []
        last = len(str(len(self._numbers)))
        found = ["Sources"]
        for number, source in self.used:
            first = f"  [{number}] ".ljust(last + 5)
            found += hanging(first, source_words(source), width)
            indent = " " * len(first)
            found += [indent + source.url] if source.url else []
            if notes:
                for words in (*quotations(self._offers, source), how_read(source)):
                    found += hanging(indent, words, width) if words else []
        return found


def sources_of(offer: Offer) -> Sequence[str]:
    """Every source that an offer's facts point at, each once, in the order of its file."""
    listed = [offer.list_price] if offer.list_price else []
    facts: tuple[Fact, ...] = (
        *offer.readings,
        *listed,
        *offer.terms,
        *offer.events,
        *offer.answers,
    )
    return list(dict.fromkeys(source for fact in facts for source in fact.sources))


def sources_of_prices(comparison: Comparison) -> Sequence[str]:
    """Every source that the figures of a comparison rest on, each once, line by line."""
    keys: list[str] = []
    for standing in comparison.standings:
        keys += standing.quote.reading.sources
        keys += [source for line in standing.quote.lines for source in line.sources]
    return list(dict.fromkeys(keys))


def sources_behind(comparison: Comparison) -> Sequence[Source]:
    keys = dict.fromkeys(sources_of_prices(comparison))
    for standing in comparison.standings:
        keys |= dict.fromkeys(sources_of(standing.offer))
    return [comparison.catalog.sources[key] for key in keys]


def quotations(offers: Sequence[Offer], source: Source) -> Sequence[str]:
    """The words quoted from a source: a reading names it first, a text it alone."""
    readings = (reading for offer in offers for reading in offer.readings)
    texts: list[Term | Event] = [
        *(term for offer in offers for term in offer.terms),
        *(event for offer in offers for event in offer.events),
    ]
    found = [f"“{one.quote}”" for one in readings if one.quote and one.sources[0] == source.id]
    for said in texts:
        if said.sources == (source.id,):
            found += _QUOTATION.findall(said.text)
    return list(dict.fromkeys(found))


def how_read(source: Source) -> str:
    words = "Primary source" if source.kind == "primary" else ""
    if source.read is not None:
        words += f", read {source.read}" if words else f"Read {source.read}"
    copy = f"Copy: {source.copy}" if source.copy else ""
    return ". ".join(part.removesuffix(".") for part in (words, source.note, copy) if part)


def is_web_address(text: str) -> bool:
    """Tell whether this can be followed as a link: a web address of plain characters."""
    return text.startswith(("https://", "http://")) and text.isprintable()


def source_words(source: Source) -> str:
    stated = source.publisher != NOT_STATED
    words = f"{source.title}. {source.publisher}" if stated else source.title
    if source.date is not None:
        words += f", {source.date}"
    asides = [] if stated else [f"publisher {NOT_STATED}"]
    if source.language != "en":
        asides.append(f"in {LANGUAGES.get(source.language, source.language)}")
    if asides:
        words += f" ({', '.join(asides)})"
    return words if source.kind == "primary" else f"{words} · {source.kind}"
