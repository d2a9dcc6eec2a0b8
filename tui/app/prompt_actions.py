"""The keys that ask for a text in the line above the bottom: the filter, the as-of day."""

from datetime import date

from textual import events, on
from textual.widget import AwaitMount

from tui.app.hints import hint_for
from tui.app.values import ExplorerValues
from tui.app.widgets.prompt import Prompt
from tui.domain.calendar import EARLIEST, LATEST, add_months
from tui.domain.deals import status_on
from tui.views.layout import cell_width
from tui.views.words import parse_discount

FILTER = "filter"
AS_OF = "as-of"
DISCOUNT = "discount"
KEPT_BY_A_CLICK = (FILTER, AS_OF, DISCOUNT)
"""What a click elsewhere takes as enter does; whatever else was typed is dropped then."""
LEAST_TEXT_CELLS = 12
"""So many cells what is typed has at least; what it means gives way."""


class PromptActions(ExplorerValues):
    """Ask, follow what is typed, and go back to the pane that had the focus."""

    _focus_after_prompt: str = ""
    _day_before: date = date.min
    _label_cells = 0
    _prompt: Prompt | None = None
    _asking: AwaitMount | None = None
    """The prompt that is on its way to the screen."""

    def prompt(self) -> Prompt | None:
        """What is being asked for, if anything."""
        return self._prompt

    def ask(self, name: str, label: str, text: str) -> None:
        """Ask for a text, unless something is being asked for already."""
        self.end_typing()
        if self.prompt() is None:
            self._focus_after_prompt = (self.focused.id or "") if self.focused else ""
            self._label_cells = cell_width(label)
            self._prompt = Prompt(name, label, text)
            self._asking = self.mount(self._prompt, before="#key-bar")

    async def take_prompt_key(self, prompt: Prompt, event: events.Key) -> bool:
        """Let what is being asked for take a key now, before the keys typed after it.

        False: it is not a key for a text.
        """
        if self._asking is not None:
            asking, self._asking = self._asking, None
            await asking
        match await prompt.take(event):
            case None:
                return False
            case Prompt.Typed() as typed:
                self._follow(typed)
            case Prompt.Stepped() as stepped:
                self._step(stepped)
            case Prompt.Done() as done:
                self._leave(done)
        return True

    def action_filter(self) -> None:
        """Find offers by any word in them."""
        self.action_go("offers")
        self.ask(FILTER, "/", self.sought)
        self.call_after_refresh(lambda: self.index)

    def action_as_of(self) -> None:
        """Look at the agreements on another day."""
        self._day_before = self.as_of
        self.ask(AS_OF, "As-of day", str(self.as_of))

    def action_discount(self) -> None:
        """Show present values at a rate, typed with the edition it is from."""
        now = self.discount
        text = f"{now.rate} {now.edition}" if now else ""
        self.ask(DISCOUNT, "Discount rate", text)

    def action_go(self, name: str) -> None:
        """Go to a pane."""
        raise NotImplementedError  # the explorer knows its panes

    @on(Prompt.Typed)
    def _follow(self, message: Prompt.Typed) -> None:
        prompt = self.prompt()
        if prompt is None or prompt.topic != message.name:
            return
        if message.name == FILTER:
            self.sought = prompt.text
            self._mean(prompt, self._found_words())
            return
        if message.name not in (DISCOUNT, AS_OF):
            return
        try:
            if message.name == DISCOUNT:
                typed = parse_discount(prompt.text)
                words = typed.words if typed else "percent a year and edition; empty: none"
                self._mean(prompt, words)
                return
            self.as_of = read_day(prompt.text)
            status = status_on(self.offer, self.as_of, self.catalog.as_of)
            self._mean(prompt, f"{self.offer.short}: {status} · ↑↓ a month · enter · esc")
        except ValueError as refusal:
            self._mean(prompt, str(refusal), wrong=True)

    def _mean(self, prompt: Prompt, words: str, *, wrong: bool = False) -> None:
        """Say what the text means, in the room that its label and the text leave."""
        blanks = 4
        room = self.size.width - self._label_cells - LEAST_TEXT_CELLS - blanks
        prompt.mean(hint_for(words, room), wrong=wrong)

    @on(Prompt.Stepped)
    def _step(self, message: Prompt.Stepped) -> None:
        prompt = self.prompt()
        if prompt is not None and message.name == AS_OF:
            prompt.set_text(str(add_months(self.as_of, message.direction)))
            self._follow(Prompt.Typed(message.name, prompt.text))

    @on(Prompt.Done)
    def _leave(self, message: Prompt.Done) -> None:
        prompt, sender = self.prompt(), message._sender
        # One that is gone tells once more that it has lost the focus.
        if prompt is None or (isinstance(sender, Prompt) and sender is not prompt):
            return
        message.kept = message.kept and (message.name in KEPT_BY_A_CLICK or has_focus(prompt))
        self._prompt = None
        if message.name == FILTER:
            self.sought = message.text if message.kept else ""
            if self.found and self.highlighted not in self.found:
                self.highlighted = next(iter(self.found))
        elif message.name == DISCOUNT:
            self._take_discount(message)
        elif message.name == AS_OF:
            self._take_day(message)
        # The focus goes first: removing what has it would send it somewhere else.
        self.action_go(self._focus_after_prompt or "offers")
        prompt.remove()
        self.prompt_done(message)

    def prompt_done(self, message: Prompt.Done) -> None:
        """Take a text that was asked for elsewhere."""

    def _take_day(self, message: Prompt.Done) -> None:
        if not message.kept:
            self.as_of = self._day_before
            return
        try:
            self.as_of = read_day(message.text)
        except ValueError as refusal:
            self.say(f"still as of {self.as_of}: {refusal}")

    def _take_discount(self, message: Prompt.Done) -> None:
        if not message.kept:
            return
        try:
            self.discount = parse_discount(message.text)
        except ValueError as refusal:
            self.say(str(refusal))

    def _found_words(self) -> str:
        if self.found is None:
            return "any word: vendor, product, terms, models, sources"
        count = len(self.found)
        return f"{count} found · enter · esc: all" if count else "nothing found · esc: all"


def has_focus(prompt: Prompt) -> bool:
    """Tell whether somebody is still typing into it."""
    focused = prompt.screen.focused
    return focused is not None and prompt in focused.ancestors


def read_day(text: str) -> date:
    """Read a day as it is typed: `2026-11-21`. Raises `ValueError` with a sentence."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("a day is needed, like 2026-11-21") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"a day from {EARLIEST} to {LATEST} is needed")
    return day
