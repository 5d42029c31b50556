"""What a softcopy presentation state asks for: PS3.3 A.33.1, read, never written.

A state lies beside its films and says how one or several of them are to be shown: grey scale,
shutter, turn, part and drawings. Each part has a switch of its own.
"""

from dataclasses import dataclass, field, replace
from enum import Enum

from engine.grayscale.modality import LinearModality, Modality
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import Voi
from engine.orientation import Orientation
from engine.radiograph import Radiograph, Shape
from engine.shutter import Shutter

Point = tuple[float, float]


class StatePart(Enum):
    """What of a state may be switched on and off."""

    GREY = "window and LUTs"
    SHUTTER = "shutter"
    TURN = "rotation and flip"
    AREA = "displayed area"
    GRAPHICS = "graphics"
    TEXTS = "texts"


class Units(Enum):
    """What coordinates count: (0070,0003), (0070,0004), (0070,0005)."""

    PIXEL = "PIXEL"
    """(column, row) of the stored film; the middle of its first pixel is (0.5, 0.5)."""

    DISPLAY = "DISPLAY"
    """Shares (x, y) 0..1 of the displayed area, after turning."""


class GraphicKind(Enum):
    """(0070,0023) Graphic Type."""

    POINT = "POINT"
    POLYLINE = "POLYLINE"
    INTERPOLATED = "INTERPOLATED"
    CIRCLE = "CIRCLE"
    ELLIPSE = "ELLIPSE"


@dataclass(frozen=True, slots=True)
class Graphic:
    """A Graphic Object: PS3.3 C.10.5.

    Attributes:
        kind: What the points mean: CIRCLE is centre and a point on it; ELLIPSE the ends of the
            major axis, then of the minor one.
        points: (x, y) each.
        units: What the points count.
        is_filled: Its inside is drawn too.
        layer: Name of its Graphic Layer.
    """

    kind: GraphicKind
    points: tuple[Point, ...]
    units: Units = Units.PIXEL
    is_filled: bool = False
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A Text Object: PS3.3 C.10.5.

    Attributes:
        text: Clean lines, parted by line feeds; may name the patient.
        box: Two corners (x, y) of its bounding box, or None.
        box_units: What the box counts.
        anchor: The point it belongs to, or None.
        anchor_units: What the anchor counts.
        is_anchor_visible: A line from box to anchor is drawn.
        justification: "LEFT", "RIGHT" or "CENTER", within the box.
        layer: Name of its Graphic Layer.
    """

    text: str = field(repr=False)
    box: tuple[Point, Point] | None = None
    box_units: Units = Units.PIXEL
    anchor: Point | None = None
    anchor_units: Units = Units.PIXEL
    is_anchor_visible: bool = False
    justification: str = "LEFT"
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """A Graphic Layer: PS3.3 C.10.7.

    Attributes:
        name: (0070,0002).
        order: (0070,0062); higher ones lie over lower ones.
        grey: Recommended display grey 0..1, or None.
        description: (0070,0068).
    """

    name: str
    order: int = 0
    grey: float | None = None
    description: str = ""


class AreaMode(Enum):
    """(0070,0100) Presentation Size Mode."""

    FIT = "SCALE TO FIT"
    TRUE_SIZE = "TRUE SIZE"
    MAGNIFY = "MAGNIFY"


@dataclass(frozen=True, slots=True)
class DisplayedArea:
    """A Displayed Area Selection: PS3.3 C.10.4.

    Attributes:
        top_left, bottom_right: (column, row) of the stored film, from 1; may lie beside it.
        mode: How large it is shown.
        magnification: Screen pixels a film pixel, for MAGNIFY; else None.
    """

    top_left: tuple[int, int]
    bottom_right: tuple[int, int]
    mode: AreaMode = AreaMode.FIT
    magnification: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ImageState:
    """What a state says of one image; None or empty where it says nothing.

    Attributes:
        modality: Replaces the film's own.
        voi: The one to show; a state has at most one per image.
        shape: Presentation LUT Shape; replaces the film's polarity altogether.
        presentation_lut: Instead of a shape.
        shutter: Replaces the film's.
        orientation: Turn and flip from the film as stored.
        area: Which part is shown.
        graphics, texts: Drawn over it, in the order of their layers.
        layers: Those they lie on.
        notices: What was odd in it, or is not supported, one sentence each.
    """

    modality: Modality | None = None
    voi: Voi | None = None
    shape: Shape | None = None
    presentation_lut: PresentationLut | None = None
    shutter: Shutter | None = None
    orientation: Orientation = field(default=Orientation())
    area: DisplayedArea | None = None
    graphics: tuple[Graphic, ...] = ()
    texts: tuple[Text, ...] = ()
    layers: tuple[Layer, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def parts(self) -> frozenset[StatePart]:
        """The parts it says anything about."""
        grey = (self.modality, self.voi, self.shape, self.presentation_lut)
        said = {
            StatePart.GREY: any(one is not None for one in grey),
            StatePart.SHUTTER: self.shutter is not None,
            StatePart.TURN: not self.orientation.is_identity,
            StatePart.AREA: self.area is not None,
            StatePart.GRAPHICS: bool(self.graphics),
            StatePart.TEXTS: bool(self.texts),
        }
        return frozenset(part for part, is_said in said.items() if is_said)


@dataclass(frozen=True, slots=True)
class StateChoice:
    """Which state is in force on a film, and which of its parts; part of the presentation.

    Attributes:
        uid: SOP Instance UID of the state.
        parts: Those switched on.
    """

    uid: str
    parts: frozenset[StatePart] = field(default=frozenset(StatePart))


@dataclass(frozen=True, slots=True, eq=False)
class PresentationState:
    """One state as read.

    Attributes:
        uid: SOP Instance UID.
        title: (0070,0080) Content Label, with its description and date as far as they are there;
            somebody's own words, which may name the patient.
        images: (SOP Instance UID, frames from 0, what is said of them); no frames are all.
    """

    uid: str
    title: str = field(repr=False)
    images: tuple[tuple[str, frozenset[int], ImageState], ...]

    def for_image(self, uid: str, frame: int = 0) -> ImageState | None:
        """Return what it says of a frame of an image, or None where it is for others."""
        for image, frames, said in self.images:
            if image == uid and (not frames or frame in frames):
                return said
        return None


def film_under(film: Radiograph, said: ImageState, parts: frozenset[StatePart]) -> Radiograph:
    """Return the film with the grey scale and the shutter of a state, as far as switched on.

    A state replaces the whole grayscale chain: without a modality LUT stored values are modality
    values, without a VOI the full range is shown, and neither photometric nor shape of the file
    count. The windows of the file are offered still, where they mean the same values. Where a state
    has no shutter the film's own stays, although the standard would lift it: what it hides was not
    exposed, and it has a switch of its own.

    Args:
        film: As read.
        said: What the state says of it.
        parts: Those switched on.

    Returns:
        Its stored values and what counts as exposed field stay those of the file.

    Source: DICOM PS3.4 N.2; PS3.3 C.11.6.
    """
    if StatePart.GREY in parts and StatePart.GREY in said.parts:
        is_inverse = said.shape == "INVERSE"
        modality = said.modality or LinearModality()
        own = film.vois if _means_the_same(modality, film.modality) else ()
        film = replace(
            film,
            modality=modality,
            shape=said.shape,
            photometric="MONOCHROME1" if is_inverse else "MONOCHROME2",
            presentation_lut=said.presentation_lut,
        )
        film = replace(film, vois=(said.voi or film.full_range, *own))
    if StatePart.SHUTTER in parts and said.shutter is not None:
        film = replace(film, shutter=said.shutter)
    return film


def _means_the_same(first: Modality, second: Modality) -> bool:
    """Return whether two modality LUTs give the same values; of two tables nobody knows."""
    if isinstance(first, LinearModality) and isinstance(second, LinearModality):
        return (first.slope, first.intercept) == (second.slope, second.intercept)
    return first is second
