"""Every input of a scenario reaches everything that shows or takes inputs.

Each field is set to a value that is not its default. What has to appear is written down here once
for each field; a field of `Scenario` without a row fails, so that a new one is not left out.
"""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.app.driver import DATA, TODAY, Person, explorer, real_catalog
from tui.app.fields import groups
from tui.cli.file_schema import file_schema
from tui.domain.analysis.diff import differences
from tui.domain.comparison import Case, compare
from tui.domain.inputs import change_words
from tui.domain.scenario import Overhead, Scenario
from tui.export.json_report import SCENARIO
from tui.export.xlsx import comparison_workbook
from tui.files.scenarios import parse_scenario, with_setting
from tui.files.writing import scenario_text
from tui.picture.command_line import opening_command, reproducing_command
from tui.picture.grid import text
from tui.picture.sheet import briefing_sheet
from tui.views.comparison_text import comparison_text


@dataclass(frozen=True)
class Sample:
    """A value that is not the default, and how it is written and said."""

    value: Any
    setting: str
    """`KEY=VALUE`; empty where no command line says it."""
    words: str
    """What a reader sees of it."""
    form: str = ""
    """The key of its field in the form; empty: it is chosen elsewhere."""


TRAINING = Overhead("training", "Training", "user", "once", Decimal("251.50"))
SAMPLES: Mapping[str, Sample] = {
    "name": Sample("Seventeen", "name=Seventeen", "Seventeen"),
    "note": Sample("by hand", "note=by hand", "by hand"),
    "agencies": Sample(117, "agencies=117", "117", "agencies"),
    "months": Sample(17, "months=17", "17", "months"),
    "start": Sample(date(2026, 12, 1), "start=2026-12-01", "2026-12", "start"),
    "users_per_agency": Sample(1234, "users_per_agency=1234", "1,234", "users_per_agency"),
    "ramp_months": Sample(7, "ramp_months=7", "7", "ramp_months"),
    "after": Sample("list", "after=list", "list", "after"),
    "charge": Sample("prorated", "charge=prorated", "amortized", "charge"),
    "offers": Sample(("gemini", "box"), "offers=gemini,box", "Gemini"),
    "after_for": Sample({"grok": "list"}, "after_for.grok=list", "Grok: then the list price",
                        "after_for.grok"),
    "agencies_for": Sample({"grok": 113}, "agencies_for.grok=113", "113", "agencies_for.grok"),
    "readings": Sample({"grok": "per-month"}, "readings.grok=per-month", "per-month"),
    "assume": Sample({"hosting": Decimal("41.75")}, "assume.hosting=41.75", "41.75",
                     "assume.hosting"),
    "overheads": Sample((TRAINING,), "", "251.50", "overhead.training.price"),
}  # fmt: skip

NAMES = tuple(SAMPLES)
NOT_COMPARED = ("name", "note")
"""They say what a scenario is called, and change no figure."""


def sampled(name: str) -> Scenario:
    """A scenario in which one field, and what makes it count, is not at its default."""
    return replace(Scenario(), **{name: SAMPLES[name].value})


def test_every_field_has_a_sample() -> None:
    assert set(SAMPLES) == {field.name for field in fields(Scenario)}
    assert all(sampled(name) != Scenario() for name in NAMES)
    assert all(sample.words for sample in SAMPLES.values())
    elsewhere = {name for name in NAMES if not SAMPLES[name].form}
    assert elsewhere == {"name", "note", "offers", "readings"}  # w, the picker, space, r
    unsayable = {name for name in NAMES if not SAMPLES[name].setting}
    assert unsayable == {"overheads"}  # of one that is there, its fields can be set


@pytest.mark.parametrize("name", [name for name in NAMES if SAMPLES[name].setting])
def test_set(name: str) -> None:
    assert with_setting(Scenario(), real_catalog(), SAMPLES[name].setting) == sampled(name)


@pytest.mark.parametrize("name", NAMES)
def test_its_file_says_it_and_is_read_again(name: str) -> None:
    written = scenario_text(sampled(name))
    assert parse_scenario(written, real_catalog()) == sampled(name)
    assert written != scenario_text(Scenario())


@pytest.mark.parametrize("name", NAMES)
def test_schema_and_json_name_it(name: str) -> None:
    in_file = "overhead" if name == "overheads" else name
    assert in_file in file_schema("scenario")["properties"]
    catalog = real_catalog()
    changed, plain = (
        SCENARIO.write(Case(catalog, scenario, TODAY)) for scenario in (sampled(name), Scenario())
    )
    assert {key for key in plain if changed[key] != plain[key]} == {in_file}


@pytest.mark.parametrize("name", [name for name in NAMES if SAMPLES[name].form])
def test_the_form_shows_it_as_changed(name: str) -> None:
    comparison = compare(real_catalog(), sampled(name), TODAY)
    shown = {field.key: field for group in groups(comparison) for field in group.fields}
    assert shown[SAMPLES[name].form].changed
    assert [key for key, field in shown.items() if field.changed] == [SAMPLES[name].form]


def report_and_picture(scenario: Scenario) -> tuple[str, str]:
    comparison = compare(real_catalog(), scenario, TODAY)
    sheet = briefing_sheet(comparison, DATA / "deals.toml", size=(200, 80))
    return comparison_text(comparison), text(sheet.pages[0])


def test_report_and_picture_say_each() -> None:
    plain = report_and_picture(Scenario())
    for name in NAMES:
        for said, before in zip(report_and_picture(sampled(name)), plain, strict=True):
            assert said != before, name
            assert SAMPLES[name].words in said, name


@pytest.mark.parametrize("name", [name for name in NAMES if SAMPLES[name].setting])
def test_printed_and_copied_commands_say_it(name: str) -> None:
    setting = SAMPLES[name].setting.replace("by hand", "'by hand'")
    quoted = f"'{SAMPLES[name].setting}'" if " " in setting else setting
    assert f"--set {quoted}" in opening_command(sampled(name), as_of=TODAY)
    sheet = briefing_sheet(compare(real_catalog(), sampled(name), TODAY), DATA / "deals.toml")
    assert f"--set {quoted}" in " ".join("".join(map(text, sheet.pages)).split())


PARTS = {
    "label": "Way in",
    "unit": "agency",
    "per": "year",
    "price": "300.75",
    "offers": "grok,box",
}
"""Another value for each part of an overhead, as it is typed."""
WITH_TRAINING = Scenario(overheads=(TRAINING,))


def part_changed(part: str) -> Scenario:
    return with_setting(WITH_TRAINING, real_catalog(), f"overhead.training.{part}={PARTS[part]}")


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_an_overhead_is_set_and_said_by_commands(part: str) -> None:
    assert {"id", *PARTS} == {field.name for field in fields(Overhead)}
    changed = part_changed(part)
    assert {name for name in PARTS if getattr(changed.overheads[0], name) != getattr(
        TRAINING, name)} == {part}  # fmt: skip
    setting = f"overhead.training.{part}={PARTS[part]}"
    copied = opening_command(changed, as_of=TODAY, saved=("mine.toml", WITH_TRAINING))
    printed = reproducing_command(changed, as_of=TODAY, ready=lambda: {"mine": WITH_TRAINING})
    for command in (copied, printed):
        words = shlex.split(command)
        assert words[words.index("--set") + 1] == setting
        assert words.count("--set") == 1


async def copied_with_y(person: Person) -> list[str]:
    """The words that `y` sends where the command is chosen, the third of its list."""
    await person.press("y", "j", "j", "enter")
    words = shlex.split(person.app.clipboard)
    assert words[0] == "deals"
    return words


async def test_y_copies_every_input_by_its_key() -> None:
    said = {name: SAMPLES[name].value for name in NAMES if SAMPLES[name].setting}
    async with explorer(scenario=replace(Scenario(), **said)) as person:
        words = await copied_with_y(person)
    settings = {words[at + 1] for at, word in enumerate(words) if word == "--set"}
    assert settings == {SAMPLES[name].setting for name in said}


async def test_y_copies_the_price_of_an_overhead_that_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(scenario_text(WITH_TRAINING), encoding="utf-8")
    async with explorer(scenario=WITH_TRAINING, path=path) as person:
        person.explorer.show_field("overhead.training.price")
        await person.types("300.75")
        await person.press("enter")
        assert person.scenario == part_changed("price")
        words = await copied_with_y(person)
    assert words[1:4] == [str(path), "--set", "overhead.training.price=300.75"]


def workbook_cells(scenario: Scenario) -> set[bytes]:
    """Formulas, numbers and texts as they are stored: opening a workbook takes longer."""
    made = comparison_workbook(compare(real_catalog(), scenario, TODAY))
    with ZipFile(BytesIO(made)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "/sheet" in name)
        texts = parts.read("xl/sharedStrings.xml")
    return {*re.findall(rb"<[fv]>(.+?)</", sheets), *re.findall(rb"<t.*?>(.+?)</", texts)}


def test_the_workbook_holds_each() -> None:
    plain = workbook_cells(Scenario())
    assert [name for name in NAMES if workbook_cells(sampled(name)) == plain] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_COMPARED])
def test_a_diff_names_it(name: str) -> None:
    found = differences(Scenario(), sampled(name), real_catalog(), TODAY)
    assert [change.key.split(".")[0] for change in found.changes] == [
        "overhead" if name == "overheads" else name
    ]


@pytest.mark.parametrize("name", NAMES)
def test_undo_names_it(name: str) -> None:
    assert change_words(Scenario(), sampled(name)) != "nothing"
