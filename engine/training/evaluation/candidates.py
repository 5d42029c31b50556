"""Who takes part in an evaluation: untrained methods, trained ones, and bounds."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import torch
from torch import Tensor, nn

from engine.frame import BoolImage, FloatImage
from engine.models.mapping.reduced import FACTORS, long_side_of
from engine.training.evaluation import rivals
from engine.training.evaluation.pairs import PairKind, Scene
from engine.training.methods import TITLES
from engine.training.pair import UnitMaps

MAIN_FACTOR = 8


class CandidateKind(StrEnum):
    """What a candidate may know."""

    UNTRAINED = "untrained"
    TRAINED = "trained"
    BOUND = "bound"


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a candidate makes of a film.

    Attributes:
        image: (rows, columns) float32 in 0..1.
        seconds: It took.
        maps: Its unit maps, if it predicts tables.
    """

    image: FloatImage
    seconds: float
    maps: UnitMaps | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One that takes part.

    Attributes:
        name: On the command line and in JSON.
        label: The same without a factor: all factors of one network answer to it.
        title: In tables.
        kind: What it may know.
        present: Makes a presentation of a scene.
        parameters: Numbers learnt.
        side: Long side of the reduction it looks at, 0 for the film itself.
        pairs: Kinds of pair it takes part in.
        is_ours: It is the interpretable mapping.
    """

    name: str
    label: str
    title: str
    kind: CandidateKind
    present: Callable[[Scene], Shown]
    parameters: int = 0
    side: int = 0
    pairs: tuple[PairKind, ...] = tuple(PairKind)
    is_ours: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A network with its weights.

    Attributes:
        label: What it is called here.
        method: A name of ``engine.training.methods.METHODS``.
        network: With its weights.
    """

    label: str
    method: str
    network: nn.Module


def untrained() -> list[Candidate]:
    """Return the presentations nobody has to train."""
    return [
        _untrained("identity", "Identity", rivals.identity),
        _untrained("contrast-stretch", "Contrast stretch", rivals.contrast_stretch),
        _untrained("gamma", "Gamma to the middle", rivals.gamma_to_middle),
        _untrained("equalisation", "Histogram equalisation", rivals.equalised),
        _untrained("clahe", "CLAHE", rivals.locally_equalised),
        _untrained("multiscale", "Multiscale contrast", rivals.multiscaled),
        _untrained("standard-percentiles", "Standard percentiles", rivals.to_standard_percentiles),
    ]


def bounds() -> list[Candidate]:
    """Return what has seen the truth: no methods, but what methods are read against."""
    maps = rivals.through_taught_maps
    return [
        _bound("global-lut-bound", "Film's own best global LUT", rivals.best_global_lut),
        _bound("known-maps", "Known maps at 1/8", maps, PairKind.EXACT),
        _bound("fitted-maps", "Fitted maps at 1/8", maps, PairKind.SIMULATED),
    ]


def candidates_of(trained: Trained, device: torch.device) -> list[Candidate]:
    """Return a network as candidates: the mapping at every factor, its rivals at the main one."""
    network = trained.network.eval().to(device)
    is_ours = is_mapping(trained.method)
    title = TITLES[trained.method]
    if trained.label != trained.method:
        title += f" ({trained.label})"
    return [
        Candidate(
            name=f"{trained.label}-x{factor}" if is_ours else trained.label,
            label=trained.label,
            title=f"{title}, 1/{factor}" if is_ours else title,
            kind=CandidateKind.TRAINED,
            present=_presenter(network, long_side_of(factor), device, keeps_maps=is_ours),
            parameters=sum(weights.numel() for weights in network.parameters()),
            side=long_side_of(factor),
            is_ours=is_ours,
        )
        for factor in (FACTORS if is_ours else (MAIN_FACTOR,))
    ]


def is_mapping(method: str) -> bool:
    """Return whether a method is the interpretable mapping, with whatever settings."""
    return method.split("-")[0] == "mapping"


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return them as a table shows them: untrained, rivals, ours, bounds."""
    kinds = list(CandidateKind)
    return sorted(candidates, key=lambda one: (kinds.index(one.kind), one.is_ours))


def _untrained(
    name: str, title: str, work: Callable[[FloatImage, BoolImage], FloatImage]
) -> Candidate:
    def present(scene: Scene) -> Shown:
        began = time.perf_counter()
        image = work(scene.film, scene.pair.field)
        return Shown(np.clip(image, 0, 1), time.perf_counter() - began)

    return Candidate(name, name, title, CandidateKind.UNTRAINED, present)


def _bound(
    name: str, title: str, work: Callable[[Scene], FloatImage], *pairs: PairKind
) -> Candidate:
    def present(scene: Scene) -> Shown:
        began = time.perf_counter()
        image = work(scene)
        return Shown(np.clip(image, 0, 1), time.perf_counter() - began)

    return Candidate(
        name, name, title, CandidateKind.BOUND, present, pairs=pairs or tuple(PairKind)
    )


def _presenter(
    network: nn.Module, side: int, device: torch.device, *, keeps_maps: bool
) -> Callable[[Scene], Shown]:
    @torch.inference_mode()
    def present(scene: Scene) -> Shown:
        example = scene.example(side)
        small = _plane(example.seen.film).to(device)
        field = _plane(example.seen.field).to(device)
        film = _plane(example.film).to(device)
        _wait_for(device)
        began = time.perf_counter()
        shown = network(small, field, film)
        image = shown.image.float().clamp(0, 1)
        _wait_for(device)
        seconds = time.perf_counter() - began
        maps = shown.units[0].float().cpu().numpy() if keeps_maps else None
        return Shown(image[0, 0].cpu().numpy(), seconds, maps)

    return present


def _plane(values: FloatImage | BoolImage) -> Tensor:
    return torch.from_numpy(values.astype(np.float32))[None, None]  # (1, 1, H, W)


def _wait_for(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
