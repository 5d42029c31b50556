"""The line at the foot of the window: what lies under the cursor, and what is going on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QWidget

from engine import NOTICE
from viewer.panels.text import Parts, icon_label, parts_label
from viewer.probe import Probe
from viewer.theme import TextRole, theme
from viewer.widgets.label import Label
from viewer.wording import THIN_SPACE, modality_value, number


class StatusLine(QFrame):
    """Position and values, zoom, spacing, the task under way with Cancel, and the notice."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        look = theme()
        self.setStyleSheet(
            f"#statusLine {{ background: {look.colours.panel};"
            f" border-top: 1px solid {look.colours.hairline}; }}"
        )
        self.setFixedHeight(look.scaled(look.sizes.status_bar))
        self._position = parts_label()
        self._values = parts_label()
        self._zoom = parts_label()
        self._spacing = parts_label()
        self._task = Label("", TextRole.SECONDARY, "text_2")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setFixedWidth(96)
        self._cancel = QToolButton()
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setObjectName("statusCancel")
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        self._lines = [_line() for _ in range(3)]
        row.addWidget(self._position)
        for line, part in zip(self._lines, (self._values, self._zoom, self._spacing), strict=True):
            row.addWidget(line)
            row.addWidget(part)
        row.addStretch(1)
        for widget in (self._task, self._bar, self._cancel):
            row.addWidget(widget)
            widget.hide()
        row.addWidget(_line())
        shield = icon_label("shield", "text", 14)
        row.addWidget(shield)
        notice = Label(NOTICE.partition(",")[0], TextRole.SECONDARY, "text")
        notice.setObjectName("notMedical")
        row.addWidget(notice)
        self.set_empty(self.tr("No film open"))

    def set_empty(self, words: str) -> None:
        """Say why there are no values."""
        self._position.set_parts(Parts((("", words),)))
        for part in (self._values, self._zoom, self._spacing):
            part.set_parts(Parts(()))
        for line in self._lines:
            line.hide()

    def set_probe(self, probe: Probe | None) -> None:
        """Show the values under the cursor, or that it is not over the film."""
        for line in self._lines:
            line.show()
        if probe is None:
            self._position.set_parts(Parts((("x", "–"), ("y", "–"))))
            self._values.set_parts(Parts((("stored", "–"),)))
            return
        self._position.set_parts(Parts((("x", number(probe.column)), ("y", number(probe.row)))))
        grey = f"{probe.shown * 100:.0f}{THIN_SPACE}%"
        enhanced = f"{probe.enhanced * 100:.0f}{THIN_SPACE}%"
        self._values.set_parts(
            Parts(
                (
                    ("stored", modality_value(probe.stored)),
                    ("→ modality", modality_value(probe.modality)),
                    ("→ shown", grey),
                    ("→ enhanced", enhanced),
                )
            )
        )

    def set_film(self, zoom: str, spacing: str, origin: str) -> None:
        """Show the zoom, and the pixel spacing with where it comes from."""
        self._zoom.set_parts(Parts((("Zoom", zoom),)))
        self._spacing.set_parts(Parts((("", spacing), (origin, ""))))

    def set_task(self, doing: str, fraction: float) -> None:
        """Show work under way; an empty ``doing`` hides it."""
        for widget in (self._task, self._bar, self._cancel):
            widget.setVisible(bool(doing))
        self._task.setText(doing)
        self._bar.setValue(round(fraction * 1000))


def _line() -> QFrame:
    """Return a 1 x 14 px line between two parts."""
    line = QFrame()
    line.setFixedSize(1, 14)
    line.setStyleSheet(f"background: {theme().colours.hairline}")
    return line
