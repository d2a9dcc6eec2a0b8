"""What a terminal sends, as messages, however it is cut up on the way.

Textual's parser waits 100 ms for the rest of a sequence, and then types what it has; it also types
what it does not know, such as a late answer about colors (docs/dependencies.md). Here it is given
what is whole: the rest is waited for, and what it does not know is nothing.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from functools import partial
from typing import Final

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESC_DELAY: Final = constants.ESCAPE_DELAY
"""Seconds after which an esc is a key, and no beginning of a sequence."""
REST_DELAY: Final = 0.6
"""Seconds that a character waits for its rest, and that alt+] waits to be an answer."""
LONGEST_PASTE: Final = 100_000
"""Characters; no field takes that many, and what comes after them is dropped."""
LONGEST_TYPED: Final = 250
"""Characters that come at once as keys; more were pasted in a terminal that does not say so."""
LONGEST_PARSED: Final = 32
"""What is longer would be typed by Textual's parser."""
_ESC: Final = "\x1b"
_PASTE: Final = "\x1b[200~"
_PASTE_END: Final = "\x1b[201~"
_ANSWERS: Final = tuple("]PX^_")
_TOKEN: Final = re.compile(
    r"""
    (?P<text> [^\x1b]+ )
    | \x1b (?:
        (?= [\x00-\x1f\x7f] )  # a key of its own
        | \[M (?: [^\x1b]{3} | [^\x1b]{0,2} (?=\x1b) )
        | \[\[ (?: [A-E] | (?=[^A-E]) )
        | \[ (?![M\[]) [ -?]* (?: [@-~] | (?=[^ -~]) )
        | O [0-9;]* (?: [@-~] | (?=[^0-9;@-~]) )
        | (?P<answer> [\]PX^_] ) [^\x00-\x1f\x7f]*
          (?: \x07 | \x1b\\ | (?=[\x00-\x1a\x1c-\x1f\x7f]) | (?=\x1b[^\\]) )
        | (?P<alt> [^\[OPX\]^_\x00-\x1f\x7f] )
    )
    """,
    re.VERBOSE,
)  # fmt: skip
"""Text, or what an esc begins, once it is whole: with its end, or with what cannot go on in it."""


class TerminalInput:
    """Bytes in, messages out; what waits for its rest is kept."""

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._text = ""
        """What is not whole yet."""
        self._pasted: str | None = None
        """What was pasted so far; None: nothing is being pasted."""

    @property
    def wait(self) -> float | None:
        """Seconds after which `late` takes what waits as it is; None: it waits for its rest."""
        if self._pasted is not None:
            return None
        if self._text == _ESC and not self._has_half:
            return ESC_DELAY
        may_be_keys = self._text[1:2] in _ANSWERS and (
            len(self._text) == 2 or self._text.endswith(_ESC)
        )
        return REST_DELAY if self._has_half or may_be_keys else None

    @property
    def _has_half(self) -> bool:
        """Whether a character has only begun."""
        return bool(self._decoder.getstate()[0])

    def feed(self, content: bytes) -> Iterator[Message]:
        return self._take(self._decoder.decode(content))

    def late(self) -> Iterator[Message]:
        """Give the messages of what has waited for the time that `wait` gave."""
        if self._has_half:
            yield from self._take(self._decoder.decode(b"", final=True))
        else:
            was_esc, self._text = self._text.endswith(_ESC), ""
            if was_esc:
                yield events.Key("escape", _ESC)

    def _take(self, text: str) -> Iterator[Message]:
        text, self._text, at = self._text + text, "", 0
        while at < len(text):
            if self._pasted is not None:
                at = yield from self._paste(text, at)
                continue
            token = _TOKEN.match(text, at)
            if token is None:  # of what is long, the rest would be thrown away as well
                rest = text[at:]
                self._text = rest[:LONGEST_PARSED] + rest[LONGEST_PARSED:][-1:]
                return
            at = token.end()
            if token[0] == _PASTE:
                self._pasted = ""
            elif token["text"] and len(token[0]) > LONGEST_TYPED:
                yield events.Paste(token[0].replace("\r", "\n"))
            elif token["answer"] is None and (token["text"] or len(token[0]) <= LONGEST_PARSED):
                yield from self._parsed(token)

    def _paste(self, text: str, start: int) -> Generator[Message, None, int]:
        """Go on with a paste that began earlier, and give where it ends in the text."""
        assert self._pasted is not None
        end = text.find(_PASTE_END, start)
        cut = max(start, len(text) - len(_PASTE_END) + 1) if end < 0 else end
        self._pasted = (self._pasted + text[start:cut])[:LONGEST_PASTE]
        if end < 0:
            self._text = text[cut:]
            return len(text)
        yield events.Paste(self._pasted.replace("\x00", ""))
        self._pasted = None
        return end + len(_PASTE_END)

    def _parsed(self, token: re.Match[str]) -> Iterator[Message]:
        parser = self._parser
        # An enter typed before the program took the terminal over arrives as a line feed.
        sent = token[0].replace("\n", "\r")
        try:
            yield from map(partial(_alone, token), parser.feed(sent))
        except (ValueError, OverflowError):  # a key with an impossible code
            self._parser = XTermParser()
            return
        if parser._timeout_time is None:
            return
        parser._timeout_time = 0.0  # it would wait for more, and there is none
        for late in parser.tick():
            if token["alt"] or token[0] == _ESC:
                yield _alone(token, late)


def _alone(token: re.Match[str], message: Message) -> Message:
    """Leave what is typed together with alt without a character: alt+x is no x, alt+6 no §."""
    if token["alt"] and isinstance(message, events.Key):
        return events.Key(message.key, None)
    return message
