"""Self-test: the networks run on the CPU; on a GPU they and the heavy filters compute the same."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from engine.build import Variant, build_info
from engine.frame import Frame
from engine.models.devices import (
    DeviceChoice,
    device_words_in_use,
    torch_is_installed,
    using_device,
)
from engine.progress import Progress
from engine.recipe import Recipe
from engine.render import Renderer
from engine.self_test_check import Bench, Check, CheckFailedError, LeftOut, check_sound
from engine.step import StepType, step_types
from engine.steps.mapping import MAPPING
from engine.steps.translation import CT_LIKE_STEP, MR_LIKE_STEP

MOST_OFF, MEAN_OFF = 0.05, 0.002
"""Of grey 0 to 1, by which a network may differ between GPU and CPU anywhere, and on the average.

A GPU multiplies in a shorter format (TF32, 10 bits), which many layers add up; half a grey level
of a screen is 0.002.
"""

FILTER_OFF = 1e-3
"""Of grey 0 to 1, by which a filter may differ; ten times what its tests allow."""

_TWINS = ("bilateral", "clahe", "multiscale", "non_local_means", "total_variation")
_FILTERED_LONG_SIDE = 1024  # smaller films are left to the CPU
_LEAST_SPREAD = 0.02


def needs_network(kind: StepType) -> bool:
    """Return whether a step cannot run without PyTorch."""
    return kind.name in (MAPPING, CT_LIKE_STEP, MR_LIKE_STEP)


def require_networks() -> None:
    """Do nothing where networks can run.

    Raises:
        LeftOut: If this build has no PyTorch, nor should.
        CheckFailedError: If it should have it.
    """
    if torch_is_installed():
        return
    if build_info().variant in (Variant.FULL, Variant.CUDA):
        raise CheckFailedError("PyTorch is missing, which belongs to this build.")
    raise LeftOut("this build has no PyTorch")


def network_checks(device: DeviceChoice) -> tuple[Check, ...]:
    """Return one check for each network on the CPU, and one for all that runs on a GPU.

    Args:
        device: CPU leaves the GPU out, CUDA the CPU; with CUDA a GPU that does not work fails.
    """
    kinds = [kind for kind in step_types() if needs_network(kind)]
    twins = [kind for kind in step_types() if kind.name in _TWINS]
    gpu = partial(_same_on_gpu, is_asked=device is DeviceChoice.CUDA)
    on_cpu = [Check("Networks", kind.title, partial(_on_cpu, kind), False) for kind in kinds]
    on_gpu = (
        Check("GPU", "Networks", partial(gpu, kinds), is_quick=False),
        Check("GPU", "Filters", partial(gpu, twins), is_quick=False),
    )
    if device is DeviceChoice.CPU:
        return tuple(on_cpu)
    return (*on_cpu, *on_gpu) if device is DeviceChoice.AUTO else on_gpu


def _on_cpu(kind: StepType, bench: Bench, progress: Progress) -> str:
    require_networks()
    frame = bench.small.process(_recipe(kind), progress)
    _check_made(kind, frame)
    return f"on the {device_words_in_use()}"


def _same_on_gpu(
    kinds: Sequence[StepType], bench: Bench, progress: Progress, *, is_asked: bool
) -> str:
    _require_gpu(is_asked=is_asked)
    offs = []
    for number, kind in enumerate(kinds):
        part = progress.part(number / len(kinds), (number + 1) / len(kinds))
        offs.append(f"{kind.title} {_off_on_gpu(kind, bench, part):.2g}")
    return f"{device_words_in_use()}; from the CPU at most: {', '.join(offs)}"


def _off_on_gpu(kind: StepType, bench: Bench, progress: Progress) -> float:
    """Return how far GPU and CPU differ at most.

    Raises:
        CheckFailedError: If that is too far.
    """
    is_network = needs_network(kind)
    film = bench.small.radiograph if is_network else bench.film.reduced(_FILTERED_LONG_SIDE)
    with using_device(DeviceChoice.CPU):
        expected = Renderer(film).process(_recipe(kind), progress.part(0.0, 0.5))
    with using_device(DeviceChoice.CUDA):
        found = Renderer(film).process(_recipe(kind), progress.part(0.5, 1.0))
    if is_network:
        _check_made(kind, found)
    check_sound(found.pixels)
    off = np.abs(found.pixels - expected.pixels)
    most, mean = (MOST_OFF, MEAN_OFF) if is_network else (FILTER_OFF, FILTER_OFF)
    if float(off.max()) > most or float(off.mean()) > mean:
        raise CheckFailedError(
            f"{kind.title} is off the CPU's by {float(off.max()):.2g} at most and by "
            f"{float(off.mean()):.2g} on the average; {most:g} and {mean:g} are allowed."
        )
    return float(off.max())


def _require_gpu(*, is_asked: bool) -> None:
    require_networks()
    from engine.models.cuda import cuda_fault
    from engine.models.devices import device_for

    device_for(DeviceChoice.CPU)  # says in words where PyTorch does not start
    fault = cuda_fault()
    if fault and is_asked:
        raise CheckFailedError(fault)
    if fault:
        raise LeftOut(fault)


def _recipe(kind: StepType) -> Recipe:
    """Return the step alone; a translation takes any film, as only whether it runs is asked."""
    any_film = {p.name: 1.0 for p in kind.parameters if p.name == "admit_any"}
    return Recipe().added(kind.make(any_film))


def _check_made(kind: StepType, frame: Frame) -> None:
    """Refuse what no network that runs as it should gives.

    Raises:
        CheckFailedError: If it is no picture, or a synthetic one that is not marked.
    """
    check_sound(frame.pixels)
    spread = float(frame.pixels.std())
    if spread < _LEAST_SPREAD:
        raise CheckFailedError(f"The network gives one grey: its values spread by {spread:.2g}.")
    if frame.is_synthetic != (kind.name != MAPPING):
        raise CheckFailedError("The result is not marked as synthetic, or wrongly so.")
