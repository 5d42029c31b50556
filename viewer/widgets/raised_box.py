"""A raised box in a panel, with an edge in a colour where that means something."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.label import Paragraph
from viewer.widgets.paint import box, lit_for, painter_on, picture_of

EDGE_PX = 2


class RaisedBox(QWidget):
    """A ground of its own with 12 to the left and right, 8 above and below.

    Args:
        edge: A colour of the theme for the left edge, "" for none.
        parent: Qt's owner.
    """

    def __init__(self, edge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = edge
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, and the edge within its rounded corners."""
        look, painter = theme(), painter_on(self)
        box(painter, self.rect(), look.sizes.radius, fill=look.colour("raised"))
        if self._edge:
            shape = QPainterPath()
            shape.addRoundedRect(self.rect(), look.sizes.radius, look.sizes.radius)
            painter.setClipPath(shape)
            painter.fillRect(QRect(0, 0, EDGE_PX, self.height()), look.colour(self._edge))


class NoteBox(RaisedBox):
    """A note that stands for good: an icon, and words in text-2.

    Args:
        icon_name: Of the icon family.
        text: What it says.
        parent: Qt's owner.
    """

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words = Paragraph(text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconPicture(icon_name, "text_2"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self.column.addLayout(row)
        self.setAccessibleName(text)


class IconPicture(QWidget):
    """An icon of 16 beside a line of text.

    Args:
        name: Of the icon family, "" for none.
        ink: A colour of the theme.
        role: Of the text whose first line it stands beside.
        parent: Qt's owner.
    """

    def __init__(
        self,
        name: str,
        ink: str,
        role: TextRole = TextRole.SECONDARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._ink, self._role = name, ink, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def name(self) -> str:
        """Which icon it shows, "" for none."""
        return self._name

    def show_icon(self, name: str, ink: str) -> None:
        """Show another icon, or none for ""."""
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the icon's width and the text's line height."""
        return QSize(theme().drawn(theme().sizes.icon_small), theme().line(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon."""
        if self._name:
            centre = QPointF(self.width() / 2, self.height() / 2)
            with lit_for(self):
                picture_of(painter_on(self), self._name, centre, self.width(), self._ink)
