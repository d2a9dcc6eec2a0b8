"""Break-even: at which whole numbers of an input the cheaper of two offers changes.

Totals are compared as they are printed, in whole cents, so that a tie is a tie on paper too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tui.domain.analysis.cost_curve import Course, Over, Progression, Total, course
from tui.domain.analysis.sign_changes import sign_runs
from tui.domain.deals import Offer
from tui.domain.scenario import Scenario

Cheaper = Literal["first", "second", "tie", "unknown"]
"""Which of two offers costs less. `unknown`: one total at least is only a lower bound, and a
lower bound is not a price: nobody can tell who is cheaper once the missing figure is given."""

_BY_SIGN: dict[int, Cheaper] = {-1: "first", 0: "tie", 1: "second"}


class CheaperSpan(NamedTuple):
    """Numbers `start` to `end`, both inclusive, with one answer, and the totals at both ends.

    The totals are worked out when asked for: rounding can make offers that cost next to the same
    change places a million times.
    """

    start: int
    end: int
    cheaper: Cheaper
    first: Course
    second: Course

    @property
    def first_totals(self) -> tuple[Total, Total]:
        """The first offer's total at `start` and at `end`."""
        return self.first.at(self.start), self.first.at(self.end)

    @property
    def second_totals(self) -> tuple[Total, Total]:
        """The second offer's total at `start` and at `end`."""
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

    @property
    def crossings(self) -> tuple[int, ...]:
        """The numbers at which the answer changes: the starts of all spans but the first."""
        return tuple(span.start for span in self.spans[1:])

    @property
    def never(self) -> bool:
        """Whether the cheaper one never changes up to `high`."""
        return len(self.spans) == 1


def break_even(
    first: Offer, second: Offer, scenario: Scenario, over: Over, most: int | None = None
) -> BreakEven:
    """Find every change of the cheaper offer from the least number of an input to `most`.

    `most` defaults to the bound of the input: 1,000,000 agencies or users, 600 months. Raises
    `ValueError` outside it. See `course` for why a few pricings are enough, and `signs` for why
    no change is missed.
    """
    one = course(first, scenario, over, most)
    other = course(second, scenario, over, most)
    starts = list(_changes(one, other))
    ends = [start - 1 for start, _ in starts[1:]] + [one.high]
    spans = tuple(
        CheaperSpan(start, end, cheaper, one, other)
        for (start, cheaper), end in zip(starts, ends, strict=True)
    )
    return BreakEven(first, second, over, one.low, one.high, spans)


def _changes(one: Course, other: Course) -> Iterator[tuple[int, Cheaper]]:
    """Yield each number at which an answer begins, with the answer."""
    latest: Cheaper | None = None
    for number, cheaper in _answers(one, other):
        if cheaper != latest:
            latest = cheaper
            yield number, cheaper


def _answers(one: Course, other: Course) -> Iterator[tuple[int, Cheaper]]:
    """Yield numbers in order with the answer that holds from there on; it may not change."""
    for number, (first, second) in enumerate(zip(one.table, other.table, strict=True), one.low):
        known = first.complete and second.complete
        sign = (first.cents > second.cents) - (first.cents < second.cents)
        yield number, _BY_SIGN[sign] if known else "unknown"
    pairs = list(zip(one.progressions, other.progressions, strict=True))
    if pairs:
        runs = [_runs(*pair, one.steps(residue)) for residue, pair in enumerate(pairs)]
        for step, residue, cheaper in _woven(runs, one.steps(0)):
            number = one.start + step * len(pairs) + residue
            if number <= one.high:
                yield number, cheaper


def _runs(one: Progression, other: Progression, steps: int) -> list[tuple[int, Cheaper]]:
    if not (one.complete and other.complete):
        return [(0, "unknown")]
    return [(step, _BY_SIGN[sign]) for step, sign in sign_runs(one, other, steps)]


def _woven(runs: list[list[tuple[int, Cheaper]]], steps: int) -> Iterator[tuple[int, int, Cheaper]]:
    """Weave the answers of several residues into the order of the numbers.

    Between two steps at which any residue changes, all of them stand still: where they agree,
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
