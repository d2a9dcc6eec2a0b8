"""How a figure is calculated, in full: a total, a month, the readings of a price."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui.domain.comparison import Comparison, compare, range_over_readings
from tui.domain.deals import Offer
from tui.domain.money import dollars, signed_dollars
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.views.explain import explain_standing
from tui.views.line import Build, Line, Span, line, styled
from tui.views.sections import said_of
from tui.views.sources import NumberedSources
from tui.views.text_layout import (
    fitted,
    hanging,
    places,
    set_row,
    text_lines,
    widest,
    wrapped,
    wrapped_lines,
)
from tui.views.words import (
    covered_words,
    fiscal_year_words,
    month_line,
    month_lines,
    pinned_change_words,
    range_words,
    total_words,
)


def total_page(comparison: Comparison, offer_id: str, baseline: Comparison | None) -> Build:
    """How an offer's total is calculated, compared or not, and its change from the pinned one."""
    catalog, scenario = comparison.catalog, comparison.scenario
    standing = comparison.standing(offer_id)
    if standing is None:
        alone = replace(scenario, offers=(offer_id,))
        (standing,) = compare(catalog, alone, comparison.as_of).standings
    quote = standing.quote
    texts = explain_standing(comparison, standing)
    months = [
        f"  {month_line(quote, scenario, month)}"
        for month in range(quote.months)
        if quote.by_month[month] or month in (0, quote.agreed.stop)
    ]
    years = [
        f"  FY{year}: {fiscal_year_words(quote, year)}"
        for year in sorted({*quote.by_fiscal_year, *quote.open_fiscal_years})
    ]

    def build(width: int) -> Sequence[Line]:
        changes = [] if baseline is None else list(_changes(quote, baseline))
        return [
            *_headed(changes, width),
            *([line()] if changes else []),
            *text_lines(texts, width),
            line(),
            *_headed(["Outlay by month", *months], width),
            line(),
            *_headed(["Outlay by fiscal year (1 October to 30 September)", *years], width),
        ]

    return build


def _headed(texts: Sequence[str], width: int) -> list[Line]:
    return [*styled(texts[:1], "heading"), *styled(wrapped_lines(texts[1:], width))]


def _changes(quote: Quote, baseline: Comparison) -> Iterator[str]:
    yield "Change from the pinned scenario"
    before = baseline.standing(quote.offer.id)
    if before is None:
        yield "  the pinned scenario does not compare this offer"
        return
    amounts: dict[str, list[int | None]] = {}
    for at, side in enumerate((before.quote, quote)):
        for each in side.lines:
            pair = amounts.setdefault(f"{each.label} ({each.basis})", [0, 0])
            now = pair[at]
            pair[at] = None if each.amount is None or now is None else now + each.amount
    for label, (old, new) in amounts.items():
        if old is None or new is None:
            yield f"  {label}: unknown"
        else:
            yield f"  {label}: {signed_dollars(new - old)} ({dollars(old)} → {dollars(new)})"
    yield f"  Total: {pinned_change_words(quote, baseline)}"


def month_page(quote: Quote, comparison: Comparison, month: int) -> Build:
    texts = month_lines(quote, comparison.scenario, month)
    return lambda width: text_lines(texts, width)


def readings_page(comparison: Comparison, offer: Offer) -> Build:
    catalog, scenario = comparison.catalog, comparison.scenario
    chosen = offer.reading(scenario.readings.get(offer.id))
    quotes = [price_offer(catalog, offer, scenario, reading) for reading in offer.readings]
    rows = [
        ("●" if quote.reading is chosen else " ", quote.reading.id, total_words(quote),
         covered_words(quote))
        for quote in quotes
    ]  # fmt: skip
    table = [("", "Reading", "Total", "Coverage"), *rows]
    columns = places(widest(table), ["left", "left", "right", "left"])
    spread = range_words(range_over_readings(catalog, quotes[0], scenario), offer)

    def build(width: int) -> Sequence[Line]:
        numbered = NumberedSources(catalog)
        lines = [line((f"All readings: {spread}", "strong")), line()]
        for number, cells in enumerate(table):
            (row,) = set_row([[Span(cell)] for cell in cells], columns)
            key, style = (quotes[number - 1].reading.id, "") if number else (None, "heading")
            lines += styled([fitted(row.text.rstrip(), width)], style, key)
        for reading in offer.readings:
            refers = numbered.refer(reading.sources)
            lines += [line(), *styled(wrapped(reading.label + refers, width), "heading")]
            for text in said_of(reading):
                lines += styled(hanging("  ", text, width), "soft")
        sources = wrapped_lines(numbered.lines(width, notes=True), width)
        return [*lines, line(), *styled(sources, "soft")]

    return build
