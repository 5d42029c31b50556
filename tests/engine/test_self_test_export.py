"""engine.self_test_export"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import self_test_export
from engine.errors import EngineError
from engine.export import ExportRequest
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.self_test_check import Bench, CheckFailedError
from engine.self_test_dicom import EXPLICIT_LITTLE, Made, film_bytes
from engine.self_test_export import export_checks
from engine.self_test_streams import smooth_film


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A bench with a small film that its user has given."""
    film = smooth_film()
    path = tmp_path / "given.dcm"
    native = film.astype("<u2").tobytes()
    made = Made(EXPLICIT_LITTLE, 16, 24, 12, native, is_native=True)
    path.write_bytes(film_bytes(made))
    folder = tmp_path / "folder"
    folder.mkdir()
    return Bench(folder, path)


def run(name: str, bench: Bench) -> str:
    (check,) = (check for check in export_checks() if check.name == name)
    return check.run(bench, Progress())


def test_what_is_exported_reads_back_as_it_was_written(bench: Bench) -> None:
    assert run("DICOM", bench) == "16 × 24, every pixel, its marks, new UIDs"
    assert run("PNG, 16 bit", bench) == "16 × 24, every pixel"
    assert run("The film's file", bench) == "the same SHA-256 as before"


@pytest.mark.parametrize("name", ["DICOM", "PNG, 16 bit"])
def test_one_wrong_pixel_is_counted(
    name: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = self_test_export._exported

    def with_a_fault(request: ExportRequest, progress: Progress) -> Radiograph:
        film = exported(request, progress)
        pixels = film.pixels.copy()
        pixels[3, 5] ^= 1
        return replace(film, pixels=pixels)

    monkeypatch.setattr(self_test_export, "_exported", with_a_fault)

    with pytest.raises(CheckFailedError, match=r"^1 pixels came back otherwise"):
        run(name, bench)


def test_an_object_with_the_uids_of_its_source_is_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = self_test_export._exported

    def with_the_header_of_the_source(request: ExportRequest, progress: Progress) -> Radiograph:
        return replace(exported(request, progress), header=bench.film.header)

    monkeypatch.setattr(self_test_export, "_exported", with_the_header_of_the_source)

    with pytest.raises(CheckFailedError, match=r"^SOPInstanceUID is not a new one"):
        run("DICOM", bench)


def test_an_object_without_its_recipe_is_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = self_test_export._exported

    def without(request: ExportRequest, progress: Progress) -> Radiograph:
        return replace(exported(request, progress), recipe_json=None)

    monkeypatch.setattr(self_test_export, "_exported", without)

    with pytest.raises(CheckFailedError, match="does not hold the recipe"):
        run("DICOM", bench)


def test_a_film_that_was_written_to_is_found_out(bench: Bench) -> None:
    film = bench.film
    path = film.source.path
    assert path is not None
    path.write_bytes(path.read_bytes() + bytes(2))

    with pytest.raises(EngineError, match="has changed on disk"):
        run("The film's file", bench)


def test_a_synthetic_film_has_its_marks_and_its_words(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The translation is replaced by its input: only the marking is looked at."""
    from engine.frame import Frame
    from engine.steps.translation import Translation

    def as_it_was(_: Translation, frame: Frame, progress: Progress) -> Frame:
        progress.check()
        return frame

    monkeypatch.setattr(Translation, "apply", as_it_was)
    monkeypatch.setattr("engine.self_test_networks.torch_is_installed", lambda: True)

    assert run("DICOM of a synthetic film", bench) == "marked, and its words burnt in"

    monkeypatch.setattr("engine.dicom.derive.burnt", lambda grey, *_, **__: np.asarray(grey))

    with pytest.raises(CheckFailedError, match="not burnt into it"):
        run("DICOM of a synthetic film", bench)
