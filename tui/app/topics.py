"""What the explorer asks for in the line above the bottom: filter, as-of day, rate, name."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from tui.app.model import Model
from tui.app.widgets.prompt import Topic
from tui.domain.calendar import EARLIEST, LATEST, add_months
from tui.views.day import status_words
from tui.views.words import parse_discount

Show = Callable[[str | None], None]
"""Shows the model, and says some words; None: what was said last stays."""


class FilterTopic(Topic):
    """Find offers by any word in them."""

    kept_by_a_click = True

    def __init__(self, model: Model, show: Show) -> None:
        super().__init__("/", model.sought)
        self._model, self._show = model, show
        self._before = model.highlighted

    def meaning(self, text: str) -> str:
        self._seek(text)
        if self._model.found is None:
            return "any word: vendor, product, answers, terms, models, sources"
        count = len(self._model.found)
        return f"{count} found · enter · esc: all" if count else "nothing found · esc: all"

    def take(self, text: str) -> None:
        self._seek(text)

    def _seek(self, text: str) -> None:
        """Stay with the offer that was highlighted, if it is found."""
        if self._before in self._model.catalog.offers:
            self._model.highlighted = self._before
        self._model.seek(text)
        self._show(None)

    def drop(self) -> None:
        self.take("")


class DayTopic(Topic):
    """Look at the agreements on another day."""

    kept_by_a_click = True

    def __init__(self, model: Model, show: Show) -> None:
        self._before = model.as_of
        super().__init__("As-of date", str(model.as_of))
        self._model, self._show = model, show

    def _look_on(self, day: date) -> None:
        self._model.look_on(day)
        self._show(None)

    def meaning(self, text: str) -> str:
        try:
            day = read_day(text)
        except ValueError as refusal:
            self._look_on(self._before)
            raise ValueError(f"still {self._before} · {refusal}") from None
        self._look_on(day)
        model = self._model
        status = status_words(model.catalog, model.offer, model.as_of)
        return f"{model.offer.short}: {status} · ↑↓ a month · enter · esc"

    def stepped(self, text: str, direction: int) -> str:
        del text
        return str(add_months(self._model.as_of, direction))

    def drop(self) -> None:
        self._look_on(self._before)


class RateTopic(Topic):
    """Show present values at a rate, typed with the edition it is from."""

    kept_by_a_click = True

    def __init__(self, model: Model, show: Show) -> None:
        now = model.discount
        super().__init__("Discount rate", f"{now.rate} {now.edition}" if now else "")
        self._model, self._show = model, show

    def meaning(self, text: str) -> str:
        typed = parse_discount(text)
        return (
            typed.words
            if typed
            else "percent a year and its source, e.g. 7 OMB A-94 (1992); empty: none"
        )

    def take(self, text: str) -> None:
        self._model.discount = parse_discount(text)
        self._show(None)


class NameTopic(Topic):
    """Save the scenario under a name."""

    def __init__(self, model: Model, show: Show) -> None:
        super().__init__("Save as", model.scenario.name)
        self._model, self._show = model, show

    def take(self, text: str) -> None:
        self._show(self._model.save_as(" ".join(text.split())))


TOPICS: Final[Mapping[str, Callable[[Model, Show], Topic]]] = {
    "filter": FilterTopic,
    "day": DayTopic,
    "rate": RateTopic,
    "name": NameTopic,
}


def read_day(text: str) -> date:
    """Read a day as it is typed: `2026-11-21`. Raises `ValueError` with a sentence."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("not a date (write 2026-11-21)") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"not a date from {EARLIEST} to {LATEST}")
    return day
