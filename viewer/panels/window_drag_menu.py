"""How a window drag answers the hand: which way, and how far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from engine import Parameter
from viewer.theme import theme
from viewer.widgets.check import CheckBox
from viewer.widgets.slider_row import SliderRow

SLOWEST, FASTEST = 0.25, 4.0
_WIDTH = 264


class DragMenu(QMenu):
    """A slider for the speed and a box for the direction; both take effect at once.

    Args:
        parent: Qt's owner.

    Signals:
        speed_wanted: Times the usual.
        direction_wanted: The other way round.
    """

    speed_wanted = Signal(float)
    direction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Window drag"))
        self.up_darkens = CheckBox(self.tr("Drag up darkens"))
        self.speed = SliderRow(
            Parameter(
                "drag_speed",
                self.tr("Drag speed"),
                "×",
                SLOWEST,
                FASTEST,
                1.0,
                is_logarithmic=True,
            )
        )
        self.speed.setToolTip(
            self.tr("How far a window drag goes; Shift is fine, Shift and Ctrl coarse")
        )
        self.up_darkens.clicked.connect(self.direction_wanted)
        self.speed.changing.connect(self.speed_wanted)
        self.speed.changed.connect(self.speed_wanted)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.speed)
        column.addWidget(self.up_darkens)
        held = QWidgetAction(self)
        held.setDefaultWidget(page)
        self.addAction(held)
        self.aboutToShow.connect(lambda: page.setMinimumWidth(theme().scaled(_WIDTH)))

    def set_choices(self, *, up_darkens: bool, speed: float) -> None:
        """Show what is in force."""
        self.up_darkens.setChecked(up_darkens)
        if not self.speed.slider.is_dragged:
            self.speed.set_value(speed)
