"""The answer of a comparison in sentences: a briefing's headline and a picture's description.

Every sentence must be true as it stands. An offer is called the cheapest only where no offer that
cannot be priced in full could turn out cheaper; an amount that rests on assumed or uncovered months
says so. It computes nothing and knows nothing of pictures.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from tui.domain.comparison import Comparison, Standing, coverage_words
from tui.domain.money import dollars
from tui.domain.quote import LIST_PRICE_COMPONENT, LineQuote, Quote
from tui.views.layout import fitted
from tui.views.words import agencies, counted

LONGEST_NAME: Final = 40
_MOST_NAMES: Final = 4
_MOST_CLAUSES: Final = 2
_MOST_OPEN: Final = 2


def answer(comparison: Comparison) -> str:
    """Give the whole answer as one line of text."""
    return " ".join(answer_sentences(comparison))


def answer_sentences(comparison: Comparison) -> Sequence[str]:
    """Give the answer, the sentence that matters most first; each is true without the others."""
    standings = comparison.ranked
    if not standings:
        return ["No offer is compared."]
    complete = [standing for standing in standings if standing.quote.complete]
    left_open = [standing for standing in standings if not standing.quote.complete]
    sentences = [*_priced(comparison, complete, left_open), *_own_agencies(comparison)]
    if complete or len(left_open) > 1:
        sentences += _open(left_open)
    return [*sentences, *_other_readings(complete)]


def _priced(
    comparison: Comparison, complete: Sequence[Standing], left_open: Sequence[Standing]
) -> Sequence[str]:
    """Say what the offers cost that can be priced in full."""
    period = _period(comparison)
    if not complete:
        if len(left_open) == 1:
            return [_open_words(left_open[0], f" {period}")]
        none = "Neither" if len(left_open) == 2 else "None"
        return [f"{none} of the {len(left_open)} offers can be priced in full {period}."]
    if len(complete) == 1:
        only = complete[0]
        words = f"{_amount(only)} {period}{_tail([only])}"
        if left_open:
            return [f"Only {_name(only)} can be priced in full: {words}."]
        return [f"{_name(only)} costs {words}."]
    return _compared(comparison, complete, left_open)


def _compared(
    comparison: Comparison, complete: Sequence[Standing], left_open: Sequence[Standing]
) -> Sequence[str]:
    """Say which of several complete offers is cheapest, and what the others cost."""
    period = _period(comparison)
    leads = [standing for standing in complete if standing.rank == 1]
    others = [standing for standing in complete if standing.rank != 1]
    amount = _amount(leads[0]) + (" each" if len(leads) > 1 else "")
    words = f"{amount} {period}{_tail(leads)}"
    if not others:
        names = _names(leads) if len(leads) <= _MOST_NAMES else f"All {len(leads)} offers"
        whole = "" if not left_open or len(leads) <= _MOST_NAMES else " that can be priced in full"
        return [f"{names}{whole} cost the same: {words}.", *_differing(leads)]
    best = max(standing.quote.coverage.share for standing in complete)
    short = [standing for standing in leads if standing.quote.coverage.share < best]
    one = len(leads) == 1
    limits = "" if _is_certain(leads[0], left_open) else f" of the {len(complete)} priced in full"
    if len(short) == len(leads):
        fuller = [standing for standing in others if standing.quote.coverage.share == best]
        next_best = [standing for standing in fuller if standing.rank == fuller[0].rank]
        rest = [standing for standing in others if standing not in next_best]
        first = f"{_names(leads)} {'costs' if one else 'cost'} least{limits}: {words}."
        second = f"Covering more, {_clauses(next_best)[0]}"
        return [first, *_differing(leads), f"{'; '.join([second, *_clauses(rest)])}."]
    at = ":" if limits else " at"
    first = f"{_names(leads)} {'is' if one else 'are'} cheapest{limits}{at} {words}"
    return [f"{'; '.join([first, *_clauses(others)])}.", *_differing(leads)]


def _is_certain(lead: Standing, left_open: Sequence[Standing]) -> bool:
    """Tell whether no offer that lacks a price can turn out as cheap."""
    return all(standing.quote.total > lead.quote.total for standing in left_open)


def _clauses(standings: Sequence[Standing]) -> Sequence[str]:
    """Say what the others cost: by equal total and coverage, or as a span where they are many."""
    groups: dict[tuple[int, int, int], list[Standing]] = {}
    for standing in standings:
        quote = standing.quote
        key = (quote.total, len(quote.agreed), len(quote.assumed))
        groups.setdefault(key, []).append(standing)
    if len(groups) > _MOST_CLAUSES:
        low, high = _amount(standings[0]), _amount(standings[-1])
        return [f"the other {len(standings)} cost {low} to {high}{_span_tail(standings)}"]
    return [
        f"{_names(group)} {'cost' if len(group) > 1 else 'costs'} {_amount(group[0])}"
        f"{' each' if len(group) > 1 else ''}{_tail(group)}"
        for group in groups.values()
    ]


def _open(standings: Sequence[Standing]) -> Sequence[str]:
    """Say what is known of the offers that cannot be priced in full."""
    shown = standings if len(standings) <= _MOST_OPEN else standings[: _MOST_OPEN - 1]
    sentences = [_open_words(standing) for standing in shown]
    if more := len(standings) - len(shown):
        sentences.append(f"{more} more offers cannot be priced in full.")
    return sentences


def _open_words(standing: Standing, period: str = "") -> str:
    """`Llama’s licence is free, but hosting is not priced.`"""
    quote, name = standing.quote, _name(standing)
    missing = _missing(quote.unknown)
    if quote.exact:
        least = "more than $0.00" if quote.total == 0 else f"at least {dollars(quote.total)}"
        return f"{name} costs {least}{period}{_tail([standing])}; {missing}."
    known = [
        line
        for line in quote.lines
        if line.price == 0 and any(line.counts) and line.basis != "overhead"
    ]
    if not known:
        return f"{name} cannot be priced{period}: {missing}."
    parts = _components(known)
    return f"{name}’s {_listed(parts)} {_be(parts)} free{period}, but {missing}."


def _missing(lines: Sequence[LineQuote]) -> str:
    parts = [part for part in _components(lines) if part != LIST_PRICE_COMPONENT]
    words = [f"{_listed(parts)} {_be(parts)} not priced"] if parts else []
    if any(line.component == LIST_PRICE_COMPONENT for line in lines):
        words.append("its list price is not known")
    return " and ".join(words)


def _own_agencies(comparison: Comparison) -> Sequence[str]:
    """Name the offers that count other agencies than the scenario, unless all count the same."""
    scenario = comparison.scenario
    own = {
        standing.offer.id: scenario.agencies_of(standing.offer.id)
        for standing in comparison.standings
    }
    if len(set(own.values())) <= 1:
        return []
    named = [standing for standing in comparison.ranked if own[standing.offer.id] !=
             scenario.agencies]  # fmt: skip
    counts = [f"{_name(one)} {own[one.offer.id]:,}" for one in named[:_MOST_NAMES]]
    counts += [f"{more} more another number"] if (more := len(named) - len(counts)) > 0 else []
    return [f"Agencies differ: {', '.join(counts)}, not {scenario.agencies:,}."]


def _other_readings(complete: Sequence[Standing]) -> Sequence[str]:
    """Say so where other readings, each priced in full, make another offer the cheapest."""
    leads = [standing for standing in complete if standing.rank == 1]
    others = [standing for standing in complete if standing.rank != 1]
    changes = any(
        lead.range and other.range and lead.range.high > other.range.low
        for lead in leads
        for other in others
    )
    return ["Other readings change the order."] if changes else []


def _period(comparison: Comparison) -> str:
    scenario = comparison.scenario
    counts = {scenario.agencies_of(standing.offer.id) for standing in comparison.standings}
    who = f"for {agencies(counts.pop())} " if len(counts) == 1 else ""
    start = f" from {scenario.start:%Y-%m}" if scenario.start else ""
    spread = ", amortised" if scenario.charge == "prorated" else ""
    return f"{who}over {counted(scenario.months, 'month')}{start}{spread}"


def _tail(standings: Sequence[Standing]) -> str:
    """Say what part of the months is not agreed, where all these offers agree in that."""
    if len({_parts(standing.quote) for standing in standings}) > 1:
        return ""
    agreed, assumed, months = _parts(standings[0].quote)
    covered = agreed + assumed
    cover = "covers" if len(standings) == 1 else "cover"
    everything = "the month" if months == 1 else f"all {months} months"
    if covered == months:
        if not assumed:
            return ""
        return f", with {everything if not agreed else f'{assumed} of {months} months'} assumed"
    if not covered:
        return f", but {cover} none of the months"
    rests = f", {assumed if agreed else 'all'} of them assumed" if assumed else ""
    return f", but {cover} only {covered} of {months} months{rests}"


def _span_tail(standings: Sequence[Standing]) -> str:
    """Say that months are not agreed, of offers of which only the span of amounts is told."""
    if len({_parts(standing.quote) for standing in standings}) == 1:
        return _tail(standings)
    kinds = ["assumed"] if any(standing.quote.assumed for standing in standings) else []
    covered = [sum(_parts(standing.quote)[:2]) for standing in standings]
    kinds += ["uncovered"] if min(covered) < standings[0].quote.months else []
    return f", some with months {' or '.join(kinds)}"


def _differing(standings: Sequence[Standing]) -> Sequence[str]:
    """Say what each covers where a tail could not say it for all of them."""
    if len({_parts(standing.quote) for standing in standings}) <= 1:
        return []
    words = [f"{_name(one)}: {coverage_words(one.quote)}" for one in standings[:_MOST_NAMES]]
    words += [f"{more} more differ"] if (more := len(standings) - len(words)) > 0 else []
    return [f"{'; '.join(words)}."]


def _parts(quote: Quote) -> tuple[int, int, int]:
    return len(quote.agreed), len(quote.assumed), quote.months


def _amount(standing: Standing) -> str:
    quote = standing.quote
    return "less than $0.01" if quote.total == 0 and quote.exact else dollars(quote.total)


def _name(standing: Standing) -> str:
    return fitted(standing.offer.short, LONGEST_NAME)


def _names(standings: Sequence[Standing]) -> str:
    if len(standings) <= _MOST_NAMES:
        return _listed([_name(standing) for standing in standings])
    first = [_name(standing) for standing in standings[: _MOST_NAMES - 1]]
    return _listed([*first, f"{len(standings) - len(first)} more"])


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _components(lines: Iterable[LineQuote]) -> Sequence[str]:
    return list(dict.fromkeys(line.component for line in lines))


def _be(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"
