"""A headless Chromium, spoken to over its own protocol; no driver is needed."""

import asyncio
import base64
import contextlib
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientWebSocketResponse

from tests.web.visits import ESCAPES, PATIENCE, comes_true

PROGRAM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--disable-domain-reliability",
    "--no-pings", "--no-default-browser-check", "--remote-debugging-port=0",
    "--window-size=1280,800",
    "--disable-features=AutofillServerCommunication,OptimizationHints,OptimizationGuideModelDownloading",
)  # fmt: skip


ITS_OWN: Final = {
    "accounts.google.com", "clients2.google.com", "update.googleapis.com",
    "optimizationguide-pa.googleapis.com",
}  # fmt: skip
"""Where Chromium asks for itself, with an empty page too, despite its flags; some of it late.

Without the last flag it also asks content-autofill.googleapis.com whenever any page has a field
to type into; a page cannot forbid that.
"""


class Proxy:
    """Where Chromium must ask for everything that is not on this machine; it says no."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            asked = (await reader.readline()).decode("latin-1").split()[1]
            host = urlsplit(asked if "://" in asked else f"//{asked}").hostname or ""
            if host not in ITS_OWN:
                self.asked.append(host)
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
        writer.close()


class Browser:
    """One page, and what it did."""

    def __init__(self, socket: ClientWebSocketResponse, proxy: Proxy) -> None:
        self._socket = socket
        self._calls: dict[int, asyncio.Future[Any]] = {}
        self._reader = asyncio.create_task(self._read())
        self.proxy = proxy
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.downloads: list[Mapping[str, Any]] = []
        self._received = b""

    async def call(self, method: str, **parameters: object) -> Any:
        """Call a method of the protocol, and give its result."""
        number = len(self._calls) + 1
        answer = self._calls[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE):
            return await answer

    async def run(self, script: str) -> Any:
        """Run a script as one of the page's own, and give the value that it comes to."""
        result = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True,
            allowUnsafeEvalBlockedByCSP=False,
        )  # fmt: skip
        return result["result"].get("value", result.get("exceptionDetails"))

    async def go(self, address: str) -> None:
        await self.call("Page.navigate", url=address)

    async def key(self, character: str) -> None:
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=character, text=character)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=character)

    async def sees(self, pattern: str) -> str:
        """Wait until the terminal has been sent some text; give all of it, without escapes."""
        assert await comes_true(lambda: bool(re.search(pattern, self.text()))), self.text()
        return self.text()

    def text(self) -> str:
        return ESCAPES.sub("", self._received.decode("utf-8", "replace"))

    def forget(self) -> None:
        """Begin to read anew."""
        self._received = b""

    async def picture(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])

    async def _read(self) -> None:
        async for message in self._socket:
            event = message.json()
            if "id" in event:
                self._calls[event["id"]].set_result(event.get("result", event))
            else:
                self._happened(event["method"], event["params"])

    def _happened(self, method: str, event: Mapping[str, Any]) -> None:
        match method:
            case "Network.webSocketFrameReceived" if event["response"]["opcode"] == 2:
                self._received += base64.b64decode(event["response"]["payloadData"])
            case "Network.requestWillBeSent":
                self.requests.append(event["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(event["url"])
            case "Log.entryAdded":
                self.complaints.append(event["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(event["exceptionDetails"]))
            case "Browser.downloadWillBegin":
                self.downloads.append(event)

    async def quit(self) -> None:
        await self.call("Browser.close")
        await self._reader


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Run a browser with an empty profile, whose every way out is a proxy that says no."""
    assert PROGRAM
    proxy = Proxy()
    listening = await asyncio.start_server(proxy.answer, "127.0.0.1", 0)
    proxy.port = listening.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            PROGRAM, *FLAGS, f"--user-data-dir={profile}",
            f"--proxy-server=127.0.0.1:{proxy.port}", "--proxy-bypass-list=127.0.0.1",
            "about:blank", stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            port = await _port_of(process, Path(profile))
            async with ClientSession() as client:
                pages = await (await client.get(f"http://127.0.0.1:{port}/json")).json()
                page = next(page for page in pages if page["type"] == "page")
                url = page["webSocketDebuggerUrl"]
                async with client.ws_connect(url, max_msg_size=0) as socket:
                    browser = Browser(socket, proxy)
                    for domain in ("Page", "Network", "Runtime", "Log"):
                        await browser.call(f"{domain}.enable")
                    yield browser
                    await browser.quit()
        finally:
            if process.returncode is None:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), 3)
            if process.returncode is None:
                process.kill()
            await process.communicate()
            listening.close()
            await listening.wait_closed()


async def _port_of(process: asyncio.subprocess.Process, profile: Path) -> int:
    """The port that Chromium speaks on: it writes it into its profile."""
    written = profile / "DevToolsActivePort"
    assert await comes_true(lambda: written.exists() and written.read_text().count("\n") >= 1), (
        process.returncode
    )
    return int(written.read_text().split()[0])
