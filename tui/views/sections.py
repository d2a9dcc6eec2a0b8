"""What the contracts say, by topic: the sections that every form of `deals terms` shows.

A section is a heading with paragraphs for one offer; a paragraph names its sources by id and is
not wrapped. Text, Markdown and JSON give them their form.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from tui.domain.deals import TOPICS, Catalog, Offer, PriceLine, Reading, Topic
from tui.domain.scenario import Scenario
from tui.views.day import status_words
from tui.views.words import period_words, price_line_words

DISPUTED: Final = "≠"
"""Stands before a term on which the sources disagree."""
WEAK: Final = "(weak source)"
"""Stands behind what weak sources alone say."""
TOPIC_TITLES: Final[Mapping[Topic, str]] = {
    "price": "Price",
    "period": "Period",
    "eligibility": "Who may buy",
    "models": "Models",
    "included": "What is included",
    "security": "Security",
    "data": "Data use",
    "upgrade": "Upgrade",
    "renewal": "Renewal",
    "ordering": "How to order",
}


class Paragraph(NamedTuple):
    """A statement and what it rests on."""

    text: str
    sources: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    """What belongs under it: a quotation, a note."""
    disputed: bool = False

    @property
    def marked_text(self) -> str:
        """The text, behind a `≠` where sources disagree."""
        return f"{DISPUTED} {self.text}" if self.disputed else self.text


class Section(NamedTuple):
    """What is said about one offer under one heading."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def sections(catalog: Catalog, offer: Offer, scenario: Scenario, as_of: date) -> Sequence[Section]:
    """Give all sections of one offer; a topic on which nothing is known has no paragraph.

    The headings and their order are the same for every offer, so that offers can be set side by
    side.
    """
    return [
        Section("Status", _status(catalog, offer, as_of)),
        Section("Price readings", _readings(catalog, offer, scenario)),
        Section("List price", _list_price(catalog, offer)),
        *(Section(TOPIC_TITLES[topic], _terms(offer, topic)) for topic in TOPICS),
        Section("History", _history(offer, as_of)),
    ]


def short_answers(catalog: Catalog, offer: Offer) -> Sequence[Paragraph]:
    """An offer's answers to the catalog's questions, in their order; `–` where it gives none."""
    given = {answer.question: answer for answer in offer.answers}
    found = []
    for question in catalog.questions:
        answer = given.get(question.id)
        if answer is None:
            found.append(Paragraph("–"))
            continue
        weak = f" {WEAK}" if catalog.rests_on_weak_alone(answer.sources) else ""
        found.append(Paragraph(answer.text + weak, answer.sources))
    return found


def _status(catalog: Catalog, offer: Offer, as_of: date) -> tuple[Paragraph, ...]:
    announced = f", announced {offer.announced}" if offer.announced else ""
    found = [
        Paragraph(
            f"{status_words(catalog, offer, as_of)} (on {as_of}; facts checked to {catalog.as_of})"
        ),
        Paragraph(f"{period_words(offer)}{announced}"),
    ]
    if offer.order_until is not None:
        found.append(Paragraph(f"Last day to order: {offer.order_until}"))
    if (successor := catalog.successor(offer)) is not None:
        reported = "reported by weak sources alone" if catalog.is_weak(successor) else ""
        found.append(Paragraph(f"Followed by {successor.product}{reported and f', {reported}'}"))
    return tuple(found)


def _readings(catalog: Catalog, offer: Offer, scenario: Scenario) -> tuple[Paragraph, ...]:
    counts = offer.reading(scenario.readings.get(offer.id))
    return tuple(
        Paragraph(
            f"{reading.label} ({reading.id}{', used in the totals' if reading is counts else ''})",
            reading.sources,
            _reading_details(catalog, reading),
        )
        for reading in (counts, *(other for other in offer.readings if other is not counts))
    )


def _reading_details(catalog: Catalog, reading: Reading) -> tuple[str, ...]:
    details = [lines_words(catalog, reading.lines)]
    details += [f"“{reading.quote}”"] if reading.quote else []
    details += [reading.note] if reading.note else []
    return tuple(details)


def _list_price(catalog: Catalog, offer: Offer) -> tuple[Paragraph, ...]:
    listed = offer.list_price
    if listed is None:
        return ()
    details = [lines_words(catalog, listed.lines), *([listed.note] if listed.note else [])]
    return (Paragraph(listed.label, listed.sources, tuple(details)),)


def lines_words(catalog: Catalog, lines: Sequence[PriceLine]) -> str:
    """Say what the lines of a price are: `licence $0.42 per agency for the whole term`."""
    return "; ".join(price_line_words(line, catalog) for line in lines)


def _terms(offer: Offer, topic: Topic) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(term.text, term.sources, disputed=term.disputed)
        for term in offer.terms
        if term.topic == topic
    )


def _history(offer: Offer, as_of: date) -> tuple[Paragraph, ...]:
    """What happened, oldest first; what lies after the as-of day says that it does."""
    return tuple(
        Paragraph(
            f"{event.date} {event.status}{' (after the as-of day)' if event.date > as_of else ''}: "
            f"{event.text}",
            event.sources,
        )
        for event in sorted(offer.events, key=lambda event: event.date)
    )
