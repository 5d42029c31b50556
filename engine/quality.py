"""How noisy, how contrasty and how clipped a picture is, and how much a recipe raised its detail.

Figures come from a sample of the film, so that they are there at once on any size: rows for
clipping, bands of rows for noise, tiles on a grid for contrast.
"""

from dataclasses import asdict, dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage, ValueScale
from engine.grayscale.table import ENTRIES
from engine.grayscale.voi import Voi
from engine.ops.noise_level import noise_sigma
from engine.picture import Picture
from engine.progress import Progress
from engine.render import Renderer

TILE_MM = 5.0
"""Side of a tile: structures up to about this size are called local."""

_FEWEST_TILE_PX = 6
_TILES = 20  # along each side of the film
_COUNTED = 1_000_000  # pixels looked at for clipping
_BANDS, _BAND_PIXELS = 12, 600_000  # for noise
_ROUNDING = 12**-0.5  # standard deviation of rounding to whole numbers

Grey = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of one picture; all finite.

    Attributes:
        noise_sd: Standard deviation of the noise in modality values; in grey levels of 0..65535
            where a step has set the window.
        noise_percent: The same in per cent of the range of grey: the exposed field's minimum to
            maximum on the film as read, or the 65 536 grey levels.
        contrast_to_noise: Median over tiles of 5 mm of 2 sqrt(v - s^2) / s, where v is a tile's
            variance and s the noise. A tile half of which is brighter by c has 2 sqrt(v - s^2) = c,
            so that this is Rose's (mean - mean) / s of the structures that there are.
        clipped_low_percent, clipped_high_percent: Share of the exposed field that the window
            shows at the darkest and brightest grey level (as stored; an inverse film swaps them
            on screen, not here).
        local_gain: Median over tiles of the standard deviation after the recipe by that before,
            both as shares of their range of grey; 1 for the film itself.
        local_gain_high: The same, the value that 95 % of the tiles stay below.

    Source: contrast-to-noise after Rose, Vision: Human and Electronic, 1973, and Bushberg et
    al., The Essential Physics of Medical Imaging, 4.8; taken over tiles, own.
    """

    noise_sd: float
    noise_percent: float
    contrast_to_noise: float
    clipped_low_percent: float
    clipped_high_percent: float
    local_gain: float
    local_gain_high: float = 1.0

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return (label, text) of each figure, in words for people."""
        return (
            ("Noise", f"{self.noise_percent:.2f} % of the range ({_figure(self.noise_sd)})"),
            ("Contrast to noise", f"{self.contrast_to_noise:.3g}"),
            ("Clipped dark", _share(self.clipped_low_percent)),
            ("Clipped bright", _share(self.clipped_high_percent)),
            ("Local contrast", f"× {self.local_gain:.2f} (95 %: × {self.local_gain_high:.2f})"),
        )

    def to_json(self) -> dict[str, float]:
        """Return the figures by name."""
        return asdict(self)


def _figure(value: float) -> str:
    """Return a number to about three digits, never with an exponent: "6.57", "1 310"."""
    if abs(value) < 100:
        return f"{value:.3g}" if abs(value) >= 0.01 else f"{value:.4f}"
    return f"{value:,.0f}".replace(",", "\u2009")


def quality_of(
    renderer: Renderer, result: Picture, voi: Voi, progress: Progress | None = None
) -> Quality:
    """Return the figures of a film after a recipe, compared with the film as read.

    Args:
        renderer: Of the film as read.
        result: What the same renderer made of it, or its original.
        voi: The values of interest in force on ``result``.
        progress: Looked at between the figures.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    after = _Sampled.of(result, renderer)
    progress.report(0.0)
    sigma = after.noise(progress)
    progress.report(0.5)
    low, high = _clipped(result, after.field, voi)
    progress.report(0.7)
    deviations, gains = _over_tiles(after, _Sampled.of(renderer.original, renderer))
    progress.report(1.0)
    floor = max(sigma, after.rounding)
    structure = 2 * np.sqrt(np.maximum(np.square(deviations) - sigma**2, 0.0))
    return Quality(
        noise_sd=sigma * after.scale.span,
        noise_percent=100 * sigma,
        contrast_to_noise=float(np.median(structure) / floor) if structure.size else 0.0,
        clipped_low_percent=low,
        clipped_high_percent=high,
        local_gain=float(np.median(gains)) if gains.size else 1.0,
        local_gain_high=float(np.percentile(gains, 95)) if gains.size else 1.0,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sampled:
    """A picture with what is needed to take samples of it as grey values 0..1.

    Attributes:
        picture: The picture.
        scale: What its grey values 0 and 1 mean.
        table: (65536,) float32 grey value of each index.
        field: (rows, columns) True where it is exposed; None is everywhere.
        rounding: Standard deviation that storing whole numbers alone would give.
    """

    picture: Picture
    scale: ValueScale
    table: FloatImage
    field: BoolImage | None
    rounding: float

    @classmethod
    def of(cls, picture: Picture, renderer: Renderer) -> "_Sampled":
        scale = picture.scale
        field = picture.field
        if scale is None:
            scale, excluded = renderer.scale, renderer.unexposed
            field = None if excluded is None or excluded.all() else ~excluded
        ramp = (picture.values - scale.low) / (scale.high - scale.low)
        table = np.clip(ramp, 0.0, 1.0).astype(np.float32)
        steps = np.abs(np.diff(table))
        step = float(np.median(steps[steps > 0])) if steps.any() else 1.0
        return cls(picture, scale, table, field, step * _ROUNDING)

    def noise(self, progress: Progress) -> float:
        """Return the noise's standard deviation as a share of the range of grey."""
        rows = _bands(self.picture.shape)
        pixels = np.asarray(cv2.LUT(self.picture.indices[rows], self.table), np.float32)
        field = np.ones(pixels.shape, np.bool_) if self.field is None else self.field[rows]
        return noise_sigma(pixels, field, progress)

    def tile(self, row: int, column: int, size: tuple[int, int]) -> FloatImage | None:
        """Return the grey values of one tile; None where it is not all on the exposed film."""
        rows, columns = slice(row, row + size[0]), slice(column, column + size[1])
        end = self.picture.shape
        if row < 0 or column < 0 or rows.stop > end[0] or columns.stop > end[1]:
            return None
        if self.field is not None and not self.field[rows, columns].all():
            return None
        grey: FloatImage = self.table[self.picture.indices[rows, columns]]
        return grey

    def tile_size(self) -> tuple[int, int]:
        """Return (rows, columns) of a tile."""
        down, along = (
            min(max(_FEWEST_TILE_PX, round(TILE_MM / mm)), side)
            for mm, side in zip(self.picture.spacing_mm, self.picture.shape, strict=True)
        )
        return down, along


def _over_tiles(after: _Sampled, before: _Sampled) -> tuple[Grey, Grey]:
    """Return the standard deviations of tiles after, and those after by those before.

    Where a recipe turned or cut the film, the tile of the film as read is the one about the same
    point; it is not turned, which does not matter to its deviation.
    """
    size, size_before = after.tile_size(), before.tile_size()
    rows, columns = after.picture.shape
    rows_before, columns_before = before.picture.shape
    deviations, gains = [], []
    for row in _starts(rows, size[0]):
        for column in _starts(columns, size[1]):
            tile = after.tile(row, column, size)
            if tile is None:
                continue
            deviations.append(_deviation(tile))
            x, y = after.picture.placement.on_film(
                (column + size[1] / 2) / columns, (row + size[0] / 2) / rows
            )
            row_before = round(y * rows_before - size_before[0] / 2)
            column_before = round(x * columns_before - size_before[1] / 2)
            source = before.tile(row_before, column_before, size_before)
            if source is not None and (deviation := _deviation(source)) > before.rounding:
                gains.append(deviations[-1] / deviation)
    return np.array(deviations, np.float64), np.array(gains, np.float64)


def _deviation(tile: FloatImage) -> float:
    return float(cv2.meanStdDev(tile)[1][0, 0])  # in float64, and ten times as fast as numpy


def _starts(side: int, size: int) -> list[int]:
    """Return where tiles begin: at most ``_TILES``, evenly spread, not overlapping."""
    number = max(1, min(_TILES, side // size))
    return [int((side - size) * (k + 0.5) / number) for k in range(number)]


def _bands(shape: tuple[int, int]) -> npt.NDArray[np.intp]:
    """Return the rows looked at for noise: all, or bands of neighbouring rows evenly spread."""
    rows, columns = shape
    if rows * columns <= _BAND_PIXELS:
        return np.arange(rows)
    height = max(2, _BAND_PIXELS // (_BANDS * columns))
    starts = [int((rows - height) * k / (_BANDS - 1)) for k in range(_BANDS)]
    return np.unique(np.concatenate([np.arange(start, start + height) for start in starts]))


def _clipped(picture: Picture, field: BoolImage | None, voi: Voi) -> tuple[float, float]:
    """Return per cent of the exposed field at the darkest and at the brightest grey level."""
    apart = -(-picture.indices.size // _COUNTED)
    indices = picture.indices[::apart]
    if field is not None and field[::apart].any():
        indices = indices[field[::apart]]
    table = picture.table(voi, levels=ENTRIES)
    counts = np.bincount(indices.ravel(), minlength=ENTRIES)
    total = int(counts.sum())
    low, high = (int(counts[table == level].sum()) for level in (0, ENTRIES - 1))
    return 100 * low / total, 100 * high / total


def _share(percent: float) -> str:
    if 0 < percent < 0.05:
        return "below 0.1 %"
    return f"{percent:.1f} %"
