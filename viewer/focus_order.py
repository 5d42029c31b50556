"""Where Tab goes: through the controls as they lie in the window, part by part."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

_TAB_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class FocusOrder(QObject):
    """Moves the focus of a window by Tab, and by F6 to its next part.

    Qt's own order is that in which widgets were made. Here steps, presets and rows are made as
    films come and go: Tab would go to the end of the panel and back, or in a circle.

    Args:
        window: Whose controls.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def watch(self, window: QWindow) -> None:
        """Hear Tab before any widget does; the canvas has taken its own by then."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go to the control before or after."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_tab = event.key() in _TAB_KEYS and not event.modifiers() & ~_SHIFT
            if is_tab and self._is_ours():
                self.go(-1 if event.modifiers() & _SHIFT else 1)
                return True
        return super().eventFilter(watched, event)

    def go(self, by: int) -> None:
        """Move the focus to a neighbour, round the ends."""
        stops = list(tab_stops(self._window))
        now = self._window.focusWidget()
        exact = [n for n, stop in enumerate(stops) if stop is now]
        around = [n for n, stop in enumerate(stops) if now is not None and stop.isAncestorOf(now)]
        here = iter(exact + around[::-1])  # an editor may lie inside a control
        if stops:
            _focus(stops[(next(here, -by) + by) % len(stops)], by)

    def go_to_part(self, by: int) -> None:
        """Move the focus to the next part of the window: bar, films, canvas, panel."""
        window = self._window
        there = (
            *(window.top, window.notice, window.empty, window.films),
            *(window.compare, window.frame_bar, window.right, window.status),
        )
        parts = [part for part in there if part.isVisible() and any(tab_stops(part))]
        if not parts:
            return
        now = window.focusWidget()
        at = next((n for n, part in enumerate(parts) if now and part.isAncestorOf(now)), -by)
        part = parts[(at + by) % len(parts)]
        proxy = part.focusProxy()
        _focus(proxy if proxy is not None else next(tab_stops(part)), by)

    def _is_ours(self) -> bool:
        return (
            QApplication.activePopupWidget() is None
            and not self._window.has_open_dialog
            and self._window.focusWidget() is not None
        )


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at inside a widget that is seen, in the order of its layouts."""
    for child in _children(root):
        if not child.isVisible() or child.isWindow():
            continue
        is_stop = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and child.isEnabled() and child.focusProxy() is None:
            yield child
        yield from tab_stops(child)


def _children(parent: QWidget) -> list[QWidget]:
    """Return the children of a widget: as laid out, then the others from top to bottom."""
    own = [child for child in parent.children() if isinstance(child, QWidget)]
    layout = parent.layout()
    laid_out = list(_widgets_in(layout)) if layout is not None else []
    known = set(laid_out)
    others = [child for child in own if child not in known]
    return laid_out + sorted(others, key=lambda child: (child.y(), child.x()))


def _widgets_in(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets_in(inner)


def _focus(widget: QWidget, by: int) -> None:
    reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
    widget.setFocus(reason)
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
