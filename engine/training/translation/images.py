"""What a translation learns from: pictures of one appearance, and pairs that show both."""

from dataclasses import dataclass
from typing import Literal

from engine.frame import BoolImage, FloatImage

ImageKind = Literal["film", "slice", "slab", "picture"]
"""Where a picture comes from: a radiograph, one CT slice, a mean of slices, or a bitmap."""


@dataclass(frozen=True, slots=True, eq=False)
class DomainImage:
    """One picture of a domain.

    Attributes:
        name: File or series name without folders, and the slab's number.
        patient: Digest that tells patients apart, never their ID.
        kind: Where it comes from.
        image: (rows, columns) float32 in 0..1, dense is bright, pixels square.
        field: (rows, columns) True where there is picture: exposed, or scanned.
    """

    name: str
    patient: str
    kind: ImageKind
    image: FloatImage
    field: BoolImage


@dataclass(frozen=True, slots=True, eq=False)
class ProjectedPair:
    """A simulated film of a CT volume and what it is to become, pixel on pixel.

    Attributes:
        patient: Digest of the patient the volume is of.
        film: (rows, columns) float32 in 0..1, the simulated film in the standard presentation.
        wanted: (rows, columns) float32 in 0..1, the slab of the volume behind the same pixels.
        field: (rows, columns) True where the volume was scanned.
    """

    patient: str
    film: FloatImage
    wanted: FloatImage
    field: BoolImage
