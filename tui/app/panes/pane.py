"""What all panes share: a border with the pane's digit, and lines made from values when shown.

A pane that is not on the screen costs nothing: it makes its lines when it is shown. Nor does one
whose values are still those that its lines were made from.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message

from tui.app.model import Seen
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

    class NeedsRoom(Message):
        """There is more to show than before, or less."""

    _made_from: tuple[object, ...] = ()
    """What the lines were made from."""
    _titles = ("", "")
    _set_for: Size | None = None

    def __init__(self, owner: Callable[[Message], None], widget_id: str, seen: Seen) -> None:
        super().__init__(owner, widget_id)
        self.seen = seen

    def see(self, seen: Seen) -> None:
        self.seen = seen
        self.renew()

    @property
    def comparison(self) -> Comparison:
        return self.seen.comparison

    def basis(self) -> tuple[object, ...]:
        """Everything that the lines are made from: while these values stay, the lines stay.

        Frozen values are compared by identity, since a change makes a new one.
        """
        return (self.comparison, self.seen.highlighted)

    def lines_for(self, width: int) -> Sequence[Line]:
        raise NotImplementedError  # each pane says what it shows

    def tab(self, *, here: bool) -> KeyHint:
        digit, title = self.TITLE.split(" ", 1)
        words = (f"[{digit}", f"{title}]") if here else (digit, title)
        return KeyHint(*words, f"go('{self.id}')")

    @property
    def help(self) -> str:
        return self.HELP

    def rows_wanted(self, width: int) -> int:
        """How many rows it can use in a width in cells."""
        raise NotImplementedError  # each pane says how much it shows

    @property
    def title_cells(self) -> int:
        return self.outer_size.width - TITLE_FRAME

    @property
    def title(self) -> str:
        return self.TITLE

    @property
    def subtitle(self) -> str:
        return ""

    def on_mount(self) -> None:
        self.renew()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Lay out the lines for another size before anything is painted in it.

        The event of a new size comes only after an empty pane has been painted.
        """
        updated = super()._size_updated(size, virtual_size, container_size, layout)
        if self.size != self._set_for:
            self._set_for = self.size
            self.renew()
            self.keep_place()
        return updated

    def keep_place(self) -> None:
        """Keep the same place in view in another size."""
        self.reveal_cursor()

    def on_show(self) -> None:
        self.renew()

    def renew(self) -> None:
        width = self.scrollable_content_region.width - GUTTER_CELLS
        if not self.is_attached or not self.display or width < 1:
            return
        basis = (*self.basis(), width)
        if not are_same(self._made_from, basis):
            self._made_from = basis
            self.show(self.lines_for(width))
        self._entitle()
        self.follow()

    def _entitle(self) -> None:
        """Write what is new into the border; the toolkit would paint the whole pane again."""
        before, self._titles = self._titles, (self.title, self.subtitle)
        if self._titles[0] != before[0]:
            self._border_title = Content(self._titles[0])
            self._repaint_row(0)
        if self._titles[1] != before[1]:
            self._border_subtitle = Content(self._titles[1])
            self._repaint_row(self.outer_size.height - 1)

    def _repaint_row(self, y: int) -> None:
        top, left = self.gutter.top, self.gutter.left
        self.refresh(Region(-left, y - top, self.outer_size.width, 1))

    def follow(self) -> None:
        """Put the cursor on the highlighted offer, without a message."""
        offer_id = self.seen.highlighted
        self.cursor_key = offer_id if self.places(offer_id) else None


def are_same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Tell whether values are the same: identical, or equal where comparing them is cheap."""
    return len(before) == len(now) and all(
        one is other or (isinstance(one, str | int | tuple) and one == other)
        for one, other in zip(before, now, strict=True)
    )
