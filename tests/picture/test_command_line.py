"""The printed command gives the same scenario again, or leaves it to the picture to carry it."""

import itertools
import shlex
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.cli.conftest import CATALOG
from tui.domain.scenario import Overhead, Scenario
from tui.files.catalog import read_catalog
from tui.files.scenarios import with_setting
from tui.picture.command_line import THIS_FILE, reproducing_command

DAY = date(2026, 11, 21)
TRAINING = Overhead("training", "Training", "user", "once", Decimal(250))
READY = {
    "base": Scenario(name="Base", note="a long note, " * 20, months=36, overheads=(TRAINING,)),
    "other": Scenario(name="Other", agencies_for={"north": 3}),
}
FULL = Scenario(
    name="It’s “mine” & yours: 24 × 18", note="short", agencies=1_000_000, months=600,
    start=date(2026, 12, 1), users_per_agency=0, ramp_months=7, after="list", charge="prorated",
    offers=("open", "north"), agencies_for={"south": 0, "north": 12},
    readings={"north": "per-month"}, assume={"hosting": Decimal("0.000000001")},
)  # fmt: skip


def command(scenario: Scenario, **options: object) -> list[str]:
    words = reproducing_command(scenario, as_of=DAY, ready=lambda: READY, **options)  # type: ignore[arg-type]  # names are checked at run time
    return shlex.split(words)


def said_again(words: list[str]) -> Scenario:
    """The scenario that the words of a command mean."""
    catalog = read_catalog(CATALOG)
    base = words[2] if not words[2].startswith("-") else ""
    scenario = READY.get(base, Scenario())
    for option, value in itertools.pairwise(words):
        if option == "--set":
            scenario = with_setting(scenario, catalog, value)
    return scenario


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        FULL,
        READY["base"],
        READY["other"],
        replace(READY["base"], months=18, start=date(2027, 1, 1), name="Base"),
        replace(READY["base"], overheads=(replace(TRAINING, price=Decimal("99.5")),)),
        replace(READY["other"], agencies_for={}),
        replace(READY["other"], agencies_for={"north": 3, "south": 4}),
        replace(READY["base"], name="", offers=("north",)),
        *(replace(Scenario(), **{name: getattr(FULL, name)}) for name in Scenario.__slots__),
    ],
    ids=lambda one: "-".join(reproducing_command(one, as_of=DAY, ready=lambda: READY).split()[2:5]),
)
def test_the_settings_say_the_scenario(scenario: Scenario) -> None:
    words = command(scenario)
    assert THIS_FILE not in words
    assert said_again(words) == scenario


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(note="long " * 40),
        Scenario(name="two\nlines"),
        Scenario(name=" blank "),
        Scenario(name="hidden \u202e"),
        Scenario(offers=()),
        Scenario(overheads=(TRAINING,), months=6),
        replace(READY["base"], overheads=(replace(TRAINING, label="Other"),)),
        replace(FULL, agencies_for={f"offer-{number}": number for number in range(40)}),
        Scenario(readings={"a.b": "c"}),
    ],
    ids=str,
)
def test_what_no_setting_says_is_read_from_the_file(scenario: Scenario) -> None:
    found = reproducing_command(scenario, as_of=DAY, ready=dict)
    assert found == "deals shot THIS_FILE --as-of 2026-11-21 -o briefing.svg"


def test_the_options_that_differ_are_named() -> None:
    assert command(Scenario(), size=(160, 45), theme="dark", data="my deals.toml") == [
        "deals", "shot", "--as-of", "2026-11-21", "--size", "160x45", "--theme", "dark",
        "--data", "my deals.toml", "-o", "briefing.svg",
    ]  # fmt: skip


def test_ready_scenarios_are_only_asked_where_they_can_help() -> None:
    def never() -> dict[str, Scenario]:
        raise AssertionError

    assert "--set" in reproducing_command(Scenario(months=6), as_of=DAY, ready=never)


def test_a_word_that_fits_into_no_row_is_left_to_the_picture() -> None:
    """Else the sheet would end before the command does: ten offers at 80 columns."""
    scenario = Scenario(offers=tuple(f"offer-{number}" for number in range(10)))
    assert f"offers={','.join(scenario.offers or ())}" in command(scenario)
    assert command(scenario, size=(80, 24))[:3] == ["deals", "shot", THIS_FILE]
