"""The program makes no connection: it runs as well where sockets are forbidden."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.terminal import PROJECT, environment_of, terminal

FORBIDDEN = """\
import os
import socket
import sys

MARK = os.environ["NETWORK_MARK"]


def told(what):
    with open(MARK, "a") as file:
        file.write(f"{what}\\n")
    raise PermissionError("sockets are forbidden here")


def watch(event, arguments):
    if event == "socket.__new__" and arguments[1] != socket.AF_UNIX:
        told(f"{event} {arguments[1:]}")
    elif event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family != socket.AF_UNIX:
            told(event)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
                   "urllib.Request", "webbrowser.open"):
        told(event)


sys.addaudithook(watch)
with open(MARK, "w") as file:
    file.write("watched\\n")
"""


@pytest.fixture
def forbidden(tmp_path: Path) -> dict[str, str]:
    """An environment in which every Python refuses sockets and notes who asked."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FORBIDDEN)
    path = os.pathsep.join([str(folder), str(PROJECT)])
    return {"PYTHONPATH": path, "NETWORK_MARK": str(tmp_path / "mark")}


def _asked(forbidden: dict[str, str]) -> str:
    return Path(forbidden["NETWORK_MARK"]).read_text()


COMMANDS = (
    ["compare"],
    ["compare", "--format", "xlsx", "-o", "a.xlsx"],
    ["terms", "grok"],
    ["check"],
    ["shot", "-o", "a.svg"],
    ["shot", "--scale", "1", "-o", "a.png"],
    ["shot", "-o", "a.pdf"],
    ["shot", "--view", "screen", "-o", "b.svg"],
    ["sensitivity", "grok"],
    ["where"],
)


def test_commands_work_without_a_network(forbidden: dict[str, str], tmp_path: Path) -> None:
    run = f"from tui.__main__ import main\nfor each in {COMMANDS!r}: assert main(each) == 0, each"
    done = subprocess.run(
        [sys.executable, "-c", run],
        cwd=tmp_path, env={**os.environ, **environment_of(tmp_path / "user"), **forbidden},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert _asked(forbidden) == "watched\n"


def test_the_watch_sees_a_connection(forbidden: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        cwd=tmp_path, env={**os.environ, **forbidden}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "sockets are forbidden here" in done.stderr
    assert _asked(forbidden) != "watched\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_the_explorer_works_without_a_network(forbidden: dict[str, str], tmp_path: Path) -> None:
    with terminal(home=tmp_path / "user", more=forbidden) as run:
        run.waits_for("Outlay")
        for keys in ("e", "\x1b", "m", "\x1b", "o", "\x1b", "?", "\x1b", "y", "\x1b", "n"):
            run.types(keys)
        run.types("q", pause=0.3)
        if not run.ended():
            run.sends(signal.SIGTERM)
        run.waits_until_gone()
    assert _asked(forbidden) == "watched\n"
