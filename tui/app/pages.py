"""What the pages over the explorer say. Pure: values in, lines for a width out."""

from collections.abc import Sequence

from tui.app.screens.reader import Build, table_lines, text_lines
from tui.app.widgets.lines import Line, line
from tui.domain.comparison import Comparison, Range, compare, range_over_readings
from tui.domain.deals import Offer
from tui.domain.money import dollars, signed_dollars
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.views.explain import explain_standing
from tui.views.layout import hanging, wrapped_lines
from tui.views.sources import NumberedSources
from tui.views.words import (
    change_words,
    covered_words,
    fiscal_year_words,
    month_line,
    month_lines,
    range_words,
    total_words,
)


def explanation(comparison: Comparison, offer_id: str, baseline: Comparison | None) -> Build:
    """How an offer's total comes about, compared or not, then its months.

    With a pinned scenario, also how each line changed against it.
    """
    catalog, scenario = comparison.catalog, comparison.scenario
    standing = comparison.standing(offer_id)
    if standing is None:
        offer = catalog.offers[offer_id]
        alone = compare(catalog, scenario.with_compared(catalog, (offer.id,)), comparison.as_of)
        standing = alone.standings[0]
    found = standing
    texts = list(explain_standing(found, catalog, scenario))

    def build(width: int) -> Sequence[Line]:
        lines = [*_changes(found.quote, baseline, width), line()] if baseline is not None else []
        lines += text_lines(texts, width)
        lines += [line(), line(("Outlay by month", "heading"))]
        quote = found.quote
        lines += [
            line(part)
            for month in range(quote.months)
            if quote.by_month[month] or month in (0, quote.agreed.stop)
            for part in wrapped_lines([f"  {month_line(quote, scenario, month)}"], width)
        ]
        years = sorted({*quote.by_fiscal_year, *quote.open_fiscal_years})
        lines += [line(), line(("Outlay by fiscal year (1 October to 30 September)", "heading"))]
        lines += [line(f"  FY{year}: {fiscal_year_words(quote, year)}") for year in years]
        return lines

    return build


def _changes(quote: Quote, baseline: Comparison, width: int) -> list[Line]:
    """How the total and each line changed against the pinned scenario."""
    heading = line(("Change against the pinned scenario", "heading"))
    texts = []
    before = baseline.standing(quote.offer.id)
    if before is None:
        return [heading, line("  the pinned scenario does not compare this offer")]
    amounts: dict[str, list[int | None]] = {}
    for at, side in enumerate((before.quote, quote)):
        for each in side.lines:
            pair = amounts.setdefault(f"{each.label} ({each.basis})", [0, 0])
            now = pair[at]
            pair[at] = None if each.amount is None or now is None else now + each.amount
    for label, (old, new) in amounts.items():
        if old is None or new is None:
            texts.append(f"  {label}: unknown")
        else:
            change = signed_dollars(new - old)
            texts.append(f"  {label}: {change} ({dollars(old)} → {dollars(new)})")
    texts.append(f"  Total: {change_words(quote, baseline)}")
    return [heading, *(line(text) for text in wrapped_lines(texts, width))]


def month(quote: Quote, comparison: Comparison, number: int) -> Build:
    """What falls due in one month, and why."""
    texts = month_lines(quote, comparison.scenario, number)
    return lambda width: text_lines(texts, width)


def readings(comparison: Comparison, offer: Offer) -> Build:
    """What every reading of an offer's price would cost, with the words each rests on."""
    catalog, scenario = comparison.catalog, comparison.scenario
    chosen = offer.reading(scenario.readings.get(offer.id))

    def build(width: int) -> Sequence[Line]:
        numbered = NumberedSources(catalog)
        quotes = [price_offer(offer, scenario, reading) for reading in offer.readings]
        rows = [
            (
                quote.reading.id,
                (
                    "●" if quote.reading is chosen else " ",
                    quote.reading.id,
                    total_words(quote),
                    covered_words(quote),
                ),
            )
            for quote in quotes
        ]
        spread = range_words(_spread(quotes[0], comparison), offer)
        lines = [line((f"All readings: {spread}", "strong")), line()]
        lines += table_lines(rows, ("", "Reading", "Total", "Coverage"), (2,), width)
        for reading in offer.readings:
            refers = numbered.refer(reading.sources)
            lines += [line(), line((reading.label + refers, "heading"))]
            texts = [f"“{reading.quote}”"] if reading.quote else []
            texts += [reading.note] if reading.note else []
            for text in texts:
                lines += [line((part, "soft")) for part in hanging("  ", text, width)]
        lines.append(line())
        sources = wrapped_lines(numbered.lines(width, notes=True), width)
        lines += [line((text, "soft")) for text in sources]
        return lines

    return build


def _spread(quote: Quote, comparison: Comparison) -> Range | None:
    return range_over_readings(quote, comparison.scenario)
