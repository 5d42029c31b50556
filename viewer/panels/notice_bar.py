"""One sentence and a hint across the top of the pictures, until it is dismissed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.panels.text import icon_label
from viewer.problems import ProblemText
from viewer.theme import TextRole, dress
from viewer.widgets.button import IconButton
from viewer.widgets.label import Label


class NoticeBar(QFrame):
    """Says what went wrong, or offers something; never blocks.

    A newer notice replaces an older one. Failures carry the word's icon in the colour of errors,
    offers one in the accent.
    """

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        dress(
            self,
            lambda look: (
                f"#noticeBar {{ background: {look.colours.raised};"
                f" border-bottom: 1px solid {look.colours.hairline}; }}"
            ),
        )
        self._error = icon_label("warn", "error", 20)
        self._info = icon_label("info", "accent", 20)
        self._sentence = Label("", TextRole.BODY)
        self._sentence.setWordWrap(True)
        self._sentence.setObjectName("noticeSentence")
        self._hint = Label("", TextRole.SECONDARY, "text_2")
        self._hint.setWordWrap(True)
        self._deed = QPushButton()
        self._deed.clicked.connect(self._accept)
        close = IconButton("x", self.tr("Dismiss"))
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._error)
        row.addWidget(self._info)
        row.addLayout(words, 1)
        row.addWidget(self._deed)
        row.addWidget(close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty when hidden."""
        return "" if self.isHidden() else self._sentence.text()

    @property
    def hint(self) -> str:
        """What it says can be done; empty when hidden."""
        return "" if self.isHidden() else self._hint.text()

    def tell(self, problem: ProblemText) -> None:
        """Show a failure."""
        self._show(problem, is_error=True)
        self._deed.hide()

    def offer(self, words: ProblemText, deed: str) -> None:
        """Show an offer with a button; ``accepted`` says that it was taken."""
        self._show(words, is_error=False)
        self._deed.setText(deed)
        self._deed.setVisible(bool(deed))

    def _show(self, words: ProblemText, *, is_error: bool) -> None:
        self._error.setVisible(is_error)
        self._info.setVisible(not is_error)
        self._sentence.setText(words.sentence)
        self._hint.setText(words.hint)
        self._hint.setVisible(bool(words.hint))
        self.show()

    def _accept(self) -> None:
        self.hide()
        self.accepted.emit()
