"""Every journey arrives, and its last screen is the one in the goldens."""

import pytest

from tests import goldens
from tests.journeys.replay import Journey, Step, journeys, walk


@pytest.mark.parametrize("journey", journeys(), ids=lambda journey: journey.says)
async def test_journey(journey: Journey) -> None:
    screens: list[str] = []

    def look(step: Step, screen: str) -> None:
        screens.append(screen)
        seen = " ".join(screen.split())
        for text in step.sees:
            assert " ".join(text.split()) in seen, f"after {' '.join(step.press)}\n{screen}"

    await walk(journey, look)
    goldens.matches(f"journey-{journey.name}.txt", screens[-1])


def test_there_are_journeys_enough_and_each_is_a_sentence() -> None:
    found = journeys()
    assert len(found) >= 15
    assert all(journey.says[-1] in ".?" for journey in found)
