"""How the named pieces of a line look: their colors by the names of the theme, and what is bold.

They are no component classes of the stylesheet: Textual would work out twenty of them for each
view each time that anything about it changes, which was a tenth of the start.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rich.style import Style


class Look(NamedTuple):
    """Colors are names of theme variables; empty: as what lies under it."""

    color: str = ""
    ground: str = ""
    bold: bool | None = None

    def style(self, variables: Mapping[str, str]) -> Style:
        """Give the style in the colors of a theme."""
        return Style(
            color=variables[self.color] if self.color else None,
            bgcolor=variables[self.ground] if self.ground else None,
            bold=self.bold,
        )


LOOKS: Final[Mapping[str, Look]] = {
    "cursor": Look(ground="cursor", bold=True),
    "cursor-blurred": Look(ground="cursor-blurred"),
    "soft": Look("soft"),
    "strong": Look(bold=True),
    "accent": Look("focus"),
    "warning": Look("alert"),
    "error": Look("wrong", bold=True),
    "heading": Look("focus", bold=True),
    "changed": Look("alert", bold=True),
    "edit": Look("focus", bold=True),
    "caret": Look("ground", "focus"),
    **{f"series-{number}": Look(f"series-{number}") for number in range(10)},
}
"""What a piece of text can be called, and what that looks like."""
