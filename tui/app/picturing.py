"""Pictures from within the program: the choices, what they draw, and where it goes."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.palettes import PALETTES
from tui.files.atomic import write_atomically
from tui.files.documents import read_bytes
from tui.files.file_names import names_from, slug, write_new
from tui.picture.carried import labels
from tui.picture.command_line import reproducing_command
from tui.picture.formats import drawn
from tui.picture.grid import Grid
from tui.picture.pieces import SheetColors
from tui.picture.sheet import briefing

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "view": ("briefing", "screen"),
    "size": ("128x36", "96x27", "160x45"),
    "theme": ("paper", "dark", "light", "contrast"),
    "format": ("svg", "png", "pdf", "txt"),
    "scale": ("2", "1", "3"),
}


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What picture is wanted."""

    view: str = "briefing"
    size: str = "128x36"
    theme: str = "paper"
    format: str = "svg"
    scale: str = "2"
    folder: str = ""

    def turned(self, name: str, steps: int) -> "PictureChoice":
        """The choice with the next, or the one before, of what there is."""
        choices = CHOICES[name]
        at = (choices.index(getattr(self, name)) + steps) % len(choices)
        changed: dict[str, str] = {name: choices[at]}
        return replace(self, **changed)

    def counts(self, name: str) -> bool:
        """Whether a choice makes a difference: the screen is pictured as it is."""
        if name in ("size", "theme"):
            return self.view == "briefing"
        return name != "scale" or self.format == "png"


def draw(
    choice: PictureChoice,
    comparison: Comparison,
    catalog_file: Path,
    screen: Callable[[], Grid],
    theme: str,
) -> bytes:
    """Draw the picture that was chosen. `screen` gives the explorer's screen as it stands."""
    if choice.view == "screen":
        grid = screen()
        size = grid.width, grid.height
    else:
        width, height = map(int, choice.size.split("x"))
        size, theme = (width, height), choice.theme
        command = reproducing_command(
            comparison.scenario, as_of=comparison.as_of, size=size, theme=theme
        )
        colors = SheetColors.of(PALETTES[f"deals-{theme}"])
        grid = briefing(comparison, width=width, height=height, colors=colors, command=command)
    said = labels(
        comparison,
        catalog_hash=sha256(read_bytes(catalog_file)).hexdigest(),
        view=choice.view,
        size=size,
        theme=theme,
    )
    return drawn(grid, choice.format, said, scale=int(choice.scale))


def file_name(choice: PictureChoice, name: str) -> str:
    """What a picture of a scenario of that name is called."""
    return f"{slug(name or 'onegov')}-{choice.view}.{choice.format}"


def write(choice: PictureChoice, name: str, picture: bytes) -> Path:
    """Write a picture under a free name in the chosen folder. Raises `OSError`."""
    try:
        folder = Path(choice.folder).expanduser()
    except RuntimeError as error:
        raise OSError(f"{choice.folder}: there is no such user") from error
    folder.mkdir(parents=True, exist_ok=True)
    stem = Path(file_name(choice, name)).stem
    for path in names_from(folder, stem, f".{choice.format}"):
        try:
            write_new(path, picture)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{folder} has no free name for {stem}")


def remembered(path: Path) -> PictureChoice:
    """The choice that was made last; what of it cannot be read is as at first."""
    import tomli

    try:
        written = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return PictureChoice()
    known = {
        name: str(value)
        for name, value in written.items()
        if name == "folder" or str(value) in CHOICES.get(name, ())
    }
    return PictureChoice(**known)


def remember(path: Path, choice: PictureChoice) -> None:
    """Keep the choice for the next time, where that can be done."""
    import json

    lines = [f"{name} = {json.dumps(getattr(choice, name))}" for name in (*CHOICES, "folder")]
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, "\n".join(lines) + "\n")
