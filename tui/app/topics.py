"""What the explorer asks for in the line above the bottom: filter, as-of day, rate, name."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from tui.app.model import Model
from tui.app.widgets.prompt import Topic
from tui.domain.calendar import add_months, parse_day
from tui.views.day import status_words
from tui.views.words import parse_discount

Show = Callable[[str | None], None]
"""Shows the model and a message; None: the last message stays."""


def _filter(model: Model, show: Show) -> Topic:
    """Find offers by any word in them."""
    highlighted = model.highlighted

    def seek(text: str) -> None:
        """Stay with the offer that was highlighted, if it is found."""
        if highlighted in model.catalog.offers:
            model.highlighted = highlighted
        model.seek(text)
        show(None)

    def meaning(text: str) -> str:
        seek(text)
        if model.found is None:
            return "any word: vendor, product, answers, terms, models, sources"
        count = len(model.found)
        return f"{count} found · enter · esc: all" if count else "nothing found · esc: all"

    drop = partial(seek, "")
    return Topic("/", model.sought, seek, meaning, drop=drop, kept_by_a_click=True)


def _day(model: Model, show: Show) -> Topic:
    """Look at the agreements on another day."""
    before = model.as_of

    def look_on(day: date) -> None:
        model.look_on(day)
        show(None)

    def meaning(text: str) -> str:
        try:
            day = parse_day(text.strip())
        except ValueError as refusal:
            look_on(before)
            raise ValueError(f"still {before} · {refusal}") from None
        look_on(day)
        status = status_words(model.catalog, model.offer, model.as_of)
        return f"{model.offer.short}: {status} · ↑↓ a month · enter · esc"

    return Topic(
        "As-of date",
        str(before),
        meaning=meaning,
        step=lambda direction: str(add_months(model.as_of, direction)),
        drop=partial(look_on, before),
        kept_by_a_click=True,
    )


def _rate(model: Model, show: Show) -> Topic:
    """Show present values at a rate, typed with the edition it is from."""
    now = model.discount

    def meaning(text: str) -> str:
        typed = parse_discount(text)
        usual = "empty: none · percent and source, e.g. 7 OMB A-94 (1992)"
        return typed.words if typed else usual

    def take(text: str) -> None:
        model.discount = parse_discount(text)
        show(None)

    text = f"{now.rate} {now.edition}" if now else ""
    return Topic("Discount rate", text, take, meaning, kept_by_a_click=True)


def _name(model: Model, show: Show) -> Topic:
    """Save the scenario under a name."""

    def save(text: str) -> None:
        show(model.save_as(" ".join(text.split())))

    return Topic("Save as", model.scenario.name, save)


TOPICS: Final[Mapping[str, Callable[[Model, Show], Topic]]] = {
    "filter": _filter,
    "day": _day,
    "rate": _rate,
    "name": _name,
}
