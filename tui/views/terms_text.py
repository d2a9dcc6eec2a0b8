"""Contract terms: as plain text, to scroll through, and side by side under names that stay."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from tui.domain.comparison import Case, Comparison
from tui.domain.deals import Catalog, Offer
from tui.views.line import Line, Span, line, styled
from tui.views.sections import (
    DISPUTED,
    NOT_SAID,
    AnswerRow,
    Paragraph,
    Section,
    section_rows,
    short_answers,
    signs_explained,
)
from tui.views.sources import NumberedSources
from tui.views.text_layout import (
    GAP,
    RULE,
    WIDTH,
    cell_width,
    fitted,
    hanging,
    places,
    set_row,
    side_by_side,
    wrapped,
    wrapped_lines,
)
from tui.views.words import NONE, mark_of, sign_of

T = TypeVar("T")
TOPIC_CELLS: Final = 20
"""Of questions and topics, at the left of answers and terms side by side."""
NARROWEST_ANSWER: Final = 18
NARROWEST_COLUMN: Final = 22
"""In narrower columns text falls apart; further offers then follow below."""


def terms_text(
    case: Case, offers: Sequence[Offer], *, short: bool = False, width: int = WIDTH
) -> str:
    """Write the short answers of offers, then their terms unless it is to be `short`."""
    numbered = NumberedSources(case.catalog)
    lines = _answer_tables(case, offers, numbered, width)
    fitting = max(1, (width + len(GAP)) // (NARROWEST_COLUMN + len(GAP)))
    for group in () if short else _groups(offers, fitting):
        if len(group) == 1:
            lines += _one(case, group[0], numbered, width)
        else:
            lines += _several(case, group, numbered, width)
        lines.append("")
    signs = signs_explained(lines)
    lines = [*(lines or ["No offer is compared.", ""]), *signs, *([""] if signs else [])]
    lines += numbered.lines(width, notes=not short)
    return "\n".join(lines).rstrip("\n") + "\n"


def _groups(offers: Sequence[T], size: int) -> Sequence[Sequence[T]]:
    return [offers[first : first + size] for first in range(0, len(offers), size)]


def _answer_tables(
    case: Case, offers: Sequence[Offer], numbered: NumberedSources, width: int
) -> list[str]:
    lines: list[str] = []
    rows = short_answers(case, offers)
    titles = TOPIC_CELLS if len(offers) > 1 else max(cell_width(row.title) for row in rows)
    fitting = max(1, (width - titles) // (NARROWEST_ANSWER + len(GAP)))
    for group in _groups(range(len(offers)), fitting):
        cells = (width - titles) // len(group) - len(GAP)
        columns = places([titles, *[cells] * len(group)], ["left"] * (1 + len(group)))
        heads = [f"{mark_of(case.catalog, offers[at].id)} {offers[at].short}" for at in group]
        table = set_row([[Span("")], *(list(map(Span, wrapped(one, cells))) for one in heads)],
                        columns)  # fmt: skip
        table.append(line(RULE * columns[-1].end))
        for row in rows:
            title = list(map(Span, hanging(row.sign, row.title, titles)))
            answers = [_styled_statement(row.answers[at], numbered, cells) for at in group]
            table += set_row([title, *answers], columns)
        lines += [*(each.text.rstrip() for each in table), ""]
    return lines


def _one(case: Case, offer: Offer, numbered: NumberedSources, width: int) -> Sequence[str]:
    catalog = case.catalog
    title = f"{mark_of(catalog, offer.id)} {offer.product} · {catalog.vendor_of(offer).name}"
    lines = [*wrapped_lines([title], width), RULE * min(width, cell_width(title))]
    for (section,) in section_rows(case, [offer]):
        lines += ["", section.title]
        for paragraph in section.paragraphs:
            lines += [f"  {line}" for line in _paragraph(paragraph, numbered, width - 2)]
    return lines


def _several(
    case: Case, offers: Sequence[Offer], numbered: NumberedSources, width: int
) -> Sequence[str]:
    catalog = case.catalog
    column = (width - len(GAP) * (len(offers) - 1)) // len(offers)
    heads = [
        [*hanging(f"{mark_of(catalog, offer.id)} ", offer.product, column),
         *hanging("  ", catalog.vendor_of(offer).name, column)]
        for offer in offers
    ]  # fmt: skip
    lines = side_by_side(heads, column)
    for row in section_rows(case, offers):
        lines += ["", f"{row[0].title} ".ljust(width, RULE)]
        blocks = [_block(section, numbered, column) for section in row]
        lines += side_by_side(blocks, column)
    return lines


def _block(section: Section, numbered: NumberedSources, width: int) -> Sequence[str]:
    lines: list[str] = []
    for paragraph in section.paragraphs:
        lines += [""] if lines else []
        lines += _paragraph(paragraph, numbered, width)
    return lines or [NONE]


def _paragraph(paragraph: Paragraph, numbered: NumberedSources, width: int) -> Sequence[str]:
    first = f"{DISPUTED} " if paragraph.disputed else ""
    lines = hanging(first, paragraph.text + numbered.refer(paragraph.sources), width)
    for detail in paragraph.details:
        lines += [f"  {line}" for line in wrapped(detail, width - 2)]
    return lines


Block = tuple[str, Sequence[Line]]
"""Lines and their heading."""


class TermsPage(NamedTuple):
    """Lines to scroll through, and the heading of each."""

    lines: Sequence[Line]
    headings: Sequence[str]
    texts: Mapping[str, int]
    """The line at which the texts behind a short answer begin, by the answer's key."""


def _page(blocks: Sequence[Block], rows: Sequence[AnswerRow]) -> TermsPage:
    lines: list[Line] = []
    headings: list[str] = []
    begins: dict[str, int] = {}
    for heading, block in blocks:
        begins[heading] = len(lines)
        lines += block
        headings += [heading] * len(block)
    texts = {row.key: begins[row.section] for row in rows if row.section in begins}
    return TermsPage(lines, headings, texts)


def terms_page(case: Case, offer: Offer, width: int) -> TermsPage:
    numbered = NumberedSources(case.catalog)
    rows = short_answers(case, [offer])
    blocks: list[Block] = [("Short answers", _answer_lines(rows, numbered, width))]
    for (section,) in section_rows(case, [offer]):
        lines = styled([section.title], "heading")
        for paragraph in section.paragraphs:
            text = _statement(paragraph, numbered)
            lines += styled(hanging("", text, width), "warning" if paragraph.disputed else "")
            for detail in paragraph.details:
                lines += styled(hanging("  ", detail, width), "soft")
        blocks += [("", [line()]), (section.title, lines)]
    listed = wrapped_lines(numbered.lines(width, notes=True), width)
    heading, *sources = listed or [""]
    lines = [line(), *styled([heading], "heading"), *styled(sources, "soft")]
    return _page([*blocks, (heading, lines)], rows)


def _answer_lines(
    rows: Sequence[AnswerRow], numbered: NumberedSources, width: int
) -> Sequence[Line]:
    questions = min(max(cell_width(row.title) for row in rows), width * 2 // 5)
    columns = places([questions, width - questions - len(GAP)], ["left"] * 2)
    lines = styled(["Short answers"], "heading")
    for row in rows:
        title = [Span(part, "strong") for part in wrapped(row.title, questions)]
        answer = _styled_statement(row.answers[0], numbered, columns[1].width)
        lines += set_row([title, answer], columns, key=row.key)
    return lines


_BETWEEN: Final = " │ "


def offer_cells(offers: int, width: int) -> int:
    """The width of a column with what separates it from the next: as many as fit fill the page."""
    room = max(width - TOPIC_CELLS, NARROWEST_COLUMN + len(_BETWEEN))
    fitting = min(offers, room // (NARROWEST_COLUMN + len(_BETWEEN)))
    return room // max(fitting, 1)


def side_by_side_page(comparison: Comparison, width: int) -> TermsPage:
    catalog = comparison.catalog
    offers = [standing.offer for standing in comparison.standings]
    if not offers:
        return TermsPage([line("Nothing is compared.")], [""], {})
    cells = offer_cells(len(offers), width) - len(_BETWEEN)
    numbered = NumberedSources(catalog)
    blocks = [("", _beside([Span("")], [[_head(catalog, one, cells)] for one in offers], cells))]
    rows = short_answers(comparison, offers)
    for row in rows:
        style = "heading" if row.differ or len(offers) == 1 else "soft"
        title = [Span(part, style) for part in hanging(row.sign, row.title, TOPIC_CELLS)]
        answers = [_styled_statement(one, numbered, cells) for one in row.answers]
        blocks.append((row.title, _beside(title, answers, cells, row.key)))
    for group in section_rows(comparison, offers):
        title = [Span(fitted(group[0].title, TOPIC_CELLS), "heading")]
        texts = _section_columns(group, numbered, cells)
        blocks += [("", _beside([Span("")], [[Span("")]] * len(offers), cells)),
                   (group[0].title, _beside(title, texts, cells))]  # fmt: skip
    room = max(width - TOPIC_CELLS, NARROWEST_COLUMN)
    sources = ["", *wrapped_lines(numbered.lines(room, notes=True), room)]
    listed = [line(" " * TOPIC_CELLS, (text, "soft")) for text in sources]
    return _page([*blocks, ("Sources", listed)], rows)


def _beside(
    topic: Sequence[Span], cells: Sequence[Sequence[Span]], width: int, key: str | None = None
) -> list[Line]:
    columns = places(
        [TOPIC_CELLS, *[1, width] * len(cells)], ["left"] * (1 + 2 * len(cells)),
        [1] * (1 + 2 * len(cells)),
    )  # fmt: skip
    between = [Span(_BETWEEN.strip(), "soft")] * max(map(len, (topic, *cells)))
    parted = [part for one in cells for part in (between, one)]
    return set_row([topic, *parted], columns, key)


def _section_columns(
    group: Sequence[Section], numbered: NumberedSources, cells: int
) -> Sequence[Sequence[Span]]:
    """Set what each offer says on a topic, in a soft color what all say alike."""
    same = len({section.paragraphs for section in group}) == 1 and len(group) > 1
    return [
        [
            span
            for one in section.paragraphs or (Paragraph(NONE),)
            for span in _styled_statement(one, numbered, cells, same=same)
        ]
        for section in group
    ]


def _head(catalog: Catalog, offer: Offer, cells: int) -> Span:
    sign = sign_of(catalog, offer.id)
    fits = cell_width(offer.product) <= cells - len("○ ")
    name = offer.product if fits else offer.short
    return Span(fitted(f"{sign.text} {name}", cells), f"{sign.styles} strong")


def _statement(paragraph: Paragraph, numbered: NumberedSources) -> str:
    return paragraph.marked_text + numbered.refer(paragraph.sources)


def _styled_statement(
    paragraph: Paragraph, numbered: NumberedSources, cells: int, *, same: bool = False
) -> list[Span]:
    """Set a statement; `same`: all offers say so."""
    soft = same or paragraph.text.startswith((NOT_SAID, NONE))
    disputed = paragraph.disputed or paragraph.text.endswith(DISPUTED)
    style = "warning" if disputed else "soft" if soft else ""
    return [Span(part, style) for part in wrapped(_statement(paragraph, numbered), cells)]
