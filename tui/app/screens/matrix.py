"""The terms of the compared offers side by side; topics and names stay in sight."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.app.screens.page import Page, PageScreen
from tui.app.widgets.lines import GUTTER_CELLS, Line, Span
from tui.domain.comparison import Comparison
from tui.domain.deals import Offer
from tui.views.layout import filled, hanging, wrapped_lines
from tui.views.sources import NumberedSources
from tui.views.terms import Section, sections
from tui.views.words import headline_words, mark_of, place_of

TOPIC_CELLS: Final = 15
NARROWEST: Final = 24
GAP: Final = " │ "


class MatrixView(Page):
    """Lines of which the first stays at the top, and the left part at the left edge."""

    topics: tuple[str, ...] = ()
    """The topic that each line belongs to."""

    def render_line(self, y: int) -> Strip:
        """Paint the names at the top, then the lines that are scrolled to."""
        left, top = self.scroll_offset
        width = self.size.width
        index = 0 if y == 0 else y + top
        if index >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        whole = self._paint(index, "", self.rich_style)
        fixed = GUTTER_CELLS + TOPIC_CELLS
        topic = whole.crop(0, fixed)
        if y == 1 and index < len(self.topics):
            shown = Line((Span(filled(self.topics[index], TOPIC_CELLS), "heading"),))
            topic = self._styled(shown).crop(0, fixed)
        body = whole.crop_extend(fixed + left, left + width, self.rich_style)
        return Strip.join([topic.extend_cell_length(fixed, self.rich_style), body])

    def _styled(self, shown: Line) -> Strip:
        from rich.segment import Segment

        base = self.rich_style
        return Strip(
            [Segment(" ", base)]
            + [Segment(span.text, base + self.style_of(span.styles)) for span in shown.spans]
        )


class MatrixScreen(PageScreen[None]):
    """The matrix over the explorer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Terms side by side", "arrows: scroll · ≠ sources disagree · esc: back")
        self._comparison = comparison

    def compose(self) -> ComposeResult:
        """One view that keeps names and topics in sight."""
        yield MatrixView(self.hear)

    def lines_for(self, width: int) -> Sequence[Line]:
        """The terms in columns."""
        lines, topics = matrix_lines(self._comparison, width)
        self.query_one(MatrixView).topics = tuple(topics)
        return lines


def matrix_lines(comparison: Comparison, width: int) -> tuple[list[Line], list[str]]:
    """Set the terms in columns: the lines, and the topic of each."""
    offers = [standing.offer for standing in comparison.standings]
    if not offers:
        return [Line((Span("Nothing is compared."),))], [""]
    room = (width - TOPIC_CELLS) // len(offers) - len(GAP)
    cells = max(room, NARROWEST)
    numbered = NumberedSources(comparison.catalog)
    lines = [_names(comparison, offers, cells)]
    topics = [""]
    found = [
        sections(comparison.catalog, offer, comparison.scenario, comparison.as_of)
        for offer in offers
    ]
    rows = [("Price", [_price(comparison, offer) for offer in offers])]
    rows += [
        (row[0].title, [_cell(section, numbered) for section in row])
        for row in zip(*found, strict=True)
        if any(section.paragraphs for section in row)
    ]
    for topic, texts in rows:
        same = len(set(map(tuple, texts))) == 1 and len(offers) > 1
        block = _row(topic, texts, cells, same=same)
        lines += block
        topics += [topic] * len(block)
    room = max(width - TOPIC_CELLS, NARROWEST)
    sources = wrapped_lines(numbered.lines(room, notes=True), room)
    lines += [Line((Span(" " * TOPIC_CELLS), Span(text, "soft"))) for text in sources]
    topics += ["Sources"] * len(sources)
    return lines, topics


def _names(comparison: Comparison, offers: Sequence[Offer], cells: int) -> Line:
    spans = [Span(" " * TOPIC_CELLS)]
    for offer in offers:
        place = place_of(comparison.catalog, offer.id) % 10
        name = f"{mark_of(comparison.catalog, offer.id)} {offer.product}"
        spans += [Span(GAP, "soft"), Span(filled(name, cells), f"series-{place} strong")]
    return Line(tuple(spans))


def _price(comparison: Comparison, offer: Offer) -> list[str]:
    return [headline_words(offer.reading(comparison.scenario.readings.get(offer.id)))]


def _cell(section: Section, numbered: NumberedSources) -> list[str]:
    return [
        paragraph.marked_text + numbered.refer(paragraph.sources)
        for paragraph in section.paragraphs
    ] or ["–"]


def _row(topic: str, texts: Sequence[Sequence[str]], cells: int, *, same: bool) -> list[Line]:
    """Set one topic: each offer's statements under each other, a blank line after."""
    columns: list[list[tuple[str, str]]] = []
    for statements in texts:
        column: list[tuple[str, str]] = []
        for text in statements:
            style = "warning" if text.startswith("≠") else "soft" if same or text == "–" else ""
            column += [(part, style) for part in hanging("", text, cells)]
        columns.append(column)
    height = max(map(len, columns))
    lines = []
    for at in range(height):
        spans = [Span(filled(topic if at == 0 else "", TOPIC_CELLS), "heading")]
        for column in columns:
            text, style = column[at] if at < len(column) else ("", "")
            spans += [Span(GAP, "soft"), Span(filled(text, cells), style)]
        lines.append(Line(tuple(spans)))
    blank = [Span(" " * TOPIC_CELLS)]
    blank += [Span(GAP + " " * cells, "soft")] * len(columns)
    return [*lines, Line(tuple(blank))]
