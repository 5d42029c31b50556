"""engine.steps.flat_field"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import calibration as house
from engine.calibration import Calibration, add_calibration
from engine.errors import RecipeError
from engine.frame import FloatImage
from engine.grayscale.modality import LinearModality
from engine.progress import Progress
from engine.recipe import Entry, Recipe
from engine.render import Renderer
from engine.step import step_type
from engine.steps.flat_field import LOGARITHMIC, FlatFieldCorrection, film_size_mm
from engine.steps.geometry import Crop, Rotate
from tests.properties.films import (
    frame_of,
    grey_film,
    radiograph_of,
    real_film,
    reduced_to,
    similarity,
)

ROWS, COLUMNS = 240, 320
SPACING = (400 / COLUMNS, 400 / COLUMNS)
"""What a bitmap of that size is taken to have."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is nobody's."""
    folder = tmp_path / "calibrations"
    monkeypatch.setattr(house, "calibrations_folder", lambda: folder)
    return folder


def gain() -> FloatImage:
    """Return a detector's answer, 1 on the average: uneven, with a step between two amplifiers."""
    down, across = np.mgrid[-1 : 1 : ROWS * 1j, -1 : 1 : COLUMNS * 1j]
    answer = 1.1 - 0.1 * down**2 - 0.15 * across**2 + 0.04 * (across > 0.1)
    even: FloatImage = (answer / answer.mean()).astype(np.float32)
    return even


def calibrated(values: FloatImage, folder: Path) -> Calibration:
    """Return a calibration of four films: so many are taken as they are."""
    paths = [folder / f"flat{number}.png" for number in range(4)]
    for path in paths:
        cv2.imwrite(str(path), np.round(values).astype(np.uint16))
    return add_calibration(paths, "Room 2")


@pytest.fixture
def room(tmp_path: Path) -> Calibration:
    return calibrated(40_000 * gain(), tmp_path)


def seen(film: FloatImage) -> FloatImage:
    """Return modality values of a film, 5 000 to 40 000, as that detector sees them."""
    return (5_000 + 35_000 * film) * gain()


def corrected(stored: FloatImage, step: FlatFieldCorrection) -> FloatImage:
    """Return modality values after the step."""
    radiograph = radiograph_of(np.round(stored).astype(np.uint16), bits=16, spacing_mm=SPACING)
    frame = Renderer(radiograph).process(Recipe((Entry(step),)))
    return frame.scale.low + frame.pixels * (frame.scale.high - frame.scale.low)


def test_a_real_film_comes_back_from_an_uneven_detector(
    room: Calibration, shared_data: Path
) -> None:
    film = reduced_to(real_film(shared_data), (ROWS, COLUMNS))
    exact = 5_000 + 35_000 * film

    values = corrected(seen(film), FlatFieldCorrection(calibration=room.reference))

    assert np.abs(values / exact - 1).max() < 1e-3
    psnr = 20 * np.log10(35_000 / np.sqrt(np.mean((values - exact) ** 2)))
    assert psnr > 70


def test_a_logarithmic_film_is_corrected_by_subtraction(tmp_path: Path) -> None:
    room = calibrated(50_000 + 8_000 * np.log(gain()), tmp_path)
    film = grey_film(ROWS, COLUMNS)
    stored = 5_000 + 35_000 * film + 8_000 * np.log(gain())

    values = corrected(stored, FlatFieldCorrection(LOGARITHMIC, room.reference))

    mean = float(np.log(gain()).mean()) * 8_000
    assert np.abs(values - (5_000 + 35_000 * film) - mean).max() < 35


def test_values_beyond_the_films_range_widen_it_instead_of_being_clipped(
    room: Calibration,
) -> None:
    """A corner as bright as the brightest middle was stored darker."""
    film = np.full((ROWS, COLUMNS), 0.5, np.float32)
    film[:20, :20] = film[110:130, 150:170] = 1.0
    film[0, -1] = 0.0

    values = corrected(seen(film), FlatFieldCorrection(calibration=room.reference))

    assert values[10, 10] == pytest.approx(40_000, rel=2e-3)
    assert values[120, 160] == pytest.approx(40_000, rel=2e-3)


@pytest.mark.parametrize("geometry", [Crop(20.0, 10.0, 5.0, 15.0), Rotate(30.0)], ids=repr)
def test_it_finds_its_place_after_a_step_that_moves_the_film(
    geometry: Crop | Rotate, room: Calibration
) -> None:
    stored = np.round(seen(np.full((ROWS, COLUMNS), 0.5, np.float32))).astype(np.uint16)
    step = FlatFieldCorrection(calibration=room.reference)
    renderer = Renderer(radiograph_of(stored, bits=16, spacing_mm=SPACING))

    frame = renderer.process(Recipe((Entry(geometry), Entry(step))))

    scale = frame.scale
    values = scale.low + frame.pixels * (scale.high - scale.low)
    well_inside = cv2.erode(frame.field.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    np.testing.assert_allclose(values[well_inside], 22_500, rtol=0.02)
    assert np.median(np.abs(values[well_inside] / 22_500 - 1)) < 1e-3


def test_the_preview_is_corrected_like_the_film(room: Calibration, shared_data: Path) -> None:
    film = reduced_to(real_film(shared_data), (ROWS, COLUMNS))
    stored = np.round(seen(film)).astype(np.uint16)
    renderer = Renderer(radiograph_of(stored, bits=16, spacing_mm=SPACING))
    step = FlatFieldCorrection(calibration=room.reference)
    small = Renderer(renderer.radiograph.reduced(160), scale=renderer.scale)

    whole = renderer.process(Recipe((Entry(step),)))
    preview = small.process(Recipe((Entry(step),)))

    halved = reduced_to(whole.pixels, preview.pixels.shape)
    assert preview.scale == whole.scale
    assert similarity(preview.pixels, halved) > 0.999


def test_a_film_of_another_detector_is_refused_with_both_sizes(room: Calibration) -> None:
    step = FlatFieldCorrection(calibration=room.reference)

    with pytest.raises(RecipeError, match=r"Room 2 is of films of 300 × 400 mm; .* 20 × 30 mm"):
        step.apply(frame_of(grey_film(100, 150)), Progress())


def test_a_missing_calibration_is_refused() -> None:
    step = FlatFieldCorrection(calibration="0123456789abcdef")

    with pytest.raises(RecipeError, match="0123456789abcdef is not on this computer"):
        step.apply(frame_of(grey_film(30, 40)), Progress())


def test_without_one_the_film_stays() -> None:
    frame = frame_of(grey_film(30, 40))

    assert FlatFieldCorrection().apply(frame, Progress()) is frame


def test_its_sentence_names_the_calibration(room: Calibration) -> None:
    kind = step_type("flat_field")

    said = kind.sentence(FlatFieldCorrection(calibration=room.reference))

    assert said == f"Flat field (values Linear, calibration Room 2, {room.reference})"
    assert kind.sentence(FlatFieldCorrection()) == "Flat field (values Linear, no calibration)"


@pytest.mark.parametrize("angle", [0.0, 30.0, 45.0, 90.0])
def test_the_size_of_the_film_as_read_is_known_after_a_turn_and_a_cut(angle: float) -> None:
    radiograph = radiograph_of(np.ones((ROWS, COLUMNS), np.uint16), spacing_mm=(0.5, 0.4))
    recipe = Recipe((Entry(Crop(10.0, 20.0)), Entry(Rotate(angle))))

    frame = Renderer(radiograph).process(recipe)

    assert film_size_mm(frame) == pytest.approx((ROWS * 0.5, COLUMNS * 0.4), rel=0.01)


def test_modality_values_count_not_stored_ones(room: Calibration) -> None:
    """Slope 2, intercept 1000: the dose is zero at the modality value 0."""
    film = grey_film(ROWS, COLUMNS)
    modality = LinearModality(2.0, 1000.0)
    stored = np.round((seen(film) - 1000) / 2).astype(np.uint16)
    radiograph = radiograph_of(stored, bits=16, spacing_mm=SPACING, modality=modality)
    step = FlatFieldCorrection(calibration=room.reference)

    frame = Renderer(radiograph).process(Recipe((Entry(step),)))

    values = frame.scale.low + frame.pixels * (frame.scale.high - frame.scale.low)
    assert np.abs(values / (5_000 + 35_000 * film) - 1).max() < 1e-3
