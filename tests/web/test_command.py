"""`deals serve` as a person runs it: real processes, real signals."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar
from yarl import URL

from tests.cli.conftest import CATALOG
from tests.effort import THOROUGH
from tests.web.visits import children_of, gone, shown, type_into
from tui import web
from tui.__main__ import main

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
SERVE = (sys.executable, "-P", "-m", "tui", "serve")


@asynccontextmanager
async def serving(
    arguments: Sequence[str], folder: Path
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run the command, and give the process and the address that it prints."""
    root = str(Path(__file__).parents[2])
    process = await asyncio.create_subprocess_exec(
        *SERVE, *arguments, cwd=folder, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, env=os.environ | {"PYTHONPATH": root},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 20)
        assert line.startswith(b"http://127.0.0.1:"), await process.communicate()
        yield process, line.decode().strip()
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@LINUX
@pytest.mark.parametrize(
    ("name", "tabs"),
    [("SIGTERM", 1), ("SIGKILL", 2), *((("SIGINT", 1), ("SIGHUP", 1)) if THOROUGH else ())],
)
async def test_however_it_ends_no_explorer_is_left(name: str, tabs: int, tmp_path: Path) -> None:
    """Even a server that cannot clean up leaves none: the end of their input ends them."""
    async with serving([], tmp_path) as (process, address):
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            room = (await client.get(address)).url
            async with AsyncExitStack() as open_tabs:
                for _ in range(tabs):
                    socket = client.ws_connect(room / "ws", origin=str(room.origin()))
                    await shown(await open_tabs.enter_async_context(socket), "Grok")
                explorers = children_of(process.pid)
                assert len(explorers) == tabs
                process.send_signal(getattr(signal, name))
                await asyncio.wait_for(process.wait(), 10)
        assert await gone(explorers)
        assert process.returncode == (-9 if name == "SIGKILL" else 0)


@LINUX
async def test_the_token_is_in_no_process_list(tmp_path: Path) -> None:
    async with serving([], tmp_path) as (process, address):
        token = URL(address).query["token"]
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            room = (await client.get(address)).url
            assert token not in str(room)
            async with client.ws_connect(room / "ws", origin=str(room.origin())) as socket:
                await shown(socket, "Grok")
                for one in (process.pid, *children_of(process.pid)):
                    for said in ("cmdline", "environ"):
                        assert token.encode() not in Path(f"/proc/{one}/{said}").read_bytes()


@LINUX
async def test_arguments_arrive_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "a b'c\"d $(touch x) ;&|é"
    folder.mkdir()
    (folder / 'it\'s "mine" `id` *.toml').write_text(
        'schema = 1\nname = "Mine $HOME"\nagencies = 7\n', encoding="utf-8"
    )
    (folder / "tui").mkdir()
    (folder / "tui" / "__init__.py").write_text("raise SystemExit('the wrong tui')")
    data = folder / "the deals.toml"
    data.write_bytes(CATALOG.read_bytes())
    given = ['it\'s "mine" `id` *.toml', f"--data={data}", "--set", "months=5"]
    async with serving([*given, "--as-of", "2026-11-21"], folder) as (process, address):
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            room = (await client.get(address)).url
            async with client.ws_connect(_wide(room), origin=str(room.origin())) as socket:
                text = await shown(socket, "7 agencies · 5 months")
                assert "Mine $HOME" in text
                assert "as of 2026-11-21" in text
                (explorer,) = children_of(process.pid)
                line = Path(f"/proc/{explorer}/cmdline").read_bytes().decode().split("\0")
                assert line[1:-1] == [
                    "-P", "-m", "tui", "--set=months=5", f"--data={data}",
                    "--as-of=2026-11-21", "--", "it's \"mine\" `id` *.toml",
                ]  # fmt: skip
        assert not (folder / "x").exists()


def _wide(room: URL) -> URL:
    return (room / "ws").with_query(width=160, height=45)


@LINUX
async def test_a_digit_changes_the_totals(tmp_path: Path) -> None:
    async with (
        serving(["--as-of", "2026-11-21"], tmp_path) as (_, address),
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as client,
    ):
        room = (await client.get(address)).url
        async with client.ws_connect(_wide(room), origin=str(room.origin())) as socket:
            await shown(socket, r"\$10\.08")
            await type_into(socket, "3")
            await type_into(socket, "5")
            await shown(socket, r"\$2\.10")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "is not served: the explorer is for this machine alone"),
        (["--host", "::"], "is not served"),
        (["--host", "192.0.2.7"], "ssh -L"),
        (["--port", "65536"], "is not a whole number from 0 to 65535"),
        (["--port", "-1"], "--port"),
        (["--sessions", "0"], "is not a whole number from 1 to 64"),
        (["--idle", "forever"], "is not a whole number from 1 to"),
        (["nothing.toml"], "neither a file nor a ready scenario"),
        (["--set", "agencies=many"], "agencies"),
        (["--data", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_what_cannot_be_served_is_said(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "cannot listen on port" in capsys.readouterr().err


def test_without_the_extra_it_says_how_to_install_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "NEEDED", ("aiohttp", "no_such_package"))
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert (
        'no_such_package, which is not installed: python -m pip install "onegov-deals[web]"' in said
    )
