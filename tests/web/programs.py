"""Small programs that stand where the explorer would, as each starts in a moment."""

import sys
from collections.abc import Sequence
from typing import Final

_PACKETS: Final = """
import sys, os, json, signal, time
def send(kind, payload):
    os.write(1, kind + len(payload).to_bytes(4, "big") + payload)
def packets():
    read = sys.stdin.buffer.read
    while kind := read(1):
        yield kind, read(int.from_bytes(read(4), "big"))
os.write(1, b"__GANGLION__\\n")
"""


def _program(text: str, arguments: Sequence[str] = ()) -> list[str]:
    return [sys.executable, "-S", "-c", _PACKETS + text, *arguments]


ECHO: Final = _program("""
size = os.environ["COLUMNS"] + "x" + os.environ["ROWS"]
send(b"D", f"{os.getpid()} {size}".encode())
for kind, payload in packets():
    if kind == b"M" and json.loads(payload)["type"] == "quit":
        break
    send(b"D", kind + payload)
""")
"""Says its process id and its size, then everything that it is told."""

STUBBORN: Final = _program("""
signal.signal(signal.SIGTERM, signal.SIG_IGN)
send(b"D", str(os.getpid()).encode())
while True:
    time.sleep(1)
""")
"""Says its process id; neither a message, nor the end of its input, nor SIGTERM ends it."""

LOUD: Final = _program("""
send(b"D", str(os.getpid()).encode())
while True:
    send(b"D", b"x" * 65536)
""")
"""Writes without end."""

LEAVING: Final = _program("""
send(b"D", str(os.getpid()).encode())
next(packets())
send(b"M", b'{"type": "exit"}')
""")
"""Ends by itself at the first key."""

BROKEN: Final = [
    sys.executable, "-S", "-c", "import sys; sys.exit('deals: mine.toml:3: \\x1b[31mno such key')",
]  # fmt: skip
"""Never begins, and says why."""


DELIVERING: Final = '''
"""An explorer of one line that delivers two files."""
from io import BytesIO, StringIO
from textual.app import App
from textual.widgets import Static

class Little(App):
    def compose(self):
        yield Static("a little program")
    def on_key(self, event):
        if event.key == "d":
            content = BytesIO(bytes(range(256)) * 1000)
            self.deliver_binary(content, save_filename="a \\\\\\"b\\\\\\" é.png")
        if event.key == "t":
            self.deliver_text(StringIO("one — two"), save_filename="../../etc/notes.md")
        if event.key == "o":
            self.open_url("http://127.0.0.1:9/")

Little().run()
'''
