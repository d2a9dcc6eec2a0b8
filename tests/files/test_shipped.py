"""Everything that comes with the program is right, and each scenario says the same again."""

from pathlib import Path

import pytest

from tui.files import places
from tui.files.agencies import read_agencies
from tui.files.catalogue import read_catalogue
from tui.files.scenarios import parse_scenario, read_scenario, scenario_text


def test_the_catalogue_and_the_agencies_have_no_problem() -> None:
    assert read_catalogue(places.catalogue_path()).offers
    assert read_agencies(places.agencies_path()).agencies


@pytest.mark.parametrize(
    "path", sorted(places.scenarios_folder().glob("*.toml")), ids=lambda path: str(path.stem)
)
def test_a_ready_scenario_is_right_and_survives_being_saved(path: Path) -> None:
    catalogue = read_catalogue(places.catalogue_path())
    scenario = read_scenario(path, catalogue)
    assert scenario.name
    assert scenario.note
    assert parse_scenario(scenario_text(scenario), catalogue) == scenario
