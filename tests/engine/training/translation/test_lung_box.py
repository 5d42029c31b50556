"""engine.training.translation.lung_box"""

import numpy as np
import pytest

from engine.training.translation.lung_box import Box, LungBox, NoLungsError, framed, lung_box
from tests.engine.training.translation.chest_phantom import AIR, LUNG, LUNGS_MM, MUSCLE, coronal

SPACING_MM = (4.0, 2.0)
PIXEL_MM = 4.0


def close(found: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(abs(a - b) <= 1.5 * PIXEL_MM for a, b in zip(found, wanted, strict=True))


def test_finds_both_lungs_and_neither_windpipe_nor_stomach() -> None:
    found = lung_box(coronal(), SPACING_MM).lungs

    assert close((found.top_mm, found.bottom_mm), LUNGS_MM["down"])
    assert close((found.left_mm, found.right_mm), LUNGS_MM["across"])


def test_padding_around_the_picture_moves_the_box_and_nothing_else() -> None:
    padded = np.pad(coronal(), ((10, 20), (30, 5)), constant_values=-2000)

    found, plain = lung_box(padded, SPACING_MM), lung_box(coronal(), SPACING_MM)

    assert found.lungs.top_mm == pytest.approx(plain.lungs.top_mm + 40, abs=PIXEL_MM)
    assert found.lungs.left_mm == pytest.approx(plain.lungs.left_mm + 60, abs=PIXEL_MM)
    assert found.lungs.width_mm == pytest.approx(plain.lungs.width_mm, abs=PIXEL_MM)


def test_an_arm_beside_the_body_is_no_part_of_it() -> None:
    picture = np.pad(coronal(), ((0, 0), (40, 0)), constant_values=AIR)
    picture[:, 2:22] = MUSCLE

    found = lung_box(picture, SPACING_MM)

    assert found.body.left_mm >= 80
    assert close((found.lungs.left_mm - 80, found.lungs.right_mm - 80), LUNGS_MM["across"])


def test_hazy_lungs_are_found_all_the_same() -> None:
    picture = coronal()
    picture[picture == LUNG] = -440

    found = lung_box(picture, SPACING_MM).lungs

    assert close((found.left_mm, found.right_mm), LUNGS_MM["across"])


def without_left_lung() -> np.ndarray:
    picture = coronal()
    picture[:, 86:][picture[:, 86:] == LUNG] = MUSCLE
    return picture


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (coronal()[25:], "cut off"),  # an abdomen with the bases of the lungs
        (coronal()[:40], "no lungs"),  # open below: it could be anything
        (without_left_lung(), "wide|one lung"),
        (np.where(coronal() == LUNG, MUSCLE, coronal()), "no lungs"),
        (np.full((60, 170), AIR, np.float32), "no body"),
        (coronal()[::3, ::3], "wide"),  # a child's, or spacing that lies
    ],
)
def test_refuses_what_shows_no_whole_pair_of_lungs(picture: np.ndarray, reason: str) -> None:
    with pytest.raises(NoLungsError, match=reason):
        lung_box(np.ascontiguousarray(picture, np.float32), SPACING_MM)


def sides(box: Box) -> list[float]:
    return [box.top_mm, box.bottom_mm, box.left_mm, box.right_mm]


def test_a_crop_grows_about_the_lungs_and_shows_what_lies_below_flat_ones() -> None:
    high, flat = Box(100, 300, 50, 250), Box(100, 180, 50, 250)

    assert sides(framed(high, 1.1)) == pytest.approx([90, 310, 40, 260])
    assert sides(framed(flat, 1.0)) == pytest.approx([100, 260, 50, 250])  # 0.8 of 200


def test_a_crop_never_leaves_the_body() -> None:
    found = LungBox(lungs=Box(10, 210, 20, 220), body=Box(5, 400, 0, 230))

    assert sides(found.crop(1.2)) == pytest.approx([5, 230, 0, 230])
