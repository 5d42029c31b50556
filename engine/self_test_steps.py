"""Self-test: every step and every recipe runs on a small film, and does something to it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from engine.errors import EngineError
from engine.frame import FloatImage, Frame
from engine.library import BUILT_IN
from engine.progress import Progress
from engine.recipe import Recipe
from engine.region import Region, RegionKind, region_weights
from engine.self_test_check import Bench, Check, CheckFailedError, LeftOut, check_sound
from engine.self_test_faults import with_fault
from engine.self_test_files import shipped_recipe
from engine.self_test_networks import needs_network, require_networks
from engine.step import Step, StepType, step_types

TELLING: Mapping[str, Mapping[str, float]] = {
    "median": {"radius_mm": 1.0},
    "rotate": {"angle_degrees": 7.0},
    "crop": {"left_percent": 10.0, "top_percent": 5.0},
    "resize": {"long_side_px": 256},
    "resample": {"spacing_mm": 1.0},
}
"""By name of the step: numbers at which it does something, where its defaults do nothing."""

DRAWN = Region(RegionKind.DRAWN, outlines=(((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)),))

_REGIONS = (Region(RegionKind.FIELD), Region(RegionKind.BODY), Region(RegionKind.LUNGS), DRAWN)
_LEAST_CHANGE = 1e-4
_UNEVEN = 0.2  # of the made detector's gain, across the film


def step_checks() -> tuple[Check, ...]:
    """Return one check for each step that needs no network, and for each kind of region."""
    kinds = (kind for kind in step_types() if not needs_network(kind))
    return (
        *(Check("Steps", kind.title, partial(_step, kind)) for kind in kinds),
        *(Check("Regions", one.kind.title, partial(_region, one)) for one in _REGIONS),
    )


def recipe_checks() -> tuple[Check, ...]:
    """Return one check for each recipe that comes with the program."""
    return tuple(
        Check("Recipes", name, partial(_recipe, name), is_quick=not _is_slow(name))
        for name in BUILT_IN
    )


def _is_slow(name: str) -> bool:
    try:
        return _needs_network(shipped_recipe(name))
    except EngineError:
        return False  # its check says what is wrong with it


def _needs_network(recipe: Recipe) -> bool:
    return any(needs_network(entry.type) for entry in recipe.enabled)


def _step(kind: StepType, bench: Bench, progress: Progress) -> str:
    step = kind.make(TELLING.get(kind.name, {}))
    before = bench.small.first_frame()
    if bench.is_sample:
        before = with_fault(kind.name, before)
    if kind.references:
        return _flat_field(step, before, progress)
    if getattr(kind.step_class, "needs_region", False):
        weights = region_weights(DRAWN, before, before, progress)
        before = replace(before, region=weights)
    after = step.apply(before, progress)
    check_sound(after.pixels)
    if after.pixels.shape != before.pixels.shape:
        if not kind.changes_grid:
            raise CheckFailedError(f"The film came back as {after.pixels.shape}.")
        return f"{after.pixels.shape[0]} × {after.pixels.shape[1]} pixels"
    return _changed(before.pixels, after.pixels, bench)


def _flat_field(step: Step, film: Frame, progress: Progress) -> str:
    """Check the one step that refers to something: a made detector's unevenness goes again.

    A calibration of its own would have to lie in the user's folder, so the filter itself is tried.
    """
    from engine.ops.flat_field import divided, gain_of

    if step.apply(film, progress) is not film:
        raise CheckFailedError("It changed a film although no calibration was chosen.")
    columns = film.pixels.shape[1]
    gain = np.linspace(1 - _UNEVEN, 1 + _UNEVEN, columns, dtype=np.float32)
    flat = np.broadcast_to(gain, film.pixels.shape).astype(np.float32)
    evened = divided(film.pixels * flat, gain_of(flat, float(flat.mean())), 0.0, progress)
    off = float(np.abs(evened - film.pixels).max())
    if not off < _LEAST_CHANGE:
        raise CheckFailedError(f"A made unevenness was not taken off: {off:.2g} is left.")
    return "a made unevenness goes"


def _region(region: Region, bench: Bench, progress: Progress) -> str:
    film = bench.small.first_frame()
    weights = region_weights(region, film, film, progress)
    check_sound(weights)
    share = float(weights.mean())
    if bench.is_sample and not 0.01 < share < 0.99 and region.kind is not RegionKind.FIELD:
        raise CheckFailedError(f"It covers {share:.0%} of the sample film.")
    return f"{share:.0%} of the film"


def _recipe(name: str, bench: Bench, progress: Progress) -> str:
    recipe = shipped_recipe(name)
    if _needs_network(recipe):
        require_networks()
    if bench.given is not None and bench.small.original.is_synthetic and _is_refused(recipe):
        raise LeftOut("it is refused on a film that is synthetic already")
    after = bench.small.process(recipe, progress)
    check_sound(after.pixels)
    steps = len(recipe.enabled)
    return f"{steps} steps" if steps != 1 else "1 step"


def _is_refused(recipe: Recipe) -> bool:
    return any(problem.is_refusal for problem in recipe.problems("a synthetic film"))


def _changed(before: FloatImage, after: FloatImage, bench: Bench) -> str:
    off = np.abs(after - before)
    share = float((off > _LEAST_CHANGE).mean())
    if share > 0:
        return f"{share:.1%} of the pixels changed" if share >= 0.0005 else "few pixels changed"
    if bench.is_sample:
        raise CheckFailedError("The sample film came back unchanged.")
    return "nothing to change on this film"
