"""A discount rate as it is typed, and what a total is worth by it."""

from decimal import Decimal

import pytest

from tests.domain.analysis.made import line, offer
from tui.domain.deals import PriceLine
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.words import Discount, parse_discount


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7 OMB A-94 (1992)", "7 % a year (OMB A-94 (1992))"),
        (" 2.0%:  OMB A-94  ", "2 % a year (OMB A-94)"),
        ("7, 1992 edition", "7 % a year (1992 edition)"),
        ("−0.5 Appendix C", "-0.5 % a year (Appendix C)"),
        ("-0 Appendix C", "0 % a year (Appendix C)"),
        ("-0.00 Appendix C", "0 % a year (Appendix C)"),
    ],
)
def test_a_rate_and_its_edition(text: str, words: str) -> None:
    found = parse_discount(text)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text", ["7,5 OMB", "1,000 OMB", "10005 OMB", "7.1234567 OMB", "7.5.1 OMB"]
)
def test_no_part_of_a_number_is_taken_for_the_edition(text: str) -> None:
    with pytest.raises(ValueError, match="a rate in percent and its edition are needed"):
        parse_discount(text)


def test_what_is_worth_next_to_nothing_is_not_shown_as_nothing() -> None:
    """A cent in month 12 at 1,000 % is worth a tenth of a cent or less."""
    late = offer("late", PriceLine("licence", "flat", "once", Decimal("0.01"), from_month=12))
    tiny = offer("tiny", line("0.0001", "flat", "once"))
    free = offer("free", line("0", "flat", "once"))
    worth = [
        Discount(Decimal(1000), "x").worth(price_offer(one, Scenario()))
        for one in (late, tiny, free)
    ]
    assert worth == ["<$0.01", "<$0.01", "$0.00"]


def test_a_lower_bound_that_is_worth_next_to_nothing_is_one() -> None:
    lines = line("0.0001", "flat", "once"), line(None, "flat", "once", assume="hosting")
    known, unknown = offer("both", *lines), offer("unknown", lines[1])
    rate = Discount(Decimal(7), "x")
    assert [rate.worth(price_offer(one, Scenario())) for one in (known, unknown)] == [
        "> $0.00",
        "≥ $0.00",
    ]
