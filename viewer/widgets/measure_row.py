"""One measurement of the list: icon, name, value, and a button that takes it away."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from viewer.theme import TextRole, Theme, dress, theme
from viewer.widgets.button import IconButton
from viewer.widgets.keys import is_claimed
from viewer.widgets.label import Label
from viewer.widgets.paint import box, painter_on
from viewer.widgets.raised_box import IconPicture

EDGE_PX = 6
"""From the edge of the ground of the chosen one to the icon."""

_LONGEST = 200
_FIELD_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MeasureRow(QWidget):
    """28 high; the name is a field that shows itself under pointer and focus.

    Signals:
        chosen: The user works on it from now on.
        renamed: Its name; "" for the one it has by itself.
        delete_wanted: It is to go.
    """

    chosen = Signal()
    renamed = Signal(str)
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_name = ""
        self._is_chosen = False
        self._icon = IconPicture("ruler", "accent", TextRole.BODY)
        self.name = NameField()
        self.value = Label()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.trash = IconButton("trash", "", size=QSize(24, 24), icon_px=16, colour_role="text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self.name, 1)
        row.addWidget(self.value)
        row.addWidget(self.trash)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name.entered.connect(self._take_name)
        self.name.focused.connect(self.chosen)
        self.trash.clicked.connect(self.delete_wanted)

    @property
    def is_chosen(self) -> bool:
        """Whether the user works on it."""
        return self._is_chosen

    def show_row(self, icon_name: str, own_name: str, text: str, value: str) -> None:
        """Show a measurement.

        Args:
            icon_name: Of its kind.
            own_name: What it is called while the user has not named it: "Length 1".
            text: The user's name or words for it, or "".
            value: "142.3 mm", or "".
        """
        self._own_name = own_name
        self._icon.show_icon(icon_name, "accent")
        self.name.show_text(text or own_name)
        self.value.setText(value)
        self.value.setVisible(bool(value))
        self.name.setAccessibleName(self.tr("Name of {thing}").format(thing=own_name))
        self.name.setToolTip(self.tr("Name of {thing}").format(thing=own_name))
        self.trash.set_name(self.tr("Delete {thing}").format(thing=own_name))
        self.setAccessibleName(f"{text or own_name} {value}".strip())

    def set_chosen(self, is_chosen: bool) -> None:
        """Show whether the user works on it."""
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height, scaled."""
        return QSize(super().sizeHint().width(), theme().scaled(theme().sizes.row))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Be chosen."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground of the chosen one."""
        if self._is_chosen:
            look = theme()
            fill, line = look.colour("active"), look.colour("active_line")
            box(painter_on(self), self.rect(), look.sizes.radius, fill=fill, line=line)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _take_name(self, text: str) -> None:
        name = "" if text == self._own_name else text
        if not text:
            self.name.show_text(self._own_name)
        self.renamed.emit(name)


class NameField(QLineEdit):
    """Words that become a field under pointer and focus; Enter takes them, Escape leaves them.

    Signals:
        entered: What the user typed.
        focused: The field has the focus.
    """

    entered = Signal(str)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setMaxLength(_LONGEST)
        self.setMinimumWidth(48)
        self.editingFinished.connect(self._take)
        dress(self, _field_sheet)

    def show_text(self, text: str) -> None:
        """Show a name; what is being typed is left alone."""
        if self.hasFocus() and self.isModified():
            return
        self._shown = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Escape from the shortcuts of the window."""
        return is_claimed(event, _FIELD_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave what was typed on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.setModified(False)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say so."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the name from its beginning."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def _take(self) -> None:
        text = self.text().strip()
        if self.isModified() and text != self._shown:
            self.setModified(False)
            self._shown = text
            self.entered.emit(text)


def _field_sheet(look: Theme) -> str:
    colours = look.colours
    return (
        f"QLineEdit {{ background: transparent; color: {colours.text}; border: 1px solid"
        f" transparent; border-radius: 2px; padding: 0 3px; min-height: {look.scaled(20)}px; }}"
        f" QLineEdit:hover {{ border-color: {colours.control}; }}"
        f" QLineEdit:focus {{ border-color: {colours.accent}; background: {colours.bg}; }}"
        f" QLineEdit:disabled {{ color: {colours.control}; }}"
    )
