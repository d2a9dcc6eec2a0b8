"""Figures, inputs, months and rates in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import cast

import pytest

from tests.domain import oracle
from tests.domain.analysis.made import line, offer, what_if
from tui.domain.comparison import Case, compare
from tui.domain.deals import (
    Assumption,
    Catalog,
    Offer,
    PriceLine,
    Reading,
    Suggestion,
    status_on,
)
from tui.domain.quote import Quote
from tui.domain.scenario import Overhead, Scenario
from tui.export.json_shapes import count_text, exact_text
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path
from tui.views.columns import COLUMNS
from tui.views.comparison_text import comparison_text
from tui.views.day import status_label
from tui.views.explain import explain_standing, formula
from tui.views.words import (
    MARKS,
    Discount,
    calendar_words,
    further_inputs,
    mark_of,
    month_line,
    month_lines,
    parse_discount,
    rate_words,
    ratio_words,
    scenario_words,
    total_words,
)

DAY = date(2026, 11, 21)


def an_offer(offer_id: str = "one", **changes: object) -> Offer:
    line = PriceLine("licence", "agency", "term", price=Decimal("0.42"))
    offer = Offer(
        id=offer_id, vendor="v", product=offer_id.title(), short=offer_id.title(),
        starts=date(2025, 9, 25), term_months=18, compare=True,
        readings=(Reading("r", "a reading", ("s",), (line,), default=True),),
    )  # fmt: skip
    return replace(offer, **changes)  # type: ignore[arg-type]  # names are checked at run time


def priced(line: PriceLine, scenario: Scenario) -> str:
    """The formula of an offer's only line."""
    offer = an_offer(readings=(Reading("r", "a reading", ("s",), (line,), default=True),))
    standing = compare(oracle.catalog(offer), scenario, DAY).standings[0]
    return formula(standing.quote.lines[0], scenario, offer.id)


@pytest.mark.parametrize(
    ("line", "changes", "words"),
    [
        (("agency", "term", "0.42"), {}, "24 agencies × $0.42 × 1 started term = $10.08"),
        (("agency", "year", "1"), {}, "24 agencies × $1.00 × 2 started years = $48.00"),
        (("agency", "year", "1"), {"charge": "prorated"},
         "24 agencies × $1.00 ÷ 12 months × 18 months = $36.00"),
        (("user", "month", "30"), {"months": 1},
         "24 agencies × 1,000 users each × $30.00 × 1 month = $720,000.00"),
        (("flat", "month", "85000"), {}, "$85,000.00 × 18 months = $1,530,000.00"),
        (("flat", "once", "0"), {}, "$0.00 once = $0.00"),
        (("agency", "once", "150000"), {"agencies": 1},
         "1 agency × $150,000.00 once = $150,000.00"),
        (("agency", "year", "1"), {"ramp_months": 13},
         "35 started agency-years × $1.00 = $35.00"),
        (("agency", "month", "1"), {"ramp_months": 3}, "408 agency-months × $1.00 = $408.00"),
        (("agency", "once", "1"), {"ramp_months": 3}, "24 agencies × $1.00 once = $24.00"),
        (("agency", "month", "0.0001"), {"agencies": 1, "months": 1},
         "1 agency × $0.0001 × 1 month = <$0.01"),
        (("agency", "year", "1"), {"agencies": 0}, "no agency is charged = $0.00"),
    ],
)  # fmt: skip
def test_formula(line: tuple[str, str, str], changes: Mapping[str, object], words: str) -> None:
    unit, per, price = line
    scenario = replace(what_if(), **changes)  # type: ignore[arg-type]  # names are checked at run time
    assert priced(PriceLine("x", unit, per, price=Decimal(price)), scenario) == words  # type: ignore[arg-type]  # the cases name real units


def test_an_explanation_adds_what_the_scenario_adds() -> None:
    scenario = replace(
        what_if(), overheads=(Overhead("training", "Training", "user", "once", Decimal(250)),)
    )
    comparison = compare(oracle.catalog(an_offer()), scenario, DAY)
    words = explain_standing(comparison, comparison.standings[0])
    assert words[0] == "○ One (a vendor): $6,000,010.08"
    assert (
        "    Training (yours): 24 agencies × 1,000 users each × $250.00 once = $6,000,000.00"
    ) in words
    assert "  [1] a source. a publisher" in words


BUREAUS = Assumption(
    "bureaus", "Bureaus", "bureaus an agency",
    suggestions=(Suggestion("516 ÷ 24", Decimal("21.5"), ("s",)),
                 Suggestion("as many as it costs", Decimal("9.03"), ("s",))),
)  # fmt: skip


def test_an_assumption_that_counts_no_dollars_is_not_shown_as_dollars() -> None:
    """The published figure that was given is named, whatever factor it is multiplied by."""
    line = PriceLine("licence", "agency", "term", assume="bureaus", times=Decimal("0.42"))
    offer = an_offer(readings=(Reading("r", "a reading", ("s",), (line,), default=True),))
    catalog = replace(oracle.catalog(offer), assumptions={"bureaus": BUREAUS})

    def explained(scenario: Scenario) -> list[str]:
        comparison = compare(catalog, scenario, DAY)
        words = explain_standing(comparison, comparison.standings[0])
        return [each.strip() for each in words if each.endswith("[1]") and ": " in each]

    given = what_if(assume={"bureaus": Decimal("21.50")})
    assert [words for words, _ in further_inputs(Case(catalog, given, DAY))] == [
        "then the same price", "Bureaus: 21.5 (bureaus an agency)",
    ]  # fmt: skip
    found = [each for each in explained(given) if each.startswith(("21.5", "9.03", "$"))]
    assert found == ["21.5: 516 ÷ 24 [1]"]
    assert "9.03: as many as it costs [1]" in explained(what_if())


def test_marks_follow_the_catalog_and_begin_again_at_the_second() -> None:
    offers = [an_offer(f"o{i}") for i in range(12)]
    catalog = oracle.catalog(*offers)
    assert "".join(mark_of(catalog, offer.id) for offer in offers) == MARKS + MARKS[1:3]
    with pytest.raises(KeyError):
        mark_of(catalog, "none")


def test_scenario_words() -> None:
    assert scenario_words(what_if()) == "24 agencies · 18 months · as announced · outlay"
    other = what_if(agencies=1, months=1, start=date(2026, 12, 1), charge="prorated")
    assert scenario_words(other) == "1 agency · 1 month · from 2026-12 · amortized cost"


def test_ratio_words() -> None:
    ratios = [None, Fraction(1), Fraction(4800, 1008), Fraction(2000, 20), Fraction(10**8, 7)]
    assert [ratio_words(ratio) for ratio in ratios] == [
        "–",
        "1.00×",
        "4.76×",
        "100×",
        "14,285,714×",
    ]


def test_numbers_for_machines() -> None:
    assert exact_text(Decimal("0.42")) == "0.42"
    assert exact_text(Fraction(1, 3)) == "1/3"
    assert exact_text(Decimal(30)) == "30"
    assert [count_text(Fraction(n, 3)) for n in (1, 2, 3)] == ["0.333333", "0.666667", "1"]
    assert count_text(Fraction(5999999, 6000000)) == "1"


def test_a_lower_bound_that_is_tiny_is_not_zero() -> None:
    lines = (
        PriceLine("licence", "flat", "once", price=Decimal("0.001")),
        PriceLine("hosting", "flat", "month", assume="hosting"),
    )
    offer = an_offer(readings=(Reading("r", "a reading", ("s",), lines, default=True),))
    catalog: Catalog = oracle.catalog(offer)
    quote = compare(catalog, what_if(), DAY).standings[0].quote
    assert total_words(quote) == "> $0.00"


def test_months_are_named_where_not_all_are_agreed() -> None:
    def words(**changes: object) -> str:
        scenario = replace(what_if(), **changes)  # type: ignore[arg-type]  # names are checked at run time
        return calendar_words(compare(oracle.catalog(an_offer()), scenario, DAY).standings[0].quote)

    assert words() == ""
    stops = words(months=24, after="stop")
    assert stops == "2025-09 to 2027-02 agreed; 2027-03 to 2027-08 not covered"
    assert words(months=24) == "2025-09 to 2027-02 agreed"
    early = words(start=date(2025, 8, 1), months=3)
    assert early == "2025-08 to 2025-09 not covered; 2025-10 agreed"


def test_no_offer_is_compared() -> None:
    catalog = oracle.catalog(an_offer(compare=False))
    assert "No offer is compared." in comparison_text(compare(catalog, what_if(), DAY))


def test_every_column_has_a_text_for_every_offer() -> None:
    comparison = compare(oracle.catalog(an_offer(), an_offer("two")), what_if(), DAY)
    for column in COLUMNS:
        texts = [column.text(comparison, standing) for standing in comparison.standings]
        assert all(texts), column.id
    assert len({column.id for column in COLUMNS}) == len(COLUMNS)


HOSTED = offer(
    "hosted",
    line("5", "flat", "once"),
    line(None, "flat", "month", assume="hosting", component="hosting"),
)


def test_a_month_in_which_something_is_unknown_has_a_lower_bound() -> None:
    scenario = what_if(months=3)
    quote = oracle.price(HOSTED, scenario)
    assert [month_line(quote, scenario, month) for month in (0, 1)] == [
        "month 1 (2025-09): ≥ $5.00 due, agreed",
        "month 2 (2025-10): ≥ $0.00 due, agreed",
    ]
    assert month_lines(quote, scenario, 1) == [
        "Hosted, month 2 (2025-10), fiscal year 2026: ≥ $0.00 due",
        "  The agreement covers this month.",
        "  Hosting: unknown, no figure was entered for “hosting”",
        "  Due so far: ≥ $5.00 of ≥ $5.00",
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
    scenario = what_if(months=3)
    quote = oracle.price(later, scenario)
    assert month_line(quote, scenario, 0) == "month 1 (2025-09): $5.00 due, agreed"
    assert month_lines(quote, scenario, 1)[-1] == "  Due so far: $5.00 of ≥ $5.00"
    assert month_line(quote, scenario, 2) == "month 3 (2025-11): ≥ $0.00 due, agreed"


def test_a_month_of_next_to_nothing_is_not_shown_as_nothing() -> None:
    scenario = what_if(months=2, assume={"hosting": Decimal("0.001")})
    quote = oracle.price(HOSTED, scenario)
    assert month_line(quote, scenario, 1) == "month 2 (2025-10): <$0.01 due, agreed"
    assert "  Hosting: <$0.01 (for everybody)" in month_lines(quote, scenario, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7 OMB A-94 (1992)", "7% a year (OMB A-94 (1992))"),
        (" 2.0%:  OMB A-94  ", "2% a year (OMB A-94)"),
        ("7, 1992 edition", "7% a year (1992 edition)"),
        ("1,000 OMB", "1,000% a year (OMB)"),
        ("1 000 % OMB", "1,000% a year (OMB)"),
        ("３.５ OMB", "3.5% a year (OMB)"),
        ("−0.5 Appendix C", "-0.5% a year (Appendix C)"),
        ("-0 Appendix C", "0% a year (Appendix C)"),
        ("-0.00 Appendix C", "0% a year (Appendix C)"),
    ],
)
def test_a_rate_and_its_edition(text: str, words: str) -> None:
    found = parse_discount(text)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    ["7,5 OMB", "7 5 OMB", "7e2 OMB", "1 00 OMB", "7.1234567 OMB", "7.5.1 OMB", "7.5.1", "OMB"],
)
def test_no_part_of_a_number_is_taken_for_the_edition(text: str) -> None:
    with pytest.raises(ValueError, match="Write percent and source"):
        parse_discount(text)


def test_what_is_no_rate_says_why_first() -> None:
    with pytest.raises(
        ValueError, match=r"^exponents are not accepted; .* · Write percent and source"
    ):
        parse_discount("1e2")


def test_what_is_worth_next_to_nothing_is_not_shown_as_nothing() -> None:
    """A cent in month 12 at 1,000 % is worth a tenth of a cent or less."""
    late = offer("late", PriceLine("licence", "flat", "once", Decimal("0.01"), from_month=12))
    tiny = offer("tiny", line("0.0001", "flat", "once"))
    free = offer("free", line("0", "flat", "once"))
    worth = [
        Discount(Decimal(1000), "x").worth(oracle.price(one, what_if()))
        for one in (late, tiny, free)
    ]
    assert worth == ["<$0.01", "<$0.01", "$0.00"]


def test_a_lower_bound_that_is_worth_next_to_nothing_is_one() -> None:
    lines = line("0.0001", "flat", "once"), line(None, "flat", "once", assume="hosting")
    known, unknown = offer("both", *lines), offer("unknown", lines[1])
    rate = Discount(Decimal(7), "x")
    assert [rate.worth(oracle.price(one, what_if())) for one in (known, unknown)] == [
        "> $0.00",
        "≥ $0.00",
    ]


@pytest.mark.parametrize("offer_id", ["grok", "copilot", "chatgpt", "llama"])
def test_a_label_of_a_status_never_counts_days_that_are_gone(offer_id: str) -> None:
    catalog = read_catalog(catalog_path())
    offer = catalog.offers[offer_id]
    for days in range(0, 1500, 5):
        day = date(2025, 1, 1) + timedelta(days=days)
        status = status_on(catalog, offer, day)
        words = status_label(offer, status, day)
        assert "-" not in words
        assert len(words) <= 13


@pytest.mark.parametrize(
    ("total", "covered", "words"),
    [(10_08, 288, "$0.035"), (24_00, 288, "$0.0833"), (10_368_000_00, 288, "$36,000.00"),
     (288_00, 288, "$1.00"), (0, 288, "$0.00"), (1, 1_000_000, "<$0.0001"), (10_08, 0, "–")],
)  # fmt: skip
def test_a_rate_is_never_shown_as_nothing(total: int, covered: int, words: str) -> None:
    class Priced:
        per_covered_agency_month = Fraction(total, 100 * covered) if covered else None

    assert rate_words(cast(Quote, Priced())) == words
