"""Journeys: what a person presses and must then see, as files that can be replayed.

`python -m tests.journeys.replay courts` prints the screen after every step.
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tomli

from tests.app.driver import explorer

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Step:
    press: tuple[str, ...]
    sees: tuple[str, ...]


@dataclass(frozen=True)
class Journey:
    name: str
    says: str
    """The sentence of the person who sets out."""
    size: tuple[int, int]
    steps: tuple[Step, ...]


def journeys() -> list[Journey]:
    """All journeys, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]


def read(path: Path) -> Journey:
    raw = tomli.loads(path.read_text(encoding="utf-8"))
    width, height = raw.get("size", "128x36").split("x")
    steps = tuple(Step(tuple(step["press"].split()), tuple(step["sees"])) for step in raw["step"])
    return Journey(path.stem, raw["says"], (int(width), int(height)), steps)


async def walk(journey: Journey, look: Callable[[Step, str], None]) -> None:
    """Press the keys of each step, and let somebody look at the screen then."""
    async with explorer(journey.size) as person:
        for step in journey.steps:
            await person.press(*step.press)
            look(step, person.screen)


async def show(name: str) -> None:
    journey = read(FOLDER / f"{name}.toml")
    print(journey.says)
    await walk(journey, lambda step, screen: print(f"\n> {' '.join(step.press)}\n{screen}"))


if __name__ == "__main__":
    asyncio.run(show(sys.argv[1]))
