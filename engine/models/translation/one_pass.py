"""One pass of a generator over a film, in whatever way suits it and the device."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import torch
from torch import nn

from engine.frame import FloatImage
from engine.models.translation.resnet import ResnetGenerator
from engine.models.translation.start import Generator
from engine.models.translation.streamed import streamed
from engine.progress import Progress

NUMBERS_PER_FEATURE = 8
"""Numbers that one plain pass needs room for, for every pixel and feature, counted generously.

The last doubling is the largest: 2 for what is doubled, 2 for its mirrored copy, 1 each for what is
convolved, normalised and rectified; and a little for the device's own use.
"""


def picture_of(
    generator: Generator, film: FloatImage, device: torch.device, progress: Progress
) -> FloatImage:
    """Return the picture of a film: in one plain pass on a GPU with room, else by rows.

    Args:
        generator: On ``device``.
        film: (rows, columns) float32 in 0..1, in the standard presentation.
        device: Where it runs.
        progress: Told of each layer, and looked at within it.

    Returns:
        (rows, columns) float32, new, about 0..1 and not clamped.

    Raises:
        Cancelled: If nobody wants it any more.
    """
    by_rows = device.type == "cpu" or not has_room(generator, film, device)
    if by_rows and isinstance(generator, ResnetGenerator):
        return streamed(generator, film, progress)
    return plain_pass(generator, film, progress)


def plain_pass(generator: Generator, film: FloatImage, progress: Progress) -> FloatImage:
    """Return the picture of a film, all of it at once; ``picture_of`` says the rest."""
    device = generator.start_curve.device
    with torch.inference_mode(), _watched(generator, progress):
        given = torch.from_numpy(film.copy()).to(device)[None, None]
        picture: FloatImage = generator(given)[0, 0].float().cpu().numpy()
    return picture


def has_room(generator: Generator, film: FloatImage, device: torch.device) -> bool:
    """Return whether a GPU has memory free for one plain pass over a film."""
    needed = film.size * generator.config.features * NUMBERS_PER_FEATURE * 4
    return needed < torch.cuda.mem_get_info(device)[0]


@contextmanager
def _watched(network: nn.Module, progress: Progress) -> Iterator[None]:
    """Report before each convolution of a network how many are done."""
    count, done = len(_convolutions(network)), 0

    def look(*_: object) -> None:
        nonlocal done
        done += 1
        progress.report((done - 1) / count, f"Layer {done} of {count}")

    with _before_each_convolution(network, look):
        yield


@contextmanager
def cancellable(network: nn.Module, progress: Progress) -> Iterator[None]:
    """Let whoever runs a network in this block be cancelled before each convolution."""
    with _before_each_convolution(network, lambda *_: progress.check()):
        yield


@contextmanager
def _before_each_convolution(network: nn.Module, look: Callable[..., None]) -> Iterator[None]:
    with ExitStack() as hooks:
        for convolution in _convolutions(network):
            handle = convolution.register_forward_pre_hook(look)
            hooks.callback(handle.remove)
        yield


def _convolutions(network: nn.Module) -> list[nn.Module]:
    kinds = nn.Conv2d | nn.ConvTranspose2d
    return [part for part in network.modules() if isinstance(part, kinds)]
