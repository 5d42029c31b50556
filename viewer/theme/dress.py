"""Style sheets that follow the theme: written once, put on again whenever the theme changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.theme.look import Theme, theme


class ThemeWatch(QObject):
    """Tells that another theme is in force; see ``theme_watch``."""

    changed = Signal()


_watch: ThemeWatch | None = None


def theme_watch() -> ThemeWatch:
    """Return the one object that tells of a change of the theme."""
    global _watch
    if _watch is None:
        _watch = ThemeWatch()
    return _watch


def dress(widget: QWidget, sheet: Callable[[Theme], str]) -> None:
    """Give a widget a style sheet, now and whenever the theme changes.

    Args:
        widget: What is dressed; it keeps no other style sheet of its own.
        sheet: Returns the style sheet for a theme.
    """
    _Dresser(widget, sheet)


class _Dresser(QObject):
    """Belongs to the widget, so that Qt ends the connection with it."""

    def __init__(self, widget: QWidget, sheet: Callable[[Theme], str]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sheet = sheet
        theme_watch().changed.connect(self.put_on)
        self.put_on()

    def put_on(self) -> None:
        self._widget.setStyleSheet(self._sheet(theme()))
