"""Writes installer.md: how large the frozen program and its packages are, and how fast it starts.

Run from the root of the source tree, on Linux, after `make installer` and
`make installer VARIANT=small`:

    python -m docs.validation.installer

What was not made is left out and said to be.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench_frozen_start import GOAL, executable, measure

PAGE = Path(__file__).with_suffix(".md")
ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
MB = 1e6

_HEAD = """\
# The installer: sizes and start

Written by `python -m docs.validation.installer` on Linux; MB are millions of bytes. Installed is
what the files of the program hold, without those of the system's own libraries that a package asks
for. The start is that of the window, from beginning the process to its first painted picture, the
frozen program and the source in turn (`bench_frozen_start`); a machine on which other work runs
spreads the times, so that the ratio of the fastest and that of the middle ones are both given.
"""


@dataclass(frozen=True)
class Variant:
    """What one variant may take at most.

    Attributes:
        name: As freeze.py knows it.
        title: What it is.
        package: What its packages' names begin with.
        installed_mb: Of the installed program.
        download_mb: Of a package.
    """

    name: str
    title: str
    package: str
    installed_mb: float
    download_mb: float

    @property
    def tree(self) -> Path:
        """Where the frozen program lies."""
        return executable(self.name).parent


VARIANTS = (
    Variant("full", "full, PyTorch for the processor", "negatoscope", 1050, 320),
    Variant("small", "small, without PyTorch", "negatoscope-small", 520, 150),
)


def main() -> int:
    """Write the page."""
    made = [variant for variant in VARIANTS if executable(variant.name).is_file()]
    if not made:
        print("There is no frozen program: make installer", file=sys.stderr)
        return 1
    lines = [_HEAD, *_sizes(), "", *_starts(made), "", *_parts(made)]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _sizes() -> Iterator[str]:
    yield "## Sizes"
    yield ""
    yield "| what | version | goal, MB | found, MB | holds |"
    yield "|---|---|--:|--:|---|"
    for variant in VARIANTS:
        if not executable(variant.name).is_file():
            yield f"| {variant.title} | | {variant.installed_mb:.0f} | not made | |"
            continue
        build = variant.tree / "_internal" / "resources" / "build.json"
        version = json.loads(build.read_text(encoding="utf-8"))["version"]
        found = size_of(variant.tree)
        yield _row(f"{variant.title}, installed", version, variant.installed_mb, found)
        for pattern, kind in ((f"{variant.package}_*_amd64.deb", "`.deb`"), _run(variant)):
            packages = sorted(DIST.glob(pattern), key=lambda path: path.stat().st_mtime)
            if packages:
                size = packages[-1].stat().st_size
                of = packages[-1].name.removeprefix(variant.package)[1:]
                number = of.partition("_amd64")[0].partition("-linux")[0]
                yield _row(f"the same, {kind}", number, variant.download_mb, size)
            else:
                yield f"| the same, {kind} | | {variant.download_mb:.0f} | not made | |"


def _run(variant: Variant) -> tuple[str, str]:
    return f"{variant.package}-[0-9]*-linux-x86_64.run", "`.run`"


def _row(what: str, version: str, goal_mb: float, size: int) -> str:
    holds = "yes" if size <= goal_mb * MB else "**no**"
    return f"| {what} | {version} | ≤ {goal_mb:.0f} | {size / MB:.0f} | {holds} |"


def size_of(folder: Path) -> int:
    """Return what the files of a folder hold, in bytes; a link holds nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def _starts(made: list[Variant]) -> Iterator[str]:
    yield "## Start"
    yield ""
    yield f"Load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    yield ""
    yield "| variant | frozen, ms | source, ms | ratio of the middle | ratio at best | goal |"
    yield "|---|--:|--:|--:|--:|--:|"
    for variant in made:
        start = measure(variant.name)
        yield (
            f"| {variant.name} | {_spread(start.frozen)} | {_spread(start.source)} "
            f"| {start.ratio:.2f} | {start.ratio_at_best:.2f} | ≤ {GOAL} |"
        )


def _spread(seconds: tuple[float, ...]) -> str:
    return f"{min(seconds) * 1e3:.0f} to {max(seconds) * 1e3:.0f}"


def _parts(made: list[Variant]) -> Iterator[str]:
    yield "## What weighs most"
    for variant in made:
        yield ""
        yield f"| {variant.name}: folder of `_internal` | MB |"
        yield "|---|--:|"
        folders = [path for path in (variant.tree / "_internal").iterdir() if path.is_dir()]
        sizes = sorted(((size_of(path), path.name) for path in folders), reverse=True)
        for size, name in sizes[:8]:
            yield f"| {name} | {size / MB:.0f} |"


if __name__ == "__main__":
    sys.exit(main())
