"""Films as they might have been taken: what makes a few of them stand for many."""

from dataclasses import replace

import cv2
import numpy as np

from engine.models.translation.gate_features import SIDE, FieldPicture

VARIANTS = 4
"""So many are made of each film."""

TURN_DEG = 6.0
ZOOM = (0.88, 1.15)
SHIFT = 0.07
BEND = 0.2
"""Most of: turn, change of scale, shift in shares of the field, logarithm of the gamma."""


def varied(picture: FieldPicture, random: np.random.Generator) -> FieldPicture:
    """Return the field turned, moved and zoomed a little, mirrored or not, brighter or darker."""
    centre = (SIDE - 1) / 2
    turn = float(random.uniform(-TURN_DEG, TURN_DEG))
    matrix = cv2.getRotationMatrix2D((centre, centre), turn, float(random.uniform(*ZOOM)))
    right, down = (float(share) * SIDE for share in random.uniform(-SHIFT, SHIFT, 2))
    matrix = np.asarray(matrix, np.float64) + np.array([[0, 0, right], [0, 0, down]])
    if random.random() < 0.5:
        matrix[0] *= -1
        matrix[0, 2] += SIDE - 1
    grey = cv2.warpAffine(picture.grey, matrix, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(
        picture.inside.astype(np.float32), matrix, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE
    )
    exposed = inside > 0.5
    gamma = np.float32(np.exp(random.uniform(-BEND, BEND)))
    bent = (np.clip(grey, 0, 1) ** gamma).astype(np.float32)
    return replace(picture, grey=bent, inside=exposed if exposed.any() else picture.inside)
