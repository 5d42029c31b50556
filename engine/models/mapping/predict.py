"""From a film to its maps: the network run once, and its answer remembered.

Moving a slider of the mapping only changes what is done with the maps; the few last predictions
are kept, so that then only the remap runs again.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache

import numpy as np
import torch
from torch import nn

from engine.errors import ModelError
from engine.frame import BoolImage, FloatImage
from engine.models.cards import ModelCard, card_of
from engine.models.mapping.maps import ParameterMaps
from engine.models.mapping.names import MODEL
from engine.models.mapping.network import MappingConfig, MappingNetwork
from engine.models.mapping.reduced import Reduced, long_side_of, reduced
from engine.models.weights import read_weights
from engine.progress import Progress

_PREFIX = "network."
_REMEMBERED = 8
_WAIT_S = 0.05

_lock = threading.Lock()
_known: OrderedDict[str, ParameterMaps] = OrderedDict()


def predicted_maps(
    pixels: FloatImage,
    field: BoolImage,
    factor: int,
    device: torch.device,
    progress: Progress | None = None,
) -> ParameterMaps:
    """Return the maps of a film.

    Args:
        pixels: (rows, columns) float32 in 0..1, dense is bright.
        field: (rows, columns) True where exposed.
        factor: By which a film of 3072 pixels is reduced for the network: 4, 8 or 16.
        device: Where the network runs.
        progress: Looked at before each convolution.

    Raises:
        ModelError: If the weights are missing or altered.
        Cancelled: If nobody wants the maps any more.
    """
    progress = progress or Progress()
    progress.report(0.0, "Reading the film")
    card = card_of(MODEL)
    seen = reduced(pixels, field, long_side_of(factor))
    key = _key(seen, card.sha256, device)
    with _alone(progress):
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
        network = _network(card, str(device))
        maps = predicted_by(network, seen, device, progress)
        _known[key] = maps
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return maps


def forget() -> None:
    """Drop the predictions that are remembered, as a benchmark wants to."""
    with _lock:
        _known.clear()


def predicted_by(
    network: MappingNetwork, seen: Reduced, device: torch.device, progress: Progress
) -> ParameterMaps:
    """Return what a network says of a reduced film.

    Raises:
        Cancelled: If nobody wants the maps any more.
    """
    film = torch.from_numpy(seen.film.copy()).to(device)[None, None]
    field = torch.from_numpy(seen.field.astype(np.float32)).to(device)[None, None]
    with torch.inference_mode(), _watched(network, progress):
        units = network(film, field)[0].float().cpu().numpy()
    return ParameterMaps.of_units(units, seen.lead)


def mapping_network(card: ModelCard) -> MappingNetwork:
    """Return the network of a card with its weights, on the CPU.

    Raises:
        ModelError: If the weights are missing, altered or of another network.
    """
    try:
        network = MappingNetwork(MappingConfig.from_json(card.config))
    except TypeError as error:
        raise ModelError(
            f"The card of {card.name} describes a network this version does not know.",
            hint="It was probably made by a newer Negatoscope.",
        ) from error
    weights = {name.removeprefix(_PREFIX): value for name, value in read_weights(card).items()}
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise ModelError(
            f"The weights of {card.name} do not fit the network its card describes.",
            hint="Install Negatoscope again; all filters work without it.",
        ) from error
    return network.eval()


@lru_cache(maxsize=2)
def _network(card: ModelCard, device: str) -> MappingNetwork:
    return mapping_network(card).to(device)


def _key(seen: Reduced, sha256: str, device: torch.device) -> str:
    digest = hashlib.sha256(f"{sha256} {device} {seen.film.shape} {seen.lead}".encode())
    digest.update(seen.film.tobytes())
    digest.update(seen.field.tobytes())
    return digest.hexdigest()


@contextmanager
def _alone(progress: Progress) -> Iterator[None]:
    """Let one network run at a time; who waits can still be cancelled."""
    while not _lock.acquire(timeout=_WAIT_S):
        progress.check()
    try:
        yield
    finally:
        _lock.release()


@contextmanager
def _watched(network: MappingNetwork, progress: Progress) -> Iterator[None]:
    """Look at the progress before each convolution of a network, and report how many are done."""
    convolutions = [part for part in network.modules() if isinstance(part, nn.Conv2d)]
    done = 0

    def look(*_: object) -> None:
        nonlocal done
        progress.report(done / (network.looks * len(convolutions)), "Predicting maps")
        done += 1

    with ExitStack() as hooks:
        for convolution in convolutions:
            handle = convolution.register_forward_pre_hook(look)
            hooks.callback(handle.remove)
        yield
