"""Under the pictures of a cine: which frame is shown, and how fast it plays."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from viewer.theme import TextRole, dress, theme
from viewer.widgets.button import IconButton
from viewer.widgets.label import Label
from viewer.widgets.number_field import NumberField
from viewer.widgets.scale import Scale
from viewer.widgets.slider import Slider
from viewer.wording import number

HEIGHT = 36
SLOWEST, FASTEST = 1.0, 60.0


class FrameBar(QFrame):
    """One row of 36; hidden while the film has a single frame.

    Signals:
        frame_wanted: 0-based; also while the slider is being dragged.
        play_wanted: Start or stop.
        speed_changed: Frames a second the user chose.
    """

    frame_wanted = Signal(int)
    play_wanted = Signal()
    speed_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frameBar")
        self._frames = 1
        self.play = IconButton("play", self.tr("Play"), "C")
        self.play.clicked.connect(self.play_wanted)
        self.loop = IconButton("loop", self.tr("Play round and round"))
        self.loop.setCheckable(True)
        self.loop.setChecked(True)
        self.reading = Label("", TextRole.SECONDARY)
        self.speed = NumberField(self.tr("Per second"), low=SLOWEST, high=FASTEST)
        self.speed.changed.connect(self.speed_changed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 1, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.play)
        self._row.addWidget(self.loop)
        self.slider = self._make_slider()
        self._row.addWidget(self.reading)
        self._row.addWidget(self.speed)
        dress(
            self,
            lambda look: (
                f"#frameBar {{ background: {look.colours.panel};"
                f" border-top: 1px solid {look.colours.hairline}; }}"
            ),
        )
        self._fit()
        self.hide()

    @property
    def frames(self) -> int:
        """How many the slider goes over."""
        return self._frames

    def set_film(self, frames: int, speed: float) -> None:
        """Offer the frames of another film; one alone hides the row.

        Args:
            frames: How many.
            speed: Frames a second to begin with.
        """
        if frames > 1 and frames != self._frames:
            self._frames = frames
            old, self.slider = self.slider, self._make_slider()
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._frames = frames
        self.set_speed(speed)
        self._fit()
        self.setVisible(frames > 1)

    def set_speed(self, speed: float) -> None:
        """Show how fast it plays."""
        self.speed.set_decimals(0 if speed == round(speed) else 1)
        self.speed.set_value(speed)

    def set_frame(self, frame: int) -> None:
        """Show which frame is on the stage, 0-based."""
        self.slider.set_value(frame + 1)
        self.reading.setText(self._words(frame + 1))

    def set_playing(self, is_playing: bool) -> None:
        """Show whether it plays."""
        self.play.set_icon("pause" if is_playing else "play")
        name = self.tr("Pause") if is_playing else self.tr("Play")
        self.play.setAccessibleName(name)
        self.play.setToolTip(f"{name} (C)")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 36 in height, scaled."""
        return QSize(super().sizeHint().width(), theme().scaled(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _make_slider(self) -> Slider:
        last = max(2, self._frames)
        made = Slider(Scale(1, last, 1, is_whole=True), self.tr("Frame"))
        made.moved.connect(lambda value: self.frame_wanted.emit(round(value) - 1))
        self._row.insertWidget(2, made, 1)
        return made

    def _words(self, shown: int) -> str:
        return self.tr("Frame {shown} of {frames}").format(
            shown=number(shown), frames=number(self._frames)
        )

    def _fit(self) -> None:
        """Keep the width of the longest reading, so that the row does not dance."""
        look = theme()
        self.setFixedHeight(look.scaled(HEIGHT))
        metrics = QFontMetrics(look.font(TextRole.SECONDARY))
        self.reading.setFixedWidth(metrics.horizontalAdvance(self._words(self._frames)) + 4)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        width = QFontMetrics(look.font(TextRole.BODY)).horizontalAdvance(self.tr("Per second"))
        self.speed.setFixedWidth(width + look.scaled(56))
