"""What a source can be checked by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tui.domain.deals import Offer, Source
from tui.files import places
from tui.files.catalog import read_catalog
from tui.views.sources import how_read, quotations

PRESS = Source("s", "Title", "Newspaper", "press")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (PRESS, ""),
        (replace(PRESS, note="Undated."), "Undated"),
        (replace(PRESS, read=date(2026, 10, 8)), "Read 2026-10-08"),
        (replace(PRESS, copy="https://copy.example"), "Copy: https://copy.example"),
        (
            replace(PRESS, kind="primary", read=date(2026, 10, 8), note="As of May."),
            "Primary source, read 2026-10-08. As of May",
        ),
        (replace(PRESS, kind="primary"), "Primary source"),
    ],
)
def test_a_source_says_when_and_where_it_was_read(source: Source, words: str) -> None:
    assert how_read(source) == words


def test_words_are_quoted_from_the_source_that_holds_them() -> None:
    """A reading's quotation stands in its first source alone, a term's in its only one."""
    catalog = read_catalog(places.catalog_path())
    grok, claude = catalog.offers["grok"], catalog.offers["claude"]

    def quoted(source_id: str, *offers: Offer) -> Sequence[str]:
        return quotations(offers, catalog.sources[source_id])

    assert any("for $1" in words for words in quoted("anthropic-2025-08-12", claude))
    assert "“$0.42 per agency for 18 months”" in quoted("gsa-xai", grok, claude)
    assert not quoted("gsa-xai", claude)
    assert not quoted("ibtimes-2025-09-26", grok)
    assert quoted("thenews-2026-02-28", grok) == [
        "“does not meet the safety and alignment expectations required for general federal use”"
    ]
