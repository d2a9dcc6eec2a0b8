"""How one offer's total is calculated, in words: `e` on the screen, `deals compare --explain`."""

from collections.abc import Sequence
from typing import Final

from tui.domain.caveats import KIND_WORDS, coverage_words, month_words
from tui.domain.comparison import Case, Standing
from tui.domain.deals import Assumption, Suggestion
from tui.domain.inputs import figure_text
from tui.domain.money import counted, dollars, unit_price
from tui.domain.pricing import price_offer
from tui.domain.quote import LIST_PRICE_COMPONENT, LineQuote, Quote
from tui.domain.scenario import Scenario
from tui.views.sections import said_of
from tui.views.sources import NumberedSources
from tui.views.text_layout import NEVER_WRAPPED
from tui.views.words import agencies, mark_of, month_spans, period_words, rule_words, total_words

_BASIS_WORDS: Final = {"list": " (list price)", "overhead": " (yours)"}


def explain_standing(case: Case, standing: Standing) -> Sequence[str]:
    """Explain a total, and list its sources, in lines that are not wrapped."""
    sources = NumberedSources(case.catalog, [standing.offer])
    lines = explanation(case, standing, sources)
    listed = sources.lines(NEVER_WRAPPED, notes=True)
    return [*lines, *([""] if listed else []), *listed]


def explanation(case: Case, standing: Standing, sources: NumberedSources) -> Sequence[str]:
    """Explain a total without the list of sources, which are numbered on."""
    catalog, quote, offer = case.catalog, standing.quote, standing.offer
    vendor = catalog.vendor_of(offer).name
    lines = [
        f"{mark_of(catalog, offer.id)} {offer.product} ({vendor}): {total_words(quote)}",
        f"  Reading {quote.reading.id}: {quote.reading.label}"
        f"{sources.refer(quote.reading.sources)}",
    ]
    lines += [f"    {words}" for words in said_of(quote.reading)]
    if quote.reading.default and len(offer.readings) > 1 and (rule := rule_words(catalog)):
        lines.append(f"    {rule}")
    lines.append("  Lines")
    for line in quote.lines:
        lines += _line_words(case, line, offer.id, sources)
    lines.append(f"  Months: {coverage_words(quote)}; agreement {period_words(offer)}")
    lines += [f"    {words}" for words in _calendar(quote, case.scenario)]
    if len(offer.readings) > 1:
        lines.append("  By its other readings")
        for reading in offer.readings:
            if reading is not quote.reading:
                total = total_words(price_offer(catalog, offer, case.scenario, reading))
                refers = sources.refer(reading.sources)
                lines.append(f"    {reading.id}: {total}, {reading.label}{refers}")
    return lines


def formula(line: LineQuote, scenario: Scenario, offer_id: str) -> str:
    """Write how a line's amount is calculated: `24 agencies × $0.42 × 1 started term = $10.08`."""
    price = "unknown price" if line.price is None else unit_price(line.price)
    amount = line.amount
    result = "unknown" if amount is None else dollars(amount, exact=line.exact)
    if not any(line.counts):
        charged = scenario.agencies_of(offer_id)
        why = "not charged in these months" if charged else "no agency is charged"
        return f"{why} = {dollars(0)}"
    period: str = "" if line.per == "once" else line.per
    if line.parts > 1 or (scenario.charge == "prorated" and period):
        price = price if line.parts == 1 else f"{price} ÷ {line.parts} months"
        period, started = "month", ""
    else:
        started = "started " if line.per in ("term", "year") else ""
    price = price if period else f"{price} once"
    factors = _factors(line, f"{started}{period}", scenario.agencies_of(offer_id), price)
    return f"{' × '.join(factors)} = {result}"


def _factors(line: LineQuote, period: str, everybody: int, price: str) -> Sequence[str]:
    """Part the units charged into agencies, users and periods where all are charged together."""
    charges = sum(line.counts)
    users = [f"{counted(line.users, 'user')} each"] if line.unit == "user" else []
    if line.unit == "flat":
        return [price, counted(charges, period)] if period else [price]
    if all(count in (0, everybody) for count in line.counts):
        periods = [counted(charges // everybody, period)] if period else []
        return [agencies(everybody), *users, price, *periods]
    if not period:
        return [agencies(charges), *users, price]
    *started, length = period.split()
    return [counted(charges, " ".join([*started, f"agency-{length}"])), *users, price]


def _line_words(
    case: Case, line: LineQuote, offer_id: str, sources: NumberedSources
) -> Sequence[str]:
    named = line.component == LIST_PRICE_COMPONENT
    basis = "" if named else _BASIS_WORDS.get(line.basis, "")
    words = formula(line, case.scenario, offer_id)
    found = [f"    {line.label}{basis}: {words}{sources.refer(line.sources)}"]
    found += [f"      {line.note}"] if line.note else []
    assumption = case.catalog.assumptions.get(line.assumption or "")
    if line.is_unknown:
        found.append(f"      Unknown: {line.missing}.")
    if assumption is not None:
        value = case.scenario.assume.get(assumption.id)
        shown = [
            suggestion
            for suggestion in assumption.suggestions
            if line.is_unknown or suggestion.value == value
        ]
        found += [f"      {words}" for words in _assumption_words(assumption, shown, sources)]
    return found


def _assumption_words(
    assumption: Assumption, shown: Sequence[Suggestion], sources: NumberedSources
) -> Sequence[str]:
    found = [f"Assumption {assumption.id}: {assumption.title} ({assumption.unit}). "
             f"{assumption.help}".rstrip()]  # fmt: skip
    return found + [
        f"{figure_text(suggestion.value, assumption.unit)}: {suggestion.label}"
        f"{sources.refer(suggestion.sources)}"
        for suggestion in shown
    ]


def _calendar(quote: Quote, scenario: Scenario) -> Sequence[str]:
    is_list = scenario.after_of(quote.offer.id) == "list"
    assumed = f"assumed at the {'list' if is_list else 'same'} price, not agreed"
    words = {**KIND_WORDS, "assumed": assumed}
    return [
        f"{month_words(quote, span)} ({counted(len(span), 'month')}) {words[kind]}"
        for kind, span in month_spans(quote)
    ]
