"""What every answer of the analysis has on paper: a heading, totals, notes under a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tui.domain.analysis.cost_curve import Over, Total, with_number
from tui.domain.comparison import Standing, compare
from tui.domain.deals import Catalog, Offer
from tui.domain.money import dollars
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.layout import cell_width, hanging, padded, wrapped, wrapped_by_clause
from tui.views.line import Line, line, styled
from tui.views.words import (
    agencies,
    calendar_words,
    counted,
    covered_words,
    inputs_words,
    list_price_charged,
    mark_of,
    title_words,
    total_words,
)


def heading(
    catalog: Catalog,
    scenario: Scenario,
    as_of: date,
    width: int,
    varied: Sequence[str] = (),
) -> Sequence[str]:
    """Say which catalog and scenario a text is about, and on which day.

    `varied` names the inputs that an answer runs over, whatever the scenario says.
    """
    inputs = inputs_words(catalog, scenario)
    inputs += f" · varied here: {', '.join(varied)}" if varied else ""
    return [
        *wrapped(title_words(catalog, scenario), width),
        *wrapped_by_clause(inputs, width),
        f"as of {as_of} · facts checked up to {catalog.as_of}",
    ]


def numbered(over: Over, number: int) -> str:
    """Write a number with what it counts: `24 agencies`, `1 month`, `1,000 users per agency`."""
    if over == "agencies":
        return agencies(number)
    if over == "months":
        return counted(number, "month")
    return f"{counted(number, 'user')} per agency"


def total_at(offer: Offer, scenario: Scenario, over: Over, number: int, total: Total) -> str:
    """Write a total; a lower bound with `≥`, and something that is not zero never as zero."""
    if total.cents:
        return total_text(total)
    return total_words(price_offer(offer, with_number(scenario, over, number)))


def total_text(total: Total) -> str:
    """Write a total that is not zero; a lower bound with `≥`."""
    return f"{'' if total.complete else '≥ '}{dollars(total.cents)}"


def missing_words(offer: Offer, scenario: Scenario) -> str:
    """Say what is missing in an offer's total: `hosting: the assumption … is not given`."""
    unknown = price_offer(offer, scenario).unknown
    return "; ".join(dict.fromkeys(f"{line.component}: {line.missing}" for line in unknown))


def notes(
    catalog: Catalog,
    offers: Sequence[Offer],
    scenario: Scenario,
    as_of: date,
    width: int,
    *,
    when: str = "",
) -> Sequence[str]:
    """Say of each offer what is covered, by which reading, and what a reader must know.

    `when` says at which of several scenarios this is so.
    """
    compared = replace(scenario, offers=tuple(offer.id for offer in offers))
    standings = compare(catalog, compared, as_of).standings
    heads = offer_heads(catalog, offers, width)
    lines: list[str] = [f"{when}:"] if when else []
    for standing in standings:
        quote = standing.quote
        words = f"{covered_words(quote)}; {quote.reading.label} ({quote.reading.id})"
        if listed := list_price_charged(quote):
            words += f", then {listed.label}"
        lines += note(heads[quote.offer.id], words, standing, width)
    return lines


def paragraphs(*blocks: Sequence[str]) -> str:
    """Write blocks of lines with a blank line between them; empty ones are left out."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def sentence_lines(text: str, width: int, style: str = "strong") -> list[Line]:
    """Set an answer's sentence, and a blank line after it."""
    return [*styled(wrapped(text, width), style), line()]


def report_lines(text: str) -> list[Line]:
    """Set a report's lines as they are, its first paragraph strong."""
    answer, _, rest = text.rstrip("\n").partition("\n\n")
    return [*styled(answer.split("\n"), "strong"), line(), *styled(rest.split("\n"))]


def offer_heads(catalog: Catalog, offers: Sequence[Offer], width: int) -> Mapping[str, str]:
    """Give what stands before words about each offer, by its id: mark and name, all as wide."""
    widest = max((cell_width(offer.short) for offer in offers), default=0)
    return {
        offer.id: f"{mark_of(catalog, offer.id)}  {padded(offer.short, min(widest, width // 4))}  "
        for offer in offers
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
