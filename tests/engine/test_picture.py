"""engine.picture"""

from typing import Any

import numpy as np
import pytest

from engine.grayscale.modality import LinearModality
from engine.grayscale.voi import Window
from engine.orientation import Orientation
from engine.picture import FULL_DISPLAY_WINDOW, picture_of
from engine.radiograph import Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind


def radiograph(pixels: Any, bits: int, **more: Any) -> Radiograph:
    spacing = Spacing(0.1, 0.2, SpacingSource.DETECTOR)
    source = Source(SourceKind.MEMORY, "film")
    return Radiograph(pixels=pixels, bits_stored=bits, spacing=spacing, source=source, **more)


def test_native_sixteen_bit_pixels_are_shared_not_copied() -> None:
    pixels = np.arange(6, dtype=np.uint16).reshape(2, 3)

    assert np.shares_memory(picture_of(radiograph(pixels, 12)).indices, pixels)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16])
def test_an_index_leads_back_to_its_modality_value(dtype: type[Any]) -> None:
    ends = np.iinfo(dtype)
    pixels = np.array([[ends.min, 0, 1, ends.max]], dtype)

    picture = picture_of(radiograph(pixels, 8 * pixels.itemsize, modality=LinearModality(2, 3)))

    assert picture.values[picture.indices].tolist() == [[2 * int(v) + 3 for v in pixels[0]]]


def test_indices_keep_the_order_of_signed_values() -> None:
    """Else averaging neighbours for a small view would mix -1 with 65535."""
    pixels = np.array([[-32768, -1, 0, 32767]], dtype=np.int16)

    assert picture_of(radiograph(pixels, 16)).indices.tolist() == [[0, 32767, 32768, 65535]]


def test_grey_levels_are_one_look_up_of_the_table() -> None:
    pixels = np.arange(4096, dtype=np.uint16).reshape(64, 64)
    picture = picture_of(radiograph(pixels, 12))
    window = Window(2000, 1001)

    for levels in (256, 65536):
        table = picture.table(window, levels=levels)
        assert (picture.grey_levels(window, levels=levels) == table[pixels]).all()


def test_inverting_by_hand_undoes_the_films_own_inversion() -> None:
    pixels = np.array([[0, 255]], dtype=np.uint8)
    film = radiograph(pixels, 8, photometric="MONOCHROME1")
    picture = picture_of(film)

    shown = picture.grey_levels(picture.default_voi)
    inverted = picture.grey_levels(picture.default_voi, is_inverted=True)

    assert shown.tolist() == [[255, 0]]
    assert inverted.tolist() == [[0, 255]]


def test_the_full_display_window_is_the_identity_at_sixteen_bits() -> None:
    pixels = np.arange(65536, dtype=np.uint16).reshape(256, 256)

    grey = picture_of(radiograph(pixels, 16)).grey_levels(FULL_DISPLAY_WINDOW, levels=65536)

    assert (grey == pixels).all()


def test_a_turned_picture_swaps_its_spacing() -> None:
    picture = picture_of(radiograph(np.array([[1, 2, 3]], dtype=np.uint16), 12))

    turned = picture.oriented(Orientation(1))

    assert turned.indices.tolist() == [[1], [2], [3]]
    assert turned.spacing_mm == (0.2, 0.1)


def test_nothing_of_it_can_be_written() -> None:
    picture = picture_of(radiograph(np.zeros((2, 2), np.uint16), 12))

    for array in (picture.indices, picture.values):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
