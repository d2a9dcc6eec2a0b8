"""The inputs that the what-if pane shows, in groups. Pure: a comparison in, fields out.

Titles, steps and help come from the scenario's own description of its inputs and from the
catalog's assumptions; nothing is described here a second time.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Assumption, Offer, PriceLine
from tui.domain.inputs import input_of, is_changed, written
from tui.domain.money import unit_price
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, INPUTS, Overhead, Scenario
from tui.views.words import price_words

Kind = Literal["count", "month", "choice", "money", "action"]

ADD_OVERHEAD: Final = "overhead+"
CHOICE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "after": dict(AFTER_WORDS.items()),
    "charge": dict(CHARGE_WORDS.items()),
}


class Field(NamedTuple):
    """One line of the form."""

    key: str
    """The input's name, as `--set` has it."""
    title: str
    kind: Kind
    value: str
    """What it holds, in words."""
    help: str
    changed: bool
    step: int = 1
    stride: int = 10
    more: str = ""
    """What `c` opens, in a word or two; empty: nothing."""


class Group(NamedTuple):
    """Fields that belong together."""

    title: str
    fields: tuple[Field, ...]


def groups(comparison: Comparison) -> tuple[Group, ...]:
    """Give all inputs of the scenario, in groups."""
    scenario = comparison.scenario
    plain = ("agencies", "months", "users_per_agency", "ramp_months", "start")
    return (
        Group("Who and how long", tuple(_plain(scenario, name) for name in plain)),
        Group("After the offer", (_after(comparison), _plain(scenario, "charge"))),
        Group("Assumptions", tuple(_assumptions(comparison))),
        Group("Overheads", tuple(_overheads(scenario))),
        Group("Agencies of one offer", tuple(_agencies_for(comparison))),
    )


def _plain(scenario: Scenario, name: str) -> Field:
    described = INPUTS[name]
    kind = input_of(scenario, name).kind
    assert kind in ("count", "month", "choice")
    value = written(scenario, name)
    if name == "start" and scenario.start is None:
        value = "as announced"
    if name == "ramp_months" and scenario.ramp_months <= 1:
        value = "all at once"
    words = described.help
    if name in CHOICE_WORDS:
        chosen = CHOICE_WORDS[name][getattr(scenario, name)]
        words = f"{chosen[0].upper()}{chosen[1:]}."
    return Field(
        name, described.title, kind, value, words, is_changed(scenario, name),
        described.step, described.stride, "pick by name" if name == "agencies" else "",
    )  # fmt: skip


def _after(comparison: Comparison) -> Field:
    """What follows an agreement, with what that means for each compared offer."""
    field = _plain(comparison.scenario, "after")
    words = [field.help, *(end_words(comparison, standing) for standing in comparison.standings)]
    return field._replace(help="\n".join(words))


def end_words(comparison: Comparison, standing: Standing) -> str:
    """Say what happens to one offer when its agreement ends, and where the price is from."""
    offer = standing.offer
    if offer.last_day is None:
        return f"{offer.short}: no end is published."
    then = {
        "repeat": "the same price, assumed",
        "stop": "nothing",
        "list": "no list price is published",
    }[comparison.scenario.after]
    if comparison.scenario.after == "list" and offer.list_price is not None:
        sources = comparison.catalog.sources
        publishers = (sources[each].publisher for each in offer.list_price.sources)
        where = ", ".join(dict.fromkeys(publishers))
        then = f"{price_words(offer.list_price.lines)}, assumed ({where})"
    return f"{offer.short} ends {offer.last_day}: {then}."


def _assumptions(comparison: Comparison) -> Iterator[Field]:
    """Yield the assumptions that a compared offer may ask for."""
    catalog, scenario = comparison.catalog, comparison.scenario
    asked: dict[str, Assumption] = {}
    for standing in comparison.standings:
        for line in _all_lines(standing.offer):
            if line.assume is not None:
                asked[line.assume] = catalog.assumptions[line.assume]
    for name, assumption in asked.items():
        key = f"assume.{name}"
        value = written(scenario, key)
        yield Field(
            key,
            assumption.title,
            "money",
            value or "not given",
            f"In {assumption.unit}. {assumption.help}".rstrip(),
            is_changed(scenario, key),
            more="published figures" if assumption.suggestions else "",
        )


def _all_lines(offer: Offer) -> Iterator[PriceLine]:
    for reading in offer.readings:
        yield from reading.lines
    if offer.list_price is not None:
        yield from offer.list_price.lines


def _overheads(scenario: Scenario) -> Iterator[Field]:
    for overhead in scenario.overheads:
        yield Field(
            f"overhead.{overhead.id}.price",
            overhead.label,
            "money",
            overhead_words(overhead),
            "A cost beside the agreements. c changes what it is paid for, or removes it.",
            True,
            more="change or remove",
        )
    yield Field(
        ADD_OVERHEAD, "Add an overhead …", "action", "",
        "Training, integration, governance, support, hosting, exit.", False, more="add",
    )  # fmt: skip


def overhead_words(overhead: Overhead) -> str:
    """Say an overhead's price briefly: `$250.00/user once`, `$4,000.00/month for all`."""
    unit = "" if overhead.unit == "flat" else f"/{overhead.unit}"
    per = " once" if overhead.per == "once" else f"/{overhead.per}"
    for_all = " for all" if overhead.unit == "flat" else ""
    return f"{unit_price(overhead.price)}{unit}{per}{for_all}"


def _agencies_for(comparison: Comparison) -> Iterator[Field]:
    described = INPUTS["agencies_for"]
    for standing in comparison.standings:
        key = f"agencies_for.{standing.offer.id}"
        value = written(comparison.scenario, key) or "as above"
        changed = is_changed(comparison.scenario, key)
        yield Field(key, standing.offer.short, "count", value, described.help, changed)


def suggestions(comparison: Comparison, key: str) -> Sequence[tuple[str, str, str]]:
    """Give the published figures for an assumption: the text to enter, its label, its sources."""
    catalog = comparison.catalog
    assumption = catalog.assumptions[key.removeprefix("assume.")]
    return [
        (
            f"{each.value:f}",
            each.label,
            "; ".join(catalog.sources[source].title for source in each.sources),
        )
        for each in assumption.suggestions
    ]
