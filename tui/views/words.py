"""Figures, inputs, marks and dates in words: the one formatter behind every report and the screen.

It turns values of the domain into short texts and decides nothing about where they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final

from tui.domain.analysis.present_value import HIGHEST_RATE, LOWEST_RATE, present_value
from tui.domain.calendar import add_months, fiscal_year
from tui.domain.comparison import Comparison, Range, Standing, coverage_words, month_words
from tui.domain.deals import Catalog, ListPrice, Offer, Per, PriceLine, Reading, Unit
from tui.domain.inputs import ScenarioInput, given_inputs
from tui.domain.money import dollars, fixed_text, signed_dollars, unit_price
from tui.domain.quote import LineQuote, MonthKind, Quote
from tui.domain.scenario import Charge, Overhead, Scenario
from tui.domain.typed_numbers import parse_number
from tui.views.line import Span

NONE: Final = "–"
"""Stands where there is nothing to say; never for a zero."""
CHARGE_NAMES: Final[dict[Charge, str]] = {"started": "outlay", "prorated": "amortised cost"}
PER_WORDS: Final[dict[Per, str]] = {
    "term": "for the whole term",
    "year": "a year",
    "month": "a month",
    "once": "once",
}
UNIT_WORDS: Final[dict[Unit, str]] = {
    "agency": " per agency",
    "user": " per user",
    "flat": " for everybody",
}
SAID_ELSEWHERE: Final = ("name", "agencies", "months", "start", "charge", "offers", "readings")
"""The inputs that the heading says, or the rows of a comparison."""
_AFTER_NAMES: Final = {"list": "then the list price", "stop": "then nothing"}
_LEAST_RATIO_WITHOUT_DECIMALS: Final = 100


def counted(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 month`, `1,000 users`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def agencies(count: int) -> str:
    """Write a count of agencies: `24 agencies`."""
    return counted(count, "agency", "agencies")


def scenario_words(scenario: Scenario) -> str:
    """Say what is compared: `24 agencies · 18 months · as announced · outlay`."""
    start = f"from {scenario.start:%Y-%m}" if scenario.start else "as announced"
    return " · ".join(
        (
            agencies(scenario.agencies),
            counted(scenario.months, "month"),
            start,
            CHARGE_NAMES[scenario.charge],
        )
    )


def further_inputs(catalog: Catalog, scenario: Scenario) -> Sequence[str]:
    """Say every other input that differs from its default, one short text each."""
    given = [one for one in given_inputs(catalog, scenario) if one.field not in SAID_ELSEWHERE]
    given.sort(key=lambda one: (one.field == "note", one.kind != "choice"))
    return list(filter(None, (_input_words(catalog, scenario, one) for one in given)))


def title_words(catalog: Catalog, scenario: Scenario) -> str:
    """Name the catalog and the scenario."""
    return f"{catalog.title} · {scenario.name}" if scenario.name else catalog.title


def inputs_words(catalog: Catalog, scenario: Scenario) -> str:
    """Say the common inputs and every other one that differs from its default."""
    return " · ".join((scenario_words(scenario), *further_inputs(catalog, scenario)))


def _input_words(catalog: Catalog, scenario: Scenario, one: ScenarioInput) -> str:
    """Say one input; empty where it changes nothing."""
    value = one.get(scenario)
    match one.field:
        case "after":
            return _AFTER_NAMES.get(value, "")
        case "users_per_agency":
            return f"{counted(value, 'user')} per agency"
        case "ramp_months":
            return f"agencies join over {value} months" if value > 1 else ""
        case "agencies_for":
            short = catalog.offers[one.name].short
            return f"{short}: {agencies(value)}" if value != scenario.agencies else ""
        case "assume":
            return f"{one.title}: {one.show(value)} ({one.unit})"
        case "overheads":
            return next(
                overhead_words(catalog, each) for each in scenario.overheads if each.id == one.name
            )
        case _:
            return f"{one.title}: {one.show(value)}"


def overhead_words(catalog: Catalog, overhead: Overhead) -> str:
    """Say what an overhead costs: `Training: $250.00 per user once (Claude)`."""
    price = f"{unit_price(overhead.price)}{UNIT_WORDS[overhead.unit]} {PER_WORDS[overhead.per]}"
    if overhead.offers is None:
        return f"{overhead.label}: {price}"
    names = ", ".join(catalog.offers[offer_id].short for offer_id in overhead.offers)
    return f"{overhead.label}: {price} ({names})"


def price_line_words(line: PriceLine, catalog: Catalog) -> str:
    """Say what one priced thing costs: `licence $0.42 per agency for the whole term`."""
    if line.assume is not None:
        assumption = catalog.assumptions[line.assume]
        times = "" if line.times == 1 else f"{line.times.normalize():f} × "
        price = f"{times}{assumption.title} ({assumption.unit}, an assumption)"
        words = f"{line.component}: {price}"
    elif line.price is None:
        words = f"{line.component}: no price is published"
    else:
        words = (
            f"{line.component} {unit_price(line.price)}"
            f"{UNIT_WORDS[line.unit]} {PER_WORDS[line.per]}"
        )
    return words + _step_words(line)


def total_words(quote: Quote) -> str:
    """Write a total; one that leaves something out is marked as a lower bound with `≥`."""
    return amount_words(quote.total, quote.exact, complete=quote.complete)


def amount_words(cents: int, exact: Fraction, *, complete: bool) -> str:
    """Write an amount that was `exact` before rounding; one with unknown parts gets a `≥`."""
    if complete:
        return dollars(cents, exact=exact)
    return f"≥ {dollars(cents)}" if cents or not exact else f"> {dollars(0)}"


def fiscal_year_words(quote: Quote, year: int) -> str:
    """Write what falls due in a fiscal year; `≥` where something in it is unknown."""
    cents = quote.by_fiscal_year.get(year, 0)
    return f"{'≥ ' if year in quote.open_fiscal_years else ''}{dollars(cents)}"


def covered_words(quote: Quote) -> str:
    """Say what is covered, and what is left out: `all 18 months agreed, hosting unknown`."""
    left_out = "".join(f", {line.component} unknown" for line in quote.unknown)
    return coverage_words(quote) + left_out


def covered_briefly(quote: Quote) -> str:
    """Say the same where room is short: `12/18 agreed, 6 assumed`, `18/18 agreed, hosting ?`."""
    agreed, assumed = len(quote.agreed), len(quote.assumed)
    uncovered = quote.months - agreed - assumed
    parts = [f"{agreed}/{quote.months} agreed"]
    parts += [f"{assumed} assumed"] if assumed else []
    parts += [f"{uncovered} uncovered"] if uncovered else []
    return ", ".join([*parts, *(f"{line.component} ?" for line in quote.unknown)])


def rank_words(standing: Standing) -> str:
    """Write a rank, and whether it is shared: `2 tie`."""
    if standing.rank is None:
        return NONE
    return f"{standing.rank} tie" if standing.tie else str(standing.rank)


def difference_words(standing: Standing) -> str:
    """Write how much more than the cheapest: `+$37.92`."""
    if standing.difference is None:
        return NONE
    return "cheapest" if standing.difference == 0 else signed_dollars(standing.difference)


def ratio_words(ratio: Fraction | None) -> str:
    """Write how many times the cheapest: `4.76×`."""
    if ratio is None:
        return NONE
    if ratio >= _LEAST_RATIO_WITHOUT_DECIMALS:
        return f"{floor(ratio + Fraction(1, 2)):,}×"
    return f"{fixed_text(ratio, places=2)}×"


def change_words(quote: Quote, baseline: Comparison) -> str:
    """Write how a total changed: `+$37.92`; in words where that cannot be told."""
    before = baseline.standing(quote.offer.id)
    if before is None:
        return "new"
    if quote.complete and before.quote.complete:
        return signed_dollars(quote.total - before.quote.total)
    known = signed_dollars(quote.total - before.quote.total)
    return f"? ({known} known)" if quote.total != before.quote.total else "?"


def range_words(spread: Range | None, offer: Offer) -> str:
    """Write the lowest and highest total over an offer's readings."""
    if spread is None:
        return "unknown"
    if len(offer.readings) == 1:
        return "one reading"
    if spread.low == spread.high:
        return dollars(spread.low)
    return f"{dollars(spread.low)} – {dollars(spread.high)}"


def period_words(offer: Offer) -> str:
    """Write the days that an offer covers: `2025-09-25 to 2027-03-14, 18-month term`."""
    until = f"to {offer.last_day}" if offer.last_day else "on, no end published"
    term = f", {offer.term_months}-month term" if offer.term_months else ""
    return f"{offer.starts} {until}{term}"


def month_spans(quote: Quote) -> Sequence[tuple[MonthKind, range]]:
    """Part the months compared into spans of one kind, in their order."""
    edges = sorted({0, quote.months, *_edges(quote.agreed), *_edges(quote.assumed)})
    return [(quote.month_kind(first), range(first, end)) for first, end in pairwise(edges)]


def calendar_words(quote: Quote) -> str:
    """Name the months agreed and uncovered where not all are agreed; assumed ones are a warning.

    `2026-12 to 2027-03 agreed; 2027-04 to 2028-05 uncovered`, or nothing.
    """
    if len(quote.agreed) == quote.months:
        return ""
    return "; ".join(
        f"{month_words(quote, span)} {kind}"
        for kind, span in month_spans(quote)
        if kind != "assumed"
    )


def readings_words(offer: Offer) -> str:
    """Say how many readings there are to choose from: `one of 4 readings`."""
    count = len(offer.readings)
    return "the only reading" if count == 1 else f"one of {count} readings"


def list_price_charged(quote: Quote) -> ListPrice | None:
    """The list price, where some of the months compared are charged by it."""
    charged = any(line.basis == "list" for line in quote.lines)
    return quote.offer.list_price if charged else None


def _edges(months: range) -> Sequence[int]:
    return (months.start, months.stop) if months else ()


def _step_words(line: PriceLine) -> str:
    """Say from and until when a line counts, in months after the window's start."""
    if line.until_month is not None:
        return f", months {line.from_month + 1} to {line.until_month}"
    return f", from month {line.from_month + 1} on" if line.from_month else ""


MARKS: Final = "○▲■◆●△□◇▼▽"


_known: list[tuple[Catalog, Mapping[str, int]]] = []
"""The places of the catalog that was asked for last: lists ask for all its offers."""


def place_of(catalog: Catalog, offer_id: str) -> int:
    """Give an offer's place: those compared at start first, then the others, from 0.

    Raises `KeyError` for an offer that the catalog does not have.
    """
    if not _known or _known[0][0] is not catalog:
        order = dict.fromkeys((*catalog.compared_at_start, *catalog.offers))
        _known[:] = [(catalog, {known: place for place, known in enumerate(order)})]
    return _known[0][1][offer_id]


def mark_of(catalog: Catalog, offer_id: str) -> str:
    """Give an offer's sign; after ten offers the signs begin again. Raises `KeyError`."""
    return MARKS[place_of(catalog, offer_id) % len(MARKS)]


SERIES: Final = 10
"""So many colors tell offers apart; then they begin again."""


def series_style(catalog: Catalog, offer_id: str) -> str:
    """Name the color that an offer keeps everywhere."""
    return f"series-{place_of(catalog, offer_id) % SERIES}"


def sign_of(catalog: Catalog, offer_id: str) -> Span:
    """Give an offer's mark in its color."""
    return Span(mark_of(catalog, offer_id), series_style(catalog, offer_id))


def headline_words(reading: Reading) -> str:
    """Write what one reading asks for; parts without a public price are named with `+`.

    `$0.42/agency/term`, `$0 + hosting`, `$1/year for all`.
    """
    return price_words(reading.lines)


def price_words(lines: Sequence[PriceLine]) -> str:
    """Write what some price lines ask for, in the same way: `$30/user/month`."""
    known = [line for line in lines if line.price is not None]
    open_parts = [line.component for line in lines if line.price is None]
    priced = [_price(line) for line in known if line.price]
    if not priced:
        priced = ["$0"] if known else []
    return " + ".join([*priced, *open_parts])


def _price(line: PriceLine) -> str:
    assert line.price is not None
    price = unit_price(line.price).removesuffix(".00")
    per = "" if line.per == "once" else f"/{line.per}"
    return f"{price}{per} for all" if line.unit == "flat" else f"{price}/{line.unit}{per}"


def month_name(quote: Quote, scenario: Scenario, month: int) -> str:
    """Name a month of the horizon, counted from 0: `2026-12`, or `month 4` when as announced."""
    day = add_months(quote.origin, month)
    return f"{day:%Y-%m}" if scenario.start else f"month {month + 1} ({day:%Y-%m})"


def month_line(quote: Quote, scenario: Scenario, month: int) -> str:
    """Say in one line what falls due in a month: `month 13 (2026-08): $24.00 due, assumed`."""
    due = due_words(quote, range(month, month + 1))
    return f"{month_name(quote, scenario, month)}: {due} due, {quote.month_kind(month)}"


def month_lines(quote: Quote, scenario: Scenario, month: int) -> Sequence[str]:
    """Say what falls due in a month line by line, and what has fallen due by then."""
    day = add_months(quote.origin, month)
    kind = quote.month_kind(month)
    rests_on = {
        "agreed": "The agreement covers this month.",
        "assumed": "The agreement has ended: the scenario assumes that "
        + ("the list price is paid." if scenario.after == "list" else "the same price goes on."),
        "uncovered": "Nothing covers this month.",
    }[kind]
    lines = [
        f"{quote.offer.product}, {month_name(quote, scenario, month)}, fiscal year "
        f"{fiscal_year(day)}: {due_words(quote, range(month, month + 1))} due",
        f"  {rests_on}",
    ]
    for line in quote.lines:
        if line.is_unknown:
            lines.append(f"  {line.label}: unknown, {line.missing}")
        elif line.counts[month]:
            unit = "for everybody" if line.unit == "flat" else f"{line.counts[month]:,} charged"
            due = dollars(line.by_month()[month], exact=_exact(line, range(month, month + 1)))
            lines.append(f"  {line.label}: {due} ({unit})")
    by_then = due_words(quote, range(month + 1))
    lines.append(f"  Fallen due by then: {by_then} of {total_words(quote)}")
    return lines


def due_words(quote: Quote, months: range) -> str:
    """Write what falls due in some months; a lower bound where something in them is unknown."""
    span = slice(months.start, months.stop)
    return amount_words(
        sum(quote.by_month[span]),
        sum((_exact(line, months) for line in quote.lines), Fraction(0)),
        complete=not any(any(line.counts[span]) for line in quote.unknown),
    )


def _exact(line: LineQuote, months: range) -> Fraction:
    """Dollars of a line that fall due in some months, before rounding; 0 for an unknown line."""
    if line.price is None:
        return Fraction(0)
    charges = sum(line.counts[months.start : months.stop])
    return line.price * line.users * Fraction(charges, line.parts)


def cliff_words(comparison: Comparison) -> str:
    """Say from when each compared offer is assumed or uncovered; empty where all is agreed."""
    groups: dict[tuple[str, str], list[str]] = {}
    for standing in comparison.standings:
        cliff = _cliff(standing.quote)
        if cliff is not None:
            groups.setdefault(cliff, []).append(standing.offer.short)
    parts = [
        f"from {month} {_joined(names)} {'is' if len(names) == 1 else 'are'} {kind}"
        for (month, kind), names in sorted(groups.items())
    ]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _cliff(quote: Quote) -> tuple[str, str] | None:
    """The month in which the agreement no longer holds, and what it is then."""
    for month in range(quote.months):
        kind = quote.month_kind(month)
        if kind != "agreed" and month >= quote.agreed.stop:
            return f"{add_months(quote.origin, month):%Y-%m}", kind
    return None


def _joined(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


_MOST_RATE_PLACES: Final = 6
NOT_A_RATE: Final = "a rate in percent and its edition are needed, like 7 OMB A-94 (1992)"


@dataclass(frozen=True, slots=True)
class Discount:
    """A rate in percent a year, and where it is from."""

    rate: Decimal
    edition: str

    @property
    def words(self) -> str:
        """The rate and its edition: `7 % a year (OMB A-94, 1992)`."""
        return f"{self.rate.normalize():f} % a year ({self.edition})"

    def worth(self, quote: Quote) -> str:
        """Write a quote's present value; `≥` where something in it is unknown."""
        found = present_value(quote, self.rate)
        return amount_words(found.cents, quote.exact, complete=found.complete)


def _rate_and_edition(text: str) -> tuple[Decimal, str]:
    """Part `-0.5% OMB A-94` where the number ends; no part of it is taken for the edition."""
    words, reason = text.replace("%", "% ").split(), ""
    for end in range(len(words), 0, -1):
        typed, edition = " ".join(words[:end]), " ".join(words[end:])
        number = typed.rstrip("%,: ")
        below_zero = number[:1] in ("-", "−")
        try:
            rate = parse_number(number[below_zero:])
        except ValueError as refusal:
            reason = str(refusal)
            continue
        if (number == typed and edition[:1].isdecimal()) or _has_many_decimals(rate):
            raise ValueError(NOT_A_RATE)
        return (-rate if below_zero else rate) + 0, edition  # a nought has no sign
    raise ValueError(f"{NOT_A_RATE} ({reason})")


def _has_many_decimals(rate: Decimal) -> bool:
    return (Fraction(rate) * 10**_MOST_RATE_PLACES).denominator > 1


def parse_discount(text: str) -> Discount | None:
    """Read `7 OMB A-94 (1992)`; nothing means no discount. Raises `ValueError` with a sentence."""
    if not text.strip():
        return None
    rate, edition = _rate_and_edition(text)
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise ValueError(f"a rate from {LOWEST_RATE} to {HIGHEST_RATE:,} percent is needed")
    if not edition:
        raise ValueError("say which edition the rate is from, like OMB A-94 (1992)")
    return Discount(rate, edition)
