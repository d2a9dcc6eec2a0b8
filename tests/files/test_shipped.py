"""Everything that comes with the program is right, and each scenario says the same again."""

from pathlib import Path

import pytest

from tui.domain.deals import TOPICS, status_on
from tui.files import places
from tui.files.agencies import read_agencies
from tui.files.catalog import read_catalog
from tui.files.scenarios import parse_scenario, read_scenario, scenario_text


def test_the_catalog_and_the_agencies_have_no_problem() -> None:
    assert read_catalog(places.catalog_path()).offers
    assert read_agencies(places.agencies_path()).agencies


def test_something_is_said_of_every_offer_on_every_topic() -> None:
    """Also where all that can be said is that nothing was published."""
    offers = read_catalog(places.catalog_path()).offers.values()
    silent = {
        f"{offer.id}: {topic}"
        for offer in offers
        for topic in TOPICS
        if topic not in {term.topic for term in offer.terms}
    }
    assert not silent


def test_an_offer_has_not_ended_on_a_day_on_which_it_was_listed_as_current() -> None:
    catalog = read_catalog(places.catalog_path())
    listed = {
        offer.id: status_on(offer, event.date, catalog.as_of)
        for offer in catalog.offers.values()
        for event in offer.events
        if "isted as current" in event.text
    }
    assert len(listed) >= 6
    assert set(listed.values()) <= {"active", "ends soon"}, listed


@pytest.mark.parametrize(
    "path", sorted(places.scenarios_folder().glob("*.toml")), ids=lambda path: str(path.stem)
)
def test_a_ready_scenario_is_right_and_survives_being_saved(path: Path) -> None:
    catalog = read_catalog(places.catalog_path())
    scenario = read_scenario(path, catalog)
    assert scenario.name
    assert scenario.note
    assert parse_scenario(scenario_text(scenario), catalog) == scenario
