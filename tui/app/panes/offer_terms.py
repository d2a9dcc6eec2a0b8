"""Pane 2: what the highlighted agreement says: readings, terms by topic, history, sources."""

from collections.abc import Callable, Sequence

from textual.message import Message

from tui.app.panes.pane import Pane
from tui.domain.comparison import Comparison
from tui.views.line import Line
from tui.views.terms_text import terms_lines
from tui.views.words import mark_of

MOST_KNOWN = 40
"""Offers whose lines are kept, to be there at once when the cursor comes back."""


class TermsPane(Pane):
    """The terms of one offer, to read and scroll."""

    TITLE = "2 Terms"
    HELP = (
        "The highlighted agreement: how its price can be read, its terms by topic, its "
        "history and the numbered sources. `≠` stands where the sources disagree."
    )

    def __init__(self, owner: Callable[[Message], None], widget_id: str) -> None:
        super().__init__(owner, widget_id)
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
            offer = comparison.catalog.offers[self.highlighted]
            self._known[made_from] = terms_lines(
                comparison.catalog, offer, comparison.scenario, comparison.as_of, width
            )
        return self._known[made_from]

    def follow(self, comparison: Comparison) -> None:
        """Nothing here can be chosen: the pane only scrolls."""
