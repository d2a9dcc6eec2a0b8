"""What one month of one offer is said to cost."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.analysis.made import line, offer
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.words import month_line, month_lines

HOSTED = offer(
    "hosted",
    line("5", "flat", "once"),
    line(None, "flat", "month", assume="hosting", component="hosting"),
)


def test_a_month_in_which_something_is_unknown_has_a_lower_bound() -> None:
    scenario = Scenario(months=3)
    quote = price_offer(HOSTED, scenario)
    assert [month_line(quote, scenario, month) for month in (0, 1)] == [
        "month 1 (2025-09): ≥ $5.00 due, agreed",
        "month 2 (2025-10): ≥ $0.00 due, agreed",
    ]
    assert month_lines(quote, scenario, 1) == [
        "Hosted, month 2 (2025-10), fiscal year 2026: ≥ $0.00 due",
        "  The agreement covers this month.",
        "  Hosting: unknown, the assumption “hosting” is not given",
        "  Fallen due by then: ≥ $5.00 of ≥ $5.00",
    ]


def test_what_is_unknown_later_leaves_the_months_before_it_whole() -> None:
    later = offer(
        "later",
        line("5", "flat", "once"),
        line(None, "flat", "once", assume="exit", component="exit"),
    )
    reading = later.readings[0]
    lines = (reading.lines[0], replace(reading.lines[1], from_month=2))
    later = replace(later, readings=(replace(reading, lines=lines),))
    scenario = Scenario(months=3)
    quote = price_offer(later, scenario)
    assert month_line(quote, scenario, 0) == "month 1 (2025-09): $5.00 due, agreed"
    assert month_lines(quote, scenario, 1)[-1] == "  Fallen due by then: $5.00 of ≥ $5.00"
    assert month_line(quote, scenario, 2) == "month 3 (2025-11): ≥ $0.00 due, agreed"


def test_a_month_of_next_to_nothing_is_not_shown_as_nothing() -> None:
    scenario = Scenario(months=2, assume={"hosting": Decimal("0.001")})
    quote = price_offer(HOSTED, scenario)
    assert month_line(quote, scenario, 1) == "month 2 (2025-10): <$0.01 due, agreed"
    assert "  Hosting: <$0.01 (for everybody)" in month_lines(quote, scenario, 0)
