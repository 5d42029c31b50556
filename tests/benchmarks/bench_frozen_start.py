"""From starting the process to the first painted window: the frozen program against the source.

What Qt says of its painting is watched from outside, as nothing can be put into a frozen program;
both are watched in the same way, in turn, so that both see the same load. Without a frozen program
(`make frozen`) nothing is measured.

    python -m tests.benchmarks.bench_frozen_start
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
GOAL = 1.2

_PAINTED = b"qt.widgets.painting: Flush"


@dataclass(frozen=True, slots=True)
class Start:
    """How long frozen program and source took, each round in seconds."""

    variant: str
    frozen: tuple[float, ...]
    source: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Frozen to source, of the medians."""
        return statistics.median(self.frozen) / statistics.median(self.source)

    @property
    def ratio_at_best(self) -> float:
        """Frozen to source, of the fastest rounds."""
        return min(self.frozen) / min(self.source)


def executable(variant: str) -> Path:
    """Return where the frozen program of a variant is looked for."""
    return ROOT / "build" / "frozen" / variant / "negatoscope" / "negatoscope"


def measure(variant: str, rounds: int = ROUNDS) -> Start:
    """Return how long both take; the disk is warm after a round that does not count.

    Args:
        variant: "full" or "small".
        rounds: How often each is started.
    """
    frozen, source = [str(executable(variant))], [sys.executable, "-m", "viewer"]
    times: dict[str, list[float]] = {"frozen": [], "source": []}
    with tempfile.TemporaryDirectory() as home:
        for number in range(rounds + 1):
            for name, command in (("frozen", frozen), ("source", source)):
                took = seconds_to_window([*command, "--new-window"], Path(home))
                if number:
                    times[name].append(took)
    return Start(variant, tuple(times["frozen"]), tuple(times["source"]))


def seconds_to_window(command: list[str], home: Path) -> float:
    """Return how long a fresh process takes until it has painted its window.

    Raises:
        RuntimeError: If it ends without.
    """
    environment = {
        **os.environ,
        "HOME": str(home),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "QT_FORCE_STDERR_LOGGING": "1",
        "QT_LOGGING_RULES": "qt.widgets.painting.info=true",
    }
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, env=environment
    ) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if line.startswith(_PAINTED):
                    return time.perf_counter() - began
        finally:
            process.kill()
    raise RuntimeError("the program ended without showing a window")


def main() -> int:
    """Print both times and their ratio, for every variant that there is."""
    variants = [name for name in ("full", "small") if executable(name).is_file()]
    if not variants:
        print("no frozen program (make frozen): nothing measured")
    for variant in variants:
        start = measure(variant)
        for name, times in (("frozen", start.frozen), ("source", start.source)):
            print(
                f"{variant:5} {name} {min(times) * 1e3:6.0f} ms at best, "
                f"{statistics.median(times) * 1e3:6.0f} ms in the middle of {len(times)}"
            )
        print(
            f"frozen start, {variant}: {start.ratio:.2f} x from source in the middle, "
            f"{start.ratio_at_best:.2f} at best (at most {GOAL})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
