"""A row that says whether there is a newer version, and asks for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.update_check import UpdateCheck, asked_host
from viewer.widgets.button import OutlineButton
from viewer.widgets.notice import Notice


class UpdateRow(QWidget):
    """Two buttons, to ask now and to see the newer version, and what is known.

    Args:
        updates: What asks.
    """

    def __init__(self, updates: UpdateCheck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._updates = updates
        self.ask = OutlineButton(self.tr("Check for a newer version"))
        self.ask.clicked.connect(updates.ask)
        self.show_page = OutlineButton(self.tr("Show it in the browser"))
        self.show_page.clicked.connect(updates.show_page)
        self.notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.notice)
        column.addWidget(self.show_page, 0, Qt.AlignmentFlag.AlignLeft)
        updates.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        finding, host = self._updates.finding, asked_host()
        self.ask.setEnabled(bool(host) and not self._updates.is_asking)
        self.show_page.setVisible(self._updates.has_page)
        if self._updates.is_asking:
            self.notice.set_notice(self.tr("Asking {host}…").format(host=host), "text_2")
        elif not host:
            words = self.tr("This build names no server that could be asked for newer versions.")
            self.notice.set_notice(words, "text_2")
        else:
            self.notice.set_notice(finding.sentence, finding.ink)
