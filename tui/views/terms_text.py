"""Contract terms: as plain text, to scroll through, and side by side under names that stay."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog, Offer
from tui.domain.scenario import Scenario
from tui.views.line import Line, Span, line, styled
from tui.views.sections import DISPUTED, Paragraph, Section, sections, short_answers
from tui.views.sources import NumberedSources
from tui.views.text_layout import (
    GAP,
    RULE,
    WIDTH,
    TableColumn,
    cell_width,
    fitted,
    hanging,
    places,
    set_row,
    side_by_side,
    table_lines,
    wrapped,
    wrapped_lines,
)
from tui.views.words import NONE, headline_words, mark_of, sign_of

NARROWEST_COLUMN: Final = 22
"""In narrower columns text falls apart; further offers then follow below."""


def terms_text(
    catalog: Catalog,
    offers: Sequence[Offer],
    scenario: Scenario,
    as_of: date,
    *,
    width: int = WIDTH,
) -> str:
    numbered = NumberedSources(catalog)
    lines: list[str] = []
    fitting = max(1, (width + len(GAP)) // (NARROWEST_COLUMN + len(GAP)))
    for first in range(0, len(offers), fitting):
        group = offers[first : first + fitting]
        found = [sections(catalog, offer, scenario, as_of) for offer in group]
        if len(group) == 1:
            lines += _one(catalog, group[0], found[0], numbered, width)
        else:
            lines += _several(catalog, group, found, numbered, width)
        lines.append("")
    if not offers:
        lines += ["No offer is compared.", ""]
    if any(DISPUTED in line for line in lines):
        lines += [f"{DISPUTED} the sources disagree", ""]
    return "\n".join([*lines, *numbered.lines(width, notes=True)]).rstrip("\n") + "\n"


def short_answers_text(catalog: Catalog, offers: Sequence[Offer], *, width: int = WIDTH) -> str:
    """Write the short answers of offers: a row for every question, a column for every offer."""
    numbered = NumberedSources(catalog)
    lines: list[str] = []
    fitting = max(1, (width - NARROWEST_COLUMN) // (NARROWEST_COLUMN + len(GAP)))
    for first in range(0, len(offers), fitting):
        group = offers[first : first + fitting]
        columns = [TableColumn("", wraps=True)]
        columns += [
            TableColumn(f"{mark_of(catalog, offer.id)} {offer.short}", wraps=True)
            for offer in group
        ]
        answers = zip(*(short_answers(catalog, offer) for offer in group), strict=True)
        rows = [
            [question.title, *(one.text + numbered.refer(one.sources) for one in row)]
            for question, row in zip(catalog.questions, answers, strict=True)
        ]
        lines += [*table_lines(columns, rows, width), ""]
    if not offers:
        lines += ["No offer is compared.", ""]
    return "\n".join([*lines, *numbered.lines(width)]).rstrip("\n") + "\n"


def _one(
    catalog: Catalog,
    offer: Offer,
    found: Sequence[Section],
    numbered: NumberedSources,
    width: int,
) -> Sequence[str]:
    title = f"{mark_of(catalog, offer.id)} {offer.product} · {catalog.vendor_of(offer).name}"
    lines = [*wrapped_lines([title], width), RULE * min(width, cell_width(title))]
    for section in found:
        if not section.paragraphs:
            continue
        lines += ["", section.title]
        for paragraph in section.paragraphs:
            lines += [f"  {line}" for line in _paragraph(paragraph, numbered, width - 2)]
    return lines


def _several(
    catalog: Catalog,
    offers: Sequence[Offer],
    found: Sequence[Sequence[Section]],
    numbered: NumberedSources,
    width: int,
) -> Sequence[str]:
    column = (width - len(GAP) * (len(offers) - 1)) // len(offers)
    heads = [
        [*hanging(f"{mark_of(catalog, offer.id)} ", offer.product, column),
         *hanging("  ", catalog.vendor_of(offer).name, column)]
        for offer in offers
    ]  # fmt: skip
    lines = side_by_side(heads, column)
    for row in zip(*found, strict=True):
        if not any(section.paragraphs for section in row):
            continue
        lines += ["", f"{row[0].title} ".ljust(width, RULE)]
        blocks = [_block(section, numbered, column) for section in row]
        lines += side_by_side(blocks, column)
    return lines


def _block(section: Section, numbered: NumberedSources, width: int) -> Sequence[str]:
    """Set the paragraphs of one offer into its column, a blank line between them."""
    lines: list[str] = []
    for paragraph in section.paragraphs:
        lines += [""] if lines else []
        lines += _paragraph(paragraph, numbered, width)
    return lines or [NONE]


def _paragraph(paragraph: Paragraph, numbered: NumberedSources, width: int) -> Sequence[str]:
    first = f"{DISPUTED} " if paragraph.disputed else ""
    lines = hanging(first, paragraph.text + numbered.refer(paragraph.sources), width)
    for detail in paragraph.details:
        lines += [f"  {line}" for line in wrapped(detail, width - 2)]
    return lines


def terms_lines(
    catalog: Catalog, offer: Offer, scenario: Scenario, as_of: date, width: int
) -> list[Line]:
    """Every section of one offer, to scroll through, then its sources."""
    numbered = NumberedSources(catalog)
    lines: list[Line] = []
    for section in sections(catalog, offer, scenario, as_of):
        if section.paragraphs:
            lines += [line()] if lines else []
            lines += styled([section.title], "heading")
        for paragraph in section.paragraphs:
            text = paragraph.marked_text + numbered.refer(paragraph.sources)
            lines += styled(hanging("", text, width), "warning" if paragraph.disputed else "")
            for detail in paragraph.details:
                lines += styled(hanging("  ", detail, width), "soft")
    heading, *sources = numbered.lines(width, notes=True) or [""]
    return [*lines, line(), *styled([heading], "heading"), *styled(sources, "soft")]


TOPIC_CELLS: Final = 15
"""The topics stand at the left of terms side by side."""
_NARROWEST_SHOWN: Final = 24
_BETWEEN: Final = "│"


def side_by_side_lines(comparison: Comparison, width: int) -> tuple[list[Line], list[str]]:
    """Set the terms of the compared offers in columns: the lines, and the topic of each."""
    catalog, scenario = comparison.catalog, comparison.scenario
    offers = [standing.offer for standing in comparison.standings]
    if not offers:
        return [line("Nothing is compared.")], [""]
    cells = max((width - TOPIC_CELLS) // len(offers) - 3, _NARROWEST_SHOWN)
    columns = places(
        [TOPIC_CELLS, *[1, cells] * len(offers)], ["left"] * (1 + 2 * len(offers)),
        [1] * (1 + 2 * len(offers)),
    )  # fmt: skip

    def row(topic: str, blocks: Sequence[Sequence[Span]]) -> list[Line]:
        between = [Span(_BETWEEN, "soft")] * max(map(len, blocks))
        parted = [part for block in blocks for part in (between, block)]
        return set_row([[Span(fitted(topic, TOPIC_CELLS), "heading")], *parted], columns)

    numbered = NumberedSources(catalog)
    found = [sections(catalog, offer, scenario, comparison.as_of) for offer in offers]
    rows = [("Price", [[headline_words(offer.reading(scenario.readings.get(offer.id)))]
                       for offer in offers])]  # fmt: skip
    rows += [
        (group[0].title, [_statements(section, numbered) for section in group])
        for group in zip(*found, strict=True)
        if any(section.paragraphs for section in group)
    ]
    lines = row("", [[_head(catalog, offer, cells)] for offer in offers])
    topics = [""]
    for topic, texts in rows:
        same = len(set(map(tuple, texts))) == 1 and len(offers) > 1
        block = row(topic, [_styled_statements(one, cells, same=same) for one in texts])
        block += row("", [[Span("")]] * len(offers))
        lines += block
        topics += [topic] * len(block)
    room = max(width - TOPIC_CELLS, _NARROWEST_SHOWN)
    sources = wrapped_lines(numbered.lines(room, notes=True), room)
    lines += [line(" " * TOPIC_CELLS, (text, "soft")) for text in sources]
    return lines, [*topics, *["Sources"] * len(sources)]


def _head(catalog: Catalog, offer: Offer, cells: int) -> Span:
    sign = sign_of(catalog, offer.id)
    return Span(fitted(f"{sign.text} {offer.product}", cells), f"{sign.styles} strong")


def _statements(section: Section, numbered: NumberedSources) -> list[str]:
    return [
        paragraph.marked_text + numbered.refer(paragraph.sources)
        for paragraph in section.paragraphs
    ] or [NONE]


def _styled_statements(texts: Sequence[str], cells: int, *, same: bool) -> list[Span]:
    """Set the statements of one offer; what all offers say alike stands back."""
    spans: list[Span] = []
    for text in texts:
        disputed = text.startswith(DISPUTED)
        style = "warning" if disputed else "soft" if same or text == NONE else ""
        spans += [Span(part, style) for part in hanging("", text, cells)]
    return spans
