"""Textual's half of the packets, inside the process of one explorer.

It differs from Textual's own driver for the web in five points: what is typed is read as in a
terminal; a packet is written whole, as the screen and a delivery are written by two threads; the
end of the input ends the program, so that nothing outlives a server that was killed; a delivered
piece is the key and the bytes; and the program begins with the focus, as the page gives it the
keys.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any

from textual import events, messages
from textual.app import App
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver, _ExitInput
from textual.message import Message

from tui.app.terminal_input import TerminalInput


class BrowserDriver(WebDriver):
    """Speaks packets over standard input and output."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._turn = Lock()
        self._write = partial(self._send, self.fileno)

    def start_application_mode(self) -> None:
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def _send(self, descriptor: int, packet: bytes) -> int:
        with self._turn:
            rest = memoryview(packet)
            try:
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            except BrokenPipeError:  # the server is gone; the end of the input says so, too
                pass
        return len(packet)

    def write_binary_encoded(self, data: tuple[str | bytes, ...]) -> None:
        """Send a piece of a delivery: 32 letters of its key, then its bytes."""
        _, key, piece = data
        packet = b"".join(
            part.encode() if isinstance(part, str) else bytes(part) for part in (key, piece)
        )
        self._write(b"P%s%s" % (len(packet).to_bytes(4, "big"), packet))

    def run_input_thread(self) -> None:
        terminal, packets = TerminalInput(), ByteStream()
        since = monotonic()
        with suppress(_ExitInput):
            for content in self._input_reader:
                for kind, payload in packets.feed(content) if content else ():
                    since = monotonic()
                    if kind == "D":
                        self._process(terminal.feed(payload))
                    else:
                        self._on_meta(kind, payload)
                if terminal.wait is not None and monotonic() - since >= terminal.wait:
                    self._process(terminal.late())
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())

    def _process(self, typed: Iterable[Message]) -> None:
        for message in typed:
            self.process_message(message)
