"""What `y` can put into the clipboard or write to a file.

A desktop's own program answers that it has taken a text, or a picture. Without one it goes to the
terminal, which may ignore the sequence that sets its clipboard and never answers: so the program
says "sent", and offers the same text as a file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from textual.app import App

from tui.app.desktop_clipboard import ClipboardProgram
from tui.domain.comparison import Comparison
from tui.domain.scenario import Scenario
from tui.export.md import comparison_markdown, terms_markdown
from tui.export.tsv import comparison_cells, terms_cells
from tui.files import places
from tui.files.toml import ProblemsError, spelled_out
from tui.picture.command_line import opening_command
from tui.views.comparison_text import comparison_text
from tui.views.line import Build, Line, line
from tui.views.text_layout import fitted, wrapped


@dataclass(frozen=True, slots=True)
class Offered:
    """A text, or a picture, that can be copied."""

    title: str
    text: str
    """Of a picture: what it shows."""
    file_name: str = ""
    """The file to write it to; empty: it goes to the clipboard."""
    picture: Callable[[], bytes] | None = None
    """Draws it as PNG."""


def offers(
    comparison: Comparison,
    pane: str,
    pane_text: str,
    catalog_file: Path,
    saved: tuple[str, Scenario] | None,
    program: ClipboardProgram | None = None,
) -> Mapping[str, Offered]:
    cells = comparison_cells(comparison)
    if pane in ("outlay", "timeline"):
        text, markdown = comparison_text(comparison), comparison_markdown(comparison)
    elif pane == "terms":
        text = pane_text + "\n"
        compared = [standing.offer for standing in comparison.standings]
        markdown = terms_markdown(comparison, compared)
        cells = terms_cells(comparison, compared)
    else:
        text = pane_text + "\n"
        markdown = f"```\n{pane_text}\n```\n"
    command = opening_command(
        comparison.scenario,
        as_of=comparison.as_of,
        data=str(catalog_file) if places.is_other_catalog(catalog_file) else "",
        saved=saved,
    )
    command = command or "# No command line expresses this scenario: save it first (w)."
    picture = program and program.picture and _briefing_picture(comparison, catalog_file)
    return {
        "text": Offered("As aligned text", text),
        "markdown": Offered("As Markdown", markdown),
        "command": Offered("The command that reproduces this screen", command),
        "cells": Offered("As cells for a spreadsheet, tab-separated", cells),
        **({"picture": picture} if picture else {}),
        "text-file": Offered(f"As text, into the file {pane}.txt", text, f"{pane}.txt"),
        "markdown-file": Offered(f"As Markdown, into the file {pane}.md", markdown, f"{pane}.md"),
    }


def _briefing_picture(comparison: Comparison, catalog_file: Path) -> Offered:
    """The briefing sheet as PNG, in the size and theme that a picture was last written in."""
    from tui.app.picturing import chosen_briefing, draw, remembered

    choice = replace(remembered(), view="briefing", format="png")
    return Offered(
        "The briefing sheet, as a picture",
        f"{choice.size.replace('x', '×')} cells, {choice.theme}, {choice.scale}× (as in s)",
        picture=lambda: draw(choice, chosen_briefing(choice, comparison, catalog_file)),
    )


def page(offered: Mapping[str, Offered], program: ClipboardProgram | None) -> Build:
    way = f"by {program.name}" if program else "(the terminal may refuse)"

    def build(width: int) -> Sequence[Line]:
        lines = [*map(line, wrapped(f"To the clipboard {way}, or to a file:", width)), line()]
        for key, offer in offered.items():
            first = spelled_out(offer.text.strip("\n`").split("\n")[0].replace("\t", " | "))
            lines.append(line((offer.title, "strong"), key=key))
            if not offer.file_name:
                lines.append(line((fitted(f"  {first}", width), "soft"), key=key))
        return lines

    return build


async def deliver(app: App[None], offered: Offered, program: ClipboardProgram | None) -> str:
    if offered.file_name:
        return write_beside(app, offered.file_name, offered.text)
    if program and offered.picture:
        try:
            taken = await program.take(offered.picture())
        except (ProblemsError, OSError) as error:
            return f"no picture: {error}"
        return f"picture copied by {program.name}" if taken else f"{program.name} did not take it"
    if program and await program.take(offered.text):
        return f"copied by {program.name}"
    app.copy_to_clipboard(offered.text)
    return "sent to the terminal (y writes a file, too)"


def write_beside(app: App[None], file_name: str, content: str | bytes) -> str:
    """Write a file into the folder that the program was started in, and say where, or why not.

    A file that is there already is left alone: the new one gets a number. In a browser the file
    goes to the browser.
    """
    if app.is_web:
        return send_to_browser(app, file_name, content)
    from tui.files.atomic import under_free_name, write_new

    name = Path(file_name)
    try:
        target = under_free_name(
            Path.cwd(), name.stem, name.suffix, lambda path: write_new(path, content)
        )
    except OSError as reason:
        return f"not written: {reason.strerror or reason}"
    return f"wrote {target}"


def send_to_browser(app: App[None], file_name: str, content: str | bytes) -> str:
    body = content.encode("utf-8") if isinstance(content, str) else content
    app.deliver_binary(BytesIO(body), save_filename=file_name, save_directory=Path())
    return f"sent to the browser: {file_name}"
