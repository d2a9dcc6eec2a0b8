"""From arguments to an exit code: which command is meant, and every error's last stop.

0 done · 1 a given limit is exceeded · 2 bad input or usage · 70 our mistake · 130 interrupted.
Importing it loads no other room, so that `--help` is there at once.
"""

import gc
import os
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from tui.cli import output
from tui.cli.options import VALUE_OPTIONS, parser_of
from tui.cli.registry import COMMANDS, EXPLORE, Command

DONE: Final = 0
BAD_INPUT: Final = 2
OUR_MISTAKE: Final = 70
INTERRUPTED: Final = 130
SELDOM: Final = 50_000
"""New objects after which garbage is looked for; Python's own 700 is for programs that stay."""


def run(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code. Nothing is raised."""
    output.prepare_streams()
    try:
        code = _dispatched(argv)
        output.flush()
    except output.RefusalError as error:
        output.say(f"deals: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place that may: nobody sees a traceback
        return _told(error)
    return code


def _dispatched(argv: Sequence[str]) -> int:
    name, command, rest = split(argv)
    module = import_module(command.module)
    parser = parser_of(name, command)
    module.configure(parser)
    try:
        arguments = parser.parse_args(rest)
    except SystemExit as request:  # --help has been printed
        return request.code if isinstance(request.code, int) else DONE
    if arguments.version:
        output.write(f"deals {_version()}\n", None)
        return DONE
    if command is not EXPLORE:
        _collect_little()
    code = module.run(arguments)
    return code if isinstance(code, int) else DONE


def _collect_little() -> None:
    """Let garbage be collected where the start has put it off, but seldom: most commands are short.

    The explorer begins by itself, once its first picture is there.
    """
    if not gc.isenabled():
        gc.set_threshold(SELDOM)
        gc.enable()


def split(argv: Sequence[str]) -> tuple[str, Command, Sequence[str]]:
    """Find the command's name among the arguments; the shared options may stand before it.

    Without one the explorer is meant, and the first word must be a scenario.
    """
    position = _first_word(argv)
    if position is None:
        return "", EXPLORE, argv
    word = argv[position]
    if word in COMMANDS:
        return word, COMMANDS[word], [*argv[:position], *argv[position + 1 :]]
    if not {"-h", "--help", "--version"}.intersection(argv):
        _must_be_scenario(word)
    return "", EXPLORE, argv


def _first_word(argv: Sequence[str]) -> int | None:
    """The position of the first argument that is neither an option nor an option's value."""
    position = 0
    while position < len(argv):
        argument = argv[position]
        if argument == "--":
            return None
        if argument in VALUE_OPTIONS:
            position += 2
        elif argument.startswith("-") and argument != "-":
            position += 1
        else:
            return position
    return None


def _must_be_scenario(word: str) -> None:
    """Refuse a first word that is no command, no file and no ready scenario."""
    try:
        if os.path.exists(word):
            return
    except ValueError:
        pass
    from tui.cli.inputs import ready_scenarios
    from tui.files.toml import suggestion

    names = [name for name, _ in ready_scenarios()]
    if word in names:
        return
    hint = suggestion(word, [*COMMANDS, *names])
    raise output.RefusalError(
        f"“{word}” is neither a command, a file nor a ready scenario ({hint})"
    )


def _version() -> str:
    """The version of the installed program; in a bare checkout the package's own."""
    from importlib.metadata import PackageNotFoundError, version

    import tui

    try:
        return version("onegov-deals")
    except PackageNotFoundError:
        return str(getattr(tui, "__version__", "0+unknown"))


def _told(error: Exception) -> int:
    """Say an error in lines: problems of a file as they are, anything else as our mistake."""
    from tui.files.toml import ProblemsError

    if isinstance(error, ProblemsError):
        output.say(str(error))
        return BAD_INPUT
    output.say(f"deals: unexpected error: {type(error).__name__}: {error}; please report it")
    if os.environ.get("DEALS_DEBUG") == "1":
        import traceback

        output.say("".join(traceback.format_exception(error)))
    return OUR_MISTAKE
