"""`deals [SCENARIO]`: the explorer. The only command that loads a screen."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import SCENARIO_HELP, today
from tui.cli.output import RefusalError, say

if TYPE_CHECKING:
    from tui.app.opening import Opening


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the explorer."""
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO_HELP)


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer on the given catalog and scenario."""
    opening = _opening(arguments)
    with opening.shown():
        from tui.cli.inputs import read_inputs

        notices: list[str] = []
        name = arguments.scenario or _scenario_of_the_settings()
        inputs = read_inputs(arguments, name, tell=notices.append)
        if not (has_terminal() or in_browser()):
            raise RefusalError("the explorer needs a terminal (deals compare prints the figures)")
        from tui.app import run as open_explorer

        return open_explorer(
            catalog=inputs.catalog,
            scenario=inputs.scenario,
            as_of=inputs.as_of,
            opening=opening,
            notice="; ".join(notices),
            scenario_path=inputs.scenario_path,
            catalog_path=Path(arguments.data).absolute() if arguments.data else None,
        )


def _opening(arguments: argparse.Namespace) -> "Opening":
    """What the first picture is made from: the options, the day, and every file that is read."""
    from tui.app.opening import Opening
    from tui.files import places

    name, settings = arguments.scenario, places.settings_path()
    files = [Path(arguments.data) if arguments.data else places.catalog_path(), settings]
    if name:
        ready = (places.user_scenarios_folder(), places.scenarios_folder())
        files += [Path(name), *(folder / f"{name}.toml" for folder in ready)]
    state = [repr(sorted(vars(arguments).items())), str(arguments.as_of or today())]
    is_known = name or not _may_name_a_scenario(settings)
    return Opening(state, files, places.state_folder() if is_known else None)


def _may_name_a_scenario(settings: Path) -> bool:
    """Tell whether settings may open with a scenario; which one takes reading them."""
    try:
        rows = settings.read_bytes().splitlines()
    except OSError:
        return False
    return any(b"scenario" in row.split(b"#")[0] for row in rows)


def _scenario_of_the_settings() -> str | None:
    """The scenario that the settings open with, if it can be found; a bad one stops nothing."""
    from tui.cli.inputs import scenario_file
    from tui.files.places import settings_path
    from tui.files.settings import read_settings

    path = settings_path()
    if not path.exists():
        return None
    settings, _ = read_settings(path, (), lambda _: "")
    try:
        return str(scenario_file(settings.scenario)) if settings.scenario else None
    except RefusalError as refusal:
        say(f"{path}: scenario: {refusal}; the defaults are used")
        return None


def has_terminal() -> bool:
    """Tell whether somebody is there to see the screen and to type."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def in_browser() -> bool:
    """Tell whether `deals serve` has started this: the browser is the terminal then."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("tui.web.")
