"""The wheel: what an installed Negatoscope consists of."""

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine import VERSION


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel, built from this tree without reaching for any index."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", str(repository), "--wheel-dir", str(folder)),
            *("--no-deps", "--no-build-isolation", "--no-index", "--quiet"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return ZipFile(next(folder.glob("negatoscope-*.whl")))


def test_both_packages_are_in_the_wheel_with_every_module(wheel: ZipFile, repository: Path) -> None:
    ours = {
        file.relative_to(repository).as_posix()
        for package in ("engine", "viewer")
        for file in (repository / package).rglob("*.py")
    }

    assert ours - set(wheel.namelist()) == set()
    assert "viewer/__main__.py" in ours


def test_every_resource_is_in_the_wheel_where_the_engine_looks(
    wheel: ZipFile, repository: Path
) -> None:
    resources = repository / "resources"
    wanted = {
        f"engine/_resources/{file.relative_to(resources).as_posix()}"
        for file in resources.rglob("*")
        if file.is_file()
    }

    assert wanted
    assert wanted - set(wheel.namelist()) == set()


def test_the_wheel_holds_nothing_else(wheel: ZipFile) -> None:
    """No tests, no packaging scripts, and above all no film."""
    tops = {name.split("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"engine", "viewer"}


def test_the_wheel_brings_the_command_and_the_licence(wheel: ZipFile) -> None:
    names = wheel.namelist()
    entry_points = wheel.read(next(n for n in names if n.endswith("entry_points.txt"))).decode()

    assert "negatoscope = viewer.__main__:main" in entry_points
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_python_and_pyside_are_pinned_as_decided(repository: Path) -> None:
    """Docs: docs/decisions/0001-pin-pyside6-below-6.12.md."""
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["requires-python"] == ">=3.11"
    assert "PySide6-Essentials>=6.10,<6.12" in project["dependencies"]


def test_the_wheel_is_of_the_version_the_program_says(wheel: ZipFile) -> None:
    metadata = wheel.read(
        next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    ).decode()

    assert f"\nVersion: {VERSION}\n" in metadata
