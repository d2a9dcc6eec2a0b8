"""Explorers behind the page: how many there may be, and that each one ends."""

import asyncio
import json

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from yarl import URL

from tests.web import programs
from tests.web.visits import comes_true, gone, is_there, process_of, shown, type_into, visiting
from tui.web import browser_session, child


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "PATIENCE", 0.3)


async def test_what_is_typed_arrives_and_sizes_are_within_reason() -> None:
    async with visiting() as visit, visit.tab("?width=132&height=nonsense") as socket:
        assert "132x24" in await shown(socket, "x")
        await type_into(socket, "5é\x1b[A")
        assert "D5é" in await shown(socket, "D5é")
        await socket.send_str(json.dumps(["resize", {"width": -5, "height": 10**30}]))
        assert '"width": 1, "height": 1000}' in await shown(socket, "height")
        await socket.send_str(json.dumps(["blur"]))
        assert await shown(socket, '"blur"')


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", "{}", "null", "[1]", '["stdin"]', '["stdin", 5]', '["resize", [1]]',
     '["resize", {"width": {}}]', '["quit"]', "[" * 5000, '["stdin", "\\ud800"]'],
)  # fmt: skip
async def test_a_message_that_makes_no_sense_does_nothing(message: str) -> None:
    async with visiting() as visit, visit.tab() as socket:
        process = await process_of(socket)
        await socket.send_str(message)
        await type_into(socket, "still here")
        await shown(socket, "still here")
        assert is_there(process)


async def test_a_huge_message_ends_the_session_and_nothing_else() -> None:
    async with visiting() as visit:
        async with visit.tab() as socket:
            process = await process_of(socket)
            await socket.send_str("x" * (browser_session.LARGEST_MESSAGE + 1))
            assert await gone([process])
        async with visit.tab() as socket:
            await process_of(socket)


async def test_one_more_than_the_limit_is_told_so() -> None:
    async with visiting(sessions=2) as visit, visit.tab() as one:
        async with visit.tab() as two:
            processes = {await process_of(one), await process_of(two)}
            assert len(processes) == 2
            page = await visit.get()
            assert page.status == 503
            assert "2 explorers are open already" in await page.text()
            with pytest.raises(WSServerHandshakeError) as refused:
                async with visit.tab():
                    pass
            assert refused.value.status == 503
            assert len(visit.server.sessions) == 2
        assert await comes_true(lambda: len(visit.server.sessions) == 1)
        assert (await visit.get()).status == 200
        async with visit.tab() as three:
            await process_of(three)


@pytest.mark.parametrize("program", [programs.ECHO, programs.STUBBORN, programs.LOUD])
async def test_a_closed_tab_ends_its_program(program: list[str]) -> None:
    async with visiting(program) as visit:
        async with visit.tab() as socket:
            process = await process_of(socket)
            assert is_there(process)
        assert await gone([process])
        assert await comes_true(lambda: not visit.server.sessions)


async def test_a_lost_connection_ends_its_program() -> None:
    async with visiting() as visit, visit.tab() as socket:
        process = await process_of(socket)
        transport = socket._response.connection
        assert transport is not None
        assert transport.transport is not None
        transport.transport.abort()
        assert await gone([process])


async def test_stopping_the_server_ends_every_program() -> None:
    async with (
        visiting(programs.STUBBORN) as visit,
        visit.tab() as one,
        visit.tab() as two,
        visit.tab() as three,
    ):
        processes = [await process_of(tab) for tab in (one, two, three)]
        stopping = asyncio.create_task(visit.server.stop())
        message = await asyncio.wait_for(one.receive(), 5)
        assert message.type == WSMsgType.CLOSE
        assert message.extra == "The server was stopped."
        await stopping
        assert not any(map(is_there, processes))


async def test_whoever_waits_for_a_place_when_the_server_stops_gets_none() -> None:
    async with visiting(sessions=1, seat_patience=5) as visit, visit.tab() as socket:
        process = await process_of(socket)

        async def another() -> int:
            try:
                async with visit.tab():
                    return 101
            except WSServerHandshakeError as refused:
                return refused.status

        waiting = asyncio.create_task(another())
        await asyncio.sleep(0.2)
        await asyncio.wait_for(visit.server.stop(), 4)
        assert await waiting == 503
        assert not is_there(process)


async def test_whoever_left_while_waiting_for_a_place_is_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said: list[str] = []
    async with visiting(sessions=1, seat_patience=5, say=said.append) as visit:
        room = URL(visit.room)
        cookies = visit.client.cookie_jar.filter_cookies(room)
        cookie = "; ".join(f"{name}={one.value}" for name, one in cookies.items())
        async with visit.tab() as socket:
            await process_of(socket)
            _, leaving = await asyncio.open_connection(room.host, room.port)
            lines = [
                f"GET {room.path}ws HTTP/1.1", f"Host: {room.authority}",
                f"Origin: {visit.origin}", f"Cookie: {cookie}",
                "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "", "",
            ]  # fmt: skip
            leaving.write("\r\n".join(lines).encode())
            await leaving.drain()
            await asyncio.sleep(0.2)
            leaving.transport.abort()
            await asyncio.sleep(0.1)
        async with visit.tab() as socket:
            await process_of(socket)
        assert await comes_true(lambda: not visit.server.sessions)
    assert said == []
    assert caplog.records == []


async def test_a_program_that_takes_nothing_any_more_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "LISTENING", 0.3)
    async with visiting(programs.STUBBORN) as visit, visit.tab() as socket:
        process = await process_of(socket)
        await type_into(socket, "x" * (browser_session.LARGEST_MESSAGE // 2))
        message = await asyncio.wait_for(socket.receive(), 5)
        assert message.extra == "The explorer stopped taking keys."
        assert await gone([process])
        assert await comes_true(lambda: not visit.server.sessions)


async def test_a_program_that_nobody_uses_ends() -> None:
    async with visiting(idle=0.5) as visit, visit.tab() as socket:
        process = await process_of(socket)
        begun = asyncio.get_running_loop().time()
        for _ in range(4):
            await asyncio.sleep(0.2)
            await type_into(socket, "busy")
        await shown(socket, "(busy.*){4}")
        await socket.send_str(json.dumps(["focus"]))
        await shown(socket, "focus")
        message = await socket.receive()
        assert asyncio.get_running_loop().time() - begun >= 1.2
        assert await gone([process])
        assert message.type == WSMsgType.CLOSE
        assert message.extra == "The explorer was idle for too long and was closed."


async def test_a_program_that_is_left_closes_its_tab() -> None:
    async with visiting(programs.LEAVING) as visit, visit.tab() as socket:
        process = await process_of(socket)
        await type_into(socket, "q")
        message = await asyncio.wait_for(socket.receive(), 5)
        assert (message.type, message.extra) == (WSMsgType.CLOSE, "You closed the explorer.")
        assert await gone([process])


async def test_a_program_that_does_not_begin_says_why() -> None:
    said: list[str] = []
    async with visiting(programs.BROKEN, say=said.append) as visit, visit.tab() as socket:
        assert "mine.toml:3: [31mno such key" in await shown(socket, "key")
        message = await asyncio.wait_for(socket.receive(), 5)
        assert message.type == WSMsgType.CLOSE
    assert said == ["deals: mine.toml:3: \x1b[31mno such key"]


async def test_a_program_that_is_not_there_is_no_traceback() -> None:
    said: list[str] = []
    async with visiting(["/nowhere/at/all"], say=said.append) as visit:
        with pytest.raises(WSServerHandshakeError) as refused:
            async with visit.tab():
                pass
        assert refused.value.status == 500
        assert not visit.server.sessions
        assert (await visit.get()).status == 200
    assert said == ["the explorer cannot be started: No such file or directory"]
