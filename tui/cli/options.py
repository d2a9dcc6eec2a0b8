"""What every command accepts, and how help looks. Importing it loads nothing slow."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

import tui
from tui.cli import output
from tui.cli.commands import COMMANDS
from tui.domain.calendar import parse_day

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HELP_WIDTH: Final = 80
"""Help has one width everywhere: the same bytes, and no look at the terminal."""
A_SCENARIO: Final = (
    "a scenario file, or the name of a ready one (a file of the scenarios folders without "
    "`.toml`, your own first; deals where lists the folders)"
)
SCENARIO_HELP: Final = f"{A_SCENARIO}. Default: 24 agencies, 12 months"
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Parsed(click.ParamType[Any]):
    """What one of our readers makes of an argument; its `ValueError` is shown as it is."""

    name = "text"

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as reason:
        raise ValueError(f"“{text}” is {reason}") from None


@dataclass(frozen=True)
class Given:
    """The options of every command: they may come before its name and after it."""

    data: str | None = None
    as_of: date | None = None
    settings: tuple[str, ...] = ()


def _give(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep a shared option: settings add up, of the rest the later one counts."""
    given = context.ensure_object(Given)
    if option.name == "settings":
        context.obj = replace(given, settings=(*given.settings, *value))
    elif value is not None:
        context.obj = replace(given, **{option.name: value})


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        output.write(f"deals {tui.__version__}\n", None)
        context.exit()


def _show_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        shown = context if context.info_name else context.find_root()
        output.write(f"{shown.get_help()}\n", None)
        context.exit()


def files(_: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def scenarios(
    context: click.Context, option: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    from tui.cli.arguments import named_scenarios

    names = sorted({name for name, _ in named_scenarios() if name.startswith(incomplete)})
    return [*files(context, option, incomplete), *map(CompletionItem, names)]


def offers(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    from tui.cli.arguments import catalog_file
    from tui.files.catalog import read_catalog
    from tui.files.toml import ProblemsError

    try:
        catalog = read_catalog(catalog_file(context.ensure_object(Given)))
    except ProblemsError:
        return []
    return [
        CompletionItem(name, help=offer.product)
        for name, offer in catalog.offers.items()
        if name.startswith(incomplete)
    ]


def _telling(*names: str, tells: Callable[..., None], words: str) -> click.Option:
    return click.Option(
        names, is_flag=True, is_eager=True, expose_value=False, callback=tells, help=words
    )


SHARED: Final[Sequence[click.Option]] = (
    click.Option(
        ["--data"], metavar="FILE", expose_value=False, callback=_give, shell_complete=files,
        help="another catalog of agreements",
    ),
    click.Option(
        ["--as-of"], metavar="YYYY-MM-DD", type=Parsed(day), expose_value=False, callback=_give,
        help="show statuses as of this date (default: today)",
    ),
    click.Option(
        ["--set", "settings"], metavar="KEY=VALUE", multiple=True, expose_value=False,
        callback=_give, help="change one input of the scenario; may be given several times",
    ),
    _telling("--version", tells=_show_version, words="show the version and exit"),
    _telling("-h", "--help", tells=_show_help, words="show this help and exit"),
)  # fmt: skip


class Command(click.Command):
    """A command with the shared options; its help ends with its inputs, if any, and examples."""

    def __init__(
        self, name: str | None, *, examples: Sequence[str], sets_inputs: bool = False, **rest: Any
    ) -> None:
        self._examples, self._sets_inputs = examples, sets_inputs
        if row := COMMANDS.get(name or ""):
            rest["help"] = row.help
        super().__init__(
            name, add_help_option=False, options_metavar="[OPTION…]",
            context_settings={"terminal_width": HELP_WIDTH}, **rest,
        )  # fmt: skip
        self.params += SHARED

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = [one for one in self.params if one not in SHARED]
        for title, options in (("Options", own), ("Options of every command", SHARED)):
            records = [
                record
                for one in options
                if isinstance(one, click.Option) and (record := one.get_help_record(ctx))
            ]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        if self._sets_inputs:
            with formatter.section("KEY of --set"):
                formatter.write_dl(_input_rows())
        with formatter.section("Examples"):
            for example in self._examples:
                formatter.write(f"  {example}\n")


def _input_rows() -> list[tuple[str, str]]:
    from tui.domain.inputs import CHOICE_WORDS, key_pattern
    from tui.domain.scenario import INPUTS

    rows: list[tuple[str, str]] = []
    for field, about in INPUTS.items():
        rows.append((key_pattern(field), about.help))
        choices = CHOICE_WORDS.get(field, {})
        rows += [("", f"{value}: {words}") for value, words in choices.items()]
    return rows


def command(*examples: str, sets_inputs: bool = False) -> Callable[[Callable[..., Any]], Command]:
    """Make a function `name_command` a command; its first parameter is what was `Given`."""

    def made(function: Callable[..., Any]) -> Command:
        return click.command(cls=Command, examples=examples, sets_inputs=sets_inputs)(
            click.pass_obj(function)
        )

    return made


scenario_argument: Final = click.argument(
    "scenario_name", metavar="[SCENARIO]", required=False, help=SCENARIO_HELP,
    shell_complete=scenarios,
)  # fmt: skip


def offer_argument(
    name: str, words: str = "the id of an offer"
) -> Callable[[Decorated], Decorated]:
    return click.argument(name, metavar=name.upper(), help=words, shell_complete=offers)


def format_option(
    forms: Iterable[str], words: str = "default: table", default: str | None = "table"
) -> Callable[[Decorated], Decorated]:
    return click.option(
        "--format", "form", type=click.Choice([*forms]), default=default, help=words
    )


def output_option(
    words: str = "write to this file, replacing it if it exists (-: stdout)",
    *,
    metavar: str = "FILE",
    required: bool = False,
) -> Callable[[Decorated], Decorated]:
    return click.option(
        "-o", "--output", "target", metavar=metavar, required=required, help=words,
        type=Parsed(_target), shell_complete=files,
    )  # fmt: skip


def _target(text: str) -> str:
    """Read the name of a file to write: `-o=FILE` is `-o FILE`, as for a long option."""
    name = text.removeprefix("=")
    if name.startswith("-") and name != "-":
        raise ValueError(f"“{name}” is an option; write ./{name} for a file of that name")
    return name


def form_of(file_name: str | None, endings: Mapping[str, str]) -> str:
    """Tell the form from a file's ending, or none: a table. Raises `RefusalError`."""
    ending = PurePath(file_name or "").suffix
    if not ending:
        return "table"
    for name, known in endings.items():
        if known == ending.lower():
            return name
    raise output.RefusalError(
        f"“{ending}” is not a known format; add --format, or use {', '.join(endings.values())}"
    )
