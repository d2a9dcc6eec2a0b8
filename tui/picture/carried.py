"""What a picture of the program carries: written when it is drawn, opened again as a scenario."""

from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import tui
from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.problems import Problem, ProblemsError
from tui.picture.answer import answer
from tui.picture.formats import Labels, Size
from tui.picture.provenance import NoEvidenceError, evidence

PROGRAM: Final = "OneGov Deal Explorer"
_MOST_BYTES: Final = 50_000_000


def title(comparison: Comparison) -> str:
    """What a picture of this comparison is called."""
    name = comparison.scenario.name
    return f"{comparison.catalog.title}: {name}" if name else comparison.catalog.title


def labels(
    comparison: Comparison, catalog_file: Path, *, view: str, size: Size, theme: str
) -> Labels:
    """What a picture of this comparison says about itself, and the evidence it carries.

    `catalog_file` is where the comparison's catalog was read: its hash is carried.
    """
    from tui.files.scenario_text import scenario_text

    return Labels(
        title(comparison),
        answer(comparison),
        {
            "program": f"{PROGRAM} {tui.__version__}",
            "scenario": scenario_text(comparison.scenario),
            "catalogue": comparison.catalog.title,
            "catalogue sha256": _hash(catalog_file),
            "facts checked": comparison.catalog.as_of.isoformat(),
            "as of": comparison.as_of.isoformat(),
            "view": view,
            "size": f"{size[0]}x{size[1]}",
            "theme": theme,
        },
    )


def scenario_in(path: Path, catalog: Catalog) -> Scenario:
    """Read the scenario that an SVG or PNG of this program carries.

    Raises `ProblemsError` where there is none, or where it does not go with the catalog.
    """
    from tui.files.scenarios import parse_scenario

    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _problem(path, f"cannot be read: {reason or error}") from None
    if len(content) > _MOST_BYTES:
        raise _problem(path, f"is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        text = evidence(content)["scenario"]
    except (NoEvidenceError, KeyError):
        hint = "only a picture that deals drew, and no other program has saved since, carries one"
        raise _problem(path, "carries no scenario", hint) from None
    return parse_scenario(text, catalog, name=f"{path} (the scenario in it)")


def other_catalog_words(picture: Path, catalog_file: Path) -> str:
    """Say that a picture was made from another catalog than this one; nothing where it was not.

    A picture that carries no evidence, or cannot be read, says nothing.
    """
    from tui.files.documents import read_bytes

    try:
        carried = evidence(read_bytes(picture))
        now = _hash(catalog_file)
    except (NoEvidenceError, ProblemsError):
        return ""
    if carried.get("catalogue sha256", now) == now:
        return ""
    words = "the picture was made from another catalogue"
    with suppress(ValueError):
        words += f", facts checked to {date.fromisoformat(carried.get('facts checked', ''))}"
    return words


def _hash(path: Path) -> str:
    from tui.files.documents import read_bytes

    return sha256(read_bytes(path)).hexdigest()


def _problem(path: Path, message: str, hint: str = "") -> ProblemsError:
    return ProblemsError([Problem(str(path), 0, "", message, hint)])
