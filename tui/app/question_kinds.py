"""The questions themselves: what is asked, typed and answered. Pure: no widgets.

A question holds its choices and its last good answer. What cannot be read raises `ValueError`
with a sentence and changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Final, get_args

from tui.domain.analysis.breakeven import BreakEven, break_even
from tui.domain.analysis.cost_curve import MOST, Over
from tui.domain.analysis.goal import GoalSeek, most_within
from tui.domain.analysis.price_goal import (
    Kind,
    Price,
    PriceGoal,
    highest_price_against,
    highest_price_within,
)
from tui.domain.analysis.sensitivity import Ends, Swing, Tornado, parse_range, sensitivity
from tui.domain.comparison import Case
from tui.domain.deals import Offer
from tui.domain.money import dollars
from tui.domain.scenario import INPUTS
from tui.domain.typed_numbers import parse_count, parse_number
from tui.views.answers import notes, report_lines, sentence_lines
from tui.views.breakeven_chart import ROWS, chart_lines
from tui.views.breakeven_text import breakeven_text
from tui.views.goal_text import goal_text, price_goal_text
from tui.views.line import Line, line, styled
from tui.views.sensitivity_text import sensitivity_answer, swing_words, tornado_lines
from tui.views.words import mark_of, series_style, sign_of

OVERS: Final[tuple[Over, ...]] = get_args(Over)
BUDGET: Final = "budget"
_LEAST_LOOK: Final[Mapping[Over, int]] = {"agencies": 100, "months": 36, "users_per_agency": 2000}
_PRICES: Final[Mapping[str, Kind]] = {"assume": "assume", "overhead": "overhead", "list": "list"}


@dataclass(frozen=True)
class Asked(Case):
    """What is asked about: the explorer's values when the page was opened."""

    offer: Offer

    @property
    def compared(self) -> tuple[Offer, ...]:
        return self.scenario.compared(self.catalog)

    @property
    def rivals(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.compared if offer.id != self.offer.id)

    def name(self, offer: Offer) -> str:
        return f"{mark_of(self.catalog, offer.id)} {offer.short}"


@dataclass(frozen=True, slots=True)
class QuestionField:
    """One thing to choose or to type."""

    key: str
    label: str
    value: str = ""
    """The id of the choice, or the text."""
    options: tuple[tuple[str, str], ...] = ()
    """Ids and words to choose from; empty: it is typed."""
    beside: bool = False
    """Whether it stands in the line of the field before it."""
    off: bool = False
    """Whether it does not count just now."""


class QuestionKind:
    """What all questions have in common."""

    TITLE: ClassVar[str] = ""
    HINT: ClassVar[str] = ""
    """What enter and the arrows do in its answer, for the border."""
    BEGINS_BELOW: ClassVar[bool] = False
    """Whether one begins in the answer and not in the fields."""

    cursor: str | None = None
    """The row of the answer that the cursor is on."""
    rows: int = ROWS
    """How many rows a chart may have."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def fields(self) -> tuple[QuestionField, ...]:
        """What can be chosen and typed, in a fixed order."""
        raise NotImplementedError  # each question asks for something else

    def enter(self, key: str, text: str) -> None:
        """Take a choice or a text, and answer. Raises `ValueError` with a sentence."""
        raise NotImplementedError  # each question answers for itself

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield what was chosen and typed, as `enter` takes it."""
        raise NotImplementedError  # each question remembers for itself

    def take_up(self, before: "QuestionKind") -> None:
        """Ask what was asked before, perhaps of another offer, as far as it can be asked here."""
        for key, text in before.said():
            with suppress(ValueError):
                self.enter(key, text)

    def lines(self, width: int) -> Sequence[Line]:
        raise NotImplementedError  # each question answers for itself

    def detail(self) -> str:
        """Say more about the row under the cursor."""
        return ""


def over_options() -> tuple[tuple[str, str], ...]:
    """The counts that a question can run over."""
    return tuple((over, INPUTS[over].title.lower()) for over in OVERS)


class BreakEvenQuestion(QuestionKind):
    """Where does the cheaper one of two offers change?"""

    TITLE = "Break-even"

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._rival = asked.rivals[0].id if asked.rivals else ""
        self._over: Over = "months"
        self._most: dict[Over, int] = {
            over: min(max(_LEAST_LOOK[over], 2 * getattr(asked.scenario, over)), MOST[over])
            for over in OVERS
        }
        self._typed: dict[Over, int] = {}
        self.found: BreakEven | None = None
        if self._rival:
            self.found = self._find(self._rival, self._over, self._most[self._over])

    def fields(self) -> tuple[QuestionField, ...]:
        """The other offer, the input, and up to which number."""
        rivals = tuple((offer.id, self.asked.name(offer)) for offer in self.asked.rivals)
        rivals = rivals or (("", "no other offer is compared"),)
        return (
            QuestionField("rival", "Against", self._rival, rivals),
            QuestionField("over", "Over", self._over, over_options()),
            QuestionField("most", "Up to", f"{self._most[self._over]:,}", beside=True),
        )

    def enter(self, key: str, text: str) -> None:
        rival, over, typed = self._rival, self._over, dict(self._typed)
        if key == "rival":
            if text not in {offer.id for offer in self.asked.rivals}:
                raise ValueError(f"{text} is not compared")
            rival = text
        elif key == "over":
            over = next(one for one in OVERS if one == text)
        else:
            typed[over] = parse_count(text)
        most = {**self._most, **typed}
        found = self._find(rival, over, most[over]) if rival else None
        self._rival, self._over, self._typed, self.found = rival, over, typed, found
        self._most = most

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield the other offer, what was typed for each input, and the input."""
        yield "rival", self._rival
        for over, most in self._typed.items():
            yield "over", over
            yield "most", str(most)
        yield "over", self._over

    def _find(self, rival: str, over: Over, most: int) -> BreakEven:
        catalog, scenario = self.asked.catalog, self.asked.scenario
        other = catalog.offers[rival]
        return break_even(catalog, self.asked.offer, other, scenario, over, most)

    def lines(self, width: int) -> Sequence[Line]:
        if self.found is None:
            words = "Nothing to compare with: add another offer to the comparison (space)."
            return sentence_lines(words, width)
        asked, found = self.asked, self.found
        report = report_lines(breakeven_text(asked, found, width=width))
        begin = next(i for i, each in enumerate(report) if not each.text) + 1
        signs = (sign_of(asked.catalog, found.first.id), sign_of(asked.catalog, found.second.id))
        drawn = chart_lines(found, signs, INPUTS[found.over].title.lower(), width, self.rows)
        return [*report[:begin], *drawn, line(), *report[begin:]]


class GoalQuestion(QuestionKind):
    """What does a budget buy, and which price fits it?"""

    TITLE = "Goal"

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._limit = BUDGET
        self._budget = 100_00
        self._solve = "agencies"
        self.found: GoalSeek | PriceGoal | str = ""
        """The answer, or why there is none."""
        self._answer()

    def fields(self) -> tuple[QuestionField, ...]:
        budget = dollars(self._budget).removesuffix(".00")
        return (
            QuestionField("limit", "Within", self._limit, self._limits()),
            QuestionField("budget", "Budget", budget, beside=True, off=self._limit != BUDGET),
            QuestionField("solve", "Solve for", self._solve, self._options(self._limit)),
        )

    def _limits(self) -> tuple[tuple[str, str], ...]:
        """A budget, or what another compared offer costs."""
        rivals = self.asked.rivals
        totals = ((offer.id, f"the total of {self.asked.name(offer)}") for offer in rivals)
        return ((BUDGET, "a budget"), *totals)

    def _options(self, limit: str) -> tuple[tuple[str, str], ...]:
        """What can be solved for: within another offer's total only a price."""
        catalog, scenario, offer = self.asked.catalog, self.asked.scenario, self.asked.offer
        listed = offer.list_price.lines if offer.list_price else ()
        named = [line.assume for reading in offer.readings for line in reading.lines]
        named += [*(line.assume for line in listed), *scenario.assume]
        prices = [
            (f"assume.{name}", catalog.assumptions[name].title)
            for name in dict.fromkeys(named)
            if name is not None
        ]
        prices += [(f"overhead.{one.id}", one.label) for one in scenario.overheads]
        prices += [("list", "list price")] if offer.list_price else []
        if limit == BUDGET:
            return (*((over, f"most {words}") for over, words in over_options()), *prices)
        return tuple(prices) or (("", "no price to solve for"),)

    def enter(self, key: str, text: str) -> None:
        if key == "limit":
            if text not in dict(self._limits()):
                raise ValueError(f"{text} is not compared")
            self._limit = text
            options = [option for option, _ in self._options(text)]
            if self._solve not in options:
                self._solve = options[0]
        elif key == "solve":
            if text not in dict(self._options(self._limit)):
                raise ValueError(f"there is no {text} to solve for")
            self._solve = text
        else:
            self._budget = int(Fraction(parse_number(text)) * 100)
        self._answer()

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield the limit, the budget, and what is solved for."""
        yield "limit", self._limit
        yield "budget", dollars(self._budget)
        yield "solve", self._solve

    @property
    def _rival(self) -> Offer | None:
        return None if self._limit == BUDGET else self.asked.catalog.offers[self._limit]

    def _answer(self) -> None:
        offer, scenario = self.asked.offer, self.asked.scenario
        over = next((one for one in OVERS if one == self._solve), None)
        if over is not None:
            self.found = most_within(self.asked.catalog, offer, scenario, self._budget, over)
            return
        kind, _, name = self._solve.partition(".")
        if not kind:
            self.found = (
                f"{offer.short} is charged by no assumption, overhead or list price: "
                "there is no price to solve for."
            )
            return
        what = Price(_PRICES[kind], name)
        try:
            self.found = (
                highest_price_within(self.asked.catalog, offer, scenario, self._budget, what)
                if self._rival is None
                else highest_price_against(self.asked.catalog, offer, self._rival, scenario, what)
            )
        except ValueError as error:
            self.found = f"No answer: {error}."

    def lines(self, width: int) -> Sequence[Line]:
        if isinstance(self.found, GoalSeek):
            return report_lines(goal_text(self.asked, self.found, width=width))
        if isinstance(self.found, PriceGoal):
            return report_lines(price_goal_text(self.asked, self.found, width=width))
        return sentence_lines(self.found, width)


class SensitivityQuestion(QuestionKind):
    """Which input matters most?"""

    TITLE = "Sensitivity"
    HINT = "enter: range · "
    BEGINS_BELOW = True

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._ranges: dict[str, Ends] = {}
        self._typed: dict[str, str] = {}
        self.found = self._vary({})
        self.cursor = self.found.swings[0].key if self.found.swings else None

    def _vary(self, ranges: Mapping[str, Ends]) -> Tornado:
        return sensitivity(self.asked.catalog, self.asked.offer, self.asked.scenario, ranges)

    @property
    def _swing(self) -> Swing | None:
        return next((swing for swing in self.found.swings if swing.key == self.cursor), None)

    @property
    def opened(self) -> dict[str, str]:
        """Assumptions that the offer asks for and that nothing is said about: titles by key."""
        varied = {swing.key for swing in self.found.swings}
        named = [line.assume for line in self.asked.offer.reading(
            self.asked.scenario.readings.get(self.asked.offer.id)
        ).lines]  # fmt: skip
        return {
            f"assume.{name}": self.asked.catalog.assumptions[name].title
            for name in dict.fromkeys(named)
            if name is not None and f"assume.{name}" not in varied
        }

    def fields(self) -> tuple[QuestionField, ...]:
        """The range of the row under the cursor."""
        swing, key = self._swing, self.cursor or ""
        if swing is None:
            return (QuestionField("range", f"{self.opened.get(key, 'Range')}: low..high"),)
        if swing.is_choice:
            return (QuestionField("range", f"{swing.title}: all choices are tried", off=True),)
        text = self._typed.get(key, f"{swing.low}..{swing.high}")
        return (QuestionField("range", f"{swing.title}: low..high", text),)

    def enter(self, key: str, text: str) -> None:
        """Vary the row under the cursor over another range; an empty text: over the usual one.

        `range KEY` is the range of that row, wherever the cursor is.
        """
        row = key.partition(" ")[2] or self.cursor
        if row is None:
            return
        if row not in self.opened and all(row != swing.key for swing in self.found.swings):
            raise ValueError(f"{row} is not varied here")
        ranges = {name: ends for name, ends in self._ranges.items() if name != row}
        typed = {name: words for name, words in self._typed.items() if name != row}
        if text.strip():
            ranges[row] = parse_range(self.asked.catalog, self.asked.scenario, row, text)
            typed[row] = text
        self.found = self._vary(ranges)
        self._ranges, self._typed = ranges, typed

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield the ranges that were typed."""
        for row, text in self._typed.items():
            yield f"range {row}", text

    def lines(self, width: int) -> Sequence[Line]:
        asked = self.asked
        style = series_style(asked.catalog, asked.offer.id)
        return [
            *sentence_lines(sensitivity_answer(self.found), width),
            *tornado_lines(self.found, self.opened, style, width),
            line(),
            *styled(notes(asked, (asked.offer,), width), "soft"),
        ]

    def detail(self) -> str:
        """Say how far the row under the cursor moves the total."""
        swing = self._swing
        return swing_words(swing) if swing else ""
