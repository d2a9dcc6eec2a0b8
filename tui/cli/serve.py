"""`deals serve`: the explorer in a browser on this machine. The only command that opens a socket.

Whoever has the address can use it, so it is printed and never stored. Ctrl+C, SIGTERM and SIGHUP
end the server and every explorer that it started; that is a good end, with exit code 0.
"""

from collections.abc import Sequence
from typing import Final

import click

from tui.cli.arguments import read_inputs
from tui.cli.options import Given, Parsed, command, scenario_argument
from tui.cli.output import RefusalError, say, write

HERE: Final = ("127.0.0.1", "localhost")
MOST_SESSIONS: Final = 64
LONGEST_IDLE: Final = 7 * 24 * 60
"""Minutes: a week."""


def _between(low: int, high: int) -> Parsed:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"“{text}” is not a whole number from {low} to {high}")

    return Parsed(read)


@command(
    "deals serve",
    "deals serve mine.toml --set months=36",
    "deals serve --port 8000 --sessions 1",
    sets_inputs=True,
)
@scenario_argument
@click.option(
    "--port", metavar="N", type=_between(0, 65535), default="0",
    help="the port to listen on (default: any free one)",
)  # fmt: skip
@click.option(
    "--sessions", metavar="N", type=_between(1, MOST_SESSIONS), default="4",
    help="how many explorers may be open at a time (default: 4)",
)  # fmt: skip
@click.option(
    "--idle", metavar="MINUTES", type=_between(1, LONGEST_IDLE), default="60",
    help="close an explorer after this many idle minutes (default: 60)",
)  # fmt: skip
@click.option(
    "--host", metavar="HOST", default=HERE[0],
    help="only 127.0.0.1: the explorer is for this machine alone",
)  # fmt: skip
def serve_command(
    given: Given, scenario_name: str | None, port: int, sessions: int, idle: int, host: str
) -> None:
    import asyncio

    if host not in HERE:
        raise RefusalError(
            f"“{host}” is not served: the explorer is for this machine alone "
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
    read_inputs(given, scenario_name)  # what is wrong is said here, not in the browser
    from tui.web.child import program
    from tui.web.server import Server, serve

    async def served() -> None:
        server = Server(
            program(_arguments_of_the_explorer(given, scenario_name)),
            sessions=sessions,
            idle=idle * 60.0,
            say=say,
        )
        await serve(server, port, _announce)

    try:
        asyncio.run(served())
    except OSError as error:
        where = f"port {port}" if port else "a port"
        raise RefusalError(f"cannot listen on {where}: {error.strerror or error}") from error


def _arguments_of_the_explorer(given: Given, scenario_name: str | None) -> Sequence[str]:
    options = [f"--set={setting}" for setting in given.settings]
    if given.data is not None:
        options.append(f"--data={given.data}")
    if given.as_of is not None:
        options.append(f"--as-of={given.as_of.isoformat()}")
    return [*options, *(["--", scenario_name] if scenario_name is not None else [])]


def _announce(address: str) -> None:
    say(
        "The explorer is at this address, for browsers on this machine. "
        "Whoever has the address can use it. Ctrl+C ends it."
    )
    write(f"{address}\n", None)
