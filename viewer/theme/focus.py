"""The ring around what has the focus, shown when the keyboard moved it there."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from viewer.theme.look import theme

NO_RING = "hasNoFocusRing"
"""Dynamic property of a widget that shows its focus in its own way, as the canvas does."""

_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange)


class FocusRing(QObject):
    """Draws one ring for the whole application: 2 px of ground, then 2 px of accent.

    A press of a mouse button hides it, as browsers do (":focus-visible"); a key that moves the
    focus shows it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_keyboard = False
        self._window: QWindow | None = None
        self._overlay: _Overlay | None = None
        app.focusWindowChanged.connect(self._watch)
        app.focusChanged.connect(self._follow)
        app.aboutToQuit.connect(self._hide)

    @property
    def target(self) -> QWidget | None:
        """The widget that shows the ring now."""
        return self._overlay.target if self._overlay is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Learn whether the user is at the keyboard or at the mouse."""
        if event.type() == QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._hide()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._forget)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._window = None

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._hide()
        if now is not None and self._by_keyboard and not now.property(NO_RING):
            self._overlay = _Overlay(now)
            self._overlay.destroyed.connect(self._overlay_gone)

    def _hide(self) -> None:
        if self._overlay is not None:
            overlay, self._overlay = self._overlay, None
            overlay.destroyed.disconnect(self._overlay_gone)
            overlay.leave()

    def _overlay_gone(self) -> None:
        self._overlay = None


class _Overlay(QWidget):
    """A layer over the window that holds the ring and lets the mouse through."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target.window())
        self.target: QWidget = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: list[QWidget] = []
        widget: QWidget | None = target
        while widget is not None:
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = None if widget.isWindow() else widget.parentWidget()
        self._place()
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Take the ring away."""
        for widget in self._followed:
            if isValid(widget):  # a menu that is being deleted loses the focus while it goes
                widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay around the target while it, or what holds it, moves."""
        if event.type() in _FOLLOWED:
            self._place()
        elif event.type() == QEvent.Type.Hide and watched is self.target:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ring at the edge of the layer."""
        look = theme()
        line = look.sizes.focus_line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.sizes.radius + look.sizes.focus_gap
        for colour, inset in ((look.colours.panel, 1.5 * line), (look.colours.accent, line / 2)):
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.setPen(QPen(QColor(colour), line))
            painter.drawRoundedRect(box, radius, radius)

    def _place(self) -> None:
        if not self.target.isVisible():
            return
        window = self.target.window()
        grow = theme().sizes.focus_gap + theme().sizes.focus_line
        corner = self.target.mapTo(window, QPoint(0, 0))
        box = QRect(corner, self.target.size()).adjusted(-grow, -grow, grow, grow)
        self.setGeometry(box)
        shown = QRect(box)  # a copy: &= changes a QRect itself
        for widget in self._followed:
            if isinstance(widget, QAbstractScrollArea):
                port = widget.viewport()
                seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size())
                shown &= seen.adjusted(-grow, -grow, grow, grow)  # whole at the edge, too
        self.setMask(QRegion(shown.translated(-box.topLeft())))
        self.setVisible(not shown.isEmpty())
