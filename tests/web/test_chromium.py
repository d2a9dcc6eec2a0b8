"""The explorer in a real browser: it is shown, keys work, and nothing leaves the machine."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from tests.web import programs
from tests.web.chromium import PROGRAM, Browser, browsing
from tests.web.visits import PATIENCE, comes_true, gone
from tui.web.child import program
from tui.web.server import Server

pytestmark = pytest.mark.skipif(
    PROGRAM is None or os.environ.get("CHROMIUM") != "1",
    reason="make web-test tries it in Chromium, and installs that on Debian",
)
KEEP = os.environ.get("DEALS_WEB_PICTURES")
"""A folder for what the browser shows, for somebody to look at."""


@asynccontextmanager
async def explorer(command: list[str]) -> AsyncIterator[tuple[Server, str]]:
    server = Server(command, sessions=4, idle=3600.0, say=lambda _: None)
    try:
        yield server, await server.start()
    finally:
        await server.stop()


def keep(name: str, picture: bytes) -> None:
    if KEEP:
        (Path(KEEP) / name).write_bytes(picture)


async def nothing_left(browser: Browser, *addresses: str) -> None:
    """See that every request was one to this machine, by the page and by the browser."""
    hosts = {urlsplit(address).netloc for address in addresses}
    asked = [one for one in browser.requests if one.startswith(("http", "ws"))]
    assert {urlsplit(url).netloc for url in asked} <= hosts
    assert browser.proxy.asked == []


async def test_the_explorer_in_a_browser() -> None:
    """Open the address, type 3 and 5, load the page again, close it."""
    command = program(["--as-of", "2026-11-21"])
    async with explorer(command) as (server, address), browsing() as browser:
        await browser.go(address)
        text = await browser.sees(r"\$10\.08")
        assert "OneGov Deal Explorer" in text
        assert "token" not in await browser.run("location.href")
        assert await browser.run("document.cookie") == ""
        await browser.run("document.fonts.ready.then(() => 1)")
        before = await browser.picture()
        browser.forget()
        await browser.key("3")
        await browser.key("5")
        assert "5 agencies" in await browser.sees(r"\$2\.10")
        await asyncio.sleep(0.3)
        after = await browser.picture()
        keep("before.png", before)
        keep("after.png", after)
        assert len(before) > 20_000
        assert before != after
        assert browser.complaints == []
        await nothing_left(browser, address)

        (first,) = (session.child.pid for session in server.sessions)
        browser.forget()
        await browser.call("Page.reload")
        await browser.sees("OneGov Deal Explorer")
        assert await gone([first])
        assert await comes_true(lambda: len(server.sessions) == 1)
        second = server.sessions[0].child.pid
        await browser.key("q")
        assert await gone([second])
        assert "You closed the explorer." in await notice(browser)
        keep("ended.png", await browser.picture())
        assert await comes_true(lambda: not server.sessions)
        await nothing_left(browser, address)


async def notice(browser: Browser) -> str:
    script = "document.getElementById('notice').textContent"
    async with asyncio.timeout(PATIENCE):
        while not (words := await browser.run(script)):
            await asyncio.sleep(0.02)
    return str(words)


async def test_the_page_can_do_little(tmp_path: Path) -> None:
    """What a script that got into the page would try, and a file that is handed over."""
    little = tmp_path / "little.py"
    little.write_text(programs.DELIVERING, encoding="utf-8")
    command = [sys.executable, str(little)]
    async with explorer(command) as (server, address), browsing() as browser:
        await browser.go(address)
        await browser.sees("little")
        refused = "fetch('http://example.com/').then(() => 'sent', () => 'refused')"
        assert await browser.run(refused) == "refused"
        assert await browser.run("try { eval('1') } catch { 'refused' }") == "refused"
        inline = "document.createElement('script')"
        await browser.run(
            f"{{let s = {inline}; s.text = 'window.got = 1'; document.body.append(s)}}"
        )
        assert await browser.run("String(window.got)") == "undefined"
        await browser.run("document.body.innerHTML += '<style>body {opacity: 0}</style>'")
        assert await browser.run("getComputedStyle(document.body).opacity") == "1"
        assert await browser.run("String(window.open('http://example.com/'))") == "null"
        assert "opens no other page" in await notice(browser)
        assert browser.proxy.asked == []

        folder = tmp_path / "downloads"
        folder.mkdir()
        await browser.call(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder),
            eventsEnabled=True,
        )  # fmt: skip
        browser.forget()
        await browser.call("Page.reload")
        await browser.sees("little")
        await browser.key("t")
        arrived = folder / "notes.md"
        assert await comes_true(
            lambda: arrived.exists() and arrived.read_text(encoding="utf-8") == "one — two"
        ), browser.downloads
        assert len(server.sessions) == 1


async def test_a_page_from_elsewhere_gets_nothing() -> None:
    """Another server on this machine, open in the same browser, knows even the room's path."""
    seen: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Cookie", ""))
        return web.Response(text="<title>elsewhere</title>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", elsewhere)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        await _attack(runner.addresses[0][1])
    finally:
        await runner.cleanup()
    assert seen
    assert set(seen) == {""}


async def _attack(port: int) -> None:
    async with explorer(programs.ECHO) as (server, address), browsing() as browser:
        await browser.go(address)
        await browser.sees("x")
        room = await browser.run("location.href")
        (mine,) = server.sessions
        await browser.go(f"http://127.0.0.1:{port}/")
        assert await gone([mine.child.pid])
        socket = room.replace("http", "ws") + "ws"
        for attempt in (
            f"new Promise(done => {{ let s = new WebSocket('{socket}'); "
            "s.onopen = () => done('open'); s.onerror = () => done('refused') })",
            f"fetch('{room}', {{credentials: 'include'}}).then(() => 'read', () => 'refused')",
            f"fetch('{room}', {{credentials: 'include', mode: 'no-cors'}})"
            ".then(() => 'sent', () => 'refused')",
            "new Promise(done => { let i = new Image(); i.onload = () => done('read'); "
            f"i.onerror = () => done('refused'); i.src = '{room}icon.svg' }})",
        ):
            assert await browser.run(attempt) == "refused", attempt
        frame = "document.createElement('iframe')"
        await browser.run(f"{{let f = {frame}; f.src = '{room}'; document.body.append(f)}}")
        await asyncio.sleep(0.3)
        assert not server.sessions
