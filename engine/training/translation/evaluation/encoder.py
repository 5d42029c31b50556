"""The encoder behind KID: a small network of our own, taught by the pictures that are compared.

It learns to take noise out of crops and to tell which way up they lie, on films and target alike,
so that it knows their textures and shapes; a network trained on photographs knows neither, and
would have to be fetched. Its distances compare with each other in one evaluation only.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn
from torch.nn import functional

from engine.atomic import write_atomically
from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.estimates import Numbers

LONG_SIDE = 128
"""Pixels that pictures are brought to before they are looked at."""

STEPS = 240
"""Of teaching, about 40 s on one core."""

_CHANNELS = (16, 32, 64, 96)
_CROP, _BATCH = 96, 8
_NOISE = 0.1
_RATE = 2e-3
_ROTATION_WEIGHT = 0.1
_LEAST = 1e-6
_FILE = "kid-encoder-{digest}.safetensors"


class Encoder(nn.Module):
    """Four halving convolutions, a way back, and a guess of the quarter turn."""

    def __init__(self) -> None:
        super().__init__()
        before = (1, *_CHANNELS)
        self.down = nn.ModuleList(
            nn.Conv2d(i, o, 4, 2, 1) for i, o in zip(before, _CHANNELS, strict=False)
        )
        self.up = nn.ModuleList(
            nn.Conv2d(o, i, 3, 1, 1) for i, o in zip(before, _CHANNELS, strict=False)
        )
        self.turn = nn.Linear(2 * _CHANNELS[-1], 4)

    def stages(self, images: Tensor) -> list[Tensor]:
        """Return what each convolution makes of images: (B, 1, H, W) to (B, C, H/2, W/2) and on."""
        found = []
        for convolution in self.down:
            images = functional.leaky_relu(convolution(images), 0.1)
            found.append(images)
        return found

    def restored(self, deepest: Tensor) -> Tensor:
        """Return images, (B, 1, H, W), from the deepest stage."""
        for number, convolution in reversed(list(enumerate(self.up))):
            deepest = convolution(functional.interpolate(deepest, scale_factor=2.0))
            if number:
                deepest = functional.leaky_relu(deepest, 0.1)
        return deepest

    def features(self, images: Tensor) -> Tensor:
        """Return mean and standard deviation of each channel but the first stage's: (B, 384)."""
        return torch.cat([_moments(stage) for stage in self.stages(images)[1:]], 1)


class TaughtEncoder:
    """Features of pictures, each scaled by its spread over the pictures it was taught with.

    Args:
        network: Taught.
        pictures: It was taught with, as ``prepared`` returns them.
    """

    def __init__(self, network: Encoder, pictures: Sequence[FloatImage]) -> None:
        self._network = network.eval()
        raw = np.stack([self._raw(picture) for picture in pictures])
        self._mean, self._deviation = raw.mean(0), np.maximum(raw.std(0), _LEAST)

    def features(self, pictures: Sequence[FloatImage]) -> Numbers:
        """Return (n, 384) features of pictures that ``prepared`` returned."""
        raw = np.stack([self._raw(picture) for picture in pictures])
        scaled: Numbers = (raw - self._mean) / self._deviation
        return scaled

    def _raw(self, picture: FloatImage) -> Numbers:
        with torch.inference_mode():
            found = self._network.features(torch.from_numpy(picture.copy())[None, None])
        return found[0].double().numpy()


def prepared(image: FloatImage, field: BoolImage) -> FloatImage:
    """Return a picture as the encoder sees it.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where there is picture; what lies outside is made black.

    Returns:
        (rows, columns) float32: the box around the field, its long side ``LONG_SIDE``, either side
        a multiple of 16.
    """
    used = np.argwhere(field if field.any() else np.ones_like(field))
    (top, left), (bottom, right) = used.min(0), used.max(0) + 1
    cut = np.where(field, image, np.float32(0))[top:bottom, left:right]
    share = LONG_SIDE / max(cut.shape)
    rows, columns = (max(32, 16 * round(share * side / 16)) for side in cut.shape)
    way = cv2.INTER_AREA if share < 1 else cv2.INTER_LINEAR
    return np.clip(cv2.resize(cut, (columns, rows), interpolation=way), 0, 1).astype(np.float32)


def taught_encoder(
    films: Sequence[FloatImage], target: Sequence[FloatImage], seed: int, kept_in: Path | None
) -> TaughtEncoder:
    """Return an encoder taught with pictures; the same for the same pictures and seed.

    Args:
        films: As ``prepared`` returns them, at least one.
        target: The same.
        seed: Of weights, crops and noise.
        kept_in: Folder where the weights are looked for and left; None keeps none.

    Raises:
        ExportError: If the weights cannot be written.
    """
    with torch.random.fork_rng(devices=[]):
        network = Encoder()
    pictures = [*films, *target]
    place = None if kept_in is None else kept_in / _FILE.format(digest=_digest(pictures, seed))
    if place is None or not _restored(network, place):
        _teach(network, films, target, seed)
        if place is not None:
            _keep(network, place)
    return TaughtEncoder(network, pictures)


def _teach(
    network: Encoder, films: Sequence[FloatImage], target: Sequence[FloatImage], seed: int
) -> None:
    random = np.random.default_rng([seed, 47])
    chance = torch.Generator().manual_seed(seed)
    for part in network.modules():
        if isinstance(part, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(part.weight, a=0.1, generator=chance)
            nn.init.zeros_(part.bias)  # type: ignore[arg-type]
    optimiser = torch.optim.Adam(network.parameters(), _RATE)
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - step / STEPS)
        crops, turns = _batch(films, target, random)
        clean = torch.from_numpy(crops)
        noisy = clean + _NOISE * torch.randn(clean.shape, generator=chance)
        deepest = network.stages(noisy)[-1]
        loss = functional.mse_loss(network.restored(deepest), clean)
        guessed = network.turn(_moments(deepest))
        loss = loss + _ROTATION_WEIGHT * functional.cross_entropy(guessed, torch.from_numpy(turns))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()


def _batch(
    films: Sequence[FloatImage], target: Sequence[FloatImage], random: np.random.Generator
) -> tuple[FloatImage, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """Return crops, (B, 1, 96, 96), half of them films, and their quarter turns, (B,)."""
    crops = np.empty((_BATCH, 1, _CROP, _CROP), np.float32)
    turns = random.integers(4, size=_BATCH)
    for number, turn in enumerate(turns):
        among = films if number % 2 else target
        picture = among[int(random.integers(len(among)))]
        missing = [(0, max(0, _CROP - side)) for side in picture.shape]
        wide = np.pad(picture, missing, "edge")
        row, column = (random.integers(side - _CROP + 1) for side in wide.shape)
        crops[number, 0] = np.rot90(wide[row : row + _CROP, column : column + _CROP], turn)
    return crops, turns


def _moments(values: Tensor) -> Tensor:
    """Return mean and standard deviation of each channel: (B, C, H, W) to (B, 2 C)."""
    return torch.cat([values.mean((2, 3)), values.std((2, 3), correction=0)], 1)


def _digest(pictures: Sequence[FloatImage], seed: int) -> str:
    digest = hashlib.sha256(f"{seed} {STEPS} {_CHANNELS} {len(pictures)}".encode())
    for picture in pictures:
        digest.update(np.ascontiguousarray(picture).tobytes())
    return digest.hexdigest()[:16]


def _keep(network: Encoder, place: Path) -> None:
    content = save({name: value.clone() for name, value in network.state_dict().items()})

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(place, write)


def _restored(network: Encoder, place: Path) -> bool:
    """Return whether weights that fit were there."""
    try:
        network.load_state_dict(load_file(place))
    except (OSError, SafetensorError, RuntimeError):
        return False
    return True
