"""Pictures from within the program: the choices, what they draw, and where it goes."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tui.domain.comparison import Comparison
from tui.files.atomic import (
    names_from,
    slug,
    under_free_name,
    write_folder,
    write_new,
    write_private,
)
from tui.files.places import state_folder
from tui.files.toml import ordinary_bytes
from tui.picture.briefing import brief_files
from tui.picture.grid import Grid
from tui.picture.picture_formats import (
    FORMATS,
    ONE_PAGE,
    SCALES,
    SIZES,
    THEMES,
    VIEWS,
    Sheet,
    drawn,
)
from tui.picture.sheet import briefing_sheet, screen_sheet

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "view": VIEWS,
    "size": tuple(f"{width}x{height}" for width, height in SIZES),
    "theme": THEMES,
    "format": tuple(FORMATS),
    "scale": tuple(map(str, SCALES)),
}


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What picture is wanted."""

    view: str = CHOICES["view"][0]
    size: str = CHOICES["size"][0]
    theme: str = CHOICES["theme"][0]
    format: str = CHOICES["format"][0]
    scale: str = CHOICES["scale"][0]
    page: int = 1
    folder: str = ""

    def turned(self, name: str, steps: int) -> "PictureChoice":
        choices = CHOICES[name]
        at = (choices.index(getattr(self, name)) + steps) % len(choices)
        changed: dict[str, str] = {name: choices[at]}
        page = 1 if name in ("view", "size") else self.page
        return replace(self, page=page, **changed)

    def counts(self, name: str) -> bool:
        """Whether a choice makes a difference: the screen is pictured as it is."""
        if name in ("size", "theme"):
            return self.view != "screen"
        if name == "page":
            return self.view != "screen" and self.format in ONE_PAGE
        return name != "scale" or self.format == "png"


def chosen_briefing(choice: PictureChoice, comparison: Comparison, catalog_file: Path) -> Sheet:
    width, height = map(int, choice.size.split("x"))
    return briefing_sheet(
        comparison, catalog_file, size=(width, height), theme=choice.theme, view=choice.view
    )


def draw(choice: PictureChoice, sheet: Sheet) -> bytes:
    page = choice.page if choice.counts("page") else 1
    return drawn(sheet.of_page(page), choice.format, scale=int(choice.scale))


def write_briefing(comparison: Comparison, catalog_file: Path, screen: Grid, theme: str) -> Path:
    """Write the folder of `deals brief` under a free name where the program was started.

    Raises `OSError` and `ProblemsError`.
    """
    files = brief_files(
        comparison,
        catalog_file,
        lambda: screen_sheet(comparison, catalog_file, screen, theme),
    )
    stem = f"{slug(comparison.scenario.name or 'onegov')}-briefing"
    folder = next(path for path in names_from(Path.cwd(), stem, "") if not path.exists())
    write_folder(folder, [(file.name, file.written) for file in files])
    return folder


def file_name(choice: PictureChoice, name: str) -> str:
    return f"{slug(name or 'onegov')}-{choice.view}.{choice.format}"


def write(choice: PictureChoice, name: str, picture: bytes) -> Path:
    """Write a picture under a free name in the chosen folder. Raises `OSError`."""
    try:
        folder = Path(choice.folder).expanduser()
    except RuntimeError as error:
        raise OSError(f"{choice.folder}: there is no such user") from error
    folder.mkdir(parents=True, exist_ok=True)
    called = Path(file_name(choice, name))
    return under_free_name(
        folder, called.stem, called.suffix, lambda path: write_new(path, picture)
    )


def _memory() -> Path:
    return state_folder() / "picture.toml"


def remembered() -> PictureChoice:
    """The choice that was made last; what of it cannot be read is as at first."""
    import tomli

    try:
        written = tomli.loads(ordinary_bytes(_memory()).decode("utf-8"))
    except (OSError, ValueError):
        return PictureChoice()
    known: dict[str, Any] = {
        name: str(value)
        for name, value in written.items()
        if name == "folder" or str(value) in CHOICES.get(name, ())
    }
    return PictureChoice(**known)


def remember(choice: PictureChoice) -> None:
    import json

    lines = [f"{name} = {json.dumps(getattr(choice, name))}" for name in (*CHOICES, "folder")]
    with suppress(OSError):
        write_private(_memory(), "\n".join(lines) + "\n")
