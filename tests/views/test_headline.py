"""The headline: every sentence is true, whatever the comparison."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain import strategies
from tests.picture.offers import compared, line, offer, reading, usual
from tui.domain.comparison import Comparison
from tui.domain.deals import ListPrice, Offer
from tui.domain.money import dollars, rounded_dollars
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.headline import answer, answer_sentences, headline
from tui.views.words import total_words

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
         "A costs ≥ $0.00 for 24 agencies over 24 months, hosting unknown."),
        ([offer("A"), offer("B", FREE, HOSTING)],
         "These 2 offers cannot be ranked for 24 agencies over 24 months: A $48.00 (the only one "
         "with a known total); B ≥ $0.00 (hosting unknown)."),
        ([offer("A"), offer("B", line("2")), offer("C", FREE, HOSTING)],
         "A is cheapest of the 2 that are ranked at $48.00 for 24 agencies over 24 months; B costs "
         "$96.00. Not ranked: C ≥ $0.00 (hosting unknown)."),
        ([offer("A"), offer("B", line("2"), term=12)],
         "These 2 offers cannot be ranked for 24 agencies over 24 months: A $48.00 (the only one "
         "covering all 24 months); B $48.00 (covers 12 of 24 months)."),
        ([offer(name, HOSTING) for name in "ABCDEF"],
         "These 6 offers cannot be ranked for 24 agencies over 24 months: A ≥ $0.00 (hosting "
         "unknown); B ≥ $0.00 (hosting unknown); C ≥ $0.00 (hosting unknown); D ≥ $0.00 (hosting "
         "unknown); 2 more."),
    ],
)  # fmt: skip
def test_the_answer_in_words(offers: list[Offer], words: str) -> None:
    assert answer(compared(*offers, scenario=SCENARIO)) == words


def test_the_usual_briefing() -> None:
    scenario = Scenario(months=18, after="repeat")
    assert answer(compared(*usual(), scenario=scenario)) == (
        "North is cheapest of the 3 that are ranked at $10.08 for 24 agencies over 18 months; "
        "South costs $48.00, 12 of 18 months agreed, 6 assumed; East costs $48.00, 13 of 18 months "
        "agreed, 5 assumed. Not ranked: Open ≥ $0.00 (hosting unknown). Other readings change the "
        "order."
    )


def test_nothing_covered_is_said() -> None:
    early = offer("Early", starts=date(2020, 1, 1))
    scenario = replace(SCENARIO, start=date(2026, 12, 1))
    assert answer(compared(early, scenario=scenario)) == (
        "Early is not on offer for 24 agencies over 24 months from 2026-12."
    )
    found = compared(early, offer("Late"), replace(early, id="old", short="Old"), scenario=scenario)
    assert headline(found, lambda words: len(words) < 90) == [
        "These 3 offers cannot be ranked: Late $24.00; Early and Old are not on offer then.",
        "Not ranked: Early (not on offer then); Late $24.00 (covers 9 of 24 months); Old (not on "
        "offer then).",
    ]


def test_a_figure_of_the_users_own_is_said_to_be_one() -> None:
    scenario = replace(SCENARIO, assume={"hosting": Decimal(5)})
    found = compared(offer("A", FREE, HOSTING), offer("B"), scenario=scenario)
    assert answer(found) == (
        "B is cheapest at $48.00 for 24 agencies over 24 months; A costs $120.00, yours $120.00."
    )


def test_list_prices_are_said_to_be_of_different_tiers() -> None:
    def listed(name: str) -> Offer:
        price = ListPrice(f"{name} Business", ("press",), (line("30", "month", "user"),))
        return offer(name, term=12, list_price=price)

    found = compared(listed("A"), listed("B"), scenario=replace(SCENARIO, after="list"))
    assert "List prices are those of different tiers: A by “A Business” and B by “B Business”." in (
        answer(found)
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"agencies": 1, "months": 1}, "A costs $1.00 for 1 agency over 1 month."),
        ({"charge": "prorated"}, "A costs $48.00 for 24 agencies over 24 months, amortized."),
        ({"start": date(2025, 10, 1), "after": "repeat"},
         "A costs $48.00 for 24 agencies over 24 months from 2025-10, 23 of 24 months agreed, 1 "
         "assumed."),
        ({"agencies_for": {"a": 3}}, "A costs $6.00 for 3 agencies over 24 months."),
    ],
)  # fmt: skip
def test_the_scenario_is_in_the_sentence(changes: dict[str, object], words: str) -> None:
    assert answer(compared(offer("A"), scenario=replace(SCENARIO, **changes))) == words  # type: ignore[arg-type]  # names are checked at run time


def test_own_agencies_are_named() -> None:
    scenario = replace(SCENARIO, agencies_for={"b": 3})
    assert answer(compared(offer("A"), offer("B"), scenario=scenario)) == (
        "These 2 offers cannot be ranked over 24 months: A $48.00 (nothing to rank it with); B "
        "$6.00 (counts 3 of 24 agencies)."
    )


@pytest.mark.parametrize(
    ("price", "words"),
    [("12500000", "B costs $300.0M."), ("1000000.01", "B costs $24.0M."),
     ("41666.63", "B costs $999,999.12.")],
)  # fmt: skip
def test_millions_are_rounded(price: str, words: str) -> None:
    found = compared(offer("A"), offer("B", line(price, "term")), scenario=SCENARIO)
    assert answer(found).endswith(words)


def test_millions_are_not_rounded_to_the_same() -> None:
    close = offer("A", line("1000000", "term")), offer("B", line("1000001", "term"))
    assert "$24,000,000.00" in answer(compared(*close, scenario=SCENARIO))


def test_what_is_assumed_in_every_month_is_not_partly_so() -> None:
    scenario = Scenario(after="repeat", start=date(2030, 1, 1))
    found = compared(offer("A"), offer("B", line("2")), scenario=scenario)
    assert "A costs $24.00 (assumed)" in headline(found, lambda words: len(words) < 80)[0]
    half = compared(offer("A"), scenario=replace(scenario, start=None, months=36))
    assert {*half.standings[0].quote.kinds} == {"agreed", "assumed"}
    two = compared(offer("A"), offer("B", line("2")), scenario=half.scenario)
    assert "A costs $72.00 (partly assumed)" in headline(two, lambda words: len(words) < 80)[0]


def test_a_headline_is_as_long_as_it_may_be() -> None:
    offers = [offer(name, line(str(price))) for name, price in (("A", 1), ("B", 2), ("C", 3))]
    found = compared(*offers, scenario=SCENARIO)

    def head(most: int) -> str:
        return headline(found, lambda words: len(words) <= most)[0]

    heads = [head(most) for most in (120, 70, 50, 40)]
    assert heads == [
        "A is cheapest at $48.00 for 24 agencies over 24 months; B costs $96.00; C costs $144.00.",
        "A costs $48.00 for 24 agencies over 24 months; B $96.00; C $144.00.",
        "A costs $48.00; B $96.00; C $144.00.",
        "A costs $48.00; B $96.00; C $144.00.",
    ]


def test_an_unranked_headline_is_followed_by_the_reasons() -> None:
    offers = [offer(name * 30, HOSTING) for name in "ABC"]
    head, reasons = headline(compared(*offers, scenario=SCENARIO), lambda words: len(words) < 60)
    assert head == "These 3 offers cannot be ranked."
    assert reasons.startswith("Not ranked: AAA")
    assert "(hosting unknown)" in reasons


def test_less_than_a_cent_is_not_nothing() -> None:
    words = answer(compared(offer("A", line("0.0001", "once", "flat")), scenario=SCENARIO))
    assert words == "A costs <$0.01 for 24 agencies over 24 months."


@pytest.mark.parametrize("term", [12, 18, 30])
def test_other_readings_change_the_order_only_if_they_do(term: int) -> None:
    dear = reading(line("9"), name="dear", default=False)
    first = offer("A", readings=(reading(line("1")), dear), term=term)
    scenario = replace(SCENARIO, after="repeat")
    near, far = (
        compared(first, offer("B", line(price)), scenario=scenario) for price in ("2", "20")
    )
    assert "Other readings" in answer(near)
    assert "Other readings" not in answer(far)


def test_each_sentence_stands_alone_and_names_have_an_end() -> None:
    found = compared(offer("N" * 200), offer("M" * 200, line("2")), scenario=SCENARIO)
    sentences = answer_sentences(found)
    assert len(sentences) == 1
    assert "N" * 39 + "… is cheapest" in sentences[0]


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    offers = []
    for number in range(draw(st.integers(1, 4))):
        made = draw(strategies.offers())
        other = replace(draw(strategies.offers()).readings[0], id="other", default=False)
        both = (made.readings[0], other) if draw(st.booleans()) else made.readings
        if made.term is None:  # a price by the term needs one
            both = (
                tuple(one for one in both if all(each.per != "term" for each in one.lines))
                or made.readings
            )
        offers.append(replace(made, id=f"o{number}", short="ABCD"[number], readings=both))
    scenario = draw(strategies.scenarios())
    carried = tuple(replace(one, offers=None) for one in scenario.overheads)
    plain = replace(scenario, agencies_for={}, after_for={}, overheads=carried)
    return compared(*offers, scenario=plain)


@given(comparisons())
def test_what_it_claims_is_so(comparison: Comparison) -> None:
    words = answer(comparison)
    ranked = [one for one in comparison.standings if one.rank is not None]
    printed = {
        dollars(cents)
        for one in comparison.standings
        for cents in (one.quote.total, one.quote.by_kind.yours, 1)
    }
    assert set(re.findall(r"\$[\d,]+\.\d\d", words)) <= printed
    assert ("cheapest" in words) == (len({one.rank for one in ranked}) > 1)
    if found := re.search(r"of the (\d) that are ranked", words):
        assert int(found[1]) == len(ranked) < len(comparison.standings)
    if found := re.match(r"(\w) is cheapest", words):
        totals = {one.offer.short: one.quote.total for one in ranked}
        assert all(totals[found[1]] < total for name, total in totals.items() if name != found[1])
    for standing in comparison.standings:
        if standing.rank is None and len(comparison.standings) > 1:
            exact, total = total_words(standing.quote), standing.quote.total
            said = (exact, exact.replace(dollars(total), rounded_dollars(total)))
            known = said if standing.quote.covered_months else ("",)
            assert any(f"{standing.offer.short} {one}".strip() + " (" in words for one in known)
    if "Other readings change the order" in words:
        assert _order_changes(comparison)


def _order_changes(comparison: Comparison) -> bool:
    """Try every combination of readings that can be priced in full."""
    ranked = [one for one in comparison.standings if one.rank is not None]
    totals = [
        [
            quote.total
            for reading in one.offer.readings
            if (
                quote := price_offer(comparison.catalog, one.offer, comparison.scenario, reading)
            ).complete
        ]
        for one in ranked
    ]
    now = {number for number, one in enumerate(ranked) if one.rank == 1}
    return any(
        {number for number, total in enumerate(each) if total == min(each)} != now
        for each in product(*totals)
    )
