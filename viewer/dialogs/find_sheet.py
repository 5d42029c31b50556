"""The command finder: a few letters, then Enter."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from viewer.command_search import fitness
from viewer.dialogs.sheet import Sheet
from viewer.theme import TextRole, theme
from viewer.widgets.button import OutlineButton
from viewer.widgets.label import Label
from viewer.widgets.paint import box, painter_on, words

ROW_PX = 32
_PAGE = 8
_LATER = 0.5
"""What cannot be done now comes after what fits nearly as well."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the finder can do.

    Attributes:
        name: Stable name, by which it is remembered.
        words: What it is called.
        group: The heading it stands under.
        keys: Its keys as shown, the first one is.
        reason: Why it cannot be done now; "" where it can.
        deed: What does it.
    """

    name: str
    words: str
    group: str
    keys: tuple[str, ...]
    reason: str
    deed: Callable[[], object]


class FindSheet(Sheet):
    """Finds commands and recipes by name, group or key; Enter does what is chosen.

    Args:
        window: What it covers.
        offers: All there is, in the order of the registry.
        recent: Names of those done last, the newest first.

    Signals:
        chosen: Name of what the user did.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, offers: list[Offer], recent: list[str]) -> None:
        super().__init__(window, self.tr("Find a command"), 560, 560)
        order = {name: place for place, name in enumerate(recent)}
        self._offers = sorted(offers, key=lambda offer: order.get(offer.name, len(order)))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Name, group or key"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.first = self.field
        self.found = FoundRows()
        self.found.clicked.connect(self.run)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.found)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self._scroll, 1)
        self.state = Label("", TextRole.SECONDARY, "text_2")
        self.foot.addWidget(self.state, 1)
        leave = OutlineButton(self.tr("Close"))
        leave.clicked.connect(self.close_sheet)
        self.foot.addWidget(leave)
        self._search("")

    def run(self) -> None:
        """Do what is chosen, once the sheet is gone; what cannot be done now stays."""
        offer = self.found.offer
        if offer is None or offer.reason:
            return
        self.close_sheet()
        self.chosen.emit(offer.name)
        QTimer.singleShot(0, self.window(), offer.deed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move through what was found with the arrows, while typing goes on."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _PAGE,
                Qt.Key.Key_PageUp: -_PAGE,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._choose(self.found.at + step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run()
                return True
        return super().eventFilter(watched, event)

    def _search(self, query: str) -> None:
        """Show what fits, the best first; of what fits alike, the recent and the first."""
        points = [
            (fitness(query, offer.words, offer.group, offer.keys), offer) for offer in self._offers
        ]
        fitting = sorted(
            (pair for pair in points if pair[0] > 0),
            key=lambda pair: pair[0] * (_LATER if pair[1].reason and query else 1),
            reverse=True,
        )
        self.found.set_offers([offer for _, offer in fitting])
        self._choose(0)

    def _choose(self, at: int) -> None:
        self.found.choose(at)
        row = self.found.row_of(self.found.at)
        self._scroll.ensureVisible(0, row.center().y(), 0, row.height())
        offer = self.found.offer
        if offer is None:
            self.state.setText(self.tr("Nothing is called that."))
        elif offer.reason:
            self.state.setText(
                self.tr("{command}: {reason}.").format(command=offer.words, reason=offer.reason)
            )
        else:
            self.state.setText(self.tr("Enter does it."))
        self.field.setAccessibleDescription(self.found.accessibleName())


class FoundRows(QWidget):
    """Names, groups and keys in lines, one of them chosen; the field above has the keyboard.

    Signals:
        clicked: The chosen one was clicked.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[Offer] = []
        self.at = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def offer(self) -> Offer | None:
        """What is chosen."""
        return self.offers[self.at] if self.offers else None

    def set_offers(self, offers: list[Offer]) -> None:
        """Show these."""
        self.offers = offers
        self.updateGeometry()

    def choose(self, at: int) -> None:
        """Choose a line; beyond the ends, the last one there."""
        self.at = min(max(0, at), max(0, len(self.offers) - 1))
        offer = self.offer
        self.setAccessibleName(
            ""
            if offer is None
            else ", ".join(filter(None, (offer.words, *offer.keys[:1], offer.reason)))
        )
        self.update()

    def row_of(self, at: int) -> QRect:
        """Return where a line lies."""
        height = theme().scaled(ROW_PX)
        return QRect(0, at * height, self.width(), height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return as many lines as there are."""
        return QSize(320, theme().scaled(ROW_PX) * max(1, len(self.offers)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same height: the area around it scrolls."""
        return QSize(0, self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose what is under the pointer."""
        at = event.position().toPoint().y() // theme().scaled(ROW_PX)
        if 0 <= at < len(self.offers):
            self.choose(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take what is under the pointer."""
        self.mouseMoveEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines that are in view."""
        painter, look = painter_on(self), theme()
        for at, offer in enumerate(self.offers):
            row = self.row_of(at)
            if not row.intersects(event.rect()):
                continue
            if at == self.at:
                fill, line = look.colour("active"), look.colour("active_line")
                box(painter, row, look.sizes.radius, fill=fill, line=line)
            grey = "text_2" if at == self.at else "control"
            ink = look.colour(grey if offer.reason else "text")
            quiet = look.colour(grey if offer.reason else "text_2")
            end = offer.reason or (offer.keys[0] if offer.keys else "")
            middle = row.adjusted(12, 0, -12, 0)
            words(
                painter,
                middle.adjusted(0, 0, -middle.width() // 2, 0),
                offer.words,
                TextRole.BODY,
                ink,
            )
            aside = middle.adjusted(middle.width() // 2 + 8, 0, 0, 0)
            words(painter, aside, offer.group, TextRole.SECONDARY, quiet)
            right = Qt.AlignmentFlag.AlignRight
            keys = aside.adjusted(aside.width() // 3, 0, 0, 0)
            words(painter, keys, end, TextRole.SECONDARY, quiet, right)
