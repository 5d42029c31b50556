"""engine.export, engine.export_plan and engine.export_request"""

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
    default_name,
    export_film,
    plan_export,
    processed,
)
from engine.grayscale.voi import VoiLut, Window
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.progress import Progress
from engine.radiograph import Description, Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.source import Source, SourceKind
from engine.step import step_type
from tests.engine.dicom.films_to_derive import CR, DX, XA, film, header

GAMMA = Recipe(name="gamma", title="Half tones").added(step_type("gamma").make({"exponent": 2}))
STRETCH = Recipe(title="Stretched").added(step_type("contrast_stretch").make())


@pytest.fixture
def wedge() -> Radiograph:
    """The 4 x 6 wedge 0..2300 as a DICOM film that never was a file."""
    return film(header())


def request_for(
    radiograph: Radiograph,
    folder: Path,
    format: ExportFormat = ExportFormat.DICOM,  # noqa: A002 - the word
    *,
    recipe: Recipe = GAMMA,
    name: str = "made",
    with_recipe_file: bool = False,
    with_before_after: bool = False,
) -> ExportRequest:
    """Return a request with one recipe."""
    return ExportRequest(
        Renderer(radiograph),
        Presentation(radiograph.default_voi).with_recipe(recipe),
        format,
        folder,
        name,
        with_recipe_file,
        with_before_after,
    )


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


def test_film_itself_is_never_overwritten(wedge: Radiograph, tmp_path: Path) -> None:
    path = tmp_path / "film.dcm"
    path.write_bytes(b"the film")
    opened = replace(wedge, source=Source.of_file(SourceKind.DICOM, path))

    with pytest.raises(ExportError, match="is the film itself"):
        export_film(request_for(opened, tmp_path, name="film"))

    assert path.read_bytes() == b"the film"


def test_film_that_changed_on_disk_is_not_exported(wedge: Radiograph, tmp_path: Path) -> None:
    path = tmp_path / "film.dcm"
    path.write_bytes(b"the film")
    opened = replace(wedge, source=Source.of_file(SourceKind.DICOM, path))
    path.write_bytes(b"another film")

    with pytest.raises(UnreadableImageError, match="has changed on disk"):
        export_film(request_for(opened, tmp_path))

    assert [left.name for left in tmp_path.iterdir()] == ["film.dcm"]


@pytest.mark.parametrize("name", ["", "../out", "a/b", "a\\b", "..", "con:fused", "x\n"])
def test_name_that_is_no_file_name_is_refused(wedge: Radiograph, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="cannot be used as a file name"):
        plan_export(request_for(wedge, tmp_path, name=name))


@pytest.mark.parametrize(
    ("name", "written"),
    [("x", "x.tif"), ("x.tif", "x.tif"), ("x.TIFF", "x.TIFF"), ("x.png", "x.png.tif")],
)
def test_suffix_is_added_where_it_is_missing(
    wedge: Radiograph, tmp_path: Path, name: str, written: str
) -> None:
    request = request_for(wedge, tmp_path, ExportFormat.TIFF, name=name)

    assert request.file_name == written


@pytest.mark.parametrize(
    ("file_name", "told"),
    [
        ("thorax 03.dcm", False),
        ("IMG.0001", False),
        ("MUELLER_ANNA.dcm", True),
        ("20261120-Müller.dcm", True),
        ("scan_ng0001.dcm", True),
        ("an old film.dcm", False),
    ],
)
def test_file_name_tells_nothing_about_the_patient(
    wedge: Radiograph, file_name: str, told: bool
) -> None:
    known = replace(
        wedge,
        source=replace(wedge.source, name=file_name),
        description=Description(patient_name="Mueller^Anna^Li", patient_id="NG-0001"),
    )
    if "ü" in file_name:
        known = replace(known, description=Description(patient_name="MÜLLER^ANNA"))

    name = default_name(known, ExportFormat.PNG)

    stem = file_name.removesuffix(".dcm")
    # The digest of the SOP Instance UID 1.2.3.1, by sha256sum
    hidden = "film_4974ae19_enhanced.png"
    assert name == (hidden if told else f"{stem}_enhanced.png")


def rows_of(request: ExportRequest) -> dict[str, str]:
    """Return what the dialog shows."""
    return dict(plan_export(request).rows)


def test_plan_says_what_is_written(wedge: Radiograph, tmp_path: Path) -> None:
    request = request_for(wedge, tmp_path, recipe=STRETCH, with_recipe_file=True)

    plan = plan_export(request)

    assert dict(plan.rows) == {
        "Class": "Digital X-Ray Image, for presentation",
        "Image type": "DERIVED\\PRIMARY\\",
        "Pixels": "16 bit, lossless, W 65\u2009536  C 32\u2009768",
        "Size": "6 × 4",
        "Series": "NEGATOSCOPE Stretched · new UIDs",
    }
    assert [(mark.text, mark.is_good) for mark in plan.marks] == [
        ("Source image linked", True),
        ("Recipe stored", True),
        ("Equipment added", True),
        ("Spacing kept: at detector", True),
        ("No synthetic content", True),
    ]
    assert [file.name for file in plan.files] == ["made.dcm", "made_recipe.json"]
    assert plan.warnings == ()


@pytest.mark.parametrize("recipe", [Recipe(), GAMMA, STRETCH])
@pytest.mark.parametrize("class_uid", [CR, DX, XA])
@pytest.mark.parametrize("is_inverted", [False, True])
def test_plan_and_object_agree(
    tmp_path: Path, class_uid: str, recipe: Recipe, is_inverted: bool
) -> None:
    request = request_for(film(header(class_uid)), tmp_path, recipe=recipe)
    shown = replace(request.presentation, is_inverted=is_inverted, orientation=Orientation(1))
    request = replace(request, presentation=shown)

    plan = plan_export(request)
    (path,) = export_film(request)

    ds, rows = pydicom.dcmread(path), dict(plan.rows)
    window = f"W {ds.WindowWidth:,.0f}  C {ds.WindowCenter:,.0f}".replace(",", "\u2009")
    assert rows["Image type"] == "\\".join(ds.ImageType)
    assert rows["Pixels"] == f"16 bit, lossless, {window}"
    assert rows["Size"] == f"{ds.Columns} × {ds.Rows}"
    assert rows["Series"] == f"{ds.SeriesDescription} · new UIDs"
    assert plan.derivation == ds.DerivationDescription
    assert ("Secondary" in rows["Class"]) == ds.SOPClassUID.name.startswith("Secondary")


def test_plan_of_a_table_says_so(wedge: Radiograph, tmp_path: Path) -> None:
    request = request_for(wedge, tmp_path)
    lut = VoiLut(0, np.array([0.0, 1.0]))

    rows = rows_of(replace(request, presentation=Presentation(lut, GAMMA)))

    assert rows["Pixels"] == "16 bit, lossless, VOI LUT of 65 536 entries"


def test_plan_warns_of_what_the_user_should_know(tmp_path: Path) -> None:
    radiograph = film(header(BurnedInAnnotation="YES"))
    lossy = replace(radiograph, description=Description(is_lossy=True))
    (tmp_path / "made.dcm").touch()

    warnings = plan_export(request_for(lossy, tmp_path)).warnings

    assert warnings == (
        "made.dcm exists already and will be replaced.",
        "Burnt-in text is not removed: check the picture.",
        "The film was lossily compressed once; the export says so.",
    )


def test_plan_of_a_bitmap_film_has_nothing_to_link(tmp_path: Path) -> None:
    plan = plan_export(request_for(film(None), tmp_path))

    marks = {mark.text: mark.is_good for mark in plan.marks}
    assert dict(plan.rows)["Class"] == "Secondary Capture Image"
    assert marks["No source image to link"] is False
    assert marks["No spacing in the file"] is False


def test_plan_renders_nothing(
    wedge: Radiograph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("rendered")

    monkeypatch.setattr(Renderer, "process", refuse)
    monkeypatch.setattr(Renderer, "first_frame", refuse)

    assert plan_export(request_for(wedge, tmp_path)).estimated_bytes > 0


def test_estimated_size_of_an_object_is_near_the_real_one(tmp_path: Path) -> None:
    large = replace(film(header()), pixels=np.zeros((300, 400), np.uint16))
    request = request_for(large, tmp_path)

    (path,) = export_film(request)

    assert plan_export(request).estimated_bytes == pytest.approx(path.stat().st_size, rel=0.1)


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
