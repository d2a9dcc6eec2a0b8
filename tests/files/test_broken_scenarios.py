"""Somebody makes a mistake in a scenario or in `--set` and is told what to write instead."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.files.texts import SCENARIO, Case, broken
from tui.domain.deals import Catalog
from tui.files.scenarios import parse_scenario, read_scenario, with_setting
from tui.files.toml import ProblemsError

LAST = 'offers = ["llama"]\n'


CASES = [
    Case("a newer scenario", "schema = 1", "schema = 9", "schema", "schema",
         "this file needs a newer program", "this program reads schema 1"),
    Case("no schema", "schema = 1\n", "", "name", "schema", "is missing", "write `schema = 1`"),
    Case("a misspelt field", "agencies = 30", "agency = 30", "agency", "agency",
         "is not a known key", "did you mean `agencies`?"),
    Case("agencies with a point", "agencies = 30", "agencies = 24.0", "24.0", "agencies",
         "must be a whole number, not a number with decimals", "write 24"),
    Case("agencies in quotes", "agencies = 30", 'agencies = "30"', '"30"', "agencies",
         "must be a whole number, not text", "write it without quotes"),
    Case("true agencies", "agencies = 30", "agencies = true", "true", "agencies",
         "must be a whole number, not true or false"),
    Case("too many agencies", "agencies = 30", "agencies = 1_000_001", "1_000_001", "agencies",
         "must be at most 1,000,000"),
    Case("agencies below zero", "agencies = 30", "agencies = -1", "= -1", "agencies",
         "must be at least 0"),
    Case("no months", "months = 24", "months = 0", "months", "months", "must be at least 1"),
    Case("too many months", "months = 24", "months = 601", "months", "months",
         "must be at most 600"),
    Case("a start inside a month", "start = 2026-12-01", "start = 2026-12-15", "start", "start",
         "must be the first of a month", "write 2026-12-01"),
    Case("a start in quotes", "start = 2026-12-01", 'start = "2026-12-01"', "start", "start",
         "must be a date, not text", "write it without quotes, like 2026-12-01"),
    Case("a start long gone", "start = 2026-12-01", "start = 1989-12-01", "start", "start",
         "must be 1990-01-01 or later"),
    Case("a wrong choice", '"list"', '"lst"', "after", "after",
         "must be one of stop, successor, list, repeat", "did you mean `list`?"),
    Case("an unknown offer", '["grok", "llama"]', '["grok", "lama"]', "lama", "offers[2]",
         "there is no offer `lama`", "did you mean `llama`?"),
    Case("one offer twice", '["grok", "llama"]', '["grok", "grok"]', "offers = ", "offers[2]",
         "`grok` is here twice", "take one out"),
    Case("an offer that is a number", '["grok", "llama"]', '["grok", 4]', "offers = ", "offers[2]",
         "must be text, not a whole number", "write it in quotes"),
    Case("agencies of an unknown offer", "llama = 10", "lama = 10", "lama = 10",
         "agencies_for.lama", "there is no offer `lama`", "did you mean `llama`?"),
    Case("too few agencies of an offer", "llama = 10", "llama = -10", "llama = -10",
         "agencies_for.llama", "must be at least 0"),
    Case("a reading of an unknown offer", 'grok = "per-month"', 'gork = "per-month"', "gork",
         "readings.gork", "there is no offer `gork`", "did you mean `grok`?"),
    Case("an unknown reading", 'grok = "per-month"', 'grok = "per-mnth"', "per-mnth",
         "readings.grok", "there is no reading of grok `per-mnth`", "did you mean `per-month`?"),
    Case("an unknown assumption", "hosting = 40179.20", "hostng = 40179.20", "hostng",
         "assume.hostng", "there is no assumption `hostng`", "did you mean `hosting`?"),
    Case("an assumption that is none", "hosting = 40179.20", "hosting = nan", "nan",
         "assume.hosting", "must be a finite number"),
    Case("an assumption beyond all bounds", "hosting = 40179.20", "hosting = 1e999999", "1e9",
         "assume.hosting", "must be at most 1,000,000,000"),
    Case("a list for a table", "[readings]", "[[readings]]", "[[readings]]", "readings",
         "must be a table, not a list", "write [readings]"),
    Case("a table for a list", "[[overhead]]", "[overhead]", "[overhead]", "overhead",
         "must be a list, not a table", "write [[overhead]]"),
    Case("an overhead without a price", "price = 250\n", "", "[[overhead]]",
         "overhead.training.price", "is missing", "write price = 0.42"),
    Case("an overhead without an id", 'id = "training"\n', "", "[[overhead]]", "overhead[1].id",
         "is missing", 'write id = "…"'),
    Case("an overhead of an unknown unit", 'unit = "user"', 'unit = "users"', '"users"',
         "overhead.training.unit", "must be one of agency, user, flat", "did you mean `user`?"),
    Case("an overhead of an unknown offer", LAST, 'offers = ["lama"]\n', '"lama"',
         "overhead.training.offers[1]", "there is no offer `lama`", "did you mean `llama`?"),
    Case("one overhead twice", LAST,
         '[[overhead]]\nid = "training" # two\nlabel = "T"\nunit = "flat"\nper = "once"\nprice = 1',
         "# two", "overhead.training.id", "`training` is here twice", "take one out"),
    Case("an escape sequence", '"Autumn"', '"\\u001b]0;x\\u0007"', "name", "name",
         "contains the control character U+001B", "only line breaks and tabs are allowed"),
    Case("agencies beyond all numbers", "agencies = 30", "agencies = 1e99999930", "1e9",
         "agencies", "must be a whole number, not a number with decimals"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name.replace(" ", "_") for case in CASES])
def test_one_mistake_is_named_with_its_line_its_key_and_a_hint(case: Case, facts: Catalog) -> None:
    text = broken(SCENARIO, case.old, case.new)
    with pytest.raises(ProblemsError) as raised:
        parse_scenario(text, facts, name="autumn.toml")
    (problem,) = raised.value.problems
    assert problem.path == "autumn.toml"
    assert problem.message == case.message
    assert case.is_told_by(problem, text), problem


def test_all_mistakes_of_a_scenario_are_listed(facts: Catalog) -> None:
    text = SCENARIO
    for case in CASES[3], CASES[8], CASES[10], CASES[13], CASES[17], CASES[19], CASES[28]:
        text = broken(text, case.old, case.new)
    with pytest.raises(ProblemsError) as raised:
        parse_scenario(text, facts)
    assert [problem.key for problem in raised.value.problems] == [
        "agencies", "months", "start", "after",
        "agencies_for.lama", "readings.gork", "overhead.training.unit",
    ]  # fmt: skip
    assert str(raised.value).count("\n") == 6


def test_a_missing_scenario_is_a_problem_of_that_path(tmp_path: Path, facts: Catalog) -> None:
    with pytest.raises(ProblemsError) as raised:
        read_scenario(tmp_path / "autum.toml", facts)
    assert raised.value.problems[0].line == 0
    assert raised.value.problems[0].path == str(tmp_path / "autum.toml")


class Slip(NamedTuple):
    setting: str
    key: str
    message: str
    hint: str = ""


SLIPS = [
    Slip("agencies", "agencies", "must be KEY=VALUE", "like agencies=120"),
    Slip("=3", "", "must be KEY=VALUE", "like agencies=120"),
    Slip("agencie=3", "agencie", "is not a known setting", "did you mean `agencies`?"),
    Slip("users-per-agency=3", "users-per-agency", "is not a known setting",
         "did you mean `users_per_agency`?"),
    Slip("schema=1", "schema", "is not a known setting", "known here: name, "),
    Slip("agencies=", "agencies", "a number is needed"),
    Slip("agencies=1.5", "agencies", "a whole number is needed, like 24"),
    Slip("agencies=many", "agencies", "not a number", "write it like 1,000 or 2.5 or 1k"),
    Slip("agencies=1,0", "agencies", "commas separate thousands (1,000)",
         "use a point for decimals"),
    Slip("agencies=-1", "agencies", "a number below zero makes no sense here", "write it like 24"),
    Slip("agencies=2M", "agencies", "must be at most 1,000,000"),
    Slip(f"agencies={'9' * 30}", "agencies", "is too large a number"),
    Slip("months=0", "months", "must be at least 1"),
    Slip("after=stopp", "after", "must be one of stop, successor, list, repeat",
         "did you mean `stop`?"),
    Slip("after=", "after", "must be one of stop, successor, list, repeat"),
    Slip("start=2026-12-31", "start", "must be the first of a month", "write 2026-12-01"),
    Slip("start=december", "start", "must be a date", "write it like 2026-12-01"),
    Slip("offers=grok,lama", "offers[2]", "there is no offer `lama`", "did you mean `llama`?"),
    Slip("offers=grok,grok", "offers[2]", "`grok` is here twice", "take one out"),
    Slip("agencies.grok=3", "agencies.grok", "is not a known setting", "write agencies=VALUE"),
    Slip("readings=per-month", "readings", "needs one name", "like readings.NAME=VALUE"),
    Slip("readings.grok.x=1", "readings.grok.x", "needs one name", "like readings.NAME=VALUE"),
    Slip("readings.gork=per-month", "readings.gork", "there is no offer `gork`",
         "did you mean `grok`?"),
    Slip("readings.grok=per-mnth", "readings.grok", "there is no reading of grok `per-mnth`",
         "did you mean `per-month`?"),
    Slip("assume.hostin=3", "assume.hostin", "there is no assumption `hostin`",
         "did you mean `hosting`?"),
    Slip("assume.hosting=lots", "assume.hosting", "not a number"
         , "write it like 1,000 or 2.5 or 1k"),
    Slip("assume.hosting=9B", "assume.hosting", "must be at most 1,000,000,000"),
    Slip("overhead.training=3", "overhead.training", "needs an id and a field",
         "like overhead.ID.price=VALUE"),
    Slip("overhead.trainin.price=3", "overhead.trainin.price", "there is no overhead `trainin`",
         "did you mean `training`?"),
    Slip("overhead.training.prize=3", "overhead.training.prize", "is not a known setting",
         "did you mean `price`?"),
    Slip("overhead.training.id=x", "overhead.training.id", "is not a known setting", "known here"),
    Slip("overhead.training.price=", "overhead.training.price", "a number is needed"),
    Slip("overhead.training.label=", "overhead.training.label", "must not be empty"),
    Slip("name=\x1b[31m", "name", "contains the control character U+001B",
         "only line breaks and tabs are allowed; take it out"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.setting.replace("\x1b", "") for slip in SLIPS])
def test_a_slip_in_set_names_the_setting_and_what_to_write(slip: Slip, facts: Catalog) -> None:
    scenario = parse_scenario(SCENARIO, facts)
    with pytest.raises(ProblemsError) as raised:
        with_setting(scenario, facts, slip.setting)
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.key) == ("--set", 0, slip.key)
    assert problem.message == slip.message
    assert problem.hint.startswith(slip.hint) if slip.hint else not problem.hint


def test_an_overhead_cannot_be_set_where_the_scenario_has_none(facts: Catalog) -> None:
    scenario = parse_scenario("schema = 1", facts)
    with pytest.raises(ProblemsError, match=r"the scenario has none; a \[\[overhead\]\] adds one"):
        with_setting(scenario, facts, "overhead.training.price=3")
