"""engine.ops.markers"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.ops.markers import find_markers
from engine.reading import read_radiograph
from engine.render import Renderer
from tests.properties.faults import film_with_letters, lettered
from tests.properties.films import grey_film, reduced_to

CONTRAST, BORDER = 0.12, 0.2

LETTERS = {
    "0578e08b": (583, 382, 596, 404),
    "0cd9fcb6": (590, 28, 603, 50),
    "1052b0fe": (508, 33, 517, 46),
    "1930e42f": (597, 13, 610, 35),
    "1bc3008e": (580, 228, 593, 249),
    "2ecd360d": (547, 235, 561, 257),
    "563118e4": (40, 456, 57, 478),
    "59cb1744": (573, 380, 586, 403),
    "8da14fff": (474, 26, 483, 39),
    "a361d7b7": (592, 32, 601, 45),
}
"""Where the side letter of films in chest_xray/val lies, by eye: (left, top, right, bottom)."""

SPACING = (0.625, 0.625)
"""Of those: 640 pixels of an assumed 400 mm."""


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def even_film(rows: int = 300, columns: int = 400) -> FloatImage:
    """Return a soft film without anything sharp on it."""
    soft = cv2.GaussianBlur(grey_film(rows, columns, noise=0.0), (0, 0), 12)
    return (0.3 + np.float32(0.2) * soft).astype(np.float32)


def found_on(film: FloatImage, spacing_mm: float = 0.5, border: float = BORDER) -> BoolImage:
    return find_markers(film, everywhere(film), (spacing_mm, spacing_mm), CONTRAST, border)


@pytest.mark.parametrize("name", LETTERS)
def test_the_side_letter_of_a_real_film_is_found_and_nothing_far_from_it(
    name: str, shared_data: Path
) -> None:
    path = shared_data / "chest_xray" / "val" / f"{name}.png"
    stored = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert stored is not None
    film: FloatImage = stored.astype(np.float32) / np.float32(255)
    left, top, right, bottom = LETTERS[name]

    found = find_markers(film, everywhere(film), SPACING, CONTRAST, BORDER)

    strokes = film > film[top:bottom, left:right].max() - 0.1
    inside = np.zeros(film.shape, np.bool_)
    inside[top:bottom, left:right] = True
    assert found[strokes & inside].all()
    inside[max(0, top - 20) : bottom + 20, max(0, left - 20) : right + 20] = True
    assert not found[~inside].any()


def test_the_letter_of_a_film_at_full_size_is_found_with_its_plate(shared_data: Path) -> None:
    path = shared_data / "dicom" / "pydicom-data" / "data_store" / "data" / "RG3_J2KI.dcm"
    frame = Renderer(read_radiograph(path)).first_frame()

    found = find_markers(frame.pixels, frame.field, frame.spacing_mm, CONTRAST, BORDER)

    rows, columns = np.nonzero(found)
    assert (rows.min(), rows.max()) == pytest.approx((1385, 1475), abs=15)
    assert (columns.min(), columns.max()) == pytest.approx((1142, 1224), abs=15)


@pytest.mark.parametrize("text", ["L", "R", "PA", "AP 2"])
def test_letters_are_covered_whole(text: str) -> None:
    film = even_film()
    letters = lettered(film, text, (60, 20), 22)
    film[letters] += 0.4

    found = found_on(film)

    assert found[letters].all()
    assert not found[:, 150:].any()


def test_a_plate_behind_a_letter_goes_with_it() -> None:
    film = even_film()
    film[40:90, 20:60] = 0.6
    film[lettered(film, "L", (75, 32), 22)] = 1.0

    found = found_on(film)

    assert found[40:90, 20:60].all()
    assert not found[:34].any()
    assert not found[:, 68:].any()


def test_letters_in_the_middle_of_the_film_are_left_unless_asked_for() -> None:
    film = even_film()
    letters = lettered(film, "L", (150, 200), 22)
    film[letters] += 0.4

    assert not found_on(film).any()
    assert found_on(film, border=0.5)[letters].all()


def test_a_line_a_disc_and_a_faint_letter_are_no_markers() -> None:
    film = even_film()
    cv2.line(film, (10, 30), (390, 60), 0.9, 3)
    cv2.circle(film, (40, 200), 14, 0.9, -1)
    film[lettered(film, "L", (280, 360), 22)] += 0.05

    assert not found_on(film).any()


def test_a_letter_that_a_wire_crosses_is_left() -> None:
    film = even_film()
    film[lettered(film, "L", (60, 20), 22)] += 0.4
    cv2.line(film, (0, 50), (399, 55), 0.9, 3)

    assert not found_on(film).any()


def test_a_letter_with_blurred_edges_is_something_of_the_body() -> None:
    film = even_film()
    letters = lettered(film, "L", (60, 20), 40).astype(np.float32)
    film += np.float32(0.5) * cv2.GaussianBlur(letters, (0, 0), 3.5)

    assert not found_on(film).any()


def test_a_faint_letter_among_specks_half_as_bright_could_be_anything() -> None:
    film = even_film()
    film[lettered(film, "L", (60, 30), 22)] += 0.16
    assert found_on(film).any()

    film[36:64:4, 26:30] += 0.08
    film[36:64:4, 49:52] += 0.08

    assert not found_on(film).any()


def test_letters_outside_the_field_are_none() -> None:
    film = film_with_letters(160, 128)
    field = everywhere(film)
    field[:, :64] = False

    assert not find_markers(film, field, (0.2, 0.2), CONTRAST, 0.5).any()


def test_the_preview_has_the_same_markers() -> None:
    large = cv2.resize(even_film(), (1600, 1200), interpolation=cv2.INTER_CUBIC)
    film: FloatImage = large.astype(np.float32)
    film[lettered(film, "R", (260, 70), 88)] += 0.4
    small = reduced_to(film, (768, 1024))

    found = found_on(film, 0.125)
    preview = found_on(small, 0.125 * 1600 / 1024)

    grown = cv2.resize(preview.astype(np.uint8), (1600, 1200)) > 0
    assert (grown & found).sum() > 0.9 * (grown | found).sum() > 0
