"""Who is asked to take part: all that can, or those that are named."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import torch

from engine.errors import ModelError
from engine.models.mapping.reduced import FACTORS
from engine.training.evaluation.candidates import (
    Candidate,
    Trained,
    bounds,
    candidates_of,
    in_order,
    is_mapping,
    untrained,
)
from engine.training.evaluation.trained import installed
from engine.training.methods import METHODS


@dataclass(frozen=True, slots=True, eq=False)
class Lineup:
    """Who takes part.

    Attributes:
        candidates: In the order of a table.
        left_out: Sentences: who might have, and why not.
    """

    candidates: Sequence[Candidate]
    left_out: Sequence[str]


def known_names() -> list[str]:
    """Return every name that may be asked for, whether its weights are installed or not."""
    names = [candidate.name for candidate in in_order([*untrained(), *bounds()])]
    for method in METHODS:
        names.append(method)
        if is_mapping(method):
            names += [f"{method}-x{factor}" for factor in FACTORS]
    return names


def lineup(runs: Sequence[Trained], names: Collection[str], device: torch.device) -> Lineup:
    """Return who takes part.

    Args:
        runs: Networks of training runs; they take part whether named or not, and stand in for an
            installed one of the same label.
        names: Candidates and labels; everybody where it is empty.
        device: Where networks run.

    Raises:
        ModelError: If one that is named cannot take part, for want of weights for instance.
    """
    labels = {run.label for run in runs}
    networks, left_out = installed(without=labels)
    able = [*untrained(), *bounds()]
    for network in [*networks, *runs]:
        able += candidates_of(network, device)
    if not names:
        return Lineup(in_order(able), left_out)
    answering = {name for one in able for name in (one.name, one.label)}
    for name in names:
        if name not in answering:
            raise ModelError(
                f"{name} cannot take part: no weights of it are installed, or they are damaged.",
                hint="Name a training run of it with --run.",
            )
    return Lineup(in_order([one for one in able if {one.name, one.label} & {*names, *labels}]), [])
