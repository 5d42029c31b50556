"""A row of a step card for what the step refers to by name, as a calibration film."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine import Reference
from viewer.translator import QT_TRANSLATE_NOOP, said
from viewer.widgets.button import IconButton
from viewer.widgets.choice_rows import LabelledRow
from viewer.widgets.label import ElidedLabel

NONE = QT_TRANSLATE_NOOP("ReferenceRow", "none")


class ReferenceRow(LabelledRow):
    """A row of 28: label, the name of what is chosen, and a button that chooses another.

    Args:
        reference: What is chosen.
        parent: Qt's owner.

    Signals:
        wanted: The user wants to choose.
    """

    wanted = Signal()

    def __init__(self, reference: Reference, parent: QWidget | None = None) -> None:
        self.reference = reference
        self.name = ElidedLabel()
        self.button = IconButton(
            "folder", said(reference.choose), size=QSize(24, 24), icon_px=16, ground="raised"
        )
        self.button.is_outlined = True
        self.button.set_menu_arrow(has_arrow=True)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.button)
        super().__init__(said(reference.label), shown, is_stretched=True, parent=parent)
        self._value = ""
        self.button.clicked.connect(self.wanted)
        self.set_value("")

    @property
    def value(self) -> str:
        """What is chosen, "" for nothing."""
        return self._value

    def set_value(self, value: str, shown: str = "") -> None:
        """Show what is chosen.

        Args:
            value: As the step has it, "" for nothing.
            shown: What to call it; by default as the step does.
        """
        self._value = value
        self.name.setText(shown or value or self.tr(NONE))
        self.name.set_ink("text" if value else "text_2")
        self.button.setAccessibleDescription(self.name.text())
