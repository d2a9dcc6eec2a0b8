"""Figures, inputs, marks and dates in words: the one formatter of every report and the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import floor
from typing import Final

from tui.domain.analysis.present_value import HIGHEST_RATE, LOWEST_RATE, present_value
from tui.domain.calendar import add_months, fiscal_year
from tui.domain.caveats import KIND_WORDS, coverage_words, month_words
from tui.domain.comparison import Case, Comparison, Range, Standing
from tui.domain.deals import Catalog, ListPrice, Offer, Per, PriceLine, Reading, Unit
from tui.domain.inputs import ScenarioInput, given_inputs
from tui.domain.money import counted, dollars, fixed_text, signed_dollars, unit_price
from tui.domain.quote import LineQuote, MonthKind, Quote, component_name
from tui.domain.scenario import After, Charge, Overhead, Scenario
from tui.domain.typed_numbers import parse_number
from tui.views.line import Span

NONE: Final = "–"
"""Stands where there is nothing to say; never for a zero."""
CHARGE_NAMES: Final[dict[Charge, str]] = {"started": "outlay", "prorated": "amortized cost"}
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
AFTER_NAMES: Final[dict[After, str]] = {
    "stop": "then nothing",
    "successor": "then the successor",
    "list": "then the list price",
    "repeat": "then the same price",
}
_LEAST_RATIO_WITHOUT_DECIMALS: Final = 100


def charge_words(scenario: Scenario) -> str:
    """Say what a title leaves out: ` (amortized cost)`; nothing of what is usual."""
    return "" if scenario.charge == "started" else f" ({CHARGE_NAMES[scenario.charge]})"


def agencies(count: int) -> str:
    return counted(count, "agency", "agencies")


USUAL_CHARGE: Final = f" · {CHARGE_NAMES['started']}"
"""The end of a scenario's words, where what is usual goes without saying."""


def common_inputs(scenario: Scenario) -> Sequence[str]:
    start = f"from {scenario.start:%Y-%m}" if scenario.start else "as announced"
    months = counted(scenario.months, "month")
    return agencies(scenario.agencies), months, start, CHARGE_NAMES[scenario.charge]


def scenario_words(scenario: Scenario) -> str:
    """Say what is compared: `24 agencies · 18 months · as announced · outlay`."""
    return " · ".join(common_inputs(scenario))


NOT_USED: Final = " (not used)"


def further_inputs(case: Case, unused: Sequence[str] = ()) -> Sequence[tuple[str, Sequence[str]]]:
    """Word every other input that differs from its default, with the sources of a suggested figure.

    `unused` are the keys of those by which nothing falls due: they say so.
    """
    catalog, scenario, found = case.catalog, case.scenario, []
    given = [one for one in given_inputs(catalog, scenario) if one.field not in SAID_ELSEWHERE]
    for one in sorted(given, key=lambda one: (one.field == "note", one.kind != "choice")):
        figures = catalog.assumptions[one.name].suggestions if one.field == "assume" else ()
        taken = (each.sources for each in figures if each.value == one.get(scenario))
        if words := _input_words(catalog, scenario, one):
            words += NOT_USED * (one.key.removesuffix(".price") in unused)
            found.append((words, next(taken, ())))
    return found


def as_of_words(case: Case) -> str:
    return f"as of {case.as_of} · facts checked to {case.catalog.as_of}"


def title_words(case: Case) -> str:
    return " · ".join(part for part in (case.catalog.title, case.scenario.name) if part)


def inputs_words(case: Case, unused: Sequence[str] = ()) -> str:
    further = [words for words, _ in further_inputs(case, unused)]
    return " · ".join((scenario_words(case.scenario), *further))


def _input_words(catalog: Catalog, scenario: Scenario, one: ScenarioInput) -> str:
    """Say one input; empty where it changes nothing."""
    value = one.get(scenario)
    match one.field:
        case "after":
            return AFTER_NAMES[value]
        case "after_for":
            return f"{catalog.offers[one.name].short}: {AFTER_NAMES[value]}"
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
    """Say what one priced thing costs: `license $0.42 per agency for the whole term`."""
    name = component_name(line.component)
    if line.assume is not None:
        assumption = catalog.assumptions[line.assume]
        times = "" if line.times == 1 else f"{line.times.normalize():f} × "
        price = f"{times}{assumption.title} ({assumption.unit}, an assumption)"
        words = f"{name}: {price}"
    elif line.price is None:
        words = f"{name}: no price is published"
    else:
        words = f"{name} {unit_price(line.price)}{UNIT_WORDS[line.unit]} {PER_WORDS[line.per]}"
    return words + _step_words(line)


def total_words(quote: Quote) -> str:
    """Write a total; one that leaves something out is marked as a lower bound with `≥`."""
    return amount_words(quote.total, quote.exact, complete=quote.complete)


def rate_words(quote: Quote) -> str:
    """Write the cost of one covered agency-month, to a hundredth of a cent below a dollar."""
    rate = quote.per_covered_agency_month
    if rate is None:
        return "–"
    whole, _, decimals = fixed_text(rate, places=4 if rate < 1 else 2).partition(".")
    if rate and not (int(whole) or int(decimals)):
        return "<$0.0001"
    return f"${int(whole):,}.{decimals.rstrip('0'):0<2}"


def total_covering(quote: Quote) -> str:
    """Write a total, and how much of the months it covers where that is not all: `$24 (14/18)`."""
    covered = quote.covered_months
    return total_words(quote) + (f" ({covered}/{quote.months})" if covered < quote.months else "")


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
    """Say what is covered, left out and the user's own: `all 18 months agreed, hosting unknown`."""
    return coverage_words(quote) + _left_out(quote) + _yours(quote)


def covered_briefly(quote: Quote) -> str:
    """Say the same where room is short: `12/18 agreed, 6 assumed`."""
    ended = ", no end" if quote.is_open_ended else ""
    return ", ".join(_counts(quote)) + ended + _left_out(quote) + _yours(quote)


def covered_months(quote: Quote) -> str:
    """Say even less: of `12/18 agreed` the rest is not covered; `yours` is in the total."""
    first, *others = _counts(quote)
    covered = [one for one in others if not one.endswith(_BRIEF_KINDS["uncovered"])]
    return ", ".join((first, *covered, *(["yours"] if quote.by_kind.yours else [])))


def _counts(quote: Quote) -> Sequence[str]:
    counts = [(quote.kinds.count(kind), words) for kind, words in _BRIEF_KINDS.items()]
    (count, words), *others = [one for one in counts if one[0]]
    return [f"{count}/{quote.months} {words}", *(f"{more} {what}" for more, what in others)]


_BRIEF_KINDS: Final[dict[MonthKind, str]] = {
    "agreed": "agreed", "successor": "successor", "assumed": "assumed", "uncovered": "not covered",
}  # fmt: skip


def _left_out(quote: Quote) -> str:
    return "".join(f", {name} unknown" for name in quote.lacking)


def _yours(quote: Quote) -> str:
    own = quote.by_kind.yours
    return f", yours {dollars(own)}" if own else ""


def rank_words(standing: Standing) -> str:
    """Write a rank, and whether it is shared: `2 tie`."""
    if standing.rank is None:
        return NONE
    return f"{standing.rank} tie" if standing.tie else str(standing.rank)


def difference_words(standing: Standing) -> str:
    """Write how much more than the cheapest, `+$37.92`, or why it is not ranked."""
    if standing.difference is None:
        return standing.not_ranked or NONE
    return "cheapest" if standing.difference == 0 else signed_dollars(standing.difference)


def ratio_words(ratio: Fraction | None) -> str:
    """Write how many times the cheapest: `4.76×`."""
    if ratio is None:
        return NONE
    if ratio >= _LEAST_RATIO_WITHOUT_DECIMALS:
        return f"{floor(ratio + Fraction(1, 2)):,}×"
    return f"{fixed_text(ratio, places=2)}×"


def total_change_words(before: Quote, after: Quote) -> str:
    """Write how a total changes: `+$37.92`. One lower bound bounds it, two leave its rest open."""
    cents = after.total - before.total
    change = signed_dollars(cents)
    if (before.complete and after.complete) or before == after:
        return change
    if before.complete or after.complete:
        bound, more = ("≥", "more") if before.complete else ("≤", "less")
        return f"{bound} {change}" if cents else f"as much or {more}"
    return f"{change}, rest unknown" if cents else "unknown"


def pinned_change_words(quote: Quote, baseline: Comparison) -> str:
    """Write how a total has changed from the pinned one, if there was one."""
    before = baseline.standing(quote.offer.id)
    return "new" if before is None else total_change_words(before.quote, quote)


def range_words(spread: Range | None, offer: Offer) -> str:
    if spread is None:
        return "unknown"
    if len(offer.readings) == 1:
        return "one reading"
    if spread.low == spread.high:
        return dollars(spread.low)
    return f"{dollars(spread.low)} – {dollars(spread.high)}"


def period_words(offer: Offer) -> str:
    """Write the days that an offer covers: `2025-09-25 to 2027-03-14, 18-month term`."""
    if offer.service_ends != offer.last_day:
        return f"{offer.starts} on, {offer.term} months from an order by {offer.order_until}"
    until = f"to {offer.last_day}" if offer.last_day else "on, no end published"
    term = f", {offer.term}-month term" if offer.term else ""
    return f"{offer.starts} {until}{term}"


def month_spans(quote: Quote) -> Sequence[tuple[MonthKind, range]]:
    runs = groupby(range(quote.months), key=quote.kinds.__getitem__)
    spans = ((kind, list(months)) for kind, months in runs)
    return [(kind, range(months[0], months[-1] + 1)) for kind, months in spans]


def calendar_words(quote: Quote) -> str:
    """Name months agreed and not covered, unless all are agreed: `2026-12 to 2027-03 agreed; …`."""
    if len(quote.agreed) == quote.months:
        return ""
    return "; ".join(
        f"{month_words(quote, span)} {KIND_WORDS[kind]}"
        for kind, span in month_spans(quote)
        if kind in ("agreed", "uncovered")
    )


def readings_words(offer: Offer) -> str:
    """Say how many readings there are to choose from: `one of 4 readings`."""
    count = len(offer.readings)
    return "the only reading" if count == 1 else f"one of {count} readings"


def price_parts(quote: Quote, named: str = "") -> Sequence[tuple[str, Sequence[str]]]:
    """Say by which reading months are charged, then by which later prices, each with its sources.

    `named` replaces the reading's id and the number of readings in brackets.
    """
    reading, listed = quote.reading, list_price_charged(quote)
    later: list[Reading | ListPrice] = [
        *(stage.reading for stage in quote.stages[1:]),
        *([listed] if listed else []),
    ]
    named = named or f"{reading.id}, {readings_words(quote.offer)}"
    parts = [(f"{reading.label} ({named})", reading.sources)]
    return [*parts, *((f", then {price.label}", price.sources) for price in later)]


def list_price_charged(quote: Quote) -> ListPrice | None:
    charged = any(line.basis == "list" for line in quote.lines)
    return quote.offer.list_price if charged else None


def _step_words(line: PriceLine) -> str:
    if line.until_month is not None:
        return f", months {line.from_month + 1} to {line.until_month}"
    return f", from month {line.from_month + 1} on" if line.from_month else ""


MARKS: Final = "○▲■◆●△□◇▼▽"


_known: list[tuple[Catalog, Mapping[str, int]]] = []
"""The places of the last catalog: lists need those of all its offers."""


def place_of(catalog: Catalog, offer_id: str) -> int:
    """Give an offer's place, those compared at start first, from 0. Raises `KeyError`."""
    if not _known or _known[0][0] is not catalog:
        order = dict.fromkeys((*catalog.compared_at_start, *catalog.offers))
        _known[:] = [(catalog, {known: place for place, known in enumerate(order)})]
    return _known[0][1][offer_id]


def rule_words(catalog: Catalog) -> str:
    """Say by which rule the default readings were chosen; empty where a catalog names none."""
    return f"Default readings: {catalog.reading_rule}." if catalog.reading_rule else ""


def mark_of(catalog: Catalog, offer_id: str) -> str:
    """Give an offer's sign; with its color, unique among a hundred offers. Raises `KeyError`."""
    place = place_of(catalog, offer_id)
    return MARKS[(place + place // SERIES) % len(MARKS)]


SERIES: Final = 10
"""So many colors tell offers apart; then they begin again."""


def series_style(catalog: Catalog, offer_id: str) -> str:
    return f"series-{place_of(catalog, offer_id) % SERIES}"


def sign_of(catalog: Catalog, offer_id: str) -> Span:
    return Span(mark_of(catalog, offer_id), series_style(catalog, offer_id))


def price_words(lines: Sequence[PriceLine]) -> str:
    """Write what price lines ask for; those without a public price are named after a `+`.

    `$0.42/agency/term`, `$0 + hosting`, `$1/year for all`.
    """
    known = [line for line in lines if line.price is not None]
    open_parts = [component_name(line.component) for line in lines if line.price is None]
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


def common_month(scenario: Scenario, month: int) -> str:
    """Name a month of all offers, counted from 0: `2026-12`, or `month 4` when as announced."""
    return f"{add_months(scenario.start, month):%Y-%m}" if scenario.start else f"month {month + 1}"


def month_line(quote: Quote, scenario: Scenario, month: int) -> str:
    """Say in one line what falls due in a month: `month 13 (2026-08): $24.00 due, assumed`."""
    due = due_words(quote, range(month, month + 1))
    kind = KIND_WORDS[quote.kinds[month]]
    return f"{month_name(quote, scenario, month)}: {due} due, {kind}"


def _rests_on(quote: Quote, scenario: Scenario, month: int) -> str:
    kind = quote.kinds[month]
    if kind == "successor":
        (name,) = (
            stage.offer.product
            for stage in quote.stages[1:]
            if month in stage.served.within(quote.months)
        )
        return f"Its agreement has ended; {name} followed."
    if kind == "assumed":
        is_list = scenario.after_of(quote.offer.id) == "list"
        price = "the list price is paid" if is_list else "the same price goes on"
        return f"The agreement has ended: the scenario assumes that {price}."
    return "The agreement covers this month." if kind == "agreed" else "Nothing covers this month."


def month_lines(quote: Quote, scenario: Scenario, month: int) -> Sequence[str]:
    day = add_months(quote.origin, month)
    lines = [
        f"{quote.offer.product}, {month_name(quote, scenario, month)}, fiscal year "
        f"{fiscal_year(day)}: {due_words(quote, range(month, month + 1))} due",
        f"  {_rests_on(quote, scenario, month)}",
    ]
    for line in quote.lines:
        if line.is_unknown:
            lines.append(f"  {line.label}: unknown, {line.missing}")
        elif line.counts[month]:
            unit = "for everybody" if line.unit == "flat" else f"{line.counts[month]:,} charged"
            due = dollars(line.by_month()[month], exact=_exact(line, range(month, month + 1)))
            lines.append(f"  {line.label}: {due} ({unit})")
    by_then = due_words(quote, range(month + 1))
    lines.append(f"  Due so far: {by_then} of {total_words(quote)}")
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
    """Say what follows agreements that end: `From 2026-10 on, ChatGPT is not covered.`"""
    groups: dict[tuple[str, MonthKind], list[str]] = {}
    for standing in comparison.standings:
        quote, end = standing.quote, standing.quote.agreed.stop
        if end < quote.months:
            month = f"{add_months(quote.origin, end):%Y-%m}"
            groups.setdefault((month, quote.kinds[end]), []).append(standing.offer.short)
    parts = [
        f"from {month} on, {_what_follows(kind, names)}"
        for (month, kind), names in sorted(groups.items())
    ]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _what_follows(kind: MonthKind, names: list[str]) -> str:
    one = len(names) == 1
    if kind == "assumed":
        of = "the price" if one else "the prices"
        return f"{of} of {listed(names)} {'is an assumption' if one else 'are assumptions'}"
    if kind == "successor":
        then = "is followed by its successor" if one else "are followed by their successors"
        return f"{listed(names)} {then}"
    return f"{listed(names)} {'is' if one else 'are'} not covered"


def listed(names: Sequence[str]) -> str:
    """Write names as a list: `Grok, ChatGPT and Claude`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


_MOST_RATE_PLACES: Final = 6
NOT_A_RATE: Final = "Write percent and source, e.g. 7 OMB A-94 (1992)."


@dataclass(frozen=True, slots=True)
class Discount:
    """A rate in percent a year, and where it is from."""

    rate: Decimal
    edition: str

    @property
    def words(self) -> str:
        """The rate and its edition: `7% a year (OMB A-94, 1992)`."""
        return f"{self.rate.normalize():,f}% a year ({self.edition})"

    def worth(self, quote: Quote) -> str:
        return amount_words(present_value(quote, self.rate), quote.exact, complete=quote.complete)


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
        many_decimals = (Fraction(rate) * 10**_MOST_RATE_PLACES).denominator > 1
        if (number == typed and edition[:1].isdecimal()) or many_decimals:
            raise ValueError(NOT_A_RATE)
        return (-rate if below_zero else rate) + 0, edition  # a nought has no sign
    raise ValueError(f"{reason} · {NOT_A_RATE}")


def parse_discount(text: str) -> Discount | None:
    """Read `7 OMB A-94 (1992)`; nothing means no discount. Raises `ValueError` with a sentence."""
    if not text.strip():
        return None
    rate, edition = _rate_and_edition(text)
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise ValueError(f"a rate from {LOWEST_RATE} to {HIGHEST_RATE:,} percent is needed")
    if not edition:
        raise ValueError("Add where it comes from, e.g. 7 OMB A-94 (1992).")
    return Discount(rate, edition)
