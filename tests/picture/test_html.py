"""The page, read by a parser of pages: what it says, that it loads nothing, that data is text."""

import re
from base64 import b64decode
from collections import Counter
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image

from tests.cli.conftest import CATALOG
from tests.picture.offers import compared, line, offer, usual
from tui.domain.comparison import Comparison
from tui.domain.scenario import Scenario
from tui.picture.characters import CELLS
from tui.picture.html import comparison_html
from tui.views.columns import COLUMNS
from tui.views.footnotes import Footnotes
from tui.views.headline import answer
from tui.views.sources import source_words
from tui.views.words import total_words

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.source = comparison_html(comparison, CATALOG)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(self.source)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]  # there is one
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += "" if self._open[-1:] == ["style"] else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared(*usual(), scenario=Scenario(name="Mine", months=24))


@pytest.fixture(scope="module")
def page(comparison: Comparison) -> Page:
    return Page(comparison)


def test_it_says_what_every_other_form_says(page: Page, comparison: Comparison) -> None:
    assert page.all("html") == [{"lang": "en"}]
    assert "<title>Made-up agreements: Mine</title>" in page.source
    assert [each.get("scope") for each in page.all("th")].count("row") == 11
    assert len(page.all("caption")) == len(page.all("table")) == 3
    for standing in comparison.standings:
        assert total_words(standing.quote) in page.words
        assert standing.quote.reading.label in page.words
        assert all(warning in page.words for warning in standing.warnings)
    assert all(column.title in page.words for column in COLUMNS)
    for source in ("Un accord pour le Sud", "What I heard"):
        assert source in page.words
    assert "deals compare --set 'name=Mine'" in page.words.replace("name=Mine", "'name=Mine'")


def test_the_chart_is_there_as_vectors_and_as_a_picture(page: Page, comparison: Comparison) -> None:
    (image,), (vectors,) = page.all("img"), page.all("svg")
    assert image["alt"] == answer(comparison)
    assert (image["aria-hidden"], vectors["role"]) == ("true", "img")
    assert vectors["aria-label"] == "What it costs"
    assert vectors["aria-description"] == answer(comparison)
    assert not page.all("desc")  # Writer shows its words as text
    drawn = Image.open(BytesIO(b64decode((image["src"] or "").partition(",")[2])))
    assert drawn.size == (2 * int(vectors["width"] or 0), 2 * int(vectors["height"] or 0))
    assert image["width"] == "640"  # fits on paper, where nobody scales it


def test_sources_have_the_numbers_of_the_sheet() -> None:
    hosted = compared(*usual(), scenario=Scenario(assume={"hosting": Decimal("40179.20")}))
    listed = re.findall(r'<li id="source-\d+">([^<]*)', Page(hosted).source)
    cited = [source_words(one) for _, one in Footnotes(hosted, CELLS).cited]
    assert len(cited) > 1
    for words, item in zip(cited, listed, strict=False):
        assert unescape(item).startswith(words)


def test_it_loads_nothing(page: Page) -> None:
    names = {name for name, _ in page.elements}
    assert not names & {"link", "script", "iframe", "object", "embed", "base", "form", "audio"}
    assert not re.search(r"@import|url\(", page.source)
    for name, attributes in page.elements:
        assert not [key for key in attributes if key.startswith("on")]
        for key in ("src", "srcset", "xlink:href", "data", "background"):
            assert (attributes.get(key) or "#").startswith(("#", "data:image/png;base64,"))
        if name == "a":
            assert (attributes["href"] or "").startswith(("#source-", "https://example.org/"))


def test_texts_that_could_do_harm_stay_texts() -> None:
    harmful = "</td></style><script>alert(1)</script> <!--[if mso]> \" ' & ]]> --> \u202e"
    offers = [offer(harmful, line("1")), offer("B", line("2"))]
    harmed = Page(compared(*offers, scenario=Scenario(name=harmful, note=harmful)))
    plain = Page(compared(offer("A", line("1")), offer("B", line("2")),
                          scenario=Scenario(name="A", note="A")))  # fmt: skip
    shape = Counter(name for name, _ in harmed.elements if name not in ("use", "path", "g"))
    assert shape == Counter(name for name, _ in plain.elements if name not in ("use", "path", "g"))
    assert harmful.replace("\u202e", "\ufffd") in harmed.words
    assert "\u202e" not in harmed.source


def test_nothing_compared_is_a_page_too() -> None:
    assert "No offer is compared." in Page(compared(scenario=Scenario(offers=()))).words
