"""One map of the mapping: its picture, its override, its value at the pixel, its lock."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine import Parameter
from viewer.film_maps import FilmMaps, MapKind
from viewer.theme import TextRole, theme
from viewer.translator import said
from viewer.widgets.button import IconButton
from viewer.widgets.label import ElidedLabel, Label
from viewer.widgets.map_button import SIDE, MapButton
from viewer.widgets.paint import painter_on, words
from viewer.widgets.scale import Scale
from viewer.widgets.slider import Slider
from viewer.wording import THIN_SPACE, number

ROW = 52
_SLIDER_HIGH = 22
_LOCK = 24
_GAP, _WORD_GAP = 8, 6


@dataclass(frozen=True, slots=True)
class CentredScale(Scale):
    """A scale whose default lies in its middle, however far its ends are."""

    def share(self, value: float) -> float:
        """Return where ``value`` lies, 0 at the low end, one half at the default."""
        kept = min(max(value, self.low), self.high)
        end = self.low if kept < self.default else self.high
        way = (kept - self.default) / abs(end - self.default)
        return 0.5 + way / 2

    def value(self, share: float) -> float:
        """Return the value at ``share``, rounded to what a slider can tell apart."""
        way = 2 * min(max(share, 0.0), 1.0) - 1
        end = self.low if way < 0 else self.high
        return self.fitted(self.default + way * abs(end - self.default))


def override_text(value: float) -> str:
    """Return an override in words: "+6 %", "−6.5 %", "" where there is none."""
    if not value:
        return ""
    sign = "+" if value > 0 else ""
    decimals = 0 if value == round(value) else 1
    return f"{sign}{number(value, decimals)}{THIN_SPACE}%"


class _Word(ElidedLabel):
    """A meaning that gives way: "window width" becomes "width" where it has no room."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw all of it, or its last word."""
        text, metrics = self.text(), self.fontMetrics()
        is_long = metrics.horizontalAdvance(text) > self.width() + 1
        colour = theme().colour(self.ink if self.isEnabled() else "control")
        shown = text.rpartition(" ")[2] if is_long else text
        words(painter_on(self), self.rect(), shown, TextRole.BODY, colour)
        self.setToolTip(text if is_long else "")


class MapRow(QWidget):
    """A row of 52: map, letter and meaning, override, value, slider from its middle, lock.

    Args:
        kind: Which map.
        override: The parameter that moves it.
        parent: Qt's owner.

    Signals:
        changing: The override while the user moves it.
        changed: The override the user came to rest at.
        locked: The user locked the map (1) or let it go (0).
        chosen: The user wants the map over the picture, or no longer.
    """

    changing = Signal(float)
    changed = Signal(float)
    locked = Signal(float)
    chosen = Signal(bool)

    def __init__(self, kind: MapKind, override: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._is_locked = False
        self.map = MapButton(
            self.tr("Show map {letter}, {word}, over the picture").format(
                letter=kind.letter, word=said(kind.word)
            ),
            self,
        )
        self.letter = Label(kind.letter, TextRole.TITLE)
        self.word = _Word(said(kind.word), ink="text_2")
        self.override = Label(ink="accent")
        self.value = Label(ink="text_2")
        scale = CentredScale(override.low, override.high, override.default)
        self.slider = Slider(scale, self.tr("{name}, override").format(name=said(override.label)))
        self.slider.origin = override.default
        self.lock = IconButton(
            "unlock",
            "",
            size=QSize(_LOCK, _LOCK),
            icon_px=16,
            colour_role="text_2",
            ground="raised",
        )
        self._lay_out()
        self.map.clicked.connect(self.chosen)
        self.slider.moved.connect(self._moved)
        self.slider.released.connect(self.changed)
        self.lock.clicked.connect(lambda: self.locked.emit(0 if self._is_locked else 1))
        self.set_maps(None)
        self._show()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Map, slider and lock."""
        return self.map, self.slider, self.lock

    def set_override(self, value: float, *, is_locked: bool) -> None:
        """Show the override and the lock without a signal."""
        self.slider.set_value(value)
        self._is_locked = is_locked
        self._show()

    def set_maps(self, maps: FilmMaps | None) -> None:
        """Show the map of a film, or that there is none yet."""
        self.map.setEnabled(maps is not None)
        self.map.set_map(None if maps is None else maps.small(self.kind, MapButton.CELLS))

    def set_value(self, value: float | None, *, is_probed: bool) -> None:
        """Show a value of the map: at the pixel, or else the median of the film."""
        self.value.setText("–" if value is None else self.kind.text(value))
        self.value.set_ink("text" if is_probed else "text_2")
        self.value.setToolTip("" if is_probed or value is None else self.tr("Median of the film"))

    def set_chosen(self, is_chosen: bool) -> None:
        """Show whether the map lies over the picture."""
        self.map.setChecked(is_chosen)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row, scaled."""
        return QSize(240, theme().scaled(ROW))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row, scaled."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline above."""
        painter_on(self).fillRect(QRect(0, 0, self.width(), 1), theme().colour("hairline"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(Slider.MARGIN, 0, Slider.MARGIN, 0)
        line.setSpacing(0)
        line.addWidget(self.letter)
        line.addSpacing(4)
        line.addWidget(self.word, 1)
        line.addSpacing(_WORD_GAP)
        line.addWidget(self.override)
        line.addSpacing(_WORD_GAP)
        line.addWidget(self.value)
        self.slider.setFixedHeight(_SLIDER_HIGH)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.slider)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(_GAP - Slider.MARGIN)
        row.addWidget(self.map)
        row.addLayout(column, 1)
        row.addWidget(self.lock)
        self.map.setFixedSize(SIDE, SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _moved(self, value: float) -> None:
        self._show()
        self.changing.emit(value)

    def _show(self) -> None:
        is_locked = self._is_locked
        text = override_text(self.slider.value)
        self.override.setText("" if is_locked else text)
        self.override.setVisible(bool(text) and not is_locked)
        self.slider.setEnabled(not is_locked)
        self.slider.setAccessibleDescription(text or self.tr("no override"))
        self.lock.set_icon(*(("lock", "accent") if is_locked else ("unlock", "text_2")))
        self.lock.setToolTip(
            self.tr("Locked: unchanged") if is_locked else self.tr("Keep unchanged")
        )
        name = self.tr("Map {letter}, {word}: keep unchanged")
        if is_locked:
            name = self.tr("Map {letter}, {word}: locked, unchanged")
        word = said(self.kind.word)
        self.lock.setAccessibleName(name.format(letter=self.kind.letter, word=word))
