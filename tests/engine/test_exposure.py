"""engine.exposure"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.exposure import unexposed
from engine.reading import read_radiograph
from engine.render import Renderer
from engine.statistics import auto_window, histogram
from tests.properties.faults import film_behind_collimator
from tests.properties.films import grey_film, radiograph_of

STORED = np.round(film_behind_collimator(400, 320) * 4095).astype(np.uint16)
BORDER = STORED < 0.1 * 4095


def test_the_border_of_a_collimated_film_is_found_without_a_tag() -> None:
    found = unexposed(radiograph_of(STORED))

    assert found is not None
    assert (found == BORDER).mean() > 0.98


def test_twins_in_both_photometrics_have_the_same_border() -> None:
    one = unexposed(radiograph_of(STORED))
    two = unexposed(radiograph_of((4095 - STORED).astype(np.uint16), photometric="MONOCHROME1"))

    assert one is not None
    assert two is not None
    np.testing.assert_array_equal(one, two)


def test_a_film_without_collimation_counts_everywhere() -> None:
    stored = np.round(grey_film(400, 320) * 4095).astype(np.uint16)

    assert unexposed(radiograph_of(stored)) is None


def test_padding_stays_out_beside_what_is_found() -> None:
    padding = np.zeros(STORED.shape, np.bool_)
    padding[:12] = True

    found = unexposed(radiograph_of(STORED, excluded=padding))

    assert found is not None
    assert found[:12].all()
    assert (found == (BORDER | padding)).mean() > 0.98


def test_an_outline_in_the_file_is_taken_as_it_is() -> None:
    shutter = np.zeros(STORED.shape, np.bool_)
    shutter[:100] = True
    film = replace(radiograph_of(STORED, excluded=shutter), has_outline=True)

    assert unexposed(film) is shutter


def test_the_automatic_window_leaves_a_border_out_that_no_tag_names() -> None:
    """A third of this film is its border, which would be the lower end of the window."""
    renderer = Renderer(radiograph_of(STORED))
    inside = np.percentile(STORED[~BORDER], 2, method="inverted_cdf")

    blind = auto_window(histogram(renderer.original))
    window = auto_window(histogram(renderer.original, renderer.unexposed))

    assert blind.centre - blind.width / 2 < 0.05 * 4095
    assert window.centre - window.width / 2 == pytest.approx(inside, rel=0.05)


def test_what_is_counted_changes_no_grey_level_and_no_frame() -> None:
    counted, blind = (Renderer(radiograph_of(STORED)) for _ in range(2))

    assert counted.unexposed is not None

    voi = counted.original.default_voi
    np.testing.assert_array_equal(
        counted.original.grey_levels(voi), blind.original.grey_levels(voi)
    )
    np.testing.assert_array_equal(counted.first_frame().pixels, blind.first_frame().pixels)
    assert counted.first_frame().field.all()


def test_the_border_of_a_real_leg_is_left_out(shared_data: Path) -> None:
    path = next(shared_data.glob("dicom/**/RG3_J2KR.dcm"))

    found = unexposed(read_radiograph(path))

    assert found is not None
    assert found.mean() == pytest.approx(0.55, abs=0.02)
