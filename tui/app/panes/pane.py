"""What all panes share: a border with the pane's digit, and lines made from values when shown.

A pane that is not on the screen costs nothing: it remembers that it is stale and makes its
lines when it is shown. Nor does one whose values are still those that its lines were made from.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var

from tui.app.widgets.bar_lines import KeyHint
from tui.app.widgets.lines import GUTTER_CELLS, LineView
from tui.domain.comparison import Comparison
from tui.views.line import Line

TITLE_FRAME: Final = 6
"""Cells of a pane's width that are no room for its title: corners, a line, a space on each side."""


class Pane(LineView):
    """A bordered view of the comparison and of one highlighted offer."""

    TITLE: ClassVar[str] = ""
    HELP: ClassVar[str] = ""
    """What the pane shows, for the help."""
    RENEWED_BY: ClassVar[tuple[str, ...]] = ()
    """The values whose change makes the lines anew, besides those that all panes have."""

    class NeedsRoom(Message):
        """There is more to show than before, or less."""

    comparison: var[Comparison | None] = var(None)
    highlighted: var[str] = var("")
    """The id of the offer that the user is looking at."""

    _stale = True
    _made_from: tuple[object, ...] = ()
    """What the lines were made from; empty: they are to be made anew."""
    _titles = ("", "")
    _set_for: Size | None = None
    """The size that the lines were last set for."""

    def basis(self, comparison: Comparison) -> tuple[object, ...]:
        """Everything that the lines are made from: while these values stay, the lines stay.

        Frozen values are compared by identity, since a change makes a new one.
        """
        return (comparison, self.highlighted)

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        raise NotImplementedError  # each pane says what it shows

    def tab(self, *, here: bool) -> KeyHint:
        digit, title = self.TITLE.split(" ", 1)
        words = (f"[{digit}", f"{title}]") if here else (digit, title)
        return KeyHint(*words, f"go('{self.id}')")

    @property
    def help(self) -> str:
        return self.HELP

    def rows_wanted(self, width: int) -> int:
        del width
        return len(self._lines)

    @property
    def title_cells(self) -> int:
        return self.outer_size.width - TITLE_FRAME

    def subtitle_for(self, comparison: Comparison) -> str:
        del comparison
        return ""

    def title_for(self, comparison: Comparison) -> str:
        del comparison
        return self.TITLE

    def on_mount(self) -> None:
        for name in ("comparison", "highlighted", *self.RENEWED_BY):
            self.watch(self, name, self.renew, init=False)
        self.renew()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Set the lines anew for another size, before anything is painted in it.

        The event of a new size comes only after an empty pane has been painted.
        """
        updated = super()._size_updated(size, virtual_size, container_size, layout)
        if self.size != self._set_for:
            self._set_for = self.size
            self._made_from = ()
            self.renew()
            self.keep_place()
        return updated

    def keep_place(self) -> None:
        """Keep in view, in another size, what was looked at."""
        self.reveal_cursor()

    def on_show(self) -> None:
        if self._stale:
            self.renew()

    def renew(self) -> None:
        width = self.scrollable_content_region.width - GUTTER_CELLS
        comparison = self.comparison
        if comparison is None or not self.is_attached or not self.display or width < 1:
            self._stale = True
            return
        self._stale = False
        basis = (*self.basis(comparison), width)
        if not are_same(self._made_from, basis):
            self._made_from = basis
            self.show(self.lines_for(comparison, width))
        self._entitle(self.title_for(comparison), self.subtitle_for(comparison))
        self.follow(comparison)

    def _entitle(self, title: str, subtitle: str) -> None:
        """Write what is new into the border; the toolkit would paint the whole pane again."""
        before, self._titles = self._titles, (title, subtitle)
        if title != before[0]:
            self._border_title = Content(title)
            self._repaint_row(0)
        if subtitle != before[1]:
            self._border_subtitle = Content(subtitle)
            self._repaint_row(self.outer_size.height - 1)

    def _repaint_row(self, y: int) -> None:
        top, left = self.gutter.top, self.gutter.left
        self.refresh(Region(-left, y - top, self.outer_size.width, 1))

    def follow(self, comparison: Comparison) -> None:
        """Put the cursor on the highlighted offer, without a message."""
        del comparison
        self.cursor_key = self.highlighted if self.places(self.highlighted) else None


def are_same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Tell whether values are the same: identical, or equal where comparing them is cheap."""
    return len(before) == len(now) and all(
        one is other or (isinstance(one, str | int | tuple) and one == other)
        for one, other in zip(before, now, strict=True)
    )
