"""A program in a terminal of 140×40 cells, watched from outside: starts, keys, leaving.

It knows no program: what the first picture shows and which keys are typed is given. Linux and
macOS; CPU and memory are read from /proc and are 0 where there is none.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

COLUMNS: Final = 140
ROWS: Final = 40
LONGEST_START: Final = 20.0
"""Seconds after which a program that shows nothing counts as broken."""
FRAME_GAP: Final = 0.004
"""Seconds without output that end a frame."""
SETTLED: Final = 0.05
STARTED: Final = 1.5
"""Seconds without output after which a start is over."""
_ESCAPE: Final = re.compile(
    rb"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\)|.)", re.DOTALL
)
_WINDOW: Final = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)


class Answer(NamedTuple):
    """What followed a key."""

    milliseconds: float
    """From the key to the end of the first frame."""
    written: int
    """Bytes until the screen stood still."""


class Terminal:
    """One run of a program."""

    def __init__(
        self,
        command: Sequence[str],
        shows: str,
        environment: Mapping[str, str],
        at_once: tuple[bytes, str] | None = None,
    ) -> None:
        """Start it, and wait until its screen shows a text. Raises `TimeoutError`.

        `at_once` is a key that is pressed in that moment, and what it brings to the screen.
        """
        self._output = bytearray()
        begun = time.perf_counter()
        self.process, self._end = pty.fork()
        if not self.process:
            with suppress(OSError):
                os.execvpe(command[0], list(command), dict(environment))
            os._exit(127)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, _WINDOW)
        self._wait_for(shows, 0)
        self.ready = 1000 * (time.perf_counter() - begun)
        """Milliseconds from the start to the first picture that shows something."""
        self.answered = 0.0
        """Milliseconds from the start to the effect of a key pressed when it was ready."""
        if at_once is not None:
            seen = len(self._output)
            os.write(self._end, at_once[0])
            self._wait_for(at_once[1], seen)
            self.answered = 1000 * (time.perf_counter() - begun)
        # What is shown may be a picture of an earlier start: the program itself comes later.
        self.settle(STARTED)

    def _wait_for(self, words: str, seen: int) -> None:
        """Read until the screen shows something beyond the output that has been seen."""
        begun = time.perf_counter()
        while words.encode() not in _ESCAPE.sub(b"", bytes(self._output[seen:])):
            if not self._read(LONGEST_START) or time.perf_counter() - begun > LONGEST_START:
                self.kill()
                raise TimeoutError(f"the program never showed “{words}”")

    def _read(self, seconds: float) -> int:
        """Read what comes within some seconds; 0 when nothing does."""
        ready, _, _ = select.select([self._end], [], [], seconds)
        if not ready:
            return 0
        try:
            found = os.read(self._end, 1 << 16)
        except OSError:
            return 0
        self._output += found
        return len(found)

    def settle(self, seconds: float = 0.2) -> None:
        """Wait until the screen stands still."""
        while self._read(seconds):
            pass

    def press(self, key: bytes) -> Answer:
        """Press a key and wait for what it does."""
        pressed = time.perf_counter()
        os.write(self._end, key)
        written = self._read(2.0)
        done = time.perf_counter()
        while more := self._read(FRAME_GAP):
            written += more
            done = time.perf_counter()
        while more := self._read(SETTLED):
            written += more
        return Answer(1000 * (done - pressed), written)

    def hold(self, keys: Sequence[bytes], rate: float = 30.0) -> float:
        """Hold keys at a rate; give the milliseconds that the screen still moves after the last."""
        last = time.perf_counter()
        for number, key in enumerate(keys):
            os.write(self._end, key)
            last = time.perf_counter()
            until = last + 1 / rate
            while number < len(keys) - 1 and (left := until - time.perf_counter()) > 0:
                self._read(left)
        moved = last
        while self._read(SETTLED):
            moved = time.perf_counter()
        return 1000 * (moved - last)

    def cpu(self) -> float:
        """Milliseconds of CPU used so far."""
        parts = self._proc("stat").rpartition(")")[2].split()
        ticks = sum(map(int, parts[11:13])) if parts else 0
        return 1000 * ticks / float(os.sysconf("SC_CLK_TCK"))

    def memory(self) -> float:
        """The most megabytes that it had in memory."""
        found = re.search(r"VmHWM:\s+(\d+)", self._proc("status"))
        return int(found[1]) / 1024 if found else 0.0

    def wakeups(self) -> int:
        """How often it went to sleep by itself so far, all threads together."""
        total = 0
        with suppress(OSError):
            for thread in os.listdir(f"/proc/{self.process}/task"):
                status = self._proc(f"task/{thread}/status")
                found = re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", status)
                total += int(found[1]) if found else 0
        return total

    def _proc(self, name: str) -> str:
        try:
            with open(f"/proc/{self.process}/{name}", encoding="ascii", errors="replace") as file:
                return file.read()
        except OSError:
            return ""

    def quit(self, *keys: bytes) -> float:
        """Leave it with keys; give the milliseconds from the last of them to its end."""
        for key in keys[:-1]:
            self.press(key)
            self.settle()  # esc and a key at once are alt and that key
        begun = time.perf_counter()
        os.write(self._end, keys[-1])
        while time.perf_counter() - begun < 5:
            self._read(0.001)
            if os.waitpid(self.process, os.WNOHANG)[0]:
                break
        else:
            self.kill()
        ended = time.perf_counter()
        os.close(self._end)
        return 1000 * (ended - begun)

    def kill(self) -> None:
        """End it at once."""
        with suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
