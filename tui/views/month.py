"""One month of one offer in words: what falls due in it, and what the month rests on.

What is unknown in a month makes its amount a lower bound, as it does a total.
"""

from collections.abc import Sequence
from fractions import Fraction

from tui.domain.calendar import add_months, fiscal_year
from tui.domain.money import dollars
from tui.domain.quote import LineQuote, Quote
from tui.domain.scenario import Scenario
from tui.views.words import amount_words, total_words


def month_name(quote: Quote, scenario: Scenario, month: int) -> str:
    """Name a month of the horizon, counted from 0: `2026-12`, or `month 4` when as announced."""
    day = add_months(quote.origin, month)
    return f"{day:%Y-%m}" if scenario.start else f"month {month + 1} ({day:%Y-%m})"


def month_line(quote: Quote, scenario: Scenario, month: int) -> str:
    """Say in one line what falls due in a month: `month 13 (2026-08): $24.00 due, assumed`."""
    due = _due(quote, range(month, month + 1))
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
        f"{fiscal_year(day)}: {_due(quote, range(month, month + 1))} due",
        f"  {rests_on}",
    ]
    for line in quote.lines:
        if line.is_unknown:
            lines.append(f"  {line.label}: unknown, {line.missing}")
        elif line.counts[month]:
            unit = "for everybody" if line.unit == "flat" else f"{line.counts[month]:,} charged"
            due = dollars(line.by_month()[month], exact=_exact(line, range(month, month + 1)))
            lines.append(f"  {line.label}: {due} ({unit})")
    by_then = _due(quote, range(month + 1))
    lines.append(f"  Fallen due by then: {by_then} of {total_words(quote)}")
    return lines


def _due(quote: Quote, months: range) -> str:
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
