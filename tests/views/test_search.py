"""What a search finds, whatever part of an offer it stands in."""

from tests.views.made import REAL, catalog
from tui.views.search import Index
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
