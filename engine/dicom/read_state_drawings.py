"""Graphics and texts that a presentation state lays over a film: PS3.3 C.10.5, C.10.7."""

from dataclasses import dataclass

from pydicom.dataset import Dataset

from engine.dicom.read_values import clean, items, number, numbers, text, value_of, whole
from engine.presentation_state import Graphic, GraphicKind, Layer, Point, Text, Units

MOST_POINTS = 10_000
"""Of all graphics of a state: what a canvas draws at once."""

_MOST_TEXTS = 1000
_MOST_LINES = 100
_MOST_LAYERS = 1000
_FARTHEST = 1e6
_WHITE = 65535

_KINDS = {kind.value: kind for kind in GraphicKind}
_FEWEST = {
    GraphicKind.POINT: 1,
    GraphicKind.POLYLINE: 2,
    GraphicKind.INTERPOLATED: 2,
    GraphicKind.CIRCLE: 2,
    GraphicKind.ELLIPSE: 4,
}
_EXACTLY = (GraphicKind.POINT, GraphicKind.CIRCLE, GraphicKind.ELLIPSE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one item of the Graphic Annotation Sequence lays over the images it is for."""

    graphics: tuple[Graphic, ...]
    texts: tuple[Text, ...]


def layers_of(ds: Dataset, notices: list[str]) -> tuple[Layer, ...]:
    """Return the graphic layers, the lowest first.

    Source: DICOM PS3.3 C.10.7.
    """
    found = items(ds, "GraphicLayerSequence")
    if len(found) > _MOST_LAYERS:
        notices.append(f"The state has more than {_MOST_LAYERS} layers; the rest is left out.")
    layers = [
        Layer(
            name=text(item, "GraphicLayer"),
            order=whole(item, "GraphicLayerOrder") or 0,
            grey=_grey(item),
            description=text(item, "GraphicLayerDescription"),
        )
        for item in found[:_MOST_LAYERS]
    ]
    return tuple(sorted(layers, key=lambda layer: layer.order))


def _grey(item: Dataset) -> float | None:
    """Return the recommended grey, or the lightness L* of a recommended colour, 0..1."""
    colour = number(item, "GraphicLayerRecommendedDisplayCIELabValue")
    grey = number(item, "GraphicLayerRecommendedDisplayGrayscaleValue")
    said = colour if grey is None else grey
    return said / _WHITE if said is not None and 0 <= said <= _WHITE else None


class DrawingReader:
    """Reads drawings item by item, and stops where a state holds more than can be meant.

    Args:
        layers: Those of the state.
        notices: Gets a sentence for whatever is left out.
    """

    def __init__(self, layers: tuple[Layer, ...], notices: list[str]) -> None:
        self._layers = frozenset(layer.name for layer in layers)
        self._notices = notices
        self._points_left = MOST_POINTS
        self._texts_left = _MOST_TEXTS

    def drawing_of(self, item: Dataset) -> Drawing:
        """Return what an item of the Graphic Annotation Sequence holds."""
        layer = text(item, "GraphicLayer")
        if layer not in self._layers:
            self._notices.append(f"Drawings of the state lie on a layer it does not list: {layer}.")
        if items(item, "CompoundGraphicSequence"):
            self._notices.append("Compound graphics of the state (rulers, axes) are not shown.")
        objects = items(item, "GraphicObjectSequence")[: MOST_POINTS + 1]
        graphics = [self._graphic(one, layer) for one in objects]
        words = items(item, "TextObjectSequence")[: _MOST_TEXTS + 1]
        texts = [self._text(one, layer) for one in words]
        return Drawing(
            tuple(one for one in graphics if one is not None),
            tuple(one for one in texts if one is not None),
        )

    def _graphic(self, item: Dataset, layer: str) -> Graphic | None:
        said = text(item, "GraphicType")
        kind, units = _KINDS.get(said), _units(item, "GraphicAnnotationUnits")
        if kind is None or units is None or number(item, "GraphicDimensions") not in (None, 2):
            self._note(
                f"A graphic of the state ({said or 'no type'}) is of a kind that is not shown."
            )
            return None
        count = _length(item, "GraphicData") // 2
        if self._points_left == 0 or count > self._points_left:
            self._points_left = 0
            self._note(
                f"The graphics of the state have more than {MOST_POINTS} points; not all are shown."
            )
            return None
        points = _points(item, "GraphicData")
        fits = len(points) == _FEWEST[kind] if kind in _EXACTLY else len(points) >= _FEWEST[kind]
        if not fits:
            self._note(f"A graphic of the state ({said}) makes no sense and was ignored.")
            return None
        self._points_left -= count
        is_round = kind in (GraphicKind.CIRCLE, GraphicKind.ELLIPSE)
        is_closed = is_round or (len(points) > 1 and points[0] == points[-1])
        is_filled = text(item, "GraphicFilled") == "Y" and is_closed
        return Graphic(kind, points, units, is_filled, layer)

    def _text(self, item: Dataset, layer: str) -> Text | None:
        words = _lines(item)
        if not words:
            return None
        if self._texts_left == 0:
            self._note(f"The state has more than {_MOST_TEXTS} texts; the rest is left out.")
            return None
        box_units = _units(item, "BoundingBoxAnnotationUnits")
        anchor_units = _units(item, "AnchorPointAnnotationUnits")
        top_left = _points(item, "BoundingBoxTopLeftHandCorner")
        bottom_right = _points(item, "BoundingBoxBottomRightHandCorner")
        anchors = _points(item, "AnchorPoint")
        has_box = len(top_left) == len(bottom_right) == 1 and box_units is not None
        has_anchor = len(anchors) == 1 and anchor_units is not None
        if not has_box and not has_anchor:
            self._note("A text of the state says not where it belongs and was ignored.")
            return None
        self._texts_left -= 1
        justification = text(item, "BoundingBoxTextHorizontalJustification")
        return Text(
            text=words,
            box=(top_left[0], bottom_right[0]) if has_box else None,
            box_units=box_units or Units.PIXEL,
            anchor=anchors[0] if has_anchor else None,
            anchor_units=anchor_units or Units.PIXEL,
            is_anchor_visible=has_anchor and text(item, "AnchorPointVisibility") == "Y",
            justification=justification if justification in ("RIGHT", "CENTER") else "LEFT",
            layer=layer,
        )

    def _note(self, notice: str) -> None:
        if notice not in self._notices:
            self._notices.append(notice)


def _units(item: Dataset, keyword: str) -> Units | None:
    """Return what coordinates count; None for MATRIX, of tiled microscopy, and nonsense."""
    said = text(item, keyword)
    return Units(said) if said in ("PIXEL", "DISPLAY") else None


def _length(item: Dataset, keyword: str) -> int:
    value = value_of(item, keyword)
    return len(value) if hasattr(value, "__len__") and not isinstance(value, str) else 0


def _points(item: Dataset, keyword: str) -> tuple[Point, ...]:
    """Return (x, y) pairs; () where one of them makes no sense."""
    found = numbers(item, keyword)
    if len(found) % 2 or not all(abs(one) <= _FARTHEST for one in found):  # NaN is not
        return ()
    return tuple(zip(found[::2], found[1::2], strict=True))


def _lines(item: Dataset) -> str:
    """Return the text, each of its lines clean; "" for none."""
    value = value_of(item, "UnformattedTextValue")
    said = value if isinstance(value, str) else ""
    lines = [clean(line) for line in said[: 256 * _MOST_LINES].splitlines()]
    return "\n".join(lines[:_MOST_LINES]).strip("\n")
