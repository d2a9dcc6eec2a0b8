"""A comparison as one page, without anything to load, for browsers, mail and Word.

The chart is in it as PNG, for mail and Word, and over that as SVG. Texts are escaped.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from tui.domain.comparison import Comparison, Standing
from tui.export.palettes import PAPER
from tui.export.provenance import Labels, in_html, labels
from tui.picture.characters import visible
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH
from tui.picture.png import png
from tui.picture.sheet import chart_grid, command_for
from tui.picture.svg import svg
from tui.views.columns import COLUMNS
from tui.views.day import day_sentences
from tui.views.headline import headline
from tui.views.sections import Paragraph, section_rows, short_answers, signs_explained
from tui.views.sources import NumberedSources, how_read, is_web_address, source_words
from tui.views.words import (
    as_of_words,
    calendar_words,
    further_inputs,
    mark_of,
    place_of,
    price_parts,
    scenario_words,
    title_words,
)

_STYLE: Final = """
body { font: 16px/1.5 Calibri, Carlito, Arial, sans-serif; color: #000; background: #fff;
  max-width: 72em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 1.7em; line-height: 1.25; margin: .2em 0 .5em; }
h2 { font-size: 1.25em; margin: 1.8em 0 .5em; color: #004b87; }
h3 { font-size: 1em; margin: 1.2em 0 .3em; }
.soft, caption, figcaption { color: #4d4d4d; }
.wide { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; width: 100%; font-size: .9em; }
caption { text-align: left; padding-bottom: .4em; }
th, td { text-align: left; vertical-align: top; padding: .3em .6em;
  border-bottom: 1px solid #9a9a9a; }
thead th { border-bottom: 2px solid #004b87; vertical-align: bottom; }
.right { text-align: right; }
.name { white-space: nowrap; }
.right { white-space: nowrap; }
td.right { font-variant-numeric: tabular-nums; }
figure { margin: 1.5em 0; }
.chart { position: relative; max-width: 58em; }
.chart img { display: block; width: 100%; height: auto; }
.chart svg { position: absolute; left: 0; top: 0; width: 100%; height: 100%; }
li { margin: .2em 0; overflow-wrap: anywhere; }
dt { font-weight: bold; margin-top: .5em; }
dd { margin: .1em 0 .3em 1.5em; }
a { color: #004b87; }
code { overflow-wrap: anywhere; }
@page { margin: 15mm; }
@media print {
  body { font-size: 10pt; max-width: none; margin: 0; padding: 0; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr, figure, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""
PAGE_WIDTH: Final = 640
"""Of the picture on paper and in mail, in pixels; a browser makes it as wide as the text."""
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


class Markup(str):
    """A piece of the page that is markup already."""

    __slots__ = ()


def comparison_html(
    comparison: Comparison,
    catalog_file: Path,
    *,
    files: Sequence[tuple[str, str]] = (),
    command: str = "",
) -> str:
    """Write the page; `files` are those of its folder by purpose, `command` makes it again."""
    said = labels(comparison, catalog_file, view="page")
    command = command or command_for(comparison, catalog_file, target="comparison.html")
    sources = NumberedSources(comparison.catalog)
    for standing in comparison.standings:  # the readings first, as on the sheet and in Markdown
        for _, cited in price_parts(standing.quote):
            sources.numbers(cited)
    first, *more = headline(comparison, lambda _: True)
    body = [
        _text("p", title_words(comparison), "soft"),
        _text("h1", first),
        _text("p", " ".join((*more, *day_sentences(comparison)))),
        *_inputs(comparison, sources),
        *(_figures(comparison, said, sources) if comparison.standings else ()),
        *_sources(sources),
        *_files(files),
        _text("h2", "To reproduce"),
        _tag("p", _text("code", command)),
        _text("p", "The scenario is inside this page: deals opens the file.", "soft"),
    ]
    head = [
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Markup(in_html({**said.metadata, "command": command})),
        _text("title", said.title),
        Markup(f"<style>{_STYLE}</style>"),
    ]
    page = [_tag("head", *head), _tag("body", _tag("main", *body))]
    return "\n".join(["<!DOCTYPE html>", '<html lang="en">', *page, "</html>", ""])


def _figures(comparison: Comparison, said: Labels, sources: NumberedSources) -> Iterator[Markup]:
    yield _table(comparison, "What each offer costs; ≥: something in it is unknown.", aside=False)
    yield _table(comparison, "What the totals cover, and what other readings come to.", aside=True)
    yield _chart(comparison, said)
    yield _text("h2", "What the totals rest on")
    for standing in comparison.ranked:
        yield from _basis(comparison, standing, sources)
    yield _text("h2", "What the contracts say")
    yield (answers := _answers(comparison, sources))
    if signs := signs_explained([answers]):
        yield _text("p", " · ".join(signs), "soft")
    for standing in comparison.ranked:
        yield from _terms(comparison, standing, sources)


def _inputs(comparison: Comparison, sources: NumberedSources) -> Iterator[Markup]:
    words = f"{scenario_words(comparison.scenario)} · {as_of_words(comparison)}"
    yield _text("p", words, "soft")
    if further := further_inputs(comparison, comparison.unused):
        items = (_tag("li", _escaped(said), _refer(sources, cited)) for said, cited in further)
        yield _tag("ul", *items)


def _table(comparison: Comparison, caption: str, *, aside: bool) -> Markup:
    """Some of the columns: all of them are more than a page in mail or Word is wide."""
    columns = [one for one in COLUMNS if one.id != "mark" and (one.names or one.aside == aside)]
    head = [_cell("th", column.title, column.alignment, "col") for column in columns]
    rows = []
    for standing in comparison.ranked:
        cells = [
            _tag("th", _named(comparison, standing), **{"scope": "row", "class": "name"})
            if column.names
            else _cell("td", column.text(comparison, standing), column.alignment)
            for column in columns
        ]
        rows.append(_tag("tr", *cells))
    return _wide(caption, head, rows)


def _chart(comparison: Comparison, said: Labels) -> Markup:
    """The bars: the PNG, and exactly over it the SVG, which Word leaves out."""
    grid = chart_grid(comparison, PAPER)
    pictured = Labels("What it costs", said.description, {})
    drawn = b64encode(png(grid, pictured, scale=2)).decode("ascii")
    height = PAGE_WIDTH * grid.height * CELL_HEIGHT // (grid.width * CELL_WIDTH)
    image = Markup(
        f'<img src="data:image/png;base64,{drawn}" width="{PAGE_WIDTH}" height="{height}" '
        f'aria-hidden="true" alt="{_escaped(said.description)}">'
    )
    vectors = Markup(f"<!--[if !mso]><!-->{svg(grid, pictured, inline=True)}<!--<![endif]-->")
    return _tag("figure", _tag("div", image, vectors, **{"class": "chart"}))


def _basis(
    comparison: Comparison, standing: Standing, sources: NumberedSources
) -> Iterator[Markup]:
    quote = standing.quote
    yield _tag("h3", _named(comparison, standing))
    read = [
        piece
        for words, cited in price_parts(quote)
        for piece in (_escaped(words), _refer(sources, cited))
    ]
    said = [calendar_words(quote), *standing.warnings]
    yield _tag("ul", _tag("li", *read), *(_text("li", words) for words in said if words))
    for each in quote.lines:
        sources.numbers(each.sources)


def _answers(comparison: Comparison, sources: NumberedSources) -> Markup:
    ranked = comparison.ranked
    head = [_cell("th", "Question", "left", "col")]
    head += [_tag("th", _named(comparison, one), scope="col") for one in ranked]
    answers = short_answers(comparison, [one.offer for one in ranked])
    rows = [
        _tag(
            "tr",
            _cell("th", row.title, "left", "row"),
            *(_tag("td", *_said(one, sources)) for one in row.answers),
        )
        for row in answers
    ]
    return _wide("Short answers", head, rows)


def _terms(
    comparison: Comparison, standing: Standing, sources: NumberedSources
) -> Iterator[Markup]:
    yield _tag("h3", _named(comparison, standing))
    pairs = []
    for (section,) in section_rows(comparison, [standing.offer]):
        pairs.append(_text("dt", section.title))
        pairs += [_tag("dd", *_said(one, sources)) for one in section.paragraphs]
    yield _tag("dl", *pairs)


def _said(paragraph: Paragraph, sources: NumberedSources) -> Iterator[Markup]:
    yield _escaped(paragraph.marked_text)
    yield _refer(sources, paragraph.sources)
    for detail in paragraph.details:
        yield Markup(f"<br>{_escaped(detail)}")


def _sources(sources: NumberedSources) -> Iterator[Markup]:
    if not sources.used:
        return
    yield _text("h2", "Sources")
    items = []
    for number, source in sources.used:
        parts = [_escaped(source_words(source))]
        if is_web_address(source.url):
            address = _escaped(source.url)
            parts.append(Markup(f' <a href="{address}" rel="noreferrer">{address}</a>'))
        elif source.url:
            parts.append(_escaped(f" {source.url}"))
        if words := how_read(source):
            parts.append(_escaped(f". {words}"))
        items.append(_tag("li", *parts, id=f"source-{number}"))
    yield _tag("ol", *items)


def _files(files: Sequence[tuple[str, str]]) -> Iterator[Markup]:
    if files:
        yield _text("h2", "Files")
        yield _text("p", "All are of one run: their figures agree.")
        named = ((_escaped(name), _escaped(words)) for name, words in files)
        items = (Markup(f'<li><a href="{name}">{name}</a>: {words}</li>') for name, words in named)
        yield _tag("ul", *items)


def _refer(sources: NumberedSources, source_ids: Sequence[str]) -> Markup:
    links = (f'<a href="#source-{number}">{number}</a>' for number in sources.numbers(source_ids))
    found = ", ".join(links)
    return Markup(f" [{found}]" if found else "")


def _named(comparison: Comparison, standing: Standing) -> Markup:
    """An offer's mark in its color, and its name."""
    catalog, offer_id = comparison.catalog, standing.offer.id
    color = PAPER.color_at(place_of(catalog, offer_id))
    mark = f'<span style="color: {color}">{mark_of(catalog, offer_id)}</span>'
    return Markup(f"{mark}&nbsp;{_escaped(standing.quote.name)}")


def _wide(caption: str, head: Sequence[Markup], rows: Sequence[Markup]) -> Markup:
    """A table, which scrolls by itself where it is wider than the window."""
    table = _tag(
        "table",
        _text("caption", caption),
        _tag("thead", _tag("tr", *head)),
        _tag("tbody", *rows),
        cellpadding="5",  # for mail and Word, which have a style of their own
    )
    return _tag("div", table, **{"class": "wide", "tabindex": "0", "role": "region",
                                 "aria-label": caption})  # fmt: skip


def _cell(name: str, text: str, alignment: str, scope: str = "") -> Markup:
    attributes = {"scope": scope} if scope else {}
    if alignment == "right":
        attributes["class"] = "right"
    return _tag(name, _escaped(text), **attributes)


def _text(name: str, text: str, style: str = "") -> Markup:
    return _tag(name, _escaped(text), **({"class": style} if style else {}))


def _tag(name: str, *content: Markup, **attributes: str) -> Markup:
    said = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    inside = "".join(content)
    return Markup(f"<{name}{said}>{inside}</{name}>\n")


def _escaped(text: str) -> Markup:
    return Markup(escape(visible(text, keep="\n")))
