"""Whatever is switched, blended, turned or windowed: every file of a translation says what it is"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from engine import command_line
from engine.bitmap import read_bitmap
from engine.dicom.read import read_dicom
from engine.dicom.write import write_dicom
from engine.errors import RecipeError
from engine.export import ExportFormat, ExportRequest, export_film
from engine.grayscale.voi import Voi, VoiFunction, VoiLut, Window
from engine.library import save_recipe
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.recipe import Entry, Recipe
from engine.render import Renderer
from engine.step import StepKind, WindowEffect, step_type, step_types
from tests.engine.dicom.films_to_derive import derive
from tests.engine.translated import SHA256, ct_like, use_fake_translation
from tests.engine.words_in_pixels import finds
from tests.properties.films import stored_film

CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
ROWS, COLUMNS = 150, 200
BEFORE = ("gaussian", "gamma", "clahe", "unsharp_mask", "contrast_stretch")
AFTER = ("gaussian", "median", "gamma")
Pixels = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

slow = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True, scope="module")
def model_in_place() -> Iterator[None]:
    """A translation that needs no network; what marks a file does not depend on it."""
    with pytest.MonkeyPatch.context() as patch:
        use_fake_translation(patch)
        yield


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CR film as a file."""
    source = stored_film(ROWS, COLUMNS)
    ds = derive(source)
    for keyword, value in {"Modality": "CR", "PatientName": "Sample^Film"}.items():
        setattr(ds, keyword, value)
    path = tmp_path_factory.mktemp("films") / "film.dcm"
    with path.open("wb") as file:
        write_dicom(ds, file)
    return path


def entries(names: tuple[str, ...]) -> st.SearchStrategy[list[Entry]]:
    """Draw up to two steps of these names, on or off."""
    steps = st.sampled_from(names).map(lambda name: step_type(name).make())
    return st.lists(st.builds(Entry, steps, st.booleans()), max_size=2)


translations = st.builds(
    lambda strength, mode, admit: ct_like(strength=strength, mode=mode, admit_any=admit).entries,
    st.sampled_from([0.0, 1.0, 40.0, 100.0]),
    st.integers(0, 1),
    st.integers(0, 1),
)
recipes = st.builds(
    lambda before, made, after, title: Recipe((*before, *made, *after), title=title),
    entries(BEFORE),
    translations,
    entries(AFTER),
    st.sampled_from(["", "Chest, balanced", "Original", "größe\\x"]),
)
vois: st.SearchStrategy[Voi] = st.one_of(
    st.builds(
        Window,
        st.floats(-1e5, 1.5e5),
        st.floats(1, 1e5),
        st.sampled_from([VoiFunction.LINEAR, VoiFunction.SIGMOID]),
    ),
    st.sampled_from([VoiLut(0, np.linspace(1, 0, 4096)), VoiLut(20_000, np.array([0.0, 1.0]))]),
)
orientations = st.builds(Orientation, st.integers(0, 3), st.booleans())


def assert_marked_object(path: Path) -> Dataset:
    """Read an object with pydicom and look for every mark."""
    ds = pydicom.dcmread(path)
    assert ds.SOPClassUID == CAPTURE == ds.file_meta.MediaStorageSOPClassUID
    assert ds.ConversionType == "SYN"
    assert ds.ImageType[:2] == ["DERIVED", "SECONDARY"]
    assert (ds.SyntheticData, ds.ContentQualification) == ("YES", "RESEARCH")
    assert ds.BurnedInAnnotation == "YES"
    assert ds.SeriesDescription.startswith("AI SYNTHETIC")
    assert "SYNTHETIC: partly made by a network" in ds.DerivationDescription
    assert "Not a medical device" in ds.DerivationDescription
    assert_words(ds.pixel_array, is_either=True)
    return ds


def assert_words(pixels: Pixels, *, is_either: bool = False) -> None:
    """Look for the warning; stored values may hold it as a negative."""
    for word in ("SYNTHESISED", "NOT FOR", "DIAGNOSIS"):
        is_found = finds(word, pixels) or (is_either and finds(word, pixels, is_negative=True))
        assert is_found, word


def pixels_of(path: Path) -> Pixels:
    """Return a bitmap's grey levels."""
    read = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert read is not None
    return read  # type: ignore[return-value]


@slow
@given(
    recipe=recipes,
    voi=vois,
    orientation=orientations,
    is_inverted=st.booleans(),
    format_=st.sampled_from(list(ExportFormat)),
)
def test_every_export_carries_every_mark(
    recipe: Recipe,
    voi: Voi,
    orientation: Orientation,
    is_inverted: bool,
    format_: ExportFormat,
    film: Path,
) -> None:
    radiograph = read_dicom(film)
    presentation = Presentation(
        radiograph.default_voi, recipe, voi, is_inverted=is_inverted, orientation=orientation
    )
    with TemporaryDirectory() as folder:
        request = ExportRequest(
            Renderer(radiograph), presentation, format_, Path(folder), "made", True, True
        )

        made, _, beside = export_film(request)

        if format_ is ExportFormat.DICOM:
            ds = assert_marked_object(made)
            assert {ds.SOPInstanceUID, ds.SeriesInstanceUID}.isdisjoint(
                {radiograph.source.sop_instance_uid, pydicom.dcmread(film).SeriesInstanceUID}
            )
            assert SHA256 in ds.DerivationDescription
            assert SHA256 in ds.ContributingEquipmentSequence[-1].SoftwareVersions
        else:
            assert_words(pixels_of(made))
        both = pixels_of(beside)
        assert_words(both[:, both.shape[1] // 2 :])


@slow
@given(
    recipe=recipes,
    again=st.lists(st.sampled_from(AFTER), max_size=2),
    orientation=orientations,
    is_inverted=st.booleans(),
)
def test_an_export_opened_and_exported_again_carries_them_still(
    recipe: Recipe, again: list[str], orientation: Orientation, is_inverted: bool, film: Path
) -> None:
    with TemporaryDirectory() as folder:
        first = exported(read_dicom(film), recipe, Path(folder), "first")
        opened = read_dicom(first)
        steps = tuple(Entry(step_type(name).make()) for name in again)
        shown = Presentation(
            opened.default_voi, Recipe(steps), is_inverted=is_inverted, orientation=orientation
        )

        (second,) = export_film(
            ExportRequest(Renderer(opened), shown, ExportFormat.DICOM, Path(folder), "second")
        )
        (picture,) = export_film(
            ExportRequest(Renderer(opened), shown, ExportFormat.PNG, Path(folder), "picture")
        )

        ds = assert_marked_object(second)
        assert SHA256 in ds.ContributingEquipmentSequence[-2].SoftwareVersions
        assert_words(pixels_of(picture))


def exported(radiograph: Radiograph, recipe: Recipe, folder: Path, name: str) -> Path:
    """Export a film as an object."""
    presentation = Presentation(radiograph.default_voi).with_recipe(recipe)
    (path,) = export_film(
        ExportRequest(Renderer(radiograph), presentation, ExportFormat.DICOM, folder, name)
    )
    return path


@slow
@given(recipe=recipes, bits=st.sampled_from(["8", "16"]), width=st.floats(1, 1e5))
def test_render_burns_them_in(recipe: Recipe, bits: str, width: float, film: Path) -> None:
    with TemporaryDirectory() as folder:
        stored, out = Path(folder) / "recipe.json", Path(folder) / "out.png"
        save_recipe(recipe, stored)
        words = ["render", str(film), "-o", str(out), "--recipe", str(stored)]

        status = command_line([*words, "--bits", bits, "--window", "30000", str(width)])

        assert status == 0
        assert_words(pixels_of(out))


@pytest.mark.parametrize("format_", ["dicom", "png", "tiff"])
@pytest.mark.parametrize("workers", ["1", "3"])
def test_a_batch_burns_them_into_every_film(
    tmp_path: Path, film: Path, format_: str, workers: str
) -> None:
    stored, out = tmp_path / "recipe.json", tmp_path / "out"
    save_recipe(ct_like(strength=0).added(step_type("gaussian").make()), stored)
    films = [tmp_path / f"{number}.dcm" for number in range(3)]
    for copy in films:
        copy.write_bytes(film.read_bytes())
    words = ["enhance", *map(str, films), "-o", str(out), "--recipe", str(stored)]

    status = command_line([*words, "--format", format_, "--workers", workers])

    made = sorted(out.iterdir())
    assert status == 0
    assert len(made) == 3
    for path in made:
        if format_ == "dicom":
            assert_marked_object(path)
        else:
            assert_words(read_bitmap(path).pixels)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "late",
    [
        kind
        for kind in step_types()
        if kind.kind in (StepKind.EDGES, StepKind.EQUALISATION, StepKind.SYNTHETIC)
        or kind.effect is WindowEffect.SETS
    ],
    ids=lambda kind: kind.name,
)
@slow
@given(between=entries(AFTER), made=translations, is_file=st.booleans())
def test_no_way_leads_to_an_amplified_translation(
    late: object, between: list[Entry], made: tuple[Entry, ...], is_file: bool, film: Path
) -> None:
    """Moved, switched, blended, read from a file, exported, peeked at: the renderer refuses."""
    step = late.make()  # type: ignore[attr-defined]
    recipe = Recipe((Entry(step), *made, *between))
    recipe = recipe.moved(0, len(recipe.entries) - 1)
    if is_file:
        recipe = Recipe.from_text(recipe.to_text())
    radiograph = stored_film(40, 60)
    presentation = Presentation(radiograph.default_voi).with_recipe(recipe)
    with TemporaryDirectory() as folder, pytest.raises(RecipeError, match="may not follow"):
        export_film(
            ExportRequest(
                Renderer(radiograph), presentation, ExportFormat.PNG, Path(folder), "made"
            )
        )
    with pytest.raises(RecipeError, match="may not follow"):
        Renderer(read_dicom(film)).preview().result(recipe)
    assert Renderer(radiograph).result(recipe.switched(len(recipe.entries) - 1, False))


def test_an_export_opened_again_is_not_amplified_either(tmp_path: Path, film: Path) -> None:
    opened = Renderer(read_dicom(exported(read_dicom(film), ct_like(strength=0), tmp_path, "a")))
    sharp = Recipe().added(step_type("unsharp_mask").make())

    assert opened.original.is_synthetic
    with pytest.raises(RecipeError, match="may not follow"):
        opened.result(sharp)


def test_a_plain_film_carries_no_mark(tmp_path: Path, film: Path) -> None:
    ds = pydicom.dcmread(
        exported(read_dicom(film), ct_like().switched(0, False), tmp_path, "plain")
    )

    assert "SyntheticData" not in ds
    assert "AI" not in ds.SeriesDescription
    assert not finds("DIAGNOSIS", ds.pixel_array)
