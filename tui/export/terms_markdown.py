"""Contract terms as a Markdown table: a row a heading, a column an offer, sources as footnotes."""

from collections.abc import Sequence
from datetime import date

from tui.domain.deals import Catalog, Offer
from tui.domain.scenario import Scenario
from tui.export.markdown import escaped, footnotes, refer, row, rule
from tui.views.offer_symbols import mark_of
from tui.views.sources import NumberedSources
from tui.views.terms import DISPUTED, Paragraph, sections


def terms_markdown(
    catalog: Catalog, offers: Sequence[Offer], scenario: Scenario, as_of: date
) -> str:
    """Write the terms of offers as one table, with its sources as footnotes under it."""
    numbered = NumberedSources(catalog)
    heads = [
        f"{mark_of(catalog, offer.id)} {escaped(offer.product)} "
        f"({escaped(catalog.vendor_of(offer).name)})"
        for offer in offers
    ]
    found = [sections(catalog, offer, scenario, as_of) for offer in offers]
    lines = [row(["", *heads]), rule(["left"] * (len(heads) + 1))]
    for line in zip(*found, strict=True):
        if any(section.paragraphs for section in line):
            cells = [_cell(section.paragraphs, numbered) for section in line]
            lines.append(row([f"**{line[0].title}**", *cells]))
    if any(DISPUTED in line for line in lines):
        lines += ["", f"{DISPUTED} the sources disagree"]
    return "\n".join([*lines, *footnotes(numbered)]) + "\n"


def _cell(paragraphs: Sequence[Paragraph], numbered: NumberedSources) -> str:
    texts = []
    for paragraph in paragraphs:
        details = "".join(f"<br>{escaped(detail)}" for detail in paragraph.details)
        refers = refer(numbered, paragraph.sources)
        texts.append(f"{escaped(paragraph.marked_text)}{refers}{details}")
    return "<br><br>".join(texts) or "–"
