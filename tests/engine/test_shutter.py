"""engine.shutter"""

import pytest

from engine.shutter import Shutter

RECTANGLE = (2, 3, 4, 5)
"""Rows 2 to 4 and columns 3 to 5, counted from one."""


def seen(shutter: Shutter) -> list[str]:
    return ["".join(".#"[one] for one in row) for row in shutter.visible((5, 7)).tolist()]


@pytest.mark.parametrize(
    ("shutter", "expected"),
    [
        (Shutter(), ["#######"] * 5),
        (
            Shutter(rectangle=RECTANGLE),
            [".......", "..###..", "..###..", "..###..", "......."],
        ),
        (
            Shutter(rectangle=(-4, -9, 2, 2)),
            ["##.....", "##.....", ".......", ".......", "......."],
        ),
        (
            Shutter(circle=(3, 4, 2)),
            ["...#...", "..###..", ".#####.", "..###..", "...#..."],
        ),
        (
            Shutter(circle=(0, 8, 3)),  # about a place beyond the upper right corner
            [".....##", ".....##", ".......", ".......", "......."],
        ),
        (
            Shutter(polygon=((1, 1), (5, 1), (5, 5))),
            ["#......", "##.....", "###....", "####...", "#####.."],
        ),
    ],
)
def test_a_shape_leaves_its_inside_with_its_edge(shutter: Shutter, expected: list[str]) -> None:
    assert seen(shutter) == expected


def test_several_shapes_leave_what_lies_inside_all() -> None:
    both = Shutter(rectangle=RECTANGLE, circle=(4, 3, 1))

    assert seen(both) == [".......", ".......", "..#....", "..##...", "......."]


def test_only_a_shutter_without_shape_is_empty() -> None:
    assert Shutter(grey=0.5).is_empty
    assert not Shutter(circle=(1, 1, 1)).is_empty


def test_a_rectangle_beyond_the_film_leaves_nothing() -> None:
    assert seen(Shutter(rectangle=(9, 9, 12, 12))) == ["......."] * 5
