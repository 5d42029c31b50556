"""The few buttons that appear over a film when the pointer moves, and fade when it rests."""

from typing import Final

from PySide6.QtCore import (
    QAbstractAnimation,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QWidget

from viewer.canvas import style
from viewer.canvas.pane import Pane
from viewer.theme import theme
from viewer.widgets.button import IconButton
from viewer.widgets.paint import box, painter_on

REST_MS: Final = 1500
FADE_MS: Final = 120
PADDING_PX: Final = 4
ABOVE_BOTTOM_PX: Final = 48
WORDS_PX: Final = 4
"""Between it and words that it would otherwise hide."""


class PaneToolbar(QWidget):
    """Fit, 1:1, and the original while its button is held; it lies over one pane.

    Args:
        pane: What it serves; becomes its parent.
    """

    original_held = Signal(bool)

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._is_wanted = False
        self.fit_button = IconButton("fit", self.tr("Fit"), "F", parent=self)
        self.one_button = IconButton("one", self.tr("1:1 pixels"), "X", parent=self)
        self.original_button = IconButton(
            "eye", self.tr("Show the original while held"), self.tr("Space"), parent=self
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(*(4 * [PADDING_PX]))
        row.setSpacing(PADDING_PX)
        for button in (self.fit_button, self.one_button, self.original_button):
            row.addWidget(button)
        self.fit_button.clicked.connect(pane.fit)
        self.one_button.clicked.connect(pane.one_to_one)
        self.original_button.pressed.connect(lambda: self.original_held.emit(True))
        self.original_button.released.connect(lambda: self.original_held.emit(False))
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(0.0)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.finished.connect(self._faded)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)
        pane.view_changed.connect(self._mark_fitted)
        pane.installEventFilter(self)
        pane.viewport().installEventFilter(self)
        self.hide()

    def summon(self) -> None:
        """Appear, and start counting the rest of the pointer again."""
        if not self._pane.has_picture:
            return
        self._rest.start()
        if not self._is_wanted:
            self._is_wanted = True
            self._mark_fitted()
            self._place()
            self.show()
            self._fade_to(1.0)

    def dismiss(self) -> None:
        """Fade away."""
        self._rest.stop()
        if self._is_wanted:
            self._is_wanted = False
            self._fade_to(0.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """Follow the pane: its size, and the pointer on it."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._pane:
            self._place()
        elif kind == QEvent.Type.MouseMove:
            is_dragging = isinstance(event, QMouseEvent) and event.buttons().value != 0
            self.dismiss() if is_dragging else self.summon()
        elif kind == QEvent.Type.Leave and watched is self._pane:
            self.dismiss()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Keep a press between the buttons from windowing the film."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """Draw the ground."""
        painter: QPainter = painter_on(self)
        line = QColor(style.HAIRLINE)
        box(painter, self.rect(), theme().sizes.radius, fill=QColor(style.TOOLBAR), line=line)

    def _place(self) -> None:
        self.adjustSize()
        pane, size = self._pane, self.size()
        corner = QPoint((pane.width() - size.width()) // 2, pane.height() - ABOVE_BOTTOM_PX)
        where = QRectF(corner - QPoint(0, size.height()), size)
        words = [word.top() for word in pane.written() if word.intersects(where)]
        if words:  # a letter that stands above the corner texts
            where.moveBottom(min(words) - WORDS_PX)
        self.move(where.topLeft().toPoint())

    def _mark_fitted(self) -> None:
        self.fit_button.set_icon("fit", "accent" if self._pane.look.is_fitted else "text")

    def _rested(self) -> None:
        is_used = self.underMouse() or any(
            button.hasFocus() or button.isDown()
            for button in (self.fit_button, self.one_button, self.original_button)
        )
        if is_used:
            self._rest.start()
        else:
            self.dismiss()

    def _fade_to(self, opacity: float) -> None:
        if self._fade.state() == QAbstractAnimation.State.Running:
            self._fade.stop()
        self._effect.setEnabled(True)
        self._fade.setStartValue(self._effect.opacity())
        self._fade.setEndValue(opacity)
        self._fade.start()

    def _faded(self) -> None:
        # An effect in force is drawn by way of a picture of its own at each repaint of the pane.
        self._effect.setEnabled(not self._is_wanted)
        self.setVisible(self._is_wanted)
