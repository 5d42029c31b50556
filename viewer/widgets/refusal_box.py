"""A film the gate refuses: why, and the way round it in two deliberate steps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from viewer.translator import QT_TRANSLATE_NOOP
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import Paragraph
from viewer.widgets.notice import Notice
from viewer.widgets.raised_box import RaisedBox

SURE = QT_TRANSLATE_NOOP(
    "RefusalBox",
    "The network makes a chest of whatever it is given: for this film the result means nothing. "
    "Every export will say that the gate was overridden.",
)


class RefusalBox(QWidget):
    """Reason and button; the button only asks again, with the safe answer under the focus.

    Signals:
        override_wanted: The film shall be translated all the same (True), or refused again.
    """

    override_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice("", "error", self)
        self.ask = OutlineButton(self.tr("Translate anyway…"), parent=self)
        self.again = OutlineButton(self.tr("Refuse again"), parent=self)
        self.confirm = RaisedBox("error", self)
        self.keep = FilledButton(self.tr("Keep refused"))
        self.sure = OutlineButton(self.tr("Translate anyway"))
        self._lay_out()
        self.ask.clicked.connect(self._open)
        self.keep.clicked.connect(self._close)
        self.sure.clicked.connect(self._override)
        self.again.clicked.connect(lambda: self.override_wanted.emit(False))
        self.set_refusal("")

    def set_refusal(self, reason: str, *, is_overridden: bool = False) -> None:
        """Say why the film is refused; "" hides all of it.

        Args:
            reason: One sentence of the gate.
            is_overridden: It is translated all the same.
        """
        if is_overridden:
            words = self.tr("The gate is overridden, and exports say so. {reason}")
            self.notice.set_notice(words.format(reason=reason), "warn")
        else:
            words = self.tr("Refused. {reason}").format(reason=reason)
            self.notice.set_notice(words if reason else "", "error")
        is_same = reason and not is_overridden and self.confirm.isVisibleTo(self)
        self.confirm.setVisible(bool(is_same))
        self.ask.setVisible(bool(reason) and not is_overridden and not is_same)
        self.again.setVisible(bool(reason) and is_overridden)
        self.setVisible(bool(reason))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.ask)
        column.addWidget(self.again)
        column.addWidget(self.confirm)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.sure)
        buttons.addStretch(1)
        self.confirm.column.setSpacing(8)
        self.confirm.column.addWidget(Paragraph(self.tr(SURE)))
        self.confirm.column.addLayout(buttons)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _open(self) -> None:
        self.ask.hide()
        self.confirm.show()
        self.keep.setFocus()

    def _close(self) -> None:
        self.confirm.hide()
        self.ask.show()
        self.ask.setFocus()

    def _override(self) -> None:
        self.confirm.hide()
        self.override_wanted.emit(True)
