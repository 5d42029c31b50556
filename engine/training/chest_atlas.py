"""Make the average chest that lungs are found by: ``python -m engine.training.chest_atlas``.

It is a mean over films, not a network: what a chest looks like at 18 x 18 points, how much that
varies, and the outline of each lung. Every other film that has a mask is used; the rest judge it.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.chest_atlas import (
    CHANNELS,
    GRID,
    ChestAtlas,
    grid_points,
    write_atlas,
)
from engine.ops.chest_pose import Points, Poses, placed
from engine.ops.lungs import evidence, find_chest
from engine.progress import Progress

OUTLINE_SHARE = 0.43
"""Of the films, this share has lung within the outline: what gives the highest mean Dice."""

_CALM = 0.3  # of the mean variance, added to that of each point
_ACROSS, _DOWN = np.linspace(0.62, 0, 63), np.linspace(-0.12, 1.15, 128)  # of the mean mask
_SMOOTH, _COARSE = 1.5, 0.4  # blur of the mean mask, error of its outline, both in its points
_MARGIN = 64


@dataclass(frozen=True, slots=True, eq=False)
class Chest:
    """A film of the atlas.

    Attributes:
        channels: What it is compared by.
        inside: Where it is film.
        lungs: (rows, columns) True in its lungs, on the grid of the channels.
        pose: (1, 8) of the lungs.
    """

    channels: FloatImage
    inside: BoolImage
    lungs: BoolImage
    pose: Poses


def main(films: Path, masks: Path, target: Path) -> None:
    """Write the atlas of every other film in ``films`` that has a mask in ``masks``."""
    chests = list(chests_of(films, masks, every=2))
    picture, weight = mean_picture(chests)
    nothing = np.zeros((3, 2), np.float32)
    atlas = ChestAtlas(picture, weight, (nothing, nothing))
    poses = [find_chest(one.channels, one.inside, atlas, Progress()).pose for one in chests]
    outlines = mean_outline(chests, poses, -1), mean_outline(chests, poses, 1)
    write_atlas(target, replace(atlas, outlines=outlines))


def chests_of(films: Path, masks: Path, *, every: int) -> Iterator[Chest]:
    """Yield every so many films that have a mask of two lungs."""
    for path in sorted(masks.glob("*_lung.png"))[::every]:
        (film,) = films.rglob(path.name.replace("_lung", ""))
        grey = cv2.imread(str(film), cv2.IMREAD_GRAYSCALE)
        mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if grey is None or mask is None:
            raise FileNotFoundError(film)
        image = (grey / 255).astype(np.float32)
        channels, inside = evidence(image, np.ones(image.shape, np.bool_), Progress())
        share = cv2.resize((mask > 0) * 1.0, inside.shape[::-1], interpolation=cv2.INTER_AREA)
        lungs = np.asarray(share > 0.5)
        pose = pose_of(lungs)
        if pose is not None:
            yield Chest(channels, inside, lungs, pose)


def pose_of(lungs: BoolImage) -> Poses | None:
    """Return (1, 8): how a chest with these lungs lies, untilted; None if they are not two."""
    count, _, stats, middles = cv2.connectedComponentsWithStats(lungs.astype(np.uint8))
    if count < 3:
        return None
    largest = 1 + np.argsort(-stats[1:, cv2.CC_STAT_AREA])[:2]
    first, second = sorted(largest, key=lambda label: float(middles[label][0]))
    left, top, width, height = (float(v) for v in stats[first][:4])
    left_2, top_2, width_2, height_2 = (float(v) for v in stats[second][:4])
    middle = (left + width + left_2) / 2
    one, other = middle - left, left_2 + width_2 - middle
    side = max(lungs.shape)
    bottoms = (top + height, top_2 + height_2)
    tops = (top + top_2) / 2
    return np.array(
        [
            [
                middle / side,
                (one + other) / side,
                (one - other) / (one + other),
                tops / side,
                (top - top_2) / side,
                (sum(bottoms) / 2 - tops) / side,
                (bottoms[0] - bottoms[1]) / side,
                0.0,
            ]
        ],
        np.float32,
    )


def mean_picture(chests: list[Chest]) -> tuple[FloatImage, FloatImage]:
    """Return the mean of the films, and the weight of each point, alike on both sides."""
    values, counts = [], []
    for chest in chests:
        seen, is_film = _seen(chest)
        values.append(_normalised(seen, is_film))
        counts.append(is_film)
    weights = np.array(counts, np.float64)[:, None]
    total = weights.sum(axis=0) + 1e-3
    stack = np.array(values, np.float64)
    mean = (stack * weights).sum(axis=0) / total
    variance = (np.square(stack - mean) * weights).sum(axis=0) / total
    variance = (variance + variance[:, :, ::-1]) / 2
    usual = variance.mean(axis=(1, 2), keepdims=True)
    weight = 1 / (variance + _CALM * usual)
    weight /= weight.mean(axis=(1, 2), keepdims=True)
    flat = CHANNELS, GRID * GRID
    return mean.reshape(flat).astype(np.float32), weight.reshape(flat).astype(np.float32)


def _seen(chest: Chest) -> tuple[FloatImage, BoolImage]:
    """Return (CHANNELS, GRID, GRID) of a film at its pose, and where that is on the film."""
    rows, columns = chest.inside.shape
    shares = placed(chest.pose, grid_points())[0].reshape(GRID, GRID, 2)
    pixels = np.floor(shares * max(rows, columns)).astype(np.int32)
    x, y = pixels[..., 0], pixels[..., 1]
    is_film = (x >= 0) & (x < columns) & (y >= 0) & (y < rows)
    return chest.channels[:, y.clip(0, rows - 1), x.clip(0, columns - 1)], is_film


def _normalised(seen: FloatImage, is_film: BoolImage) -> FloatImage:
    out = seen.copy()
    for number, channel in enumerate(out):
        inside = channel[is_film]
        if number < 2:
            channel -= inside.mean()
            channel /= inside.std() + 0.05
        else:
            channel /= float(np.sqrt(np.square(inside).mean())) + 0.02
    return out


def mean_outline(chests: list[Chest], poses: list[Poses], sign: int) -> Points:
    """Return (m, 2): within it, at least ``OUTLINE_SHARE`` of the films have a lung.

    Args:
        chests: The films.
        poses: How the atlas was found to lie on each.
        sign: -1 for the lung on the left of the film, 1 for the other.
    """
    x, y = np.meshgrid(_ACROSS, _DOWN)
    points = np.stack([sign * x.ravel(), y.ravel()], axis=-1).astype(np.float32)
    total = np.zeros(x.shape, np.float64)
    for chest, pose in zip(chests, poses, strict=True):
        at = placed(pose, points)[0] * max(chest.inside.shape) - 0.5 + _MARGIN
        at = at.reshape(*x.shape, 2).astype(np.float32)
        mask = cv2.copyMakeBorder(chest.lungs * 1.0, *(_MARGIN,) * 4, cv2.BORDER_REPLICATE)
        total += cv2.remap(mask, at[..., 0], at[..., 1], cv2.INTER_LINEAR)
    share = cv2.GaussianBlur(total / len(chests), (0, 0), _SMOOTH)
    within = (share > OUTLINE_SHARE).astype(np.uint8)
    contours, _ = cv2.findContours(within, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    corners = cv2.approxPolyDP(max(contours, key=len), _COARSE, True)[:, 0]
    steps = (sign * (_ACROSS[1] - _ACROSS[0]), _DOWN[1] - _DOWN[0])
    outline: Points = (corners * steps + (sign * _ACROSS[0], _DOWN[0])).astype(np.float32)
    return outline


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
