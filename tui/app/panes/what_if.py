"""Pane 3: the inputs of the scenario, changed in place; every keystroke is an edit.

A field is a line. Typing begins a draft that replaces the value; each draft that can be read is
asked for at once, one that cannot keeps the last good figures and says why under the field.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var

from tui.app.keys import bindings_of
from tui.app.panes.pane import Pane
from tui.app.widgets.draft import Draft
from tui.app.widgets.fit import fitted
from tui.app.widgets.lines import Line, Span, line
from tui.domain.comparison import Comparison
from tui.domain.entry import KINDS, entered, reset, stepped, written
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, INPUTS, Scenario
from tui.report.cells import cell_width, hanging, padded

FIELDS: Final[Sequence[str]] = (
    "agencies", "months", "users_per_agency", "ramp_months", "start", "after", "charge",
)  # fmt: skip
TYPED: Final = {"count": "0123456789,.$", "month": "0123456789-"}
LEAST_VALUE_CELLS: Final = 12
LONGEST_PASTE: Final = 30
CHOICE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "after": dict(AFTER_WORDS.items()),
    "charge": dict(CHARGE_WORDS.items()),
}


class WhatIfPane(Pane, inherit_bindings=False):
    """The form. It keeps the draft; the scenario belongs to the explorer."""

    TITLE = "3 What if"
    HELP = (
        "The inputs. Type a number, or use `↑` `↓` for a step and `⇧↑` `⇧↓` for a stride; "
        "every total follows at once. `*` marks a field that differs from its default; `⌫` on "
        "it resets it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("form")]

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

        @property
        def control(self) -> "WhatIfPane":
            """The pane in which it was changed."""
            return self.pane

    @dataclass
    class Ignored(Message):
        """A field holds what cannot be read (its title), or no longer does (empty)."""

        title: str

    @dataclass
    class Left(Message):
        """The user went on past the last field (1) or back past the first (-1)."""

        direction: int

    def __init__(self, widget_id: str, owner: Callable[[Message], None]) -> None:
        super().__init__(widget_id, owner)
        self.cursor_key = FIELDS[0]
        self._before: Scenario | None = None
        """The scenario as it was before the draft, for esc."""

    @property
    def field(self) -> str:
        """The name of the field under the cursor."""
        return self.cursor_key or FIELDS[0]

    def subtitle_for(self, comparison: Comparison) -> str:
        """Count what differs from the defaults."""
        changed = sum(_is_changed(comparison.scenario, name) for name in FIELDS)
        return f"{changed} changed *" if changed else "all defaults"

    def follow(self, comparison: Comparison) -> None:
        """The cursor stands on a field, whatever offer is highlighted."""

    def watch_highlighted(self) -> None:
        """Nothing here depends on the highlighted offer."""

    def watch_draft(self) -> None:
        """Show what is being typed."""
        self.renew()

    def watch_problem(self, before: str, now: str) -> None:
        """Say, or no longer say, what is wrong with the field."""
        if bool(before) != bool(now):
            self.tell(self.Ignored(INPUTS[self.field].title if now else ""))
        self.renew()

    def watch_cursor_key(self, before: str | None, now: str | None) -> None:
        """Another field: help and choices are shown for the one under the cursor."""
        super().watch_cursor_key(before, now)
        self.renew()
        self.reveal_cursor()

    def watch_has_focus(self, focused: bool) -> None:
        """Leaving the pane ends the entry."""
        super().watch_has_focus(focused)
        if not focused:
            self.finish()
        self.renew()

    # What is shown

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """Every field, what is wrong under the one it is wrong in, and what the field means."""
        lines: list[Line] = []
        for name in FIELDS:
            lines.append(self._field_line(comparison.scenario, name, width))
            if name == self.field and self.problem:
                lines += [line((part, "error"), key=name)
                          for part in hanging("  ! ", self.problem, width)]  # fmt: skip
        words = _help(comparison.scenario, self.field)
        return [*lines, line(), *(line((part, "soft")) for part in hanging("", words, width))]

    def _field_line(self, scenario: Scenario, name: str, width: int) -> Line:
        cursor = name == self.field
        changed = " *" if _is_changed(scenario, name) else "  "
        label = INPUTS[name].title
        if cursor and self.draft is not None:
            room = max(width - cell_width(label) - 3, LEAST_VALUE_CELLS)
            value = _draft_spans(self.draft, room)
        else:
            text = _value(scenario, name)
            if KINDS[name] == "choice" and cursor and self.has_focus:
                text = f"‹ {text} ›"
            room = max(width - cell_width(label) - 3, cell_width(text))
            value = [Span(padded(text, room, "right"), "strong")]
        label = padded(fitted(label, width - room - 3), width - room - 3)
        return Line((Span(label), Span(" "), *value, Span(changed, "changed")), name)

    # What is typed

    def takes_key(self, key: str, character: str | None) -> bool:
        """Take what belongs into the field; everything else is a command."""
        if character and character in TYPED.get(KINDS[self.field], ""):
            self.take((self.draft or Draft.of("")).typed(character))
            return True
        if self.draft is None:
            return False
        edits: dict[str, Callable[[], Draft]] = {
            "delete": self.draft.without_after,
            "left": lambda: self._caret(-1),
            "right": lambda: self._caret(1),
            "home": lambda: self._caret(-len(self._draft_text)),
            "end": lambda: self._caret(len(self._draft_text)),
        }
        if key not in edits:
            return False
        self.take(edits[key]())
        return True

    @property
    def _draft_text(self) -> str:
        return self.draft.text if self.draft else ""

    def _caret(self, steps: int) -> Draft:
        return (self.draft or Draft.of("")).moved(steps)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first number, or month, of a pasted text."""
        allowed = TYPED.get(KINDS[self.field])
        found = re.search(f"[{allowed}]*[0-9][{allowed}]*", event.text) if allowed else None
        if found:
            event.stop()
            self.take((self.draft or Draft.of("")).typed(found[0][:LONGEST_PASTE]))

    def take(self, draft: Draft) -> None:
        """Let a draft be the field's text, and ask for the scenario that it makes."""
        comparison = self.comparison
        if comparison is None:
            return
        if self.draft is None:
            self._before = comparison.scenario
        self.draft = draft
        try:
            scenario = entered(comparison.scenario, self.field, draft.text)
        except ValueError as refusal:
            self.problem = str(refusal)
            return
        self.problem = ""
        self._ask(scenario, typing=True)

    def finish(self) -> None:
        """End the entry; what could not be read is dropped."""
        self.draft = None
        self.problem = ""
        self._before = None

    def cancel(self) -> bool:
        """Take the entry back; False where nothing was being typed."""
        if self.draft is None:
            return False
        before = self._before
        field = self.field
        self.finish()
        if before is not None and self.comparison is not None:
            value = getattr(before, field)
            self._ask(replace(self.comparison.scenario, **{field: value}), typing=True)
        return True

    def _ask(self, scenario: Scenario, *, typing: bool) -> None:
        if self.comparison is not None and scenario != self.comparison.scenario:
            self.tell(self.Edited(self, scenario, self.field, typing))

    # Keys

    def action_step(self, direction: int) -> None:
        """Move the value by one step."""
        self._step(direction * INPUTS[self.field].step)

    def action_stride(self, direction: int) -> None:
        """Move the value by a stride."""
        self._step(direction * INPUTS[self.field].stride)

    def _step(self, steps: int) -> None:
        if self.comparison is None:
            return
        self.finish()
        today = self.comparison.as_of
        self._ask(stepped(self.comparison.scenario, self.field, steps, today=today), typing=True)

    def action_turn(self, direction: int) -> None:
        """Turn to another choice, where the field is one."""
        if KINDS[self.field] == "choice":
            self._step(direction)

    def action_backspace(self) -> None:
        """Take a character back while typing; else reset the field."""
        if self.draft is not None:
            self.take(self.draft.without_before())
        elif self.comparison is not None:
            self._ask(reset(self.comparison.scenario, self.field), typing=False)

    def action_field(self, steps: int) -> None:
        """Go to another field; tab and shift+tab leave the pane at its ends."""
        self.finish()
        at = FIELDS.index(self.field) + steps
        if 0 <= at < len(FIELDS):
            self.cursor_key = FIELDS[at]
        else:
            self.tell(self.Left(steps))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last field."""
        self.finish()
        self.cursor_key = FIELDS[0 if end < 0 else -1]

    def clicked(self, key: str) -> None:
        """Go to a field that was clicked; a click on a choice under the cursor turns it."""
        if key == self.cursor_key:
            self.action_turn(1)
        else:
            self.finish()
            self.cursor_key = key


def _is_changed(scenario: Scenario, name: str) -> bool:
    return bool(getattr(scenario, name) != getattr(Scenario(), name))


def _value(scenario: Scenario, name: str) -> str:
    if name == "start" and scenario.start is None:
        return "as announced"
    if name == "ramp_months" and scenario.ramp_months <= 1:
        return "all at once"
    return written(scenario, name)


def _help(scenario: Scenario, name: str) -> str:
    if name in CHOICE_WORDS:
        words = CHOICE_WORDS[name][getattr(scenario, name)]
        return f"{words[0].upper()}{words[1:]}."
    return INPUTS[name].help


def _draft_spans(draft: Draft, room: int) -> list[Span]:
    """Set the draft at the right edge of its room, with the caret as a block."""
    before, after = draft.text[: draft.caret], draft.text[draft.caret :]
    under, rest = (after[0], after[1:]) if after else (" ", "")
    before = before[max(0, cell_width(before + under + rest) - room) :]
    blanks = " " * (room - cell_width(before + under + rest))
    return [Span(blanks), Span(before, "edit"), Span(under, "caret"), Span(rest, "edit")]
