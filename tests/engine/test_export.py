"""engine.export"""

import errno
import json
import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
import pydicom
import pytest

from engine.atomic import write_atomically
from engine.errors import Cancelled, ExportError, UnreadableImageError
from engine.export import (
    ExportFormat,
    ExportRequest,
    export_film,
    processed,
)
from engine.grayscale.voi import Window
from engine.measurement import MeasureKind, Measurement
from engine.orientation import Orientation
from engine.presentation_file import load_presentation
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.source import Source, SourceKind
from tests.engine.dicom.films_to_derive import film, header
from tests.engine.export_requests import GAMMA, STRETCH, request_for


@pytest.fixture
def wedge() -> Radiograph:
    """The 4 x 6 wedge 0..2300 as a DICOM film that never was a file."""
    return film(header())


@pytest.mark.parametrize(
    ("format_", "depth"),
    [
        (ExportFormat.PNG, np.uint16),
        (ExportFormat.PNG8, np.uint8),
        (ExportFormat.TIFF, np.uint16),
        (ExportFormat.TIFF8, np.uint8),
    ],
)
def test_bitmap_holds_what_is_on_screen(
    wedge: Radiograph, tmp_path: Path, format_: ExportFormat, depth: type
) -> None:
    request = request_for(wedge, tmp_path, format_)
    turned = replace(request.presentation, orientation=Orientation(1), is_inverted=True)

    (path,) = export_film(replace(request, presentation=turned))

    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    result = request.renderer.result(GAMMA).oriented(Orientation(1))
    shown = result.grey_levels(wedge.default_voi, is_inverted=True, levels=format_.levels)
    assert picture is not None
    assert picture.dtype == depth
    assert np.array_equal(picture, shown)
    assert path.name == "made" + format_.suffix


def test_bitmap_of_an_empty_recipe_is_the_film_as_windowed(
    wedge: Radiograph, tmp_path: Path
) -> None:
    """Window 1000/500: 749.5 is black and 1249.5 is white (PS3.3 C.11.2.1.2.1)."""
    (path,) = export_film(request_for(wedge, tmp_path, ExportFormat.PNG8, recipe=Recipe()))

    levels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert levels is not None
    values = np.arange(0, 2400, 100).reshape(4, 6)
    assert (levels[values <= 700] == 0).all()
    assert (levels[values >= 1300] == 255).all()
    assert levels[1, 4] == 127  # value 1000: (1000 - 999.5) / 499 + 0.5 = 0.501


def test_object_of_an_empty_recipe_is_dense_is_bright_and_derived(tmp_path: Path) -> None:
    bright_small = film(header(), photometric="MONOCHROME1")

    (path,) = export_film(request_for(bright_small, tmp_path, recipe=Recipe()))

    ds = pydicom.dcmread(path)
    assert ds.pixel_array[0, 0] == 65535
    assert ds.ImageType[0] == "DERIVED"
    assert ds.DerivationDescription.startswith("No processing step.")


def test_only_the_owner_may_read_what_was_written(wedge: Radiograph, tmp_path: Path) -> None:
    written = export_film(
        request_for(wedge, tmp_path, with_recipe_file=True, with_before_after=True)
    )

    assert [stat.S_IMODE(path.stat().st_mode) for path in written] == [0o600] * 3


def test_recipe_file_beside_it_can_be_loaded_again(wedge: Radiograph, tmp_path: Path) -> None:
    _, path = export_film(request_for(wedge, tmp_path, with_recipe_file=True))

    assert path.name == "made_recipe.json"
    assert Recipe.from_text(path.read_text(encoding="utf-8")) == GAMMA


def test_before_after_picture_shows_both_films(wedge: Radiograph, tmp_path: Path) -> None:
    _, path = export_film(request_for(wedge, tmp_path, with_before_after=True))

    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    original = Renderer(wedge).original.grey_levels(wedge.default_voi)
    assert picture is not None
    assert path.name == "made_before_after.png"
    band = (picture.shape[0] - 4) // 2
    assert np.array_equal(picture[band : band + 4, :6], original)


def test_progress_is_told_and_reaches_the_end(wedge: Radiograph, tmp_path: Path) -> None:
    heard: list[tuple[float, str]] = []

    export_film(
        request_for(wedge, tmp_path), Progress(lambda done, doing: heard.append((done, doing)))
    )

    fractions = [done for done, _ in heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert "Writing" in [doing for _, doing in heard]


def test_cancelled_export_leaves_nothing(wedge: Radiograph, tmp_path: Path) -> None:
    progress = Progress(lambda _, doing: progress.cancel() if doing == "Writing" else None)

    with pytest.raises(Cancelled):
        export_film(request_for(wedge, tmp_path, with_recipe_file=True), progress)

    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_named_in_one_sentence(
    wedge: Radiograph, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"^made\.dcm could not be written: the folder does not"):
        export_film(request_for(wedge, tmp_path / "missing"))


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders work differently there")
def test_read_only_folder_gives_one_sentence_and_no_file(
    wedge: Radiograph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):  # root may write anywhere: the system's answer is acted

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)

    with pytest.raises(ExportError, match="may not be written to") as caught:
        export_film(request_for(wedge, tmp_path))

    assert caught.value.hint
    assert str(tmp_path) not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 kB; skips where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may not mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True, capture_output=True)


def test_full_disk_gives_one_sentence_and_no_file(small_disk: Path) -> None:
    """The recipe file would still fit; the film, 128 kB, does not."""
    large = replace(film(header()), pixels=np.zeros((256, 256), np.uint16))

    with pytest.raises(ExportError, match=r"^made\.dcm could not be written: the disk is full"):
        export_film(request_for(large, small_disk, with_recipe_file=True))

    assert list(small_disk.iterdir()) == []


def test_disk_that_fills_up_at_the_second_file_takes_the_first_one_along(
    wedge: Radiograph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_for_recipes(path: Path, write: Callable[[BinaryIO], None]) -> None:
        if path.suffix == ".json":
            raise ExportError(f"{path.name} could not be written: the disk is full.")
        write_atomically(path, write)

    monkeypatch.setattr("engine.export.write_atomically", full_for_recipes)

    with pytest.raises(ExportError, match="disk is full"):
        export_film(request_for(wedge, tmp_path, with_recipe_file=True))

    assert list(tmp_path.iterdir()) == []


def test_file_that_cannot_take_its_place_takes_the_new_ones_back(
    wedge: Radiograph, tmp_path: Path
) -> None:
    (tmp_path / "made_recipe.json").mkdir()

    with pytest.raises(ExportError, match=r"^made_recipe\.json could not be written: a folder"):
        export_film(request_for(wedge, tmp_path, with_recipe_file=True))

    assert [path.name for path in tmp_path.iterdir()] == ["made_recipe.json"]


def test_film_that_changed_on_disk_is_not_exported(wedge: Radiograph, tmp_path: Path) -> None:
    path = tmp_path / "film.dcm"
    path.write_bytes(b"the film")
    opened = replace(wedge, source=Source.of_file(SourceKind.DICOM, path))
    path.write_bytes(b"another film")

    with pytest.raises(UnreadableImageError, match="has changed on disk"):
        export_film(request_for(opened, tmp_path))

    assert [left.name for left in tmp_path.iterdir()] == ["film.dcm"]


def test_empty_recipe_is_exported_on_the_scale_of_its_field(wedge: Radiograph) -> None:
    picture = processed(Renderer(wedge), Recipe())

    assert picture.indices[0, 0] == 0
    assert picture.indices[-1, -1] == 65535
    assert picture.scale is not None
    assert (picture.scale.low, picture.scale.high) == (0, 2300)


def test_display_window_of_the_user_is_written_as_it_stands(
    wedge: Radiograph, tmp_path: Path
) -> None:
    request = request_for(wedge, tmp_path, recipe=STRETCH)
    shown = request.presentation.with_result_voi(Window(20000, 30000))

    (path,) = export_film(replace(request, presentation=shown))

    ds = pydicom.dcmread(path)
    assert (ds.WindowCenter, ds.WindowWidth) == (20000, 30000)


def test_private_block_names_the_file_by_its_digest(wedge: Radiograph, tmp_path: Path) -> None:
    """The digest of three bytes "abc" is the first test vector of FIPS 180-2."""
    path = tmp_path / "film.dcm"
    path.write_bytes(b"abc")
    opened = replace(wedge, source=Source.of_file(SourceKind.DICOM, path))

    (made,) = export_film(request_for(opened, tmp_path))

    stored = pydicom.dcmread(made).private_block(0x0099, "NEGATOSCOPE 1")[0x01].value
    assert json.loads(stored)["source"]["sha256"].startswith("ba7816bf8f01cfea")


LENGTH = Measurement(MeasureKind.LENGTH, ((1.0, 2.0), (5.0, 2.0)))


def with_a_length(request: ExportRequest) -> ExportRequest:
    return replace(request, presentation=replace(request.presentation, measurements=(LENGTH,)))


@pytest.mark.parametrize("format_", ExportFormat)
def test_measurements_are_drawn_only_on_request_and_only_into_a_bitmap(
    wedge: Radiograph, tmp_path: Path, format_: ExportFormat
) -> None:
    """Small as the film is, the line and its halo change it."""
    bare = with_a_length(request_for(wedge, tmp_path, format_, name="bare"))
    asked = replace(bare, name="asked", with_drawings=True)

    plain, drawn = (pixels_of(export_film(request)[0]) for request in (bare, asked))

    assert np.array_equal(plain, drawn) == (format_ is ExportFormat.DICOM)


def pixels_of(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.generic]]:
    """Return what an independent reader finds."""
    if path.suffix == ".dcm":
        return pydicom.dcmread(path).pixel_array
    found = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert found is not None
    return found


def test_the_presentation_file_holds_how_the_film_was_shown(
    wedge: Radiograph, tmp_path: Path
) -> None:
    request = replace(with_a_length(request_for(wedge, tmp_path)), with_presentation_file=True)

    _, path = export_film(request)

    assert load_presentation(path, wedge) == request.presentation
