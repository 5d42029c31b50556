"""Pages of the settings: how the window looks, and what the mouse does."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from viewer.dialogs.settings_pages import Choice, SettingsPage
from viewer.settings import Settings
from viewer.theme import TextRole, theme
from viewer.theme.tokens import SCHEMES, Colours
from viewer.widgets.button import ButtonBase
from viewer.widgets.paint import box, painter_on, words
from viewer.wording import percent

SIZES = (0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0)
SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)

_PICTURE = QSize(144, 92)


class LookPage(SettingsPage):
    """Theme, size of type, language."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, self.tr("Look"))
        titles = {
            "dark": self.tr("Dark"),
            "light": self.tr("Light"),
            "reading": self.tr("Reading room"),
        }
        self.cards = {
            name: SchemeCard(titles.get(name, name), colours) for name, colours in SCHEMES.items()
        }
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for name, card in self.cards.items():
            card.clicked.connect(lambda *_, name=name: self._wear(name))
            row.addWidget(card)
        self._names.append("scheme")
        self._shows.append(self._mark)
        self.add_below(
            self.tr("Theme"), self.tr("Films stay on black in each, and look the same."), holder
        )
        self.text_size = self.add_choice(
            self.tr("Size of text"),
            "",
            "text_scale",
            [Choice(percent(size), size) for size in SIZES],
        )
        self.language = self.add_choice(
            self.tr("Language"),
            self.tr("Taken when Negatoscope starts the next time."),
            "language",
            [Choice(self.tr("System"), ""), Choice("English", "en"), Choice("Deutsch", "de")],
        )
        self.column.addStretch(1)
        self._mark()

    def _wear(self, name: str) -> None:
        self.settings.scheme = name
        self._mark()

    def _mark(self) -> None:
        for name, card in self.cards.items():
            card.setChecked(name == self.settings.scheme)


class SchemeCard(ButtonBase):
    """A small picture of the window in a theme, and its name.

    Args:
        title: Its name.
        colours: Of the theme.
    """

    def __init__(self, title: str, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self.setCheckable(True)
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(title)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its size, with room for the name."""
        width = max(_PICTURE.width(), self._text_width(TextRole.BODY) + 2)
        return QSize(width, _PICTURE.height() + 8 + theme().line(TextRole.BODY))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the card beside with the arrows."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw bars, a film, a button and the name."""
        look, painter, own = theme(), painter_on(self), self._colours
        frame = QRect(0, 0, _PICTURE.width(), _PICTURE.height())
        is_chosen = self.isChecked()
        line = look.colour("accent" if is_chosen else "text_2" if self._hover > 0 else "control")
        inner = frame.adjusted(3, 3, -3, -3)
        box(painter, inner, 2, fill=QColor(own.panel))
        film = QRect(inner.left() + 22, inner.top() + 10, 74, inner.height() - 16)
        painter.fillRect(film, QColor(own.canvas))
        shade = QLinearGradient(QPointF(film.left(), 0), QPointF(film.right(), 0))
        for at, grey in ((0.1, 30), (0.5, 190), (0.9, 30)):
            shade.setColorAt(at, QColor(grey, grey, grey))
        painter.setBrush(shade)
        painter.drawRoundedRect(QRectF(film).adjusted(18, 8, -18, -8), 8, 8)
        painter.fillRect(
            QRect(inner.left(), inner.top() + 9, inner.width(), 1), QColor(own.hairline)
        )
        for row in range(4):
            ink = QColor(own.text if row == 0 else own.text_2)
            painter.fillRect(QRect(film.right() + 7, film.top() + 6 + 8 * row, 26, 2), ink)
        box(painter, QRect(film.right() + 7, film.bottom() - 12, 26, 8), 2, fill=QColor(own.filled))
        for row in range(3):
            thumb = QRect(inner.left() + 4, film.top() + 2 + 20 * row, 14, 14)
            painter.fillRect(thumb, QColor(own.raised))
        box(painter, frame, look.sizes.radius, line=line, line_px=2 if is_chosen else 1)
        place = QRect(0, frame.height() + 8, self.width(), look.line(TextRole.BODY))
        ink = look.colour("text" if is_chosen else "text_2")
        words(painter, place, self.text(), TextRole.BODY, ink)


class MousePage(SettingsPage):
    """What dragging and the wheel do, and how enlarged pixels look."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, self.tr("Mouse and window"))
        self.direction = self.add_choice(
            self.tr("Dragging up"),
            self.tr("With the window tool. Viewers differ in this: choose what you are used to."),
            "up_darkens",
            [Choice(self.tr("Darkens"), True), Choice(self.tr("Brightens"), False)],
        )
        self.speed = self.add_choice(
            self.tr("Speed of dragging"),
            self.tr("Shift makes it finer and Ctrl+Shift coarser, whatever the speed."),
            "drag_speed",
            [Choice(f"{speed:g} ×", speed) for speed in SPEEDS],
        )
        self.wheel = self.add_switch(
            self.tr("The wheel always zooms"),
            self.tr("Otherwise it goes through the films where several are open."),
            "wheel_always_zooms",
        )
        self.smooth = self.add_switch(
            self.tr("Smooth pixels when enlarged"),
            self.tr("Otherwise every stored pixel is a square, as it is in the file."),
            "is_smooth",
        )
        self.wipe = self.add_choice(
            self.tr("Wipe bar"),
            "",
            "is_wipe_level",
            [Choice(self.tr("Upright"), False), Choice(self.tr("Level"), True)],
        )
        self.column.addStretch(1)
