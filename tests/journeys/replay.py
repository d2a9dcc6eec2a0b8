"""Journeys: what a person presses and must then see, as files that can be replayed.

`python -m tests.journeys.replay courts 80x24` prints the screen after every step.
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tomli

from tests.app.driver import explorer
from tui.domain.scenario import Scenario

FOLDER = Path(__file__).parent
SMALL, FULL = (80, 24), (128, 36)


@dataclass(frozen=True)
class Step:
    press: tuple[str, ...]
    sees: tuple[str, ...]
    """What stands there from 80×24 on; on a smaller screen other panes may be in front."""
    wide: tuple[str, ...]
    """What stands there as well where everything has room."""


@dataclass(frozen=True)
class Journey:
    name: str
    says: str
    """The sentence of the person who sets out."""
    size: tuple[int, int] | None
    """The only size that it is about, if there is one."""
    steps: tuple[Step, ...]

    def shows(self, step: Step, size: tuple[int, int]) -> tuple[str, ...]:
        """What must stand on a screen of that size after the step."""
        if size >= FULL:
            return step.sees + step.wide
        return step.sees if size >= SMALL or size == self.size else ()


def journeys() -> list[Journey]:
    """All journeys, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]


def read(path: Path) -> Journey:
    raw = tomli.loads(path.read_text(encoding="utf-8"))
    steps = tuple(
        Step(tuple(step["press"].split()), tuple(step["sees"]), tuple(step.get("wide", ())))
        for step in raw["step"]
    )
    return Journey(path.stem, raw["says"], in_cells(raw["size"]) if "size" in raw else None, steps)


def in_cells(size: str) -> tuple[int, int]:
    width, height = size.split("x")
    return int(width), int(height)


async def walk(
    journey: Journey, size: tuple[int, int], look: Callable[[Step, str], None]
) -> Scenario:
    """Press the keys of each step, let somebody look at the screen then, and give the end."""
    async with explorer(size) as person:
        for step in journey.steps:
            await person.press(*step.press)
            look(step, person.screen)
        return person.scenario


async def show(name: str, size: str = "128x36") -> None:
    journey = read(FOLDER / f"{name}.toml")
    print(journey.says)
    at = journey.size or in_cells(size)
    await walk(journey, at, lambda step, screen: print(f"\n> {' '.join(step.press)}\n{screen}"))


if __name__ == "__main__":
    asyncio.run(show(*sys.argv[1:3]))
