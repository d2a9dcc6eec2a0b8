"""One explorer in a process of its own, and the packets it speaks. Must know no HTTP.

A packet is a letter, four bytes of length, and the payload: D what is typed or shown, M a message
as JSON, P a piece of a delivery. The program is started from a list of arguments, never by a
shell, so they arrive as they are.
"""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

import tui

DRIVER: Final = "tui.web.browser_driver:BrowserDriver"
READY: Final = b"__GANGLION__\n"
PATIENCE: Final = 2.0
"""Seconds that a program has to end by itself, and again after a signal."""
LISTENING: Final = 10.0
"""Seconds that a program has to read on, once its pipe is full."""
LARGEST_PACKET: Final = 1 << 26
LARGEST_COMPLAINT: Final = 8192


def program(arguments: Sequence[str]) -> list[str]:
    """The command that runs this program, with arguments as they are.

    `-P` keeps a folder that happens to be the current one from being imported.
    """
    return [sys.executable, "-P", "-m", "tui", *arguments]


def environment(size: tuple[int, int]) -> Mapping[str, str]:
    """The child's variables: which driver, how large, and where this program is."""
    found = {name: value for name, value in os.environ.items() if name != "TEXTUAL"}
    ours = str(Path(tui.__file__).parent.parent)
    paths = [ours, *filter(None, [found.get("PYTHONPATH")])]
    return found | {
        "PYTHONPATH": os.pathsep.join(paths),
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": str(size[0]),
        "ROWS": str(size[1]),
    }


class Child:
    """A running explorer."""

    def __init__(self, process: Process) -> None:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self._process = process
        self._stdin, self._stdout, self._stderr = process.stdin, process.stdout, process.stderr
        self._complaints = asyncio.create_task(self._complaint())

    @classmethod
    async def start(cls, command: Sequence[str], size: tuple[int, int]) -> Self:
        """Start a program with a terminal of that many columns and rows. Raises `OSError`."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE, stdout=PIPE, stderr=PIPE,
            env=environment(size), start_new_session=True,
        )  # fmt: skip
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def type(self, text: str) -> None:
        """Type into the program. Raises `TimeoutError` if it takes nothing any more."""
        await self._write(b"D", text.encode("utf-8", "replace"))

    async def tell(self, message: Mapping[str, object]) -> None:
        """Send the program a message. Raises `TimeoutError` as `type` does."""
        await self._write(b"M", json.dumps(message).encode())

    async def _write(self, kind: bytes, payload: bytes) -> None:
        if self._stdin.is_closing():
            return
        with contextlib.suppress(ConnectionError):  # it has ended; whoever reads is told
            self._stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
            await asyncio.wait_for(self._stdin.drain(), LISTENING)

    async def packets(self) -> AsyncIterator[tuple[bytes, bytes]]:
        try:
            while (spoken := await self._stdout.readline()) != READY:
                if not spoken:
                    return
            while True:
                kind = await self._stdout.readexactly(1)
                size = int.from_bytes(await self._stdout.readexactly(4), "big")
                if size > LARGEST_PACKET:
                    return
                yield kind, await self._stdout.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            return

    async def complaint(self) -> str:
        """What the program wrote to its standard error, once it has ended."""
        with contextlib.suppress(TimeoutError):
            written = await asyncio.wait_for(self._complaints, PATIENCE)
            return written.decode("utf-8", "replace").strip()
        return ""

    async def _complaint(self) -> bytes:
        last = b""
        while more := await self._stderr.read(LARGEST_COMPLAINT):
            last = (last + more)[-LARGEST_COMPLAINT:]
        return last

    async def stop(self) -> None:
        """End the program: by a message, then SIGTERM, then SIGKILL, seconds apart."""
        unread = asyncio.create_task(self._read_on())
        try:
            await self.tell_to_quit()
            for harder in (self._process.terminate, self._process.kill):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), PATIENCE)
                if not self.running:
                    break
                harder()
            await self._process.wait()
        finally:
            self.kill()
            unread.cancel()
            self._complaints.cancel()
            await asyncio.gather(unread, self._complaints, return_exceptions=True)

    async def tell_to_quit(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.tell({"type": "quit"}), PATIENCE)
        self._stdin.close()

    def kill(self) -> None:
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def _read_on(self) -> None:
        """Take what is still written, so that the program does not wait for a reader."""
        while await self._stdout.read(1 << 16):
            pass
