"""A translation damaged on purpose: it loses some nodules and paints others.

The reliability map is judged by whether it finds the damage. A real fault moves with the film that
causes it, so the damage does, too: the network finds out by how much a film that comes in was
shifted, and whether it was mirrored, and errs at the same spot of the patient. A fault fixed to
the grid would betray itself as soon as the film moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from engine.frame import FloatImage
from engine.training.translation.evaluation.nodules import (
    Place,
    filled_from_rim,
    has_room,
    with_nodule,
)


@dataclass(frozen=True, slots=True)
class Damage:
    """What a damaged network does.

    Attributes:
        lost: Places at which its picture is filled from around.
        invented: Places at which it paints a nodule.
        amount: Grey values of a painted nodule.
    """

    lost: Sequence[Place]
    invented: Sequence[Place]
    amount: float


class DamagedGenerator(nn.Module):
    """A generator with faults at places of one film.

    Args:
        generator: (1, 1, rows, columns) to the same.
        film: (rows, columns) float32 in 0..1, the standard presentation it is to be wrong about.
        damage: Its faults.
    """

    def __init__(self, generator: nn.Module, film: FloatImage, damage: Damage) -> None:
        super().__init__()
        self._generator = generator
        self._film = film
        self._damage = damage

    def forward(self, films: Tensor) -> Tensor:
        """Return the pictures of films, (B, 1, rows, columns), with their faults."""
        pictures: Tensor = self._generator(films)
        damaged = [
            self._spoilt(picture[0].float().cpu().numpy(), film[0].float().cpu().numpy())
            for picture, film in zip(pictures, films, strict=True)
        ]
        spoilt = torch.from_numpy(np.stack(damaged))[:, None]
        return spoilt.to(pictures.device, pictures.dtype)

    def _spoilt(self, picture: FloatImage, seen: FloatImage) -> FloatImage:
        lost, invented = (
            [
                place
                for place in _moved_with(self._film, seen, places)
                if has_room(place, picture.shape)
            ]
            for places in (self._damage.lost, self._damage.invented)
        )
        spoilt = filled_from_rim(picture, lost)
        for place in invented:
            spoilt = with_nodule(spoilt, place, self._damage.amount)
        return spoilt


def _moved_with(film: FloatImage, seen: FloatImage, places: Sequence[Place]) -> list[Place]:
    """Return places of a film on the same film that was shifted and perhaps mirrored.

    Source: phase correlation, Kuglin and Hines, Proc. IEEE Cybernetics and Society, 1975.
    """
    window = np.asarray(cv2.createHanningWindow(film.shape[::-1], cv2.CV_32F), np.float32)
    found = []
    for before in (film, np.ascontiguousarray(film[:, ::-1])):
        # copies: it multiplies what it is given by the window, in place
        (right, down), response = cv2.phaseCorrelate(before.copy(), seen.copy(), window)
        found.append((response, round(right), round(down)))
    is_mirrored = found[1][0] > found[0][0]
    _, right, down = found[int(is_mirrored)]
    last = film.shape[1] - 1
    return [
        replace(
            place,
            row=place.row + down,
            column=(last - place.column if is_mirrored else place.column) + right,
        )
        for place in places
    ]
