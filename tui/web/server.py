"""The routes, the cap on sessions, the beginning and the end.

Every request passes the door first: the wrong ones are refused alike, whether there is something
at that path or not. Every answer has the headers of `pages`. No request is logged: a log would hold
the token; what is no HTTP is one line on stderr that quotes nothing of it.
"""

import asyncio
import contextlib
import logging
import secrets
import signal
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from tui.web import pages
from tui.web.browser_session import BrowserSession, Say, cells
from tui.web.child import Child
from tui.web.door import NAMES, Door
from tui.web.downloads import Delivery

SEAT_PATIENCE: Final = 3.0
"""Seconds to wait for a place: a page that is loaded again leaves one a moment later."""
END_PATIENCE: Final = 8.0
"""Seconds that all sessions together have to end."""
CONNECTIONS: Final = 64
"""Connections at a time, asking or waiting; one more is closed at once."""
QUIET: Final = 5.0
"""Seconds in which a request's headers must have come, and that a connection may wait idle."""
STOPPED: Final = "The server was stopped."
SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """The explorer, for browsers on this machine."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        sessions: int,
        idle: float,
        say: Say,
        seat_patience: float = SEAT_PATIENCE,
        quiet: float = QUIET,
    ) -> None:
        self.sessions: list[BrowserSession] = []
        self._command = command
        self._most = sessions
        self._seats = asyncio.Semaphore(sessions)
        self._seat_patience = seat_patience
        self._idle = idle
        self._quiet = quiet
        self._say = say
        self._ending = asyncio.Event()
        self._door = Door(0)
        self._runner: web.AppRunner | None = None
        self._listener: asyncio.Server | None = None

    async def start(self, port: int = 0) -> str:
        """Listen on 127.0.0.1 and give the address; port 0 is any free one. Raises `OSError`."""
        listening = socket.create_server((NAMES[0], port))
        self._door = Door(listening.getsockname()[1])

        app = web.Application(middlewares=[self._guard])
        app.on_response_prepare.append(_with_headers)
        app.on_shutdown.append(self._close_all)
        path = self._door.path
        app.add_routes(
            [
                web.get(path, self._page),
                web.get(f"{path}ws", self._socket),
                web.get(f"{path}download/{{key}}", self._download),
                web.get(f"{path}{{name}}", _asset),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=END_PATIENCE)
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(self._connection, sock=listening)
        return self._door.address

    def _connection(self) -> asyncio.Protocol:
        server = self._runner.server if self._runner else None
        if server is None or self._ending.is_set() or len(server.connections) >= CONNECTIONS:
            return _NoPlace()
        return _Asked(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=self._quiet,
            lingering_time=self._quiet,
            logger=_OneLine(self._say),
            access_log=None,  # type: ignore[arg-type]  # none is what None is for
        )

    async def stop(self) -> None:
        """Close every socket and end every program; it takes seconds at most."""
        self._ending.set()
        if self._listener is not None:
            self._listener.close()
        if self._runner is not None:
            await self._runner.cleanup()
        for session in self.sessions:
            session.child.kill()

    async def _close_all(self, _: web.Application) -> None:
        await asyncio.gather(*(session.close(STOPPED) for session in self.sessions))

    # The door

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        door = self._door
        is_socket = request.path == f"{door.path}ws"
        refusal = door.refusal(request.headers, socket=is_socket)
        if refusal or len(request.headers.getall("Host", ())) != 1:
            return _notice(403, "Refused", refusal or "A request must name one host.")
        if request.path == "/":
            return self._let_in(request.query.get("token", ""))
        known = door.knows(request.cookies.get(door.cookie_name, ""))
        if not known or not request.path.startswith(door.path):
            return _notice(403, "Refused", "Open the address that “deals serve” printed.")
        try:
            return await handler(request)
        except web.HTTPException as error:
            return _notice(error.status, error.reason, "There is nothing here.")

    def _let_in(self, token: str) -> web.Response:
        if not self._door.opens(token):
            return _notice(403, "Refused", "Open the address that “deals serve” printed.")
        response = web.Response(status=303, headers={"Location": self._door.path})
        response.set_cookie(
            self._door.cookie_name, self._door.cookie,
            path=self._door.path, httponly=True, samesite="Strict",
        )  # fmt: skip
        return response

    # The room

    async def _page(self, request: web.Request) -> web.Response:
        if not await self._seat():
            return self._full()
        self._seats.release()
        nonce = secrets.token_urlsafe(16)
        return web.Response(
            text=pages.explorer_page(request.host, self._door.path, nonce),
            content_type="text/html",
            headers={"Content-Security-Policy": pages.explorer_policy(request.host, nonce)},
        )

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not await self._seat():
            return self._full()
        try:
            return await self._seated(request)
        finally:
            self._seats.release()

    async def _seated(self, request: web.Request) -> web.StreamResponse:
        size = cells(request.query.get("width"), 80), cells(request.query.get("height"), 24)
        try:
            child = await Child.start(self._command, size)
        except OSError as error:
            self._say(f"the explorer cannot be started: {error.strerror or error}")
            return _notice(500, "Not started", "The explorer cannot be started.")
        session = BrowserSession(child, self._idle, self._say)
        self.sessions.append(session)
        try:
            return await session.run(request)
        finally:
            self.sessions.remove(session)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        for deliveries in [session.deliveries for session in self.sessions]:
            delivery = deliveries.take(key) if request.method == "GET" else None
            if delivery is not None:
                return await _sent(request, delivery, deliveries.pieces(key))
        raise web.HTTPNotFound

    async def _seat(self) -> bool:
        """Take a place, if one is free or becomes free soon."""
        if self._ending.is_set():
            return False
        try:
            await asyncio.wait_for(self._seats.acquire(), self._seat_patience)
        except TimeoutError:
            return False
        if self._ending.is_set():  # the place is free because everything ends
            self._seats.release()
        return not self._ending.is_set()

    def _full(self) -> web.Response:
        count = "1 explorer is" if self._most == 1 else f"{self._most} explorers are"
        return _notice(
            503,
            "Too many explorers",
            f"{count} open already, and that is the limit (deals serve --sessions changes it). "
            "Close a tab, then load this page again.",
        )


class _NoPlace(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


class _Asked(web.RequestHandler):
    """Answers what cannot be read without quoting it, as the library would: it may hold a token."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        super().handle_error(request, status, exc, message)
        answer = _dressed(_notice(status, "Refused", "This request cannot be understood."))
        answer.force_close()
        return answer


class _OneLine(logging.Logger):
    """Says one line of what the HTTP library reports, which quotes requests."""

    def __init__(self, say: Say) -> None:
        super().__init__("deals.serve", logging.WARNING)
        self._say = say

    def handle(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        if isinstance(fault, HttpProcessingError):
            self._say("a request that is not HTTP was refused")
        else:
            self._say(f"a request failed ({type(fault).__name__ if fault else 'unknown'})")


async def _asset(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in pages.names():
        raise web.HTTPNotFound
    body, content_type = await asyncio.to_thread(pages.asset, name)
    charset = "utf-8" if content_type.startswith("text/") else None
    return web.Response(body=body, content_type=content_type, charset=charset)


async def _sent(
    request: web.Request, delivery: Delivery, pieces: AsyncGenerator[bytes, None]
) -> web.StreamResponse:
    """Send a file as it comes; one that stops half way is a broken download, not a short file."""
    response = web.StreamResponse(
        headers={"Content-Type": delivery.content_type, "Content-Disposition": delivery.disposition}
    )
    try:
        async with contextlib.aclosing(pieces):
            await response.prepare(request)
            async for piece in pieces:
                await response.write(piece)
        await response.write_eof()
    except (TimeoutError, ConnectionError):
        if request.transport is not None:
            request.transport.abort()
    return response


async def _with_headers(_: web.Request, response: web.StreamResponse) -> None:
    _dressed(response)


def _dressed(response: web.StreamResponse) -> web.StreamResponse:
    response.headers.update(pages.HEADERS)
    response.headers.setdefault("Content-Security-Policy", pages.NOTHING)
    return response


def _notice(status: int, heading: str, words: str) -> web.Response:
    return web.Response(
        status=status, text=pages.notice_page(heading, words), content_type="text/html"
    )


async def serve(server: Server, port: int, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP. Raises `OSError`."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        with contextlib.suppress(AttributeError, NotImplementedError):  # Windows knows Ctrl+C only
            loop.add_signal_handler(getattr(signal, name), told.set)
    try:
        announce(await server.start(port))
        await told.wait()
    finally:
        await server.stop()
