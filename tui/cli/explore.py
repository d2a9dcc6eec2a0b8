"""`deals [SCENARIO]`: the explorer. The only command that loads a screen."""

import os
import sys

from tui.cli.arguments import read_inputs, scenario_file
from tui.cli.options import Given, command, scenario_argument
from tui.cli.output import RefusalError, absolute, say


@command()
@scenario_argument
def explore_command(given: Given, scenario_name: str | None) -> int:
    notices: list[str] = []
    name = scenario_name or _scenario_of_the_settings()
    inputs = read_inputs(given, name, tell=notices.append)
    if not (has_terminal() or in_browser()):
        raise RefusalError("the explorer needs a terminal (deals compare prints the figures)")
    from tui.app import run as open_explorer

    return open_explorer(
        catalog=inputs.catalog,
        scenario=inputs.scenario,
        as_of=inputs.as_of,
        notice="; ".join(notices),
        scenario_path=inputs.scenario_path,
        catalog_path=absolute(given.data) if given.data else None,
    )


def _scenario_of_the_settings() -> str | None:
    """The scenario that the settings open with, if it can be found; a bad one stops nothing."""
    from tui.files.places import settings_path
    from tui.files.settings import read_settings

    path = settings_path()
    settings, _ = read_settings(path, (), lambda _: "")
    try:
        return str(scenario_file(settings.scenario)) if settings.scenario else None
    except RefusalError as refusal:
        say(f"{path}: scenario: {refusal}; the defaults are used")
        return None


def has_terminal() -> bool:
    """Whether there is a keyboard and a screen; a dumb terminal has none."""
    streams = (sys.stdin, sys.stdout)
    return os.environ.get("TERM") != "dumb" and all(each and each.isatty() for each in streams)


def in_browser() -> bool:
    """Tell whether `deals serve` has started this: the browser is the terminal then."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("tui.web.")
