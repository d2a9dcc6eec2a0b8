"""The commands: one row each. Help and dispatch are derived from this table."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Command(NamedTuple):
    """A command: where it is, how it is called and what it is for."""

    module: str
    usage: str
    help: str
    examples: tuple[str, ...]
    explains_settings: bool = False
    """Whether its help lists what `--set` can change."""


EXPLORE: Final = Command(
    "tui.commands.explore",
    "deals [SCENARIO] [OPTION…]\n       deals COMMAND … (deals COMMAND --help tells more)",
    "Browse the GSA OneGov AI agreements, ask what if, and see where every number comes from.",
    (
        "deals                                  the explorer, 24 agencies for 18 months",
        "deals --set agencies=120               the explorer with 120 agencies",
        "deals compare --set after=stop         what the agreements alone cost",
        "deals compare mine.toml -o totals.txt  the comparison of your own scenario, in a file",
        "deals terms grok claude                two contracts side by side",
    ),
    explains_settings=True,
)
"""What `deals` does when no command is named."""

COMMANDS: Final[Mapping[str, Command]] = {
    "compare": Command(
        "tui.commands.compare",
        "deals compare [SCENARIO] [OPTION…]",
        "What the offers cost, side by side.",
        (
            "deals compare",
            "deals compare mine.toml --explain",
            "deals compare --set months=36 --set after=list",
            "deals compare --set readings.grok=per-month --format json",
            "deals compare --set start=2026-12-01 -o december.txt",
            "deals compare --fail-above 1k          exit code 1 if an offer costs more than $1,000",
        ),
        explains_settings=True,
    ),
    "terms": Command(
        "tui.commands.terms",
        "deals terms [OFFER…] [OPTION…]",
        "What the contracts say, topic by topic.",
        (
            "deals terms grok",
            "deals terms grok claude                side by side",
            "deals terms --format md -o terms.md    the compared offers, as Markdown",
        ),
    ),
    "check": Command(
        "tui.commands.check",
        "deals check [FILE…] [OPTION…]",
        "Validate catalogues, scenarios and lists of agencies.",
        (
            "deals check                            everything that comes with the program",
            "deals check mine.toml",
            "deals check new-deals.toml",
            "deals check mine.toml --data new-deals.toml",
        ),
    ),
    "where": Command(
        "tui.commands.where",
        "deals where [OPTION…]",
        "The files and folders in use.",
        ("deals where",),
    ),
}
