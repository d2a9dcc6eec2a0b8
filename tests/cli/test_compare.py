"""`deals compare`: the figures, their form, the limit, the file."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CATALOG, Deals
from tests.goldens import matches
from tests.views.made import REAL, compared
from tui.domain.scenario import Scenario
from tui.views.columns import COLUMNS
from tui.views.comparison_text import comparison_text


def test_table(small: Deals) -> None:
    outcome = small("compare")
    assert (outcome.code, outcome.err) == (0, "")
    matches("compare.txt", outcome.out)


def test_table_where_use_stops_with_the_agreement(small: Deals) -> None:
    """18 months, of which one offer covers 12: nobody is ranked."""
    matches("compare-stop.txt", small("compare", "--set", "months=18").out)


def test_explained_table(small: Deals) -> None:
    matches(
        "compare-explain.txt",
        small("compare", "--explain", "--set", "months=18", "--set", "after=list").out,
    )


def test_no_line_is_wider_than_100_cells_except_an_address(small: Deals) -> None:
    out = small("compare", "--explain", "--set", "agencies=1m", "--set", "after=list").out
    assert [line for line in out.splitlines() if len(line) > 100 and "http" not in line] == []


def test_large_amounts_part_the_table_in_two(small: Deals) -> None:
    out = small("compare", "--set", "agencies=1,000,000", "--set", "after=list",
                "--set", "months=600").out  # fmt: skip
    assert out.count("   Offer ") == 2
    assert "$17,460,000,420,000.00" in out


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_terminal_gets_more_tables_and_no_line_too_long(width: int) -> None:
    for scenario in (Scenario(), Scenario(agencies=10**6, months=600, after="list")):
        text = comparison_text(compared(scenario, REAL), width=width)
        told = text.partition("\nSources")[0]
        assert max(map(len, told.splitlines())) <= width
        for column in COLUMNS:
            assert told.count(f"  {column.title}") >= 1


def test_json_has_the_keys_of_the_contract(small: Deals) -> None:
    found = small("compare", "--format", "json").json
    assert list(found)[:3] == ["schema", "as_of", "currency"]
    assert (found["schema"], found["as_of"], found["currency"]) == (1, "2026-11-21", "USD")
    north, south, hosted = found["offers"]
    assert north | {"lines": [], "by_month": []} == {
        "id": "north", "vendor": "North Ltd", "product": "North Enterprise", "status": "active",
        "reading": "per-term", "total": "10.08", "complete": True, "unknown": [], "rank": 1,
        "tie": False, "difference": "0.00", "ratio": "1.0000",
        "not_ranked": None, "range": {"low": "10.08", "high": "120.96"},
        "coverage": {"wanted": 288, "agreed": 288, "successor": 0, "assumed": 0, "uncovered": 0},
        "open_ended": False,
        "by_kind": {"agreed": "10.08", "successor": "0.00", "assumed": "0.00", "yours": "0.00"},
        "per_covered_agency_month": "0.0350", "lines": [], "by_month": [],
        "by_fiscal_year": {"2025": "10.08"}, "warnings": [],
        "unpriced_readings": [],
    }  # fmt: skip
    assert north["by_month"] == ["10.08"] + ["0.00"] * 11
    assert north["lines"] == [
        {
            "component": "licence", "label": "License", "unit": "agency", "per": "term",
            "quantity": "24", "price": "0.42", "periods": "24", "amount": "10.08",
            "basis": "reading", "sources": ["north-release"],
        }
    ]  # fmt: skip
    assert (south["difference"], south["ratio"]) == ("13.92", "2.3810")
    assert south["warnings"] == []
    assert (hosted["unknown"], hosted["complete"]) == (["hosting"], False)
    assert (hosted["rank"], hosted["difference"], hosted["ratio"]) == (None, None, None)
    assert hosted["not_ranked"] == "hosting unknown"
    assert hosted["range"] == {"low": None, "high": None}
    assert hosted["per_covered_agency_month"] is None
    assert [line["amount"] for line in hosted["lines"]] == ["0.00", None]
    assert found["sources"]["press-south"] == {
        "title": "Un accord pour le Sud", "publisher": "La Presse", "date": "2025-08-06",
        "url": "", "kind": "press",
    }  # fmt: skip


def test_json_holds_every_input(small: Deals, tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text(
        'schema = 1\nname = "Mine"\nstart = 2026-12-01\n[assume]\nhosting = 40179.20\n'
        '[[overhead]]\nid = "training"\nlabel = "Training"\nunit = "user"\nper = "once"\n'
        "price = 250\n"
    )
    found = small("compare", scenario, "--format", "json").json["scenario"]
    assert found == {
        "name": "Mine", "note": "", "agencies": 24, "months": 12, "start": "2026-12-01",
        "users_per_agency": 1000, "ramp_months": 0, "after": "stop", "charge": "started",
        "offers": ["north", "south", "open"], "agencies_for": {}, "after_for": {}, "readings": {},
        "assume": {"hosting": "40179.20"},
        "overhead": [{"id": "training", "label": "Training", "unit": "user", "per": "once",
                      "price": "250.00", "offers": None}],
    }  # fmt: skip


def test_price_times_periods_is_the_amount(small: Deals) -> None:
    settings = ["--set", "charge=prorated", "--set", "months=7", "--set", "ramp_months=5"]
    for offer in small("compare", "--format", "json", *settings).json["offers"]:
        for line in offer["lines"]:
            if line["amount"] is not None:
                exact = float(line["price"]) * float(line["periods"])
                assert float(line["amount"]) == pytest.approx(exact, abs=0.01)


def test_options_may_stand_before_the_command(deals: Deals) -> None:
    settings = ["--set", "months=24", "--as-of=2026-11-21", "--data", str(CATALOG)]
    before = deals(*settings, "compare", "--format", "json")
    after = deals("compare", "--format", "json", *settings)
    assert before.code == 0
    assert before == after


def test_a_ready_scenario_is_found_by_its_name(small: Deals, home: Path) -> None:
    folder = home / "data" / "onegov-deals" / "scenarios"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("schema = 1\nmonths = 36\n")
    assert "36 months" in small("compare", "mine").out
    refused = small("compare", "mime")
    assert refused.code == 2
    assert "did you mean `mine`?" in refused.err


def test_output_goes_to_a_file(small: Deals, tmp_path: Path) -> None:
    target = tmp_path / "totals.json"
    target.write_text("old")
    outcome = small("compare", "--format", "json", "-o", target)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"Wrote {target}\n")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == 1


def test_a_file_that_cannot_be_written_is_one_line(small: Deals, tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "such" / "folder.txt", tmp_path):
        outcome = small("compare", "-o", target)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 1
        assert str(target) in outcome.err


def test_a_file_that_is_read_is_not_written_over_under_any_name(
    small: Deals, tmp_path: Path
) -> None:
    mine, link, hard = (tmp_path / name for name in ("mine.toml", "link.toml", "hard.toml"))
    mine.write_text(written := "schema = 1\nmonths = 14  # mine\n")
    link.symlink_to(mine)
    hard.hardlink_to(mine)
    says = "is read by this command; name another file for -o\n"
    for target in (mine, link, hard):
        outcome = small("compare", mine, "--format", "md", "-o", target)
        assert (outcome.code, outcome.err) == (2, f"deals: {target}: {says}")
    assert small("terms", "north", "--format", "md", "-o", CATALOG).err.endswith(says)
    own = tmp_path / "scenario.toml"
    mine.rename(own)
    assert small("brief", own, "--force", "-o", tmp_path).code == 2
    assert own.read_text() == written


def test_where_the_current_folder_is_gone_a_command_is_one_line(
    small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone := tmp_path / "gone").mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for command in (("compare", "-o", "x.md"), ("shot", "-o", "x.svg"), ("brief", "-o", "x")):
        outcome = small(*command)
        assert (outcome.code, outcome.err.count("\n")) == (2, 1), outcome.err


def test_a_limit_names_every_offer_above_it(small: Deals) -> None:
    outcome = small("compare", "--fail-above", "$20")
    assert outcome.code == 1
    assert outcome.err.splitlines() == [
        "South: $24.00 is above the limit of $20.00",
        "Open: cannot be checked against the limit of $20.00: hosting is unknown (at least $0.00)",
    ]


def test_a_limit_that_is_reached_is_not_exceeded(small: Deals) -> None:
    assert small("compare", "--fail-above", "24").code == 0
    assert small("compare", "--fail-above", "23.99").code == 1


def test_the_known_part_of_an_incomplete_total_may_exceed(small: Deals, tmp_path: Path) -> None:
    scenario = tmp_path / "exit.toml"
    scenario.write_text(
        'schema = 1\noffers = ["open"]\n[[overhead]]\nid = "exit"\nlabel = "Exit"\n'
        'unit = "flat"\nper = "once"\nprice = 100\n'
    )
    outcome = small("compare", scenario, "--fail-above", "99")
    assert outcome.code == 1
    assert "at least $100.00 is above the limit of $99.00; not in it: hosting" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "pdf"], "--format: 'pdf' is not one of 'table', 'md'"),
        (["--fail-above", "cheap"], "not a number"),
        (["--as-of", "20261121"], "is not a date; write it like 2026-11-21"),
        (["--as-of", "2206-11-21"], "“2206-11-21” is not a date from 1990-01-01 to 2199-12-31"),
        (["--set", "agencys=3"], "did you mean `agencies`?"),
        (["--set", "readings.north=per-day"], "readings.north"),
        (["--explain", "--format", "json"], "--explain is for the table"),
        (["nowhere.toml"], "“nowhere.toml” is neither a file nor a ready scenario"),
        (["--data", "nowhere.toml"], "nowhere.toml: there is no such file"),
        (["one", "two"], "got unexpected extra argument (two) (deals compare --help shows more)"),
    ],
)
def test_bad_usage_is_a_line_and_exit_code_2(arguments: list[str], says: str, deals: Deals) -> None:
    outcome = deals("compare", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err
    assert "Traceback" not in outcome.err


def test_problems_of_a_scenario_name_file_line_and_key(small: Deals, tmp_path: Path) -> None:
    scenario = tmp_path / "bad.toml"
    scenario.write_text("schema = 1\nmonths = 0\n\nagencys = 3\n")
    outcome = small("compare", scenario)
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first.startswith(f"{scenario}:2: months: ")
    assert second.startswith(f"{scenario}:4: agencys: ")
