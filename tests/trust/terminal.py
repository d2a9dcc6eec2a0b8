"""A terminal for the real program: a pty whose bytes are kept, signals, and what is left on."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).parents[2]
ESCAPE: Final = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])"
)
PATIENCE: Final = 60.0
"""Seconds after which something that should happen soon is taken to be never, on a busy machine."""
MODES: Final = (
    "1049",
    "25",
    "1000",
    "1002",
    "1003",
    "1004",
    "1006",
    "1015",
    "1016",
    "2004",
    "2048",
)
"""The modes that must be as before; 25 is the cursor, which is on before."""


@dataclass
class Terminal:
    """One run of the program in a terminal of 120×36."""

    process: int
    master: int
    slave: int
    attributes: list[Any]
    output: bytearray = field(default_factory=bytearray)
    code: int | None = None

    def read(self, seconds: float = 0.0) -> bytes:
        """Take what the program writes, for that long or until there is a pause."""
        until = time.monotonic() + seconds
        while self.master >= 0:
            wait = max(0.0, min(0.05, until - time.monotonic()))
            ready, _, _ = select.select([self.master], [], [], wait)
            if ready:
                try:
                    self.output += os.read(self.master, 65536)
                except OSError:
                    break
            elif time.monotonic() >= until:
                break
        return bytes(self.output)

    def waits_for(self, words: str) -> None:
        """Read until the screen has said something since the last key."""
        self.waits_until(lambda: words.encode() in self.output[self.mark :])

    def waits_until(self, condition: Callable[[], bool]) -> None:
        """Read until something is so."""
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, f"it never came: {bytes(self.output[-600:])!r}"
            assert not self.ended(), f"it ended with {self.code}: {bytes(self.output[-600:])!r}"
            self.read(0.02)

    mark: int = 0

    def types(self, keys: str | bytes, *, pause: float = 0.15) -> None:
        """Press keys, and read what comes of it."""
        self.mark = len(self.output)
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)
        self.read(pause)

    def sends(self, number: int) -> None:
        os.kill(self.process, number)

    def ended(self) -> bool:
        """Whether the program is gone, and with which code."""
        if self.code is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def waits_until_gone(self, *, reading: bool = True) -> None:
        """Wait for the end; without `reading` nobody takes what the program writes."""
        until = time.monotonic() + PATIENCE
        while not self.ended():
            assert time.monotonic() < until, "the program does not go"
            if reading:
                self.read(0.01)
            else:
                time.sleep(0.02)
        self.read(0.05)

    def hangs_up(self) -> None:
        """Close the terminal's window."""
        os.close(self.slave)
        self.slave = -1
        os.close(self.master)
        self.master = -1

    def cpu(self) -> float:
        """The seconds of processor time that the program has used."""
        parts = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def left_on(self) -> set[str]:
        """The modes that are not as before."""
        return left_on(bytes(self.output))

    def takes_input_as_before(self) -> bool:
        return termios.tcgetattr(self.slave) == self.attributes


def left_on(output: bytes) -> set[str]:
    """Which modes a stream of bytes leaves otherwise than they were."""
    state = {mode: mode == "25" for mode in MODES}
    kitty = 0
    for found in re.finditer(rb"\x1b\[(?:\?([\d;]+)([hl])|([<>])\d*u)", output):
        if found[3]:
            kitty = kitty + 1 if found[3] == b">" else max(0, kitty - 1)
            continue
        for mode in found[1].decode().split(";"):
            if mode in state:
                state[mode] = found[2] == b"h"
    wrong = {mode for mode, on in state.items() if on != (mode == "25")}
    return wrong | ({"kitty"} if kitty else set())


@contextmanager
def terminal(
    *arguments: str,
    home: Path,
    more: Mapping[str, str] | None = None,
    controlling: bool = True,
) -> Iterator[Terminal]:
    """Run `python -m tui` in a pty; whatever happens, it is gone afterwards."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    attributes = termios.tcgetattr(slave)
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        **environment_of(home),
        **(more or {}),
    }
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [(more or {}).get("PYTHONPATH", ""), str(PROJECT)])
    )
    for name in ("COLUMNS", "LINES"):  # they would hide the terminal's own size
        environment.pop(name, None)
    process = os.fork()
    if process == 0:  # pragma: no cover  # the child becomes the program
        try:
            os.setsid()
            if controlling:
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(slave, number)
            os.closerange(3, 100)
            os.chdir(home)
            os.execve(sys.executable, [sys.executable, "-m", "tui", *arguments], environment)
        finally:
            os._exit(127)
    run = Terminal(process, master, slave, attributes)
    try:
        yield run
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            if not run.ended():
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        for number in (run.master, run.slave):
            if number >= 0:
                os.close(number)


def environment_of(home: Path) -> dict[str, str]:
    """The folders of a user of one's own, but for which files are valid: that is remembered."""
    home.mkdir(parents=True, exist_ok=True)
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "DATA")}
    return {"HOME": str(home), **folders}
