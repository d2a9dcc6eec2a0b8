"""Everything for a briefing: which files a folder holds, what each is for, and what is in it.

All are of one comparison, so that every figure agrees with every other. Nothing is written here:
a file is a name, a purpose and a function that gives its content.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison
from tui.export.ics import deadlines_ics
from tui.export.md import escaped, markdown_table, source_markdown
from tui.export.report_formats import FORMATS
from tui.views.sources import quotations, sources_behind
from tui.views.words import further_inputs, scenario_words

INDEX: Final = "index.md"
MARK: Final = "<!-- deals brief -->"
"""The first line of the index: such a folder may be written again."""
_KINDS: Final = {
    "primary": "the vendor's or agency's own page, read, also in an archived copy",
    "mirror": "such a page known only through somebody else's copy",
    "press": "trade or general press",
    "weak": "aggregators, blogs, unnamed repositories",
}


class BriefFile(NamedTuple):
    """One file of a briefing."""

    name: str
    purpose: str
    written: Callable[[], str | bytes]


def brief_files(comparison: Comparison, pictures: Sequence[BriefFile] = ()) -> list[BriefFile]:
    """Give the files of a briefing, the index last; `pictures` are listed first."""
    named = {"md": "table.md", "csv": "charges.csv", "xlsx": "estimate.xlsx",
             "json": "comparison.json"}  # fmt: skip
    files = [
        *pictures,
        *(
            BriefFile(name, FORMATS[form].purpose, _in_form(comparison, form))
            for form, name in named.items()
        ),
        BriefFile("terms.md", "what the contracts say, offer beside offer",
                  lambda: _terms(comparison)),
        BriefFile("sources.md", "every source, and how it was read",
                  lambda: sources_markdown(comparison)),
        BriefFile("deadlines.ics", "last days to order and of service, for any calendar",
                  lambda: deadlines_ics(comparison)),
        BriefFile("scenario.toml", "the inputs, to be opened again with deals scenario.toml",
                  lambda: _scenario(comparison)),
    ]  # fmt: skip
    index = _index(comparison, files)
    return [*files, BriefFile(INDEX, "this list", lambda: index)]


def sources_markdown(comparison: Comparison) -> str:
    """List every source that the compared offers point at, with the words quoted from it."""
    found = sources_behind(comparison)
    offers = [standing.offer for standing in comparison.standings]
    lines = ["# Sources", ""]
    kinds = dict.fromkeys(source.kind for source in found)
    lines += [f"- **{kind}**: {words}" for kind, words in _KINDS.items() if kind in kinds]
    lines += [""] if kinds else []
    for number, source in enumerate(found, 1):
        lines.append(f"{number}. `{source.id}` {source_markdown(source)}")
        lines += [f"   - {escaped(words)}" for words in quotations(offers, source)]
    return "\n".join(lines) + "\n"


def _in_form(comparison: Comparison, form: str) -> Callable[[], str | bytes]:
    return lambda: FORMATS[form].written(comparison)


def _terms(comparison: Comparison) -> str:
    from tui.export.md import terms_markdown

    offers = [standing.offer for standing in comparison.standings]
    return terms_markdown(comparison.catalog, offers, comparison.scenario, comparison.as_of)


def _scenario(comparison: Comparison) -> str:
    from tui.files.writing import scenario_text

    return scenario_text(comparison.scenario)


def _index(comparison: Comparison, files: Sequence[BriefFile]) -> str:
    catalog, scenario = comparison.catalog, comparison.scenario
    lines = [MARK, f"# {escaped(scenario.name or catalog.title)}", ""]
    lines.append(f"{escaped(catalog.title)}: {escaped(scenario_words(scenario))}, as of "
                 f"{comparison.as_of}; facts checked up to {catalog.as_of}.")  # fmt: skip
    further = further_inputs(catalog, scenario, comparison.unused)
    lines += ["", *(f"- {escaped(words)}" for words in further)] if further else []
    lines += ["", "All files are of one run: their figures agree.", ""]
    rows = [[f"[{file.name}]({file.name})", escaped(file.purpose)] for file in files]
    lines += markdown_table(["File", "What it is"], ["left", "left"], rows)
    day = f"--as-of {comparison.as_of}"
    lines += [
        "",
        f"Made again by `deals brief scenario.toml {day} -o FOLDER`, with the same catalogue.",
    ]
    return "\n".join(lines) + "\n"
