"""Who may come in. Must know nothing of pages, programs or sockets.

The address that is printed carries a token. Whoever shows it is given a cookie and sent on to a
room, a path that nobody can guess; from then on the cookie is asked for on every request.

The cookie is HttpOnly and SameSite=Strict, and its path is the room. Cookies know no ports: with
the path `/`, a browser would show this one to every other server on the machine, and the unknown
path keeps it from them. The token itself stays out of the address bar and of what pages link to.

A web page elsewhere can make a browser send requests here. The Host must be this machine by a
name of its own (a rebound name of another site is not), and an Origin must be this server.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SECRET_BYTES: Final = 32
"""256 bits: twice what nobody can guess."""
NAMES: Final = ("127.0.0.1", "localhost")
TRUSTED_SITES: Final = ("same-origin", "none")
"""Where a request may begin, as `Sec-Fetch-Site` says it: here, or with the person."""


def _secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


@dataclass(frozen=True)
class Door:
    """What is asked of a request."""

    port: int
    token: str = field(default_factory=_secret, repr=False)
    room: str = field(default_factory=_secret, repr=False)
    cookie: str = field(default_factory=_secret, repr=False)

    @property
    def address(self) -> str:
        return f"http://{NAMES[0]}:{self.port}/?token={self.token}"

    @property
    def path(self) -> str:
        return f"/{self.room}/"

    @property
    def cookie_name(self) -> str:
        """The cookie's name: two servers on one machine do not take each other's place."""
        return f"deals-{self.port}"

    def refusal(self, headers: Mapping[str, str], *, socket: bool) -> str:
        """Say why a request with these headers is refused; empty: it is not.

        Only a page of our own opens the socket, and a browser then always says its origin.
        """
        hosts = [f"{name}:{self.port}" for name in NAMES]
        host = headers.get("Host", "")
        if host not in hosts:
            return f"This server answers to {' and '.join(hosts)} only."
        origin = headers.get("Origin")
        if origin is None and socket:
            return "The explorer opens only from its own page."
        if origin is not None and origin != f"http://{host}":
            return "This request came from another page."
        if headers.get("Sec-Fetch-Site", TRUSTED_SITES[0]) not in TRUSTED_SITES:
            return "This request came from another page."
        return ""

    def opens(self, token: str) -> bool:
        """Whether a token is the one that was printed, in a time that gives nothing away."""
        return _same(token, self.token)

    def knows(self, cookie: str) -> bool:
        """Whether a cookie is the one that was given, in a time that gives nothing away."""
        return _same(cookie, self.cookie)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())
