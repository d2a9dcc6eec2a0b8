"""A scenario is read, changed by `--set`, saved and read again."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.texts import SCENARIO, catalog
from tui.domain.deals import Catalog, Per, Unit
from tui.domain.scenario import After, Charge, Overhead, Scenario
from tui.files import places
from tui.files.library import save
from tui.files.scenarios import (
    parse_scenario,
    read_scenario,
    with_setting,
)
from tui.files.toml import ProblemsError
from tui.files.writing import scenario_text

AUTUMN = Scenario(
    name="Autumn",
    agencies=30,
    months=24,
    start=date(2026, 12, 1),
    users_per_agency=500,
    after="list",
    agencies_for={"llama": 10},
    readings={"grok": "per-month"},
    assume={"hosting": Decimal("40179.20")},
    overheads=(Overhead("training", "Training", "user", "once", Decimal(250), ("llama",)),),
)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog(tmp_path_factory.mktemp("facts"))


def test_a_scenario_is_what_its_file_says(facts: Catalog) -> None:
    """Its offers are those that the catalog compares anyway, so it is silent about them."""
    assert parse_scenario(SCENARIO, facts) == AUTUMN


def test_a_scenario_that_says_nothing_is_the_default(facts: Catalog) -> None:
    assert parse_scenario("schema = 1", facts) == Scenario()
    assert scenario_text(Scenario()) == "schema = 1\n"


def test_choices_that_the_catalog_makes_anyway_are_left_out(facts: Catalog) -> None:
    text = 'schema = 1\noffers = ["grok", "llama"]\nreadings = { grok = "per-term" }'
    assert parse_scenario(text, facts) == Scenario()


def test_no_offers_at_all_may_be_compared(facts: Catalog) -> None:
    assert parse_scenario("schema = 1\noffers = []", facts).offers == ()


def test_the_text_holds_only_what_differs_in_the_order_of_the_fields() -> None:
    scenario = replace(AUTUMN, note='Two lines,\nwith "quotes" and \\.', offers=("claude", "grok"))
    assert scenario_text(scenario) == (
        'schema = 1\nname = "Autumn"\n'
        'note = """\nTwo lines,\nwith \\"quotes\\" and \\\\."""\n'
        "agencies = 30\nmonths = 24\nstart = 2026-12-01\nusers_per_agency = 500\n"
        'after = "list"\noffers = ["claude", "grok"]\n'
        "\n[agencies_for]\nllama = 10\n"
        '\n[readings]\ngrok = "per-month"\n'
        "\n[assume]\nhosting = 40179.20\n"
        '\n[[overhead]]\nid = "training"\nlabel = "Training"\nunit = "user"\nper = "once"\n'
        'price = 250\noffers = ["llama"]\n'
    )


def test_the_same_scenario_gives_the_same_bytes_however_it_came_about() -> None:
    first = Scenario(agencies_for={"a": 1, "b": 2}, assume={"x": Decimal("8.00")})
    second = Scenario(agencies_for={"b": 2, "a": 1}, assume={"x": Decimal("8")})
    assert first == second
    assert scenario_text(first) == scenario_text(second)


def test_control_characters_are_not_written(facts: Catalog) -> None:
    text = scenario_text(Scenario(name="red \x1b[31m\r and\u202e \udcff\uffff back"))
    assert parse_scenario(text, facts).name == "red [31m and  back"


def test_of_ten_thousand_chosen_readings_the_defaults_are_left_out(facts: Catalog) -> None:
    """At once: as a loop in a loop, this test took ten seconds."""
    grok = facts.offers["grok"]
    offers = {f"offer-{n}": replace(grok, id=f"offer-{n}") for n in range(10_000)}
    chosen = {name: grok.readings[n % 2].id for n, name in enumerate(offers)}
    text = scenario_text(Scenario(readings=chosen))
    scenario = parse_scenario(text, replace(facts, offers=offers))
    kept = {name: one for name, one in chosen.items() if one != grok.default_reading.id}
    assert scenario.readings == kept
    assert len(kept) == 5_000


def test_a_saved_scenario_is_read_back(tmp_path: Path, facts: Catalog) -> None:
    path = tmp_path / "autumn.toml"
    save(AUTUMN, path)
    before = path.read_bytes()
    assert read_scenario(path, facts) == AUTUMN
    save(read_scenario(path, facts), path)
    assert path.read_bytes() == before


def test_saving_makes_the_users_scenario_folder_and_no_other(tmp_path: Path) -> None:
    mine = places.user_scenarios_folder() / "autumn.toml"
    save(AUTUMN, mine)
    assert mine.is_file()
    with pytest.raises(OSError, match="cannot write the file"):
        save(AUTUMN, tmp_path / "no such folder" / "autumn.toml")
    assert not (tmp_path / "no such folder").exists()


@pytest.mark.parametrize(
    ("setting", "changed"),
    [
        ("agencies=120", {"agencies": 120}),
        ("agencies=1k", {"agencies": 1000}),
        (" agencies = 1,000 ", {"agencies": 1000}),
        ("after=stop", {"after": "stop"}),
        ("after=repeat", {"after": "repeat"}),
        ("start=2027-01-01", {"start": date(2027, 1, 1)}),
        ("start=2027-01", {"start": date(2027, 1, 1)}),
        ("start=", {"start": None}),
        ("name=A=B", {"name": "A=B"}),
        ("name=", {"name": ""}),
        ("offers=grok,claude", {"offers": ("grok", "claude")}),
        ("offers=claude, grok", {"offers": ("claude", "grok")}),
        ("offers=grok,llama", {"offers": None}),
        ("offers=", {"offers": None}),
        ("readings.grok=per-term", {"readings": {}}),
        ("readings.grok=", {"readings": {}}),
        ("assume.hosting=40000", {"assume": {"hosting": Decimal(40000)}}),
        ("assume.hosting=$2.5k", {"assume": {"hosting": Decimal(2500)}}),
        ("assume.hosting=", {"assume": {}}),
        ("agencies_for.claude=10", {"agencies_for": {"llama": 10, "claude": 10}}),
        ("agencies_for.llama=", {"agencies_for": {}}),
    ],
)
def test_a_setting_changes_one_thing(
    setting: str, changed: dict[str, object], facts: Catalog
) -> None:
    expected = Scenario(**{**_fields(AUTUMN), **changed})  # type: ignore[arg-type]  # a table
    assert with_setting(AUTUMN, facts, setting) == expected


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 11, 25), date(2026, 12, 1)), (date(2026, 12, 1), date(2027, 1, 1)),
     (date(2026, 12, 31), date(2027, 1, 1)), (date(2028, 1, 31), date(2028, 2, 1))],
)  # fmt: skip
def test_next_is_kept_as_the_first_of_the_month_after_the_day(
    day: date, month: date, facts: Catalog
) -> None:
    changed = with_setting(AUTUMN, facts, "start=next", day)
    assert changed.start == month
    assert f"start = {month}" in scenario_text(changed)


def _fields(scenario: Scenario) -> dict[str, object]:
    return {name: getattr(scenario, name) for name in Scenario.__dataclass_fields__}


@pytest.mark.parametrize(
    ("setting", "overhead"),
    [
        ("price=0.5", Overhead("training", "Training", "user", "once", Decimal("0.5"), ("llama",))),
        ("offers=", Overhead("training", "Training", "user", "once", Decimal(250))),
        ("per=year", Overhead("training", "Training", "user", "year", Decimal(250), ("llama",))),
    ],
)
def test_a_setting_changes_one_field_of_an_overhead(
    setting: str, overhead: Overhead, facts: Catalog
) -> None:
    assert with_setting(AUTUMN, facts, f"overhead.training.{setting}").overheads == (overhead,)


def test_a_setting_leaves_the_scenario_it_came_from_alone(facts: Catalog) -> None:
    before = scenario_text(AUTUMN)
    with_setting(AUTUMN, facts, "agencies_for.claude=10")
    with_setting(AUTUMN, facts, "overhead.training.price=1")
    assert scenario_text(AUTUMN) == before


UNITS: tuple[Unit, ...] = ("agency", "user", "flat")
PERS: tuple[Per, ...] = ("term", "year", "month", "once")
AFTERS: tuple[After, ...] = ("repeat", "list", "stop")
CHARGES: tuple[Charge, ...] = ("started", "prorated")
ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf")) | st.sampled_from("\n\t\"\\'#")
)
labels = words.filter(lambda text: bool(text.strip()))
money = st.decimals(0, 10**9, places=9) | st.decimals(0, 10**6, places=2) | st.just(Decimal("1E+3"))
some_offers = st.lists(st.sampled_from(["grok", "llama", "claude"]), unique=True).map(tuple)
overheads = st.lists(
    st.builds(
        Overhead, ids, labels, st.sampled_from(UNITS), st.sampled_from(PERS), money,
        st.none() | some_offers,
    ),
    max_size=3, unique_by=lambda overhead: overhead.id,
).map(tuple)  # fmt: skip
scenarios = st.builds(
    Scenario,
    name=words,
    note=words,
    agencies=st.integers(0, 10**6),
    months=st.integers(1, 600),
    start=st.none()
    | st.dates(date(1990, 1, 1), date(2199, 12, 31)).map(lambda d: d.replace(day=1)),
    users_per_agency=st.integers(0, 10**6),
    ramp_months=st.integers(0, 600),
    after=st.sampled_from(AFTERS),
    charge=st.sampled_from(CHARGES),
    offers=st.none() | some_offers.filter(lambda chosen: chosen != ("grok", "llama")),
    agencies_for=st.dictionaries(st.sampled_from(["grok", "claude"]), st.integers(0, 10**6)),
    readings=st.sampled_from([{}, {"grok": "per-month"}]),
    assume=st.dictionaries(st.just("hosting"), money),
    overheads=overheads,
)


@given(scenarios)
def test_any_scenario_is_read_back_as_it_was_and_written_as_before(
    facts: Catalog, scenario: Scenario
) -> None:
    text = scenario_text(scenario)
    again = parse_scenario(text, facts)
    assert again == scenario
    assert scenario_text(again) == text


@given(st.text(max_size=40))
def test_whatever_is_typed_after_set_gives_a_scenario_or_a_problem(
    facts: Catalog, setting: str
) -> None:
    for key in ("", "agencies=", "assume.hosting=", "start=", "name=", "overhead.training.price="):
        with suppress(ProblemsError):
            assert scenario_text(with_setting(AUTUMN, facts, key + setting))
