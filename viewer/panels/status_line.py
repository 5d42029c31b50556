"""The line at the foot of the window: what lies under the cursor, and what is going on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QProgressBar, QToolButton, QWidget

from engine import NOTICE
from viewer.panels.text import Parts, icon_label, parts_label
from viewer.probe import Probe
from viewer.theme import TextRole, dress, theme, theme_watch
from viewer.translator import said
from viewer.widgets.label import Label
from viewer.wording import THIN_SPACE, modality_value, number

GAP = 12


class StatusLine(QFrame):
    """Position and values, zoom, spacing, the task under way with Cancel, device, and the notice.

    Where there is no room for all, the device goes first, then spacing, zoom and the words of the
    task: the panes and the bar say the same. The notice is never cut.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        dress(
            self,
            lambda look: (
                f"#statusLine {{ background: {look.colours.panel};"
                f" border-top: 1px solid {look.colours.hairline}; }}"
            ),
        )
        theme_watch().changed.connect(self._take_height)
        self._take_height()
        self._film: tuple[str, str, str] | None = None
        self._position = parts_label()
        self._values = parts_label()
        self._zoom = parts_label()
        self._spacing = parts_label()
        self._device = parts_label()
        self._task = Label("", TextRole.SECONDARY, "text_2")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setFixedWidth(96)
        self._cancel = QToolButton()
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setObjectName("statusCancel")
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # parts are left out instead
        self._lines = [_line() for _ in range(3)]
        row.addWidget(self._position)
        for line, reading in zip(
            self._lines, (self._values, self._zoom, self._spacing), strict=True
        ):
            row.addWidget(line)
            row.addWidget(reading)
        row.addStretch(1)
        for widget in (self._task, self._bar, self._cancel):
            row.addWidget(widget)
            widget.hide()
        row.addWidget(self._device)
        notice = Label(said(NOTICE.partition(",")[0]), TextRole.SECONDARY, "text")
        notice.setObjectName("notMedical")
        self._notice = (_line(), icon_label("shield", "text", 14), notice)
        for part in self._notice:
            row.addWidget(part)
        self.set_empty(self.tr("No film open"))

    def _take_height(self) -> None:
        self.setFixedHeight(theme().scaled(theme().sizes.status_bar))

    def set_empty(self, words: str) -> None:
        """Say why there are no values."""
        self._position.set_parts(Parts((("", words),)))
        self._film = None
        for part in (self._values, self._zoom, self._spacing):
            part.set_parts(Parts(()))
        self._fit()

    def set_probe(self, probe: Probe | None, result_word: str = "enhanced") -> None:
        """Show the values under the cursor, or that it is not over the film.

        Args:
            probe: What lies there.
            result_word: What the result is called: "enhanced", "mapped".
        """
        if probe is None:
            self._position.set_parts(Parts((("x", "–"), ("y", "–"))))
            self._values.set_parts(Parts(((self.tr("stored"), "–"),)))
        else:
            self._show_values(probe, result_word)
        self._fit()

    def _show_values(self, probe: Probe, result_word: str) -> None:
        self._position.set_parts(Parts((("x", number(probe.column)), ("y", number(probe.row)))))
        grey = f"{probe.shown * 100:.0f}{THIN_SPACE}%"
        enhanced = "–" if probe.enhanced is None else f"{probe.enhanced * 100:.0f}{THIN_SPACE}%"
        self._values.set_parts(
            Parts(
                (
                    (self.tr("stored"), modality_value(probe.stored)),
                    (f"→ {self.tr('modality')}", modality_value(probe.modality)),
                    (f"→ {self.tr('shown')}", grey),
                    (f"→ {result_word}", enhanced),
                )
            )
        )

    def set_film(self, zoom: str, spacing: str, origin: str) -> None:
        """Show the zoom, and the pixel spacing with where it comes from."""
        if self._film == (zoom, spacing, origin):
            return
        self._film = zoom, spacing, origin
        self._zoom.set_parts(Parts(((self.tr("Zoom"), zoom),)))
        self._spacing.set_parts(Parts((("", spacing), (origin, ""))))
        self._fit()

    def set_device(self, words: str) -> None:
        """Show where networks run: "CPU", or the name of a GPU."""
        self._device.set_parts(Parts(((self.tr("Device"), words),)))
        self._fit()

    def set_task(self, doing: str, fraction: float) -> None:
        """Show work under way; an empty ``doing`` hides it."""
        if not doing and not self._task.text() and self._bar.isHidden():
            return
        for widget in (self._bar, self._cancel):
            widget.setVisible(bool(doing))
        self._task.setText(doing)
        self._bar.setValue(round(fraction * 1000))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - GAP - sum(_taken(widget) for widget in self._kept())
        order = (
            (self._lines[0], self._values),
            (None, self._task),
            (self._lines[1], self._zoom),
            (self._lines[2], self._spacing),
            (None, self._device),
        )
        for line, part in order:
            need = _taken(part) + (_taken(line) if line is not None else 0)
            is_shown = bool(part.text()) and need <= room
            if part.text():
                room = room - need if is_shown else 0  # what is less important goes as well
            part.setVisible(is_shown)
            if line is not None:
                line.setVisible(is_shown)

    def _kept(self) -> list[QWidget]:
        """Return what is shown however narrow the window is."""
        task = [widget for widget in (self._bar, self._cancel) if not widget.isHidden()]
        return [self._position, *task, *self._notice]


def _taken(widget: QWidget) -> int:
    """Return the width of a part with the gap before it."""
    fixed = widget.minimumWidth()
    return GAP + (fixed if fixed == widget.maximumWidth() else widget.sizeHint().width())


def _line() -> QFrame:
    """Return a 1 x 14 px line between two parts."""
    line = QFrame()
    line.setFixedSize(1, 14)
    dress(line, lambda look: f"background: {look.colours.hairline}")
    return line
