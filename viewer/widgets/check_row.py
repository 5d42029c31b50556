"""One thing that was looked at: what, with which outcome, and what that means."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.label import ElidedLabel, Label, Paragraph
from viewer.widgets.paint import painter_on
from viewer.widgets.raised_box import IconPicture

_ICONS = {"ok": "check", "warn": "warn", "error": "error"}


class CheckRow(QWidget):
    """Hairline, icon, name and outcome on one line, the meaning below; 53 high.

    The icon stands where the colour of the outcome means something.

    Args:
        name: What was looked at.
        meaning: One line in text-2.
        parent: Qt's owner.
    """

    def __init__(self, name: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconPicture("", "text_2", TextRole.BODY)
        self._name = ElidedLabel(name)
        self._outcome = Label()
        self._meaning = Paragraph(meaning)
        self._outcome.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 9, 0, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._outcome, 0, 2)
        grid.addWidget(self._meaning, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_outcome("")

    @property
    def name(self) -> str:
        """What was looked at."""
        return self._name.text()

    @property
    def outcome(self) -> str:
        """What was found."""
        return self._outcome.text()

    @property
    def ink(self) -> str:
        """Colour of the outcome."""
        return self._outcome.ink

    def set_name(self, name: str) -> None:
        """Call it otherwise."""
        self._name.setText(name)
        self._describe()

    def set_outcome(self, text: str, ink: str = "text_2") -> None:
        """Say what was found.

        Args:
            text: A figure, or why there is none.
            ink: "ok", "warn" or "error", with their icons; any other without one.
        """
        self._outcome.setText(text)
        self._outcome.set_ink(ink)
        self._icon.show_icon(_ICONS.get(ink, "info"), ink)
        self._describe()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline above."""
        line = QRect(0, 0, self.width(), 1)
        painter_on(self).fillRect(line, theme().colour("hairline"))

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.name}: {self.outcome}" if self.outcome else self.name)
        self.setAccessibleDescription(self._meaning.text())
