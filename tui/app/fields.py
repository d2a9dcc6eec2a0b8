"""The inputs that the what-if pane shows, in groups. Pure: a comparison in, fields out.

Titles, kinds, steps and help come from the table of inputs and from the catalog's assumptions;
nothing is described here a second time.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Offer, PriceLine
from tui.domain.inputs import (
    FOR_ONE,
    Kind,
    ScenarioInput,
    entered,
    figure_text,
    input_of,
    inputs_of,
)
from tui.domain.money import unit_price
from tui.domain.scenario import INPUTS, Overhead, Scenario
from tui.views.line import Line, line, styled
from tui.views.text_layout import hanging
from tui.views.words import PER_WORDS, UNIT_WORDS, price_words

ADD_OVERHEAD: Final = "overhead+"


class Field(NamedTuple):
    """One line of the form."""

    key: str
    """The input's name, as `--set` has it."""
    title: str
    kind: Kind | Literal["action"]
    value: str
    """What it holds, in words."""
    help: str
    changed: bool = False
    step: int = 1
    stride: int = 10
    more: str = ""
    """What `c` opens, in a word or two; empty: nothing."""
    unused: bool = False

    @property
    def is_typed(self) -> bool:
        return self.kind in ("count", "money", "month")


class FieldEntry(NamedTuple):
    """A field while something is typed into it."""

    field: Field
    before: Scenario

    def read(self, text: str) -> Scenario:
        """The scenario that a text makes. Raises `ValueError` with a sentence."""
        return entered(self.before, self.field.key, text)

    def shown(self, scenario: Scenario) -> str:
        one = input_of(scenario, self.field.key)
        return one.show(one.get(scenario))

    def reading(self, scenario: Scenario) -> str:
        """Say what is read, and what was there before: `40,000 · was 24`."""
        return f"= {self.shown(scenario)} · was {self.field.value}"

    @property
    def hints(self) -> Sequence[tuple[str, str, str]]:
        """What keys do while typing: their label, words and action."""
        examples = {"month": [("2026-12", "or 2026-12-01", "")]}
        numbers = [("40k", "= 40,000", ""), ("55.04*730", "", "")]
        return (
            ("enter", "done", "type_key('enter')"),
            ("tab", "next", "type_key('tab')"),
            ("esc", f"back to {self.field.value}", "type_key('escape')"),
            *examples.get(self.field.kind, numbers),
        )


class Group(NamedTuple):
    """Fields that belong together."""

    title: str
    fields: tuple[Field, ...]


def groups(comparison: Comparison) -> tuple[Group, ...]:
    catalog, scenario = comparison.catalog, comparison.scenario
    compared = [standing.offer.id for standing in comparison.standings]
    inputs = list(inputs_of(catalog, scenario, compared))

    def fields(chosen: Iterable[ScenarioInput]) -> tuple[Field, ...]:
        return tuple(_field(comparison, one) for one in chosen)

    whole = [one for one in inputs if not one.name]
    assumed = {one.name: one for one in inputs if one.field == "assume"}
    overheads = fields(one for one in inputs if one.field == "overheads")
    return (
        Group(
            "Who and how long",
            fields(one for kind in ("count", "month") for one in whole if one.kind == kind),
        ),
        Group("How it is counted", fields(one for one in whole if one.kind == "choice")),
        Group("Assumptions", fields(assumed[name] for name in _asked(comparison))),
        Group("Overheads", (*overheads, _ADD)),
        *(
            Group(about.title, fields(one for one in inputs if one.field == field))
            for field, about in INPUTS.items()
            if field.endswith(FOR_ONE)
        ),
    )


_ADD: Final = Field(
    ADD_OVERHEAD, "Add an overhead …", "action", "",
    "Training, integration, governance, support, hosting, exit.", more="add",
)  # fmt: skip


def _field(comparison: Comparison, one: ScenarioInput) -> Field:
    catalog, scenario = comparison.catalog, comparison.scenario
    value = one.get(scenario)
    field = Field(
        one.key, one.title, one.kind, one.show(None) if value is None else one.write(value),
        _sentence(one.meaning(one.counted(scenario))), value != one.default,
        one.about.step, one.about.stride, unused=_is_unused(comparison, one),
    )  # fmt: skip
    if one.field.endswith(FOR_ONE):
        field = field._replace(title=catalog.offers[one.name].short)
        return field if value is not None else field._replace(value="as above")
    match one.field:
        case "agencies":
            return field._replace(more="pick by name")
        case "ramp_months" if value <= 1:
            return field._replace(value="all at once")
        case "after":
            ends = (end_words(comparison, standing) for standing in comparison.standings)
            return field._replace(help="\n".join((field.help, *ends)))
        case "assume":
            figures = catalog.assumptions[one.name].suggestions
            words = f"In {one.unit}. {one.help}".rstrip()
            return field._replace(help=words, more="published figures" if figures else "")
        case "overheads":
            return _overhead_field(field, scenario, one.name)
    return field


def _is_unused(comparison: Comparison, one: ScenarioInput) -> bool:
    if one.field != "assume":
        return one.key.removesuffix(".price") in comparison.unused
    quotes = (standing.quote for standing in comparison.standings)
    return all(
        line.assumption != one.name or not line.is_charged
        for quote in quotes
        for line in quote.lines
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}." if words else ""


def _overhead_field(field: Field, scenario: Scenario, overhead_id: str) -> Field:
    overhead = next(each for each in scenario.overheads if each.id == overhead_id)
    return field._replace(
        value=overhead_price(overhead),
        help=f"Paid{UNIT_WORDS[overhead.unit]} {PER_WORDS[overhead.per]}, on top of the offers.",
        more="change or remove",
    )


def end_words(comparison: Comparison, standing: Standing) -> str:
    offer, catalog = standing.offer, comparison.catalog
    if offer.last_day is None:
        return f"{offer.short}: no end is published."
    after, successor = comparison.scenario.after_of(offer.id), catalog.successor(offer)
    then = {
        "repeat": "the same price, assumed",
        "stop": "nothing",
        "list": "no list price is published",
        "successor": "nothing is known of what followed",
    }[after]
    if after == "successor" and successor is not None:
        then = f"{successor.product}, from {successor.starts} on"
    if after == "list" and offer.list_price is not None:
        sources = catalog.sources
        publishers = (sources[each].publisher for each in offer.list_price.sources)
        where = ", ".join(dict.fromkeys(publishers))
        then = f"{price_words(offer.list_price.lines)}, assumed ({where})"
    return f"{offer.short} ends {offer.last_day}: {then}."


def _asked(comparison: Comparison) -> Iterable[str]:
    """The assumptions that a compared offer, or one that follows it, may ask for, each once."""
    offers = (
        offer
        for standing in comparison.standings
        for offer in (standing.offer, *(stage.offer for stage in standing.quote.stages))
    )
    lines = (line for offer in offers for line in price_lines(offer))
    return dict.fromkeys(line.assume for line in lines if line.assume is not None)


def price_lines(offer: Offer) -> Iterator[PriceLine]:
    for reading in offer.readings:
        yield from reading.lines
    if offer.list_price is not None:
        yield from offer.list_price.lines


def overhead_price(overhead: Overhead) -> str:
    """Say an overhead's price briefly: `$250/user once`, `$4,000/month for all`."""
    unit = "" if overhead.unit == "flat" else f"/{overhead.unit}"
    per = " once" if overhead.per == "once" else f"/{overhead.per}"
    for_all = " for all" if overhead.unit == "flat" else ""
    return f"{unit_price(overhead.price).removesuffix('.00')}{unit}{per}{for_all}"


def suggestion_lines(
    comparison: Comparison, key: str, width: int, *, chosen: str | None = ""
) -> list[Line]:
    """List the published figures for an assumption, each under its key and value: `KEY=VALUE`.

    With `chosen`, a value or None, a sign tells which one it is.
    """
    catalog = comparison.catalog
    assumption = catalog.assumptions[key.removeprefix("assume.")]
    lines: list[Line] = []
    for each in assumption.suggestions:
        value = f"{each.value:f}"
        sign = "" if chosen == "" else "● " if value == chosen else "○ "
        figure = (figure_text(each.value, assumption.unit), "strong")
        lines.append(line((sign, "accent"), figure, key=f"{key}={value}"))
        sources = "; ".join(catalog.sources[source].title for source in each.sources)
        words = hanging("  " + " " * len(sign), f"{each.label} [{sources}]", width)
        lines += styled(words, "soft", f"{key}={value}")
    return lines
