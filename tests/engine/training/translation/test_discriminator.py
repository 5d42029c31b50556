"""engine.training.translation.discriminator"""

from itertools import pairwise

import pytest
import torch

from engine.training.translation.discriminator import DiscriminatorConfig, PatchDiscriminator


def test_the_published_one_has_as_many_weights_as_published() -> None:
    """C64-C128-C256-C512 on one channel: convolutions of 4 x 4 with a bias each."""
    counted = sum(value.numel() for value in PatchDiscriminator(DiscriminatorConfig()).parameters())

    widths = [1, 64, 128, 256, 512, 1]
    assert counted == sum(16 * a * b + b for a, b in pairwise(widths))


def test_a_verdict_sees_a_patch_of_seventy_pixels() -> None:
    """Measured by which pixels a verdict in the middle depends on; no norm mixes others in."""
    torch.manual_seed(0)
    network = PatchDiscriminator(DiscriminatorConfig(4, 3, "spectral")).double()
    image = torch.rand(1, 1, 160, 160, dtype=torch.float64, requires_grad=True)

    verdicts = network(image)
    verdicts[0, 0, 9, 9].backward()

    assert image.grad is not None
    seen = image.grad[0, 0].abs().sum(0) > 0
    assert int(seen.sum()) == 70


def test_a_spectral_norm_bounds_every_layer_by_one() -> None:
    torch.manual_seed(0)
    network = PatchDiscriminator(DiscriminatorConfig(8, 2, "spectral"))
    for _ in range(30):
        network(torch.rand(1, 1, 32, 32))

    weights = [layer.weight for layer in network.layers if isinstance(layer, torch.nn.Conv2d)]

    largest = [torch.linalg.matrix_norm(w.flatten(1), 2).item() for w in weights]
    assert len(largest) == 4
    assert largest == pytest.approx([1.0] * 4, abs=0.05)


def test_only_without_instance_norm_is_exposure_seen() -> None:
    """A picture half as bright: an instance norm hides it but for the first, bare layer."""
    torch.manual_seed(0)
    image = torch.rand(1, 1, 48, 48)

    def change(norm: str) -> float:
        config = DiscriminatorConfig.from_json({"features": 8, "layers": 2, "norm": norm})
        network = PatchDiscriminator(config)
        bare = torch.nn.Sequential(*list(network.layers)[:1])
        assert not torch.allclose(bare(image), bare(image * 0.5))
        one, two = network(image), network(image * 0.5)
        return float(((one.mean() - two.mean()).abs() / one.std()).detach())

    assert change("spectral") > 3 * change("instance")


def test_a_config_survives_json() -> None:
    config = DiscriminatorConfig(24, 2, "spectral")

    assert DiscriminatorConfig.from_json(config.to_json()) == config


def test_a_gain_makes_every_layer_but_the_last_louder() -> None:
    """Without biases the network is homogeneous: a gain g on n layers is g to the n in all."""
    torch.manual_seed(0)
    quiet = PatchDiscriminator(DiscriminatorConfig(4, 3, "spectral"))
    loud = PatchDiscriminator(DiscriminatorConfig(4, 3, "spectral", gain=2.0))
    loud.load_state_dict(quiet.state_dict())
    image = torch.rand(1, 1, 48, 48)

    quiet.eval(), loud.eval()

    torch.testing.assert_close(loud(image), 2.0**4 * quiet(image), rtol=1e-4, atol=1e-6)
