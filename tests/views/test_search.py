"""What a search finds, whatever part of an offer it stands in."""

import pytest

from tests.views.made import REAL, catalog
from tui.views.line import line
from tui.views.search import Hits, Index, is_found
from tui.views.sources import sources_of


def test_every_source_of_an_offer_is_found_by_its_title() -> None:
    """Also one that only the list price points at."""
    known = catalog(REAL)
    index = Index(known)
    for offer in known.offers.values():
        for source_id in sources_of(offer):
            source = known.sources[source_id]
            assert offer.id in index.find(source.title), source_id


def test_the_sources_of_an_offer_are_each_named_once() -> None:
    for offer in catalog(REAL).offers.values():
        found = sources_of(offer)
        assert len(set(found)) == len(found)
        assert offer.list_price is None or set(offer.list_price.sources) <= set(found)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("licence", "a License"), ("licensed", "LICENCED"), ("authorised", "FedRAMP-authorized"),
        ("judiciary", "May courts order?"), ("court", "the judicial branch"),
        ("e\u0301t\u00e9", "ÉTE\u0301"), ("federal", "ｆｅ́déral"),
        ("order courts", "Courts may order"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_any_spelling(query: str, text: str) -> None:
    assert is_found(query, text)


def test_an_answer_is_found_unless_nothing_is_said() -> None:
    found = Index(catalog(REAL)).find("judiciary")
    assert list(found) == ["chatgpt", "claude"]
    assert found["claude"][0].excerpt.startswith("May courts order? offered; approval pending")


def test_what_is_found_is_lit_whole_and_nothing_else() -> None:
    lines = [line("The ", ("re\u0301sume\u0301 of li", "soft"), "cences"), line("nothing")]
    hits = Hits.of("résumé license", lines)
    shown = hits.lit(lines, 1)
    assert [each.text for each in shown] == [each.text for each in lines]
    lit = [(span.text, span.styles) for span in shown[0].spans if "hit" in span.styles]
    assert lit == [("re\u0301sume\u0301", "soft hit"), ("li", "soft hit-now"), ("cence", "hit-now")]
    assert not Hits.of("", lines).places
