"""Where the difference of two progressions changes its sign: every place, and no other.

The difference is d(k) = fixed + slope × k + Σ ⌊…⌋ − Σ ⌊…⌋, once parts that both have are struck
out. Two bounds hold on every interval of steps:

1. each ⌊…⌋ never falls, so that its values at the two ends bound it in between;
2. ⌊y⌋ lies at most (divisor − 1) ÷ divisor below y, so that d lies within a fraction of a cent for
   each part around an exact straight line.

An interval on which they leave one sign is decided; any other is halved, and short ones are
looked at step by step. By the second bound only steps where the straight line comes within a
cent or so of zero are ever looked at: some dozens of halvings for prices that differ. Where the
straight line is level, d repeats itself after the common multiple of the divisors, and one
repetition is enough. Prices that differ by less than a millionth of a cent an agency may need
every step; the answer is exact all the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import lcm
from operator import itemgetter
from typing import Final, TypeVar

from tui.domain.analysis.cost_curve import Part, Progression

SHORT: Final = 64
"""Intervals of so few steps are looked at one by one."""

Answer = TypeVar("Answer")
Run = tuple[int, int]
"""The step at which a sign begins, and the sign: −1, 0 or 1."""


def sign_runs(first: Progression, second: Progression, steps: int) -> list[Run]:
    """Give the runs of one sign of `first − second` at the steps 0 … steps − 1, in order."""
    difference = _Difference(first, second)
    period = difference.unit  # after so many steps the values repeat themselves, or drift
    if difference.line_slope or 2 * period > steps:
        return changes(difference.runs(steps))
    once = changes(difference.runs(period))
    if len(once) == 1:
        return once
    return changes(
        (begin + step, sign) for begin in range(0, steps, period) for step, sign in once
        if begin + step < steps
    )  # fmt: skip


class _Difference:
    def __init__(self, first: Progression, second: Progression) -> None:
        gained, taken = Counter(first.parts), Counter(second.parts)
        self.plus = tuple((gained - taken).elements())
        self.minus = tuple((taken - gained).elements())
        self.fixed, self.slope = first.fixed - second.fixed, first.slope - second.slope
        self.unit = unit = lcm(*(part.divisor for part in (*self.plus, *self.minus)))
        """A common multiple of the divisors, in which the straight line is counted."""
        scaled = [(unit // part.divisor, part) for part in self.plus]
        scaled += [(-unit // part.divisor, part) for part in self.minus]
        self.line_offset = unit * self.fixed + sum(scale * part.offset for scale, part in scaled)
        self.line_slope = unit * self.slope + sum(scale * part.slope for scale, part in scaled)
        self.below = sum(unit - unit // part.divisor for part in self.plus)
        self.above = sum(unit - unit // part.divisor for part in self.minus)
        """How far d can lie below the straight line, and above it."""

    def signs(self, begin: int, end: int) -> Iterator[Run]:
        values = [self.fixed + self.slope * step for step in range(begin, end + 1)]
        for sign, parts in ((1, self.plus), (-1, self.minus)):
            for slope, offset, divisor in parts:
                values = [
                    value + sign * ((slope * step + offset) // divisor)
                    for step, value in enumerate(values, begin)
                ]
        return ((step, _sign(value)) for step, value in enumerate(values, begin))

    def runs(self, steps: int) -> Iterator[Run]:
        """Give signs in order; neighbours may be equal."""
        waiting = [(0, steps - 1)] if steps else []
        while waiting:
            begin, end = waiting.pop()
            sign = self._decided(begin, end)
            if sign is not None:
                yield begin, sign
            elif end - begin < SHORT:
                yield from self.signs(begin, end)
            else:
                middle = (begin + end) // 2
                waiting += [(middle + 1, end), (begin, middle)]

    def _decided(self, begin: int, end: int) -> int | None:
        """The sign of every step of an interval, or None if the bounds leave it open."""
        at_begin = self.line_offset + self.line_slope * begin
        at_end = self.line_offset + self.line_slope * end
        lowest = min(at_begin, at_end) - self.below
        highest = max(at_begin, at_end) + self.above
        if lowest > 0:
            return 1
        if highest < 0:
            return -1
        grown, shrunk = self.fixed + self.slope * begin, self.fixed + self.slope * end
        lowest = min(grown, shrunk) + _sum(self.plus, begin) - _sum(self.minus, end)
        highest = max(grown, shrunk) + _sum(self.plus, end) - _sum(self.minus, begin)
        if lowest > 0 or highest < 0 or lowest == highest == 0:
            return _sign(lowest)
        return None


def _sum(parts: tuple[Part, ...], step: int) -> int:
    return sum((slope * step + offset) // divisor for slope, offset, divisor in parts)


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def changes(answers: Iterable[tuple[int, Answer]]) -> list[tuple[int, Answer]]:
    """Leave out the numbers at which the answer stays the same."""
    return [next(alike) for _, alike in groupby(answers, key=itemgetter(1))]
