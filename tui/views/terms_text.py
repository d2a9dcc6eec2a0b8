"""Contract terms as plain text: one offer in sections, several offers in columns."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.domain.deals import Catalog, Offer
from tui.domain.scenario import Scenario
from tui.views.layout import GAP, RULE, cell_width, hanging, side_by_side, wrapped, wrapped_lines
from tui.views.sources import NumberedSources
from tui.views.terms import DISPUTED, Paragraph, Section, sections
from tui.views.words import mark_of

WIDTH: Final = 100
NARROWEST_COLUMN: Final = 22
"""In narrower columns text falls apart; further offers then follow below."""


def terms_text(
    catalog: Catalog,
    offers: Sequence[Offer],
    scenario: Scenario,
    as_of: date,
    *,
    width: int = WIDTH,
) -> str:
    """Write the terms of one offer in sections, or of several side by side."""
    numbered = NumberedSources(catalog)
    lines: list[str] = []
    fitting = max(1, (width + len(GAP)) // (NARROWEST_COLUMN + len(GAP)))
    for first in range(0, len(offers), fitting):
        group = offers[first : first + fitting]
        found = [sections(catalog, offer, scenario, as_of) for offer in group]
        if len(group) == 1:
            lines += _one(catalog, group[0], found[0], numbered, width)
        else:
            lines += _several(catalog, group, found, numbered, width)
        lines.append("")
    if not offers:
        lines += ["No offer is compared.", ""]
    if any(DISPUTED in line for line in lines):
        lines += [f"{DISPUTED} the sources disagree", ""]
    return "\n".join([*lines, *numbered.lines(width, notes=True)]).rstrip("\n") + "\n"


def _one(
    catalog: Catalog,
    offer: Offer,
    found: Sequence[Section],
    numbered: NumberedSources,
    width: int,
) -> Sequence[str]:
    title = f"{mark_of(catalog, offer.id)} {offer.product} · {catalog.vendor_of(offer).name}"
    lines = [*wrapped_lines([title], width), RULE * min(width, cell_width(title))]
    for section in found:
        if not section.paragraphs:
            continue
        lines += ["", section.title]
        for paragraph in section.paragraphs:
            lines += [f"  {line}" for line in _paragraph(paragraph, numbered, width - 2)]
    return lines


def _several(
    catalog: Catalog,
    offers: Sequence[Offer],
    found: Sequence[Sequence[Section]],
    numbered: NumberedSources,
    width: int,
) -> Sequence[str]:
    column = (width - len(GAP) * (len(offers) - 1)) // len(offers)
    heads = [
        [*hanging(f"{mark_of(catalog, offer.id)} ", offer.product, column),
         *hanging("  ", catalog.vendor_of(offer).name, column)]
        for offer in offers
    ]  # fmt: skip
    lines = side_by_side(heads, column)
    for row in zip(*found, strict=True):
        if not any(section.paragraphs for section in row):
            continue
        lines += ["", f"{row[0].title} ".ljust(width, RULE)]
        blocks = [_block(section, numbered, column) for section in row]
        lines += side_by_side(blocks, column)
    return lines


def _block(section: Section, numbered: NumberedSources, width: int) -> Sequence[str]:
    """Set the paragraphs of one offer into its column, a blank line between them."""
    lines: list[str] = []
    for paragraph in section.paragraphs:
        lines += [""] if lines else []
        lines += _paragraph(paragraph, numbered, width)
    return lines or ["–"]


def _paragraph(paragraph: Paragraph, numbered: NumberedSources, width: int) -> Sequence[str]:
    first = f"{DISPUTED} " if paragraph.disputed else ""
    lines = hanging(first, paragraph.text + numbered.refer(paragraph.sources), width)
    for detail in paragraph.details:
        lines += [f"  {line}" for line in wrapped(detail, width - 2)]
    return lines
