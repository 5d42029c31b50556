"""Our own icons: one family, drawn on a grid of 20, in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engine import resource_path
from viewer.theme import theme

_PIXELS = (16, 20, 24, 30, 32, 36, 40, 48, 64)
"""16, 20, 24 and 32 px at device pixel ratios 1, 1.5 and 2: each drawn, none scaled."""

_APP_PIXELS = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512)
_SMALL_APP_PX = 24


def icon(name: str, colour_role: str = "text") -> QIcon:
    """Return an icon of the family.

    It is drawn in ``colour_role`` at rest, in the accent when checked, and in the colour of
    disabled things when disabled.

    Args:
        name: File name below ``resources/icons`` without its ending: "open".
        colour_role: A field of the theme's Colours.

    Raises:
        FileNotFoundError: If there is no such icon.
    """
    colours = theme().colours
    return _icon(name, getattr(colours, colour_role), colours.accent, colours.control)


def pixmap(name: str, size_px: int, colour_role: str = "text", ratio: float = 1.0) -> QPixmap:
    """Return one icon as a picture, for widgets that paint themselves.

    Args:
        name: As for ``icon``.
        size_px: Side in logical pixels.
        colour_role: A field of the theme's Colours.
        ratio: Device pixel ratio of what it is painted on.
    """
    made = _pixmap(name, getattr(theme().colours, colour_role), round(size_px * ratio))
    copy = QPixmap(made)
    copy.setDevicePixelRatio(ratio)
    return copy


def app_icon() -> QIcon:
    """Return the icon of the application, 16 to 512 px; the small ones are drawn bolder."""
    made = QIcon()
    for side in _APP_PIXELS:
        made.addPixmap(_pixmap("app-small" if side <= _SMALL_APP_PX else "app", "", side))
    return made


@cache
def _icon(name: str, normal: str, checked: str, disabled: str) -> QIcon:
    made = QIcon()
    for side in _PIXELS:
        for state, colour in ((QIcon.State.Off, normal), (QIcon.State.On, checked)):
            made.addPixmap(_pixmap(name, colour, side), QIcon.Mode.Normal, state)
            made.addPixmap(_pixmap(name, colour, side), QIcon.Mode.Active, state)
            made.addPixmap(_pixmap(name, colour, side), QIcon.Mode.Selected, state)
            made.addPixmap(_pixmap(name, disabled, side), QIcon.Mode.Disabled, state)
    return made


@cache
def _pixmap(name: str, colour: str, side_px: int) -> QPixmap:
    if QGuiApplication.instance() is None:
        raise RuntimeError("icons need a running application")
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    made = QPixmap(side_px, side_px)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    return made


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
