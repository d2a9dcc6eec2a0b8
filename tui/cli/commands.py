"""The commands by name: where each is and what it is for, so that help need not import them."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Row(NamedTuple):
    """A command `name` is the function `name_command` of a module of this room."""

    module: str
    help: str


COMMANDS: Final[Mapping[str, Row]] = {
    "compare": Row("compare", "What the offers cost, side by side."),
    "breakeven": Row("questions", "Where one offer becomes cheaper than another."),
    "goal": Row("questions", "What a budget buys, or the highest price that fits it."),
    "sensitivity": Row("questions", "Each input alone from low to high, the largest swing first."),
    "sweep": Row("questions", "One-way and two-way tables of the totals."),
    "diff": Row("questions", "How two scenarios differ, and what that does to every total."),
    "terms": Row("terms", "What the contracts say, topic by topic."),
    "shot": Row("shot", "A picture of the comparison, for a slide or a page."),
    "brief": Row("brief", "A folder with everything for a briefing, from one run."),
    "check": Row("check", "Validate catalogs, scenarios and lists of agencies."),
    "schema": Row("schema", "JSON Schemas of files and reports, for editors and scripts."),
    "serve": Row("serve", "The explorer in a browser on this machine."),
    "settings": Row("settings_file", "The settings in use, and problems in their file."),
    "where": Row("settings_file", "The files and folders in use."),
}
EXPLORE: Final = Row("explore", "The explorer: what `deals` does where no command is named.")
