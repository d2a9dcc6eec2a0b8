"""What every command accepts, and how help looks. Importing it loads no other room."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NoReturn

from tui.cli.output import RefusalError
from tui.cli.registry import COMMANDS, EXPLORE, Command

VALUE_OPTIONS: Final = ("--data", "--as-of", "--set")
"""The shared options that take a value: they may stand before a command's name."""
HELP_WIDTH: Final = 78
SCENARIO_HELP: Final = (
    "a scenario file, or the name of a ready one (a file of the scenarios folders without "
    "`.toml`, your own first; deals where lists the folders). Left out: 24 agencies, 18 months"
)


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help of one width everywhere: the same bytes, and no look at the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=HELP_WIDTH)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one calm line, and whose help ends with examples."""

    def __init__(self, name: str, command: Command) -> None:
        self.command = command
        super().__init__(
            prog=f"deals {name}".strip(),
            usage=command.usage,
            description=command.help,
            formatter_class=_HelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise RefusalError(f"{message} ({self.prog} --help tells more)")

    def format_help(self) -> str:
        """Give the help; only now is it worth looking up what `--set` can change."""
        parts = [_commands_help()] if self.command is EXPLORE else []
        if self.command.explains_settings:
            parts.append(_settings_help())
        parts.append(_titled("examples", self.command.examples))
        self.epilog = "\n\n".join(parts)
        return super().format_help()


def parser_of(name: str, command: Command) -> Parser:
    """Make the parser of a command, with the options that every command accepts."""
    parser = Parser(name, command)
    shared = parser.add_argument_group("options of every command")
    shared.add_argument("--data", metavar="FILE", help="another catalogue of agreements")
    shared.add_argument(
        "--as-of", metavar="YYYY-MM-DD", type=day, default=None,
        help="the day on which the status of an agreement is told (default: today)",
    )  # fmt: skip
    shared.add_argument(
        "--set", metavar="KEY=VALUE", dest="settings", action="append", default=[],
        help="change one input of the scenario; may be given several times",
    )  # fmt: skip
    shared.add_argument("--version", action="store_true", help="say which version this is, and end")
    shared.add_argument("-h", "--help", action="help", help="show this help, and end")
    return parser


def day(text: str) -> date:
    """Read a day written `2026-11-21`."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it like 2026-11-21")
    return found


def today() -> date:
    """The day on the user's calendar."""
    return datetime.now().astimezone().date()


def _commands_help() -> str:
    widest = max(map(len, COMMANDS))
    return _titled(
        "commands", [f"{name.ljust(widest)}  {command.help}" for name, command in COMMANDS.items()]
    )


def _settings_help() -> str:
    """Say what `--set` can change, from the one table of a scenario's inputs."""
    from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, INPUTS
    from tui.views.layout import hanging

    keys = {"agencies_for": "agencies_for.OFFER", "readings": "readings.OFFER",
            "assume": "assume.NAME", "overheads": "overhead.ID.price"}  # fmt: skip
    choices: dict[str, list[tuple[str, str]]] = {
        "after": [*AFTER_WORDS.items()],
        "charge": [*CHARGE_WORDS.items()],
    }
    rows: list[tuple[str, str]] = []
    for name, item in INPUTS.items():
        rows.append((keys.get(name, name), item.help))
        rows += [("", f"{value}: {words}") for value, words in choices.get(name, [])]
    widest = max(len(key) for key, _ in rows)
    lines = [hanging(f"{key.ljust(widest)}  ", words, HELP_WIDTH) for key, words in rows]
    return _titled("KEY of --set", [line for part in lines for line in part])


def _titled(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(f"  {line}" for line in lines)])
