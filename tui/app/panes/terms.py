"""Pane 2: what the highlighted agreement says: readings, terms by topic, history, sources."""

from collections.abc import Callable, Sequence

from textual.message import Message

from tui.app.panes.pane import Pane
from tui.app.widgets.lines import Line, line
from tui.domain.comparison import Comparison
from tui.views.layout import hanging
from tui.views.sources import NumberedSources
from tui.views.terms import Paragraph, sections
from tui.views.words import mark_of

INDENT = "  "
MOST_KNOWN = 40
"""Offers whose lines are kept, to be there at once when the cursor comes back."""


class TermsPane(Pane):
    """The terms of one offer, to read and scroll."""

    TITLE = "2 Terms"
    HELP = (
        "The highlighted agreement: how its price can be read, its terms by topic, its "
        "history and the numbered sources. `≠` stands where the sources disagree."
    )

    def __init__(self, widget_id: str, owner: Callable[[Message], None]) -> None:
        super().__init__(widget_id, owner)
        self._known: dict[tuple[object, ...], Sequence[Line]] = {}
        """The lines of the offers that were read last, by what they were made from."""

    def title_for(self, comparison: Comparison) -> str:
        """Name the offer that is read."""
        offer = comparison.catalog.offers[self.highlighted]
        return f"2 Terms · {mark_of(comparison.catalog, offer.id)} {offer.product}"

    def subtitle_for(self, comparison: Comparison) -> str:
        """Count the ways to read its price."""
        count = len(comparison.catalog.offers[self.highlighted].readings)
        return "one reading" if count == 1 else f"{count} readings"

    def watch_highlighted(self) -> None:
        """Read another offer from its beginning."""
        self.scroll_to(y=0, animate=False, force=True)
        self.renew()

    def basis(self, comparison: Comparison) -> tuple[object, ...]:
        """The offer, the reading that counts, and the day: most keystrokes change none of them."""
        return (
            comparison.catalog,
            self.highlighted,
            comparison.scenario.readings.get(self.highlighted, ""),
            comparison.as_of.toordinal(),
        )

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """Every section of the offer, wrapped, then its sources."""
        made_from = (*self.basis(comparison)[1:], width)
        if made_from not in self._known:
            while len(self._known) >= MOST_KNOWN:
                del self._known[next(iter(self._known))]
            self._known[made_from] = self._lines_of(comparison, width)
        return self._known[made_from]

    def _lines_of(self, comparison: Comparison, width: int) -> Sequence[Line]:
        catalog = comparison.catalog
        offer = catalog.offers[self.highlighted]
        numbered = NumberedSources(catalog)
        lines: list[Line] = []
        for section in sections(catalog, offer, comparison.scenario, comparison.as_of):
            if section.paragraphs:
                lines += [line()] if lines else []
                lines.append(line((section.title, "heading")))
            for paragraph in section.paragraphs:
                lines += _paragraph(paragraph, numbered, width)
        return [*lines, line(), *_sources(numbered, width)]

    def follow(self, comparison: Comparison) -> None:
        """Nothing here can be chosen: the pane only scrolls."""


def _paragraph(paragraph: Paragraph, numbered: NumberedSources, width: int) -> list[Line]:
    text = paragraph.marked_text + numbered.refer(paragraph.sources)
    style = "warning" if paragraph.disputed else ""
    lines = [line((part, style)) for part in hanging("", text, width)]
    for detail in paragraph.details:
        lines += [line((part, "soft")) for part in hanging(INDENT, detail, width)]
    return lines


def _sources(numbered: NumberedSources, width: int) -> list[Line]:
    heading, *rest = numbered.lines(width, notes=True) or [""]
    return [line((heading, "heading")), *(line((text, "soft")) for text in rest)]
