"""Pictures and reports on their way from the program into the browser.

The program says that a file is ready and keeps it; the browser is given its key and asks for it
once; then it is fetched piece by piece. The name and the type are the program's, made harmless.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from urllib.parse import quote

from tui.web.child import Child

KEY: Final = re.compile(r"[0-9a-f]{32}")
KEY_LENGTH: Final = 32
PIECE: Final = 1 << 16
"""Bytes that are asked for at once."""
PATIENCE: Final = 10.0
MOST: Final = 32
"""Files that may wait; the oldest gives way."""
_TYPE: Final = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass
class Delivery:
    """A file that the browser may fetch once."""

    name: str
    content_type: str
    pieces: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(2))

    @property
    def disposition(self) -> str:
        """The header that has it saved under its name, never shown."""
        plain = re.sub(r"[^A-Za-z0-9._ -]", "_", self.name)
        return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name, safe='')}"


class Deliveries:
    """The files of one explorer."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._waiting: dict[str, Delivery] = {}
        self._fetched: dict[str, Delivery] = {}

    def announce(self, message: Mapping[str, object]) -> str | None:
        """Take note of a file; give its key, or nothing for a message that makes no sense."""
        key = str(message.get("key", ""))
        if not KEY.fullmatch(key):
            return None
        name = _harmless(str(message.get("path", "")))
        self._waiting[key] = Delivery(name, _content_type(str(message.get("mime_type", ""))))
        while len(self._waiting) > MOST:
            del self._waiting[next(iter(self._waiting))]
        return key

    def take(self, key: str) -> Delivery | None:
        """Give a file that was not fetched yet; it cannot be fetched again."""
        delivery = self._waiting.pop(key, None)
        if delivery is not None:
            self._fetched[key] = delivery
        return delivery

    async def arrived(self, packet: bytes) -> None:
        delivery = self._fetched.get(packet[:KEY_LENGTH].decode("ascii", "replace"))
        if delivery is not None:
            await delivery.pieces.put(packet[KEY_LENGTH:])

    async def pieces(self, key: str) -> AsyncGenerator[bytes, None]:
        """Fetch a file that was taken. Raises `TimeoutError` if the program does not answer."""
        delivery = self._fetched[key]
        try:
            while True:
                request = {"type": "deliver_chunk_request", "key": key, "size": PIECE}
                await self._child.tell(request)
                piece = await asyncio.wait_for(delivery.pieces.get(), PATIENCE)
                if not piece:
                    return
                yield piece
        finally:
            del self._fetched[key]


def _harmless(path: str) -> str:
    """The last part of a path, without what could end a header or hide an ending."""
    name = PureWindowsPath(PurePosixPath(path).name).name
    return "".join(letter if letter.isprintable() else "_" for letter in name)[-120:] or "file"


def _content_type(claimed: str) -> str:
    kind = claimed if _TYPE.fullmatch(claimed) else "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
