"""Makes the frozen program: a folder that runs without a Python, and a list of what lies in it.

    python packaging/freeze.py --variant full|small|cuda

It appears whole as ``build/frozen/<variant>/negatoscope``, or not at all; beside it lies
``negatoscope_files.txt``. What gets into it is installed into ``build/venv-<variant>``, which is
made anew when what is wanted changes. The environment may name:

- TORCH_INDEX: a package index for PyTorch, where the usual one has another build of it;
- NEGATOSCOPE_RELEASES: the address that the program may ask for its latest version.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_version import Source, source_of
from frozen_contents import contents_of, differences, read_contents

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
VARIANTS = ("full", "small", "cuda")
IS_WINDOWS, IS_MAC = sys.platform == "win32", sys.platform == "darwin"

TORCH = {"small": (), "full": ("torch==2.13.0", "safetensors"), "cuda": ("torch", "safetensors")}


_WRITE_DIGESTS = """
import json, sys
from pathlib import Path
from engine.self_test_files import DIGESTS, resource_digests
folder = Path(sys.argv[1])
found = json.dumps(resource_digests(folder), indent=1, sort_keys=True)
(folder / DIGESTS).write_text(found, encoding="utf-8", newline="\\n")
"""
"""Has the self-test name every resource that is lost or altered later."""


class FreezeError(Exception):
    """The program could not be made; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make one variant and return the exit status."""
    parser = argparse.ArgumentParser(description="Makes the frozen program.")
    parser.add_argument("--variant", choices=VARIANTS, default="full")
    parser.add_argument(
        "--into",
        type=Path,
        default=BUILD / "frozen",
        help="folder that gets a folder of the variant (default: build/frozen)",
    )
    chosen = parser.parse_args(arguments)
    try:
        tree = freeze(chosen.variant, chosen.into)
    except FreezeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    total = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file())
    print(f"{tree}: {total / 1e6:.0f} MB")  # noqa: T201 - what is made here
    return 0


def freeze(variant: str, into: Path) -> Path:
    """Make a variant and return its folder.

    Args:
        variant: One of ``VARIANTS``.
        into: Gets a folder of that name, whole; an earlier one is replaced.

    Raises:
        FreezeError: If a library is missing, or one got in that is not expected.
    """
    source = source_of()
    python = virtual_environment(variant)
    work = BUILD / f"freezing-{variant}"
    shutil.rmtree(work, ignore_errors=True)
    made = work / variant
    made.mkdir(parents=True)
    write_build_file(work / "build.json", variant, source)
    if IS_WINDOWS or IS_MAC:
        _run([str(python), str(PACKAGING / "icons.py"), str(work / "icons")], {})
    if IS_WINDOWS:
        (work / "version_info.txt").write_text(version_info(source.version), encoding="utf-8")
    settings = {
        "NEGATOSCOPE_VARIANT": variant,
        "NEGATOSCOPE_VERSION": source.version,
        "NEGATOSCOPE_WORK": str(work),
        "PYTHONHASHSEED": "0",  # sets would be written in another order each time
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONWARNINGS": "ignore",  # torch warns of each old part of it that is looked into
        "SOURCE_DATE_EPOCH": str(source.time_s),
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
    }
    folders = ["--distpath", str(made), "--workpath", str(work / "pyinstaller")]
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders]
    _run([*command, str(PACKAGING / "negatoscope.spec")], settings)
    tree = made / "negatoscope"
    _run([str(python), "-c", _WRITE_DIGESTS, str(tree / "_internal" / "resources")], settings)
    check_contents(tree, variant)
    settle(made, source.time_s)
    (made / "negatoscope_files.txt").write_text(file_list(tree), encoding="utf-8", newline="\n")
    _run([str(command_line_of(tree)), "--version"], {})
    put_in_place(made, into / variant)
    shutil.rmtree(work)
    return into / variant / "negatoscope"


def command_line_of(tree: Path) -> Path:
    """Return the executable that speaks to a terminal."""
    return tree / ("negatoscope-cli.exe" if IS_WINDOWS else "negatoscope")


def virtual_environment(variant: str) -> Path:
    """Return the Python of an environment that holds what a variant is made of, and nothing else.

    Raises:
        FreezeError: If something cannot be installed, or another PyTorch came.
    """
    folder = BUILD / f"venv-{variant}"
    python = folder / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
    wanted = requirements(variant)
    index = os.environ.get("TORCH_INDEX", "")
    stamp, said = folder / "holds.txt", "\n".join([sys.version, index, *wanted])
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == said:
        return python
    print(f"Installing what the {variant} variant is made of...", flush=True)  # noqa: T201
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(folder)], {})
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    if TORCH[variant]:  # alone with its index, which the others need not wait for
        _run([*pip, *(["--extra-index-url", index] if index else []), *TORCH[variant]], {})
        check_torch(python, variant)
    _run([*pip, *wanted], {})
    stamp.write_text(said, encoding="utf-8")
    return python


def requirements(variant: str) -> list[str]:
    """Return what is installed for a variant, as pip is told."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packaging = project["optional-dependencies"]["packaging"]
    return [*project["dependencies"], *packaging, *TORCH[variant]]


def check_torch(python: Path, variant: str) -> None:
    """Do nothing where the PyTorch that pip chose is the one that the variant is to have.

    Raises:
        FreezeError: Saying which came, and how to get the other.
    """
    asked = "import torch; print(torch.version.cuda or '')"
    said = subprocess.run(  # noqa: S603
        [str(python), "-c", asked], capture_output=True, text=True, check=True
    )
    cuda = said.stdout.strip()
    if bool(cuda) != (variant == "cuda"):
        came = f"for CUDA {cuda}" if cuda else "for the processor alone"
        raise FreezeError(
            f"The {variant} variant needs another PyTorch: pip chose the one {came}. Name the "
            "package index that has the right one: TORCH_INDEX=URL."
        )


def write_build_file(path: Path, variant: str, source: Source) -> None:
    """Write what ``engine.build`` reads."""
    said = {
        "version": source.version,
        "variant": variant,
        "commit": source.commit,
        "releases": os.environ.get("NEGATOSCOPE_RELEASES", ""),
    }
    path.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8", newline="\n")


def version_info(version: str) -> str:
    """Return what Windows shows among the properties of an executable, for PyInstaller."""
    numbers = (*(int(part) for part in version.partition("+")[0].split(".")), 0)
    strings = {
        "CompanyName": "The Negatoscope authors",
        "FileDescription": "Negatoscope",
        "FileVersion": version,
        "LegalCopyright": "The Negatoscope authors, Apache-2.0",
        "ProductName": "Negatoscope",
        "ProductVersion": version,
    }
    lines = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{lines}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def check_contents(tree: Path, variant: str) -> None:
    """Do nothing where a tree holds the libraries that are expected.

    Raises:
        FreezeError: Naming what got in and what was lost.
    """
    if not sys.platform.startswith("linux"):
        return  # wheels of other systems are laid out in other ways
    expected = PACKAGING / f"contents_{'small' if variant == 'small' else 'full'}.txt"
    got_in, lost = differences(contents_of(tree / "_internal"), read_contents(expected))
    faults = [f"lost: {name}" for name in lost]
    if variant != "cuda":  # which brings a dozen libraries of NVIDIA's
        faults += [f"not expected: {name}" for name in got_in]
    if faults:
        raise FreezeError(
            f"The {variant} variant does not hold what {expected.name} lists:\n  "
            + "\n  ".join(faults)
        )


def settle(folder: Path, time_s: int) -> None:
    """Give every file the time of the commit, and the rights that an installed program has."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            if os.utime in os.supports_follow_symlinks:
                os.utime(path, (time_s, time_s), follow_symlinks=False)
            continue
        if not IS_WINDOWS:
            may_run = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if may_run else 0o644)
        os.utime(path, (time_s, time_s))


def file_list(tree: Path) -> str:
    """Return every file of a tree with its SHA-256 and size in bytes, a link with its target."""
    lines = []
    for path in sorted(tree.rglob("*"), key=lambda path: path.relative_to(tree).as_posix()):
        name = path.relative_to(tree).as_posix()
        if path.is_symlink():
            lines.append(f"{'link':64} {'-':>10} {name} -> {path.readlink().as_posix()}")
        elif path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            lines.append(f"{digest} {path.stat().st_size:>10} {name}")
    return "\n".join(lines) + "\n"


def put_in_place(made: Path, target: Path) -> None:
    """Move a finished folder to where it is looked for, in the place of an earlier one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    earlier = target.with_name(f".{target.name}-earlier")
    shutil.rmtree(earlier, ignore_errors=True)
    if target.exists():
        target.rename(earlier)
    shutil.move(made, target)
    shutil.rmtree(earlier, ignore_errors=True)


def _run(command: Sequence[str], settings: Mapping[str, str]) -> None:
    """Run a command; its words are shown.

    Raises:
        FreezeError: If it fails.
    """
    try:
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **settings})  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise FreezeError(f"This failed: {' '.join(command)}") from error


if __name__ == "__main__":
    sys.exit(main())
