"""Rank, ties, difference, ratio, ranges and warnings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.domain import oracle
from tests.domain.strategies import Market, markets, readings, scenarios
from tui.domain.caveats import coverage_words
from tui.domain.comparison import Comparison, Range, compare
from tui.domain.deals import Event, Offer, Per, PriceLine, Reading, Status, Unit, status_on
from tui.domain.scenario import Overhead, Scenario

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


INTERRUPTION = (
    Event(date(2026, 4, 3), "restored", "back", ("s",)),
    Event(date(2026, 2, 27), "terminated", "out", ("s",)),
)


def until(name: str, ends: date) -> Offer:
    """An offer of a dollar a year that ends earlier."""
    return replace(offer(name, "1"), ends=ends, term_months=None)


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
    found = comparison(offer("llama", None, "month", "flat"), offer("b", "1"), offer("c", "2"))
    assert [s.offer.id for s in found.ranked] == ["b", "c", "llama"]
    llama = found.standings[0]
    assert (llama.rank, llama.difference, llama.ratio, llama.range) == (None, None, None, None)
    assert llama.not_ranked == "license unknown"
    assert llama.warnings == ("Not in the total: License; no figure was entered for “hosting”.",)
    assert [s.not_ranked for s in found.ranked] == [None, None, "license unknown"]


def test_one_alone_is_not_ranked_and_says_what_makes_it_unlike() -> None:
    def reasons(*offers: Offer, **changes: object) -> list[str | None]:
        scenario = replace(Scenario(months=24), **changes)  # type: ignore[arg-type]  # the keywords are fields
        return [one.not_ranked for one in comparison(*offers, scenario=scenario).standings]

    whole, short = offer("whole", "1"), until("short", date(2026, 8, 5))
    shorter = until("shorter", date(2026, 2, 5))
    open_one = offer("open", None)
    assert reasons(whole) == ["nothing to rank it with"]
    assert reasons(whole, short) == [
        "the only one covering all 24 months", "covers 12 of 24 months",
    ]  # fmt: skip
    assert reasons(short, shorter) == ["covers 12 of 24 months", "covers 6 of 24 months"]
    assert reasons(whole, open_one) == ["the only one with a known total", "license unknown"]
    assert reasons(whole, short, months=1) == [None, None]
    assert reasons(whole, short, start=date(2027, 1, 1), months=1) == [
        "the only one covering the month", "not on offer then",
    ]  # fmt: skip
    assert reasons(whole, short, start=date(2030, 1, 1)) == ["not on offer then"] * 2
    assert reasons(whole, offer("b", "1"), agencies=0) == ["no agencies"] * 2
    assert reasons(whole, offer("b", "1"), agencies_for={"b": 10}) == [
        "nothing to rank it with", "counts 10 of 24 agencies",
    ]  # fmt: skip


def test_months_that_differ_under_a_ramp_are_told_in_agency_months() -> None:
    early = until("early", date(2026, 3, 5))
    late = replace(offer("late", "1"), starts=date(2026, 2, 1))
    scenario = Scenario(agencies=24, months=12, start=date(2025, 9, 1), ramp_months=12)
    found = comparison(early, late, scenario=scenario)
    assert [one.quote.covered_months for one in found.standings] == [7, 7]
    assert found.standings[0].not_ranked == "covers 56 of 156 agency-months"


def test_a_refuted_reading_can_be_chosen_and_is_never_ranked_or_in_the_range() -> None:
    one = PriceLine("licence", "flat", "year", Decimal(1))
    refuted = Reading("one-for-all", "for all", ("s",), (one,), refuted_by=("s",))
    deal = replace(offer("a", "1"), readings=(*offer("a", "1").readings, refuted))
    plain = comparison(deal, offer("b", "1")).standings[0]
    assert (plain.rank, plain.range) == (1, Range(48_00, 48_00))
    scenario = Scenario(months=24, readings={"a": "one-for-all"})
    chosen = comparison(deal, offer("b", "1"), scenario=scenario).standings[0]
    assert (chosen.quote.total, chosen.rank) == (2_00, None)
    assert chosen.range == Range(48_00, 48_00)
    assert chosen.not_ranked == "its reading is refuted"
    assert chosen.warnings[0] == "This reading is ruled out by a source."


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


def test_a_cheaper_row_that_stops_earlier_is_not_ranked() -> None:
    early = until("early", date(2026, 8, 5))
    found = comparison(early, offer("late", "2"), offer("later", "1"))
    assert [one.offer.id for one in found.ranked] == ["later", "late", "early"]
    assert found.standings[0].not_ranked == "covers 12 of 24 months"


def test_an_offer_with_its_own_count_of_agencies_is_not_ranked() -> None:
    scenario = Scenario(months=24, agencies_for={"a": 10})
    found = comparison(offer("a", "1"), offer("b", "1"), offer("c", "1"), scenario=scenario)
    assert found.standings[0].quote.total == 20_00
    assert found.standings[0].not_ranked == "counts 10 of 24 agencies"
    assert found.standings[0].warnings == ("Counts 10 agencies, the scenario 24.",)
    assert [one.rank for one in found.standings] == [None, 1, 1]
    same = comparison(offer("a", "1"), offer("b", "1"), scenario=Scenario(agencies_for={"a": 24}))
    assert [one.rank for one in same.standings] == [1, 1]


@given(st.lists(markets(), min_size=1, max_size=4), scenarios())
def test_ranked_offers_have_equal_coverage(found: list[Market], scenario: Scenario) -> None:
    renamed = [
        replace(
            one,
            id=f"{number}-{one.id}",
            replaced_by=one.replaced_by and f"{number}-{one.replaced_by}",
        )
        for number, market in enumerate(found)
        for one in market.catalog.offers.values()
    ]
    firsts = tuple(f"{number}-offer" for number in range(len(found)))
    scenario = replace(scenario, offers=firsts, agencies_for={}, overheads=())
    standings = compare(oracle.catalog(*renamed), scenario, TODAY).standings
    ranked = [one for one in standings if one.rank is not None]
    assert len(ranked) != 1
    assert len({one.quote.coverage.covered for one in ranked}) <= 1
    assert all(one.quote.complete and one.quote.coverage.covered for one in ranked)
    assert all((one.not_ranked is None) == (one.rank is not None) for one in standings)
    best = max((one.quote.coverage.covered for one in ranked), default=0)
    assert all(one.quote.coverage.covered < best for one in standings
               if one not in ranked and one.quote.complete and ranked)  # fmt: skip


def test_coverage_in_words() -> None:
    grok = until("grok", date(2026, 8, 5))

    def words(**changes: object) -> str:
        return coverage_words(oracle.price(grok, replace(Scenario(months=18), **changes)))  # type: ignore[arg-type]  # the keywords are fields

    assert words(months=12) == "all 12 months agreed"
    assert words(months=1) == "1 month agreed"
    assert words(after="repeat") == "12 of 18 months agreed, 6 assumed"
    assert words() == "12 of 18 months agreed, 6 not covered"
    assert words(start=date(2030, 1, 1)) == "not covered"
    assert words(start=date(2030, 1, 1), after="repeat") == "all 18 months assumed"
    assert (
        words(start=date(2025, 7, 1), months=36, after="repeat")
        == "12 of 36 months agreed, 22 assumed, 2 not covered"
    )


def test_an_agreement_without_a_published_end_is_never_agreed_alone() -> None:
    llama = replace(offer("llama", "0", "once"), ends=None, term_months=None)
    assert (
        coverage_words(oracle.price(llama, Scenario())) == "all 12 months agreed, no end published"
    )


def test_what_follows_in_words() -> None:
    first = replace(until("a", date(2026, 8, 5)), replaced_by="b")
    second = replace(offer("b", "1"), starts=date(2026, 10, 1), ends=None, term_months=None)
    scenario = Scenario(months=18, after="successor", offers=("a",))
    (standing,) = comparison(first, second, scenario=scenario).standings
    assert coverage_words(standing.quote) == (
        "12 of 18 months agreed, 4 under its successor, 2 not covered, no end published"
    )
    assert standing.warnings == ("2026-10 to 2027-01 under B (a vendor), its successor.",)


def test_what_is_the_users_own_and_what_is_not_used() -> None:
    scenario = Scenario(
        months=24,
        offers=("llama",),
        assume={"hosting": Decimal(10), "usage": Decimal(5)},
        overheads=(Overhead("exit", "Exit", "flat", "once", Decimal(5), offers=("b",)),),
        agencies_for={"b": 3},
        after_for={"llama": "list"},
        readings={"b": "r"},
    )
    found = comparison(offer("llama", None, "month", "flat"), offer("b", "1"), scenario=scenario)
    assert found.standings[0].warnings == ("The whole total rests on your own figures: hosting.",)
    assert found.unused == (
        "users_per_agency", "agencies_for.b", "after_for.llama", "readings.b", "assume.usage",
        "overhead.exit",
    )  # fmt: skip
    training = Scenario(
        months=24, overheads=(Overhead("training", "Training", "user", "once", Decimal(5)),)
    )
    found = comparison(offer("b", "1"), scenario=training)
    assert found.standings[0].warnings == ("$120,000.00 rests on your own figures: Training.",)
    assert found.unused == ()


def test_what_rests_on_one_weak_source_and_what_was_interrupted() -> None:
    shop = oracle.catalog(offer("a", "1"))
    weak = replace(shop, sources={"s": replace(shop.sources["s"], kind="weak")})
    assert compare(weak, Scenario(), TODAY).standings[0].warnings == (
        "A's price rests on one weak source.",
    )
    stopped = replace(offer("a", "1"), events=INTERRUPTION)
    assert comparison(stopped).standings[0].warnings == ("Interrupted 2026-02-27 to 2026-04-03.",)
    later = comparison(stopped, scenario=Scenario(start=date(2026, 5, 1)))
    assert later.standings[0].warnings == ()


def test_the_ratio_is_exact() -> None:
    found = comparison(offer("a", "0.42"), offer("b", "1"))
    assert found.standings[1].ratio == Fraction(100, 42)


def test_nothing_compared_is_an_empty_comparison() -> None:
    assert comparison(offer("a", "1"), scenario=Scenario(offers=())).ranked == ()


CHECKED = date(2026, 10, 8)


def status(deal: Offer, day: date, *others: Offer) -> Status:
    return status_on(oracle.catalog(deal, *others, as_of=CHECKED), deal, day)


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
    assert {day: status(deal, day) for day in days} == days


def test_an_end_before_the_facts_were_checked_is_an_end() -> None:
    deal = until("box", date(2026, 8, 13))
    assert status(deal, date(2026, 9, 1)) == "ended"
    assert status(deal, TODAY) == "unconfirmed"
    expired = replace(deal, events=(Event(date(2026, 8, 13), "expired", "over", ("s",)),))
    assert status(expired, date(2026, 8, 13)) == "ends soon"
    assert status(expired, TODAY) == "ended"


def test_terminated_until_restored() -> None:
    deal = replace(offer("claude", "1"), events=INTERRUPTION)
    assert status(deal, date(2026, 2, 26)) == "active"
    assert status(deal, date(2026, 2, 27)) == "terminated"
    assert status(deal, date(2026, 4, 3)) == "active"
    assert deal.interruptions == ((date(2026, 2, 27), date(2026, 4, 3)),)
    assert replace(deal, events=INTERRUPTION[1:]).interruptions == ()


def test_superseded_from_the_successors_first_day_once_its_own_end_is_past() -> None:
    gov = replace(offer("gov", "1"), starts=date(2026, 10, 5))
    deal = replace(until("chatgpt", date(2026, 9, 30)), replaced_by="gov")
    assert status(deal, date(2026, 9, 30), gov) == "ends soon"
    assert status(deal, date(2026, 10, 1), gov) == "ended"
    assert status(deal, date(2026, 10, 5), gov) == "replaced"
    early = replace(gov, starts=date(2026, 9, 1))
    assert status(deal, date(2026, 9, 30), early) == "ends soon"
    assert status(deal, date(2026, 10, 1), early) == "replaced"


def test_one_weak_source_supersedes_nothing() -> None:
    gov = replace(offer("gov", "1"), starts=date(2026, 10, 1))
    deal = replace(until("claude", date(2026, 9, 30)), replaced_by="gov")
    shop = oracle.catalog(deal, gov, as_of=CHECKED)
    weak = replace(shop, sources={"s": replace(shop.sources["s"], kind="weak")})
    assert status_on(weak, deal, TODAY) == "ended"
    assert status_on(shop, deal, TODAY) == "replaced"


def test_who_ordered_on_the_last_day_is_served_for_a_term_from_then() -> None:
    deal = replace(offer("copilot", "0"), ends=None, term_months=12, order_until=date(2026, 9, 30))
    assert deal.last_day == date(2026, 8, 5)
    assert deal.service_ends == date(2027, 9, 29)
    assert status(deal, date(2026, 8, 6)) == "active"
    assert status(deal, date(2027, 9, 29)) == "ends soon"
    assert status(deal, date(2027, 9, 30)) == "unconfirmed"


def test_without_a_published_end_an_offer_stays_active() -> None:
    deal = replace(offer("llama", "0"), ends=None, term_months=None)
    assert status(deal, date(2030, 1, 1)) == "active"
    over = replace(deal, events=(Event(date(2026, 8, 13), "expired", "over", ("s",)),))
    assert status(over, date(2030, 1, 1)) == "ended"
