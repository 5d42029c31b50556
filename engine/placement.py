"""Where a processed film lies on the film as read: crops, turns and scales, as one affine."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


_SAME_PLACE = 1e-9
_SAME_SCALE = 1e-5
"""Shares of a film that nobody sees: a tenth of a pixel of the largest one."""


@dataclass(frozen=True, slots=True)
class Placement:
    """From shares of a processed film's width and height to shares of the film as read.

    Shares are counted from the outer edge of the first pixel (0) to that of the last (1), so that
    a reduced film and its preview have the same placement.

    Attributes:
        x_by_x, x_by_y, x: Share of the width of the film as read: ``x_by_x * u + x_by_y * v + x``
            of a point at shares ``u`` of the processed film's width and ``v`` of its height.
        y_by_x, y_by_y, y: The same for the height.
    """

    x_by_x: float = 1.0
    x_by_y: float = 0.0
    x: float = 0.0
    y_by_x: float = 0.0
    y_by_y: float = 1.0
    y: float = 0.0

    @classmethod
    def of_pixels(
        cls, matrix: Matrix, shape: tuple[int, ...], source_shape: tuple[int, ...]
    ) -> Self:
        """Return the placement of a film whose pixels were looked up in another.

        Args:
            matrix: (2, 3): (x, y) in px of the new film to (x, y) in px of the source, both
                counted from the outer edge of the first pixel (its middle is 0.5).
            shape: (rows, columns) of the new film.
            source_shape: (rows, columns) of the source.
        """
        (rows, columns), (source_rows, source_columns) = shape[:2], source_shape[:2]
        return cls(
            float(matrix[0, 0] * columns / source_columns),
            float(matrix[0, 1] * rows / source_columns),
            float(matrix[0, 2] / source_columns),
            float(matrix[1, 0] * columns / source_rows),
            float(matrix[1, 1] * rows / source_rows),
            float(matrix[1, 2] / source_rows),
        )

    @property
    def is_identity(self) -> bool:
        """Whether the whole film lies as it was read."""
        scales, rest = (self.x_by_x, self.y_by_y), (self.x_by_y, self.x, self.y_by_x, self.y)
        return all(abs(one - 1) <= _SAME_SCALE for one in scales) and all(
            abs(one) <= _SAME_PLACE for one in rest
        )

    @property
    def is_mirrored(self) -> bool:
        """Whether left has become right: writing on the film is mirror writing."""
        return self.x_by_x * self.y_by_y < self.x_by_y * self.y_by_x

    def on_film(self, u: float, v: float) -> tuple[float, float]:
        """Return the (x, y) shares of the film as read at shares (u, v) of the processed one."""
        return (
            self.x_by_x * u + self.x_by_y * v + self.x,
            self.y_by_x * u + self.y_by_y * v + self.y,
        )

    def inverse(self) -> Self:
        """Return the way from the film as read to the processed one."""
        return type(self)._of(np.linalg.inv(self._square()).astype(np.float64))

    def after(self, step: Self) -> Self:
        """Return the placement of a film made by one more step.

        Args:
            step: From shares of the newest film to shares of the film that has this placement.
        """
        return type(self)._of(self._square() @ step._square())

    def turned(self, turn: Self) -> Self:
        """Return where a turned film lies on the film as read, if that is turned alike.

        Args:
            turn: From shares of either as turned to shares of it as it lay.
        """
        return self if self.is_identity else turn.inverse().after(self).after(turn)

    def pixels(self, shape: tuple[int, ...], film_shape: tuple[int, ...]) -> Matrix:
        """Return (2, 3): (x, y) px of the processed film to px of the film as read, edge-based.

        Args:
            shape: (rows, columns) of the processed film.
            film_shape: (rows, columns) of the film as read, at any resolution.
        """
        (rows, columns), (film_rows, film_columns) = shape[:2], film_shape[:2]
        out: Matrix = self._square()[:2].copy()
        out[:, 0] /= columns
        out[:, 1] /= rows
        out[0] *= film_columns
        out[1] *= film_rows
        return out

    def _square(self) -> Matrix:
        return np.array(
            [
                [self.x_by_x, self.x_by_y, self.x],
                [self.y_by_x, self.y_by_y, self.y],
                [0.0, 0.0, 1.0],
            ]
        )

    @classmethod
    def _of(cls, square: Matrix) -> Self:
        return cls(*(float(value) for value in square[:2].ravel()))


def centred(matrix: Matrix) -> Matrix:
    """Return an edge-based (2, 3) pixel matrix as OpenCV wants it: a pixel's middle is whole."""
    shifted = np.array(matrix, np.float64)
    shifted[:, 2] += shifted[:, :2].sum(axis=1) / 2 - 0.5
    return shifted


AS_READ = Placement()
"""The film lies as it was read."""
