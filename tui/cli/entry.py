"""From arguments to an exit code: which command is meant, and every error's last stop.

0 done · 1 a given limit is exceeded · 2 bad input or usage · 70 our mistake · 130 interrupted.
Importing it loads no other room, so that `--help` is there at once.
"""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from tui.cli import output
from tui.cli.commands import COMMANDS, EXPLORE
from tui.cli.options import SCENARIO_HELP, Command, scenarios

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DONE: Final = 0
BAD_INPUT: Final = 2
OUR_MISTAKE: Final = 70
ENDED_BY_A_SIGNAL: Final = 128
INTERRUPTED: Final = 130
SELDOM: Final = 50_000
"""New objects after which garbage is looked for; Python's own 700 is for programs that stay."""
COMPLETION: Final = "_DEALS_COMPLETE"
WORDS: Final = "tui.cli.words"
"""The whole command line, among what click keeps for a context."""


def run(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code. Nothing is raised."""
    output.prepare_streams()
    if toml := sys.modules.get("tui.files.toml"):  # of a command before this one
        toml.forget_what_was_read()
    try:
        code = _dispatched(argv)
        if code < ENDED_BY_A_SIGNAL:  # else its terminal may be gone
            output.flush()
    except click.UsageError as error:
        output.say(f"deals: {_usage_words(error)}")
        return BAD_INPUT
    except output.RefusalError as error:
        output.say(f"deals: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place that may: nobody sees a traceback
        return _told(error)
    return code


def _dispatched(argv: Sequence[str]) -> int:
    if instruction := os.environ.get(COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(deals, {}, "deals", COMPLETION, instruction)
    try:
        code = deals.invoke(deals.make_context("deals", [*argv]))
    except click.exceptions.Exit as told:  # help or the version
        return told.exit_code
    return code if isinstance(code, int) else DONE


class Deals(Command, click.Group):
    """All commands, each imported when it is meant; a first word that is none is a scenario."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[WORDS] = [*args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str, click.Command, list[str]]:
        word = args[0]
        if ctx.meta[WORDS][: -len(args)][-1:] == ["--"]:
            return "", _imported("explore"), ["--", *args]
        if word in COMMANDS:
            _collect_little()
            return word, _imported(word), args[1:]
        if not (ctx.resilient_parsing or {"-h", "--help", "--version"}.intersection(args)):
            _must_be_scenario(word)
        return "", _imported("explore"), args

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in COMMANDS.items()])
        super().format_options(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        return [
            *click.Command.shell_complete(self, ctx, incomplete),
            *(scenarios(ctx, self.params[0], incomplete) if incomplete[:1] != "-" else ()),
            *(
                CompletionItem(name, help=row.help)
                for name, row in COMMANDS.items()
                if name.startswith(incomplete)
            ),
        ]


@click.pass_context
def _explore(context: click.Context) -> Any:
    if context.invoked_subcommand is None:
        return context.invoke(_imported("explore"))
    return None


deals: Final = Deals(
    "deals",
    callback=_explore,
    invoke_without_command=True,
    subcommand_metavar="[SCENARIO | COMMAND …]",
    help="Browse the GSA OneGov AI agreements, ask what if, and see where every number comes from."
    f"\n\nSCENARIO is {SCENARIO_HELP}. See also deals COMMAND --help.",
    examples=(
        "deals                                  the explorer, 24 agencies for 12 months",
        "deals --set agencies=120               the explorer with 120 agencies",
        "deals compare --set after=successor    with the successor of each agreement",
        "deals compare mine.toml -o totals.txt  the comparison of your own scenario, in a file",
        "deals terms grok claude                two contracts side by side",
    ),
    sets_inputs=True,
)


def _imported(name: str) -> click.Command:
    module = import_module(f"tui.cli.{COMMANDS.get(name, EXPLORE).module}")
    command: click.Command = getattr(module, f"{name}_command")
    return command


def _collect_little() -> None:
    """Collect garbage, but seldom; the explorer begins by itself, after its first picture."""
    if not gc.isenabled():
        gc.set_threshold(SELDOM)
        gc.enable()


def _must_be_scenario(word: str) -> None:
    from tui.cli.arguments import named_scenarios
    from tui.files.toml import suggestion

    names = [name for name, _ in named_scenarios()]
    if word in names or os.path.exists(word):
        return
    hint = suggestion(word, [*COMMANDS, *names])
    raise output.RefusalError(
        f"“{word}” is neither a command, a file nor a ready scenario ({hint})"
    )


def _usage_words(error: click.UsageError) -> str:
    text = error.format_message()
    text = text[:1].lower() + text[1:]
    if type(error) is click.BadParameter and error.param is not None:
        option = isinstance(error.param, click.Option)
        name = error.param.opts[-1] if option else error.param.human_readable_name
        text = f"{name}: {error.message}"
    text = " ".join(text.split()).removesuffix(".")
    path = error.ctx.command_path.strip() if error.ctx else "deals"
    return f"{text} ({path} --help shows more)"


def _told(error: Exception) -> int:
    from tui.files.toml import ProblemsError

    if isinstance(error, ProblemsError):
        output.say(str(error))
        return BAD_INPUT
    output.say(f"deals: unexpected error: {type(error).__name__}: {error}; please report it")
    if os.environ.get("DEALS_DEBUG") == "1":
        import traceback

        output.say("".join(traceback.format_exception(error)))
    return OUR_MISTAKE
