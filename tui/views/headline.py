"""The answer of a comparison in sentences, each true without the others.

An offer is called the cheapest only of those that are ranked, and every other says why it is not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, product
from typing import Final

from tui.domain.caveats import coverage_words
from tui.domain.comparison import Comparison, Standing
from tui.domain.money import counted, dollars, rounded_dollars
from tui.domain.quote import Quote
from tui.views.text_layout import fitted
from tui.views.words import agencies, list_price_charged, listed, total_words

LONGEST_NAME: Final = 40
_MOST_NAMES: Final = 4
_MOST_CLAUSES: Final = 2
_LONGEST_HEADLINE: Final = 120


def answer(comparison: Comparison) -> str:
    return " ".join(answer_sentences(comparison))


def answer_sentences(comparison: Comparison) -> Sequence[str]:
    """Give the answer, the sentence that matters most first; each is true without the others."""
    standings, amounts = comparison.ranked, _amounts(comparison)
    if not standings:
        return ["No offer is compared."]
    if len(standings) == 1:
        return [_alone(comparison, standings[0], amounts)]
    leads, behind, others = _parted(comparison)
    if not leads:
        words = f"These {len(standings)} offers cannot be ranked {_period(comparison)}"
        return [f"{words}: {_reasons(others, amounts)}."]
    sentences = [_ranked(comparison, amounts)]
    sentences += [f"Not ranked: {_reasons(others, amounts)}."] if others else []
    sentences += _tiers(standings)
    if any(
        lead.range and other.range and lead.range.high > other.range.low
        for lead, other in product(leads, behind)
    ):
        sentences.append("Other readings change the order.")
    return sentences


def headline(comparison: Comparison, fits: Callable[[str], bool]) -> Sequence[str]:
    """Give the answer in one sentence that is short and fits, or the shortest; then the others."""
    first, *others = answer_sentences(comparison)
    shorter = list(_shorter(comparison))
    for words in (first, *shorter):
        if len(words) <= _LONGEST_HEADLINE and fits(words):
            break
    unranked = len(comparison.standings) > 1 and not _parted(comparison)[0]
    if unranked and words != first:
        others = [f"Not ranked: {_reasons(comparison.ranked, _amounts(comparison))}.", *others]
    return [words, *others]


def _shorter(comparison: Comparison) -> Iterator[str]:
    amounts, period = _amounts(comparison), _period(comparison)
    leads, behind, others = _parted(comparison)
    if not leads:
        count = len(others)
        if count == 1 and not _is_offered(others[0]):
            yield f"{_name(others[0])} is not on offer then."
        elif count == 1:
            yield f"{_clause(others, amounts, _briefly)} {period}."
            yield f"{_clause(others, amounts, _briefly)}."
        elif count:
            priced = [_known(one, amounts) for one in others if _is_offered(one)]
            absent = [one for one in others if not _is_offered(one)]
            said = [listed(priced)] if priced else []
            verb = "is" if len(absent) == 1 else "are"
            said += [f"{_names(absent)} {verb} not on offer then"] if absent else []
            named = "; ".join(said)
            yield f"These {count} offers cannot be ranked {period}: {named}."
            yield f"These {count} offers cannot be ranked: {named}."
            yield f"These {count} offers cannot be ranked {period}."
            yield f"These {count} offers cannot be ranked."
        return
    lead = _clause(leads, amounts, _briefly)
    rest = _clauses(
        behind, amounts, _briefly, verb=False, among=" that are ranked" if others else ""
    )
    yield f"{'; '.join([f'{lead} {period}', *rest])}."
    yield f"{'; '.join([lead, *rest])}."
    yield f"{lead}, least of the {len(leads + behind)} that are ranked."


def _briefly(standings: Sequence[Standing]) -> str:
    kinds = {kind for one in standings for kind in one.quote.kinds}
    partly = "partly " if len(kinds) > 1 else ""
    words = {"successor": f"{partly}a successor's", "assumed": f"{partly}assumed"}
    said = [text for kind, text in words.items() if kind in kinds]
    said += ["not all months covered"] if "uncovered" in kinds else []
    said += ["your figures"] if any(one.quote.by_kind.yours for one in standings) else []
    return f" ({', '.join(said)})" if said else ""


def _parted(comparison: Comparison) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """The cheapest of those ranked, the others that are ranked, and those that are not."""
    leads = [standing for standing in comparison.ranked if standing.rank == 1]
    behind = [standing for standing in comparison.ranked if (standing.rank or 0) > 1]
    return leads, behind, [one for one in comparison.ranked if one.rank is None]


def _amounts(comparison: Comparison) -> Mapping[str, str]:
    """Every offer's total in words, rounded where that leaves them apart."""
    exact = {one.offer.id: total_words(one.quote) for one in comparison.standings}
    rounded = {
        one.offer.id: exact[one.offer.id].replace(
            dollars(one.quote.total), rounded_dollars(one.quote.total)
        )
        for one in comparison.standings
    }
    return rounded if len(set(rounded.values())) == len(set(exact.values())) else exact


def _alone(comparison: Comparison, standing: Standing, amounts: Mapping[str, str]) -> str:
    if not _is_offered(standing):
        return f"{_name(standing)} is not on offer {_period(comparison)}."
    words = f"{_name(standing)} costs {amounts[standing.offer.id]} {_period(comparison)}"
    missing = "" if standing.quote.complete else f", {standing.not_ranked}"
    return f"{words}{missing}{_rests_on([standing])}."


def _ranked(comparison: Comparison, amounts: Mapping[str, str]) -> str:
    leads, behind, others = _parted(comparison)
    each = " each" if len(leads) > 1 else ""
    words = f"{amounts[leads[0].offer.id]}{each} {_period(comparison)}{_rests_on(leads)}"
    if not behind:
        return f"{_names(leads)} cost the same: {words}."
    among = f" of the {len(leads + behind)} that are ranked" if others else ""
    verb = "is" if len(leads) == 1 else "are"
    clauses = [
        f"{_names(leads)} {verb} cheapest{among} at {words}",
        *_clauses(behind, amounts, _rests_on),
    ]
    return f"{'; '.join(clauses)}."


def _clauses(
    standings: Sequence[Standing],
    amounts: Mapping[str, str],
    rests: Callable[[Sequence[Standing]], str],
    *,
    verb: bool = True,
    among: str = "",
) -> Sequence[str]:
    """Say what the others cost: by equal total, or as a span where they are many."""

    def by_total(standing: Standing) -> tuple[int, str]:
        return standing.quote.total, rests([standing])

    groups = [list(group) for _, group in groupby(standings, key=by_total)]
    if len(groups) > _MOST_CLAUSES:
        low, high = (amounts[standings[at].offer.id] for at in (0, -1))
        return [f"the other {len(standings)}{among} cost {low} to {high}"]
    return [_clause(group, amounts, rests, verb=verb) for group in groups]


def _clause(
    standings: Sequence[Standing],
    amounts: Mapping[str, str],
    rests: Callable[[Sequence[Standing]], str],
    *,
    verb: bool = True,
) -> str:
    several = len(standings) > 1
    costs = ("cost " if several else "costs ") * verb + amounts[standings[0].offer.id]
    return f"{_names(standings)} {costs}{' each' if several else ''}{rests(standings)}"


def _reasons(standings: Sequence[Standing], amounts: Mapping[str, str]) -> str:
    told = [
        f"{_known(one, amounts)} ({one.not_ranked}{_yours(one.quote)})"
        for one in standings[:_MOST_NAMES]
    ]
    told += [f"{more} more"] if (more := len(standings) - len(told)) else []
    return "; ".join(told)


def _tiers(standings: Sequence[Standing]) -> Sequence[str]:
    charged = [(one, price) for one in standings if (price := list_price_charged(one.quote))]
    if len(charged) < 2:
        return []
    names = [f"{_name(one)} by “{price.label}”" for one, price in charged[:_MOST_NAMES]]
    names += [f"{more} more"] if (more := len(charged) - len(names)) else []
    return [f"List prices are those of different tiers: {listed(names)}."]


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
    return f", yours {rounded_dollars(quote.by_kind.yours)}" if quote.by_kind.yours else ""


def _is_offered(standing: Standing) -> bool:
    """Whether there is a month to pay for: a total of none is not a price of zero."""
    return standing.quote.covered_months > 0


def _known(standing: Standing, amounts: Mapping[str, str]) -> str:
    name = _name(standing)
    return f"{name} {amounts[standing.offer.id]}" if _is_offered(standing) else name


def _name(standing: Standing) -> str:
    return fitted(standing.quote.name, LONGEST_NAME)


def _names(standings: Sequence[Standing]) -> str:
    if len(standings) <= _MOST_NAMES:
        return listed([_name(standing) for standing in standings])
    first = [_name(standing) for standing in standings[: _MOST_NAMES - 1]]
    return listed([*first, f"{len(standings) - len(first)} more"])
