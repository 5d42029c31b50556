"""engine.dicom.read_state_drawings, through engine.state_reading"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.presentation_state import Graphic, GraphicKind, ImageState, Layer, Text, Units
from engine.state_reading import read_state
from tests.engine.dicom.written import film
from tests.engine.dicom.written_states import graphic, item, one, write_state

LAYERS = one(GraphicLayer="NOTES", GraphicLayerOrder=1)


def text_object(words: str, **more: Any) -> Dataset:
    return item(UnformattedTextValue=words, **more)


BOX = {
    "BoundingBoxAnnotationUnits": "PIXEL",
    "BoundingBoxTopLeftHandCorner": [1.0, 2.0],
    "BoundingBoxBottomRightHandCorner": [5.5, 3.0],
}


def drawn(folder: Path, *annotations: Dataset, **attributes: Any) -> ImageState:
    """Return what a state with these items of its Graphic Annotation Sequence says."""
    image = film(np.zeros((4, 6), dtype=np.uint16), 12)
    attributes.setdefault("GraphicLayerSequence", LAYERS)
    path = write_state(
        folder / "ps.dcm", image, GraphicAnnotationSequence=Sequence(annotations), **attributes
    )
    found = read_state(path).for_image(image.SOPInstanceUID)
    assert found is not None
    return found


def graphics(*objects: Dataset, layer: str = "NOTES") -> Dataset:
    return item(GraphicLayer=layer, GraphicObjectSequence=Sequence(objects))


def texts(*objects: Dataset, layer: str = "NOTES") -> Dataset:
    return item(GraphicLayer=layer, TextObjectSequence=Sequence(objects))


def test_all_kinds_of_graphics_are_read(tmp_path: Path) -> None:
    found = drawn(
        tmp_path,
        graphics(
            graphic("POINT", 1, 2),
            graphic("POLYLINE", 0, 0, 2, 0, 2, 3),
            graphic("INTERPOLATED", 0, 0, 2, 0, 2, 3),
            graphic("CIRCLE", 3, 2, 4, 2),
            graphic("ELLIPSE", 0, 2, 6, 2, 3, 1, 3, 3),
        ),
    )

    assert [one.kind for one in found.graphics] == list(GraphicKind)
    assert found.graphics[1].points == ((0, 0), (2, 0), (2, 3))
    assert found.graphics[4].points == ((0, 2), (6, 2), (3, 1), (3, 3))
    assert found.notices == ()


def test_shares_of_the_displayed_area_are_kept_apart_from_pixels(tmp_path: Path) -> None:
    shares = graphic("POINT", 0.25, 0.5, GraphicAnnotationUnits="DISPLAY")

    found = drawn(tmp_path, graphics(shares))

    assert found.graphics == (
        Graphic(GraphicKind.POINT, ((0.25, 0.5),), Units.DISPLAY, False, "NOTES"),
    )


def test_only_what_is_closed_is_filled(tmp_path: Path) -> None:
    found = drawn(
        tmp_path,
        graphics(
            graphic("POLYLINE", 0, 0, 2, 0, 2, 3, 0, 0, GraphicFilled="Y"),
            graphic("POLYLINE", 0, 0, 2, 0, 2, 3, GraphicFilled="Y"),
            graphic("CIRCLE", 3, 2, 4, 2, GraphicFilled="Y"),
            graphic("CIRCLE", 3, 2, 4, 2),
            graphic("POINT", 3, 2, GraphicFilled="Y"),
        ),
    )

    assert [one.is_filled for one in found.graphics] == [True, False, True, False, False]


@pytest.mark.parametrize(
    "nonsense",
    [
        graphic("CIRCLE", 3, 2),
        graphic("CIRCLE", 3, 2, 4, 2, 5, 2),
        graphic("ELLIPSE", 3, 2, 4, 2),
        graphic("POLYLINE", 3, 2),
        graphic("POLYLINE", 3, 2, 4),
        graphic("POLYLINE", 3, 2, float("nan"), 1),
        graphic("POLYLINE", 3, 2, 1e30, 1),
        graphic("POINT", 3, 2, GraphicAnnotationUnits="MATRIX"),
        graphic("SQUARE", 3, 2),
        graphic("POLYLINE", 1, 2, 3, 4, 5, 6, GraphicDimensions=3),
        item(),
    ],
)
def test_a_graphic_that_makes_no_sense_is_left_out_with_a_sentence(
    nonsense: Dataset, tmp_path: Path
) -> None:
    found = drawn(tmp_path, graphics(nonsense, graphic("POINT", 1, 2)))

    assert [one.kind for one in found.graphics] == [GraphicKind.POINT]
    assert found.graphics[0].points == ((1, 2),)
    assert len(found.notices) == 1
    assert found.notices[0].startswith("A graphic of the state (")


def test_points_beyond_what_a_canvas_draws_are_left_out_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six points may be: the first graphic has four, the next three; none comes after it."""
    monkeypatch.setattr("engine.dicom.read_state_drawings.MOST_POINTS", 6)

    found = drawn(
        tmp_path,
        graphics(
            graphic("POLYLINE", *range(8)),
            graphic("POLYLINE", *range(6)),
            graphic("POINT", 1, 2),
        ),
    )

    assert len(found.graphics) == 1
    assert found.notices == (
        "The graphics of the state have more than 6 points; not all are shown.",
    )


def test_layers_give_the_order_of_what_lies_on_them(tmp_path: Path) -> None:
    layers = Sequence(
        [
            item(
                GraphicLayer="TOP",
                GraphicLayerOrder=5,
                GraphicLayerRecommendedDisplayGrayscaleValue=65535,
                GraphicLayerDescription="Notes",
            ),
            item(
                GraphicLayer="LOW",
                GraphicLayerOrder=-2,
                GraphicLayerRecommendedDisplayCIELabValue=[13107, 32896, 32896],
            ),
        ]
    )

    found = drawn(
        tmp_path,
        graphics(graphic("POINT", 1, 2), layer="TOP"),
        graphics(graphic("POINT", 3, 4), layer="LOW"),
        texts(text_object("over", **BOX), layer="TOP"),
        texts(text_object("under", **BOX), layer="LOW"),
        GraphicLayerSequence=layers,
    )

    assert found.layers == (Layer("LOW", -2, 0.2), Layer("TOP", 5, 1.0, "Notes"))
    assert [one.layer for one in found.graphics] == ["LOW", "TOP"]
    assert [one.text for one in found.texts] == ["under", "over"]


def test_a_layer_that_is_not_listed_is_said_and_drawn(tmp_path: Path) -> None:
    found = drawn(tmp_path, graphics(graphic("POINT", 1, 2), layer="GHOST"))

    assert found.graphics[0].layer == "GHOST"
    assert found.notices == ("Drawings of the state lie on a layer it does not list: GHOST.",)


def test_a_text_has_its_box_and_its_anchor(tmp_path: Path) -> None:
    said = text_object(
        "Tube",
        **BOX,
        BoundingBoxTextHorizontalJustification="RIGHT",
        AnchorPointAnnotationUnits="DISPLAY",
        AnchorPoint=[0.5, 0.25],
        AnchorPointVisibility="Y",
    )

    found = drawn(tmp_path, texts(said, text_object("Left", **BOX)))

    assert found.texts == (
        Text(
            "Tube",
            ((1, 2), (5.5, 3)),
            Units.PIXEL,
            (0.5, 0.25),
            Units.DISPLAY,
            True,
            "RIGHT",
            "NOTES",
        ),
        Text("Left", ((1, 2), (5.5, 3)), layer="NOTES"),
    )


def test_lines_of_a_text_stay_apart_and_are_clean(tmp_path: Path) -> None:
    found = drawn(
        tmp_path,
        texts(text_object("one\r\ntwo\u202e owt\x1b[31m\r\n", **BOX)),
        SpecificCharacterSet="ISO_IR 192",
    )

    assert found.texts[0].text == "one\ntwo owt[31m"


def test_a_text_that_belongs_nowhere_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    found = drawn(tmp_path, texts(text_object("lost"), text_object("", **BOX)))

    assert found.texts == ()
    assert found.notices == ("A text of the state says not where it belongs and was ignored.",)


def test_texts_beyond_what_can_be_read_are_left_out_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.dicom.read_state_drawings._MOST_TEXTS", 2)

    found = drawn(tmp_path, texts(*[text_object(word, **BOX) for word in "abc"]))

    assert [one.text for one in found.texts] == ["a", "b"]
    assert len(found.notices) == 1
