"""engine.export_plan"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from engine.export import (
    ExportFormat,
    ExportRequest,
    export_film,
    plan_export,
)
from engine.grayscale.voi import VoiLut
from engine.measurement import MeasureKind, Measurement
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.radiograph import Description, Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from tests.engine.dicom.films_to_derive import CR, DX, XA, film, header
from tests.engine.export_requests import GAMMA, STRETCH, request_for
from tests.engine.translated import ct_like, use_fake_translation


@pytest.fixture
def wedge() -> Radiograph:
    """The 4 x 6 wedge 0..2300 as a DICOM film that never was a file."""
    return film(header())


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


def test_plan_warns_of_overlays_that_a_turned_film_loses(tmp_path: Path) -> None:
    given = header(BurnedInAnnotation="NO")
    given.add_new(0x60000010, "US", 4)
    given.add_new(0x60003000, "OW", b"\1\0")
    upright = request_for(film(given), tmp_path)
    turned = replace(
        upright, presentation=replace(upright.presentation, orientation=Orientation(1))
    )

    sentence = "The film's overlays do not fit the new picture and are left behind."
    assert plan_export(upright).warnings == ()
    assert plan_export(turned).warnings == (sentence,)
    assert plan_export(replace(turned, format=ExportFormat.PNG)).warnings == ()


def test_plan_warns_of_overlays_in_the_old_pixels(tmp_path: Path) -> None:
    given = header(BurnedInAnnotation="NO")
    given.add_new(0x60000010, "US", 4)

    assert len(plan_export(request_for(film(given), tmp_path)).warnings) == 1


def test_plan_of_a_name_no_disk_takes_is_made_all_the_same(
    wedge: Radiograph, tmp_path: Path
) -> None:
    """The dialog plans at every key; the writing says what is wrong."""
    plan = plan_export(request_for(wedge, tmp_path, name="n" * 300))

    assert plan.warnings == ()


def test_plan_of_a_bitmap_film_has_nothing_to_link(tmp_path: Path) -> None:
    plan = plan_export(request_for(film(None), tmp_path))

    marks = {mark.text: mark.is_good for mark in plan.marks}
    assert dict(plan.rows)["Class"] == "Secondary Capture Image"
    assert marks["No source image to link"] is False
    assert marks["No spacing in the file"] is False


@pytest.mark.parametrize("format_", [ExportFormat.DICOM, ExportFormat.PNG])
def test_plan_of_a_translation_says_how_it_is_marked(
    wedge: Radiograph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: ExportFormat
) -> None:
    use_fake_translation(monkeypatch)

    plan = plan_export(request_for(wedge, tmp_path, format_, recipe=ct_like()))

    marks = {mark.text: mark.is_good for mark in plan.marks}
    assert marks["Marked synthetic"]
    assert marks["Words burnt in"]
    assert "No synthetic content" not in marks
    assert plan.warnings == ()  # of burnt-in text: the film has none of its own


def test_plan_of_a_translation_names_class_series_and_network(
    wedge: Radiograph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_fake_translation(monkeypatch)
    request = request_for(wedge, tmp_path, recipe=ct_like())

    plan = plan_export(request)
    (path,) = export_film(request)

    ds, rows = pydicom.dcmread(path), dict(plan.rows)
    assert rows["Class"] == "Secondary Capture Image"
    assert rows["Image type"] == "DERIVED\\SECONDARY"
    assert rows["Series"] == f"{ds.SeriesDescription} · new UIDs"
    assert rows["Series"].startswith("AI SYNTHETIC")
    assert plan.derivation == ds.DerivationDescription


@pytest.mark.parametrize("format_", [ExportFormat.DICOM, ExportFormat.PNG])
def test_plan_of_a_film_that_is_synthetic_already_says_so(
    tmp_path: Path, format_: ExportFormat
) -> None:
    plan = plan_export(request_for(film(header(SyntheticData="YES")), tmp_path, format_))

    assert {"Marked synthetic", "Words burnt in"} <= {mark.text for mark in plan.marks}


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


LENGTH = Measurement(MeasureKind.LENGTH, ((1.0, 2.0), (5.0, 2.0)))


@pytest.mark.parametrize(
    ("format_", "measurements", "is_drawn", "warned"),
    [
        (ExportFormat.PNG, (LENGTH,), True, ""),
        (ExportFormat.PNG, (), False, "Nothing is drawn on this film."),
        (ExportFormat.DICOM, (LENGTH,), False, "not drawn into a DICOM object"),
    ],
)
def test_plan_says_whether_measurements_are_drawn_in(
    wedge: Radiograph,
    tmp_path: Path,
    format_: ExportFormat,
    measurements: tuple[Measurement, ...],
    is_drawn: bool,
    warned: str,
) -> None:
    bare = request_for(wedge, tmp_path, format_)
    request = replace(
        bare,
        presentation=replace(bare.presentation, measurements=measurements),
        with_drawings=True,
    )

    plan = plan_export(request)

    assert ("Measurements drawn in" in [mark.text for mark in plan.marks]) == is_drawn
    assert warned in " ".join(plan.warnings)
    assert bool(plan.warnings) == bool(warned)


def test_plan_names_the_presentation_file_with_about_its_size(
    wedge: Radiograph, tmp_path: Path
) -> None:
    request = replace(request_for(wedge, tmp_path), with_presentation_file=True)

    planned = plan_export(request).files[1]
    written = export_film(request)[1]

    assert planned.name == written.name == "made_presentation.json"
    assert planned.estimated_bytes == pytest.approx(written.stat().st_size, rel=0.4)


def test_plan_says_what_was_filled_in_where_the_result_is_there_already(
    wedge: Radiograph, tmp_path: Path
) -> None:
    """Of 24 pixels two lie apart: two areas, 8.3 %."""
    request = request_for(wedge, tmp_path)
    filled = np.zeros((4, 6), np.bool_)
    filled[0, 0] = filled[3, 5] = True
    result = replace(request.renderer.result(GAMMA), altered=filled)

    assert "Filled in: 2 areas, 8.3 % of the film." in plan_export(request, result).derivation
    assert "Filled in" not in plan_export(request).derivation
