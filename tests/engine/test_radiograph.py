"""engine.radiograph"""

from typing import Any

import numpy as np
import pytest

from engine.grayscale.modality import LinearModality
from engine.grayscale.voi import FullRange, Window
from engine.radiograph import (
    Description,
    Radiograph,
    Spacing,
    SpacingSource,
    assumed_spacing,
)
from engine.source import Source, SourceKind

HALF_MM = Spacing(0.5, 0.5, SpacingSource.DETECTOR)


def radiograph(pixels: Any, bits: int = 12, **more: Any) -> Radiograph:
    more.setdefault("spacing", HALF_MM)
    return Radiograph(
        pixels=pixels, bits_stored=bits, source=Source(SourceKind.MEMORY, "film"), **more
    )


GREY = np.arange(48, dtype=np.uint16).reshape(6, 8)


def test_its_pixels_cannot_be_written() -> None:
    film = radiograph(GREY.copy())

    with pytest.raises(ValueError, match="read-only"):
        film.pixels[0, 0] = 1


@pytest.mark.parametrize(
    ("photometric", "shape", "is_inverse"),
    [
        ("MONOCHROME2", None, False),
        ("MONOCHROME1", None, True),
        ("MONOCHROME2", "INVERSE", True),
        ("MONOCHROME1", "INVERSE", True),  # never twice
        ("MONOCHROME1", "IDENTITY", False),
        ("MONOCHROME2", "IDENTITY", False),
    ],
)
def test_the_shape_decides_alone_else_the_photometric(
    photometric: str, shape: str | None, is_inverse: bool
) -> None:
    assert radiograph(GREY, photometric=photometric, shape=shape).is_inverse == is_inverse


@pytest.mark.parametrize(
    ("dtype", "bits", "bounds"),
    [(np.uint16, 12, (0, 4095)), (np.int16, 12, (-2048, 2047)), (np.uint8, 8, (0, 255))],
)
def test_the_full_range_is_what_the_bits_can_hold(
    dtype: type[Any], bits: int, bounds: tuple[int, int]
) -> None:
    film = radiograph(np.zeros((2, 2), dtype), bits)

    assert film.stored_bounds == bounds
    assert film.full_range == FullRange(*bounds)


def test_the_full_range_is_in_modality_values() -> None:
    film = radiograph(GREY, modality=LinearModality(-2, 100))

    assert film.full_range == FullRange(100 - 2 * 4095, 100)


def test_it_opens_with_the_files_first_voi_else_with_the_full_range() -> None:
    first, second = Window(1, 2), Window(3, 4)

    assert radiograph(GREY, vois=(first, second)).default_voi is first
    assert radiograph(GREY).default_voi == FullRange(0, 4095)


@pytest.mark.parametrize(
    ("pixels", "bits", "said"),
    [
        (np.zeros((2, 2, 3), np.uint8), 8, "rows, columns"),
        (np.zeros((0, 2), np.uint8), 8, "rows, columns"),
        (np.zeros((2, 2), np.int32), 16, "8 or 16 bits"),
        (np.zeros((2, 2), np.uint16), 17, "1 to 16"),
    ],
)
def test_refuses_what_is_no_film(pixels: Any, bits: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        radiograph(pixels, bits)


def test_a_mask_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="excluded must be"):
        radiograph(GREY, excluded=np.zeros((2, 2), np.bool_))


def test_a_reduced_film_covers_the_same_millimetres() -> None:
    film = radiograph(np.zeros((300, 600), np.uint16))

    small = film.reduced(150)

    assert small.pixels.shape == (75, 150)
    assert small.spacing.mm == (2, 2)
    assert film.reduced(600) is film


def test_a_reduced_film_is_averaged_not_decimated() -> None:
    grid = np.tile(np.array([[0, 100]], np.uint16), (4, 4))

    assert radiograph(grid).reduced(4).pixels.tolist() == [[50] * 4] * 2


def test_a_reduced_cell_touched_by_padding_is_left_out() -> None:
    excluded = np.zeros((4, 8), np.bool_)
    excluded[0, 0] = True

    small = radiograph(np.zeros((4, 8), np.uint16), excluded=excluded).reduced(4)

    assert small.excluded is not None
    assert np.argwhere(small.excluded).tolist() == [[0, 0]]


def test_its_repr_names_no_patient() -> None:
    """Tracebacks and logs print it."""
    patient = Description(patient_name="CANARY, A", patient_id="CANARY")
    film = radiograph(GREY, description=patient, recipe_json='"CANARY"', header="CANARY")

    assert "CANARY" not in repr(film)


@pytest.mark.parametrize(
    ("spacing", "text"),
    [
        (Spacing(0.13, 0.13, SpacingSource.DETECTOR), "0.130 mm at detector"),
        (Spacing(0.1, 0.2, SpacingSource.CALIBRATED), "0.100 × 0.200 mm calibrated"),
        (assumed_spacing((100, 400)), "assumed: no spacing in the file"),
    ],
)
def test_spacing_says_where_it_comes_from(spacing: Spacing, text: str) -> None:
    assert spacing.text() == text


@pytest.mark.parametrize(
    ("source", "low_mm"),
    [
        (SpacingSource.DETECTOR, 118.3333),  # 142 / 1.2
        (SpacingSource.UNCALIBRATED, 118.3333),
        (SpacingSource.MAGNIFICATION, 142),
        (SpacingSource.DISTANCES, 142),
        (SpacingSource.GEOMETRY, 142),
        (SpacingSource.FIDUCIAL, 142),
        (SpacingSource.CALIBRATED, 142),
    ],
)
def test_a_length_at_the_detector_is_up_to_a_fifth_too_long(
    source: SpacingSource, low_mm: float
) -> None:
    low, high = Spacing(0.1, 0.1, source).true_range_mm(142)

    assert low == pytest.approx(low_mm, abs=1e-3)
    assert high == 142


def test_an_assumed_spacing_measures_nothing() -> None:
    with pytest.raises(ValueError, match="measures nothing"):
        assumed_spacing((100, 100)).true_range_mm(10)


@pytest.mark.parametrize(
    ("photometric", "shape", "is_contradiction"),
    [
        ("MONOCHROME1", "IDENTITY", True),
        ("MONOCHROME2", "INVERSE", True),
        ("MONOCHROME1", "INVERSE", False),
        ("MONOCHROME2", "IDENTITY", False),
        ("MONOCHROME1", None, False),
    ],
)
def test_it_contradicts_itself_where_photometric_and_shape_disagree(
    photometric: str, shape: str | None, *, is_contradiction: bool
) -> None:
    found = radiograph(GREY, photometric=photometric, shape=shape)

    assert found.contradicts_itself == is_contradiction


def test_an_assumed_film_of_pixels_twice_as_wide_as_high_is_forty_centimetres_wide() -> None:
    """300 rows of half a width are as long as 150 columns; 200 columns are the long side."""
    assert assumed_spacing((300, 200), 0.5).mm == (1, 2)


def test_an_assumed_film_is_forty_centimetres_long() -> None:
    spacing = assumed_spacing((200, 400))

    assert spacing.mm == (1, 1)
    assert not spacing.is_known


@pytest.mark.parametrize("mm", [0, -1, 1e5, float("nan")])
def test_impossible_spacing_is_refused(mm: float) -> None:
    with pytest.raises(ValueError, match="above 0 mm"):
        Spacing(mm, 1, SpacingSource.DETECTOR)


def test_what_is_excluded_cannot_be_written() -> None:
    film = radiograph(GREY.copy(), excluded=np.zeros(GREY.shape, np.bool_))
    assert film.excluded is not None

    with pytest.raises(ValueError, match="read-only"):
        film.excluded[0, 0] = True
