"""Pane 2: what the highlighted agreement says: short answers, readings, terms, history, sources."""

from collections.abc import Callable, Sequence

from textual.message import Message

from tui.app.model import Seen
from tui.app.panes.pane import Pane
from tui.domain.deals import Offer
from tui.views.line import Line
from tui.views.search import Hits
from tui.views.terms_text import TermsPage, terms_page
from tui.views.text_layout import cell_width
from tui.views.words import mark_of

MOST_KNOWN = 40
"""Offers whose pages are kept, to be there at once when the cursor comes back."""
WIDEST = 90
"""In longer lines the eye loses its place."""

MANY_LINES = 200


class TermsPane(Pane):
    """The terms of one offer: answers to choose from, and texts to read and scroll."""

    TITLE = "2 Terms"
    HELP = (
        "The highlighted agreement: short answers first, then how its price can be read, its terms "
        "by topic, its history and the numbered sources. `enter` on an answer goes to its text. "
        "`≠` marks where the sources disagree. What `/` finds is lit; `]` and `[` go through it."
    )

    hit = 0
    """The number of the found place that is in view."""

    def __init__(self, owner: Callable[[Message], None], widget_id: str, seen: Seen) -> None:
        super().__init__(owner, widget_id, seen)
        self._known: dict[tuple[object, ...], TermsPage] = {}
        """The pages of the offers that were read last, by what they were made from."""
        self._page = TermsPage((), (), {})
        self._hits = Hits()

    def rows_wanted(self, width: int) -> int:
        """More than there ever is room for: terms are long."""
        del width
        return MANY_LINES

    @property
    def _offer(self) -> Offer:
        return self.comparison.catalog.offers[self.seen.highlighted]

    @property
    def title(self) -> str:
        offer = self._offer
        start = f"2 Terms · {mark_of(self.comparison.catalog, offer.id)}"
        whole = f"{start} {offer.product}"
        return whole if cell_width(whole) <= self.title_cells else f"{start} {offer.short}"

    @property
    def subtitle(self) -> str:
        if self._hits.places:
            return f"{self.hit + 1} of {len(self._hits.places)} · [ ]"
        count = len(self._offer.readings)
        return "one reading" if count == 1 else f"{count} readings"

    def see(self, seen: Seen) -> None:
        before = self.seen
        super().see(seen)
        if seen.highlighted != before.highlighted:
            self.cursor_key = None
        if (seen.highlighted, seen.sought) != (before.highlighted, before.sought):
            self.begin()

    def begin(self, *, at_the_end: bool = False) -> None:
        self.scroll_to(y=0, animate=False, force=True)
        self.hit = 0
        self.renew()
        if at_the_end and self._hits.places:
            self.hit = len(self._hits.places) - 1
            self.renew()
        self.keep_place()

    def go_to_hit(self, steps: int) -> bool:
        """Go to the next place (1) or the one before (-1); False: there is none in this offer."""
        if not 0 <= self.hit + steps < len(self._hits.places):
            return False
        self.hit += steps
        self.renew()
        self.keep_place()
        return True

    def on_show(self) -> None:
        self.renew()
        self.keep_place()

    def keep_place(self) -> None:
        if self.hit < len(self._hits.places):
            row, height = self._hits.places[self.hit][0], self.size.height
            if not 0 <= row - self.scroll_offset.y < height:
                top = row - height // 3 if row >= height else 0
                self.scroll_to(y=top, animate=False, force=True)

    def basis(self) -> tuple[object, ...]:
        """The offer, the reading that counts, and the day: most keystrokes change none of them."""
        comparison, offer_id = self.comparison, self.seen.highlighted
        return (
            comparison.catalog,
            offer_id,
            comparison.scenario.readings.get(offer_id, ""),
            comparison.as_of.toordinal(),
            self.seen.sought,
            self.hit,
        )

    def lines_for(self, width: int) -> Sequence[Line]:
        width = min(width, WIDEST)
        made_from = (*self.basis()[1:-2], width)
        if made_from not in self._known:
            while len(self._known) >= MOST_KNOWN:
                del self._known[next(iter(self._known))]
            self._known[made_from] = terms_page(self.comparison, self._offer, width)
        self._page = self._known[made_from]
        self._hits = Hits.of(self.seen.sought, self._page.lines)
        return self._hits.lit(self._page.lines, self.hit)

    def follow(self) -> None:
        if not self.places(self.cursor_key):
            self.cursor_key = self.keys[0]

    def move_to(self, key: str) -> None:
        """Move to a question, without a message."""
        self.cursor_key = key
        self.reveal_cursor()

    def action_choose(self) -> None:
        at = self._page.texts.get(self.cursor_key or "")
        if at is None:
            super().action_choose()
        else:
            self.scroll_to(y=at, animate=False, force=True)
