"""A comparison as Markdown: what is pasted says what the table says, and nothing else."""

import re
from dataclasses import replace

import pytest

from tests.goldens import matches
from tests.views.made import BUSY, compared
from tui.domain.deals import Source
from tui.domain.scenario import Scenario
from tui.export.md import comparison_markdown, escaped, source_markdown


def test_a_comparison() -> None:
    matches("compare.md", comparison_markdown(compared(Scenario())))


def test_everything_that_is_not_a_default_is_said() -> None:
    matches("compare-busy.md", comparison_markdown(compared(replace(BUSY, note="Made up."))))


def test_every_footnote_is_referred_to_and_explained() -> None:
    text = comparison_markdown(compared(BUSY))
    referred = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    explained = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert explained == sorted(referred, key=int)


def test_no_offer() -> None:
    assert "No offer is compared." in comparison_markdown(compared(Scenario(offers=())))


@pytest.mark.parametrize("word", ["a | b", "`x`", "<img src=x onerror=alert(1)>", "[x](http://y)",
                                  "![x](y)", "$x^2$", "$$x$$", "*a* _b_", "# x", "a\n\n# b",
                                  "&lt;", "~~x~~", "\\", "<!-- x -->"])  # fmt: skip
def test_hostile_text_is_only_text(word: str) -> None:
    from markdown_it import MarkdownIt

    text = comparison_markdown(compared(replace(BUSY, name=word, note=word)))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    shown = [child.content for token in tokens for child in token.children or ()
             if child.type == "text"]  # fmt: skip
    expected = " ".join(word.split())
    assert any(expected in "".join(shown[at : at + 12]) for at in range(len(shown)))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }
    assert not kinds & {"image", "code_inline", "html_inline", "html_block", "s_open", "em_open"}
    unescaped = re.sub(r"\\.", "", text)
    assert "$" not in unescaped


def test_escaping_keeps_words_apart() -> None:
    assert escaped("a\n b\tc | $1") == r"a b c \| \$1"


@pytest.mark.parametrize("word", ["1. Training", "1986) Training", "- Training", "+ Training", "-"])
def test_no_text_begins_a_list(word: str) -> None:
    from markdown_it import MarkdownIt

    training = replace(BUSY.overheads[0], label=word)
    text = comparison_markdown(compared(replace(BUSY, overheads=(training,))))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert f"<li>{word}: $12.50 per user once</li>" in html.replace("- </li>", "-</li>")
    assert "<ol" not in html
    assert escaped("+$1.00") == "+\\$1.00"


@pytest.mark.parametrize(
    "address", ["script", "b", "!--", "javascript:alert(1)", "https://x.y/\x1b"]
)
def test_only_web_addresses_are_links(address: str) -> None:
    from markdown_it import MarkdownIt

    words = source_markdown(Source("s", "Title", "Publisher", "primary", url=address))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parseInline(words)[0].children or []
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert address.strip() in "".join(token.content for token in tokens)
