"""What a terminal sends is read whole, however it is cut up on the way."""

from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tui.app.terminal_input import ESC_DELAY, LONGEST_PASTE, TerminalInput

SENT: Sequence[tuple[bytes, list[str]]] = [
    ("aé価".encode(), ["a", "é", "価"]),
    (b"\xff(", ["\ufffd", "("]),
    (b"\x1b[A\x1bOB\x1b[1;2C\x1b[Z", ["up", "down", "shift+right", "shift+tab"]),
    (b"\x1bOP\x1b[[B\x1b[15~\x1b[97;5u", ["f1", "f2", "f5", "ctrl+a"]),
    (b"\x1b[<35;20;5M\x1b[<0;20;5m", ["MouseMove", "MouseUp"]),
    (b"\x1b[35;20;5M\x1b[M !!", []),
    (b"\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
    (b"\x1b[200~1 0\x0000 \x1b[A\xc3\xa9\x1b[201~x", ["paste 1 000 \x1b[Aé", "x"]),
    (b"\x1b[?62;22c\x1b[>1;10;0c\x1b[?1u\x1b[?2026;0$y\x1b[4;1;2t", []),
    (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b]4;1;rgb:0/0/0\x07", []),
    (b"\x1bP>|XTerm(388)\x1b\\\x1b_Gi=1;OK\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\", []),
    (b"\x1b]11;rgb\x1b[A\x1b]52;\r", ["up", "enter"]),
    (b"\x1b[3\r\x1b[4\x1b[A\x1bO3 \x1b[M!\x1b[A", ["enter", "up", " ", "up"]),
    (b"\x1b[99999999999;1u\x1b[12:34;1uq", ["q"]),
    (b"\x1b[" + b"1;" * 60 + b"mq\x1b]" + b"9" * 90 + b"\x07q", ["q", "q"]),
    (b"3\n4\x1b\n\r", ["3", "enter", "4", "escape", "enter", "enter"]),
    (b"\x1b6\x1bx\x1b\r\x1b\x1b[A", ["section_sign", "alt+x", "escape", "enter", "escape", "up"]),
]


def named(messages: Iterable[Message]) -> list[str]:
    return [
        f"paste {each.text}"
        if isinstance(each, events.Paste)
        else each.character or each.key
        if isinstance(each, events.Key) and each.is_printable
        else each.key
        if isinstance(each, events.Key)
        else type(each).__name__
        for each in messages
    ]


def read(parts: Iterable[bytes]) -> list[str]:
    terminal = TerminalInput()
    return [name for part in parts for name in named(terminal.feed(part))]


def test_what_is_sent_in_two_parts_or_byte_by_byte_is_the_same() -> None:
    for sent, names in SENT:
        for at in range(len(sent)):
            assert read([sent[:at], sent[at:]]) == names, sent[:at]
    whole = b"".join(sent for sent, _ in SENT)
    every = [name for _, names in SENT for name in names]
    assert read(whole[at : at + 1] for at in range(len(whole))) == every


def test_only_what_could_be_a_key_is_not_waited_for_longer_than_half_a_second() -> None:
    """Nothing comes for as long as `wait` says; what else there is waits for its rest."""
    for begun, wait, names in [
        (b"\x1b", ESC_DELAY, ["escape"]),
        (b"\x1b[A\x1b", ESC_DELAY, ["up", "escape"]),
        (b"a\xc3", 0.6, ["a", "\ufffd"]),
        (b"\x1b]", 0.6, []),
        (b"\x1b]11;rgb\x1b", 0.6, ["escape"]),
        *((begun, None, []) for begun in (b"\x1b[", b"\x1b[<35", b"\x1bO", b"\x1b]1", b"\x1b[M")),
        *((b"\x1b[200~" + begun, None, []) for begun in (b"", b"\x1b", b"\xc3", b"\x1b[201")),
    ]:  # fmt: skip
        terminal = TerminalInput()
        first = named(terminal.feed(begun))
        assert terminal.wait == wait, begun
        if wait is not None:
            assert first + named(terminal.late()) == names
            assert named(terminal.feed(b"q")) == ["q"]
    assert ESC_DELAY == 0.1


def test_more_than_anybody_types_at_once_was_pasted() -> None:
    assert read([b"9" * 99]) == ["9"] * 99
    assert read([b"9" * 999 + b"\x1b[A"]) == ["paste " + "9" * 999, "up"]


def test_nothing_that_goes_on_for_ever_fills_the_memory() -> None:
    for begun, end, names in [
        (b"\x1b]", b"\x1b\\", []),
        (b"\x1b[", b"m", []),
        (b"\x1b[200~", b"\x1b[201~", [f"paste {'9' * LONGEST_PASTE}"]),
    ]:
        terminal = TerminalInput()
        assert named(terminal.feed(begun)) == []
        for _ in range(100):
            assert named(terminal.feed(b"9" * 4096)) == []
        assert len(terminal._text) < 50
        assert named(terminal.feed(end + b"q")) == [*names, "q"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([sent for sent, _ in SENT]) | st.binary(max_size=6), max_size=8),
    st.lists(st.integers(1, 9), min_size=1),
)
def test_any_bytes_in_any_parts_are_the_same(sent: list[bytes], sizes: list[int]) -> None:
    whole = b"".join(sent)
    parts: list[bytes] = []
    at = 0
    while at < len(whole):
        size = sizes[len(parts) % len(sizes)]
        parts.append(whole[at : at + size])
        at += size
    assert read(parts) == read([whole])
