"""The answer of a comparison in sentences: a briefing's headline and a picture's description.

Every sentence must be true as it stands: an offer is called the cheapest only of those that are
ranked, and every other says why it is not. It computes nothing and knows nothing of pictures.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from tui.domain.caveats import coverage_words
from tui.domain.comparison import Comparison, Standing
from tui.domain.money import dollars
from tui.domain.quote import Quote
from tui.views.layout import fitted
from tui.views.words import agencies, counted, list_price_charged, listed, total_words

LONGEST_NAME: Final = 40
_MOST_NAMES: Final = 4
_MOST_CLAUSES: Final = 2


def answer(comparison: Comparison) -> str:
    """Give the whole answer as one line of text."""
    return " ".join(answer_sentences(comparison))


def answer_sentences(comparison: Comparison) -> Sequence[str]:
    """Give the answer, the sentence that matters most first; each is true without the others."""
    standings = comparison.ranked
    if not standings:
        return ["No offer is compared."]
    if len(standings) == 1:
        return [_alone(comparison, standings[0])]
    ranked = [standing for standing in standings if standing.rank is not None]
    others = [standing for standing in standings if standing.rank is None]
    if not ranked:
        words = f"These {len(standings)} offers cannot be ranked {_period(comparison)}"
        return [f"{words}: {_reasons(others)}."]
    sentences = [_ranked(comparison, ranked, others)]
    sentences += [f"Not ranked: {_reasons(others)}."] if others else []
    return [*sentences, *_tiers(standings), *_other_readings(ranked)]


def _alone(comparison: Comparison, standing: Standing) -> str:
    words = f"{_name(standing)} costs {_amount(standing)} {_period(comparison)}"
    missing = "" if standing.quote.complete else f", {standing.not_ranked}"
    return f"{words}{missing}{_rests_on([standing])}."


def _ranked(comparison: Comparison, ranked: Sequence[Standing], others: Sequence[Standing]) -> str:
    """Say which of the ranked offers is cheapest, and what the others of them cost."""
    leads = [standing for standing in ranked if standing.rank == 1]
    behind = [standing for standing in ranked if standing.rank != 1]
    each = " each" if len(leads) > 1 else ""
    words = f"{_amount(leads[0])}{each} {_period(comparison)}{_rests_on(leads)}"
    if not behind:
        return f"{_names(leads)} cost the same: {words}."
    among = f" of the {len(ranked)} that are ranked" if others else ""
    verb = "is" if len(leads) == 1 else "are"
    clauses = [f"{_names(leads)} {verb} cheapest{among} at {words}", *_clauses(behind)]
    return f"{'; '.join(clauses)}."


def _clauses(standings: Sequence[Standing]) -> Sequence[str]:
    """Say what the others cost: by equal total, or as a span where they are many."""

    def by_total(standing: Standing) -> tuple[int, str]:
        return standing.quote.total, _rests_on([standing])

    groups = [list(group) for _, group in groupby(standings, key=by_total)]
    if len(groups) > _MOST_CLAUSES:
        low, high = _amount(standings[0]), _amount(standings[-1])
        return [f"the other {len(standings)} cost {low} to {high}"]
    return [
        f"{_names(group)} {'cost' if len(group) > 1 else 'costs'} {_amount(group[0])}"
        f"{' each' if len(group) > 1 else ''}{_rests_on(group)}"
        for group in groups
    ]


def _reasons(standings: Sequence[Standing]) -> str:
    """Say of offers that are not ranked what is known, and why they are not."""
    told = [
        f"{_name(one)} {_amount(one)} ({one.not_ranked}{_yours(one.quote)})"
        for one in standings[:_MOST_NAMES]
    ]
    told += [f"{more} more"] if (more := len(standings) - len(told)) else []
    return "; ".join(told)


def _tiers(standings: Sequence[Standing]) -> Sequence[str]:
    """Say that list prices are those of different products, where several are charged."""
    charged = [(one, price) for one in standings if (price := list_price_charged(one.quote))]
    if len(charged) < 2:
        return []
    names = [f"{_name(one)} by “{price.label}”" for one, price in charged[:_MOST_NAMES]]
    names += [f"{more} more"] if (more := len(charged) - len(names)) else []
    return [f"List prices are those of different tiers: {listed(names)}."]


def _other_readings(ranked: Sequence[Standing]) -> Sequence[str]:
    """Say so where other readings, each priced in full, make another offer the cheapest."""
    changes = any(
        lead.range and other.range and lead.range.high > other.range.low
        for lead in ranked
        for other in ranked
        if lead.rank == 1 != other.rank
    )
    return ["Other readings change the order."] if changes else []


def _period(comparison: Comparison) -> str:
    scenario = comparison.scenario
    counts = {scenario.agencies_of(standing.offer.id) for standing in comparison.standings}
    who = f"for {agencies(counts.pop())} " if len(counts) == 1 else ""
    start = f" from {scenario.start:%Y-%m}" if scenario.start else ""
    spread = ", amortized" if scenario.charge == "prorated" else ""
    return f"{who}over {counted(scenario.months, 'month')}{start}{spread}"


def _rests_on(standings: Sequence[Standing]) -> str:
    """Say what months and figures are not agreed, where all these offers agree in that."""
    words = {_not_agreed(standing.quote) for standing in standings}
    return words.pop() if len(words) == 1 else ""


def _not_agreed(quote: Quote) -> str:
    agreed = len(quote.agreed) == quote.months and not quote.is_open_ended
    coverage = "" if agreed else f", {coverage_words(quote)}"
    return f"{coverage}{_yours(quote)}"


def _yours(quote: Quote) -> str:
    return f", yours {dollars(quote.by_kind.yours)}" if quote.by_kind.yours else ""


def _amount(standing: Standing) -> str:
    return total_words(standing.quote)


def _name(standing: Standing) -> str:
    return fitted(standing.quote.name, LONGEST_NAME)


def _names(standings: Sequence[Standing]) -> str:
    if len(standings) <= _MOST_NAMES:
        return listed([_name(standing) for standing in standings])
    first = [_name(standing) for standing in standings[: _MOST_NAMES - 1]]
    return listed([*first, f"{len(standings) - len(first)} more"])
