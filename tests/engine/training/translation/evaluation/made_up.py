"""Made-up films and generators of which it is known what they do."""

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from engine.frame import BoolImage, FloatImage
from engine.training.films import TrainingFilm
from engine.training.translation.evaluation.subject import Subject
from tests.engine.training.phantoms import film_of, phantom

ROWS, COLUMNS = 320, 288


def film(number: int = 0) -> TrainingFilm:
    """Return a chest phantom of 320 x 288 pixels."""
    return film_of(phantom(number, ROWS, COLUMNS), name=f"{number}.png", patient=f"{number}")


def everywhere(image: FloatImage) -> BoolImage:
    """Return a field that is the whole film."""
    return np.ones(image.shape, np.bool_)


def painted_disc(image: FloatImage, row: int, column: int, radius: int, grey: float) -> FloatImage:
    """Return an image with a sharply cut disc of one grey value."""
    painted = image.copy()
    cv2.circle(painted, (column, row), radius, grey, -1)
    return painted


class Curve(nn.Module):
    """A generator that only bends grey values: x ** power."""

    def __init__(self, power: float) -> None:
        super().__init__()
        self._power = power

    def forward(self, films: Tensor) -> Tensor:
        """Return the films through the curve."""
        bent: Tensor = films.clamp(0, 1) ** self._power
        return bent


class Blur(nn.Module):
    """A generator that loses whatever is small."""

    def forward(self, films: Tensor) -> Tensor:
        """Return the films' means over 31 x 31 pixels."""
        padded = nn.functional.pad(films, (15, 15, 15, 15), mode="reflect")
        return torch.nn.functional.avg_pool2d(padded, 31, 1)


def bending(power: float = 2.0) -> Subject:
    """Return a translation that only bends grey values, and undoes it on the way back."""
    return Subject("bending", Curve(power), Curve(1 / power))
