"""One browser tab and its explorer, until either ends or nobody types any more."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from typing import Final

from aiohttp import WSMsgType, web

from tui.web.child import Child
from tui.web.downloads import Deliveries

HEARTBEAT: Final = 15.0
"""Seconds between two questions whether the browser is still there."""
CLOSE_PATIENCE: Final = 2.0
"""Seconds that a browser has to agree to an end."""
LARGEST_MESSAGE: Final = 1 << 20
"""Bytes of one message from the browser: a large paste."""
MOST_CELLS: Final = 1000
"""Columns or rows of a terminal."""
LONGEST_REASON: Final = 120
"""Bytes that a socket may say when it closes."""
GOING_AWAY: Final = 1001
Say = Callable[[str], None]


def cells(number: object, otherwise: int) -> int:
    try:
        wanted = int(str(number))
    except ValueError:
        return otherwise
    return max(1, min(MOST_CELLS, wanted))


class BrowserSession:
    """A socket, and the program behind it."""

    def __init__(self, child: Child, idle: float, say: Say) -> None:
        self.child = child
        self.deliveries = Deliveries(child)
        self._idle = idle
        self._say = say
        self._socket = web.WebSocketResponse(
            timeout=CLOSE_PATIENCE,
            heartbeat=HEARTBEAT,
            compress=False,
            max_msg_size=LARGEST_MESSAGE,
        )
        self._shown = False

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        pump: asyncio.Task[None] | None = None
        try:
            await self._socket.prepare(request)
            pump = asyncio.create_task(self._pump())
            await self._listen()
        except TimeoutError:
            await self.close("The explorer stopped taking keys.")
        except ConnectionError:
            pass  # the browser has gone
        finally:
            if pump is not None:
                pump.cancel()
                await asyncio.gather(pump, return_exceptions=True)
            await self.child.stop()
        return self._socket

    async def close(self, reason: str) -> None:
        """Tell the browser why this ends. Whoever listens ends then, and the program with it."""
        words = reason.encode()[:LONGEST_REASON]
        with contextlib.suppress(ConnectionError, RuntimeError):
            await self._socket.close(code=GOING_AWAY, message=words)

    # From the browser

    async def _listen(self) -> None:
        now = asyncio.get_running_loop().time
        until = now() + self._idle
        while True:
            try:
                message = await self._socket.receive(timeout=max(0.001, until - now()))
            except TimeoutError:
                await self.close("The explorer was idle for too long and was closed.")
                return
            if message.type != WSMsgType.TEXT:
                return  # closed, or not a browser of ours
            kind, value = _read(message.data)
            if kind == "stdin" and isinstance(value, str):
                until = now() + self._idle
                await self.child.type(value)
            elif kind == "resize" and isinstance(value, Mapping):
                width, height = cells(value.get("width"), 80), cells(value.get("height"), 24)
                await self.child.tell({"type": "resize", "width": width, "height": height})
            elif kind in {"focus", "blur"}:
                await self.child.tell({"type": kind})

    # From the program

    async def _pump(self) -> None:
        with contextlib.suppress(ConnectionError):
            async for kind, payload in self.child.packets():
                if kind == b"D":
                    self._shown = True
                    await self._socket.send_bytes(payload)
                elif kind == b"P":
                    await self.deliveries.arrived(payload)
                elif kind == b"M" and await self._told(payload):
                    break
            await self._ended()

    async def _told(self, payload: bytes) -> bool:
        """Do what the program asks of a browser; True: it has ended.

        It may hand over a file. It may not open a page: nothing here leaves the machine.
        """
        message = json.loads(payload)
        if message.get("type") == "deliver_file_start":
            key = self.deliveries.announce(message)
            if key is not None:
                await self._socket.send_str(json.dumps(["deliver_file_start", key]))
        return bool(message.get("type") == "exit")

    async def _ended(self) -> None:
        await self.child.tell_to_quit()
        complaint = await self.child.complaint()
        if complaint:
            self._say(complaint)
            if not self._shown:  # it never began: say why where somebody looks
                lines = "".join(c for c in complaint if c.isprintable() or c == "\n")
                await self._socket.send_bytes(lines.replace("\n", "\r\n").encode())
        await self.close(
            "You closed the explorer." if not complaint else "The explorer stopped unexpectedly."
        )


def _read(text: str) -> tuple[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return "", None
    if not isinstance(found, list) or not found or not isinstance(found[0], str):
        return "", None
    return found[0], found[1] if len(found) > 1 else None
