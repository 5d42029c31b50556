"""The architecture: who may know whom, and what no file may do; import-linter says the rest."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import engine
from tests.architecture_rules import (
    MOST_LINES_OF_A_FILE,
    MOST_LINES_OF_A_FUNCTION,
    Rule,
    Source,
    broken,
    catches_what_it_knows,
    face_only,
    message_boxes_in_their_place,
    only_in,
    prints_nothing,
    public_things_explained,
    short_files,
    short_functions,
    sources,
    starts_no_thread,
    unpickles_nothing,
)

EVERYWHERE = ("engine", "viewer", "tests", "packaging", "docs")
PRODUCT = ("engine", "viewer")
LONG_FUNCTION = "def long():\n" + "    x = 1\n" * MOST_LINES_OF_A_FUNCTION
LONG_FILE = "x = 1\n" * (MOST_LINES_OF_A_FILE + 1)


@dataclass(frozen=True)
class House:
    """A rule, where it holds, and pieces of code that break it there.

    Attributes:
        name: What the rule says.
        rule: The checker.
        folders: Where it holds.
        violations: File name to code that breaks it, one place each.
        allowed: File name to code that looks alike and does not.
    """

    name: str
    rule: Rule
    folders: tuple[str, ...]
    violations: dict[str, str]
    allowed: dict[str, str]


HOUSES = [
    House(
        "the viewer knows the engine by its face only",
        face_only(frozenset({"Frame"})),
        ("viewer",),
        {
            "viewer/a.py": "from engine.frame import Frame",
            "viewer/b.py": "def f():\n    import engine.frame",
            "viewer/c.py": "from engine import frame",
            "viewer/d.py": "import_module('engine.frame')",
        },
        {"viewer/e.py": "import engine\nfrom engine import Frame"},
    ),
    House(
        "the engine knows neither Qt nor the viewer",
        only_in(("PySide6", "pyqtgraph", "shiboken6", "viewer")),
        ("engine",),
        {
            "engine/a.py": "from PySide6.QtCore import QObject",
            "engine/b.py": "import pyqtgraph as pg",
            "engine/c.py": "from viewer import jobs",
        },
        {"engine/d.py": "import viewers"},
    ),
    House(
        "pydicom is known in engine/dicom only",
        only_in(("pydicom",), "engine/dicom"),
        PRODUCT,
        {
            "engine/a.py": "def f():\n    import pydicom.uid",
            "viewer/b.py": "from pydicom import dcmread",
            "engine/dicom_too.py": "import pydicom",
        },
        {"engine/dicom/c.py": "import pydicom"},
    ),
    House(
        "torch is known in engine/models, engine/training and engine/ops/accelerated only",
        only_in(
            ("torch", "torchvision", "safetensors"),
            "engine/models",
            "engine/training",
            "engine/ops/accelerated",
        ),
        PRODUCT,
        {
            "engine/steps/a.py": "import torch",
            "viewer/b.py": "from torch.nn import functional",
            "engine/c.py": "def f():\n    from safetensors.torch import load_file",
            "engine/ops/accelerated_too.py": "import torch",
        },
        {"engine/models/d.py": "import torch", "engine/ops/accelerated/e.py": "import torch"},
    ),
    House(
        "nobody imports engine.training but the command line",
        only_in(("engine.training",), "engine/cli", "engine/cli.py", "engine/training"),
        PRODUCT,
        {
            "engine/a.py": "from engine import training",
            "viewer/b.py": "from engine.training.train import train",
        },
        {"engine/cli/c.py": "from engine.training import train"},
    ),
    House(
        "the judges of our filters are no part of the product",
        only_in(("scipy", "skimage", "matplotlib", "PIL", "numba")),
        PRODUCT,
        {
            "engine/a.py": "from scipy import ndimage",
            "viewer/b.py": "def f():\n    import skimage.filters",
        },
        {"engine/c.py": "import scipyish"},
    ),
    House(
        "threads and processes are started in three files",
        starts_no_thread,
        PRODUCT,
        {
            "engine/a.py": "from threading import Thread",
            "engine/b.py": "import threading\nthreading.Thread(target=f).start()",
            "engine/c.py": "from concurrent import futures",
            "viewer/d.py": "from PySide6.QtCore import QThreadPool",
            "viewer/e.py": "from PySide6 import QtCore\nQtCore.QThread()",
            "engine/f.py": "import multiprocessing",
        },
        {
            "engine/g.py": "import threading\nflag = threading.Event()\nlock = threading.Lock()",
            "viewer/jobs.py": "from concurrent.futures import ThreadPoolExecutor",
        },
    ),
    House(
        "message boxes are for problems and dialogs",
        message_boxes_in_their_place,
        PRODUCT,
        {
            "viewer/a.py": "from PySide6.QtWidgets import QMessageBox",
            "viewer/b.py": "from PySide6 import QtWidgets\nQtWidgets.QMessageBox.about(x, y, z)",
        },
        {"viewer/problems.py": "from PySide6.QtWidgets import QMessageBox"},
    ),
    House(
        "files are short",
        short_files,
        EVERYWHERE,
        {"engine/a.py": LONG_FILE},
        {"engine/b.py": LONG_FILE[:-6]},
    ),
    House(
        "functions are short",
        short_functions,
        EVERYWHERE,
        {"viewer/a.py": LONG_FUNCTION},
        {"viewer/b.py": LONG_FUNCTION[:-10]},
    ),
    House(
        "nothing is printed",
        prints_nothing,
        PRODUCT,
        {"engine/a.py": "def f():\n    print(1)"},
        {"engine/b.py": "console.print(1)"},
    ),
    House(
        "nothing is unpickled",
        unpickles_nothing,
        EVERYWHERE,
        {
            "engine/a.py": "import pickle",
            "engine/b.py": "import torch\ntorch.load(path)",
            "engine/c.py": "torch.load(path, weights_only=False)",
            "tests/d.py": "np.load(path, allow_pickle=True)",
        },
        {"engine/e.py": "torch.load(path, weights_only=True)\nnp.load(path)"},
    ),
    House(
        "only viewer/jobs.py catches everything",
        catches_what_it_knows,
        PRODUCT,
        {
            "engine/a.py": "try:\n    f()\nexcept:\n    raise",
            "engine/b.py": "try:\n    f()\nexcept Exception:\n    pass",
            "viewer/c.py": "try:\n    f()\nexcept (OSError, BaseException) as e:\n    raise e",
        },
        {
            "engine/d.py": "try:\n    f()\nexcept BaseException:\n    g()\n    raise",
            "viewer/jobs.py": "try:\n    f()\nexcept Exception:\n    pass",
        },
    ),
    House(
        "every public thing of the engine is explained",
        public_things_explained,
        ("engine",),
        {
            "engine/a.py": "def f(): ...",
            "engine/b.py": 'class C:\n    """Something."""\n    def m(self): ...',
        },
        {"engine/c.py": 'def _f(): ...\ndef g():\n    """Return it."""\n    def inner(): ...'},
    ),
]


@pytest.fixture(scope="module")
def ours(repository: Path) -> dict[str, list[Source]]:
    """Our source by folder, parsed once for all rules."""
    return {folder: sources(repository, folder) for folder in EVERYWHERE}


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.name)
def test_our_source_keeps_the_rule(house: House, ours: dict[str, list[Source]]) -> None:
    rule = house.rule
    if "face" in house.name:
        rule = face_only(frozenset(engine.__all__))

    assert broken(rule, [file for folder in house.folders for file in ours[folder]]) == []


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.name)
def test_a_planted_violation_is_found(house: House, tmp_path: Path) -> None:
    """Each file breaks the rule once or more; a checker that finds nothing would be blind."""
    for name, code in {**house.violations, **house.allowed}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(code, encoding="utf-8")

    found = broken(house.rule, sources(tmp_path, *house.folders))

    assert {line.split(":")[0].split(" ")[0] for line in found} == set(house.violations)


def test_the_folder_packaging_is_no_package(repository: Path) -> None:
    """PyPI has a library of that name, which ours would hide."""
    assert not (repository / "packaging" / "__init__.py").exists()


def test_no_name_of_the_face_is_that_of_a_module(repository: Path) -> None:
    """Importing a module sets it as attribute of its package, over the name of the face."""
    modules = {path.stem for path in (repository / "engine").iterdir() if path.suffix == ".py"}
    packages = {path.name for path in (repository / "engine").iterdir() if path.is_dir()}

    assert set(engine.__all__) & (modules | packages) == set()


def test_every_name_of_the_face_is_there() -> None:
    missing = [name for name in engine.__all__ if not hasattr(engine, name)]

    assert missing == []


@pytest.fixture
def loaded_by(repository: Path) -> Callable[[str], set[str]]:
    """Run code in a fresh interpreter; tells which packages it has loaded."""

    def run(code: str) -> set[str]:
        program = f"import sys\n{code}\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            cwd=repository,
            check=True,
        )
        return set(done.stdout.split())

    return run


def test_importing_the_engine_loads_nothing_heavy(loaded_by: Callable[[str], set[str]]) -> None:
    heavy = {"torch", "cv2", "pydicom", "numpy", "typer", "rich", "imagecodecs"}

    assert loaded_by("import engine") & heavy == set()


def test_the_checker_would_see_a_heavy_import(loaded_by: Callable[[str], set[str]]) -> None:
    assert "numpy" in loaded_by("import engine\nengine.Frame")
