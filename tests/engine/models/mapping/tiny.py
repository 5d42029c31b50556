"""A mapping network so small that a test runs it at once, and maps made by hand."""

from collections import OrderedDict

import numpy as np
import pytest
import torch

from engine.models.devices import VARIABLE
from engine.models.mapping import predict
from engine.models.mapping.maps import ParameterMaps
from engine.models.mapping.network import MappingConfig, MappingNetwork
from engine.ops.pixel_lut import Lead
from tests.engine.models.installed import card

LEAD = Lead(0.1, 0.85)


def tiny_network(seed: int = 0) -> MappingNetwork:
    """Return a network of random weights that says something else of every place."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = MappingNetwork(MappingConfig(features=4, levels=3, pools_window=False))
        for weights in network.parameters():
            torch.nn.init.normal_(weights, std=0.4)
    return network.eval()


def use_tiny_network(monkeypatch: pytest.MonkeyPatch, seed: int = 0) -> list[tuple[int, int]]:
    """Let the mapping run a tiny network on the CPU, whatever weights are installed.

    Returns:
        A list that gets the (rows, columns) of each film that the network sees from now on.
    """
    network, runs = tiny_network(seed), list[tuple[int, int]]()

    def note(_network: object, inputs: tuple[torch.Tensor, ...]) -> None:
        runs.append((inputs[0].shape[-2], inputs[0].shape[-1]))

    network.register_forward_pre_hook(note)
    monkeypatch.setenv(VARIABLE, "cpu")
    monkeypatch.setattr(predict, "card_of", lambda _name: card(name="mapping"))
    monkeypatch.setattr(predict, "_network", lambda _card, _device: network)
    monkeypatch.setattr(predict, "_known", OrderedDict())
    return runs


def random_maps(rows: int, columns: int, *, seed: int = 0, lead: Lead = LEAD) -> ParameterMaps:
    """Return maps that are different in every cell, over their whole ranges."""
    units = np.random.default_rng(seed).random((4, rows, columns), dtype=np.float32)
    return ParameterMaps.of_units(units, lead)


def even_maps(
    slope: float = 1.0,
    pivot: float = 0.5,
    centre: float = 0.5,
    width: float = 4.0,
    *,
    shape: tuple[int, int] = (6, 5),
    lead: Lead = LEAD,
) -> ParameterMaps:
    """Return maps that are the same everywhere."""
    values = np.empty((4, *shape), np.float32)
    values[:] = np.array([slope, pivot, centre, width], np.float32)[:, None, None]
    return ParameterMaps(values, lead)
