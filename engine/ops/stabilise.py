"""Greys in which a film's noise is the same everywhere, and the way back."""

from dataclasses import dataclass
from typing import Self, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.noise_level import NoiseCurve
from engine.ops.stripes import CACHED_PIXELS, indices_of, stripe_rows, stripes
from engine.progress import Progress

_NODES = 4097
"""Grey values at which the transform is computed; between them it is straight."""

_LEAST_SHARE = 0.1
"""Noise counts as this share of the film's typical noise at least, lest one grey fill the range."""

_ENTRIES = 65536

_Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A rising curve as 65 536 short straight lines, going on straight beyond 0 and 1.

    Attributes:
        starts: (65536,) float32 value that the line through each 16-bit grey would have at 0.
        slopes: (65536,) float32 slope of that line.
    """

    starts: FloatImage
    slopes: FloatImage

    @classmethod
    def through(cls, x: _Floats, y: _Floats) -> Self:
        """Return the curve through points; ``x`` rises from 0 or less to 1 or more."""
        greys = np.linspace(0.0, 1.0, _ENTRIES)
        values = np.interp(greys, x, y)
        slopes = np.gradient(values, greys)
        return cls((values - slopes * greys).astype(np.float32), slopes.astype(np.float32))

    def apply(self, image: FloatImage, progress: Progress) -> FloatImage:
        """Return the curve's value at each pixel: (rows, columns) float32, new."""
        out = np.empty(image.shape, np.float32)
        height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
        for part in stripes(image.shape[0], height, progress):
            indices = indices_of(image[part])
            cv2.multiply(image[part], cv2.LUT(indices, self.slopes), dst=out[part])
            cv2.add(out[part], cv2.LUT(indices, self.starts), dst=out[part])
        return out


@dataclass(frozen=True, slots=True, eq=False)
class Stabiliser:
    """A change of greys, 0..1 to 0..1, after which noise no longer depends on grey.

    Attributes:
        sigma: Standard deviation of the noise after it.
        there: From greys of the film.
        back: From the mean of stabilised greys to the mean grey of the film.
    """

    sigma: float
    there: Line
    back: Line

    @classmethod
    def of(cls, curve: NoiseCurve) -> Self:
        """Return the transform that makes this noise even.

        It is the integral of 1 / sigma(v), of which that of Anscombe is the case of quanta. A
        mean of stabilised greys is not the stabilised mean: the way back is from E f(v + noise),
        by quadrature over noise of sigma(v), so that averaging shifts no grey.

        Args:
            curve: The film's noise, above 0 somewhere.

        Raises:
            ValueError: If there is no noise.

        Source: Anscombe, Biometrika 35, 1948; Bartlett, Biometrics 3(1), 1947; way back as
        Makitalo and Foi, Optimal inversion of the Anscombe transformation, IEEE TIP 20(1), 2011.
        """
        typical = curve.typical
        if not typical > 0:
            raise ValueError("noise of 0 cannot be made even")
        # Beyond black and white too: noise reaches there.
        greys = np.linspace(-0.25, 1.25, 3 * (_NODES - 1) // 2 + 1)
        sigmas = np.maximum(curve.at(greys.clip(0, 1)), _LEAST_SHARE * typical)
        density = 1 / sigmas
        steps = (density[1:] + density[:-1]) / 2 * np.diff(greys)
        f = np.concatenate([[0.0], np.cumsum(steps)])
        low, high = np.interp((0.0, 1.0), greys, f)
        f = (f - low) / (high - low)
        expected = np.maximum.accumulate(_expected(greys, f, sigmas))
        expected += np.arange(expected.size) * 1e-12  # strictly rising
        return cls(1 / float(high - low), Line.through(greys, f), Line.through(expected, greys))

    def forward(self, image: FloatImage, progress: Progress | None = None) -> FloatImage:
        """Return greys of even noise: (rows, columns) float32, new.

        Raises:
            Cancelled: If nobody wants the result any more.
        """
        return self.there.apply(image, progress or Progress())

    def inverse(self, image: FloatImage, progress: Progress | None = None) -> FloatImage:
        """Return greys of the film from averaged greys of even noise.

        Raises:
            Cancelled: If nobody wants the result any more.
        """
        return self.back.apply(image, progress or Progress())


def _expected(greys: _Floats, f: _Floats, sigmas: _Floats) -> _Floats:
    """Return E f(v + sigma(v) z) over a standard normal z, by Gauss-Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(9)
    weights = weights / weights.sum()
    total = np.zeros_like(f)
    for node, weight in zip(nodes, weights, strict=True):
        total += weight * np.interp(greys + sigmas * node, greys, f)
    return total
