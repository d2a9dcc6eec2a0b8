"""Rank, ties, difference, ratio, ranges and warnings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.domain import oracle
from tests.domain.strategies import readings
from tui.domain.comparison import Comparison, Range, compare, coverage_words
from tui.domain.deals import Event, Offer, Per, PriceLine, Reading, Unit, status_on
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario

TODAY = date(2026, 11, 21)


def offer(name: str, price: str | None, per: Per = "year", unit: Unit = "agency") -> Offer:
    line = PriceLine(
        "licence", unit, per, None if price is None else Decimal(price),
        assume="hosting" if price is None else None,
    )  # fmt: skip
    return Offer(
        id=name,
        vendor="v",
        product=name.title(),
        short=name.title(),
        starts=date(2025, 8, 6),
        ends=date(2027, 8, 5),
        term_months=24,
        compare=True,
        readings=readings((line,)),
    )


def comparison(*offers: Offer, scenario: Scenario | None = None) -> Comparison:
    return compare(oracle.catalog(*offers), scenario or Scenario(months=24), TODAY)


def test_equal_totals_share_a_rank_and_are_called_a_tie() -> None:
    found = comparison(offer("a", "2"), offer("b", "1"), offer("c", "1"), offer("d", "3"))
    assert [(s.offer.id, s.rank, s.tie) for s in found.ranked] == [
        ("b", 1, True), ("c", 1, True), ("a", 3, False), ("d", 4, False),
    ]  # fmt: skip
    assert [s.difference for s in found.standings] == [48_00, 0, 0, 96_00]
    assert [s.ratio for s in found.standings] == [2, 1, 1, 3]


def test_an_incomplete_offer_is_not_ranked_and_comes_last() -> None:
    found = comparison(offer("llama", None, "month", "flat"), offer("b", "1"))
    assert [s.offer.id for s in found.ranked] == ["b", "llama"]
    llama = found.standings[0]
    assert (llama.rank, llama.difference, llama.ratio, llama.range) == (None, None, None, None)
    assert llama.warnings == ("Not in the total: licence; the assumption “hosting” is not given.",)


def test_no_ratio_to_a_cheapest_of_zero() -> None:
    found = comparison(offer("free", "0"), offer("b", "1"))
    assert [s.ratio for s in found.standings] == [None, None]
    assert found.standings[1].difference == 48_00


def test_the_range_spans_the_readings_that_can_be_priced() -> None:
    def reading(name: str, line: PriceLine) -> Reading:
        return Reading(name, name, ("s",), (line,), default=name == "per-term")

    several = replace(
        offer("grok", "1"),
        readings=(
            reading("per-term", PriceLine("licence", "agency", "term", Decimal("0.42"))),
            reading("per-month", PriceLine("licence", "agency", "month", Decimal("0.42"))),
            reading("per-bureau", PriceLine("licence", "agency", "term", assume="bureaus",
                                            times=Decimal("0.42"))),
        ),
    )  # fmt: skip
    standing = comparison(several).standings[0]
    assert standing.range == Range(10_08, 24 * 24 * 42, ("per-bureau",))
    assert "per-bureau" in standing.warnings[-1]
    chosen = comparison(several, scenario=Scenario(months=24, readings={"grok": "per-month"}))
    assert chosen.standings[0].quote.total == 24 * 24 * 42
    assert chosen.standings[0].range == standing.range


def test_a_cheaper_row_that_stops_earlier_is_warned_of() -> None:
    early = replace(offer("early", "1"), term_months=12)
    found = comparison(early, offer("late", "1"), scenario=Scenario(months=24, after="stop"))
    assert found.ranked[0].offer.id == "early"
    assert any("288 of 576 agency-months" in text for text in found.ranked[0].warnings)
    assert not found.ranked[1].warnings


def test_an_offer_with_its_own_count_of_agencies_is_warned_of() -> None:
    scenario = Scenario(months=24, agencies_for={"a": 10})
    found = comparison(offer("a", "1"), offer("b", "1"), scenario=scenario)
    assert found.standings[0].quote.total == 20_00
    assert found.standings[0].warnings == ("Counts 10 agencies, the scenario 24.",)


def test_coverage_in_words() -> None:
    grok = replace(offer("grok", "1"), term_months=12)

    def words(**changes: object) -> str:
        return coverage_words(price_offer(grok, replace(Scenario(), **changes)))  # type: ignore[arg-type]  # the keywords are fields

    assert words(months=12) == "all 12 months agreed"
    assert words(months=1) == "1 month agreed"
    assert words() == "12 of 18 months agreed, 6 assumed"
    assert words(after="stop") == "12 of 18 months agreed, 6 uncovered"
    assert words(start=date(2030, 1, 1)) == "all 18 months assumed"
    assert (
        words(start=date(2025, 7, 1), months=36)
        == "24 of 36 months agreed, 10 assumed, 2 uncovered"
    )


def test_the_ratio_is_exact() -> None:
    found = comparison(offer("a", "0.42"), offer("b", "1"))
    assert found.standings[1].ratio == Fraction(100, 42)


def test_nothing_compared_is_an_empty_comparison() -> None:
    assert comparison(offer("a", "1"), scenario=Scenario(offers=())).ranked == ()


CHECKED = date(2026, 10, 8)


def test_status_follows_the_day() -> None:
    deal = offer("a", "1")  # 2025-08-06 … 2027-08-05
    days = {
        date(2025, 8, 5): "upcoming",
        date(2025, 8, 6): "active",
        date(2027, 5, 6): "active",
        date(2027, 5, 7): "ends soon",
        date(2027, 8, 5): "ends soon",
        date(2027, 8, 6): "unconfirmed",
    }
    assert {day: status_on(deal, day, CHECKED) for day in days} == days


def test_an_end_before_the_facts_were_checked_is_an_end() -> None:
    deal = replace(offer("box", "1"), ends=date(2026, 8, 13))
    assert status_on(deal, date(2026, 9, 1), CHECKED) == "ended"
    assert status_on(deal, TODAY, CHECKED) == "unconfirmed"
    expired = replace(deal, events=(Event(date(2026, 8, 13), "expired", "over", ("s",)),))
    assert status_on(expired, date(2026, 8, 13), CHECKED) == "ends soon"
    assert status_on(expired, TODAY, CHECKED) == "ended"


def test_terminated_until_restored() -> None:
    deal = replace(
        offer("claude", "1"),
        events=(
            Event(date(2026, 4, 3), "restored", "back", ("s",)),
            Event(date(2026, 2, 27), "terminated", "out", ("s",)),
        ),
    )
    assert status_on(deal, date(2026, 2, 26), CHECKED) == "active"
    assert status_on(deal, date(2026, 2, 27), CHECKED) == "terminated"
    assert status_on(deal, date(2026, 4, 3), CHECKED) == "active"


def test_replaced_once_the_end_has_passed() -> None:
    deal = replace(offer("chatgpt", "1"), ends=date(2026, 9, 30), replaced_by="chatgpt-gov")
    assert status_on(deal, date(2026, 9, 30), CHECKED) == "ends soon"
    assert status_on(deal, date(2026, 10, 1), CHECKED) == "replaced"


def test_without_a_published_end_an_offer_stays_active() -> None:
    deal = replace(offer("llama", "0"), ends=None, term_months=None)
    assert status_on(deal, date(2030, 1, 1), CHECKED) == "active"
