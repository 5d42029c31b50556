"""A stand-in of a few kilobytes for the frozen program, and how it is packed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
VERSION = "0.1.0+git20260102.abcdef0"

PROGRAM = r"""#!/bin/sh
case "$1 $2" in
"--version "*) echo "Negatoscope VERSION" ;;
"--help "*) printf 'Usage: negatoscope COMMAND\n\n  Reads.\n\nCommands:\n  info  Say what...\n' ;;
"view --help") printf 'Usage: negatoscope [FILES]\n\nOpens films.\n\n  --sample  A phantom.\n' ;;
"info --help") cat <<'HELP' ;;
Usage: negatoscope info [OPTIONS] {SRC}

  Say what a film holds.

  .dcm and 'quoted' \words stand at the beginning of lines.

Options:
  -o, --output OUT.png      PNG or TIFF to write.
                            [required]
  --json                    One JSON object.
HELP
esac
"""


def needs(*tools: str) -> pytest.MarkDecorator:
    """Skip, naming them, where system tools are missing."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def stand_in_tree(folder: Path, variant: str = "small") -> Path:
    """Return a folder with what the packaging looks for in a frozen program."""
    tree = folder / "negatoscope"
    resources = tree / "_internal" / "resources"
    resources.mkdir(parents=True)
    build = {"version": VERSION, "variant": variant, "commit": "", "releases": ""}
    (resources / "build.json").write_text(json.dumps(build))
    (tree / "_internal" / "THIRD_PARTY.txt").write_text("Qt 6, LGPL-3.0\n")
    (tree / "_internal" / "LICENSE").write_text("Apache License\n")
    (tree / "_internal" / "libsmall.so.1").write_bytes(bytes(3000))
    (tree / "_internal" / "libsmall.so.1").chmod(0o755)
    (tree / "negatoscope").write_text(PROGRAM.replace("VERSION", VERSION))
    (tree / "negatoscope").chmod(0o755)
    return tree


def pack(script: str, folder: Path, variant: str = "small", built: str = "small") -> Path:
    """Pack a stand-in below ``folder`` by a script of packaging/linux and return the package."""
    tree = stand_in_tree(folder, built)
    environment = {
        **os.environ,
        "PYTHON": sys.executable,
        "SOURCE_DATE_EPOCH": "1767312000",  # 2026-01-02
        "LEVEL": "1",
    }
    subprocess.run(
        ["bash", str(LINUX / script), str(tree), variant, str(folder / "dist")],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    [package] = (folder / "dist").iterdir()
    return package
