"""The headline: every sentence is true, whatever the comparison."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain import strategies
from tests.picture.offers import compared, line, offer, reading, usual
from tui.domain.comparison import Comparison
from tui.domain.deals import Offer
from tui.domain.money import dollars
from tui.domain.pricing import price_offer
from tui.domain.scenario import After, Overhead, Scenario
from tui.views.headline import answer, answer_sentences

SCENARIO = Scenario(months=24)
FREE = line("0", "once", "flat")
HOSTING = line(None, "month", "flat", "hosting")


@pytest.mark.parametrize(
    ("offers", "words"),
    [
        ([], "No offer is compared."),
        ([offer("A")], "A costs $48.00 for 24 agencies over 24 months."),
        ([offer("A"), offer("B", line("2"))],
         "A is cheapest at $48.00 for 24 agencies over 24 months; B costs $96.00."),
        ([offer("A"), offer("B")], "A and B cost the same: $48.00 each for 24 agencies over 24 "
         "months."),
        ([offer("A"), offer("B"), offer("C", line("2"))],
         "A and B are cheapest at $48.00 each for 24 agencies over 24 months; C costs $96.00."),
        ([offer("A"), offer("B", line("2")), offer("C", line("2"))],
         "A is cheapest at $48.00 for 24 agencies over 24 months; B and C cost $96.00 each."),
        ([offer(name, line(str(n + 1))) for n, name in enumerate("ABCD")],
         "A is cheapest at $48.00 for 24 agencies over 24 months; the other 3 cost $96.00 to "
         "$192.00."),
        ([offer("A", line("0")), offer("B")],
         "A is cheapest at $0.00 for 24 agencies over 24 months; B costs $48.00."),
        ([offer("A", FREE, HOSTING)],
         "A’s licence is free for 24 agencies over 24 months, but hosting is not priced."),
        ([offer("A", line("1"), HOSTING)],
         "A costs at least $48.00 for 24 agencies over 24 months; hosting is not priced."),
        ([offer("A", HOSTING)],
         "A cannot be priced for 24 agencies over 24 months: hosting is not priced."),
        ([offer("A"), offer("B", FREE, HOSTING)],
         "Only A can be priced in full: $48.00 for 24 agencies over 24 months. B’s licence is "
         "free, but hosting is not priced."),
        ([offer("A", HOSTING), offer("B", line("1"), HOSTING, line(None, component="usage"))],
         "Neither of the 2 offers can be priced in full for 24 agencies over 24 months. A cannot "
         "be priced: hosting is not priced. B costs at least $48.00; hosting and usage are not "
         "priced."),
        ([offer("A"), offer("B", line("2")), offer("C", FREE, HOSTING)],
         "A is cheapest of the 2 priced in full: $48.00 for 24 agencies over 24 months; B costs "
         "$96.00. C’s licence is free, but hosting is not priced."),
        ([offer("A"), offer("B", line("2")), offer("C", line("9"), HOSTING)],
         "A is cheapest at $48.00 for 24 agencies over 24 months; B costs $96.00. C costs at least "
         "$432.00; hosting is not priced."),
        ([offer(name, HOSTING) for name in "ABC"],
         "None of the 3 offers can be priced in full for 24 agencies over 24 months. A cannot be "
         "priced: hosting is not priced. 2 more offers cannot be priced in full."),
    ],
)  # fmt: skip
def test_the_answer_in_words(offers: list[Offer], words: str) -> None:
    assert answer(compared(*offers, scenario=SCENARIO)) == words


def test_the_usual_briefing() -> None:
    assert answer(compared(*usual(), scenario=Scenario())) == (
        "North is cheapest of the 3 priced in full: $10.08 for 24 agencies over 18 months; South "
        "and East cost $48.00 each, with 6 of 18 months assumed. Open’s licence is free, but "
        "hosting is not priced. Other readings change the order."
    )


def test_a_cheapest_that_simply_stops_earlier_is_not_called_the_answer() -> None:
    short = offer("Short", line("1"), term=12)
    words = answer(compared(short, offer("Long", line("2")), scenario=replace(SCENARIO,
                   after="stop")))  # fmt: skip
    assert words == (
        "Short costs least: $24.00 for 24 agencies over 24 months, but covers only 12 of 24 "
        "months. Covering more, Long costs $96.00."
    )


def test_nothing_covered_is_said() -> None:
    early = offer("Early", starts=date(2020, 1, 1))
    scenario = replace(SCENARIO, start=date(2026, 12, 1), after="stop")
    assert answer(compared(early, scenario=scenario)) == (
        "Early costs $0.00 for 24 agencies over 24 months from 2026-12, but covers none of the "
        "months."
    )


def test_a_tie_with_different_coverage_says_what_each_covers() -> None:
    scenario = replace(SCENARIO, after="stop")
    tied = compared(offer("Half", line("2"), term=12), offer("Whole"), scenario=scenario)
    assert answer(tied) == (
        "Half and Whole cost the same: $48.00 each for 24 agencies over 24 months. Half: 12 of 24 "
        "months agreed, 12 uncovered; Whole: all 24 months agreed."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"agencies": 1, "months": 1}, "A costs $1.00 for 1 agency over 1 month."),
        ({"charge": "prorated"}, "A costs $48.00 for 24 agencies over 24 months, amortised."),
        ({"start": date(2025, 10, 1)},
         "A costs $48.00 for 24 agencies over 24 months from 2025-10, with 1 of 24 months "
         "assumed."),
        ({"agencies_for": {"a": 3}}, "A costs $6.00 for 3 agencies over 24 months."),
        ({"agencies": 0}, "A costs $0.00 for 0 agencies over 24 months."),
    ],
)  # fmt: skip
def test_the_scenario_is_in_the_sentence(changes: dict[str, object], words: str) -> None:
    assert answer(compared(offer("A"), scenario=replace(SCENARIO, **changes))) == words  # type: ignore[arg-type]  # names are checked at run time


def test_own_agencies_are_named() -> None:
    scenario = replace(SCENARIO, agencies_for={"b": 3})
    assert answer(compared(offer("A"), offer("B"), scenario=scenario)) == (
        "B is cheapest at $6.00 over 24 months; A costs $48.00. Agencies differ: B 3, not 24."
    )


def test_less_than_a_cent_is_not_nothing() -> None:
    words = answer(compared(offer("A", line("0.0001", "once", "flat")), scenario=SCENARIO))
    assert words == "A costs less than $0.01 for 24 agencies over 24 months."


def test_a_free_overhead_is_not_called_the_offer_s() -> None:
    overhead = Overhead("training", "Training", "user", "once", Decimal(0))
    scenario = replace(SCENARIO, overheads=(overhead,))
    assert answer(compared(offer("A", HOSTING), scenario=scenario)).startswith("A cannot be priced")


def test_a_price_by_the_user_is_not_free_because_nobody_uses_it() -> None:
    scenario = replace(SCENARIO, users_per_agency=0)
    found = compared(offer("A", line("15", "month", "user"), HOSTING), scenario=scenario)
    assert "free" not in answer(found)


@pytest.mark.parametrize("term", [12, 18, 30])
def test_other_readings_change_the_order_only_if_they_do(term: int) -> None:
    dear = reading(line("9"), name="dear", default=False)
    first = offer("A", readings=(reading(line("1")), dear), term=term)
    assert "Other readings" in answer(compared(first, offer("B", line("2"))))
    assert "Other readings" not in answer(compared(first, offer("B", line("20"))))


def test_each_sentence_stands_alone_and_names_have_an_end() -> None:
    found = compared(offer("N" * 200), offer("M" * 200, line("2")), scenario=SCENARIO)
    sentences = answer_sentences(found)
    assert len(sentences) == 1
    assert "N" * 39 + "… is cheapest" in sentences[0]


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    count = draw(st.integers(1, 4))
    offers = []
    for number in range(count):
        made = draw(strategies.offers())
        other = replace(draw(strategies.offers()).readings[0], id="other", default=False)
        both = (made.readings[0], other) if draw(st.booleans()) else made.readings
        if made.term_months is None:  # a price by the term needs one
            both = (
                tuple(one for one in both if all(each.per != "term" for each in one.lines))
                or made.readings
            )
        offers.append(replace(made, id=f"o{number}", short="ABCD"[number], readings=both))
    scenario = draw(strategies.scenarios())
    carried = tuple(replace(one, offers=None) for one in scenario.overheads)
    return compared(*offers, scenario=replace(scenario, agencies_for={}, overheads=carried))


@settings(max_examples=100)
@given(comparisons())
def test_what_it_claims_is_so(comparison: Comparison) -> None:
    words = answer(comparison)
    complete = [one for one in comparison.standings if one.quote.complete]
    left_open = [one for one in comparison.standings if not one.quote.complete]
    printed = {dollars(one.quote.total) for one in comparison.standings} | {"$0.01", "$0.00"}
    assert set(re.findall(r"\$[\d,]+\.\d\d", words)) <= printed
    if found := re.search(r"of the (\d) priced in full", words):
        assert int(found[1]) == len(complete)
    if found := re.match(r"(\w) is cheapest at", words):
        totals = {one.offer.short: one.quote.total for one in comparison.standings}
        assert all(totals[found[1]] < total for name, total in totals.items() if name != found[1])
    lowest = min((one.quote.total for one in complete), default=None)
    if len(complete) > 1 and any(one.quote.total <= (lowest or 0) for one in left_open):
        assert "priced in full" in words or "cost the same" in words
    for standing in comparison.standings:
        if (
            standing.quote.complete
            and not standing.quote.coverage.covered
            and len(comparison.standings) == 1
            and standing.quote.coverage.wanted
        ):
            assert "covers none" in words
    if "Other readings change the order" in words:
        assert _order_changes(comparison)


def _order_changes(comparison: Comparison) -> bool:
    """Try every combination of readings that can be priced in full."""
    complete = [one for one in comparison.standings if one.quote.complete]
    totals = [
        [
            quote.total
            for reading in one.offer.readings
            if (quote := price_offer(one.offer, comparison.scenario, reading)).complete
        ]
        for one in complete
    ]
    now = {number for number, one in enumerate(complete) if one.rank == 1}
    return any(
        {number for number, total in enumerate(each) if total == min(each)} != now
        for each in product(*totals)
    )


@pytest.mark.parametrize(("after", "words"), [
    ("repeat", "some with months assumed"), ("stop", "some with months uncovered"),
])  # fmt: skip
def test_a_span_of_amounts_says_that_months_are_not_agreed(after: After, words: str) -> None:
    lead = offer("A", term=None)
    others = [offer(name, line(str(n + 4)), term=12 * (n + 1)) for n, name in enumerate("BCD")]
    found = compared(lead, *others, scenario=replace(SCENARIO, after=after))
    span = re.search(r"the other 3 cost [^;.]+(?:\.\d\d[^;.]*)+", answer(found))
    assert span
    assert span[0].endswith(f", {words}")


def test_a_span_of_equal_coverage_says_how_much() -> None:
    others = [offer(name, line(str(n + 2)), term=12) for n, name in enumerate("BCD")]
    found = compared(offer("A", term=None), *others, scenario=SCENARIO)
    assert "the other 3 cost $96.00 to $192.00, with 12 of 24 months assumed." in answer(found)
