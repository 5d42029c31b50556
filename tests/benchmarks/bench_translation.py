"""The translation of 9 Mpx: in the default mode, against its network alone; exact, per megapixel.

Needs no weights: random ones of the shape that is shipped cost as much.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
import torch

from engine.frame import FloatImage
from engine.models.devices import device_words
from engine.models.translation.generator import Generator, GeneratorConfig, generator_of
from engine.models.translation.one_pass import picture_of, plain_pass
from engine.models.translation.predict import LONG_SIDE, in_standard
from engine.models.translation.seen import seen
from engine.ops.local_affine import fit_local_affine
from engine.progress import Progress
from tests.benchmarks.bench_clahe import timed
from tests.properties.films import grey_film

SIDE = 3000
EXACT_SHAPE = (1500, 1200)
ROUNDS = 3


def main() -> None:
    """Print seconds of both modes, the ratio to one eager pass, and the longest silence."""
    torch.manual_seed(0)
    generator = generator_of(GeneratorConfig()).eval()
    _report(generator, torch.device("cpu"))
    if torch.cuda.is_available():
        _report(generator.to("cuda"), torch.device("cuda"))


def _report(generator: Generator, device: torch.device) -> None:
    film, smaller = grey_film(SIDE, SIDE), grey_film(*EXACT_SHAPE)
    field = np.ones(film.shape, np.bool_)
    small = seen(film, field, LONG_SIDE)

    def alone() -> object:
        return plain_pass(generator, small.film, Progress())

    def whole() -> object:
        return _in_default_mode(generator, film, field, device)

    def exact(progress: Progress) -> object:
        return picture_of(generator, smaller, device, progress)

    print(
        f"Translation, {device_words(device)}, {torch.get_num_threads()} threads, "
        f"median of {ROUNDS}, {generator.config}"
    )
    whole_s, alone_s = (_median(work) for work in (whole, alone))
    print(f"  {SIDE} x {SIDE}, default mode, whole: {whole_s:.2f} s (goal <= 4)")
    print(f"    torch eager, its pass at {LONG_SIDE} alone: {alone_s:.2f} s")
    print(f"    whole / pass alone = {whole_s / alone_s:.2f}")
    silences = list[float]()
    exact_s = _median(lambda: exact(_listening(silences)))
    million = EXACT_SHAPE[0] * EXACT_SHAPE[1] / 1e6
    print(f"  exact, {EXACT_SHAPE[0]} x {EXACT_SHAPE[1]}: {exact_s / million:.2f} s a megapixel")
    print(f"    longest between two looks at the progress: {max(silences):.2f} s (goal <= 0.3)")


def _in_default_mode(
    generator: Generator, film: FloatImage, field: np.ndarray, device: torch.device
) -> FloatImage:
    """Return what ``predict.translated`` does once its model is read, the gate left out."""
    progress = Progress()
    small = seen(film, field, LONG_SIDE)
    picture = picture_of(generator, small.film, device, progress)
    change = fit_local_affine(small.film, picture.clip(0, 1), field=small.field)
    return change.apply(in_standard(film, small.curve, progress)).clip(0, 1)


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(timed(work) for _ in range(ROUNDS))


def _listening(silences: list[float]) -> Progress:
    last = time.perf_counter()

    def listen(_share: float, _doing: str) -> None:
        nonlocal last
        now = time.perf_counter()
        silences.append(now - last)
        last = now

    return Progress(listen)


if __name__ == "__main__":
    main()
