"""That this is no medical device: a box on the empty page, and a bar over the first film."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from viewer.panels.text import icon_label
from viewer.theme import TextRole, dress, theme, theme_watch
from viewer.widgets.button import OutlineButton
from viewer.widgets.label import Label, Paragraph
from viewer.wording import translate

_GAP = 12


class FirstNotice(QFrame):
    """The notice, with a button until somebody says to have read it.

    Signals:
        read: The user says so.
    """

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agree = OutlineButton(translate("EmptyPage", "I have read this"))
        self.agree.clicked.connect(self.read)
        self._title = Label(translate("EmptyPage", "Not a medical device."), TextRole.BODY_MEDIUM)
        why = translate("EmptyPage", "For research and education, not for diagnosis or treatment.")
        self._why = Paragraph(why, TextRole.BODY)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._title)
        self._words.addWidget(self._why, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 12, 12, 12)
        self._row.setSpacing(_GAP)
        self._row.addWidget(icon_label("shield", "warn", 20))
        self._row.addLayout(self._in_the_middle(), 1)
        self._row.addWidget(self.agree)
        theme_watch().changed.connect(self._fit)

    def set_read(self, *, is_read: bool) -> None:
        """Ask the user to read it, or no longer."""
        self.agree.setHidden(is_read)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Use the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _in_the_middle(self) -> QVBoxLayout:
        """Return the words at half the height of the button beside them."""
        column = QVBoxLayout()
        column.addStretch(1)
        column.addLayout(self._words)
        column.addStretch(1)
        return column

    def _fit(self) -> None:
        """Set the words on one line where they fit, else below each other."""
        metrics = QFontMetrics(theme().font(TextRole.BODY))
        needed = self._title.sizeHint().width() + 4 + metrics.horizontalAdvance(self._why.text())
        beside = 0 if self.agree.isHidden() else self.agree.sizeHint().width() + _GAP
        margins = self._row.contentsMargins()
        taken = margins.left() + margins.right() + theme().drawn(20) + _GAP + beside
        is_wide = needed + 2 <= self.width() - taken
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._words.setDirection(way)
        self._words.setSpacing(4 if is_wide else 0)


class NoticeBox(FirstNotice):
    """The notice in a box of its own, as it stands on the empty page for good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyNotice")
        dress(
            self,
            lambda look: (
                f"#emptyNotice {{ background: {look.colours.panel};"
                f" border: 1px solid {look.colours.hairline};"
                f" border-radius: {look.sizes.radius}px; }}"
            ),
        )
        self.setMinimumHeight(56)


class NoticeOverFilm(FirstNotice):
    """The notice across the window, between the tools and the film, until it is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeOverFilm")
        dress(
            self,
            lambda look: (
                f"#noticeOverFilm {{ background: {look.colours.raised};"
                f" border-bottom: 1px solid {look.colours.hairline}; }}"
            ),
        )
        self._row.setContentsMargins(12, 8, 12, 8)
