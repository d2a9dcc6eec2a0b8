"""`deals breakeven`, `goal`, `sensitivity`, `sweep`, `diff`: answers, form, refusals."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CATALOG, DAY, Deals
from tests.cli.test_imports import SCREEN, loaded
from tests.goldens import matches

MINE = 'schema = 1\nname = "Mine"\nmonths = 36\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    return path


def answer(text: str) -> str:
    """The words before the first empty line, in one line."""
    return " ".join(text.partition("\n\n")[0].split())


# where the cheaper one changes


def test_breakeven_table(small: Deals) -> None:
    """North's list price after 18 months makes South, at $1 a year, the cheaper one."""
    outcome = small("breakeven", "north", "south", "--over", "months", "--set", "after=repeat",
                    "--set", "readings.north=per-month")  # fmt: skip
    assert (outcome.code, outcome.err) == (0, "")
    matches("breakeven.txt", outcome.out)


def test_breakeven_in_one_sentence(small: Deals) -> None:
    """A month at $0.42 beats a year at $1 for two months: 0.84 < 1 < 1.26."""
    arguments = ["--over", "months", "--to", "24", "--set", "readings.north=per-month"]
    found = answer(small("breakeven", "north", "south", *arguments).out)
    assert found == (
        "North costs less at every length up to 2 months; South costs less from 3 to 12 months; "
        "beyond that South is not covered."
    )


def test_the_scenario_may_stand_anywhere(small: Deals, mine: Path) -> None:
    words = ["breakeven", "north", "south"]
    option = ["--over", "agencies"]
    outs = [
        small(*words, *option, mine).out,
        small(*words, mine, *option).out,
        small("breakeven", *option, "north", "south", mine).out,
    ]
    assert len(set(outs)) == 1
    assert "36 months" in outs[0]


def test_never_up_to_is_an_answer(small: Deals) -> None:
    found = answer(small("breakeven", "north", "south", "--over", "agencies", "--to", "5k").out)
    assert found == "North costs less at every number up to 5,000 agencies."


def test_an_incomplete_total_cannot_be_compared(small: Deals) -> None:
    found = small("breakeven", "north", "open", "--over", "months", "--to", "60").out
    assert answer(found) == (
        "North and Open cannot be compared at any length up to 60 months. The total of Open is "
        "incomplete, a lower bound only: hosting: no figure was entered for “hosting”."
    )
    assert "≥ $0.00" in found
    assert "hosting unknown" in found


def test_many_changes_are_counted(deals: Deals, tmp_path: Path) -> None:
    """Half a cent against 0.51 cents an agency, both rounded: they part again and again."""
    text = CATALOG.read_text().replace("price = 0.42, unit", "price = 0.005, unit")
    changed = tmp_path / "cheap.toml"
    changed.write_text(text.replace("price = 1,", "price = 0.0051,"))
    arguments = ["--data", changed, "--as-of", DAY, "--set", "months=12"]
    found = deals("breakeven", "north", "south", "--over", "agencies", *arguments).out
    assert answer(found).startswith("The lead changes ")
    assert " more " in found
    assert len(found.splitlines()) < 60


def test_breakeven_json(small: Deals) -> None:
    found = small("breakeven", "north", "south", "--over", "months", "--to", "24", "--set",
                  "readings.north=per-month", "--format", "json").json  # fmt: skip
    assert (found["schema"], found["kind"], found["crossings"]) == (1, "breakeven", [3, 13])
    assert found["spans"][0] == {
        "from": 1, "to": 2, "cheaper": "north",
        "totals": {
            "north": [
                {"total": "10.08", "complete": True, "covered": 24},
                {"total": "20.16", "complete": True, "covered": 48},
            ],
            "south": [
                {"total": "24.00", "complete": True, "covered": 24},
                {"total": "24.00", "complete": True, "covered": 48},
            ],
        },
    }  # fmt: skip
    assert found["coverage"]["south"]["uncovered"] == 24 * 12


# what a budget buys


def test_goal_table(small: Deals) -> None:
    outcome = small("goal", "north", "--budget", "$100", "--solve", "agencies")
    assert (outcome.code, outcome.err) == (0, "")
    matches("goal.txt", outcome.out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["south", "--budget", "23.99", "--solve", "months"],
         "No number fits $23.99: South costs $24.00 at 1 month already."),
        (["north", "--budget", "1m", "--solve", "agencies"],
         "$1,000,000.00 buys every number up to 1,000,000 agencies of North: $420,000.00."),
        (["north", "--budget", "1m", "--solve", "months", "--set", "after=list"],
         "$1,000,000.00 buys at most 19 months of North: $720,010.08; 20 would cost "
         "$1,440,010.08."),
        (["open", "--budget", "1m", "--solve", "agencies"],
         "$1,000,000.00 buys no agencies of Open: $0.00; 1 cannot be judged, at least "
         "$0.00. An incomplete total never fits: it leaves out hosting: no figure was entered for "
         "“hosting”."),
        (["north", "--budget", "5", "--solve", "agencies", "--set", "agencies_for.north=10"],
         "$5.00 buys every number up to 1,000,000 agencies of North: $4.20. The scenario "
         "counts 10 agencies for this offer, whatever the others."),
    ],
)  # fmt: skip
def test_goal_in_words(small: Deals, arguments: list[str], words: str) -> None:
    outcome = small("goal", *arguments)
    assert (outcome.code, outcome.err) == (0, "")
    assert answer(outcome.out) == words


def test_the_highest_price_is_rounded_down(small: Deals) -> None:
    """$1,000 over 12 months are 83.333… a month."""
    outcome = small("goal", "open", "--budget", "1k", "--solve", "assume.hosting")
    assert (outcome.code, outcome.err) == (0, "")
    assert answer(outcome.out) == (
        "Hosting of one deployment may be at most $83.33 (dollars a month) for Open to stay within "
        "$1,000.00: it then costs $999.96. Exactly: every price below $83.33375 fits, this and "
        "every higher one does not. Rounded down."
    )


def test_which_seat_price_keeps_north_cheapest(deals: Deals, tmp_path: Path) -> None:
    """36 months, 24,000 seats. South: $24, then 24 months at $1 a seat: $576,024. North: $10.08,
    then 18 months at p: 576,013.92 ÷ 432,000 = 1.33336.
    """
    listed = '[offer.south.list]\nlabel = "South Business"\nsources = ["blog"]\n'
    line = '{ component = "seat", price = 1, unit = "user", per = "month" }'
    catalog = tmp_path / "listed.toml"
    catalog.write_text(f"{CATALOG.read_text()}\n{listed}lines = [{line}]\n")
    arguments = ["--against", "south", "--solve", "list", "--set", "months=36"]
    given = [*arguments, "--data", catalog, "--as-of", DAY]
    found = deals("goal", "north", *given, "--set", "after=list")
    assert answer(found.out).startswith(
        "The list price (North Business, license) may be at most $1.33 (dollars per user, a month) "
        "for North to stay within South's $576,024.00: it then costs $574,570.08."
    )
    refused = deals("goal", "north", *given)
    assert (refused.code, refused.err) == (
        2,
        "deals: --solve: the list price is charged only when it follows the offer; "
        "set after=list\n",
    )


def test_a_rival_without_a_price_is_no_budget(small: Deals) -> None:
    """South has no list price here: after 12 months nobody knows what it costs."""
    arguments = ["--against", "south", "--solve", "list", "--set", "months=36"]
    found = answer(small("goal", "north", *arguments, "--set", "after=list").out)
    assert found == ("No answer: South's total is incomplete (≥ $24.00); list price is unknown.")


def test_a_list_price_within_a_budget(small: Deals) -> None:
    """19 months: $10.08 and one month of 24,000 seats; $1,000,010.08 leave $41.666… a seat."""
    found = small("goal", "north", "--budget", "1,000,010.08", "--solve", "list",
                  "--set", "months=19", "--set", "after=list").out  # fmt: skip
    assert answer(found).startswith(
        "The list price (North Business, license) may be at most $41.66 (dollars per user, a "
        "month) for North to stay within $1,000,010.08: it then costs $999,850.08."
    )


def test_goal_json(small: Deals) -> None:
    found = small("goal", "north", "--budget", "100", "--solve", "agencies",
                  "--format", "json").json  # fmt: skip
    assert (found["kind"], found["most"], found["always_within"]) == ("goal", 238, 238)
    assert found["total"] == {"total": "99.96", "complete": True, "covered": 238 * 12}
    assert found["coverage"]["agreed"] == 238 * 12
    price = small("goal", "open", "--budget", "1k", "--solve", "assume.hosting",
                  "--format", "json").json  # fmt: skip
    assert (price["answer"], price["price"], price["limit"]) == ("price", "83.33", "83.33375")


# what moves a total


def test_sensitivity_table(small: Deals) -> None:
    outcome = small("sensitivity", "north", "--set", "readings.north=per-month")
    assert (outcome.code, outcome.err) == (0, "")
    matches("sensitivity.txt", outcome.out)


def test_sensitivity_with_ranges_and_json(small: Deals) -> None:
    found = small("sensitivity", "open", "--range", "assume.hosting=1k..2k",
                  "--range", "months=1..600", "--format", "json").json  # fmt: skip
    first = found["inputs"][0]
    months = next(one for one in found["inputs"] if one["key"] == "months")
    assert (first["key"], first["now"], first["swing"]) == (
        "assume.hosting", "not given", "12000.00",
    )  # fmt: skip
    assert (months["high"], months["complete"]) == ("600", False)
    assert found["total"] == {"total": "0.00", "complete": False, "covered": 24 * 12}


# tables


def test_sweep_tables(small: Deals) -> None:
    one = small("sweep", "--over", "months=6,12,18,24")
    assert (one.code, one.err) == (0, "")
    matches("sweep.txt", one.out)
    two = small("sweep", "--over", "agencies=1..41/10", "--over", "months=12,24", "--set",
                "after=list")  # fmt: skip
    matches("sweep-two-way.txt", two.out)


def test_a_wide_table_is_parted_and_nothing_is_cut(small: Deals) -> None:
    found = small("sweep", "--over", "agencies=1m", "--over", "months=1..24").out
    assert all(len(line) <= 100 for line in found.splitlines())
    assert found.count("Agencies ↓ Months →") > 4


def test_sweep_json(small: Deals) -> None:
    found = small("sweep", "--over", "agencies=1..3", "--format", "json").json
    assert found["axes"] == [{"key": "agencies", "values": ["1", "2", "3"]}]
    assert [row[0]["north"]["total"] for row in found["rows"]] == ["0.42", "0.84", "1.26"]
    assert found["rows"][0][0]["open"]["complete"] is False


# two scenarios


def test_diff_text(small: Deals, mine: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(
        'schema = 1\nname = "Other"\nagencies = 48\nafter = "list"\n[assume]\nhosting = 1000\n'
        '[[overhead]]\nid = "training"\nlabel = "Training"\nunit = "user"\nper = "once"\n'
        "price = 250\n"
    )
    outcome = small("diff", mine, other)
    assert (outcome.code, outcome.err) == (0, "")
    matches("diff.txt", outcome.out)


def test_diff_with_itself_and_changed(small: Deals, mine: Path) -> None:
    assert answer(small("diff", mine, mine).out) == (
        "The two scenarios have the same inputs: no total moves."
    )
    changed = small("diff", mine, "--set", "agencies=48")
    assert answer(changed.out) == (
        "1 input differs; as far as is known, South moves most: $24.00 → $48.00 (+$24.00)."
    )
    assert small("diff", mine).err.startswith("deals: a second scenario is needed")


def test_diff_with_the_scenario_of_a_picture(small: Deals, mine: Path, tmp_path: Path) -> None:
    picture = tmp_path / "briefing.svg"
    assert small("shot", mine, "-o", picture).code == 0
    for pair in ((picture, mine), (mine, picture), (picture, picture)):
        outcome = small("diff", *pair)
        assert (outcome.code, outcome.err) == (0, "")
        assert answer(outcome.out) == "The two scenarios have the same inputs: no total moves."


def test_diff_json(small: Deals, mine: Path) -> None:
    found = small("diff", mine, "--set", "agencies=48", "--format", "json").json
    assert found["changes"] == [
        {"key": "agencies", "title": "Agencies", "before": "24", "after": "48"}
    ]
    north = found["offers"][0]
    assert (north["change"], north["complete"]) == ("10.08", True)
    assert north["effects"] == [{"key": "agencies", "change": "10.08", "complete": True}]


# everywhere


QUESTIONS = {
    "breakeven": ["north", "south", "--over", "months"],
    "goal": ["north", "--budget", "1", "--solve", "months"],
    "sensitivity": ["north"],
    "sweep": ["--over", "months=1,2"],
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_written_to_a_file(name: str, small: Deals, tmp_path: Path) -> None:
    for form in ("table", "json"):
        file = tmp_path / f"{name}.{form}"
        outcome = small(name, *QUESTIONS[name], "--format", form, "-o", file)
        assert (outcome.code, outcome.out) == (0, "")
        assert str(file) in outcome.err
        assert file.read_text().strip()
        if form == "json":
            json.loads(file.read_text())


@pytest.mark.parametrize("name", [*QUESTIONS, "diff"])
def test_help_has_examples(name: str, deals: Deals) -> None:
    outcome = deals(name, "--help")
    assert outcome.code == 0
    assert f"deals {name} " in outcome.out.split("Examples:")[1]
    assert "SCENARIO" in outcome.out or name == "diff"
    assert ("Default: 24 agencies" in outcome.out) == (name != "diff"), (
        "a scenario that is needed has no default"
    )


def test_they_load_no_screen(tmp_path: Path) -> None:
    arguments = ["breakeven", *QUESTIONS["breakeven"], "--data", str(CATALOG)]
    code = f"from tui.__main__ import main; assert main({arguments!r}) == 0"
    assert not loaded(code, tmp_path) & (SCREEN | {"tui.app", "tui.picture"})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["breakeven", "north"], "deals: missing argument 'B' (deals breakeven --help shows more)"),
        (["breakeven", "north", "north", "--over", "months"], "two different offers"),
        (["breakeven", "north", "sout", "--over", "months"], "did you mean `south`?"),
        (
            ["breakeven", "north", "south", "--over", "years"],
            "--over: 'years' is not one of ",
        ),
        (["breakeven", "north", "south", "--over", "months", "--to", "601"], "1 to 600 can be"),
        (["breakeven", "north", "south", "--over", "months", "--to", "x"], "not a number"),
        (["breakeven", "north", "south", "--over", "months", "nowhere"], "neither a file nor"),
        (
            ["breakeven", "north", "south", "a", "b", "--over", "months"],
            "unexpected extra argument",
        ),
        (["goal", "north", "--solve", "months"], "one of --budget and --against is needed"),
        (["goal", "north", "--budget", "-1", "--solve", "months"], "below zero makes no sense"),
        (["goal", "north", "--budget", "1", "--solve", "price"], "cannot be solved for; write"),
        (["goal", "north", "--budget", "1", "--solve", "assume.hostin"], "did you mean `hosting`"),
        (["goal", "north", "--budget", "1", "--solve", "overhead.x"], "the scenario has none"),
        (["goal", "north", "--against", "south", "--solve", "months"], "--against is for a price"),
        (["sensitivity", "nort"], "did you mean `north`?"),
        (["sensitivity", "north", "--range", "agencies"], "write it like agencies=10..100"),
        (["sensitivity", "north", "--range", "agencies=5..1"], "from low to high"),
        (["sweep"], "missing option '--over' (deals sweep --help shows more)"),
        (["sweep", "--over", "months=0"], "--over: months: 1 to 600 can be compared"),
        (["sweep", "--over", "agencies=1..1m"], "a table has at most 10,000"),
        (["sweep", "--over", "months=1", "--over", "months=2"], "two different inputs"),
        (["diff"], "missing argument 'A'"),
        (["diff", "nowhere", "--set", "months=3"], "neither a file nor a ready scenario"),
    ],
)
def test_what_is_refused_in_one_line(small: Deals, arguments: list[str], words: str) -> None:
    outcome = small(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err


def test_a_sweep_leaves_as_csv_and_markdown_with_the_same_totals(small: Deals) -> None:
    over = ("sweep", "--over", "agencies=10,20", "--over", "months=6,18")
    cells = small(*over, "--format", "json").json
    rows = small(*over, "--format", "csv").out.splitlines()
    assert rows[0] == "agencies,months,offer,total,at_least"
    assert "10,6,north,4.20," in rows
    assert len(rows) == 1 + 4 * 3
    markdown = small(*over, "--format", "md").out
    assert "North" in markdown
    assert "4.20" in json.dumps(cells)
    assert "4.20" in markdown
