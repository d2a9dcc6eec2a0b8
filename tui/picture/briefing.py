"""The files of a briefing's folder, all of one comparison: names, purposes and what writes them."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from shlex import quote
from textwrap import dedent
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison
from tui.export.ics import deadlines_ics
from tui.export.md import escaped, markdown_table, source_markdown, terms_markdown
from tui.files.places import is_other_catalog
from tui.files.writing import scenario_text
from tui.picture.grid import text
from tui.picture.picture_formats import Sheet, drawn
from tui.picture.report_formats import FORMATS
from tui.views.headline import answer
from tui.views.sources import quotations, sources_behind
from tui.views.words import as_of_words, further_inputs, scenario_words, title_words

INDEX: Final = "index.md"
PAGE: Final = "index.html"
MARK: Final = "<!-- deals brief -->"
"""The first line of the index: such a folder may be written again."""
_KINDS: Final = {
    "primary": "the vendor's or agency's own page, read, also in an archived copy",
    "mirror": "such a page, known only through a copy elsewhere",
    "press": "trade or general press",
    "weak": "aggregators, blogs, unnamed repositories",
}

PICTURES: Final = {
    "briefing.svg": "the comparison on one sheet, sharp at any size, for slides and pages",
    "briefing.png": "the same, for programs that take no SVG",
    "briefing.pdf": "the same, to print and to mail",
    "briefing.pptx": "slides to edit: the answer, a table, the chart; then what they rest on",
    "screen.svg": "the explorer as it opens on this scenario",
    "screen.png": "the same, for programs that take no SVG",
}


class BriefFile(NamedTuple):
    """One file of a briefing."""

    name: str
    purpose: str
    written: Callable[[], str | bytes]


def brief_files(
    comparison: Comparison, catalog_file: Path, screen: Callable[[], Sheet]
) -> list[BriefFile]:
    """Give the files of a briefing, pictures first, the index last; `screen` gives the explorer."""

    @cache
    def sheet(view: str) -> Sheet:
        from tui.picture.sheet import briefing_sheet

        return screen() if view == "screen" else briefing_sheet(comparison, catalog_file)

    def draw(name: str) -> bytes:
        view, ending = name.split(".")
        return drawn(sheet(view), ending)

    named = {"md": "table.md", "csv": "charges.csv", "xlsx": "estimate.xlsx",
             "json": "comparison.json"}  # fmt: skip
    files = [
        *(BriefFile(name, purpose, partial(draw, name)) for name, purpose in PICTURES.items()),
        *(
            BriefFile(name, one.purpose, partial(one.written, comparison, catalog_file))
            for one, name in ((FORMATS[form], name) for form, name in named.items())
        ),
        BriefFile("terms.md", "what the contracts say, side by side",
                  lambda: terms_markdown(comparison, [one.offer for one in comparison.standings])),
        BriefFile("sources.md", "every source, and how it was read",
                  lambda: sources_markdown(comparison)),
        BriefFile("deadlines.ics", "last days to order and of service, for any calendar",
                  lambda: deadlines_ics(comparison)),
        BriefFile("scenario.toml", "the inputs; open them again with deals scenario.toml",
                  lambda: scenario_text(comparison.scenario)),
    ]  # fmt: skip
    listed = [(file.name, file.purpose) for file in files]
    command = _command(comparison, catalog_file)

    def index() -> str:
        return _index(comparison, sheet("briefing"), listed, command)

    def page() -> str:
        from tui.picture.html import comparison_html

        return comparison_html(comparison, catalog_file, files=listed[1:], command=command)

    listed.insert(0, (PAGE, "the comparison as a page, with this list"))
    return [BriefFile(*listed[0], page), *files, BriefFile(INDEX, "this list", index)]


def _command(comparison: Comparison, catalog_file: Path) -> str:
    """What makes the folder again, from within it."""
    data = ["--data", str(catalog_file)] if is_other_catalog(catalog_file) else []
    words = ["deals", "brief", "scenario.toml", "--as-of", f"{comparison.as_of}", *data]
    return " ".join(map(quote, [*words, "-o", "FOLDER"]))


def sources_markdown(comparison: Comparison) -> str:
    found = sources_behind(comparison)
    offers = [standing.offer for standing in comparison.standings]
    about = f"{title_words(comparison)} · {as_of_words(comparison)}"
    lines = ["# Sources", "", escaped(about), ""]
    kinds = dict.fromkeys(source.kind for source in found)
    lines += [f"- **{kind}**: {words}" for kind, words in _KINDS.items() if kind in kinds]
    lines += [""] if kinds else []
    for number, source in enumerate(found, 1):
        lines.append(f"{number}. `{source.id}` {source_markdown(source)}")
        lines += [f"   - {escaped(words)}" for words in quotations(offers, source)]
    return "\n".join(lines) + "\n"


def _index(
    comparison: Comparison, sheet: Sheet, listed: Sequence[tuple[str, str]], command: str
) -> str:
    catalog, scenario = comparison.catalog, comparison.scenario
    lines = [MARK, f"# {escaped(scenario.name or catalog.title)}", ""]
    words = f"{catalog.title}: {scenario_words(scenario)} · {as_of_words(comparison)}"
    lines.append(escaped(words))
    further = further_inputs(comparison, comparison.unused)
    lines += ["", *(f"- {escaped(words)}" for words, _ in further)] if further else []
    lines += ["", "All files are of one run: their figures agree.", ""]
    rows = [[f"[{name}]({name})", escaped(purpose)] for name, purpose in listed]
    lines += markdown_table(["File", "What it is"], ["left", "left"], rows)
    drawing = dedent(text(sheet.pages[0])).strip("\n")
    lines += ["", "## Alternative text of the pictures", "", f"    {answer(comparison)}", ""]
    lines += ["The sheet in full:", "", *(f"    {row}".rstrip() for row in drawing.split("\n"))]
    lines += ["", f"To reproduce, in this folder: `{command.replace('`', '')}`"]
    return "\n".join(lines) + "\n"
