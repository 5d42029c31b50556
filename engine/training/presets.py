"""Named settings of a training; everything that decides its result."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

from engine.training.loop import LoopPlan
from engine.training.mapping_batches import BatchPlan, Sizes
from engine.training.mapping_loss import EQUATION_1, OURS, LossWeights

_AS_JUDGED = Sizes(1.0, 384, 512)
"""Films of 512 pixels that the network sees at 1/8 of 3072, as an evaluation does."""


@dataclass(frozen=True)
class MappingPreset:
    """One training of a method.

    Attributes:
        method: A name of ``engine.training.methods.METHODS``.
        loop: How long.
        batches: On what.
        weights: What counts.
        rate: Learning rate at its highest.
        warm_up: Steps until there; 0 keeps it constant to the end, as the paper does.
        optimiser: "adamw" falls along a cosine to nothing.
        weight_decay: Of AdamW.
        clip: Largest norm of the gradient.
        averaging: Decay of the weight average that is kept.
        film_side: Long side that films are read at.
        check_share: Of patients kept back to check with.
        checks: Films of these that are looked at each time, at most.
    """

    method: str
    loop: LoopPlan
    batches: BatchPlan
    weights: LossWeights = OURS
    rate: float = 2e-3
    warm_up: int = 60
    optimiser: Literal["adam", "adamw"] = "adamw"
    weight_decay: float = 1e-4
    clip: float = 1.0
    averaging: float = 0.998
    film_side: int = 512
    check_share: float = 0.1
    checks: int = 12

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return it from JSON.

        Raises:
            TypeError: If it holds what this version does not know.
        """
        values = dict(data)
        sizes = tuple(Sizes(**part) for part in values["batches"]["sizes"])
        values["loop"] = LoopPlan(**values["loop"])
        values["batches"] = BatchPlan(**{**values["batches"], "sizes": sizes})
        values["weights"] = LossWeights(**values["weights"])
        return cls(**values)


def preset(name: str, *, method: str = "mapping", seed: int = 0, steps: int = 0) -> MappingPreset:
    """Return the settings called ``name``.

    Args:
        name: "ours", "longer", "further", "finish", "paper" or "small".
        method: Which network; "mapping" becomes the paper's with the preset "paper".
        seed: Of everything drawn.
        steps: Other than the preset's; 0 keeps those.

    Raises:
        KeyError: If there is none of that name.
    """
    makers = {
        "ours": _ours,
        "longer": _longer,
        "further": _further,
        "finish": _finish,
        "paper": _paper,
        "small": _small,
    }
    return makers[name](method, seed, steps)


def _ours(method: str, seed: int, steps: int) -> MappingPreset:
    steps = steps or 2800
    sizes = (Sizes(0.5, 112, 128), Sizes(0.9, 224, 288), _AS_JUDGED)
    return MappingPreset(
        method=method,
        loop=LoopPlan(steps, check_every=max(20, steps // 14), patience=14, seed=seed),
        batches=BatchPlan(4, steps, seed, sizes, simulated=0.4, rough=0.2),
        weights=OURS if method == "mapping" else _WEIGHTS_OF.get(method, EQUATION_1),
    )


def _longer(method: str, seed: int, steps: int) -> MappingPreset:
    """Go on from weights trained with "ours": larger films only, at half the rate."""
    ours = _ours(method, seed, steps or 3000)
    sizes = (Sizes(0.8, 224, 288), _AS_JUDGED)
    return replace(ours, rate=1e-3, batches=replace(ours.batches, sizes=sizes))


def _further(method: str, seed: int, steps: int) -> MappingPreset:
    """Go on from trained weights on many small films, with large ones at the end.

    What is left to learn is slower than any detail, and a small film shows it as well: a step
    costs a third.
    """
    ours = _ours(method, seed, steps or 6000)
    sizes = (Sizes(0.8, 160, 192), _AS_JUDGED)
    batches = replace(ours.batches, sizes=sizes, simulated_at=ours.film_side)
    return replace(ours, rate=1e-3, averaging=0.999, batches=batches)


def _finish(method: str, seed: int, steps: int) -> MappingPreset:
    """Go on from trained weights at half the rate, on films as large as those judged."""
    ours = _ours(method, seed, steps or 160)
    batches = replace(ours.batches, sizes=(_AS_JUDGED,))
    return replace(ours, rate=5e-4, batches=batches)


def _paper(method: str, seed: int, steps: int) -> MappingPreset:
    steps = steps or 200_000
    return MappingPreset(
        method="mapping-paper" if method == "mapping" else method,
        loop=LoopPlan(steps, check_every=350, patience=20, seed=seed),
        batches=BatchPlan(1, steps, seed, (Sizes(1.0, 384, 512),), rough=0.5, simulated=0.0),
        weights=EQUATION_1,
        rate=1e-5,
        warm_up=0,
        optimiser="adam",
        weight_decay=0.0,
        clip=0.0,
        averaging=0.0,
    )


def _small(method: str, seed: int, steps: int) -> MappingPreset:
    steps = steps or 60
    return MappingPreset(
        method=method,
        loop=LoopPlan(steps, check_every=max(1, steps // 2), patience=10, log_every=5, seed=seed),
        batches=BatchPlan(2, steps, seed, (Sizes(1.0, 64, 128),), simulated=0.0),
        weights=OURS if method == "mapping" else _WEIGHTS_OF.get(method, EQUATION_1),
        rate=3e-3,
        warm_up=5,
        averaging=0.9,
        film_side=256,
        checks=16,
    )


_IMAGE_ONLY = LossWeights(10.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_WEIGHTS_OF = {
    "image-to-image": _IMAGE_ONLY,
    "mixed-lut": _IMAGE_ONLY,
    "curves": _IMAGE_ONLY,
    "window": LossWeights(10.0, 0.0, 0.0, 1.0, 0.0, 0.0),
}
"""The terms each rival was published with."""
