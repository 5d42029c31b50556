"""Stitching: cuts of one film become that film again, and say what they were."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engine.errors import EngineError
from engine.export import ExportFormat, ExportRequest, export_film
from engine.frame import FloatImage
from engine.presentation import Presentation
from engine.radiograph import Description, Radiograph, Spacing, SpacingSource
from engine.reading import read_radiograph
from engine.render import Renderer
from engine.stitching import Stitched, stitch
from tests.engine.ops.test_overlap import cut_in_two, varied_film
from tests.properties.films import grey_film, radiograph_of

LEVELS = 4000.0


def stored(image: FloatImage, name: str = "") -> Radiograph:
    """Return a film of 12 bits; 0..1 becomes 40..4040."""
    values = np.clip(np.rint(40 + image * LEVELS), 0, 4095).astype(np.uint16)
    film = radiograph_of(values)
    return replace(film, source=replace(film.source, name=name))


def on_the_first(made: Stitched) -> npt.NDArray[np.float64]:
    """Return the film made in 0..1, from the first film's corner on."""
    row, column = made.first_corner
    return (made.radiograph.pixels[row:, column:].astype(np.float64) - 40) / LEVELS


@pytest.fixture(scope="module")
def whole() -> FloatImage:
    return varied_film(640, 480, noise=0.002)


@pytest.fixture(scope="module")
def made(whole: FloatImage) -> Stitched:
    first, second, _ = cut_in_two(whole, 0.2, 0.8, is_across=False)
    return stitch([stored(first), stored(second)])


def test_two_halves_become_the_film_they_were(whole: FloatImage, made: Stitched) -> None:
    film = made.radiograph

    rest = on_the_first(made)[10:600, 20:440] - whole[10:600, 20:440]

    assert film.pixels.shape[0] >= 620
    assert np.abs(rest).mean() < 0.012  # the noise added to each half: .008


def test_no_seam_shows(whole: FloatImage, made: Stitched) -> None:
    """The mean of each row follows the film's as closely at the seam as elsewhere."""
    rest = (on_the_first(made)[10:600, 20:440] - whole[10:600, 20:440]).mean(axis=1)

    assert np.abs(np.diff(rest)).max() < 0.004
    assert np.abs(rest).max() < 0.01


def test_exposures_are_matched(made: Stitched) -> None:
    (seam,) = made.seams

    assert seam.gain == pytest.approx(1 / 0.7, rel=0.03)
    assert seam.angle_deg == pytest.approx(0.8, abs=0.05)


def test_the_first_films_values_keep_their_meaning(whole: FloatImage, made: Stitched) -> None:
    first, _, _ = cut_in_two(whole, 0.2, 0.8, is_across=False)
    before = stored(first).pixels[50:200, 50:400].astype(np.int64)

    row, column = made.first_corner
    after = made.radiograph.pixels[row + 50 : row + 200, column + 50 : column + 400]

    assert np.abs(after.astype(np.int64) - before).max() <= 1


def test_what_no_film_covers_is_black_and_excluded(made: Stitched) -> None:
    film = made.radiograph
    assert film.excluded is not None

    assert 0 < film.excluded.mean() < 0.1
    assert (film.pixels[film.excluded] == film.pixels.min()).all()


def test_three_films_in_any_order(whole: FloatImage) -> None:
    cuts = [whole[:280], whole[220:440], whole[380:]]

    film = stitch([stored(cuts[number]) for number in (1, 2, 0)]).radiograph

    assert film.pixels.shape == whole.shape
    expected = np.rint(40 + whole * LEVELS)
    rest = np.abs(film.pixels - expected)[8:-8, 8:-8]
    assert rest.mean() < 8  # noise is interpolated: 0.2 % of the range
    assert rest.max() < 60


def test_strangers_are_refused_by_name(whole: FloatImage) -> None:
    other = np.random.default_rng(0).random((300, 480)).astype(np.float32)

    with pytest.raises(EngineError, match=r"other\.dcm overlaps none"):
        stitch([stored(whole[:360]), stored(whole[260:]), stored(other, "other.dcm")])


@pytest.mark.parametrize("number", [0, 1, 7])
def test_too_few_or_too_many_are_refused(number: int) -> None:
    with pytest.raises(EngineError, match=f"{number} films cannot be stitched"):
        stitch([stored(grey_film(20, 20))] * number)


def test_another_patient_is_refused(whole: FloatImage) -> None:
    other = replace(stored(whole[200:]), description=Description(patient_id="2"))

    with pytest.raises(EngineError, match="another patient"):
        stitch([stored(whole[:300]), other])


def test_another_spacing_is_refused(whole: FloatImage) -> None:
    coarse = replace(stored(whole[200:]), spacing=Spacing(0.4, 0.4, SpacingSource.DETECTOR))

    with pytest.raises(EngineError, match="spacing"):
        stitch([stored(whole[:300]), coarse])


def test_the_export_says_what_it_is(tmp_path: Path, made: Stitched) -> None:
    shown = Presentation(made.radiograph.default_voi)
    request = ExportRequest(Renderer(made.radiograph), shown, ExportFormat.DICOM, tmp_path, "whole")

    (path,) = export_film(request)

    again = read_radiograph(path)
    assert again.pixels.shape == made.radiograph.pixels.shape
    assert "Stitched from 2 films" in str(getattr(again.header, "DerivationDescription", ""))
