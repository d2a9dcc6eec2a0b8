"""The questions themselves: what is asked, typed and answered. Pure: no widgets.

A question holds what was said to it, as text, and its last good answer. What cannot be read raises
`ValueError` with a sentence and changes nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Final, Generic, TypeVar, get_args

from tui.app.fields import price_lines
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

Found = TypeVar("Found")
OVERS: Final[tuple[Over, ...]] = get_args(Over)
OVER_OPTIONS: Final = tuple((over, INPUTS[over].title.lower()) for over in OVERS)
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
    """Whether it is in the line of the field before it."""
    off: bool = False


class QuestionKind(ABC, Generic[Found]):
    """What all questions have in common."""

    TITLE: ClassVar[str] = ""
    HINT: ClassVar[str] = ""
    """What enter and the arrows do in its answer, for the border."""
    BEGINS_BELOW: ClassVar[bool] = False
    """Whether one begins in the answer and not in the fields."""

    cursor: str | None = None
    """The row of the answer that the cursor is on."""
    rows: int = ROWS

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.said = self.usual()
        """What was chosen and typed, by key."""
        self.found = self.find()

    def usual(self) -> dict[str, str]:
        """What is asked before anything is chosen or typed."""
        return {}

    @abstractmethod
    def find(self) -> Found:
        """Answer what was typed and chosen. Raises `ValueError` with a sentence."""

    @abstractmethod
    def fields(self) -> tuple[QuestionField, ...]:
        """What can be chosen and typed, in a fixed order."""

    def place(self, key: str) -> str:
        """The key under which a text is kept: what is typed for one input is not for another."""
        return key

    def enter(self, key: str, text: str) -> None:
        """Take a choice or a text, and answer. Raises `ValueError` with a sentence."""
        self._say({self.place(key): text})

    def _say(self, said: Mapping[str, str]) -> None:
        before, self.said = self.said, {**self.said, **said}
        try:
            self.found = self.find()
        except ValueError:
            self.said = before
            raise

    def take_up(self, before: "QuestionKind[Found]") -> None:
        """Ask what was asked before, perhaps of another offer, as far as it can be asked here."""
        for said in (before.said, *({key: text} for key, text in before.said.items())):
            if self.said != before.said:
                with suppress(ValueError):
                    self._say(said)

    @abstractmethod
    def lines(self, width: int) -> Sequence[Line]:
        """The answer, for a width in cells."""

    def detail(self) -> str:
        return ""


class BreakEvenQuestion(QuestionKind[BreakEven | None]):
    """Where does the cheaper one of two offers change?"""

    TITLE = "Break-even"

    def usual(self) -> dict[str, str]:
        rivals = self.asked.rivals
        return {"rival": rivals[0].id if rivals else "", "over": "months"}

    @property
    def _over(self) -> Over:
        return next(over for over in OVERS if over == self.said["over"])

    @property
    def _most(self) -> int:
        over = self._over
        look = max(_LEAST_LOOK[over], 2 * getattr(self.asked.scenario, over))
        typed = self.said.get(f"most {over}")
        return min(look, MOST[over]) if typed is None else parse_count(typed)

    def place(self, key: str) -> str:
        return f"most {self._over}" if key == "most" else key

    def fields(self) -> tuple[QuestionField, ...]:
        rivals = tuple((offer.id, self.asked.name(offer)) for offer in self.asked.rivals)
        rivals = rivals or (("", "no other offer is compared"),)
        return (
            QuestionField("rival", "Against", self.said["rival"], rivals),
            QuestionField("over", "Over", self._over, OVER_OPTIONS),
            QuestionField("most", "Up to", f"{self._most:,}", beside=True),
        )

    def find(self) -> BreakEven | None:
        asked, rival, most = self.asked, self.said["rival"], self._most
        if rival not in ({offer.id for offer in asked.rivals} or {""}):
            raise ValueError(f"{rival} is not compared")
        if not rival:
            return None
        other = asked.catalog.offers[rival]
        return break_even(asked.catalog, asked.offer, other, asked.scenario, self._over, most)

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


class GoalQuestion(QuestionKind[GoalSeek | PriceGoal | str]):
    """What does a budget buy, and which price fits it?"""

    TITLE = "Goal"

    def usual(self) -> dict[str, str]:
        return {"limit": BUDGET, "budget": "100", "solve": "agencies"}

    @property
    def _budget(self) -> int:
        """Cents."""
        return int(Fraction(parse_number(self.said["budget"])) * 100)

    @property
    def _solve(self) -> str:
        """What was chosen, as long as it can be solved for."""
        options = dict(self._options())
        return self.said["solve"] if self.said["solve"] in options else next(iter(options))

    def fields(self) -> tuple[QuestionField, ...]:
        limit, budget = self.said["limit"], dollars(self._budget).removesuffix(".00")
        return (
            QuestionField("limit", "Within", limit, self._limits()),
            QuestionField("budget", "Budget", budget, beside=True, off=limit != BUDGET),
            QuestionField("solve", "Solve for", self._solve, self._options()),
        )

    def _limits(self) -> tuple[tuple[str, str], ...]:
        rivals = self.asked.rivals
        totals = ((offer.id, f"the total of {self.asked.name(offer)}") for offer in rivals)
        return ((BUDGET, "a budget"), *totals)

    def _options(self) -> tuple[tuple[str, str], ...]:
        """What can be solved for: within another offer's total only a price."""
        catalog, scenario, offer = self.asked.catalog, self.asked.scenario, self.asked.offer
        named = [*(line.assume for line in price_lines(offer)), *scenario.assume]
        prices = [
            (f"assume.{name}", catalog.assumptions[name].title)
            for name in dict.fromkeys(named)
            if name is not None
        ]
        prices += [(f"overhead.{one.id}", one.label) for one in scenario.overheads]
        prices += [("list", "list price")] if offer.list_price else []
        if self.said["limit"] == BUDGET:
            return (*((over, f"most {words}") for over, words in OVER_OPTIONS), *prices)
        return tuple(prices) or (("", "no price to solve for"),)

    def find(self) -> GoalSeek | PriceGoal | str:
        catalog, offer, scenario = self.asked.catalog, self.asked.offer, self.asked.scenario
        limit, budget, solve = self.said["limit"], self._budget, self._solve
        if limit not in dict(self._limits()):
            raise ValueError(f"{limit} is not compared")
        over = next((one for one in OVERS if one == solve), None)
        if over is not None:
            return most_within(catalog, offer, scenario, budget, over)
        kind, _, name = solve.partition(".")
        if not kind:
            return (
                f"{offer.short} is charged by no assumption, overhead or list price: "
                "there is no price to solve for."
            )
        what = Price(_PRICES[kind], name)
        try:
            if limit == BUDGET:
                return highest_price_within(catalog, offer, scenario, budget, what)
            return highest_price_against(catalog, offer, catalog.offers[limit], scenario, what)
        except ValueError as error:
            return f"No answer: {error}."

    def lines(self, width: int) -> Sequence[Line]:
        if isinstance(self.found, GoalSeek):
            return report_lines(goal_text(self.asked, self.found, width=width))
        if isinstance(self.found, PriceGoal):
            return report_lines(price_goal_text(self.asked, self.found, width=width))
        return sentence_lines(self.found, width)


class SensitivityQuestion(QuestionKind[Tornado]):
    """Which input matters most?"""

    TITLE = "Sensitivity"
    HINT = "enter: range · "
    BEGINS_BELOW = True

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.cursor = self.found.swings[0].key if self.found.swings else None

    @cached_property
    def _usually(self) -> Tornado:
        return sensitivity(self.asked.catalog, self.asked.offer, self.asked.scenario)

    def find(self) -> Tornado:
        catalog, scenario = self.asked.catalog, self.asked.scenario
        known = {*self._asked_for, *(swing.key for swing in self._usually.swings)}
        ranges: dict[str, Ends] = {}
        for key, text in self.said.items():
            row = key.removeprefix("range ")
            if row not in known:
                raise ValueError(f"{row} is not varied here")
            if text.strip():
                ranges[row] = parse_range(catalog, scenario, row, text)
        return sensitivity(catalog, self.asked.offer, scenario, ranges) if ranges else self._usually

    def place(self, key: str) -> str:
        return f"{key} {self.cursor}"

    @property
    def _swing(self) -> Swing | None:
        return next((swing for swing in self.found.swings if swing.key == self.cursor), None)

    @property
    def _asked_for(self) -> dict[str, str]:
        """The assumptions of the reading that counts: titles by key."""
        chosen = self.asked.scenario.readings.get(self.asked.offer.id)
        names = [line.assume for line in self.asked.offer.reading(chosen).lines if line.assume]
        return {f"assume.{name}": self.asked.catalog.assumptions[name].title for name in names}

    @property
    def opened(self) -> dict[str, str]:
        """Those of them without a figure or a range."""
        varied = {swing.key for swing in self.found.swings}
        return {key: title for key, title in self._asked_for.items() if key not in varied}

    def fields(self) -> tuple[QuestionField, ...]:
        swing, key = self._swing, self.cursor or ""
        if swing is None:
            return (QuestionField("range", f"{self.opened.get(key, 'Range')}: low..high"),)
        if swing.is_choice:
            return (QuestionField("range", f"{swing.title}: all choices are tried", off=True),)
        typed = self.said.get(self.place("range"), "").strip()
        text = typed or f"{swing.low}..{swing.high}"
        return (QuestionField("range", f"{swing.title}: low..high", text),)

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
        swing = self._swing
        return swing_words(swing) if swing else ""
