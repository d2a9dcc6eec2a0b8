"""Files that the program hands to the browser."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, DummyCookieJar

from tests.web import programs
from tests.web.visits import comes_true, shown, type_into, visiting


def delivering(folder: Path) -> Sequence[str]:
    program = folder / "little.py"
    program.write_text(programs.DELIVERING, encoding="utf-8")
    return [sys.executable, str(program)]


async def key_of(socket: ClientWebSocketResponse) -> str:
    async with asyncio.timeout(10):
        async for message in socket:
            if isinstance(message.data, str):
                kind, key = json.loads(message.data)
                assert kind == "deliver_file_start"
                return str(key)
    raise AssertionError


async def test_a_file_is_delivered_once_to_who_may_have_it(tmp_path: Path) -> None:
    async with visiting(delivering(tmp_path)) as visit, visit.tab() as socket:
        await shown(socket, "little")
        await type_into(socket, "d")
        path = "download/" + await key_of(socket)
        async with ClientSession(cookie_jar=DummyCookieJar()) as stranger:
            assert (await stranger.get(visit.room + path)).status == 403
        assert (await visit.client.head(visit.room + path)).status == 404
        answer = await visit.get(path)
        assert answer.status == 200
        assert await answer.read() == bytes(range(256)) * 1000
        assert answer.headers["Content-Type"] == "image/png"
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment; ")
        assert disposition.isascii()
        assert disposition.endswith("%C3%A9.png")
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert (await visit.get(path)).status == 404


async def test_a_download_that_is_broken_off_is_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = programs.DELIVERING.replace("* 1000", "* 100_000")
    large = tmp_path / "little.py"
    large.write_text(content, encoding="utf-8")
    async with visiting([sys.executable, str(large)]) as visit, visit.tab() as socket:
        await shown(socket, "little")
        await type_into(socket, "d")
        answer = await visit.get("download/" + await key_of(socket))
        await answer.content.read(10)
        (deliveries,) = [one.deliveries for one in visit.server.sessions]
        assert deliveries._fetched
        answer.close()
        assert await comes_true(lambda: not deliveries._fetched)
        assert (await visit.get("explorer.js")).status == 200
    assert caplog.records == []


async def test_a_name_leads_nowhere_and_a_text_is_utf_8(tmp_path: Path) -> None:
    async with visiting(delivering(tmp_path)) as visit, visit.tab() as socket:
        await shown(socket, "little")
        await type_into(socket, "t")
        answer = await visit.get("download/" + await key_of(socket))
        assert await answer.read() == "one — two".encode()
        assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
        assert "filename*=UTF-8''notes.md" in answer.headers["Content-Disposition"]


async def test_the_program_cannot_open_pages(tmp_path: Path) -> None:
    async with visiting(delivering(tmp_path)) as visit, visit.tab() as socket:
        await shown(socket, "little")
        await type_into(socket, "o")
        await type_into(socket, "t")
        await key_of(socket)  # the first text message is the delivery: there was none before it
