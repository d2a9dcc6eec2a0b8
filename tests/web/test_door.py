"""Who is let in, who is refused, and what every answer says to the browser."""

import asyncio
import contextlib
import itertools
import random
import re
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, DummyCookieJar, WSServerHandshakeError

from tests.effort import EXAMPLES
from tests.web.visits import Visit, shown, type_into, visiting
from tui.web import door, pages, server
from tui.web.door import Door

FOREIGN_HOSTS = (
    "evil.test", "evil.test:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.test",
    "127.0.0.1.evil.test:{port}", "localhost.evil.test:{port}", "0.0.0.0:{port}", "[::1]:{port}",
    "127.0.0.1:{port}, evil.test", "LOCALHOST@evil.test:{port}", "",
)  # fmt: skip
FOREIGN_ORIGINS = (
    "null", "http://evil.test", "https://127.0.0.1:{port}", "http://127.0.0.1",
    "http://[::1]:{port}", "http://127.0.0.1:{port}.evil.test", "http://localhost:{port}",
    "http://127.0.0.1:1", "file://", "",
)  # fmt: skip
WRONG_TOKENS = ("", "?token=", "?token=x", "?token=%00%ff", "?TOKEN={token}", "?token={token}x",
                "?token={short}", "?token=x&token={token}", "?token=é")  # fmt: skip
WRONG_COOKIES = ("", "x", "{cookie}x", "{short}", "{token}", "é")


def port_of(visit: Visit) -> int:
    port = urlsplit(visit.room).port
    assert port is not None
    return port


def paths_of(visit: Visit) -> list[str]:
    files = [*pages.names(), "", "ws", "download/" + "0" * 32, "nothing"]
    return [*(visit.room + file for file in files), visit.address]


async def test_the_address_lets_in_and_the_cookie_stays_in_its_room() -> None:
    async with visiting() as visit:
        answer = await visit.client.get(visit.address, allow_redirects=False)
        assert answer.status == 303
        assert answer.headers["Location"] == urlsplit(visit.room).path
        (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == urlsplit(visit.room).path
        assert not cookie["domain"]
        token = visit.address.partition("token=")[2]
        assert len({token, cookie.value, cookie["path"].strip("/")}) == 3
        assert all(len(part) >= 43 for part in (token, cookie.value, cookie["path"].strip("/")))
        page = await (await visit.get()).text()
        assert token not in page


def test_no_two_doors_are_alike_and_none_says_its_secrets() -> None:
    doors = [Door(8000) for _ in range(100)]
    secrets = {secret for one in doors for secret in (one.token, one.room, one.cookie)}
    assert len(secrets) == 300
    assert repr(doors[0]) == "Door(port=8000)"
    assert door.SECRET_BYTES * 8 >= 128


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question about a secret is `hmac.compare_digest`'s, of whole values."""
    asked: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        asked.append((one, other))
        return False

    monkeypatch.setattr("hmac.compare_digest", compare)
    ours = Door(8000)
    assert not ours.opens(ours.token)
    assert not ours.knows(ours.cookie)
    assert asked == [(secret.encode(),) * 2 for secret in (ours.token, ours.cookie)]


async def test_a_wrong_host_is_refused_everywhere() -> None:
    async with visiting() as visit:
        port = port_of(visit)
        for host, url in itertools.product(FOREIGN_HOSTS, paths_of(visit)):
            answer = await visit.client.get(
                url, headers={"Host": host.format(port=port)}, allow_redirects=False
            )
            assert answer.status == 403, (host, url)
            assert "Set-Cookie" not in answer.headers


async def test_this_machine_by_its_other_name_is_let_in() -> None:
    async with visiting() as visit:
        url = visit.address.replace("127.0.0.1", "localhost")
        assert (await visit.client.get(url)).status == 200


async def test_a_foreign_origin_is_refused_everywhere() -> None:
    async with visiting() as visit:
        port = port_of(visit)
        for origin, url in itertools.product(FOREIGN_ORIGINS, paths_of(visit)):
            headers = {"Origin": origin.format(port=port)}
            answer = await visit.client.get(url, headers=headers, allow_redirects=False)
            assert answer.status == 403, (origin, url)
        for site in ("cross-site", "same-site", "nonsense"):
            assert (await visit.get(**{"Sec-Fetch-Site": site})).status == 403
        assert (await visit.get(Origin=visit.origin)).status == 200


@pytest.mark.parametrize("origin", [None, *FOREIGN_ORIGINS])
async def test_a_socket_from_elsewhere_is_refused(origin: str | None) -> None:
    async with visiting() as visit:
        headers = {} if origin is None else {"Origin": origin.format(port=port_of(visit))}
        with pytest.raises(WSServerHandshakeError) as refused:
            await visit.client.ws_connect(visit.room + "ws", headers=headers)
        assert refused.value.status == 403
        assert not visit.server.sessions


async def test_a_missing_or_wrong_token_is_refused() -> None:
    async with visiting() as visit, ClientSession(cookie_jar=DummyCookieJar()) as stranger:
        token = visit.address.partition("token=")[2]
        for wrong in WRONG_TOKENS:
            query = wrong.format(token=token, short=token[:-1])
            answer = await stranger.get(visit.origin + "/" + query, allow_redirects=False)
            assert answer.status == 403, wrong
            assert "Set-Cookie" not in answer.headers
            assert "deals serve" in await answer.text()


async def test_without_the_cookie_everything_is_refused_alike() -> None:
    async with visiting() as visit, ClientSession(cookie_jar=DummyCookieJar()) as stranger:
        (cookie,) = visit.client.cookie_jar
        right = {"token": visit.address.partition("token=")[2], "cookie": cookie.value}
        answers = set()
        for wrong, url in itertools.product(WRONG_COOKIES, paths_of(visit)[:-1]):
            value = wrong.format(**right, short=cookie.value[:-1])
            headers = {"Origin": visit.origin}
            if value:
                headers["Cookie"] = f"{cookie.key}={value}"
            answer = await stranger.get(url, headers=headers, allow_redirects=False)
            assert answer.status == 403, (wrong, url)
            answers.add(await answer.text())
        assert len(answers) == 1
        headers = {"Cookie": f"{cookie.key}={cookie.value}"}
        other = await stranger.get(f"{visit.origin}/elsewhere/", headers=headers)
        assert other.status == 403
        assert (await stranger.get(visit.room, headers=headers)).status == 200


async def test_only_looking_is_possible() -> None:
    async with visiting() as visit:
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            answer = await visit.client.request(method, visit.room)
            assert answer.status == 405, method
            assert "Access-Control-Allow-Origin" not in answer.headers


async def test_two_hosts_in_one_request_are_refused() -> None:
    async with visiting() as visit:
        port = port_of(visit)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        path = urlsplit(visit.address)._replace(scheme="", netloc="").geturl()
        lines = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.test\r\n\r\n"
        writer.write(lines.encode())
        status = await asyncio.wait_for(reader.readline(), 5)
        assert status.split()[1] in {b"400", b"403"}
        writer.close()
        await writer.wait_closed()


NO_HTTP = (
    "GARBAGE {token}\r\n\r\n", "GET /?token={token} HTTP/9.9\r\n\r\n",
    "GET /?token={token}\x00 HTTP/1.1\r\n\r\n",
    "GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n",
    "GET /?token={token} HTTP/1.1\r\nNo colon\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    "GET /" + "a" * 100_000 + "?token={token} HTTP/1.1\r\n\r\n",
)  # fmt: skip


@pytest.mark.parametrize("request_text", NO_HTTP)
async def test_what_is_no_http_is_one_line_without_the_token(
    request_text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    async with visiting(say=said.append) as visit:
        token = visit.address.partition("token=")[2]
        reader, writer = await asyncio.open_connection("127.0.0.1", port_of(visit))
        writer.write(request_text.format(token=token).encode("latin-1"))
        answer = await asyncio.wait_for(reader.read(), 5)
        writer.close()
        assert not answer or answer.split()[1] == b"400"
        assert len(said) <= 1
        assert (await visit.get()).status == 200
    printed = capfd.readouterr()
    assert not printed.out
    assert not printed.err
    assert token not in "".join(said)


async def test_who_knows_no_secret_gets_nothing_whatever_is_asked(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Requests as a browser makes them, with wrong secrets and one to three accidents."""
    chance = random.Random(2026)
    said: list[str] = []
    async with visiting(say=said.append, quiet=0.3) as visit:
        (cookie,) = visit.client.cookie_jar
        token, room = visit.address.partition("token=")[2], urlsplit(visit.room).path
        secrets = (token, room.strip("/"), cookie.value)
        port = port_of(visit)

        def request() -> bytes:
            wrong = [_wrong(chance, secret) for secret in secrets]
            known = chance.choice((wrong[1], secrets[1]))
            paths = (f"/?token={wrong[0]}", f"/{known}/", f"/{known}/ws", f"/{known}/textual.js")
            host = f"127.0.0.1:{port}"
            lines = [
                f"{chance.choice(METHODS)} {chance.choice(paths)} HTTP/1.1", f"Host: {host}",
                f"Origin: http://{host}", f"Cookie: {cookie.key}={wrong[2]}", "Connection: close",
            ]  # fmt: skip
            for _ in range(chance.randint(1, 3)):
                at = chance.randrange(len(lines))
                match chance.randrange(5):
                    case 0:
                        lines.insert(at, chance.choice(LINES))
                    case 1:
                        lines[at] += chance.choice(ENDINGS)
                    case 2:
                        del lines[at]
                    case 3:
                        cut = chance.randrange(len(lines[at]) + 1)
                        lines[at] = lines[at][:cut] + chr(chance.randrange(256)) + lines[at][cut:]
                    case _:
                        lines.append(lines[at])
                lines = lines or [""]
            return "\r\n".join([*lines, "", ""]).encode("latin-1")

        async def refused() -> None:
            asked = request()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(asked)
            with contextlib.suppress(ConnectionError):
                answer = await asyncio.wait_for(reader.read(), 20)
                answer = answer.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
                assert not answer or answer.split()[1][:1] == b"4", (asked, answer)
                assert not answer or b"X-Frame-Options: DENY" in answer
                assert b"set-cookie" not in answer.lower()
                assert not any(secret.encode() in answer for secret in secrets), (asked, answer)
            writer.close()

        for _ in range(0, EXAMPLES, 30):
            await asyncio.gather(*(refused() for _ in range(30)))
        assert not visit.server.sessions
        assert (await visit.get()).status == 200
    assert not any(capfd.readouterr())
    assert not any(secret in line for secret in secrets for line in said)


METHODS = ("GET", "GET", "HEAD", "POST", "OPTIONS", "get", "PRI")
LINES = (
    "Host: evil.test", "Origin: null", "Content-Length: 5", "Content-Length: -1", "no colon",
    " folded", "Transfer-Encoding: chunked", "Transfer-Encoding: identity, chunked",
    "Expect: 100-continue", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: x", "Sec-Fetch-Site: cross-site",
    "X-Forwarded-Host: 127.0.0.1", "Range: bytes=0-", "", "Cookie: é=", "X: " + "x" * 9000,
)  # fmt: skip
ENDINGS = (
    " HTTP/0.9",
    " HTTP/1.0",
    "/../",
    "%00",
    "%2e%2e%2f",
    ";",
    "\t",
    "\0",
    "\n",
    "é",
    "#",
    "?",
)


def _wrong(chance: random.Random, secret: str) -> str:
    """A secret as somebody may guess or have seen it."""
    at = chance.randrange(len(secret))
    letter = "a" if secret[at] != "a" else "b"
    guesses = ("", secret[:-1], secret + "x", secret[1:], secret.swapcase(), secret[::-1])
    return chance.choice((*guesses, secret[:at] + letter + secret[at + 1 :]))


async def test_headers_come_soon_and_idle_connections_end() -> None:
    async with visiting(quiet=0.3) as visit:
        port = port_of(visit)
        whole = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        half = whole[:-2] + "Content-Length: 5\r\n\r\nx"
        for begun in ("", "GET / HT", whole[:-2], whole, half):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun.encode())
            answer = await asyncio.wait_for(reader.read(), 5)
            assert bool(answer) == (begun in (whole, half))
            writer.close()
        async with visit.tab() as socket:
            await shown(socket, "[0-9]")
            await asyncio.sleep(0.7)
            await type_into(socket, "still here")
            await shown(socket, "still here")


async def test_one_connection_too_many_is_closed() -> None:
    async with visiting() as visit:
        port = port_of(visit)
        waiting = [
            await asyncio.open_connection("127.0.0.1", port) for _ in range(server.CONNECTIONS + 8)
        ]
        ended = 0
        for reader, _ in waiting[-8:]:
            ended += await asyncio.wait_for(reader.read(), 5) == b""
        assert ended == 8
        for _, writer in waiting:
            writer.close()


async def test_every_answer_has_the_headers() -> None:
    async with visiting() as visit, ClientSession() as stranger:
        answers = [await visit.get(path) for path in (*pages.names(), "", "nothing")]
        answers.append(await visit.client.get(visit.address, allow_redirects=False))
        answers.append(await stranger.get(visit.room))
        for answer in answers:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert answer.headers["Server"] == "deals"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        async with visit.tab() as socket:
            assert socket._response.headers["Cache-Control"] == "no-store"


async def test_the_policy_of_the_page_is_strict() -> None:
    async with visiting() as visit:
        answers = [await visit.get(), await visit.get()]
        policies = [answer.headers["Content-Security-Policy"] for answer in answers]
        nonces = [re.findall(r"'nonce-([^']+)'", policy) for policy in policies]
        assert nonces[0] != nonces[1]
        parts = dict(part.split(" ", 1) for part in policies[0].split("; "))
        assert parts["default-src"] == "'self'"
        assert parts["script-src"] == "'self'"
        assert parts["connect-src"] == f"'self' ws://127.0.0.1:{port_of(visit)}"
        assert "unsafe" not in policies[0]
        assert "*" not in policies[0]
        page = await answers[0].text()
        assert not re.search(r"<script[^>]*>\s*[^<\s]|<style|\son\w+=|style=", page)


async def test_no_served_byte_names_another_place() -> None:
    """The only addresses are two in the licence comment of xterm.css, and the name of SVG."""
    inert = {
        "xterm.css": [b"https://github.com/chjj/term.js", b"http://bellard.org/jslinux/"],
        "icon.svg": [b"http://www.w3.org/2000/svg"],
    }
    async with visiting() as visit:
        for name in ("", *pages.names()):
            answer = await visit.get(name)
            assert answer.status == 200
            body = await answer.read()
            if name.endswith(".ttf"):
                assert body[:4] == b"\0\1\0\0"
                continue
            found = re.findall(rb"(?:https?|wss?)?:?//[\w.-]+\.[a-z]+[^\s'\"<>)]*", body)
            theirs = [one for one in found if one.startswith((b"http", b"ws", b"//"))]
            theirs = [one for one in theirs if b"//127.0.0.1" not in one]
            assert theirs == inert.get(name, []), name
            outside_comments = re.sub(rb"/\*.*?\*/", b"", body, flags=re.DOTALL)
            if name == "xterm.css":
                assert b"//" not in outside_comments


def test_the_installed_script_is_the_one_that_is_mended() -> None:
    from importlib.resources import files

    script = (files("textual_serve") / "static" / "js" / "textual.js").read_bytes()
    assert script.count(pages.WITHOUT_WEBGL) == 1
    assert pages.WITHOUT_WEBGL not in pages.asset("textual.js")[0]
