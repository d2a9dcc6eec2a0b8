"""Every journey arrives at every size, and its last screen is the one in the goldens."""

import os

import pytest

from tests import goldens
from tests.journeys.replay import Journey, Step, in_cells, journeys, walk
from tui.domain.scenario import Scenario

SIZES = [in_cells(size) for size in os.environ.get("JOURNEY_SIZES", "128x36 80x24").split()]
"""`make journeys` walks at more of them; the first one is that of the goldens."""


@pytest.mark.parametrize("journey", journeys(), ids=lambda journey: journey.says)
async def test_journey(journey: Journey) -> None:
    first, *others = [journey.size] if journey.size else SIZES
    end, screen = await arrived(journey, first)
    goldens.matches(f"journey-{journey.name}.txt", screen)
    for size in others:
        assert (await arrived(journey, size))[0] == end, f"{size}: the same keys, another scenario"


async def arrived(journey: Journey, size: tuple[int, int]) -> tuple[Scenario, str]:
    """Walk, look after each step, and give the scenario and the screen at the end."""
    screens: list[str] = []

    def look(step: Step, screen: str) -> None:
        screens.append(screen)
        seen = " ".join(screen.split())
        for text in journey.shows(step, size):
            words = f"{size}, after {' '.join(step.press)}\n{screen}"
            assert " ".join(text.split()) in seen, words

    return await walk(journey, size, look), screens[-1]


def test_there_are_journeys_enough_and_each_is_a_sentence() -> None:
    found = journeys()
    assert len(found) >= 15
    assert all(journey.says[-1] in ".?" for journey in found)
