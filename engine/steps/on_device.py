"""The heavy filters, each on the GPU where one works and the film is large, else on the CPU.

They are those of ``engine.ops`` under the same names, with the same arguments and, to 1e-4, the
same results: steps import them from here.
"""

import sys
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from engine.frame import FloatImage
from engine.models.devices import run_filter
from engine.ops.clahe import clahe as clahe_on_cpu
from engine.ops.multiscale import multiscale as multiscale_on_cpu
from engine.ops.non_local_means import non_local_means as non_local_means_on_cpu
from engine.ops.pyramid import Pyramid
from engine.ops.smooth import bilateral as bilateral_on_cpu
from engine.ops.total_variation import total_variation as total_variation_on_cpu

WORTH_SENDING = 500_000
"""Pixels of a film that the CPU filters about as quickly as it could be sent and fetched."""

WORTH_LOADING_TORCH = 1_100_000
"""Pixels of a film worth the seconds that torch takes to load, once: more than a preview has."""

Film = TypeVar("Film", FloatImage, Pyramid)
Rest = ParamSpec("Rest")


def _on_device(
    on_cpu: Callable[Concatenate[Film, Rest], FloatImage],
) -> Callable[Concatenate[Film, Rest], FloatImage]:
    """Return the filter that runs where it had better run."""

    def run(film: Film, /, *args: Rest.args, **kwargs: Rest.kwargs) -> FloatImage:
        def with_torch(device: object) -> FloatImage:
            from engine.ops import accelerated

            twin = getattr(accelerated, on_cpu.__name__)
            filtered: FloatImage = twin(film, *args, **kwargs, device=device)
            return filtered

        pixels = film.levels[0].size if isinstance(film, Pyramid) else film.size
        if pixels < (WORTH_SENDING if "torch" in sys.modules else WORTH_LOADING_TORCH):
            return on_cpu(film, *args, **kwargs)
        return run_filter(with_torch, lambda: on_cpu(film, *args, **kwargs))

    return run


bilateral = _on_device(bilateral_on_cpu)
clahe = _on_device(clahe_on_cpu)
multiscale = _on_device(multiscale_on_cpu)
non_local_means = _on_device(non_local_means_on_cpu)
total_variation = _on_device(total_variation_on_cpu)
