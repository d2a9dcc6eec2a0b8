"""What the page of questions says. Pure: values in, lines for a width out.

Sentences, tables and notes are those of the reports; only what is drawn is made here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tui.app.question_chart import Sign, chart_lines
from tui.app.widgets.lines import Line, line
from tui.domain.analysis.breakeven import BreakEven
from tui.domain.analysis.goal import GoalSeek
from tui.domain.analysis.price_goal import PriceGoal
from tui.domain.analysis.sensitivity import Swing
from tui.domain.deals import Catalog, Offer
from tui.domain.money import dollars
from tui.domain.pricing import price_offer
from tui.domain.scenario import INPUTS, Scenario
from tui.views.answers import notes
from tui.views.breakeven_text import breakeven_text
from tui.views.goal_text import goal_text, price_goal_text
from tui.views.layout import cell_width, padded, wrapped, wrapped_lines
from tui.views.sensitivity_text import sensitivity_answer
from tui.views.words import NONE, mark_of, place_of, total_words

NOW: Final = "│"
BELOW: Final = "▒"
ABOVE: Final = "█"
SHORTEST_BAR: Final = 10
LONGEST_BAR: Final = 48
LONGEST_TITLE: Final = 24


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: the explorer's values when the page was opened."""

    catalog: Catalog
    scenario: Scenario
    as_of: date
    offer: Offer

    @property
    def compared(self) -> tuple[Offer, ...]:
        """The compared offers."""
        return self.scenario.compared(self.catalog)

    @property
    def rivals(self) -> tuple[Offer, ...]:
        """The compared offers but for the one asked about."""
        return tuple(offer for offer in self.compared if offer.id != self.offer.id)

    def sign(self, offer: Offer) -> Sign:
        """An offer's mark, and the name of its color."""
        place = place_of(self.catalog, offer.id)
        return Sign(mark_of(self.catalog, offer.id), f"series-{place % 10}")

    def name(self, offer: Offer) -> str:
        """An offer's mark and short name."""
        return f"{mark_of(self.catalog, offer.id)} {offer.short}"


def sentence_lines(text: str, width: int, style: str = "strong") -> list[Line]:
    """Set an answer's sentence, and a blank line after it."""
    return [*(line((part, style)) for part in wrapped(text, width)), line()]


def report_lines(text: str) -> list[Line]:
    """Set a report's lines as they are, its first paragraph strong."""
    answer, _, rest = text.rstrip("\n").partition("\n\n")
    lines = [line((part, "strong")) for part in answer.split("\n")]
    return [*lines, line(), *(line(part) for part in rest.split("\n"))]


def breakeven_lines(asked: Asked, found: BreakEven, width: int, rows: int) -> list[Line]:
    """Say who is cheaper where, draw both totals, and list the spans."""
    text = breakeven_text(asked.catalog, found, asked.scenario, asked.as_of, width=width)
    report = report_lines(text)
    begin = next(i for i, each in enumerate(report) if not each.text) + 1
    signs = (asked.sign(found.first), asked.sign(found.second))
    drawn = chart_lines(found, signs, INPUTS[found.over].title.lower(), width, rows)
    return [*report[:begin], *drawn, line(), *report[begin:]]


def goal_lines(asked: Asked, found: GoalSeek, width: int) -> list[Line]:
    """Say what a budget buys."""
    text = goal_text(asked.catalog, found, asked.scenario, asked.as_of, width=width)
    return report_lines(text)


def price_lines(asked: Asked, found: PriceGoal, rival: Offer | None, width: int) -> list[Line]:
    """Say which price is the highest that fits."""
    text = price_goal_text(
        asked.catalog, found, asked.scenario, asked.as_of, rival=rival, width=width
    )
    return report_lines(text)


# The tornado


def tornado_lines(
    asked: Asked, swings: Sequence[Swing], opened: Mapping[str, str], width: int
) -> list[Line]:
    """Draw every input's swing around the present total, the largest first.

    `opened` holds the inputs that are varied only once a range is given: titles by key.
    """
    now = price_offer(asked.offer, asked.scenario)
    lines = sentence_lines(sensitivity_answer(asked.offer, swings, now), width)
    lines.append(line((f"{NOW} now {total_words(now)}   {BELOW} less   {ABOVE} more", "soft")))
    ends = [_Ends.of(swing) for swing in swings]
    lines += _tornado(ends, now.total, asked.sign(asked.offer).style, width)
    for key, title in opened.items():
        lines += _keyed_lines(
            f"{title}: not given, so not varied; type a range to vary it", key, width
        )
    for swing in swings:
        if swing.unpriced:
            words = f"! {swing.title}: {', '.join(swing.unpriced)} cannot be priced, left out."
            lines += [line((part, "warning")) for part in wrapped_lines([words], width)]
    told = notes(asked.catalog, (asked.offer,), asked.scenario, asked.as_of, width)
    return [*lines, line(), *(line((text, "soft")) for text in told)]


def _keyed_lines(text: str, key: str, width: int) -> list[Line]:
    return [line((part, "soft"), key=key) for part in wrapped(text, width)]


@dataclass(frozen=True, slots=True)
class _Ends:
    """One swing, its lower total at the left whichever value it belongs to."""

    key: str
    title: str
    values: tuple[str, str]
    totals: tuple[str, str]
    cents: tuple[int, int]

    @staticmethod
    def of(swing: Swing) -> "_Ends":
        ends = [
            (swing.low_quote.total, swing.low, total_words(swing.low_quote)),
            (swing.high_quote.total, swing.high, total_words(swing.high_quote)),
        ]
        (low, first, least), (high, last, most) = sorted(ends, key=lambda end: end[0])
        if first == last:
            first = last = NONE
        return _Ends(swing.key, swing.title, (first, last), (least, most), (low, high))


def _tornado(ends: Sequence[_Ends], now: int, style: str, width: int) -> Iterator[Line]:
    """Set each swing in one line, or in two where that has no room for a bar."""
    if not ends:
        return
    titles = min(max(cell_width(one.title) for one in ends), LONGEST_TITLE)
    values_wide = [max(cell_width(one.values[side]) for one in ends) for side in (0, 1)]
    totals = [max(cell_width(one.totals[side]) for one in ends) for side in (0, 1)]
    fixed = titles + sum(values_wide) + sum(totals) + 2 * 5
    lowest = min(now, *(one.cents[0] for one in ends))
    highest = max(now, *(one.cents[1] for one in ends))
    if width - fixed >= SHORTEST_BAR:
        cells = min(width - fixed, LONGEST_BAR)
        for one in ends:
            bar = _bar(one.cents, now, (lowest, highest), cells)
            for number, part in enumerate(wrapped(one.title, titles)):
                if number:
                    yield line(part, key=one.key)
                    continue
                yield line(
                    padded(part, titles), "  ",
                    (padded(one.values[0], values_wide[0], "right"), "soft"), "  ",
                    padded(one.totals[0], totals[0], "right"), "  ",
                    (bar, style), "  ",
                    padded(one.totals[1], totals[1]), "  ",
                    (one.values[1], "soft"), key=one.key,
                )  # fmt: skip
        return
    cells = max(width - sum(totals) - 6, SHORTEST_BAR)
    for one in ends:
        values = "" if one.values[0] == one.values[1] else f": {one.values[0]} to {one.values[1]}"
        heading = f"{one.title}{values}"
        yield from (line(part, key=one.key) for part in wrapped(heading, width))
        yield line(
            "  ", padded(one.totals[0], totals[0], "right"), " ",
            (_bar(one.cents, now, (lowest, highest), cells), style), " ",
            one.totals[1], key=one.key,
        )  # fmt: skip


def _bar(cents: tuple[int, int], now: int, scale: tuple[int, int], cells: int) -> str:
    """Draw a swing from its lower to its higher total; `│` stands at the present one."""
    lowest, highest = scale
    span = max(highest - lowest, 1)

    def column(amount: int) -> int:
        return (2 * (amount - lowest) * (cells - 1) + span) // (2 * span)

    middle = column(now)
    drawn = [" "] * cells
    if cents[0] != cents[1]:
        for at in range(column(cents[0]), column(cents[1]) + 1):
            drawn[at] = BELOW if at < middle else ABOVE
    drawn[middle] = NOW
    return "".join(drawn)


def swing_words(swing: Swing) -> str:
    """Say how far an input moves the total, for the line below."""
    if not swing.size:
        return f"{swing.title}: now {swing.now}; no change from {swing.low} to {swing.high}"
    mark = "" if swing.complete else "≥ "
    return f"{swing.title}: now {swing.now}; swing {mark}{dollars(swing.size)}"
