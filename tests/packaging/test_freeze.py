"""packaging/freeze.py, packaging/frozen_contents.py"""

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from engine.build import BuildInfo, Variant, build_info
from tests.packaging.scripts import FOLDER, script

freeze = script("freeze")
contents = script("frozen_contents")
Source = script("build_version").Source

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with a program, a file in a folder and a link."""
    folder = tmp_path / "made" / "negatoscope"
    (folder / "_internal").mkdir(parents=True)
    (folder / "negatoscope").write_bytes(b"program")
    (folder / "negatoscope").chmod(0o700)
    (folder / "_internal" / "b.txt").write_bytes(b"")
    (folder / "_internal" / "b.txt").chmod(0o600)
    if hasattr(os, "symlink"):
        (folder / "_internal" / "a.so").symlink_to("b.txt")
    return folder


def test_what_is_written_about_a_build_is_what_the_program_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "build.json"
    monkeypatch.setenv("NEGATOSCOPE_RELEASES", "https://example.org/latest")
    monkeypatch.setattr("engine.build.resource_path", lambda _: path)
    freeze.write_build_file(path, "small", Source("0.1.0+git20261122.0123456", COMMIT, 0))
    build_info.cache_clear()

    said = build_info()

    build_info.cache_clear()
    assert said == BuildInfo(
        "0.1.0+git20261122.0123456", Variant.SMALL, COMMIT, "https://example.org/latest"
    )


def test_every_variant_but_the_source_can_be_made() -> None:
    assert set(freeze.VARIANTS) == set(Variant) - {Variant.SOURCE}


def test_only_the_small_variant_goes_without_torch() -> None:
    with_torch = {
        variant
        for variant in freeze.VARIANTS
        if any(one.startswith("torch") for one in freeze.requirements(variant))
    }

    assert with_torch == {"full", "cuda"}


def test_the_list_names_files_in_order_with_size_and_sum(tree: Path) -> None:
    lines = freeze.file_list(tree).splitlines()

    assert [line.split(None, 2)[1:] for line in lines] == [
        ["-", "_internal/a.so -> b.txt"],
        ["0", "_internal/b.txt"],
        ["7", "negatoscope"],
    ]
    assert lines[2].split()[0] == hashlib.sha256(b"program").hexdigest()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_everybody_may_read_and_time_is_that_of_the_commit(tree: Path) -> None:
    freeze.settle(tree.parent, 1_700_000_000)

    assert (tree / "negatoscope").stat().st_mode & 0o777 == 0o755
    assert (tree / "_internal" / "b.txt").stat().st_mode & 0o777 == 0o644
    times = {path.lstat().st_mtime for path in [tree, *tree.rglob("*")]}
    assert times == {1_700_000_000}


def test_a_new_folder_takes_the_place_of_the_earlier_one_whole(tree: Path, tmp_path: Path) -> None:
    target = tmp_path / "frozen" / "full"
    (target / "negatoscope").mkdir(parents=True)
    (target / "negatoscope" / "earlier").touch()

    freeze.put_in_place(tree.parent, target)

    assert (target / "negatoscope" / "negatoscope").is_file()
    assert not (target / "negatoscope" / "earlier").exists()
    assert [path.name for path in target.parent.iterdir()] == ["full"]


def test_windows_is_told_a_version_of_four_numbers() -> None:
    said = freeze.version_info("0.12.3+git20261122.0123456")

    assert "filevers=(0, 12, 3, 0)" in said
    assert "StringStruct('ProductVersion', '0.12.3+git20261122.0123456')" in said


def test_names_of_libraries_are_compared_without_their_versions(tmp_path: Path) -> None:
    for name in (
        "libtiff-d78e088c.so.6.2.0",
        "libopenblas64_-32a4b2a6.so",
        "libQt6Core.so.6",
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
        "numpy-2.4.6.dist-info",
        "python3.11",
        "libpython3.11.so.1.0",
        "numpy.libs",
    ):
        (tmp_path / name).touch()

    assert contents.contents_of(tmp_path) == {
        "libtiff.so",
        "libopenblas64_.so",
        "libQt6Core.so",
        "_cffi_backend.so",
        "numpy.dist-info",
        "python",
        "libpython.so",
        "numpy.libs",
    }


def test_what_got_in_and_what_was_lost_is_named(tmp_path: Path) -> None:
    listed = tmp_path / "contents.txt"
    listed.write_text("# a comment\nnumpy\ncv2  # pictures\nreadable?\n")

    found = contents.differences({"numpy", "scipy"}, contents.read_contents(listed))

    assert found == (["scipy"], ["cv2"])


@pytest.mark.parametrize("variant", ["full", "small"])
def test_every_variant_lists_what_it_holds(variant: str) -> None:
    listed = contents.read_contents(FOLDER / f"contents_{variant}.txt")

    assert {"resources", "numpy", "cv2", "PySide6", "THIRD_PARTY.txt"} <= listed
    assert ("torch" in listed) == (variant == "full")
    assert not listed & {"scipy", "skimage", "PIL", "matplotlib", "pytest", "nibabel", "triton"}


def test_the_codecs_that_are_taken_along_are_those_that_the_engine_asks_for(
    repository: Path,
) -> None:
    imagecodecs = pytest.importorskip("imagecodecs")
    hook = (FOLDER / "hooks" / "hook-imagecodecs.py").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (repository / "engine").rglob("*.py")]
    calls = {
        word.partition("(")[0]
        for source in sources
        for word in source.replace("import ", "imagecodecs.").split("imagecodecs.")[1:]
        if word.partition("(")[0].endswith(("_decode", "_encode"))
    }

    homes = {getattr(imagecodecs, call).__module__ for call in calls}

    assert calls
    assert homes == {"imagecodecs"}
    modules = imagecodecs.imagecodecs._MODULES
    needed = {module for module, names in modules.items() if module and calls & set(names)}
    assert {module for module in needed if f'"{module}"' not in hook} == set()


def test_a_build_without_the_word_of_releases_asks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEGATOSCOPE_RELEASES", raising=False)

    freeze.write_build_file(tmp_path / "build.json", "full", Source("0.1.0", "", 0))

    assert json.loads((tmp_path / "build.json").read_text())["releases"] == ""
