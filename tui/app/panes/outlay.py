"""Pane 4: what each compared offer comes to, with its coverage next to every total."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual.binding import BindingType

from tui.app.keys import bindings_of
from tui.app.panes.pane import Pane, are_same
from tui.app.widgets.bar_lines import run_in_focus
from tui.domain.scenario import After
from tui.views.diff_text import movement_words
from tui.views.line import Line, line, styled
from tui.views.outlay_table import AHEAD, COMPLETING, completing_words, offer_notes, outlay_lines
from tui.views.text_layout import GAP, cell_width, wrapped
from tui.views.words import CHARGE_NAMES

AFTER_TITLES: dict[After, str] = {
    "stop": "after the offer: nothing",
    "successor": "after the offer: its successor",
    "list": "after the offer: list price",
    "repeat": "after the offer: same price",
}


OFFERED: Final = {COMPLETING: "open('completing')", AHEAD: "change('turn_to_next_month')"}


class OutlayPane(Pane):
    """The table of totals."""

    TITLE = "4 Outlay"
    HELP = (
        "What the months compared cost. `≥` is a lower bound: something in it is unknown. "
        "Coverage says how many months are agreed; the range spans all readings of the price. `▴` "
        "`▾` mark totals that the last change has moved. `c` completes open totals."
    )

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("outlay")]

    _known: Mapping[bool, tuple[tuple[object, ...], Sequence[Line]]] = {}
    """The tables made last, after what they were made from; True: without what is lacking."""

    async def click_at(self, x: int, y: int) -> None:
        at = y + self.scroll_offset.y
        text = self.lines[at].text if at < len(self.lines) else ""
        for words, action in OFFERED.items():
            before, found, _ = text.partition(words)
            if found and x >= cell_width(before):
                await run_in_focus(self.screen, action)
        await super().click_at(x, y)

    def rows_wanted(self, width: int) -> int:
        return len(self.lines_for(width))

    @property
    def subtitle(self) -> str:
        if self.seen.ignored:
            return f"! {self.seen.ignored} as typed is ignored: last good totals"
        return AFTER_TITLES[self.comparison.scenario.after]

    @property
    def title(self) -> str:
        years = " by fiscal year" if self.seen.by_year else ""
        pinned = ""
        if self.seen.baseline is not None:
            name = self.seen.baseline.scenario.name
            against = f"“{name}”" if name else "the pinned scenario"
            pinned = f" · change from {against} · B: why"
        return f"4 {CHARGE_NAMES[self.comparison.scenario.charge].capitalize()}{years}{pinned}"

    @property
    def _table_basis(self) -> tuple[object, ...]:
        seen = self.seen
        return seen.comparison, seen.before, seen.baseline, seen.discount, seen.by_year

    def basis(self) -> tuple[object, ...]:
        return (self.seen.highlighted, *self._table_basis)

    def lines_for(self, width: int) -> Sequence[Line]:
        seen, comparison = self.seen, self.comparison
        if not comparison.standings:
            return [line(("Nothing is compared. Press space on an offer.", "soft"))]
        notes = self._notes(width)
        lacking = completing_words(comparison)
        blanks = width - cell_width(lacking) - sum(cell_width(each.text) for each in notes[:1])
        beside = bool(notes and lacking) and blanks >= len(GAP)
        if beside:
            notes[0] = line(*notes[0].spans, " " * blanks, (lacking, "accent"))
        basis, lines = self._known.get(beside, ((), ()))
        made_from = (*self._table_basis, width)
        if not are_same(basis, made_from):
            lines = outlay_lines(
                comparison,
                width,
                before=seen.before,
                baseline=seen.baseline,
                discount=seen.discount,
                by_year=seen.by_year,
                says_lacking=not beside,
            )
            self._known = {**self._known, beside: (made_from, lines)}
        return [*lines, *notes]

    def _notes(self, width: int) -> list[Line]:
        """How the highlighted offer's total moved since what is pinned, and how it is read."""
        standing, baseline = self.comparison.standing(self.seen.highlighted), self.seen.baseline
        if standing is None:
            return []
        moved = movement_words(baseline, self.comparison, standing) if baseline else ""
        said = styled(wrapped(moved, width), "accent") if moved else []
        return [*said, *offer_notes(standing, width)]
