"""viewer.printed_page"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter

from engine import Spacing, SpacingSource
from viewer.app import application_
from viewer.printed_page import (
    Page,
    PrintedPicture,
    PrintSize,
    paint_page,
    scale_on,
    size_words,
    suits,
)

GREY = 77
PX_PER_MM = 4.0
PAPER_MM = (120, 100)
DETECTOR = Spacing(0.1, 0.1, SpacingSource.DETECTOR)
PICTURE = PrintedPicture(
    "Enhanced: Chest", np.full((200, 400), GREY, np.uint8), (20.0, 40.0), ("R", "L")
)


def page(
    *pictures: PrintedPicture,
    size: PrintSize = PrintSize.TRUE,
    spacing: Spacing = DETECTOR,
    who: str = "",
) -> Page:
    return Page(pictures or (PICTURE,), who, "DX chest PA", "W 10  C 5", spacing, size)


def painted(wanted: Page) -> npt.NDArray[np.uint8]:
    """Return the paper, (rows, columns) grey, 4 pixels a millimetre."""
    application_()
    height, width = (int(side * PX_PER_MM) for side in PAPER_MM)
    paper = QImage(width, height, QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    paint_page(painter, QRectF(0, 0, width, height), PX_PER_MM, wanted)
    painter.end()
    lines = np.frombuffer(paper.constBits(), np.uint8).reshape(height, paper.bytesPerLine())
    return lines[:, :width].copy()


def extent(paper: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """Return (rows, columns) of what has the picture's grey, in all but a few pixels."""
    is_grey = paper == GREY
    return (
        int((is_grey.sum(axis=1) > 20).sum()),
        int((is_grey.sum(axis=0) > 20).sum()),
    )


def test_in_true_size_a_millimetre_of_the_film_is_one_of_the_paper() -> None:
    """20 by 40 mm at 4 pixels a millimetre."""
    assert extent(painted(page())) == pytest.approx((80, 160), abs=1)


def test_fitted_it_fills_the_page_and_keeps_its_shape() -> None:
    """100 mm of paper less 6 mm on both sides leave 88; 20 by 40 becomes 44 by 88."""
    paper = painted(page(size=PrintSize.FITTED))

    assert extent(paper) == pytest.approx((176, 352), abs=1)


def test_pixels_that_are_not_square_keep_the_shape_of_the_film() -> None:
    flat = replace(PICTURE, grey=np.full((50, 400), GREY, np.uint8))

    assert extent(painted(page(flat))) == pytest.approx((80, 160), abs=1)


def test_both_have_one_scale_beside_each_other() -> None:
    """Each has 6 mm on both sides, and 4 lie between: 72 mm for two of 40."""
    both = page(PICTURE, replace(PICTURE, title="Original"), size=PrintSize.FITTED)

    assert scale_on(both, (90.0, 100.0)) == pytest.approx(72 / 80)


def test_true_size_falls_back_where_the_page_is_too_small_and_says_so() -> None:
    wanted = page()

    scale = scale_on(wanted, (10.0, 100.0))

    assert scale == pytest.approx(0.5)
    assert size_words(wanted, scale) == (
        "True size does not fit on this page. Fitted: 0.50 times true size, at detector. "
        "The object is 1.0 to 1.2 times smaller."
    )


def test_true_size_is_that_of_the_object_where_the_file_knows() -> None:
    known = page(spacing=Spacing(0.1, 0.1, SpacingSource.FIDUCIAL))

    assert size_words(known, 1.0) == ("True size: 1 mm on paper is 1 mm, calibrated by fiducial.")


def test_without_a_spacing_nothing_has_a_size() -> None:
    unknown = page(spacing=Spacing(0.1, 0.1, SpacingSource.ASSUMED))

    scale = scale_on(unknown, (90.0, 100.0))

    assert scale == pytest.approx(88 / 40)
    assert size_words(unknown, scale) == "Fitted to the page; no spacing in the file."


def test_words_stand_above_below_and_beside_and_never_on_the_picture() -> None:
    paper = painted(page(who="Roe, Jane"))

    is_grey = paper == GREY
    rows = np.flatnonzero(is_grey.sum(axis=1) > 20)
    columns = np.flatnonzero(is_grey.sum(axis=0) > 20)
    inside = paper[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    assert (paper[:18, :80] < 128).any()  # who
    assert (paper[:18, -80:] < 128).any()  # what
    assert (paper[-18:, :160] < 128).any()  # the notice
    assert (paper[rows.min() - 22 : rows.min() - 4, columns.min() :] < 128).any()  # title
    beside = paper[rows.min() : rows.max(), : columns.min()]
    assert (beside < 128).any()  # the letter
    assert (inside == GREY).mean() > 0.97


def test_a_patient_who_is_not_to_be_named_is_not() -> None:
    assert (painted(page())[:18, :80] == 255).all()


@pytest.mark.parametrize(
    ("sizes", "orientation"),
    [
        ([(43.0, 35.0)], QPageLayout.Orientation.Portrait),
        ([(35.0, 43.0)], QPageLayout.Orientation.Landscape),
        ([(43.0, 35.0), (43.0, 35.0)], QPageLayout.Orientation.Landscape),
    ],
)
def test_the_page_lies_as_suits_the_pictures(
    sizes: list[tuple[float, float]], orientation: QPageLayout.Orientation
) -> None:
    assert suits(sizes) is orientation
