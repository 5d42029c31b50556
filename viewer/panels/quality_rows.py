"""How noisy, contrasty and clipped the result is: a few figures below the inspector."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from engine import Quality
from viewer.theme import TextRole, theme
from viewer.translator import said
from viewer.widgets.label import ElidedLabel, Label

PENDING = "–"
_LINE = 20

_USUAL = Quality(
    noise_sd=0,
    noise_percent=0,
    contrast_to_noise=0,
    clipped_low_percent=0,
    clipped_high_percent=0,
    local_gain=1,
)
"""Only its labels are shown."""


class QualityRows(QWidget):
    """Rows of 20: what in text-2, the figure at the right; a dash while it is computed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Label, ElidedLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_figures(None)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What a user reads."""
        return tuple((name.text(), figure.text()) for name, figure in self._rows)

    def set_figures(self, found: Quality | None) -> None:
        """Show what was found; dashes for nothing yet."""
        rows = [(said(label), said(text)) for label, text in (found or _USUAL).rows()]
        while len(self._rows) < len(rows):
            self._add_row()
        for (name, figure), (label, text) in zip(self._rows, rows, strict=True):
            name.setText(label)
            figure.setText(text if found is not None else PENDING)
            figure.set_ink("text" if found is not None else "text_2")
        spoken = ", ".join(f"{label} {text}" for label, text in rows)
        self.setAccessibleName(
            spoken if found is not None else self.tr("Noise and detail: not known yet")
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _add_row(self) -> None:
        name = Label("", TextRole.SECONDARY, "text_2")
        figure = ElidedLabel("", TextRole.SECONDARY)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(name, len(self._rows), 0)
        self._grid.addWidget(figure, len(self._rows), 1)
        self._rows.append((name, figure))
        self._fit()

    def _fit(self) -> None:
        for at in range(len(self._rows)):
            self._grid.setRowMinimumHeight(at, theme().scaled(_LINE))
