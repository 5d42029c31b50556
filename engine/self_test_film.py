"""Self-test: the film that everything else works on is made, written and opened."""

from engine.progress import Progress
from engine.self_test_check import Bench, Check, CheckFailedError

_GROUP = "Films"


def film_checks() -> tuple[Check, ...]:
    """Return the checks of the sample films."""
    return (
        Check(_GROUP, "Film for the self-test", _opened),
        Check(_GROUP, "Contrast-detail phantom", _contrast_detail, is_quick=False),
        Check(_GROUP, "Display test pattern", _test_pattern),
    )


def _opened(bench: Bench, progress: Progress) -> str:
    film = bench.open(progress)
    rows, columns = film.pixels.shape
    low, high = int(film.pixels.min()), int(film.pixels.max())
    if bench.is_sample and high - low < 1000:
        raise CheckFailedError(f"The sample has stored values of {low} to {high} only.")
    return f"{rows} × {columns}, {film.bits_stored} bits"


def _contrast_detail(_: Bench, progress: Progress) -> str:
    from engine.samples.contrast_detail import CELLS, make_contrast_detail

    made = make_contrast_detail(progress=progress)
    if len(made.cells) != CELLS**2:
        raise CheckFailedError(f"It has {len(made.cells)} cells instead of {CELLS**2}.")
    return f"{len(made.cells)} cells"


def _test_pattern(_: Bench, progress: Progress) -> str:
    from engine.samples.test_pattern import make_test_pattern

    image = make_test_pattern(progress=progress).film.pixels
    if (int(image.min()), int(image.max())) != (0, 65535):
        raise CheckFailedError(f"Its greys go from {image.min()} to {image.max()}.")
    return "black to white"
