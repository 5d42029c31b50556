"""Makefile: with and without PyTorch, and where no package index answers."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PYTHON = """#!/bin/sh
case "$*" in
    *"-m pip"*) echo "pip $*" >>"$DID"; [ -n "$INDEX_ANSWERS" ] && touch "$TORCH_THERE" ;;
    *torch*) [ -e "$TORCH_THERE" ] ;;
esac
"""


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A virtual environment that is set up but for PyTorch, and whose tools only say their name."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    programs = tmp_path / "venv" / "bin"
    programs.mkdir(parents=True)
    tools = {name: f'#!/bin/sh\necho {name} >>"$DID"' for name in ("ruff", "mypy", "lint-imports")}
    for name, content in {"python": PYTHON, **tools}.items():
        (programs / name).write_text(content)
        (programs / name).chmod(0o755)
    for stamp in (".installed", ".installed-dev", ".system-test"):
        (tmp_path / "venv" / stamp).touch()
    (tmp_path / "did").touch()
    return tmp_path / "venv"


def make(
    venv: Path, repository: Path, *words: str, index_answers: bool = True
) -> subprocess.CompletedProcess[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    settings = {
        **inherited,
        "DID": str(venv.parent / "did"),
        "TORCH_THERE": str(venv.parent / "torch"),
        "INDEX_ANSWERS": "yes" if index_answers else "",
    }
    return subprocess.run(
        ["make", "-C", str(repository), f"VENV={venv}", "SYSTEM=skip", *words],
        env=settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def did(venv: Path) -> list[str]:
    return (venv.parent / "did").read_text().splitlines()


def test_checks_without_torch_stop_before_the_first_where_no_index_answers(
    venv: Path, repository: Path
) -> None:
    done = make(venv, repository, "lint", "TORCH=cpu", index_answers=False)

    assert done.returncode != 0
    assert "make test, lint and bench need PyTorch, which is not installed" in done.stderr
    assert "ruff" not in did(venv)


def test_checks_install_torch_first_where_it_is_missing(venv: Path, repository: Path) -> None:
    done = make(venv, repository, "lint", "TORCH=cpu")

    (pip, *tools) = did(venv)
    assert done.returncode == 0
    assert pip.endswith("install torch==2.13.0 safetensors")
    assert tools == ["ruff", "ruff", "mypy", "lint-imports"]


def test_checks_leave_a_torch_that_is_there_alone(venv: Path, repository: Path) -> None:
    (venv.parent / "torch").touch()

    done = make(venv, repository, "lint", "TORCH=none", index_answers=False)

    assert done.returncode == 0
    assert did(venv) == ["ruff", "ruff", "mypy", "lint-imports"]


def test_checks_try_again_after_the_viewer_was_set_up_without(venv: Path, repository: Path) -> None:
    make(venv, repository, str(venv / ".torch-cpu"), "TORCH=cpu", index_answers=False)

    done = make(venv, repository, "lint", "TORCH=cpu")

    assert done.returncode == 0
    assert did(venv)[-4:] == ["ruff", "ruff", "mypy", "lint-imports"]


def test_the_viewer_is_set_up_without_torch_where_no_index_answers(
    venv: Path, repository: Path
) -> None:
    done = make(venv, repository, str(venv / ".torch-cpu"), "TORCH=cpu", index_answers=False)

    assert done.returncode == 0
    assert "PyTorch could not be installed: the viewer opens without it" in done.stderr


def test_checks_cannot_be_made_without_torch(venv: Path, repository: Path) -> None:
    done = make(venv, repository, "lint", "TORCH=none")

    assert done.returncode != 0
    assert "(TORCH=none)" in done.stderr
    assert did(venv) == []


def test_a_build_that_there_is_not_is_refused(venv: Path, repository: Path) -> None:
    done = make(venv, repository, "torch", "TORCH=gpu")

    assert done.returncode != 0
    assert "TORCH is 'gpu'; it may be cpu, cuda or none." in done.stderr
