"""One month of one offer in words: what falls due in it, and what the month rests on."""

from collections.abc import Sequence
from itertools import accumulate

from tui.domain.calendar import add_months, fiscal_year
from tui.domain.money import dollars
from tui.domain.quote import Quote
from tui.domain.scenario import Scenario


def month_name(quote: Quote, scenario: Scenario, month: int) -> str:
    """Name a month of the horizon, counted from 0: `2026-12`, or `month 4` when as announced."""
    day = add_months(quote.origin, month)
    return f"{day:%Y-%m}" if scenario.start else f"month {month + 1} ({day:%Y-%m})"


def month_line(quote: Quote, scenario: Scenario, month: int) -> str:
    """Say in one line what falls due in a month: `month 13 (2026-08): $24.00 due, assumed`."""
    due = dollars(quote.by_month[month])
    return f"{month_name(quote, scenario, month)}: {due} due, {quote.month_kind(month)}"


def month_words(quote: Quote, scenario: Scenario, month: int) -> Sequence[str]:
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
        f"{fiscal_year(day)}: {dollars(quote.by_month[month])} due",
        f"  {rests_on}",
    ]
    for line in quote.lines:
        if line.is_unknown:
            lines.append(f"  {line.label}: unknown, {line.missing}")
        elif line.counts[month]:
            unit = "for everybody" if line.unit == "flat" else f"{line.counts[month]:,} charged"
            lines.append(f"  {line.label}: {dollars(line.by_month()[month])} ({unit})")
    running = list(accumulate(quote.by_month))
    lines.append(f"  Fallen due by then: {dollars(running[month])} of {dollars(quote.total)}")
    return lines
