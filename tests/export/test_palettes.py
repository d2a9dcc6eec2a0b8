"""Every text of every theme can be read, and offers can be told apart."""

from collections.abc import Iterator

import pytest

from tui.export.palettes import PALETTES, Palette


def readable_pairs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """Every pair of text and background that the program paints, with a name for it."""
    texts = {
        "ink": palette.ink,
        "soft": palette.soft,
        "accent": palette.accent,
        "warning": palette.warning,
        "error": palette.error,
        **{f"series {number}": color for number, color in enumerate(palette.series)},
    }
    grounds = {
        "ground": palette.ground,
        "cursor": palette.cursor,
        "blurred cursor": palette.cursor_blurred,
    }
    for text, color in texts.items():
        for ground, behind in grounds.items():
            yield f"{text} on {ground}", color, behind
    for text in ("ink", "soft", "accent"):
        yield f"{text} on panel", texts[text], palette.panel
    yield "edited text", palette.ground, palette.accent


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colors by WCAG 2.2: 1 (none) to 21 (black on white)."""

    def luminance(color: str) -> float:
        channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_all_text_can_be_read() -> None:
    for palette in PALETTES.values():
        for name, text, ground in readable_pairs(palette):
            assert contrast_ratio(text, ground) >= 4.5, f"{name} in {palette.name}"


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_series_colors_are_the_ones_that_everybody_can_tell_apart() -> None:
    assert PALETTES["deals-dark"].series[:4] == ("#56b4e9", "#e69f00", "#009e73", "#cc79a7")
    assert PALETTES["deals-paper"].series[:4] == ("#004b87", "#b35c00", "#00855f", "#a23b72")
    for palette in PALETTES.values():
        assert len(set(palette.series)) == 10
