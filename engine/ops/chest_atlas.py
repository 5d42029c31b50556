"""The average frontal chest: what one looks like, how much that varies, and where the lungs lie."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.chest_pose import Points, Poses, placed
from engine.resources import resource_path

GRID = 18
"""Rows and columns of the average picture."""

ACROSS, DOWN = (-0.68, 0.68), (-0.25, 1.35)
"""What it shows, in the coordinates of a chest: beyond both lungs, neck and upper abdomen."""

CHANNELS = 4
"""Grey against the surroundings, grey against the film, and its steepness across and down."""

_FLOOR = 4096  # added so that cutting off the fraction rounds down below 0, too
_CENTRED = 2  # of the channels, the first have a mean that means nothing


def grid_points() -> Points:
    """Return (GRID * GRID, 2) points of the picture in the coordinates of a chest."""
    x, y = np.meshgrid(np.linspace(*ACROSS, GRID), np.linspace(*DOWN, GRID))
    return np.stack([x.ravel(), y.ravel()], axis=-1).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class ChestAtlas:
    """An average over films, in the coordinates of a chest.

    Attributes:
        picture: (CHANNELS, GRID * GRID) float32 mean.
        weight: The same shape, how much a point counts: the less it varies, the more.
        outlines: Two closed (m, 2) outlines: of the lung on the left of the film, and the other.
    """

    picture: FloatImage
    weight: FloatImage
    outlines: tuple[Points, Points]

    def score(
        self, channels: FloatImage, inside: npt.NDArray[np.bool_], poses: Poses
    ) -> FloatImage:
        """Return (n,) how much a film at each pose is like the average, 1 at most.

        The mean over the channels of the weighted correlation at the points on the film.

        Args:
            channels: (CHANNELS, rows, columns) float32 of a film; what is outside is 0.
            inside: (rows, columns) True on the film.
            poses: (n, 8).
        """
        index = _indices(placed(poses, grid_points()), inside.shape)
        counts = np.append(inside.ravel(), False).astype(np.float32).take(index)
        total = np.zeros(poses.shape[0], np.float32)
        for number, (channel, mean, weight) in enumerate(
            zip(channels, self.picture, self.weight, strict=True)
        ):
            values = np.append(channel.ravel(), np.float32(0)).take(index)
            products = values @ np.stack([weight, weight * mean], axis=1)
            squares = np.square(values, out=values) @ weight
            sums = counts @ np.stack([weight, weight * mean, weight * mean * mean], axis=1)
            total += _correlation(products, squares, sums, is_centred=number < _CENTRED)
        return np.asarray(total / CHANNELS, np.float32)


def _indices(shares: Points, shape: tuple[int, ...]) -> npt.NDArray[np.int32]:
    """Return flat indices of the nearest pixels; one past the last beyond the film."""
    rows, columns = shape
    pixels = (shares * np.float32(max(shape)) + np.float32(_FLOOR)).astype(np.int32) - _FLOOR
    x, y = pixels[..., 0], pixels[..., 1]
    is_on_film = (x.view(np.uint32) < columns) & (y.view(np.uint32) < rows)  # nor is it negative
    return np.where(is_on_film, y * columns + x, rows * columns)


def _correlation(
    products: FloatImage, squares: FloatImage, sums: FloatImage, *, is_centred: bool
) -> FloatImage:
    """Return (n,) weighted correlations from weighted sums of a film's values and of the mean's."""
    weights, means, mean_squares = sums[:, 0] + np.float32(1e-6), sums[:, 1], sums[:, 2]
    value, product = products[:, 0], products[:, 1]
    if is_centred:
        product = product - value * means / weights
        squares = squares - value * value / weights
        mean_squares = mean_squares - means * means / weights
    spread = np.sqrt(np.maximum(squares, 0) * np.maximum(mean_squares, 0) + 1e-9)
    correlation: FloatImage = (product / spread).astype(np.float32)
    return correlation


@cache
def standard_atlas() -> ChestAtlas:
    """Return the atlas that comes with the program."""
    return read_atlas(resource_path("regions", "chest_atlas.npz"))


def read_atlas(path: Path) -> ChestAtlas:
    """Return the atlas of a file.

    Raises:
        OSError: If it cannot be read.
    """
    with np.load(path, allow_pickle=False) as held:
        return ChestAtlas(
            held["picture"].astype(np.float32),
            held["weight"].astype(np.float32),
            (held["first_outline"].astype(np.float32), held["second_outline"].astype(np.float32)),
        )


def write_atlas(path: Path, atlas: ChestAtlas) -> None:
    """Write an atlas in half precision."""
    first, second = atlas.outlines
    np.savez_compressed(
        path,
        picture=atlas.picture.astype(np.float16),
        weight=atlas.weight.astype(np.float16),
        first_outline=first.astype(np.float16),
        second_outline=second.astype(np.float16),
    )
