"""Zips a frozen tree of Windows that is too large for an installer.

    python packaging/workflow_steps/zip_tree.py TREE OUT

Writes OUT/negatoscope-<variant>-<version>-windows-x86_64.zip; everything lies in one folder in it,
``Negatoscope``. The same tree gives the same bytes.
"""

import json
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = "Negatoscope"
_ALWAYS = (2020, 1, 1, 0, 0, 0)
_READABLE, _RUNNABLE = 0o100644 << 16, 0o100755 << 16


def main(tree: Path, out: Path) -> Path:
    """Zip a tree and return where the archive lies.

    Args:
        tree: Holds negatoscope.exe and _internal.
        out: Folder for the archive, made where it is missing.
    """
    build = json.loads((tree / "_internal/resources/build.json").read_text(encoding="utf-8"))
    suffix = "" if build["variant"] == "full" else f"-{build['variant']}"
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"negatoscope{suffix}-{build['version']}-windows-x86_64.zip"
    partial = path.with_suffix(".partial")
    names = {file.relative_to(tree).as_posix(): file for file in tree.rglob("*") if file.is_file()}
    with ZipFile(partial, "w") as archive:
        for name, file in sorted(names.items()):
            entry = ZipInfo(f"{FOLDER}/{name}", _ALWAYS)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _RUNNABLE if file.suffix in (".exe", ".dll") else _READABLE
            entry.file_size = file.stat().st_size  # beyond 4 GB, zip has to know beforehand
            with file.open("rb") as source, archive.open(entry, "w") as target:
                while block := source.read(1 << 20):
                    target.write(block)
    return partial.replace(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: zip_tree.py TREE OUT")
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201 - what is made here
