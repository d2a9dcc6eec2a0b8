"""What every answer of the analysis has on paper: a heading, totals, notes under a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from tui.domain.analysis.cost_curve import Over, with_number
from tui.domain.caveats import unused_inputs
from tui.domain.comparison import Case, Standing, compare
from tui.domain.deals import Catalog, Offer
from tui.domain.money import counted
from tui.domain.pricing import price_offer
from tui.domain.quote import component_name
from tui.domain.scenario import Scenario
from tui.views.line import Line, line, styled
from tui.views.text_layout import cell_width, hanging, padded, wrapped, wrapped_by_clause
from tui.views.words import (
    NOT_USED,
    agencies,
    as_of_words,
    calendar_words,
    covered_words,
    inputs_words,
    mark_of,
    price_parts,
    title_words,
    total_covering,
)


def heading(
    case: Case,
    width: int,
    varied: Mapping[str, str] | None = None,
    unused: Sequence[str] = (),
    inputs: str = "",
) -> Sequence[str]:
    """Say which catalog and scenario a text is about, and on which day.

    `varied` has the titles of inputs that an answer runs over, by key; `unused` the keys of inputs
    by which nothing falls due. `inputs` words them all, where that is known.
    """
    runs = [title + NOT_USED * (key in unused) for key, title in (varied or {}).items()]
    inputs = inputs or inputs_words(case, unused)
    inputs += f" · varied here: {', '.join(runs)}" if runs else ""
    return [
        *wrapped(title_words(case), width),
        *wrapped_by_clause(inputs, width),
        as_of_words(case),
    ]


def unused_by(case: Case, offers: Sequence[Offer], other: Scenario) -> Sequence[str]:
    """The keys of the inputs by which none of the offers is charged, here or under the other."""
    scenarios = (case.scenario, other)
    quotes = [price_offer(case.catalog, offer, one) for one in scenarios for offer in offers]
    keys = [unused_inputs(one, quotes) for one in scenarios] if quotes else []
    return list(dict.fromkeys(chain.from_iterable(keys)))


def numbered(over: Over, number: int) -> str:
    """Write a number with what it counts: `24 agencies`, `1 month`, `1,000 users per agency`."""
    if over == "agencies":
        return agencies(number)
    if over == "months":
        return counted(number, "month")
    return f"{counted(number, 'user')} per agency"


def total_at(case: Case, offer: Offer, over: Over, number: int) -> str:
    there = with_number(case.scenario, over, number)
    return total_covering(price_offer(case.catalog, offer, there))


def missing_words(case: Case, offer: Offer) -> str:
    unknown = price_offer(case.catalog, offer, case.scenario).unknown
    return "; ".join(
        dict.fromkeys(f"{component_name(line.component)}: {line.missing}" for line in unknown)
    )


def notes(case: Case, offers: Sequence[Offer], width: int, *, when: str = "") -> Sequence[str]:
    """Say what is covered, by which reading, and warnings; `when`: in which scenario."""
    compared = replace(case.scenario, offers=tuple(offer.id for offer in offers))
    standings = compare(case.catalog, compared, case.as_of).standings
    heads = offer_heads(case.catalog, {one.offer.id: one.quote.name for one in standings}, width)
    lines: list[str] = [f"{when}:"] if when else []
    for standing in standings:
        quote = standing.quote
        priced = "".join(words for words, _ in price_parts(quote, quote.reading.id))
        words = f"{covered_words(quote)}; {priced}"
        lines += note(heads[quote.offer.id], words, standing, width)
    return lines


def paragraphs(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def sentence_lines(text: str, width: int) -> list[Line]:
    return [*styled(wrapped(text, width), "strong"), line()]


def report_lines(text: str) -> list[Line]:
    answer, _, rest = text.rstrip("\n").partition("\n\n")
    return [*styled(answer.split("\n"), "strong"), line(), *styled(rest.split("\n"))]


def offer_heads(catalog: Catalog, names: Mapping[str, str], width: int) -> Mapping[str, str]:
    """Give mark and name of each offer by id, all as wide, to put before words about it."""
    widest = max(map(cell_width, names.values()), default=0)
    return {
        offer_id: f"{mark_of(catalog, offer_id)}  {padded(name, min(widest, width // 4))}  "
        for offer_id, name in names.items()
    }


def note(
    head: str, words: str, standing: Standing, width: int, *, months: bool = False
) -> list[str]:
    """Set words about an offer's total, with `months` by the calendar, and its warnings."""
    lines = hanging(head, words, width)
    indent = " " * cell_width(head)
    if months and (named := calendar_words(standing.quote)):
        lines += hanging(indent, f"{named}.", width)
    for warning in standing.warnings:
        lines += hanging(f"{indent}! ", warning, width)
    return lines
