"""Contract terms as a Markdown table: a row a heading, a column an offer, sources as footnotes."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.domain.deals import Catalogue, Offer, Source
from tui.domain.scenario import Scenario
from tui.report.marks import mark_of
from tui.report.sources import NumberedSources, source_words
from tui.report.terms import DISPUTED, Paragraph, sections

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#&])")
_UNSAFE_IN_URL: Final = re.compile(r"[\s<>|\\]")


def terms_markdown(
    catalogue: Catalogue, offers: Sequence[Offer], scenario: Scenario, as_of: date
) -> str:
    """Write the terms of offers as one table, with its sources as footnotes under it."""
    numbered = NumberedSources(catalogue)
    heads = [
        f"{mark_of(catalogue, offer.id)} {escaped(offer.product)} "
        f"({escaped(catalogue.vendor_of(offer).name)})"
        for offer in offers
    ]
    found = [sections(catalogue, offer, scenario, as_of) for offer in offers]
    lines = [_row(["", *heads]), _row(["---"] * (len(heads) + 1))]
    for row in zip(*found, strict=True):
        if any(section.paragraphs for section in row):
            cells = [_cell(section.paragraphs, numbered) for section in row]
            lines.append(_row([f"**{row[0].title}**", *cells]))
    if any(DISPUTED in line for line in lines):
        lines += ["", f"{DISPUTED} the sources disagree"]
    if numbered.used:
        lines += ["", *(f"[^{number}]: {_footnote(source)}" for number, source in numbered.used)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Make a text stand for itself in Markdown: no markup, no line breaks, no cell ends."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(paragraphs: Sequence[Paragraph], numbered: NumberedSources) -> str:
    texts = []
    for paragraph in paragraphs:
        refers = "".join(f"[^{number}]" for number in numbered.numbers(paragraph.sources))
        details = "".join(f"<br>{escaped(detail)}" for detail in paragraph.details)
        texts.append(f"{escaped(paragraph.marked_text)}{refers}{details}")
    return "<br><br>".join(texts) or "–"


def _footnote(source: Source) -> str:
    words = escaped(source_words(source))
    if source.note:
        words += f". {escaped(source.note)}"
    return f"{words} <{_UNSAFE_IN_URL.sub(_percent, source.url)}>" if source.url else words


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
