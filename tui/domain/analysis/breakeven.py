"""Break-even: at which whole numbers of an input the cheaper of two offers changes.

Totals are compared as they are printed, in whole cents, so that a tie is a tie on paper too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tui.domain.analysis.cost_curve import CostCurve, Over, Progression, cost_curve
from tui.domain.analysis.sign_changes import changes, sign_runs
from tui.domain.deals import Catalog, Offer
from tui.domain.quote import Total
from tui.domain.scenario import Scenario

Cheaper = Literal["first", "second", "tie", "unknown", "unlike"]
"""Which of two offers costs less. `unknown`: one total at least is only a lower bound, and a
lower bound is not a price: nobody can tell who is cheaper once the missing figure is given.
`unlike`: they cover different agency-months, or none, so that the totals buy different things; or a
reading is refuted."""

_BY_SIGN: dict[int, Cheaper] = {-1: "first", 0: "tie", 1: "second"}


class CheaperSpan(NamedTuple):
    """Numbers `start` to `end`, both inclusive, with one answer, and the totals at both ends.

    The totals are worked out when asked for: rounding can make offers that cost next to the same
    change places a million times.
    """

    start: int
    end: int
    cheaper: Cheaper
    first: CostCurve
    second: CostCurve

    @property
    def first_totals(self) -> tuple[Total, Total]:
        """At `start` and at `end`."""
        return self.first.at(self.start), self.first.at(self.end)

    @property
    def second_totals(self) -> tuple[Total, Total]:
        return self.second.at(self.start), self.second.at(self.end)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Who is cheaper at every number from `low` to `high`; the spans cover all of them."""

    first: Offer
    second: Offer
    over: Over
    low: int
    high: int
    spans: tuple[CheaperSpan, ...]
    refuted: tuple[Offer, ...] = ()
    """Those whose chosen reading a source rules out: what that costs is never the cheaper."""

    @property
    def crossings(self) -> tuple[int, ...]:
        """The numbers at which the answer changes: the starts of all spans but the first."""
        return tuple(span.start for span in self.spans[1:])


def break_even(
    catalog: Catalog,
    first: Offer,
    second: Offer,
    scenario: Scenario,
    over: Over,
    most: int | None = None,
) -> BreakEven:
    """Find every change of the cheaper offer from the least number of an input to `most`.

    `most` defaults to the bound of the input: 1,000,000 agencies or users, 600 months. Raises
    `ValueError` outside it. See `cost_curve` for why a few pricings are enough, and
    `sign_changes` for why no change is missed.
    """
    one = cost_curve(catalog, first, scenario, over, most)
    other = cost_curve(catalog, second, scenario, over, most)
    refuted = tuple(
        offer
        for offer in (first, second)
        if offer.reading(scenario.readings.get(offer.id)).refuted_by
    )
    alike = range(0) if refuted else _same_agencies(first, second, scenario, over, one)
    starts = changes(_answers(one, other))
    if len(alike) <= one.high - one.low:
        starts = changes(_alike_only(starts, one, other, alike))
    ends = [start - 1 for start, _ in starts[1:]] + [one.high]
    spans = tuple(
        CheaperSpan(start, end, cheaper, one, other)
        for (start, cheaper), end in zip(starts, ends, strict=True)
    )
    return BreakEven(first, second, over, one.low, one.high, spans, refuted)


def _same_agencies(
    first: Offer, second: Offer, scenario: Scenario, over: Over, numbers: CostCurve
) -> range:
    """The numbers at which as many agencies take part in both offers."""
    everywhere = range(numbers.low, numbers.high + 1)
    own = [scenario.agencies_for.get(offer.id) for offer in (first, second)]
    if over != "agencies":
        own = [scenario.agencies if count is None else count for count in own]
    if own[0] == own[1]:
        return everywhere
    count, *others = [count for count in own if count is not None]
    return range(0) if others or count not in everywhere else range(count, count + 1)


def _alike_only(
    starts: Iterable[tuple[int, Cheaper]], one: CostCurve, other: CostCurve, alike: range
) -> list[tuple[int, Cheaper]]:
    """Keep the answer at the one number that is alike, if any; no other tells who is cheaper."""
    masked: dict[int, Cheaper] = {
        number: "unknown" if cheaper == "unknown" else "unlike" for number, cheaper in starts
    }
    for number in alike:
        around = masked[max(start for start in masked if start <= number)]
        if number < one.high:
            masked.setdefault(number + 1, around)
        masked[number] = _cheaper(one.at(number), other.at(number))
    return sorted(masked.items())


def _answers(one: CostCurve, other: CostCurve) -> Iterator[tuple[int, Cheaper]]:
    """Yield numbers in order with the answer that holds from there on; it may not change."""
    for number, (first, second) in enumerate(zip(one.table, other.table, strict=True), one.low):
        yield number, _cheaper(first, second)
    pairs = list(zip(one.progressions, other.progressions, strict=True))
    if pairs:
        runs = [_runs(*pair, one.steps(residue)) for residue, pair in enumerate(pairs)]
        for step, residue, cheaper in _woven(runs, one.steps(0)):
            number = one.start + step * len(pairs) + residue
            if number <= one.high:
                yield number, cheaper


def _cheaper(first: Total, second: Total) -> Cheaper:
    if not (first.complete and second.complete):
        return "unknown"
    if first.covered != second.covered or not first.covered:
        return "unlike"
    return _BY_SIGN[(first.cents > second.cents) - (first.cents < second.cents)]


def _runs(one: Progression, other: Progression, steps: int) -> list[tuple[int, Cheaper]]:
    if not (one.complete and other.complete):
        return [(0, "unknown")]
    missing, closing = other.covered - one.covered, one.covers_more - other.covers_more
    if closing == 0 and missing == 0 and (one.covered or one.covers_more):
        return [(step, _BY_SIGN[sign]) for step, sign in sign_runs(one, other, steps)]
    runs: list[tuple[int, Cheaper]] = [(0, "unlike")]
    if closing and missing % closing == 0 and 0 <= missing // closing < steps:
        step = missing // closing
        runs += [(step, _cheaper(one.at(step), other.at(step)))]
        runs += [(step + 1, "unlike")] if step + 1 < steps else []
    return runs[1:] if len(runs) > 1 and runs[1][0] == 0 else runs


def _woven(runs: list[list[tuple[int, Cheaper]]], steps: int) -> Iterator[tuple[int, int, Cheaper]]:
    """Weave the answers of several residues into the order of the numbers.

    Between two steps at which any residue changes, none does: where they agree,
    one answer is enough; where they do not, the answer alternates with every number.
    """
    changes: dict[int, list[tuple[int, Cheaper]]] = {}
    for residue, starts in enumerate(runs):
        for step, cheaper in starts:
            changes.setdefault(step, []).append((residue, cheaper))
    marks = sorted(changes)
    now: list[Cheaper] = ["unknown"] * len(runs)
    for mark, end in zip(marks, [*marks[1:], steps], strict=True):
        for residue, cheaper in changes[mark]:
            now[residue] = cheaper
        if len(set(now)) == 1:
            yield mark, 0, now[0]
            continue
        for step in range(mark, end):
            yield from ((step, residue, cheaper) for residue, cheaper in enumerate(now))
