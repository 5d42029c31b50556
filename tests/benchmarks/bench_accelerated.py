"""The heavy filters on a CUDA GPU against the CPU on 9 Mpx, in one run.

Where there is no GPU, torch on the CPU stands for it, on a smaller film: that says nothing about a
GPU's speed, but how much the results differ.
"""

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
import torch

from engine.frame import FloatImage
from engine.models.cuda import cuda_fault
from engine.models.devices import device_words
from engine.ops import accelerated
from engine.ops.clahe import clahe
from engine.ops.multiscale import STRONGEST, band_gains, multiscale, noise_in_bands
from engine.ops.non_local_means import non_local_means
from engine.ops.pyramid import most_bands, pyramid_of
from engine.ops.smooth import bilateral
from engine.ops.total_variation import total_variation
from tests.benchmarks.bench_clahe import interleaved
from tests.properties.films import grey_film

SIDE = 3000
SIDE_WITHOUT_GPU = 800
ROUNDS = 3
GOAL = 1e-4

PIXEL_MM = 0.14
SIGMA = 0.02


def main() -> None:
    """Print GPU / CPU, there and back included, and how far the results are apart."""
    fault = cuda_fault()
    device = torch.device("cpu" if fault else "cuda")
    if fault:
        print(f"{fault} For information, torch on the CPU in its place:")
    side = SIDE_WITHOUT_GPU if fault else SIDE
    film = grey_film(side, side, noise=SIGMA)
    on_cpu = f"{cv2.getNumThreads()} threads"
    print(f"{side} x {side}, median of {ROUNDS}, {device_words(device)} / {on_cpu}:")
    for name, op in filters(film).items():
        twin: Callable[[], FloatImage] = partial(
            getattr(accelerated, op.func.__name__), *op.args, device=device
        )
        apart = float(np.abs(twin() - op()).max())
        gpu_s, cpu_s = interleaved(twin, op, ROUNDS)
        print(
            f"  {name}: {gpu_s * 1e3:.0f} ms / {cpu_s * 1e3:.0f} ms = {gpu_s / cpu_s:.2f}, "
            f"{apart:.0e} apart (goal <= {GOAL:.0e})"
        )


def filters(film: FloatImage) -> dict[str, "partial[FloatImage]"]:
    """Return by name the filters of the CPU, with all that they need."""
    field = np.ones(film.shape, np.bool_)
    pyramid = pyramid_of(film, most_bands(film.shape))
    gains = band_gains(pyramid.bands, PIXEL_MM, 0.4, 0.3, 0.2)
    sigmas = noise_in_bands(pyramid, field, PIXEL_MM)
    return {
        "CLAHE, 8 x 8 tiles": partial(clahe, film, field, (8, 8), 2.0),
        "multiscale contrast": partial(multiscale, pyramid, gains, STRONGEST, sigmas, 0.7),
        "non-local means 15 x 15": partial(non_local_means, film, SIGMA, (7, 7), 5),
        "bilateral, 2 px": partial(bilateral, film, 2.0, 0.03),
        "bilateral, 14 px": partial(bilateral, film, 14.0, 0.03),
        "total variation": partial(total_variation, film, SIGMA, 8),
    }


if __name__ == "__main__":
    main()
