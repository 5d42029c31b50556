"""viewer.canvas.pinch"""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from viewer.canvas.pane import Pane
from viewer.canvas.pinch import Pinch

Kind = Qt.NativeGestureType


def gesture(pane: Pane, kind: Kind, value: float, at: tuple[float, float]) -> None:
    where = QPointF(*at)
    event = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, where, where, where, value, QPointF()
    )
    QApplication.sendEvent(pane.viewport(), event)


def test_fingers_that_part_zoom_at_their_place(film: Pane) -> None:
    _pinch = Pinch([film], film)
    before = film.film_point(QPointF(40, 30))

    gesture(film, Kind.ZoomNativeGesture, 0.5, (40, 30))

    assert film.look.scale == pytest.approx(0.75)
    assert film.film_point(QPointF(40, 30)) == pytest.approx(before)


def test_a_double_tap_of_two_fingers_goes_to_one_to_one_and_back(film: Pane) -> None:
    _pinch = Pinch([film], film)
    film.fit()

    gesture(film, Kind.SmartZoomNativeGesture, 0, (40, 30))
    once = film.zoom
    gesture(film, Kind.SmartZoomNativeGesture, 0, (40, 30))

    assert once == pytest.approx(100)
    assert film.look.is_fitted


def test_fingers_that_meet_never_turn_the_film_inside_out(film: Pane) -> None:
    _pinch = Pinch([film], film)

    gesture(film, Kind.ZoomNativeGesture, -1.5, (40, 30))

    assert film.look.scale == pytest.approx(0.5)
