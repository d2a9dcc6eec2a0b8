"""What a question is asked with: fields to choose or to type, and the lines of its answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.app.question_kinds import QuestionField, QuestionKind
from tui.app.widgets.editor import MOST_OF_A_LIST, Editor
from tui.app.widgets.lines import GUTTER_CELLS, LineView

Take = Callable[[str, str], None]
"""Takes the key of a field and its new value."""


class ChoiceField(Static, can_focus=True):
    """One of several things, changed with the arrows or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "choice before", show=False, priority=True),
        Binding("right,l,space", "turn(1)", "next choice", show=False, priority=True),
    ]

    def __init__(self, field: QuestionField, take: Take) -> None:
        super().__init__(Content(""))
        self.field = field
        self._take = take

    def fill(self, field: QuestionField) -> None:
        self.field = field
        words = next((words for key, words in field.options if key == field.value), "")
        shown = Content(f"‹ {words} ›" if len(field.options) > 1 else words)
        if shown != self.content:
            self.update(shown)

    def action_turn(self, steps: int) -> None:
        keys = [key for key, _ in self.field.options]
        if len(keys) > 1:
            at = (keys.index(self.field.value) + steps) % len(keys)
            self._take(self.field.key, keys[at])

    def on_click(self, event: events.Click) -> None:
        """A click on `‹` takes the choice before, any other the next one."""
        self.action_turn(-1 if event.x < 2 else 1)


class TypedField(Editor):
    """A number, an amount, a range or a list of values. What it holds is read as it is typed."""

    def __init__(self, field: QuestionField, take: Take, refuse: Callable[[str], None]) -> None:
        super().__init__(field.value, partial(take, field.key), refuse, most=MOST_OF_A_LIST)
        self.field = field

    def fill(self, field: QuestionField) -> None:
        """Show another value, without taking it for typing."""
        self.field = field
        self.disabled = field.off
        if self.value != field.value:
            self.hold(field.value)


class QuestionForm(Vertical):
    """The fields of one question, one or two in a line."""

    def __init__(
        self, question: QuestionKind[Any], take: Take, refuse: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._fields = fields = question.fields()
        self._labels = {
            field.key: Static(Content(field.label), classes="-beside" if field.beside else "")
            for field in fields
        }
        self.widgets: dict[str, ChoiceField | TypedField] = {
            field.key: ChoiceField(field, take)
            if field.options
            else TypedField(field, take, refuse)
            for field in fields
        }
        for key, widget in self.widgets.items():
            if isinstance(widget, TypedField):
                widget.accepts = partial(question.enter, key)

    def compose(self) -> ComposeResult:
        rows: list[list[QuestionField]] = []
        for field in self._fields:
            if field.beside:
                rows[-1].append(field)
            else:
                rows.append([field])
        for row in rows:
            if len(row) > 1:
                self.widgets[row[0].key].add_class("-shared")
            with Horizontal():
                for field in row:
                    yield self._labels[field.key]
                    yield self.widgets[field.key]

    def fill(self, fields: Sequence[QuestionField], *, but: Widget | None = None) -> None:
        """Show the values of all fields; the text of `but` is being typed and stays."""
        for field in fields:
            label, widget = self._labels[field.key], self.widgets[field.key]
            if label.content != Content(field.label):
                label.update(Content(field.label))
            if widget is not but or isinstance(widget, ChoiceField):
                widget.fill(field)

    @property
    def reachable(self) -> list[ChoiceField | TypedField]:
        return [each for each in self.widgets.values() if not each.disabled]


class QuestionTab(Static):
    """The name of a question in the line of questions."""

    def __init__(self, words: str, ask: Callable[[], None]) -> None:
        super().__init__(Content(words))
        self._ask = ask

    def on_click(self) -> None:
        self._ask()


class AnswerView(LineView):
    """Lines that scroll, with a cursor over rows and cells."""

    has_cells = False
    """Whether rows have cells, so that the arrows move sideways and not the view."""

    @dataclass
    class Turned(Message):
        """Another cell of the row is wanted: so many to the right."""

        columns: int

    @dataclass
    class Pointed(Message):
        """A row was clicked at a cell of its line."""

        key: str
        x: int

    class Resized(Message):
        """There is another room for the lines."""

    def on_resize(self) -> None:
        self.tell(self.Resized())

    @property
    def is_at_top(self) -> bool:
        keys = self.keys
        return self.cursor_key in (None, keys[0]) if keys else self.scroll_offset.y == 0

    def action_sideways(self, columns: int) -> None:
        if self.has_cells:
            self.tell(self.Turned(1 if columns > 0 else -1))
        else:
            super().action_sideways(columns)

    def reveal_cell(self, begin: int, end: int) -> None:
        """Bring a part of the cursor's line into view; the first cells with their row's title."""
        row = next((i for i, each in enumerate(self.lines) if each.key == self.cursor_key), None)
        if row is None:
            return
        width = self.scrollable_content_region.width
        left = 0 if end + GUTTER_CELLS <= width else begin + GUTTER_CELLS
        region = Region(left, row, end + GUTTER_CELLS - left, 1)
        self.scroll_to_region(region, animate=False, force=True)

    async def click_at(self, x: int, y: int) -> None:
        key = self.line_key_at(y)
        if key is not None and self.has_cells:
            self.tell(self.Pointed(key, x))
        else:
            await super().click_at(x, y)
