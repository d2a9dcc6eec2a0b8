"""Pane 3: the inputs of the scenario, changed in place; every keystroke is an edit.

A field is a line. Typing begins a draft that replaces the value; each draft that can be read is
asked for at once, one that cannot keeps the last good figures and says why under the field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.style import Style
from textual.binding import BindingType
from textual.events import Paste
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.app.fields import Field, Group, groups
from tui.app.keys import bindings_of
from tui.app.panes.pane import Pane
from tui.app.widgets.draft import Draft
from tui.domain.comparison import Comparison
from tui.domain.inputs import entered, reset, stepped, written
from tui.domain.scenario import Scenario
from tui.domain.typed_numbers import is_typed_in_numbers, plain_signs
from tui.views.line import Line, Span, line
from tui.views.text_layout import cell_width, fitted, hanging, padded

BEGINS_A_NUMBER: Final = ".$("
LEAST_VALUE_CELLS: Final = 12
LEAST_LABEL_CELLS: Final = 10


class WhatIfPane(Pane, inherit_bindings=False):
    """The form. It keeps the draft; the scenario belongs to the explorer."""

    TITLE = "3 What if"
    HELP = (
        "The inputs. Type a number, or use `↑` `↓` for a step and `⇧↑` `⇧↓` for a stride; every "
        "total follows at once. `*` marks a field that differs from its default; `⌫` on it resets "
        "it. `c` picks agencies by name, a published figure, or what an overhead is paid for."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("form")]

    PLACE = "form"
    RENEWED_BY = ("draft",)

    draft: var[Draft | None] = var(None)
    problem: var[str] = var("")

    @dataclass
    class Edited(Message):
        """The user changed an input."""

        pane: "WhatIfPane"
        scenario: Scenario
        field: str
        typing: bool
        """Whether it is one of several keystrokes of one entry."""

    @dataclass
    class Ignored(Message):
        """A field holds what cannot be read (its title), or no longer does (empty)."""

        title: str

    @dataclass
    class Left(Message):
        """The user went on past the last field (1) or back past the first (-1)."""

        direction: int

    @dataclass
    class Wanted(Message):
        """The user wants to choose for a field, instead of typing."""

        field: Field

    def __init__(self, owner: Callable[[Message], None], widget_id: str) -> None:
        super().__init__(owner, widget_id)
        self._groups: Sequence[Group] = ()
        self._fields: dict[str, Field] = {}
        self._asked: Comparison | None = None
        """The comparison whose fields these are."""
        self._before: Scenario | None = None
        """The scenario as it was before the draft, for esc."""

    @property
    def field(self) -> Field | None:
        """The field under the cursor; None while there are none."""
        return self._fields.get(self.cursor_key or "")

    def subtitle_for(self, comparison: Comparison) -> str:
        """Count what differs from the defaults."""
        del comparison
        changed = sum(field.changed for field in self._fields.values())
        return f"{changed} changed *" if changed else "all defaults"

    def follow(self, comparison: Comparison) -> None:
        """The cursor stands on a field, whatever offer is highlighted."""

    def watch_problem(self, before: str, now: str) -> None:
        """Say, or no longer say, what is wrong with the field."""
        if bool(before) != bool(now):
            self.tell(self.Ignored(self.field.title if now and self.field else ""))
        self.renew()

    def watch_cursor_key(self, before: str | None, now: str | None) -> None:
        """Another field: its help is shown."""
        super().watch_cursor_key(before, now)
        if self.draft is None:
            self.problem = ""
        self.renew()
        self.reveal_cursor()

    def watch_has_focus(self, focused: bool) -> None:
        """Leaving the pane ends the entry."""
        super().watch_has_focus(focused)
        if not focused:
            self.finish()
        self.renew()

    # What is shown

    def renew(self) -> None:
        """Make the fields anew where the figures changed, then the lines."""
        comparison = self.comparison
        if comparison is not None and comparison is not self._asked:
            self._asked = comparison
            self._groups = groups(comparison)
            self._fields = {field.key: field for group in self._groups for field in group.fields}
            if self.cursor_key not in self._fields:
                self.set_reactive(WhatIfPane.cursor_key, next(iter(self._fields)))
        super().renew()

    def basis(self, comparison: Comparison) -> tuple[object, ...]:
        """The inputs, the cursor, and what is being typed."""
        return (comparison, self.cursor_key, self.draft, self.problem, self.has_focus)

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """Every field in its group; under the one with the cursor, what it means or what is wrong.

        The help stays when the pane loses the focus, so that no line moves under the mouse.
        """
        del comparison
        lines: list[Line] = []
        for group in self._groups:
            if not group.fields:
                continue
            lines.append(line((group.title, "heading")))
            for field in group.fields:
                lines.append(self._field_line(field, width))
                if field.key == self.cursor_key:
                    lines += self._about(field, width)
        return lines

    def _about(self, field: Field, width: int) -> list[Line]:
        if self.problem:
            return [
                line((part, "error"), key=field.key)
                for part in hanging("  ! ", self.problem, width)
            ]
        words = f"{field.help} c: {field.more}." if field.more else field.help
        return [
            line((part, "soft"), key=field.key)
            for paragraph in words.split("\n")
            for part in hanging("  ", paragraph, width)
        ]

    def _field_line(self, field: Field, width: int) -> Line:
        cursor = field.key == self.cursor_key
        changed = " *" if field.changed else "  "
        if cursor and self.draft is not None:
            room = max(width - cell_width(field.title) - 3, LEAST_VALUE_CELLS)
            value = _draft_spans(self.draft, room)
        else:
            text = field.value
            if field.kind == "choice" and cursor and self.has_focus:
                text = f"‹ {text} ›"
            label_cells = min(cell_width(field.title), LEAST_LABEL_CELLS)
            text = fitted(text, max(width - 3 - label_cells, LEAST_VALUE_CELLS))
            room = max(width - cell_width(field.title) - 3, cell_width(text))
            value = [Span(padded(text, room, "right"), "strong")]
        label = padded(fitted(field.title, width - room - 3), width - room - 3)
        style = "accent" if field.kind == "action" else ""
        return Line((Span(label, style), Span(" "), *value, Span(changed, "changed")), field.key)

    def _paint(self, index: int, state: str, base: Style) -> Strip:
        """Let only the field be bold where the cursor is, not the words about it under it."""
        if state and index and self._lines[index - 1].key == self._lines[index].key:
            base += Style(bold=False)
        return super()._paint(index, state, base)

    # What is typed

    def takes_key(self, key: str, character: str | None) -> bool:
        """Take what belongs into the field; everything else is a command."""
        field = self.field
        if field is None:
            return False
        if character and self._belongs(field, character):
            self.take((self.draft or Draft.of("")).typed(character))
            return True
        if self.draft is None:
            return False
        length = len(self.draft.text)
        edits: dict[str, Callable[[Draft], Draft]] = {
            "delete": Draft.without_after,
            "left": lambda draft: draft.moved(-1),
            "right": lambda draft: draft.moved(1),
            "home": lambda draft: draft.moved(-length),
            "end": lambda draft: draft.moved(length),
        }
        if key not in edits:
            return False
        self.take(edits[key](self.draft))
        return True

    def _belongs(self, field: Field, character: str) -> bool:
        """Tell whether a character is typed into a field; everything else is a command."""
        if field.kind not in ("count", "money", "month"):
            return False
        if character.isdecimal():
            return True
        if field.kind == "month":
            return self.draft is not None and plain_signs(character) == "-"
        if self.draft is None:
            return plain_signs(character) in BEGINS_A_NUMBER
        return is_typed_in_numbers(character)

    def on_paste(self, event: Paste) -> None:
        """Take a pasted number or month whole, or say why it is not taken."""
        comparison, field = self.comparison, self.field
        if comparison is None or field is None or field.kind not in ("count", "money", "month"):
            return
        event.stop()
        draft = (self.draft or Draft.of("")).typed(event.text.strip())
        try:
            entered(comparison.scenario, field.key, draft.text)
        except ValueError as refusal:
            self.problem = f"not taken: {refusal}"
        else:
            self.take(draft)

    def take(self, draft: Draft) -> None:
        """Let a draft be the field's text, and ask for the scenario that it makes."""
        comparison, field = self.comparison, self.field
        if comparison is None or field is None:
            return
        if self.draft is None:
            self._before = comparison.scenario
        # The lines are made once, when the figures have followed.
        self.set_reactive(WhatIfPane.draft, draft)
        try:
            scenario = entered(comparison.scenario, field.key, draft.text)
        except ValueError as refusal:
            self.problem = str(refusal)
            self.renew()
            return
        self.problem = ""
        self._ask(scenario, typing=True)
        self.renew()

    def finish(self) -> None:
        """End the entry; what could not be read is dropped."""
        self.draft = None
        self.problem = ""
        self._before = None

    def cancel(self) -> bool:
        """Take the entry back; False where nothing was being typed."""
        if self.draft is None:
            return False
        before, field = self._before, self.field
        self.finish()
        if before is not None and field is not None and self.comparison is not None:
            text = written(before, field.key)
            self._ask(entered(self.comparison.scenario, field.key, text), typing=True)
        return True

    def _ask(self, scenario: Scenario, *, typing: bool) -> None:
        if self.comparison is not None and scenario != self.comparison.scenario:
            self.tell(self.Edited(self, scenario, self.cursor_key or "", typing))

    # Keys

    def action_step(self, direction: int) -> None:
        """Move the value by one step."""
        self._step(direction * (self.field.step if self.field else 0))

    def action_stride(self, direction: int) -> None:
        """Move the value by a stride."""
        self._step(direction * (self.field.stride if self.field else 0))

    def _step(self, steps: int) -> None:
        comparison, field = self.comparison, self.field
        if comparison is None or field is None or field.kind == "action":
            return
        self.finish()
        scenario = stepped(comparison.scenario, field.key, steps, today=comparison.as_of)
        self._ask(scenario, typing=True)

    def action_turn(self, direction: int) -> None:
        """Turn to another choice, where the field is one."""
        if self.field is not None and self.field.kind == "choice":
            self._step(direction)

    def action_backspace(self) -> None:
        """Take a character back while typing; else reset the field."""
        if self.draft is not None:
            self.take(self.draft.without_before())
        elif self.comparison is not None and self.field and self.field.kind != "action":
            self._ask(reset(self.comparison.scenario, self.field.key), typing=False)

    def action_want(self) -> None:
        """Choose for the field instead of typing."""
        if self.field is not None:
            self.finish()
            self.tell(self.Wanted(self.field))

    def action_enter(self) -> None:
        """Go on to the next field; on an action, do it."""
        if self.field is not None and self.field.kind == "action" and self.draft is None:
            self.action_want()
        else:
            self.action_field(1)

    def action_field(self, steps: int) -> None:
        """Go to another field; tab and shift+tab leave the pane at its ends."""
        self.finish()
        keys = list(self._fields)
        at = keys.index(self.cursor_key) + steps if self.cursor_key in keys else 0
        if 0 <= at < len(keys):
            self.cursor_key = keys[at]
        else:
            self.tell(self.Left(steps))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last field."""
        self.finish()
        keys = list(self._fields)
        self.cursor_key = keys[0 if end < 0 else -1]

    def clicked(self, key: str) -> None:
        """Go to a field that was clicked; a click on a choice under the cursor turns it."""
        if key == self.cursor_key:
            if self.field is not None and self.field.kind == "action":
                self.action_want()
            self.action_turn(1)
        else:
            self.finish()
            self.cursor_key = key


def _draft_spans(draft: Draft, room: int) -> list[Span]:
    """Set the draft at the right edge of its room, with the caret as a block."""
    before, after = draft.text[: draft.caret], draft.text[draft.caret :]
    under, rest = (after[0], after[1:]) if after else (" ", "")
    before = before[max(0, cell_width(before + under + rest) - room) :]
    blanks = " " * (room - cell_width(before + under + rest))
    return [Span(blanks), Span(before, "edit"), Span(under, "caret"), Span(rest, "edit")]
