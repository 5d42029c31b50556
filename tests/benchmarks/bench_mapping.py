"""The interpretable mapping on 9 Mpx: whole, after an override, and against torch's eager remap."""

import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from engine.frame import FloatImage
from engine.models.devices import device_words
from engine.models.mapping import predict
from engine.models.mapping.maps import Overrides, ParameterMaps
from engine.models.mapping.predict import predicted_maps
from engine.models.mapping.remap import remap
from engine.models.mapping.tables import led, remapped
from tests.benchmarks.bench_clahe import interleaved, timed
from tests.properties.films import grey_film

SIDE = 3000
ROUNDS = 7
PEAK = "peak"
"""As argument: only say how much memory one mapping takes above its film."""


def main() -> None:
    """Print seconds, the ratio to torch, and the memory one mapping takes."""
    if sys.argv[1:] == [PEAK]:
        sys.stdout.write(f"{_peak_mb():.0f}\n")
        return
    film = grey_film(SIDE, SIDE)
    field = np.ones(film.shape, np.bool_)
    _report(torch.device("cpu"), film, field)
    if torch.cuda.is_available():
        _report(torch.device("cuda"), film, field)
        print("  (the paper: 0.0262 s on an A100 at a factor of 8)")
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_mapping", PEAK],
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"Peak above the film, torch loaded: {done.stdout.strip()} MB (goal <= 600)")


def _report(device: torch.device, film: FloatImage, field: np.ndarray) -> None:
    maps = predicted_maps(film, field, 8, device)
    overrides = Overrides(contrast=0.1, width=-0.1)

    def override() -> object:
        return remap(film, maps.overridden(overrides), device)

    def whole(factor: int) -> Callable[[], object]:
        def work() -> object:
            predict.forget()
            return remap(film, predicted_maps(film, field, factor, device), device)

        return work

    ours_s, eager_s = interleaved(override, lambda: _eager(film, maps, device), ROUNDS)
    print(
        f"Interpretable mapping, {SIDE} x {SIDE}, {device_words(device)}, "
        f"{torch.get_num_threads()} threads, median of {ROUNDS}"
    )
    for factor in (16, 8, 4):
        seconds = statistics.median(timed(whole(factor)) for _ in range(ROUNDS))
        goal = " (goal <= 500)" if factor == 8 else ""
        print(f"  whole, factor {factor}: {seconds * 1e3:.0f} ms{goal}")
    print(f"  an override, remap only: {ours_s * 1e3:.0f} ms (goal <= 150)")
    print(f"  ours / torch eager on the whole film = {ours_s / eager_s:.2f} (goal <= 0.30)")
    print(f"    torch eager {eager_s * 1e3:.0f} ms")


def _eager(film: FloatImage, maps: ParameterMaps, device: torch.device) -> FloatImage:
    """Return the film through its tables, every operation on the whole of it."""
    with torch.inference_mode():
        values = led(torch.from_numpy(film.copy())[None, None].to(device), maps.lead)
        chosen = torch.from_numpy(maps.values.copy())[None].to(device)
        mapped: FloatImage = remapped(values, chosen)[0, 0].cpu().numpy()
    return mapped


def _peak_mb() -> float:
    """Return by how much one mapping raises the peak of this process, warmed up on a small film."""
    small = grey_film(400, 400)
    device = torch.device("cpu")
    remap(small, predicted_maps(small, np.ones(small.shape, np.bool_), 8, device), device)
    film = grey_film(SIDE, SIDE)
    field = np.ones(film.shape, np.bool_)
    before = _status_mb("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget making the film
    predict.forget()
    mapped = remap(film, predicted_maps(film, field, 8, device), device)
    assert mapped.shape == film.shape
    return _status_mb("VmHWM") - before


def _status_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return float(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


if __name__ == "__main__":
    main()
