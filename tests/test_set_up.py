"""packaging/*.sh: what is said to somebody who may not install packages."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

VENV = "python3-venv"
WINDOW = ["libegl1", "libglib2.0-0", "libxcb-cursor0"]


@pytest.fixture
def machine(tmp_path: Path, repository: Path) -> Path:
    """A Debian without packages, without root and with a Python that lacks venv."""
    shutil.copytree(repository / "packaging", tmp_path / "packaging")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, body in {
        "uname": "echo Linux",
        "id": "echo 1000",
        "dpkg-query": "cat $INSTALLED",
        "python3": "case $2 in *ensurepip*) exit 1 ;; esac",
        "apt-get": "exit 1",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "installed").touch()
    return tmp_path


def set_up(machine: Path, mode: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "PATH": f"{machine / 'bin'}:{os.environ['PATH']}",
        "PYTHON": "python3",
        "INSTALLED": str(machine / "installed"),
        **environment,
    }
    script = machine / "packaging" / "install_system_packages.sh"
    return subprocess.run(
        ["bash", str(script), mode], env=settings, capture_output=True, text=True, check=False
    )


def to_copy(said: str) -> list[str]:
    """Return the packages of the only line to copy."""
    lines = [line.split() for line in said.splitlines() if line.startswith("    ")]
    assert len(lines) == 1
    assert lines[0][:4] == ["sudo", "apt-get", "install", "-y"]
    return [word for word in lines[0][4:] if not word.startswith("-")]


def test_one_line_names_python_and_the_window(machine: Path) -> None:
    done = set_up(machine, "run")

    assert done.returncode == 1
    assert to_copy(done.stderr)[0] == VENV
    assert set(WINDOW) < set(to_copy(done.stderr))


def test_what_is_installed_under_its_old_or_new_name_is_not_named(machine: Path) -> None:
    (machine / "installed").write_text(
        "installed libegl1\ninstalled libglib2.0-0t64\nconfig-files libxcb-cursor0\n"
    )

    wanted = to_copy(set_up(machine, "run").stderr)

    assert {"libegl1", "libglib2.0-0"}.isdisjoint(wanted)
    assert "libxcb-cursor0" in wanted


def test_only_helpful_packages_missing_stop_nothing(machine: Path) -> None:
    named = to_copy(set_up(machine, "run").stderr)
    (machine / "installed").write_text("".join(f"installed {name}\n" for name in named))

    done = set_up(machine, "judges")

    assert done.returncode == 0
    assert {"dcmtk", "dicom3tools", "libgdcm-tools"} < set(to_copy(done.stderr))


def test_skipping_the_system_says_nothing(machine: Path) -> None:
    done = set_up(machine, "judges", SYSTEM="skip")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_python_too_old_is_not_mended_by_a_package(machine: Path) -> None:
    (machine / "bin" / "python3").write_text("#!/bin/sh\nexit 1\n")

    done = set_up(machine, "python")

    assert done.returncode == 1
    assert "3.11 or newer" in done.stderr
    assert VENV not in done.stderr
