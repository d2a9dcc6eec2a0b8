"""The keys that ask for a text in the line above the bottom: the filter, the as-of day."""

from datetime import date

from textual import on

from tui.app.values import ExplorerValues
from tui.app.widgets.prompt import Prompt
from tui.domain.calendar import EARLIEST, LATEST, add_months
from tui.domain.deals import status_on
from tui.report.discount import parse_discount

FILTER = "filter"
AS_OF = "as-of"
DISCOUNT = "discount"


class PromptActions(ExplorerValues):
    """Ask, follow what is typed, and go back to the pane that had the focus."""

    _focus_after_prompt: str = ""
    _day_before: date = date.min

    def prompt(self) -> Prompt | None:
        """What is being asked for, if anything."""
        return next((prompt for prompt in self.query(Prompt) if not prompt.is_left), None)

    def ask(self, name: str, label: str, text: str) -> None:
        """Ask for a text, unless something is being asked for already."""
        self.end_typing()
        if self.prompt() is None:
            self._focus_after_prompt = (self.focused.id or "") if self.focused else ""
            self.mount(Prompt(name, label, text), before="#key-bar")

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
        if prompt is None:
            return
        if message.name == FILTER:
            self.sought = message.text
            prompt.mean(self._found_words())
            return
        if message.name not in (DISCOUNT, AS_OF):
            return
        try:
            if message.name == DISCOUNT:
                typed = parse_discount(message.text)
                prompt.mean(typed.words if typed else "percent a year and edition; empty: none")
                return
            self.as_of = read_day(message.text)
            status = status_on(self.offer, self.as_of, self.catalogue.as_of)
            prompt.mean(f"{self.offer.short}: {status} · ↑↓ a month · enter · esc")
        except ValueError as refusal:
            prompt.mean(str(refusal), wrong=True)

    @on(Prompt.Stepped)
    def _step(self, message: Prompt.Stepped) -> None:
        prompt = self.prompt()
        if prompt is not None and message.name == AS_OF:
            prompt.set_text(str(add_months(self.as_of, message.direction)))

    @on(Prompt.Done)
    def _leave(self, message: Prompt.Done) -> None:
        prompt = self.prompt()
        if prompt is None:
            return
        prompt.is_left = True
        if message.name == FILTER:
            self.sought = message.text if message.kept else ""
            if self.found and self.highlighted not in self.found:
                self.highlighted = next(iter(self.found))
        elif message.name == DISCOUNT:
            self._take_discount(message)
        elif message.name == AS_OF and not message.kept:
            self.as_of = self._day_before
        # The focus goes first: removing what has it would send it somewhere else.
        self.action_go(self._focus_after_prompt or "offers")
        prompt.remove()
        self.prompt_done(message)

    def prompt_done(self, message: Prompt.Done) -> None:
        """Take a text that was asked for elsewhere."""

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


def read_day(text: str) -> date:
    """Read a day as it is typed: `2026-11-21`. Raises `ValueError` with a sentence."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("a day is needed, like 2026-11-21") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"a day from {EARLIEST} to {LATEST} is needed")
    return day
