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
    "tui.cli.explore",
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
        "tui.cli.compare",
        "deals compare [SCENARIO] [OPTION…]",
        "What the offers cost, side by side.",
        (
            "deals compare",
            "deals compare mine.toml --explain",
            "deals compare --set months=36 --set after=list",
            "deals compare --set readings.grok=per-month --format json",
            "deals compare --set start=2026-12-01 -o december.txt",
            "deals compare cfo-act -o estimate.xlsx     a workbook with live formulas",
            "deals compare --format csv | head      every charge, in FOCUS 1.2 column names",
            "deals compare --fail-above 1k          exit code 1 if an offer costs more than $1,000",
        ),
        explains_settings=True,
    ),
    "breakeven": Command(
        "tui.cli.breakeven",
        "deals breakeven A B --over INPUT [--to N] [SCENARIO] [OPTION…]",
        "Where the cheaper one of two offers changes.",
        (
            "deals breakeven grok claude --over months",
            "deals breakeven grok llama --over agencies --set assume.hosting=40k",
            "deals breakeven claude llama --over users_per_agency --to 5k veterans-affairs",
        ),
        explains_settings=True,
    ),
    "goal": Command(
        "tui.cli.goal",
        "deals goal OFFER --budget X --solve WHAT [SCENARIO] [OPTION…]",
        "What a budget buys, or the highest price that fits it.",
        (
            "deals goal grok --budget 100 --solve agencies",
            "deals goal claude --budget $1k --solve months",
            "deals goal llama --budget 1m --solve assume.hosting",
            "deals goal claude --budget 2m --solve overhead.training licence-is-noise",
            "deals goal grok --against chatgpt --solve list --set months=36 --set after=list",
        ),
        explains_settings=True,
    ),
    "sensitivity": Command(
        "tui.cli.sensitivity",
        "deals sensitivity OFFER [SCENARIO] [OPTION…]",
        "Each input alone from low to high, the largest swing first.",
        (
            "deals sensitivity claude licence-is-noise",
            "deals sensitivity grok --range agencies=10..500 --set after=list",
            "deals sensitivity llama --set assume.hosting=40179.20",
        ),
        explains_settings=True,
    ),
    "sweep": Command(
        "tui.cli.sweep",
        "deals sweep --over KEY=VALUES [--over KEY=VALUES] [SCENARIO] [OPTION…]",
        "One-way and two-way tables of the totals.",
        (
            "deals sweep --over months=6,12,18,24",
            "deals sweep --over agencies=1..100/10 --over months=12,24,36 after-the-promo",
            "deals sweep --over assume.hosting=5k..40k/5k --set offers=llama",
        ),
        explains_settings=True,
    ),
    "diff": Command(
        "tui.cli.diff",
        "deals diff A.toml B.toml [OPTION…]",
        "What two scenarios differ in, and what that does to every total.",
        (
            "deals diff mine.toml yours.toml",
            "deals diff cfo-act after-the-promo     ready scenarios by name",
            "deals diff mine.toml --set months=36   a scenario beside itself, changed",
        ),
    ),
    "terms": Command(
        "tui.cli.terms",
        "deals terms [OFFER…] [OPTION…]",
        "What the contracts say, topic by topic.",
        (
            "deals terms grok",
            "deals terms grok claude                side by side",
            "deals terms --format md -o terms.md    the compared offers, as Markdown",
        ),
    ),
    "shot": Command(
        "tui.cli.shot",
        "deals shot [SCENARIO] -o FILE [OPTION…]",
        "A picture of the comparison, for a slide or a page.",
        (
            "deals shot -o briefing.svg",
            "deals shot mine.toml -o briefing.png --scale 3",
            "deals shot --set after=list --size 160x45 -o briefing.pdf",
            "deals shot --view screen --theme dark -o explorer.png",
            "deals shot briefing.svg -o briefing.txt      the scenario that the picture carries",
        ),
        explains_settings=True,
    ),
    "brief": Command(
        "tui.cli.brief",
        "deals brief [SCENARIO] -o FOLDER [OPTION…]",
        "A folder with everything for a briefing, all of one run.",
        (
            "deals brief cfo-act -o briefing",
            "deals brief mine.toml --as-of 2026-11-21 -o briefing",
        ),
        explains_settings=True,
    ),
    "check": Command(
        "tui.cli.check",
        "deals check [FILE…] [OPTION…]",
        "Validate catalogues, scenarios and lists of agencies.",
        (
            "deals check                            everything that comes with the program",
            "deals check mine.toml",
            "deals check new-deals.toml",
            "deals check mine.toml --data new-deals.toml",
        ),
    ),
    "schema": Command(
        "tui.cli.schema",
        "deals schema NAME [OPTION…]",
        "JSON Schemas of files and reports, for editors and scripts.",
        (
            "deals schema scenario -o scenario.json",
            "deals schema report                    what deals compare --format json writes",
        ),
    ),
    "serve": Command(
        "tui.cli.serve",
        "deals serve [SCENARIO] [OPTION…]",
        "The explorer in a browser on this machine.",
        (
            "deals serve",
            "deals serve mine.toml --set months=36",
            "deals serve --port 8000 --sessions 1",
        ),
        explains_settings=True,
    ),
    "settings": Command(
        "tui.cli.settings",
        "deals settings [--init] [OPTION…]",
        "The settings in use, and what is wrong with their file.",
        (
            "deals settings",
            "deals settings --init                  write a settings file that explains itself",
        ),
    ),
    "where": Command(
        "tui.cli.where",
        "deals where [OPTION…]",
        "The files and folders in use.",
        ("deals where",),
    ),
}
