"""A server that runs for one test, and somebody who visits it."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientResponse, ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType
from yarl import URL

from tests.web import programs
from tui.web.server import Server

PATIENCE = 60.0
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")


@dataclass
class Visit:
    """A browser that has been let in."""

    server: Server
    client: ClientSession
    address: str
    room: str
    """The address of the room, with a slash at its end."""

    @property
    def origin(self) -> str:
        return str(URL(self.room).origin())

    async def get(self, path: str = "", **headers: str) -> ClientResponse:
        return await self.client.get(self.room + path, headers=headers, allow_redirects=False)

    @asynccontextmanager
    async def tab(
        self, query: str = "?width=100&height=30"
    ) -> AsyncIterator[ClientWebSocketResponse]:
        """Open the socket as the page does."""
        url = self.room.replace("http:", "ws:") + "ws" + query
        async with self.client.ws_connect(url, origin=self.origin) as socket:
            yield socket


@asynccontextmanager
async def visiting(
    command: Sequence[str] = programs.ECHO,
    *,
    sessions: int = 4,
    idle: float = 60.0,
    say: Callable[[str], None] = lambda _: None,
    seat_patience: float = 0.2,
    quiet: float = 60.0,
) -> AsyncIterator[Visit]:
    """Run a server, and be let in."""
    server = Server(
        command, sessions=sessions, idle=idle, say=say, seat_patience=seat_patience, quiet=quiet
    )
    address = await server.start()
    try:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            response = await client.get(address)
            assert response.status == 200
            yield Visit(server, client, address, str(response.url))
    finally:
        await server.stop()


async def shown(socket: ClientWebSocketResponse, wanted: str) -> str:
    """Read what the program shows until some text has come; give all of it, without escapes."""
    raw = b""
    async with asyncio.timeout(PATIENCE):
        while True:
            text = ESCAPES.sub("", raw.decode("utf-8", "replace"))
            if re.search(wanted, text):
                return text
            message = await socket.receive()
            assert message.type in {WSMsgType.BINARY, WSMsgType.TEXT}, (message, text)
            raw += message.data if message.type == WSMsgType.BINARY else message.data.encode()


async def process_of(socket: ClientWebSocketResponse) -> int:
    """The process id that a small program says first."""
    return int(re.findall(r"\d+", await shown(socket, r"\d+"))[0])


async def type_into(socket: ClientWebSocketResponse, text: str) -> None:
    await socket.send_str(json.dumps(["stdin", text]))


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and was not waited for counts as running."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def gone(processes: Sequence[int], within: float = PATIENCE) -> bool:
    """Wait until all of the processes have ended."""
    return await comes_true(lambda: not any(map(is_there, processes)), within)


async def comes_true(condition: Callable[[], bool], within: float = PATIENCE) -> bool:
    """Wait until something is so."""
    until = asyncio.get_running_loop().time() + within
    while not condition():
        if asyncio.get_running_loop().time() > until:
            return False
        await asyncio.sleep(0.01)
    return True


def children_of(process: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]
