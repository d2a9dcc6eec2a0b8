"""Lines of styled text with a cursor, painted through the line API.

A `Line` is data: pieces of literal text, each with the names of its styles. Nothing is ever
read as markup. Only lines that changed are painted again, so that a held key keeps up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui.app.keys import bindings_of
from tui.views.line import Line, MadeLines, changed_rows, keys_of
from tui.views.text_layout import MORE, cell_width

CURSOR_SIGN: Final = "▸"
GUTTER_CELLS: Final = 1
"""The column at the left edge with the cursor's sign."""


class Look(NamedTuple):
    """Colors are names of theme variables; empty: as what lies under it."""

    color: str = ""
    ground: str = ""
    bold: bool | None = None
    underline: bool | None = None
    reverse: bool | None = None

    def style(self, variables: Mapping[str, str]) -> Style:
        return Style(
            color=variables[self.color] if self.color else None,
            bgcolor=variables[self.ground] if self.ground else None,
            bold=self.bold,
            underline=self.underline,
            reverse=self.reverse,
        )


LOOKS: Final[Mapping[str, Look]] = {
    "cursor": Look(ground="cursor", bold=True),
    "cursor-blurred": Look(ground="cursor-blurred"),
    "hover": Look(ground="bar"),
    "soft": Look("soft"),
    "strong": Look(bold=True),
    "accent": Look("focus"),
    "warning": Look("alert"),
    "error": Look("wrong", bold=True),
    "heading": Look("focus", bold=True),
    "hit": Look("alert", bold=True, underline=True),
    "hit-now": Look("alert", bold=True, reverse=True),
    "changed": Look("alert", bold=True),
    "edit": Look("focus", bold=True),
    "caret": Look("ground", "focus"),
    "bar": Look(),
    **{f"series-{number}": Look(f"series-{number}") for number in range(10)},
}
"""What a piece of text can be called, and what that looks like.

They are no component classes of the stylesheet: Textual would work out twenty of them for each
view each time that anything about it changes, which was a tenth of the start.
"""


class View(NamedTuple):
    """The part of the lines that is seen, and what holds for all of it."""

    left: int
    top: int
    width: int
    base: Style
    """The style under the lines."""
    selection: Selection | None
    lit: Mapping[str | None, str]


class Kept(Widget):
    """A widget of which what was painted is kept until it changes.

    The toolkit looks after each of its rows in each picture of the screen: a third of a move.
    """

    _kept: Sequence[Strip] | None = None

    def paint(self) -> Sequence[Strip]:
        return super().render_lines(self.outer_size.region)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._kept is None or len(self._kept) != self.outer_size.height:
            self._kept = self.paint()
        return [strip.crop(*crop.column_span) for strip in self._kept[crop.y : crop.bottom]]

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._kept = None
        super().notify_style_update()


class ThumbBar(Kept, ScrollBar):
    """A scrollbar that is painted at once instead of row by row."""

    def paint(self) -> Sequence[Strip]:
        console, filters = self.app.console, self.get_line_filters()
        options = console.options.update_dimensions(1, self.size.height)
        rows = console.render_lines(self.render(), options)
        return [filtered(self, Strip(row, 1), filters) for row in rows]


def filtered(widget: Widget, strip: Strip, filters: Sequence[LineFilter]) -> Strip:
    """A strip as the terminal shows it: without colors where it shall have none."""
    for each in filters:
        strip = strip.apply_filter(each, widget.background_colors[1])
    return strip


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines to read and choose from. Without keys it scrolls; with keys a cursor moves."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("lines")]
    PAINTED_ONCE: ClassVar[bool] = True
    """Whether a line looks the same at every height of the view."""
    DEFAULT_CSS = """
    LineView {
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
    }
    """

    cursor_key: var[str | None] = var(None)
    hovered_key: var[str | None] = var(None)

    @dataclass
    class Moved(Message):
        """The cursor went to another key."""

        key: str

    @dataclass
    class Chosen(Message):
        """A key was chosen with enter or a second click."""

        view: "LineView"
        key: str

    def __init__(self, owner: Callable[[Message], None], widget_id: str | None = None) -> None:
        """`owner` takes messages at once.

        A posted message would wait in a queue while later keys were already taking effect.
        """
        super().__init__(id=widget_id)
        self.tell = owner
        self.lines: Sequence[Line] = ()
        self._places: dict[str, list[int]] | None = None
        """Where the lines of each key are; None: not asked for since they changed."""
        self._strips: dict[int, tuple[tuple[int, int, str], Strip]] = {}
        """What was painted of a line: from which column on, how wide and how lit, between sides."""
        self._styles: dict[str, Style] = {}
        self._base: Style | None = None
        """The style under the lines; None: it is to be looked up."""
        self._frame_rows: dict[int, tuple[str | None, Strip]] = {}
        """The rows above and below the lines, with the title in each, and one that shows sides."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = ThumbBar(name="vertical")
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    @property
    def text(self) -> str:
        return "\n".join(each.text.rstrip() for each in self.lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; only those in view that differ are painted again."""
        before, self.lines = self.lines, lines if isinstance(lines, MadeLines) else tuple(lines)
        self._places = None
        top, width = self.scroll_offset.y, self.size.width
        in_view = range(top, top + self.size.height)
        changed = list(changed_rows(before, self.lines, in_view))
        same = set(in_view).difference(*changed)
        self._strips = {at: strip for at, strip in self._strips.items() if at in same}
        self._fit()
        if changed:
            self.refresh(*(Region(0, run.start - top, width, len(run)) for run in changed))

    def _fit(self) -> None:
        """Tell the scrollbars the size of the lines, at least that of the view.

        The screen is laid out again only if a scrollbar comes or goes.
        """
        room = self.scrollable_content_region.size
        widest = 0
        if self.styles.overflow_x != "hidden":
            widest = max((cell_width(each.text) for each in self.lines), default=0) + GUTTER_CELLS
        size = Size(max(widest, room.width), max(len(self.lines), room.height))
        if size != self.virtual_size:
            self.set_reactive(LineView.virtual_size, size)
            self._scroll_update(size)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        updated = super()._size_updated(size, virtual_size, container_size, layout)
        self._frame_rows.clear()
        self._fit()
        return updated

    def notify_style_update(self) -> None:
        self._strips.clear()
        self._styles.clear()
        self._frame_rows.clear()
        self._base = None
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._repaint_cursor(self.cursor_key)

    def watch_cursor_key(self, before: str | None, now: str | None) -> None:
        self.watch_hovered_key(before, now)
        self.reveal_cursor()

    def watch_hovered_key(self, before: str | None, now: str | None) -> None:
        self._repaint_cursor(before)
        self._repaint_cursor(now)

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        offset = event.get_content_offset(self)
        self.hovered_key = self.line_key_at(offset.y) if offset is not None else None

    def _on_leave(self, event: events.Leave) -> None:
        super()._on_leave(event)
        self.hovered_key = None

    def _repaint_cursor(self, key: str | None) -> None:
        top, (width, height), places = self.scroll_offset.y, self.size, self.places(key)
        seen = [Region(0, at - top, width, 1) for at in places if top <= at < top + height]
        if seen:
            self.refresh(*seen)

    def places(self, key: str | None) -> Sequence[int]:
        if self._places is None:
            self._places = {}
            for index, each in enumerate(keys_of(self.lines)):
                if each is not None:
                    self._places.setdefault(each, []).append(index)
        return self._places.get(key, ()) if key is not None else ()

    def reveal_cursor(self) -> None:
        indices = self.places(self.cursor_key)
        if indices and self.size.height:
            # Above the first line that can be chosen is its heading.
            first = 0 if self.cursor_key == self.keys[0] else indices[0]
            region = Region(0, first, 1, indices[-1] - first + 1)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    # Painting

    def style_of(self, names: str) -> Style:
        """The look of style names, each on top of the one before."""
        found = self._styles.get(names)
        if found is None:
            variables = self.app.theme_variables
            found = sum((LOOKS[name].style(variables) for name in names.split()), Style())
            self._styles[names] = found
        return found

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some rows of the widget, the lines without the toolkit's work for each row.

        That was a fifth of a key's time. The frame is the toolkit's, painted when it changes.
        """
        gutter, view, filters = self.styles.gutter, self._view_now(), self.get_line_filters()
        top, below = gutter.top, gutter.top + self.content_size.height
        strips = [
            self._framed(view, filters, y - top)
            if top <= y < below
            else self._frame_row(y, self.border_title if y < top else self.border_subtitle)
            for y in crop.line_range
        ]
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _frame_row(self, y: int, title: str | None) -> Strip:
        known = self._frame_rows.get(y)
        if known is None or known[0] != title:
            strip = super().render_lines(Region(0, y, self.outer_size.width, 1))[0]
            known = self._frame_rows[y] = (title, strip)
        return known[1]

    def _framed(self, view: View, filters: Sequence[LineFilter], y: int) -> Strip:
        """A row between the sides of the frame; a line that has been painted stays as it is."""
        index = y + view.top
        state = view.lit.get(self.lines[index].key, "") if index < len(self.lines) else ""
        painted = (view.left, view.width, state)
        known = self._strips.get(index)
        if known is not None and known[0] == painted:
            return known[1]
        gutter = self.styles.gutter
        frame = self._frame_row(gutter.top, None)
        sides = frame.crop(0, gutter.left), frame.crop(gutter.left + view.width)
        strip = filtered(self, Strip.join([sides[0], self._row(view, y), sides[1]]), filters)
        if self.PAINTED_ONCE and view.selection is None:
            self._strips[index] = (painted, strip)
        return strip

    def render_line(self, y: int) -> Strip:
        """One row of the view, and which text is where in it, as the mouse asks."""
        view = self._view_now()
        strip, index = self._row(view, y), y + view.top
        return strip.apply_offsets(view.left, index) if index < len(self.lines) else strip

    def _view_now(self) -> View:
        if self._base is None:
            self._base = self.rich_style
        left, top = self.scroll_offset
        return View(left, top, self.size.width, self._base, self.text_selection, self.lit())

    def _row(self, view: View, y: int) -> Strip:
        left, top, width, base, selection, lit = view
        index = y + top
        if index >= len(self.lines):
            return Strip.blank(width, base)
        state = lit.get(self.lines[index].key, "")
        if state:
            base += self.style_of(state)
        strip = self._paint(index, state, base)
        if selection is not None:
            strip = self._with_selection(strip, index, selection)
        shown = strip.crop_extend(left, left + width, base)
        return self._signed(shown, strip, left) if left or strip.cell_length >= width else shown

    def _signed(self, shown: Strip, whole: Strip, left: int) -> Strip:
        """What is shown of a line, with a sign at each end where more of it is out of sight.

        Half an amount would mislead.
        """
        width, cut = self.scrollable_content_region.width, Strip([Segment(MORE, self._base)], 1)
        if whole.crop(0, left).text.strip():
            shown = Strip.join([cut, shown.crop(1)])
        if whole.cell_length > left + width and whole.crop(left + width).text.strip():
            shown = Strip.join([shown.crop(0, width - 1), cut, shown.crop(width)])
        return shown

    def lit(self) -> dict[str | None, str]:
        cursor = "cursor" if self.has_focus else "cursor-blurred"
        lit = {self.hovered_key: "hover", self.cursor_key: cursor}
        lit.pop(None, None)
        return lit

    def _paint(self, index: int, state: str, base: Style) -> Strip:
        shown = self.lines[index]
        begins = index == 0 or self.lines[index - 1].key != shown.key
        sign = CURSOR_SIGN if state.startswith("cursor") and begins else " "
        segments = [Segment(sign, base + self.style_of("accent"))]
        segments += [Segment(span.text, base + self.style_of(span.styles)) for span in shown.spans]
        return Strip(segments, GUTTER_CELLS + cell_width(shown.text))

    def _with_selection(self, strip: Strip, index: int, selection: Selection) -> Strip:
        chosen = selection.get_span(index)
        if chosen is None:
            return strip
        text = " " + self.lines[index].text
        first, last = chosen
        start = cell_width(text[:first])
        end = strip.cell_length if last == -1 else cell_width(text[:last])
        look = self.screen.get_component_rich_style("screen--selection")
        selected = strip.crop(start, end).apply_style(look)
        return Strip.join([strip.crop(0, start), selected, strip.crop(end)])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = "\n".join(f" {each.text}" for each in self.lines)
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        del selection
        self._strips.clear()
        self.refresh()

    # Moving

    @property
    def keys(self) -> Sequence[str]:
        self.places(None)
        return list(self._places or ())

    def action_move(self, steps: int) -> None:
        """Move the cursor over keys, or scroll where there are none, and below the last one."""
        keys = self.keys
        is_below = keys and self.scroll_offset.y > self.places(keys[-1])[-1]
        if not keys or is_below or (steps > 0 and self.cursor_key == keys[-1]):
            self.scroll_relative(y=steps, animate=False, force=True)
            return
        at = 0
        if self.places(self.cursor_key) and self.cursor_key is not None:
            at = max(0, min(len(keys) - 1, keys.index(self.cursor_key) + steps))
        self.move_to(keys[at])

    def move_to(self, key: str) -> None:
        if key != self.cursor_key:
            self.cursor_key = key
            self.tell(self.Moved(key))
        else:
            self.reveal_cursor()

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(self.size.height - 1, 1))

    def action_edge(self, end: int) -> None:
        """Move to the first line (-1) or the last (1)."""
        keys = self.keys
        if keys:
            self.move_to(keys[0 if end < 0 else -1])
        if end > 0 or not keys:
            self.scroll_to(y=0 if end < 0 else self.max_scroll_y, animate=False, force=True)

    def action_sideways(self, columns: int) -> None:
        self.scroll_relative(x=columns, animate=False, force=True)

    def action_choose(self) -> None:
        if self.cursor_key is not None:
            self.tell(self.Chosen(self, self.cursor_key))

    def line_key_at(self, y: int) -> str | None:
        index = y + self.scroll_offset.y
        return self.lines[index].key if 0 <= index < len(self.lines) else None

    async def _on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            await self.click_at(offset.x + self.scroll_offset.x - GUTTER_CELLS, offset.y)

    async def click_at(self, x: int, y: int) -> None:
        """Do what a click does at a cell of a line, and at a height of the view."""
        del x
        key = self.line_key_at(y)
        if key is not None:
            self.clicked(key)

    def clicked(self, key: str) -> None:
        """Go to what was clicked; a click where the cursor already is chooses it."""
        if key == self.cursor_key:
            self.action_choose()
        else:
            self.move_to(key)
