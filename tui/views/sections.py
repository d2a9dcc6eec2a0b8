"""What the contracts say: short answers, then sections by topic; no text is wrapped."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from tui.domain.comparison import Case
from tui.domain.deals import TOPICS, Answer, Catalog, Offer, PriceLine, Question, Reading, Topic
from tui.domain.scenario import Scenario
from tui.views.day import status_words
from tui.views.words import period_words, price_line_words, price_words

DISPUTED: Final = "≠"
"""Stands before a term on which the sources disagree, and behind an answer that rests on one."""
DIFFER: Final = "↔"
"""Stands before a question to which the offers have different answers."""
NOT_SAID: Final = "not said"
"""The answer of an offer that gives none: silence is no “no”."""
_DISPUTED: Final = f" {DISPUTED}"
WEAK: Final = "(weak source)"
"""Stands behind what weak sources alone say."""
STATUS: Final = "Status"
READINGS: Final = "Price readings"
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
    disputed: bool = False

    @property
    def marked_text(self) -> str:
        return f"{DISPUTED} {self.text}" if self.disputed else self.text


class Section(NamedTuple):
    """What is known of one offer under one heading."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def sections(case: Case, offer: Offer) -> Sequence[Section]:
    """Give the same headings for every offer; one on which nothing is known has no paragraph."""
    return [
        Section(STATUS, _status(case.catalog, offer, case.as_of)),
        Section(READINGS, _readings(case.catalog, offer, case.scenario)),
        Section("List price", _list_price(case.catalog, offer)),
        *(Section(TOPIC_TITLES[topic], _terms(offer, topic)) for topic in TOPICS),
        Section("History", _history(offer, case.as_of)),
    ]


def section_rows(case: Case, offers: Sequence[Offer]) -> Iterator[tuple[Section, ...]]:
    for row in zip(*(sections(case, offer) for offer in offers), strict=True):
        if any(section.paragraphs for section in row):
            yield row


class AnswerRow(NamedTuple):
    """What offers answer to one question, each in a few words."""

    key: str
    title: str
    section: str
    """The heading of the texts that the answers rest on; empty: no one section."""
    answers: tuple[Paragraph, ...]

    @property
    def differ(self) -> bool:
        return len({answer.text for answer in self.answers}) > 1

    @property
    def sign(self) -> str:
        return f"{DIFFER if self.differ else ' '} " if len(self.answers) > 1 else ""


def short_answers(case: Case, offers: Sequence[Offer]) -> Sequence[AnswerRow]:
    catalog = case.catalog
    readings = [offer.reading(case.scenario.readings.get(offer.id)) for offer in offers]
    prices = tuple(
        Paragraph(price_words(one.lines) + _DISPUTED * (len(offer.readings) > 1), one.sources)
        for offer, one in zip(offers, readings, strict=True)
    )
    statuses = tuple(Paragraph(status_words(catalog, offer, case.as_of)) for offer in offers)
    rows = [
        AnswerRow("price", "Price", READINGS, prices),
        AnswerRow("status", "Status", STATUS, statuses),
    ]
    for one in catalog.questions:
        answers = tuple(_answer(catalog, offer, one) for offer in offers)
        section = TOPIC_TITLES[one.topic] if one.topic else ""
        rows.append(AnswerRow(f"question.{one.id}", one.title, section, answers))
    if all(one.id != "ends" for one in catalog.questions):
        ends = tuple(Paragraph(str(offer.service_ends or "no end published")) for offer in offers)
        rows.append(AnswerRow("ends", "Ends", STATUS, ends))
    return rows


def signs_explained(lines: Sequence[str]) -> Sequence[str]:
    meanings = {DIFFER: "the offers differ", DISPUTED: "the sources disagree"}
    return [f"{sign} {words}" for sign, words in meanings.items() if any(sign in x for x in lines)]


def _answer(catalog: Catalog, offer: Offer, question: Question) -> Paragraph:
    for answer in offer.answers:
        if answer.question == question.id:
            weak = f" {WEAK}" if catalog.rests_on_weak_alone(answer.sources) else ""
            sign = _DISPUTED * _is_disputed(offer, question, answer)
            return Paragraph(answer.text + weak + sign, answer.sources)
    return Paragraph(NOT_SAID)


def _is_disputed(offer: Offer, question: Question, answer: Answer) -> bool:
    return not answer.text.startswith(NOT_SAID) and any(
        term.disputed and term.topic == question.topic and set(term.sources) & set(answer.sources)
        for term in offer.terms
    )


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
        weak = ", reported by weak sources alone" if catalog.is_weak(successor) else ""
        found.append(Paragraph(f"Followed by {successor.product}{weak}"))
    return tuple(found)


def said_of(reading: Reading) -> Sequence[str]:
    return [words for words in (reading.quote and f"“{reading.quote}”", reading.note) if words]


def _readings(catalog: Catalog, offer: Offer, scenario: Scenario) -> tuple[Paragraph, ...]:
    counts = offer.reading(scenario.readings.get(offer.id))
    return tuple(
        Paragraph(
            f"{reading.label} ({reading.id}{', used in the totals' if reading is counts else ''})",
            reading.sources,
            (lines_words(catalog, reading.lines), *said_of(reading)),
        )
        for reading in (counts, *(other for other in offer.readings if other is not counts))
    )


def _list_price(catalog: Catalog, offer: Offer) -> tuple[Paragraph, ...]:
    listed = offer.list_price
    if listed is None:
        return ()
    details = [lines_words(catalog, listed.lines), *([listed.note] if listed.note else [])]
    return (Paragraph(listed.label, listed.sources, tuple(details)),)


def lines_words(catalog: Catalog, lines: Sequence[PriceLine]) -> str:
    """Say what the lines of a price are: `license $0.42 per agency for the whole term`."""
    return "; ".join(price_line_words(line, catalog) for line in lines)


def _terms(offer: Offer, topic: Topic) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(term.text, term.sources, disputed=term.disputed)
        for term in offer.terms
        if term.topic == topic
    )


def _history(offer: Offer, as_of: date) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            f"{event.date} {event.status}{' (after the as-of day)' if event.date > as_of else ''}: "
            f"{event.text}",
            event.sources,
        )
        for event in sorted(offer.events, key=lambda event: event.date)
    )
