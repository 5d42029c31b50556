"""Networks that take part: those that come with the program, and those of training runs."""

from collections.abc import Collection, Mapping
from pathlib import Path

from torch import Tensor

from engine.errors import ModelError
from engine.models.cards import installed_models
from engine.models.weights import read_method_file, read_weights
from engine.training.evaluation.candidates import Trained
from engine.training.methods import METHODS

BEST = "best.safetensors"


def installed(without: Collection[str] = ()) -> tuple[list[Trained], list[str]]:
    """Return the networks that come with the program, and why others are left out, in sentences.

    Args:
        without: Methods that are not wanted, as a run stands in for them.
    """
    found: list[Trained] = []
    left_out: list[str] = []
    cards = {card.method: card for card in reversed(installed_models()) if card.method in METHODS}
    for method in METHODS:
        if method in without:
            continue
        if method not in cards:
            left_out.append(f"{method} is left out: no weights of it are installed.")
            continue
        try:
            found.append(trained(method, method, read_weights(cards[method]), "installed"))
        except ModelError as error:
            left_out.append(f"{method} is left out: {error}")
    return found, left_out


def trained_by(run: Path, label: str = "") -> Trained:
    """Return the network of a training run, with its best weights.

    Args:
        run: Folder of the run.
        label: What to call it; by default the name of its method.

    Raises:
        ModelError: If the folder holds no such weights, or they fit none of our networks.
    """
    weights, facts = read_method_file(run / BEST)
    method = facts["preset"].get("method")
    if method not in METHODS:
        raise ModelError(
            f"The run {run.name} trained the method {method!r}, which this program does not know.",
            hint=f"It knows {', '.join(METHODS)}.",
        )
    return trained(label or method, method, weights, run.name)


def trained(label: str, method: str, weights: Mapping[str, Tensor], where: str) -> Trained:
    """Return a network with weights.

    Args:
        label: What to call it.
        method: A name of ``METHODS``.
        weights: By name.
        where: What to call their source in an error.

    Raises:
        ModelError: If they do not fit the network.
    """
    network = METHODS[method]()
    try:
        network.load_state_dict(dict(weights))
    except RuntimeError as error:
        raise ModelError(
            f"The weights of {method} ({where}) do not fit its network.",
            hint="They were made by another version of the program: train again.",
        ) from error
    return Trained(label, method, network)
