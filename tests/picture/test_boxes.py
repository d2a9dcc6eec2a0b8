import unicodedata

import pytest

from tui.picture.boxes import Rectangle, partition, rectangles
from tui.picture.font import marks
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH
from tui.picture.scene import merged

BOXES = [chr(code) for code in range(0x2500, 0x2580)]
STRAIGHT = [
    one for one in BOXES if not {"DASH", "ARC", "DIAGONAL"} & set(unicodedata.name(one).split())
]
BLOCKS = [chr(code) for code in range(0x2580, 0x25A0)]


def covered(pieces: tuple[Rectangle, ...]) -> set[tuple[int, int]]:
    return {
        (x, y)
        for left, top, right, bottom in pieces
        for x in range(left // 100, right // 100)
        for y in range(top // 100, bottom // 100)
    }


def test_every_box_and_block_is_drawn() -> None:
    drawn = [each for each in BOXES + BLOCKS if rectangles(each) or marks().get(each)]
    assert drawn == list(BOXES + BLOCKS)


def test_rectangles_stay_in_the_cell_on_whole_pixels() -> None:
    for character in BOXES + BLOCKS:
        for left, top, right, bottom in rectangles(character):
            assert 0 <= left < right <= CELL_WIDTH, character
            assert 0 <= top < bottom <= CELL_HEIGHT, character
            assert not any(edge % 100 for edge in (left, top, right, bottom)), character


def test_arms_reach_the_edges_that_the_name_tells() -> None:
    sides = {
        "LEFT HORIZONTAL": {(0, 12), (0, 10)}, "RIGHT HORIZONTAL": {(11, 12), (11, 10)},
        "UP VERTICAL": {(6, 0), (4, 0)}, "DOWN VERTICAL": {(6, 23), (4, 23)},
    }  # fmt: skip
    for character in STRAIGHT:
        words = set(unicodedata.name(character).split())
        pixels = covered(rectangles(character))
        reached = {side for side, edge in sides.items() if pixels & edge}
        assert reached == {side for side in sides if words & set(side.split())}, character


def is_one_piece(pixels: set[tuple[int, int]]) -> bool:
    reached, waiting = set(), [min(pixels)]
    while waiting:
        x, y = waiting.pop()
        if (x, y) in pixels and (x, y) not in reached:
            reached.add((x, y))
            waiting += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return reached == pixels


@pytest.mark.parametrize("character", list("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╒╓╕╖╘╙╛╜╞╡╪╾╿╃╊┲┹"))
def test_arms_join_without_a_gap(character: str) -> None:
    assert is_one_piece(covered(rectangles(character)))


@pytest.mark.parametrize(
    ("character", "drawn"),
    [
        ("╔", "..... .xxxx .x... .x.xx .x.x."),
        ("╬", ".x.x. xx.xx ..... xx.xx .x.x."),
        ("╓", "..... ..... .xxxx .x.x. .x.x."),
        ("╞", "..x.. ..xxx ..x.. ..xxx ..x.."),
    ],
)
def test_double_lines_have_clear_corners(character: str, drawn: str) -> None:
    """Seen at the edges, on both rails and between them."""
    pixels = covered(rectangles(character))
    rows = ("".join(".x"[(x, y) in pixels] for x in (1, 3, 5, 7, 10)) for y in (4, 9, 11, 13, 20))
    assert " ".join(rows) == drawn


@pytest.mark.parametrize("character", BLOCKS)
def test_a_block_and_what_it_leaves_make_the_cell(character: str) -> None:
    parts = partition(character)
    if parts is None:
        assert character in "░▒▓"
        return
    filled, left = (covered(part) for part in parts)
    assert not filled & left
    assert len(filled | left) == 12 * 24


@pytest.mark.parametrize(
    ("character", "share"),
    [("█", 24 * 12), ("▄", 12 * 12), ("▌", 6 * 24), ("▊", 9 * 24), ("▁", 36)],
)
def test_blocks_have_their_size(character: str, share: int) -> None:
    assert len(covered(rectangles(character))) == share


def test_neighbours_are_merged() -> None:
    pieces = [(x, y, x + 10, y + 10) for x in (0, 10, 20) for y in (0, 10)]
    assert merged(pieces) == ((0, 0, 30, 20),)
    assert merged([(0, 0, 10, 10), (20, 0, 30, 10)]) == ((0, 0, 10, 10), (20, 0, 30, 10))
    assert merged([]) == ()


def test_braille_has_its_dots() -> None:
    assert len(rectangles("⣿")) == 8
    assert merged(list(rectangles("⠒"))) == ((0, 600, 1200, 1200),)
    assert rectangles("⠀") == ()
