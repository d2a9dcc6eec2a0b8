"""What the questions take and answer, without a screen."""

import contextlib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.app.driver import TODAY, real_catalog
from tests.app.test_hostile_texts import HOSTILE, catalog, in_one_line
from tui.app.question_kinds import (
    Asked,
    BreakEvenQuestion,
    GoalQuestion,
    QuestionKind,
    SensitivityQuestion,
)
from tui.app.question_table import TableQuestion
from tui.app.screens.question_screen import KINDS
from tui.domain.deals import Catalog
from tui.domain.scenario import Overhead, Scenario

HOSTED = Scenario(assume={"hosting": Decimal(100)})


def asked(
    offer_id: str = "grok", scenario: Scenario | None = None, known: Catalog | None = None
) -> Asked:
    """What is asked about an offer of the shipped catalog, or of another."""
    source = known or real_catalog()
    return Asked(source, scenario or Scenario(), TODAY, source.offers[offer_id])


def words(question: QuestionKind[Any], width: int = 100) -> str:
    return "\n".join(each.text for each in question.lines(width))


def test_what_cannot_be_read_keeps_the_answer() -> None:
    for kind, key, text, why in (
        (BreakEvenQuestion, "most", "1,0", "commas separate thousands"),
        (BreakEvenQuestion, "most", "601", "1 to 600 can be looked at"),
        (BreakEvenQuestion, "most", "", "a number is needed"),
        (GoalQuestion, "budget", "$", "not a number"),
        (SensitivityQuestion, "range", "5", "low..high"),
        (SensitivityQuestion, "range", "36..12", "from low to high"),
        (SensitivityQuestion, "range", "1..", "a number is needed"),
        (TableQuestion, "down.values", "1..1000000", "too many"),
        (TableQuestion, "across.values", "0", "1 to 600"),
        (TableQuestion, "across", "agencies", "both axes are agencies"),
    ):
        question = kind(asked())
        question.cursor = "agencies" if kind is SensitivityQuestion else question.cursor
        before, fields = words(question), question.fields()
        with pytest.raises(ValueError, match=why):
            question.enter(key, text)
        assert words(question) == before
        assert question.fields() == fields


def test_a_goal_solves_for_every_number_and_price_that_an_offer_has() -> None:
    scenario = Scenario(
        after="list", assume={"hosting": Decimal(100)},
        overheads=(Overhead("training", "Training", "user", "once", Decimal(250)),),
    )  # fmt: skip
    question = GoalQuestion(asked("grok", scenario))
    question.enter("budget", "$6,000,100")
    for solve, answer in {
        "agencies": "buys at most",
        "months": "buys at most",
        "users_per_agency": "buys at most",
        "assume.hosting": "is not charged by",
        "overhead.training": "may be at most $250.00",
        "list": "costs $6,000,010.08",
    }.items():
        question.enter("solve", solve)
        assert answer in words(question, 200)
    question.enter("limit", "chatgpt")
    assert question.fields()[1].off
    assert {key for key, _ in question.fields()[2].options} == {
        "assume.bureaus", "assume.hosting", "overhead.training", "list",
    }  # fmt: skip


def test_what_another_offer_costs_can_be_the_limit() -> None:
    question = GoalQuestion(asked("llama"))
    question.enter("limit", "claude")
    assert question.fields()[2].value == "assume.hosting"
    assert "may be at most $2.00" in words(question)
    assert "Claude's $24.00" in words(question)


def test_a_list_price_that_does_not_follow_has_no_answer_but_a_reason() -> None:
    question = GoalQuestion(asked())
    question.enter("solve", "list")
    assert "No answer: the list price is charged only when it follows" in words(question)


def test_nothing_compared_is_said() -> None:
    alone = asked("grok", Scenario(offers=("grok",)))
    assert "Nothing to compare with" in words(BreakEvenQuestion(alone))
    none = asked("grok", Scenario(offers=()))
    assert "No offer is compared" in words(TableQuestion(none))
    for kind in KINDS:
        for each in (alone, none):
            assert words(kind(each))


def test_an_assumption_that_is_not_given_is_offered_and_varied_on_request() -> None:
    question = SensitivityQuestion(asked("llama"))
    assert "not given, so not varied" in words(question)
    question.cursor = "assume.hosting"
    question.enter("range", "$1,000..2k")
    assert question.found.swings[0].key == "assume.hosting"
    assert question.found.swings[0].size == 12 * 1000_00
    assert "not varied" not in words(question)
    question.enter("range", " ")
    assert "not given, so not varied" in words(question)


def test_a_table_names_unknown_totals_and_never_calls_them_cheapest() -> None:
    question = TableQuestion(asked())
    assert "not used by the offers" not in words(question)
    question.enter("down", "users_per_agency")
    assert "Users per agency: not used by the offers of this table." in words(question)
    question.enter("down", "agencies")
    assert "◆ Llama ≥ $0.00" in question.detail()
    assert "◆ $" not in words(question)
    assert "○ $10.08" in words(question)
    assert question.opened == Scenario()
    only = TableQuestion(asked("llama"))
    only.enter("shows", "llama")
    assert "◆ ≥ $0.00" in words(only)
    assert "Llama costs ≥ $0.00 in all 25 cells." in words(only)
    only = TableQuestion(asked())
    only.enter("shows", "grok")
    assert "Grok costs $2.52 to $40.32 in all 25 cells." in words(only)
    unknown = TableQuestion(asked("llama", Scenario(offers=("llama",))))
    assert "–" in words(unknown)


def test_a_table_of_every_kind_of_input() -> None:
    scenario = replace(
        HOSTED, overheads=(Overhead("o", "Support", "agency", "year", Decimal(9)),)
    )  # fmt: skip
    question = TableQuestion(asked("llama", scenario))
    question.enter("across", "")
    for key, _ in question.fields()[0].options:
        question.enter("down", key)
        assert question.found.rows
        assert "Costs least" in words(question)
    question.enter("down", "overhead.o")
    question.enter("down.values", "0..2/0.5")
    assert [len(row) for row in question.found.rows] == [1] * 5


def test_moving_over_ten_thousand_cells_prices_none_of_them_again() -> None:
    question = TableQuestion(asked())
    question.enter("down.values", "1..100")
    question.enter("across.values", "1..100")
    table = question.found
    question.turn(1)
    assert question.lines(120)
    assert question.found is table


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_line(text: str) -> None:
    scenario = Scenario(overheads=(Overhead("o", text, "agency", "once", Decimal(1)),))
    for kind in KINDS:
        question = kind(asked("hostile", scenario, catalog(text)))
        assert in_one_line(text)[:3] in in_one_line(words(question, 58))
        for field in question.fields():
            for option, _ in field.options:
                with contextlib.suppress(ValueError):
                    question.enter(field.key, option)
                assert "\n" not in "".join(each.text for each in question.lines(58))
