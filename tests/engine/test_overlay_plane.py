"""engine.overlay_plane"""

import numpy as np
import pytest

from engine.overlay_plane import OverlayPlane

BITS = np.array([[1, 0], [1, 1]], dtype=np.bool_)


@pytest.mark.parametrize(
    ("row", "column", "drawn"),
    [
        (0, 0, ["#..", "##."]),
        (-1, 0, ["##.", "..."]),
        (0, -1, ["...", "#.."]),
        (1, 2, ["...", "..#"]),
        (2, 0, ["...", "..."]),
        (0, 3, ["...", "..."]),
        (-2, 0, ["...", "..."]),
    ],
)
def test_it_is_drawn_at_its_place_as_far_as_the_film_goes(
    row: int, column: int, drawn: list[str]
) -> None:
    found = OverlayPlane(0x6000, BITS, row, column).on_film((2, 3))

    assert ["".join(".#"[one] for one in line) for line in found.tolist()] == drawn


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"label": "PA", "description": "Markers"}, "PA"),
        ({"description": "Markers"}, "Markers"),
        ({}, "Overlay 3"),
    ],
)
def test_it_is_called_by_its_label_its_description_or_its_number(
    words: dict[str, str], name: str
) -> None:
    assert OverlayPlane(0x6004, BITS, **words).name == name  # type: ignore[arg-type]


def test_bits_are_bits_in_two_directions() -> None:
    with pytest.raises(ValueError, match="bool"):
        OverlayPlane(0x6000, BITS.astype(np.uint8))
    with pytest.raises(ValueError, match="rows, columns"):
        OverlayPlane(0x6000, BITS.ravel())


def test_its_bits_cannot_be_written() -> None:
    plane = OverlayPlane(0x6000, BITS.copy())

    with pytest.raises(ValueError, match="read-only"):
        plane.bits[0, 0] = False
