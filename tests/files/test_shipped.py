"""Everything that comes with the program is right, and each scenario says the same again."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tui.domain.deals import TOPICS, Catalog, status_on
from tui.files import places
from tui.files.agencies import read_agencies
from tui.files.catalog import read_catalog
from tui.files.scenarios import parse_scenario, read_scenario
from tui.files.writing import scenario_text


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(places.catalog_path())


def test_the_catalog_and_the_agencies_have_no_problem() -> None:
    assert read_catalog(places.catalog_path()).offers
    assert read_agencies(places.agencies_path()).by_id


def test_an_agreement_runs_as_many_months_as_its_dates_say(catalog: Catalog) -> None:
    assert {offer.id: offer.term for offer in catalog.offers.values()} == {
        "grok": 18, "chatgpt": 14, "chatgpt-gov": 27, "claude": 15, "claude-gov": None,
        "llama": None, "gemini": 15, "perplexity": 17, "copilot": 12, "aws": 41, "box": 13,
    }  # fmt: skip


def test_every_offer_answers_every_question_in_a_few_words(catalog: Catalog) -> None:
    asked = [question.id for question in catalog.questions]
    assert asked == [
        "courts", "congress", "states", "fedramp", "training-data",
        "models", "order", "ends", "renewal", "besides",
    ]  # fmt: skip
    for offer in catalog.offers.values():
        assert [answer.question for answer in offer.answers] == asked, offer.id
        assert all(len(answer.text) <= 44 for answer in offer.answers), offer.id


def test_the_short_answer_names_the_last_day_of_the_agreement(catalog: Catalog) -> None:
    said = {
        offer.id: answer.text
        for offer in catalog.offers.values()
        for answer in offer.answers
        if answer.question == "ends" and offer.ends
    }
    assert len(said) == 8
    assert said == {offer: str(catalog.offers[offer].ends) for offer in said}


def test_a_default_that_names_a_price_never_rests_on_weak_sources_alone(catalog: Catalog) -> None:
    for offer in catalog.offers.values():
        reading = offer.default_reading
        if any(line.price for line in reading.lines):
            assert not catalog.rests_on_weak_alone(reading.sources), offer.id


def test_every_source_says_when_it_was_read(catalog: Catalog) -> None:
    assert {source.read for source in catalog.sources.values()} <= {
        date(2026, 10, 8), catalog.as_of,
    }  # fmt: skip


def test_a_suggested_month_of_hosting_is_730_of_its_hours(catalog: Catalog) -> None:
    hourly = {
        suggestion.value: Decimal(found[1])
        for suggestion in catalog.assumptions["hosting"].suggestions
        if (found := re.search(r"([0-9.]+) an hour × 730", suggestion.label))
    }
    assert len(hourly) == 9
    assert all(month == round(hour * 730, 2) for month, hour in hourly.items())


def test_something_is_said_of_every_offer_on_every_topic(catalog: Catalog) -> None:
    """Also where all that can be said is that nothing was published."""
    offers = catalog.offers.values()
    silent = {
        f"{offer.id}: {topic}"
        for offer in offers
        for topic in TOPICS
        if topic not in {term.topic for term in offer.terms}
    }
    assert not silent


def test_an_offer_has_not_ended_on_a_day_on_which_it_was_listed_as_current(
    catalog: Catalog,
) -> None:
    listed = {
        offer.id: status_on(catalog, offer, event.date)
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
