"""Pane 3: the inputs of the scenario, changed in place; every keystroke is an edit.

A field is a line. Arrows change its value; a digit, enter or a paste opens the toolkit's editor
over it. What can be read there moves the totals at once; what cannot leaves them as they were
before the entry, and the reason stands under the field.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.app.fields import Field, FieldEntry, groups
from tui.app.keys import bindings_of
from tui.app.model import Seen
from tui.app.panes.pane import Pane
from tui.app.widgets.bar_lines import KeyHint
from tui.app.widgets.lines import GUTTER_CELLS
from tui.domain.inputs import reset, stepped, written
from tui.domain.scenario import Scenario
from tui.domain.typed_numbers import plain_signs
from tui.views.line import Line, Span, line
from tui.views.text_layout import cell_width, filled, fitted, hanging, padded, wrapped

if TYPE_CHECKING:
    from tui.app.widgets.editor import Editor

BEGINS_A_NUMBER: Final = ".$("
LEAST_VALUE_CELLS: Final = 14
LEAST_LABEL_CELLS: Final = 10
UNUSED: Final = "Not used by the compared offers. "
ABOUT_LINES: Final = 3
"""So many lines of a field's help are shown; `?` has the rest."""
_SENTENCE_END: Final = re.compile(r"(?<=\.) |\n")


class WhatIfPane(Pane, inherit_bindings=False):
    """The form. It keeps what is being typed; the scenario belongs to the explorer."""

    TITLE = "3 What if"
    HELP = (
        "The inputs. `←` `→` change a field by one, with shift by a big step; a digit or enter "
        "types; every total follows at once. `*` marks what differs from its default; `⌫` "
        "resets it. `c` picks agencies by name, published figures, or what an overhead is paid for."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("what-if")]

    problem: var[str] = var("")

    @dataclass
    class Edited(Message):
        """The user changed an input."""

        scenario: Scenario
        entry: str = ""
        """Edits that follow each other in one entry are one step; empty: a step of its own."""
        words: str = ""

    @dataclass
    class Said(Message):
        """There is something to say."""

        words: str

    @dataclass
    class Ignored(Message):
        """A field holds what cannot be read (its title), or no longer does (empty)."""

        title: str

    @dataclass
    class Typing(Message):
        """An entry has begun, with these keys, or ended (none)."""

        hints: tuple[KeyHint, ...]

    @dataclass
    class Left(Message):
        """The user is done, or went on past the last field (1) or back past the first (-1)."""

        direction: int

    @dataclass
    class Wanted(Message):
        """The user wants to choose for a field, instead of typing."""

        field: Field

    def __init__(self, owner: Callable[[Message], None], widget_id: str, seen: Seen) -> None:
        super().__init__(owner, widget_id, seen)
        self.editor: Editor | None = None
        """What an entry is typed into; made when the first one begins."""
        self.editor_place = Container(id="editor-place")
        """Holds the editor over its field, and out of sight while nothing is typed.

        It is always there: the toolkit paints everything anew when a widget comes or goes.
        """
        self._entry: FieldEntry | None = None
        self._refusal = ""
        """Why what was typed or pasted last was not taken."""
        self._value_cells = (0, 0)
        """Where in its line the value under the cursor begins and ends."""
        self._set_fields()

    def see(self, seen: Seen) -> None:
        before, self.seen = self.comparison, seen
        if self.comparison is not before:
            self._set_fields()
        self.renew()

    def _set_fields(self) -> None:
        self._groups = groups(self.comparison)
        self._fields = {field.key: field for group in self._groups for field in group.fields}
        if self.cursor_key not in self._fields:
            self.set_reactive(WhatIfPane.cursor_key, next(iter(self._fields)))

    @property
    def field(self) -> Field:
        return self._fields[self.cursor_key or ""]

    @property
    def help(self) -> str:
        return f"{self.HELP} `{self.field.title}`: {self.field.help}"

    def rows_wanted(self, width: int) -> int:
        del width
        return len(self._fields) + len(self._groups) + ABOUT_LINES

    @property
    def subtitle(self) -> str:
        changed = sum(field.changed for field in self._fields.values())
        return f"{changed} changed *" if changed else "all defaults"

    def follow(self) -> None:
        """The cursor is on a field, whatever offer is highlighted."""

    def watch_problem(self, before: str, now: str) -> None:
        if bool(before) != bool(now):
            self.tell(self.Ignored(self.field.title if now else ""))

    def watch_cursor_key(self, before: str | None, now: str | None) -> None:
        super().watch_cursor_key(before, now)
        self._refusal = ""
        self.renew()
        self.reveal_cursor()

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        if self.screen.focused not in (self, self.editor):
            self._refusal = ""
        self.renew()

    def keep_place(self) -> None:
        super().keep_place()
        self._place_editor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._place_editor()

    # What is shown

    def basis(self) -> tuple[object, ...]:
        typing = self.editor.value if self.editor and self._entry else None
        wrong = (self.problem, self._refusal)
        return (self.comparison, self.cursor_key, typing, wrong, self.has_focus)

    def lines_for(self, width: int) -> Sequence[Line]:
        """Every field in its group; under the one with the cursor, what it means or what is wrong.

        The help stays when the pane loses the focus, so that no line moves under the mouse.
        """
        lines: list[Line] = []
        for group in self._groups:
            if not group.fields:
                continue
            lines.append(line((group.title, "heading")))
            for field in group.fields:
                lines += self._field_lines(field, width)
                if field.key == self.cursor_key:
                    lines += self._about(field, width)
        return lines

    def _about(self, field: Field, width: int) -> list[Line]:
        sentences = [f"{UNUSED if field.unused else ''}{field.help}", _more(field)]
        texts = _set_below(sentences, width)
        while len(texts) > ABOUT_LINES and (shorter := _without_last_sentence(sentences[0])):
            sentences = [shorter, _more(field), "… ?"]
            texts = _set_below(sentences, width)
        if len(texts) > ABOUT_LINES:
            last = fitted(f"{texts[ABOUT_LINES - 1]} …", width - len(" ?"))
            texts = [*texts[: ABOUT_LINES - 1], f"{last} ?"]
        wrong = self._refusal or self.problem
        style = "soft"
        if wrong or self._entry is not None:
            now = hanging("  ! ", wrong, width) if wrong else ()
            if not wrong and self._entry is not None:
                now = hanging("  ", self._entry.reading(self.comparison.scenario), width)
            # The lines below do not move with what is typed, as long as there is room.
            texts = [*now, *[""] * (len(texts) - len(now))]
            style = "error" if wrong else "edit"
        return [line((text, style), key=field.key) for text in texts]

    def _field_lines(self, field: Field, width: int) -> list[Line]:
        is_typed = field.key == self.cursor_key and self._entry is not None
        style = "accent" if field.kind == "action" else ""
        changed = Span(" *" if field.changed else "  ", "changed")
        if is_typed:
            # What is typed is painted by the editor, over the value.
            room, value = self._editor_cells(width), Span("")
        else:
            text = self._value(field, width)
            room, value = cell_width(text), Span(text, "soft" if field.unused else "strong")
        cells = width - room - 3
        title = " ".join(field.title.split())
        first = wrapped(title, cells)[0]
        further = title.removeprefix(first).strip()
        rest = hanging("  ", further, width) if further else ()
        at_right = Span(padded(value.text, room, "right"), value.styles)
        named = Span(filled(first, cells), style)
        return [
            Line((named, Span(" "), at_right, changed), field.key),
            *(line((text, style), key=field.key) for text in rest),
        ]

    def _value(self, field: Field, width: int) -> str:
        room = max(width - 3 - min(cell_width(field.title), LEAST_LABEL_CELLS), LEAST_VALUE_CELLS)
        if field.key != self.cursor_key or not self.has_focus or field.kind == "action":
            return fitted(field.value, room)
        text = f"‹ {field.value} ›"
        if cell_width(text) > room:
            self._value_cells = (width, width)
            return fitted(field.value, room)
        self._value_cells = (width - 2 - cell_width(text), width - 2)
        return text

    def lit(self) -> dict[str | None, str]:
        """While something is typed, the editor has the focus, and its field is lit as before."""
        return super().lit() | ({self.cursor_key: "cursor"} if self._entry is not None else {})

    def _paint(self, index: int, state: str, base: Style) -> Strip:
        """Let only the field be bold where the cursor is, not the words about it under it."""
        if state and index and self.lines[index - 1].key == self.lines[index].key:
            base += Style(bold=False)
        return super()._paint(index, state, base)

    def _place_editor(self) -> None:
        places = self.places(self.cursor_key)
        if self._entry is None or not places:
            return
        x, y, width, height = self.scrollable_content_region
        room = self._editor_cells(width - GUTTER_CELLS)
        row = places[0] - self.scroll_offset.y
        self.editor_place.styles.width = room
        up = y + row if 0 <= row < height else -1
        self.editor_place.styles.offset = (x + width - 2 - room, up)

    def _editor_cells(self, width: int) -> int:
        """How wide the editor is: as a value, until more is typed than that shows."""
        entry, editor = self._entry, self.editor
        if entry is None or editor is None:
            return 0
        room = max(width - cell_width(entry.field.title) - 3, LEAST_VALUE_CELLS)
        return min(room, LEAST_VALUE_CELLS) if len(editor.value) < LEAST_VALUE_CELLS else room

    # What is typed

    async def take_key(self, event: events.Key) -> bool:
        """Type into the field, or begin to; False: the key is a command."""
        if self._entry is None or self.editor is None:
            if not self._begins(event.character):
                return False
            return await (await self._begin()).take_key(event)
        match event.key:
            case "enter":
                if self._confirms():
                    self.tell(self.Left(1))
            case "tab" | "shift+tab":
                self.action_field(1 if event.key == "tab" else -1)
            case "down" | "up":
                self.action_along(1 if event.key == "down" else -1)
            case "escape":
                self.cancel()
            case _:
                return await self.editor.take_key(event)
        return True

    def _begins(self, character: str | None) -> bool:
        if character is None or not self.field.is_typed:
            return False
        signs = BEGINS_A_NUMBER if self.field.kind != "month" else ""
        return character.isdecimal() or plain_signs(character) in signs

    async def _begin(self, text: str = "") -> "Editor":
        if self.editor is None:
            from tui.app.widgets.editor import MOST_OF_A_NUMBER, Editor

            editor = Editor("", self._typed, self._refused, most=MOST_OF_A_NUMBER)
            editor.id = "field-editor"
            await self.editor_place.mount(editor)
            self.editor = editor
        self._entry = entry = FieldEntry(self.field, self.comparison.scenario)
        self.editor.accepts = entry.read
        self._refusal = ""
        self.editor.hold(text, selected=True)
        self._place_editor()
        self.add_class("-typing")
        self.screen.set_focus(self.editor, scroll_visible=False)
        self.tell(self.Typing(tuple(KeyHint(*hint) for hint in entry.hints)))
        self.renew()
        return self.editor

    def _typed(self, text: str) -> None:
        """Ask for the scenario that a text makes; where it makes none, for the one before."""
        if self._entry is None:
            return
        self._refusal = ""
        try:
            scenario, problem = self._entry.read(text), ""
        except ValueError as refusal:
            scenario, problem = self._entry.before, str(refusal)
        self.problem = problem
        self._ask(scenario, self._entry.field.key)
        self._place_editor()
        self.renew()
        self.reveal_cursor()

    def _refused(self, reason: str) -> None:
        self._refusal = reason
        self.renew()

    def _ask(self, scenario: Scenario, entry: str = "", words: str = "") -> None:
        if scenario != self.comparison.scenario:
            self.tell(self.Edited(scenario, entry, words))

    async def on_paste(self, event: events.Paste) -> None:
        if not self.field.is_typed:
            return
        event.stop()
        editor = await self._begin()
        editor.paste(event.text)
        if self._refusal:
            refusal, self._refusal = self._refusal, ""
            self.finish()
            self._refused(refusal)

    def finish(self) -> None:
        """End the entry; say so if what was typed could not be read and is dropped."""
        entry, editor = self._entry, self.editor
        if entry is None or editor is None:
            return
        self._entry = None
        problem, self.problem, self._refusal = self.problem, "", ""
        if self.screen.focused is editor:
            self.screen.set_focus(self, scroll_visible=False)
        self.editor_place.styles.offset = (0, -1)
        self.remove_class("-typing")
        self.tell(self.Typing(()))
        if problem:
            self.tell(self.Said(f"{entry.field.title} stays {entry.field.value}: {problem}"))
        self.renew()

    def cancel(self) -> bool:
        """Put back what was there before the entry; False where nothing was being typed."""
        entry, now = self._entry, self.comparison.scenario
        if entry is None:
            return False
        self.problem = ""
        self.finish()
        title, value = entry.field.title, entry.field.value
        if now == entry.before:
            self.tell(self.Said(f"{title} stays {value}"))
        else:
            self._ask(entry.before, "", f"{title} back to {value} · u: {entry.shown(now)} again")
        return True

    def _confirms(self) -> bool:
        if not self.problem:
            self.finish()
        return not self.problem

    # Keys

    def action_step(self, direction: int, *, big: bool = False) -> None:
        now, field = self.comparison.scenario, self.field
        if field.kind != "action":
            self._refusal = ""
            steps = direction * (field.stride if big else field.step)
            self._ask(stepped(now, field.key, steps, today=self.comparison.as_of), field.key)

    def action_stride(self, direction: int) -> None:
        self.action_step(direction, big=True)

    def action_reset(self) -> None:
        if self.field.kind != "action":
            default = reset(self.comparison.scenario, self.field.key)
            if default == self.comparison.scenario:
                self.tell(self.Said(f"{self.field.title}: already the default"))
            else:
                self._ask(default)

    def action_want(self) -> None:
        self.finish()
        self.tell(self.Wanted(self.field))

    async def action_enter(self) -> None:
        if self.field.is_typed:
            await self._begin(written(self.comparison.scenario, self.field.key))
        elif self.field.kind == "action":
            self.action_want()
        else:
            self.action_step(1)

    def action_along(self, steps: int) -> None:
        if self._confirms():
            self.action_move(steps)

    def action_field(self, steps: int) -> None:
        if not self._confirms():
            return
        end = self.keys[0 if steps < 0 else -1]
        if self.cursor_key == end:
            self.tell(self.Left(steps))
        else:
            self.action_move(steps)

    def move_to(self, key: str) -> None:
        self.cursor_key = key

    async def _on_click(self, event: events.Click) -> None:
        """Go to a field; on the one under the cursor an arrow steps, and the rest is enter."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        key = self.line_key_at(offset.y) if offset is not None else None
        if key is None or offset is None:
            return
        if key == self.cursor_key and offset.y + self.scroll_offset.y == self.places(key)[0]:
            first, end = self._value_cells
            x = offset.x - GUTTER_CELLS
            steps = -1 if first <= x < first + 2 else 1 if end - 2 <= x < end else 0
            if steps:
                self.action_step(steps)
            else:
                await self.action_enter()
        elif event.chain == 2:
            # The help has opened under the field of the first click: other lines lie here now.
            await self.action_enter()
        else:
            self.cursor_key = key


def _set_below(sentences: Sequence[str], width: int) -> list[str]:
    """Wrap each line of the sentences about a field."""
    parts = " ".join(filter(None, sentences)).split("\n")
    return [text for part in parts for text in hanging("  ", part, width)]


def _without_last_sentence(text: str) -> str:
    """Leave out the last of several sentences or lines; empty where there is only one."""
    *_, end = [0, *(found.start() for found in _SENTENCE_END.finditer(text))]
    return text[:end]


def _more(field: Field) -> str:
    return f"c: {field.more}." if field.more else ""
