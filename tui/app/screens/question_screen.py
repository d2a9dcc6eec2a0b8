"""The page of questions over the explorer: fields, and the answer as they change."""

from functools import partial
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.app.question_kinds import (
    Asked,
    BreakEvenQuestion,
    GoalQuestion,
    QuestionKind,
    SensitivityQuestion,
)
from tui.app.question_table import TableQuestion
from tui.app.screens.page import Overlay
from tui.app.screens.question_widgets import (
    AnswerView,
    QuestionForm,
    QuestionTab,
    TypedField,
)
from tui.app.widgets.lines import GUTTER_CELLS, LineView
from tui.domain.scenario import Scenario
from tui.views.breakeven_chart import ROWS

KINDS: Final[tuple[type[QuestionKind[Any]], ...]] = (
    BreakEvenQuestion, GoalQuestion, SensitivityQuestion, TableQuestion,
)  # fmt: skip
ROOMY_HEIGHT: Final = 24
LEAST_ROWS: Final = 5
AROUND_CHART: Final = 5
"""Lines of a break-even that should be seen with its chart: sentence, blank, axis, numbers."""


class QuestionScreen(Overlay[Scenario]):
    """Four questions about an offer; gives the scenario of a cell that is opened, or None.

    Commands are bound with priority, so that they come before those of a field. Digits are
    commands unless a number is being typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "switch(1)", "next question", show=False, priority=True),
        Binding("shift+tab", "switch(-1)", "question before", show=False, priority=True),
        Binding("up,k", "step(-1)", "up", show=False, priority=True),
        Binding("down,j", "step(1)", "down", show=False, priority=True),
        Binding("enter", "enter", "take", show=False, priority=True),
        Binding("pageup", "page(-1)", "page up", show=False, priority=True),
        Binding("pagedown", "page(1)", "page down", show=False, priority=True),
        Binding("escape", "back", "back", show=False, priority=True),
        Binding("q,v", "dismiss(None)", "back", show=False, priority=True),
        *(
            Binding(str(number + 1), f"ask({number})", kind.TITLE, show=False, priority=True)
            for number, kind in enumerate(KINDS)
        ),
    ]
    DEFAULT_CSS = """
    QuestionScreen {
        background: $ground;
        color: $ink;

        & > #questions {
            background: $ground;
            border: round $focus;
            border-title-color: $focus;
            border-title-style: bold;
            border-subtitle-color: $soft;
        }
        QuestionTab { width: auto; padding: 0 1; color: $soft; }
        QuestionTab.-on { color: $ground; background: $focus; text-style: bold; }
        #question-tabs { height: 1; }
        QuestionForm { height: auto; }
        QuestionForm Horizontal { height: 1; }
        QuestionForm Static {
            width: auto; min-width: 11; max-width: 60%; padding: 0 1; color: $soft;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        QuestionForm .-beside { min-width: 0; padding: 0 1 0 2; }
        QuestionForm ChoiceField { color: $ink; min-width: 4; max-width: 75%; padding: 0; }
        QuestionForm ChoiceField.-shared { max-width: 50%; }
        QuestionForm ChoiceField:focus { background: $focus; color: $ground; text-style: bold; }
        QuestionForm ChoiceField:hover { text-style: underline; }
        QuestionForm TypedField { width: 1fr; max-width: 40; background: $bar; color: $ink; }
        QuestionForm TypedField:focus { background: $bar; color: $focus; text-style: bold; }
        QuestionForm TypedField:disabled { background: $ground; }
        AnswerView {
            height: 1fr; background: $ground; color: $ink;
            overflow: auto; scrollbar-gutter: stable;
        }
        #question-detail { height: auto; max-height: 3; padding: 0 1; color: $soft; }
        #question-detail.-wrong { color: $wrong; text-style: bold; }
        &.-tall QuestionForm, &.-tall #question-tabs { margin-bottom: 1; }
    }
    """

    def __init__(self, asked: Asked, before: "QuestionScreen | None" = None) -> None:
        """Ask about an offer, and on from what was asked when the questions were last left."""
        super().__init__()
        self._asked = asked
        self.questions = tuple(kind(asked) for kind in KINDS)
        for question, earlier in zip(
            self.questions, before.questions if before else (), strict=False
        ):
            question.take_up(earlier)
        self.number: int = before.number if before else 0
        self._problem = ""
        """Why what is being typed cannot be read."""
        self._refusal = ""
        """Why what was typed or pasted last was not taken."""
        self._forms = tuple(QuestionForm(each, self.take, self.refuse) for each in self.questions)
        self._tabs = tuple(
            QuestionTab(f"{number + 1} {kind.TITLE}", partial(self.action_ask, number))
            for number, kind in enumerate(KINDS)
        )
        self.answer: Final = AnswerView(self.hear)
        self._detail = Static(Content(""), id="question-detail")
        self._detail.display = False
        self._page = Vertical(id="questions")

    @property
    def question(self) -> QuestionKind[Any]:
        return self.questions[self.number]

    @property
    def form(self) -> QuestionForm:
        return self._forms[self.number]

    def compose(self) -> ComposeResult:
        with self._page:
            with Horizontal(id="question-tabs"):
                yield from self._tabs
            yield from self._forms
            yield self.answer
            yield self._detail

    def on_mount(self) -> None:
        self._page.border_title = Content(f"Questions about {self._asked.name(self._asked.offer)}")
        self.action_ask(self.number)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height >= ROOMY_HEIGHT, "-tall")
        self.call_after_refresh(self._refill)

    def _refill(self) -> None:
        self._fill()
        self._reveal()
        self.become_ready()

    # Typing

    async def take_key(self, event: events.Key) -> bool:
        field = self.focused
        if isinstance(field, TypedField) and await field.take_key(event):
            return True
        return await super().take_key(event)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Go to a field; what is typed there takes the place of what it holds.

        What could not be read in the field before is forgotten, what was read is written tidily.
        """
        before = self.focused
        super().set_focus(widget, scroll_visible, from_app_focus)
        if widget is None or widget is before or from_app_focus:
            return
        if isinstance(before, TypedField):
            self._problem = self._refusal = ""
            self._fill()
        if isinstance(widget, TypedField):
            widget.select_all()

    # Asking

    def say(self, words: str) -> None:
        if self._detail.content != Content(words):
            self._detail.update(Content(words))
            self._detail.display = bool(words)

    def action_ask(self, number: int) -> None:
        self.number = number
        self._problem = self._refusal = ""
        for at, (tab, form) in enumerate(zip(self._tabs, self._forms, strict=True)):
            tab.set_class(at == number, "-on")
            form.display = at == number
        self._page.border_subtitle = Content(
            f"tab 1–4: question · ↑↓←→ · {self.question.HINT}esc: back"
        )
        self.answer.has_cells = isinstance(self.question, TableQuestion)
        self._fill()
        self.answer.scroll_to(0, 0, animate=False, force=True)
        first = None if self.question.BEGINS_BELOW else self.form.reachable[:1]
        self.set_focus(first[0] if first else self.answer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits belong to the field in which something is typed."""
        del parameters
        return not (action == "ask" and isinstance(self.focused, TypedField))

    def action_switch(self, steps: int) -> None:
        """Go round the questions, but not out of a field that cannot be read."""
        if not self._problem:
            self.action_ask((self.number + steps) % len(KINDS))

    def take(self, key: str, text: str) -> None:
        """Take a choice or what is typed; what cannot be read leaves the answer as it was."""
        self._refusal = ""
        try:
            self.question.enter(key, text)
            self._problem = ""
        except ValueError as error:
            self._problem = f"{error} (still showing the previous answer)"
        self._fill()
        self._reveal()

    def refuse(self, reason: str) -> None:
        self._refusal = reason
        self._fill()

    def on_descendant_focus(self) -> None:
        self._reveal()

    def _fill(self) -> None:
        question = self.question
        self.form.fill(question.fields(), but=self.focused)
        width = self.answer.scrollable_content_region.width - GUTTER_CELLS
        if width < 1:
            return
        question.rows = max(LEAST_ROWS, min(ROWS, self.answer.size.height - AROUND_CHART))
        self.answer.show(question.lines(width))
        self.answer.cursor_key = question.cursor
        wrong = self._refusal or self._problem
        self.say(wrong or question.detail())
        self._detail.set_class(bool(wrong), "-wrong")

    # Moving

    def action_step(self, steps: int) -> None:
        if self._problem:
            return
        order: list[Widget] = [*self.form.reachable, self.answer]
        if self.focused is self.answer and not (steps < 0 and self.answer.is_at_top):
            self.answer.action_move(steps)
        elif self.focused in order:
            at = order.index(self.focused) + steps
            self.set_focus(order[max(0, min(len(order) - 1, at))])
        else:
            self.set_focus(order[0])

    def action_page(self, pages: int) -> None:
        self.answer.action_page(pages)

    def action_enter(self) -> None:
        if self.focused is self.answer:
            self.answer.action_choose()
        else:
            self.action_step(1)

    def action_back(self) -> None:
        """Put back what cannot be read, leave the range that is being typed, or the page."""
        if self._problem and isinstance(self.focused, TypedField):
            self._problem = self._refusal = ""
            self.form.fill(self.question.fields())
            self.focused.select_all()
            self._fill()
        elif self.question.BEGINS_BELOW and isinstance(self.focused, TypedField):
            self.set_focus(self.answer)
        else:
            self.dismiss(None)

    def hear(self, message: Message) -> None:
        question = self.question
        match message:
            case AnswerView.Resized():
                self.call_after_refresh(self._refill)
            case LineView.Moved(key=key):
                question.cursor = key
                self._fill()
            case AnswerView.Turned(columns=columns) if isinstance(question, TableQuestion):
                question.turn(columns)
                self._fill()
            case AnswerView.Pointed(key=key, x=x) if isinstance(question, TableQuestion):
                before = (question.cursor, question.column)
                question.cursor, question.column = key, question.column_at(x)
                self._fill()
                if before == (question.cursor, question.column):
                    self._choose()
            case LineView.Chosen():
                self._choose()
        self._reveal()

    def _choose(self) -> None:
        if isinstance(self.question, TableQuestion):
            if self.question.found.offers:
                self.dismiss(self.question.opened)
        elif self.question.BEGINS_BELOW and self.form.reachable:
            self.set_focus(self.form.reachable[0])

    def _reveal(self) -> None:
        question = self.question
        if self.focused is self.answer or question.BEGINS_BELOW:
            self.answer.reveal_cursor()
        if isinstance(question, TableQuestion) and self.focused is self.answer:
            self.answer.reveal_cell(*question.edge)
