"""Saves in a loop, is killed at any moment, and looks at what is there: `python -m` runs it.

It forks its victims, so that a kill costs milliseconds; what it counts is printed as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tui.domain.comparison import compare
from tui.domain.scenario import Scenario
from tui.files import library
from tui.files.atomic import write_atomically, write_folder
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path, settings_path, user_scenarios_folder
from tui.files.scenarios import read_scenario
from tui.files.session import Session, load_session, save_session
from tui.files.settings import read_settings, settings_text

DAY = date(2026, 11, 21)
Work = tuple[Callable[[int], None], Callable[[], Any], Path]
"""Writes one of two states, reads the one that is there, and where temporaries would lie."""


def scenario_of(number: int) -> Scenario:
    """One of two scenarios, long enough to be half written."""
    return Scenario(name=f"state {number % 2}", note=f"{number % 2}" * 8_000, months=12)


def saving_scenarios(folder: Path) -> Work:
    catalog = read_catalog(catalog_path())
    mine = user_scenarios_folder() / "mine.toml"
    mine.parent.mkdir(parents=True, exist_ok=True)
    library.save(scenario_of(0), mine)

    def save(number: int) -> None:
        library.save(scenario_of(number), mine, overwrite=True)

    def read() -> int:
        scenario = read_scenario(mine, catalog)
        return [scenario_of(0), scenario_of(1)].index(scenario)

    del folder
    return save, read, mine.parent


def saving_sessions(folder: Path) -> Work:
    catalog = read_catalog(catalog_path())
    path = folder / "session.toml"

    def session(number: int) -> Session:
        scenario = scenario_of(number)
        past = tuple((scenario, Scenario(months=month)) for month in range(1, 20))
        return Session(scenario, past=past)

    def read() -> int:
        found = load_session(path, catalog)
        assert found is not None
        return [session(0), session(1)].index(found)

    save_session(session(0), path)
    return lambda number: save_session(session(number), path), read, folder


def writing_settings(folder: Path) -> Work:
    del folder
    from tui.app.keys import bindable, wrong_key

    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(number: int) -> None:
        path.unlink(missing_ok=True)
        write_atomically(path, settings_text(bindable()) + f"# {number}\n")

    def read() -> int:
        if path.exists():
            assert path.read_text(encoding="utf-8").rpartition("\n# ")[2].strip().isdigit()
        return len(read_settings(path, bindable(), wrong_key)[1])

    return write, read, path.parent


def drawing_pictures(folder: Path) -> Work:
    from tui.export.provenance import labels, opened
    from tui.picture.canvas import Canvas
    from tui.picture.grid import Style
    from tui.picture.picture_formats import Sheet, drawn

    catalog = read_catalog(catalog_path())
    path = folder / "shot.svg"
    grid = Canvas(80, 24, Style("#000000", "#ffffff")).grid()
    comparisons = [compare(catalog, scenario_of(number), DAY) for number in (0, 1)]
    pictures = [
        drawn(Sheet((grid,), labels(one, catalog_path(), view="briefing", size="80x24",
                                    theme="paper"), one), "svg", scale=1)
        for one in comparisons
    ]  # fmt: skip
    write_atomically(path, pictures[0])

    def read() -> int:
        assert opened(path, catalog) in (scenario_of(0), scenario_of(1))
        return pictures.index(path.read_bytes())

    return lambda number: write_atomically(path, pictures[number % 2]), read, folder


def writing_briefings(folder: Path) -> Work:
    target = folder / "briefing"
    names = ["a.txt", "b.txt", "c.txt", "index.md"]

    def write(number: int) -> None:
        write_folder(target, [(name, lambda: f"{number}" * 20_000) for name in names])

    def read() -> int:
        found = {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()}
        for text in found.values():
            assert len(text) % 20_000 == 0
            assert text == text[: len(text) // 20_000] * 20_000
        if "index.md" in found:
            assert sorted(found) == names
            assert len(set(found.values())) == 1
        return len(found)

    write(0)
    return write, read, folder


WORK: dict[str, Callable[[Path], Work]] = {
    "scenario": saving_scenarios,
    "session": saving_sessions,
    "settings": writing_settings,
    "picture": drawing_pictures,
    "briefing": writing_briefings,
}


def main(what: str, rounds: int, folder: Path) -> None:
    """Kill so many victims, and tell what was found."""
    folder.mkdir(parents=True, exist_ok=True)
    save, read, place = WORK[what](folder)
    save(1)  # whatever is loaded late is loaded now
    save(0)
    chance = random.Random(2026)
    found: dict[str, int] = {}
    left = 0
    for number in range(rounds):
        victim = os.fork()
        if victim == 0:
            step = number
            while True:
                save(step)
                step += 1
        time.sleep(chance.uniform(0.001, 0.02))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        state = str(read())
        found[state] = found.get(state, 0) + 1
        left = max(left, len(_temporaries(place)))
    for path in _temporaries(place):
        old = time.time() - 7200
        os.utime(path, (old, old))
    save(1)
    save(0)
    after = [path.name for path in _temporaries(place)]
    print(json.dumps({"kills": rounds, "states": found, "most left": left, "after": after}))


def _temporaries(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(".tmp")]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
