"""The themes of the program, made of the palettes that pictures use as well."""

from typing import Final

from textual.theme import Theme

from tui.export.palettes import DARK, PALETTES, Palette

DEFAULT_THEME: Final = DARK.name


def theme_variables(palette: Palette) -> dict[str, str]:
    return {
        "ink": palette.ink,
        "soft": palette.soft,
        "rule": palette.rule,
        "ground": palette.ground,
        "bar": palette.panel,
        "focus": palette.accent,
        "cursor": palette.cursor,
        "cursor-blurred": palette.cursor_blurred,
        "alert": palette.warning,
        "wrong": palette.error,
        **{f"series-{number}": color for number, color in enumerate(palette.series)},
        "scrollbar": palette.rule,
        "scrollbar-hover": palette.accent,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.ground,
        "scrollbar-background-hover": palette.ground,
        "scrollbar-background-active": palette.ground,
        "scrollbar-corner-color": palette.ground,
        "screen-selection-background": palette.accent,
        "screen-selection-foreground": palette.ground,
    }


def textual_theme(palette: Palette) -> Theme:
    return Theme(
        name=palette.name,
        primary=palette.accent,
        secondary=palette.rule,
        accent=palette.accent,
        foreground=palette.ink,
        background=palette.ground,
        surface=palette.ground,
        panel=palette.panel,
        warning=palette.warning,
        error=palette.error,
        success=palette.series[2],
        dark=palette.dark,
        variables=theme_variables(palette),
    )


def following_theme(name: str) -> str:
    names = list(PALETTES)
    return names[(names.index(name) + 1) % len(names)] if name in names else DEFAULT_THEME
