"""Window centre and width: histogram with two handles, fields, presets with live pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from engine import Histogram, Picture, Voi, VoiFunction, VoiLut, Window
from viewer.panels.window_drag_menu import DragMenu
from viewer.panels.window_presets import Preset, picture_in, presets_of, reduced
from viewer.widgets.button import IconButton
from viewer.widgets.histogram import HistogramView
from viewer.widgets.number_field import NumberField
from viewer.widgets.preset import PresetButton

translate = QCoreApplication.translate

BARS = 296
CURVE_POINTS = 128
MARGIN = 0.04
PRESETS_IN_A_ROW = 4
CALM_MS = 250
"""After the last of several results, until the presets follow it."""

KEYS = 9
"""Presets that have a number key."""

FindPresets = Callable[[], tuple[Preset, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Unoffered:
    """A picture whose bars and windows are not shown yet.

    Attributes:
        picture: Its pixels.
        counted: Its histogram.
        find: Returns the windows to choose from.
        axis_name: What the axis of the histogram counts.
    """

    picture: Picture
    counted: Histogram
    find: FindPresets
    axis_name: str


__all__ = ["Preset", "WindowPanel", "axis_text", "presets_of"]


class WindowPanel(QWidget):
    """Body of the section *Window*.

    Signals:
        voi_changed: A Voi, and whether it is still being dragged.
        settled: A drag has ended.
        auto_wanted, invert_wanted: As their keys.
        direction_wanted: A window drag is to go the other way round.
        speed_wanted: A window drag is to go so many times as far as usual.
    """

    voi_changed = Signal(object, bool)
    settled = Signal()
    auto_wanted = Signal()
    invert_wanted = Signal()
    direction_wanted = Signal()
    speed_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted: Histogram | None = None
        self._voi: Voi | None = None
        self._presets: tuple[Preset, ...] = ()
        self._unoffered: _Unoffered | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._offer)
        self._axis = (0.0, 1.0)
        self._axis_of: Picture | None = None
        self.histogram = HistogramView()
        self.histogram.window_changing.connect(lambda low, high: self._handles(low, high, True))
        self.histogram.window_changed.connect(lambda low, high: self._handles(low, high, False))
        self.width_field = NumberField(self.tr("Width"), low=1e-3)
        self.centre_field = NumberField(self.tr("Centre"))
        self.low_field = NumberField(self.tr("Low"))
        self.high_field = NumberField(self.tr("High"))
        self.width_field.changed.connect(self._width_typed)
        self.centre_field.changed.connect(self._centre_typed)
        self.low_field.changed.connect(lambda low: self._ends_typed(low, None))
        self.high_field.changed.connect(lambda high: self._ends_typed(None, high))
        self.auto = _small_button("auto", self.tr("Auto window"), "0")
        self.auto.clicked.connect(self.auto_wanted)
        self.invert = _small_button("inv", self.tr("Invert"), "I")
        self.invert.setCheckable(True)
        self.invert.clicked.connect(self.invert_wanted)
        self.direction = _small_button("swap", self.tr("Window drag"))
        self.drag_menu = DragMenu()
        self.drag_menu.direction_wanted.connect(self.direction_wanted)
        self.drag_menu.speed_wanted.connect(self.speed_wanted)
        self.direction.set_menu(self.drag_menu)
        self.direction.set_menu_arrow(has_arrow=False)
        self._up_darkens, self._speed = True, 1.0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)  # the buttons keep 2 px for their ring
        self._grid.setVerticalSpacing(4)
        self._grid.setContentsMargins(0, 2, 0, 0)
        for column_ in range(PRESETS_IN_A_ROW):
            self._grid.setColumnStretch(column_, 1)
        self._buttons: list[PresetButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.histogram)
        column.addLayout(self._fields())
        column.addLayout(self._grid)

    @property
    def presets(self) -> tuple[Preset, ...]:
        """The presets in the order of their number keys, those of the picture on show."""
        self._offer()
        return self._presets

    def set_picture(
        self,
        picture: Picture,
        counted: Histogram,
        find: FindPresets,
        axis_name: str,
        *,
        is_new: bool = True,
    ) -> None:
        """Show another film, or another result of one.

        Another result of the same film is followed once no more of them come: a slider that is
        drawn brings one at every frame, and its bars and windows take longer than a frame may.

        Args:
            picture: Its pixels.
            counted: Its histogram.
            find: Returns the windows to choose from.
            axis_name: What the axis of the histogram counts.
            is_new: It is another film, or the other of its two pictures.
        """
        self._counted = counted
        self._unoffered = _Unoffered(picture, counted, find, axis_name)
        if is_new or not self._buttons:
            self._offer()
        else:
            self._calm.start()

    def forget(self) -> None:
        """Let go of the film shown last; its numbers stay until another one is shown."""
        self._counted = self._unoffered = self._axis_of = None
        self._calm.stop()

    def _offer(self) -> None:
        """Show the windows to choose from, if those shown are of an earlier picture."""
        self._calm.stop()
        if self._unoffered is not None:
            late, self._unoffered = self._unoffered, None
            self._set_bars(late)
            self._set_presets(late.picture, late.find())
            self._check_chosen()

    def _set_bars(self, late: "_Unoffered") -> None:
        if late.picture is not self._axis_of:
            self._axis, self._axis_of = _axis(late.counted, late.picture), late.picture
        low, high = self._axis
        number = int(min(BARS, max(1, high - low)))  # more would leave gaps between whole values
        self.histogram.set_bars(late.counted.bars(low, high, number), low, high)
        self.histogram.set_caption(late.axis_name)

    def set_voi(self, voi: Voi, *, is_inverted: bool, is_inverse: bool) -> None:
        """Show which window is in force."""
        self._voi = voi
        low = voi.centre - voi.width / 2
        self.histogram.set_window(low, low + voi.width)
        places = np.linspace(0.0, 1.0, CURVE_POINTS)
        grey = voi.grey(low + places * voi.width)
        if self._counted is not None and self._counted.picture.presentation_lut is not None:
            grey = self._counted.picture.presentation_lut.grey(grey)
        shown = 1.0 - grey if is_inverted != is_inverse else grey
        self.histogram.set_curve(list(zip(places.tolist(), shown.tolist(), strict=True)))
        self.invert.setChecked(is_inverted)
        decimals = 0 if voi.width >= 20 else 2
        numbers = (voi.width, voi.centre, low, low + voi.width)
        for field, value in zip(self._number_fields, numbers, strict=True):
            field.set_decimals(decimals)
            field.set_value(value)
        self._check_chosen()

    def _check_chosen(self) -> None:
        voi = self._voi
        chosen = next((i for i, preset in enumerate(self._presets) if preset.voi == voi), -1)
        for position, button in enumerate(self._buttons):
            button.setChecked(position == chosen)

    def set_up_darkens(self, up_darkens: bool) -> None:
        """Say which way the drag goes."""
        self._up_darkens = up_darkens
        self._say_drag()

    def set_speed(self, speed: float) -> None:
        """Say how far the drag goes, times the usual."""
        self._speed = speed
        self._say_drag()

    @property
    def _number_fields(self) -> tuple[NumberField, ...]:
        return self.width_field, self.centre_field, self.low_field, self.high_field

    def _say_drag(self) -> None:
        self.drag_menu.set_choices(up_darkens=self._up_darkens, speed=self._speed)
        way = self.tr("Drag up darkens") if self._up_darkens else self.tr("Drag up brightens")
        said = self.tr("{way}, speed {speed}: click to change")
        self.direction.setToolTip(said.format(way=way, speed=f"{self._speed:.2g} ×"))
        self.direction.setAccessibleName(way)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        places = ((0, 0), (0, 1), (1, 0), (1, 1))
        for field, place in zip(self._number_fields, places, strict=True):
            field.setMinimumWidth(96)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(field, *place)
        for button, place in ((self.auto, (0, 2)), (self.invert, (0, 3)), (self.direction, (1, 2))):
            grid.addWidget(button, *place)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _set_presets(self, picture: Picture, presets: tuple[Preset, ...]) -> None:
        if len(presets) != len(self._buttons):
            for button in self._buttons:
                self._grid.removeWidget(button)
                button.hide()  # gives up the focus, which may be on it
                button.deleteLater()
            self._buttons = []
            for position in range(len(presets)):
                button = PresetButton("", str(position + 1) if position < KEYS else "")
                button.clicked.connect(lambda _=False, at=position: self._choose(at))
                row, column = divmod(position, PRESETS_IN_A_ROW)
                button.setMinimumWidth(60)
                self._grid.addWidget(button, row, column)
                self._buttons.append(button)
        self._presets = presets
        small = reduced(picture)
        for preset, button in zip(presets, self._buttons, strict=True):
            button.set_label(preset.name, preset.meaning)
            button.set_picture(picture_in(small, picture, preset.voi))

    def _choose(self, position: int) -> None:
        self.voi_changed.emit(self._presets[position].voi, False)

    def _handles(self, low: float, high: float, is_dragging: bool) -> None:
        self._emit((low + high) / 2, max(high - low, 1e-3), is_dragging)
        if not is_dragging:
            self.settled.emit()

    def _width_typed(self, width: float) -> None:
        if self._voi is not None:
            self._emit(self._voi.centre, width, False)

    def _centre_typed(self, centre: float) -> None:
        if self._voi is not None:
            self._emit(centre, self._voi.width, False)

    def _ends_typed(self, low: float | None, high: float | None) -> None:
        """Move one end and leave the other; no end goes past it."""
        if self._voi is None:
            return
        start = self._voi.centre - self._voi.width / 2
        end = start + self._voi.width
        low, high = (start if low is None else low), (end if high is None else high)
        width = max(high - low, self._least)
        self._emit(high - width / 2 if high == end else low + width / 2, width, False)

    @property
    def _least(self) -> float:
        """The narrowest window of the kind in force; LINEAR must not go below 1."""
        is_other = isinstance(self._voi, VoiLut) or (
            isinstance(self._voi, Window) and self._voi.function is not VoiFunction.LINEAR
        )
        return 1e-3 if is_other else 1.0

    def _emit(self, centre: float, width: float, is_dragging: bool) -> None:
        if self._voi is None:
            return
        self.voi_changed.emit(self._voi.with_window(centre, max(self._least, width)), is_dragging)


def _small_button(icon: str, name: str, key: str = "") -> IconButton:
    made = IconButton(icon, name, key, size=QSize(24, 28), icon_px=16)  # room for five digits
    made.is_outlined = True
    return made


def axis_text(picture: Picture) -> str:
    """Return what the axis of the histogram counts."""
    if picture.is_display_ready:
        return translate("Windows", "enhanced values, √ count")
    ends = picture.values[[0, -1]] - picture.first_stored
    is_stored = ends[0] == 0 and ends[1] == len(picture.values) - 1
    if is_stored:
        return translate("Windows", "stored values, √ count")
    return translate("Windows", "modality values, √ count")


def _axis(counted: Histogram, picture: Picture) -> tuple[float, float]:
    """Return the range of the histogram: the film's values and its first window, with a margin."""
    low, high = counted.extent
    voi = picture.default_voi
    if isinstance(voi, Window):
        low = min(low, max(voi.centre - voi.width / 2, low - (high - low)))
        high = max(high, min(voi.centre + voi.width / 2, high + (high - low)))
    margin = max((high - low) * MARGIN, 1.0)
    return floor(low - margin) - 0.5, ceil(high + margin) + 0.5
