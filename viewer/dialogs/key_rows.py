"""One line of the cheat sheet: a command with its keys, to read or to change."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from viewer.actions import Command
from viewer.key_bindings import KeyBindings, key_of, shown_key
from viewer.theme import TextRole, theme
from viewer.widgets.button import ButtonBase
from viewer.widgets.label import ElidedLabel
from viewer.widgets.paint import box, painter_on, words

KEYS_PX = 148
_HEIGHT_PX = 24


class KeyField(ButtonBase):
    """The keys of a command as a button: its menu gives new ones, another one, none.

    While it waits for a key it takes every key there is; Esc leaves it, and so does the focus.

    Args:
        name: What the command is called, for the accessible name.

    Signals:
        pressed_key: A key in portable form, and whether the others are kept.
        none_wanted: The command shall have no key.
        reset_wanted: The command shall have the keys it was delivered with.
        focused: The keyboard is here.
    """

    pressed_key = Signal(str, bool)
    none_wanted = Signal()
    reset_wanted = Signal()
    focused = Signal()

    _is_waiting = False  # Qt sends events while the button is made
    _keeps_others = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu()
        self._new = menu.addAction(self.tr("New key…"))
        self._another = menu.addAction(self.tr("Another key…"))
        self._none = menu.addAction(self.tr("No key"))
        menu.addSeparator()
        self._reset = menu.addAction(self.tr("As delivered"))
        self._new.triggered.connect(lambda: self.wait_for_key())
        self._another.triggered.connect(lambda: self.wait_for_another())
        self._none.triggered.connect(self.none_wanted)
        self._reset.triggered.connect(self.reset_wanted)
        self.set_menu(menu)
        self.set_keys((), is_changed=False)

    @property
    def is_waiting(self) -> bool:
        """Whether the next key that is pressed is taken."""
        return self._is_waiting

    def set_keys(self, keys: tuple[str, ...], *, is_changed: bool) -> None:
        """Show these keys, as this system writes them."""
        said = " / ".join(keys)
        self.setText(said)
        self.setAccessibleName(
            self.tr("{command}: {keys}").format(command=self._name, keys=said or self.tr("no key"))
        )
        self._another.setEnabled(bool(keys))
        self._none.setEnabled(bool(keys))
        self._reset.setEnabled(is_changed)
        self.update()

    def wait_for_key(self) -> None:
        """Take the next key instead of those there are."""
        self._wait(keeps_others=False)

    def wait_for_another(self) -> None:
        """Take the next key beside those there are."""
        self._wait(keeps_others=True)

    def event(self, event: QEvent) -> bool:
        """Take every key while waiting, Tab and the shortcuts of the window too."""
        if self._is_waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say so, to be brought into view."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Stop waiting: the keys go elsewhere."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._stop()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 148 x 24 at text scale 1; keys are short, so that words keep their room."""
        return QSize(theme().drawn(KEYS_PX), theme().scaled(_HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a field with the keys, or the request for one."""
        look, painter = theme(), painter_on(self)
        fill = (
            look.colour("active")
            if self._is_waiting
            else self._ground("raised", "raised_hover", "active")
        )
        line = look.colour("active_line" if self._is_waiting else "control")
        box(painter, self.rect(), look.sizes.radius_check, fill=fill, line=line)
        said = self.tr("Press a key") if self._is_waiting else self.text()
        ink = "accent" if self._is_waiting else "text"
        where = self.rect().adjusted(8, 0, -8, 0)
        words(painter, where, said, TextRole.SECONDARY, look.colour(ink))

    def _wait(self, *, keeps_others: bool) -> None:
        self._is_waiting, self._keeps_others = True, keeps_others
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.update()

    def _stop(self) -> None:
        self._is_waiting = False
        self.update()

    def _take(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if not key:
            return
        self._stop()
        if event.key() != Qt.Key.Key_Escape:
            self.pressed_key.emit(key, self._keeps_others)


class KeyRow(QWidget):
    """A command and its keys in a field.

    Args:
        entry: The command, or the held key.
        bindings: Whose keys are shown and followed.
    """

    def __init__(self, entry: Command, bindings: KeyBindings) -> None:
        super().__init__()
        self.entry = entry
        self._bindings = bindings
        self.field = KeyField(entry.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.field)
        row.addWidget(ElidedLabel(entry.words, TextRole.SECONDARY), 1)
        self.follow()

    def follow(self) -> None:
        """Show the keys in force."""
        name = self.entry.name
        keys = tuple(shown_key(key) for key in self._bindings.keys_of(name))
        self.field.set_keys(keys, is_changed=self._bindings.is_changed(name))
