"""A window on a film with a shutter, an overlay and a presentation state beside it."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from tests.engine.dicom.overlaid import with_overlay
from tests.engine.dicom.written import film, write
from tests.engine.dicom.written_states import area, graphic, one, window, write_state
from tests.viewer.canvas.films import grey_of, pixels_of
from tests.viewer.mapped_window import document_of, settled
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow

ROWS, COLUMNS = 120, 160
GREY = 2000
LINE = graphic("POLYLINE", 80, 20, 80, 100)
PLANE = np.ones((20, 20), np.uint8)


def film_and_state(folder: Path) -> Path:
    """An even film of 120 x 160 with a shutter and an overlay, and a state for it."""
    made = folder / "films"
    made.mkdir()
    ds = film(
        np.full((ROWS, COLUMNS), GREY, np.uint16),
        12,
        ShutterShape="RECTANGULAR",
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=ROWS,
        ShutterLeftVerticalEdge=1,
        ShutterRightVerticalEdge=COLUMNS // 2,
        WindowCenter="2000",
        WindowWidth="4000",
    )
    packed = np.packbits(PLANE, bitorder="little").tobytes()
    with_overlay(ds, packed, rows=20, columns=20, origin=[11, 21])
    write(ds, made / "film.dcm")
    write_state(
        made / "state.dcm",
        ds,
        ContentLabel="LINES",
        SoftcopyVOILUTSequence=[window(1500, 100)],
        ImageRotation=90,
        ShutterShape="RECTANGULAR",
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=ROWS // 2,
        ShutterLeftVerticalEdge=1,
        ShutterRightVerticalEdge=COLUMNS,
        ShutterPresentationValue=0,
        DisplayedAreaSelectionSequence=[
            area(
                1, 1, 40, 30, PresentationSizeMode="TRUE SIZE", PresentationPixelSpacing=[0.1, 0.1]
            )
        ],
        GraphicAnnotationSequence=one(GraphicLayer="A", GraphicObjectSequence=[LINE]),
        GraphicLayerSequence=one(GraphicLayer="A", GraphicLayerOrder=1),
    )
    return made


def choose(qtbot: QtBot, made: MainWindow, index: int) -> None:
    """Choose from the list as a user does, and wait until it is on the film."""
    panel = made.right.layers_panel
    panel.combo.setCurrentIndex(index)
    panel.combo.activated.emit(index)
    wanted = index == 1
    qtbot.waitUntil(lambda: (document_of(made).presentation.state is not None) is wanted)
    follow(qtbot, made)


def follow(qtbot: QtBot, made: MainWindow) -> None:
    """Wait until the film on the stage is the one the presentation is for."""
    qtbot.waitUntil(lambda: not made.jobs.is_running("presentation state"))
    settled(qtbot, made)


def bluish(pane: Pane) -> int:
    """Return how many pixels have the colour of lines on a film."""
    seen = pixels_of(pane).astype(int)
    return int((seen[..., 2] - seen[..., 0] > 40).sum())


def covered(pane: Pane) -> float:
    """Return the share of the film on a pane that is black."""
    place = pane.mapFromScene(pane.item.mapRectToScene(pane.item.boundingRect())).boundingRect()
    part = grey_of(pane)[max(0, place.top() + 2) : place.bottom() - 2]
    return float((part[:, max(0, place.left() + 2) : place.right() - 2] == 0).mean())
