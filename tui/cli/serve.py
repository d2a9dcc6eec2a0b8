"""`deals serve`: the explorer in a browser on this machine. The only command that opens a socket.

Whoever has the address can use it, so it is printed and never stored. Ctrl+C, SIGTERM and SIGHUP
end the server and every explorer that it started; that is a good end, with exit code 0.
"""

import argparse
from collections.abc import Sequence
from typing import Final

from tui.cli.options import SCENARIO_HELP
from tui.cli.output import RefusalError, say, write

HERE: Final = ("127.0.0.1", "localhost")
MOST_SESSIONS: Final = 64
LONGEST_IDLE: Final = 7 * 24 * 60
"""Minutes: a week."""


class _Between:
    """Reads a whole number between two others."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def __call__(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 9:
            number = int(text)
            if self.low <= number <= self.high:
                return number
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a whole number from {self.low} to {self.high}"
        )


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the server."""
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO_HELP)
    parser.add_argument(
        "--port", metavar="N", type=_Between(0, 65535), default=0,
        help="the port to listen on (default: any free one)",
    )  # fmt: skip
    parser.add_argument(
        "--sessions", metavar="N", type=_Between(1, MOST_SESSIONS), default=4,
        help="how many explorers may be open at a time (default: 4)",
    )  # fmt: skip
    parser.add_argument(
        "--idle", metavar="MINUTES", type=_Between(1, LONGEST_IDLE), default=60,
        help="end an explorer in which nobody has typed for so long (default: 60)",
    )  # fmt: skip
    parser.add_argument(
        "--host", metavar="HOST", default=HERE[0],
        help="127.0.0.1, the only one: the explorer is for this machine alone",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Print an address, and serve the explorer there until told to end."""
    import asyncio

    if arguments.host not in HERE:
        raise RefusalError(
            f"“{arguments.host}” is not served: the explorer is for this machine alone "
            "(127.0.0.1). From another one: ssh -L 8000:127.0.0.1:8000 THIS-MACHINE, "
            "and here deals serve --port 8000"
        )
    from tui.web import missing

    if lacking := missing():
        verb = "is" if len(lacking) == 1 else "are"
        raise RefusalError(
            f"the browser needs {' and '.join(lacking)}, which {verb} not installed: "
            'python -m pip install "onegov-deals[web]"'
        )
    from tui.cli.inputs import read_inputs

    read_inputs(arguments, arguments.scenario)  # what is wrong is said here, not in the browser
    from tui.web.child import program
    from tui.web.server import Server, serve

    async def served() -> None:
        server = Server(
            program(arguments_of_the_explorer(arguments)),
            sessions=arguments.sessions,
            idle=arguments.idle * 60.0,
            say=say,
        )
        await serve(server, arguments.port, _announce)

    try:
        asyncio.run(served())
    except OSError as error:
        where = f"port {arguments.port}" if arguments.port else "a port"
        raise RefusalError(f"cannot listen on {where}: {error.strerror or error}") from error
    return 0


def arguments_of_the_explorer(arguments: argparse.Namespace) -> Sequence[str]:
    """The arguments for each explorer: the shared options as they were given, and the scenario."""
    options = [f"--set={setting}" for setting in arguments.settings]
    if arguments.data is not None:
        options.append(f"--data={arguments.data}")
    if arguments.as_of is not None:
        options.append(f"--as-of={arguments.as_of.isoformat()}")
    return [*options, *(["--", arguments.scenario] if arguments.scenario is not None else [])]


def _announce(address: str) -> None:
    say(
        "The explorer is at this address, for browsers on this machine. "
        "Whoever has the address can use it. Ctrl+C ends it."
    )
    write(f"{address}\n", None)
