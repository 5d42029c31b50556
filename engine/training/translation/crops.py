"""Crops of pictures as a recipe has them: reduced, turned, mirrored, cut out, varied in tone."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.training.translation.images import DomainImage
from engine.training.translation.planted import with_consolidation
from engine.training.translation.recipe import DomainRecipe


@dataclass(frozen=True, slots=True)
class Placement:
    """Which part of a picture is cut out, and how it lies.

    Attributes:
        size: (columns, rows) that the picture is reduced to.
        angle_deg: It is turned by, about its centre.
        row: First row of the crop.
        column: First column of it.
        crop: Its side.
        is_mirrored: Left and right are exchanged.
        interpolation: OpenCV's number of it.
    """

    size: tuple[int, int]
    angle_deg: float
    row: int
    column: int
    crop: int
    is_mirrored: bool
    interpolation: int

    def of(self, image: FloatImage) -> FloatImage:
        """Return this part of a picture: (crop, crop) float32, new."""
        small = cv2.resize(image, self.size, interpolation=self.interpolation)
        if self.angle_deg:
            centre = (self.size[0] - 1) / 2, (self.size[1] - 1) / 2
            turn = cv2.getRotationMatrix2D(centre, self.angle_deg, 1.0)
            small = cv2.warpAffine(small, turn, self.size, borderMode=cv2.BORDER_REFLECT_101)
        rows = slice(self.row, self.row + self.crop)
        part = small[rows, self.column : self.column + self.crop]
        return np.ascontiguousarray(part[:, ::-1] if self.is_mirrored else part, np.float32)


def placement(
    shape: tuple[int, int], recipe: DomainRecipe, random: np.random.Generator
) -> Placement:
    """Return where to cut out of a picture of ``shape`` (rows, columns)."""
    size = _reduced(
        shape, recipe, int(random.integers(recipe.long_side[0], recipe.long_side[1] + 1))
    )
    return Placement(
        size=size,
        angle_deg=float(random.uniform(-recipe.turn_deg, recipe.turn_deg)),
        row=int(random.integers(size[1] - recipe.crop + 1)),
        column=int(random.integers(size[0] - recipe.crop + 1)),
        crop=recipe.crop,
        is_mirrored=bool(random.uniform() < recipe.mirror),
        interpolation=_interpolation(recipe),
    )


def crop_of(image: DomainImage, recipe: DomainRecipe, random: np.random.Generator) -> FloatImage:
    """Return a crop of a picture, varied: (crop, crop) float32 in 0..1, new."""
    part = placement(image.image.shape, recipe, random).of(filled(image.image, image.field))
    if random.uniform() < recipe.planted:
        part, _ = with_consolidation(part, random)
    return varied(part, recipe, random)


def whole(image: DomainImage, recipe: DomainRecipe) -> FloatImage:
    """Return a whole picture at the recipe's middle size, unvaried: (rows, columns), new."""
    size = _reduced(image.image.shape, recipe, recipe.middle_side)
    return _resized(filled(image.image, image.field), size, _interpolation(recipe))


def whole_field(image: DomainImage, recipe: DomainRecipe) -> BoolImage:
    """Return the field of ``whole``."""
    size = _reduced(image.image.shape, recipe, recipe.middle_side)
    return _resized(image.field.astype(np.float32), size, cv2.INTER_AREA) > 0.5


def filled(image: FloatImage, field: BoolImage) -> FloatImage:
    """Return a picture with the median of its field where the field is not."""
    if field.all() or not field.any():
        return image
    return np.where(field, image, np.float32(np.median(image[field])))


def varied(part: FloatImage, recipe: DomainRecipe, random: np.random.Generator) -> FloatImage:
    """Return a picture in other tones and with noise: float32 in 0..1, new."""
    power = np.exp(random.uniform(-1, 1) * np.log1p(recipe.gamma))
    spread = 1 + random.uniform(-recipe.contrast, recipe.contrast)
    shift = random.uniform(-recipe.brightness, recipe.brightness)
    sigma = random.uniform(0, recipe.noise) if recipe.noise else 0.0
    toned = (np.clip(part, 0, 1) ** power - 0.5) * spread + 0.5 + shift
    if sigma:
        toned = toned + sigma * random.standard_normal(part.shape)
    shown: FloatImage = np.clip(toned, 0, 1).astype(np.float32)
    return shown


def _resized(image: FloatImage, size: tuple[int, int], interpolation: int) -> FloatImage:
    return cv2.resize(image, size, interpolation=interpolation).astype(np.float32)


def _interpolation(recipe: DomainRecipe) -> int:
    return cv2.INTER_NEAREST if recipe.resampling == "nearest" else cv2.INTER_AREA


def _reduced(shape: tuple[int, ...], recipe: DomainRecipe, side: int) -> tuple[int, int]:
    """Return (columns, rows) of a picture with this long side, no side below the crop's."""
    if recipe.is_square:
        return side, side
    rows, columns = shape
    scale = max(side / max(shape), recipe.crop / min(shape))
    return max(recipe.crop, round(columns * scale)), max(recipe.crop, round(rows * scale))
