"""The cheat sheet: every command with its keys, straight from the registry, and to be changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.actions import COMMANDS, HELD_KEYS, Actions, Command, Group
from viewer.dialogs.columns import Columns
from viewer.dialogs.key_rows import KEYS_PX, KeyRow
from viewer.dialogs.sheet import Sheet
from viewer.key_bindings import shown_key
from viewer.theme import TextRole, theme
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import KeyCap, Label

_LEFT = (Group.FILES, Group.WINDOW, Group.ENHANCE)
_RIGHT = (Group.VIEW, Group.MEASURE, Group.ARRANGE, Group.HELP)
_MARGINS, _GAP = (20, 12, 20, 12), 32

NARROW = 720
"""Text scale 1: a narrower sheet has the groups one below the other."""


class KeysSheet(Sheet):
    """Keys and mouse, by group; "Change keys" turns every key into a field.

    Args:
        window: What it covers.
        actions: The commands, whose keys are shown and changed.
    """

    def __init__(self, window: QWidget, actions: Actions | None = None) -> None:
        super().__init__(window, self.tr("Keys and mouse"), 960, 820)
        found = actions or getattr(window, "actions_", None)
        assert isinstance(found, Actions)  # noqa: S101 - the window has its commands
        self._actions = found
        self._bindings = found.bindings
        self.rows: dict[str, KeyRow] = {}
        self._asked: tuple[str, tuple[str, ...]] | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page_of(self._columns_to_read()))
        holder = QVBoxLayout(self.body)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._pages)
        self._lay_out_foot()
        self._bindings.changed.connect(self._follow)
        self._say("")
        self._follow()

    @property
    def _scroll(self) -> Columns:
        page = self._pages.currentWidget()
        assert isinstance(page, Columns)  # noqa: S101 - both pages are
        return page

    @property
    def is_editing(self) -> bool:
        """Whether the keys can be changed."""
        return self._pages.currentIndex() == 1

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll by keyboard what is only read; the fields scroll themselves into view."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step)
        super().keyPressEvent(event)

    def edit(self) -> None:
        """Show every command with a field for its keys, or the sheet to read again."""
        if self.is_editing:
            self._pages.setCurrentIndex(0)
        else:
            if self._pages.count() == 1:
                self._pages.addWidget(self._page_of(self._columns_to_change()))
            self._pages.setCurrentIndex(1)
        self.change.setText(self.tr("Done") if self.is_editing else self.tr("Change keys"))
        self.change.setAccessibleName(self.change.text())
        self.change.updateGeometry()
        self.reset_all.setVisible(self.is_editing)
        self._answer(is_taken=False)
        if not self.is_editing:
            self._show_read()

    def give(self, name: str, key: str, *, keeps_others: bool) -> None:
        """Give a command a key; where another command has it, ask first."""
        held = {entry.name for entry in HELD_KEYS}
        if name in held and "+" in key[:-1]:
            self._say(self.tr("A key that is held is one key alone, without Ctrl, Alt or Shift."))
            return
        others = self._bindings.keys_of(name) if keeps_others else ()
        self._ask_or_assign(name, (*others, key), (self._bindings.holder_of(key),))

    def _ask_or_assign(
        self, name: str, keys: tuple[str, ...], holders: tuple[str | None, ...]
    ) -> None:
        losers = [holder for holder in holders if holder not in (None, name)]
        if not losers:
            self._answer(is_taken=False)
            self._bindings.assign(name, keys)
            return
        self._asked = name, keys
        entries = {entry.name: entry.words for entry in (*COMMANDS, *HELD_KEYS)}
        taken = [key for key in keys if self._bindings.holder_of(key) in losers]
        self._say(
            self.tr("{keys} belongs to “{other}”.").format(
                keys=", ".join(map(shown_key, taken)),
                other="”, “".join(entries[str(loser)] for loser in losers),
            )
        )
        self.take.show()
        self.leave.show()
        self.take.setFocus(Qt.FocusReason.TabFocusReason)

    def _answer(self, *, is_taken: bool) -> None:
        asked, self._asked = self._asked, None
        has_focus = self.take.hasFocus() or self.leave.hasFocus()
        self._say("")
        if asked is None:
            return
        if is_taken:
            self._bindings.assign(*asked)
        if has_focus and asked[0] in self.rows:
            self.rows[asked[0]].field.setFocus(Qt.FocusReason.TabFocusReason)

    def _reset(self, name: str) -> None:
        entry = next(each for each in (*COMMANDS, *HELD_KEYS) if each.name == name)
        self._ask_or_assign(name, entry.keys, self._bindings.losers(name))

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.take.hide()
        self.leave.hide()

    def _follow(self) -> None:
        for row in self.rows.values():
            row.follow()
        self.reset_all.setEnabled(self._bindings.is_any_changed)
        if not self.is_editing:
            self._show_read()

    def _show_read(self) -> None:
        self._scroll.set_columns(self._columns_to_read(), _MARGINS, _GAP)

    def _page_of(self, columns: list[QVBoxLayout]) -> Columns:
        made = Columns(NARROW)
        made.set_columns(columns, _MARGINS, _GAP)
        return made

    def _columns_to_read(self) -> list[QVBoxLayout]:
        columns = [_column(), _column()]
        for column, groups in zip(columns, (_LEFT, _RIGHT), strict=True):
            for group in groups:
                self._add_to_read(column, group.words, self._lines(group))
        self._add_to_read(columns[0], self.tr("Mouse"), self._mouse())
        for column in columns:
            column.addStretch(1)
        return columns

    def _columns_to_change(self) -> list[QVBoxLayout]:
        columns = [_column(), _column()]
        for column, groups in zip(columns, (_LEFT, _RIGHT), strict=True):
            for group in groups:
                column.addWidget(Label(group.words, TextRole.TITLE))
                for entry in (*HELD_KEYS, *COMMANDS):
                    if entry.group is group:
                        column.addWidget(self._row(entry))
                column.addSpacing(12)
        for column in columns:
            column.addStretch(1)
        return columns

    def _row(self, entry: Command) -> KeyRow:
        row, name = KeyRow(entry, self._bindings), entry.name
        row.field.pressed_key.connect(lambda key, keeps: self.give(name, key, keeps_others=keeps))
        row.field.focused.connect(lambda: self._scroll.ensureWidgetVisible(row))
        row.field.none_wanted.connect(lambda: self._bindings.assign(name, ()))
        row.field.reset_wanted.connect(lambda: self._reset(name))
        self.rows[name] = row
        return row

    def _lines(self, group: Group) -> list[tuple[str, str]]:
        """Return (keys, words) of what has keys; numbered ones as delivered are one line."""
        lines = []
        for entry in (*HELD_KEYS, *COMMANDS):
            keys = self._actions.shown_keys(entry.name)
            is_one_of_nine = entry.name[-1].isdigit() and not self._bindings.is_changed(entry.name)
            if entry.group is group and keys and not is_one_of_nine:
                lines.append((" / ".join(keys), entry.words))
        if group is Group.WINDOW:
            lines.append(("1 … 9", self.tr("Window presets, as they are numbered")))
        if group is Group.ENHANCE:
            lines.append(
                (f"{shown_key('Ctrl+1')} … 9", self.tr("Recipes, in the order of the list"))
            )
        return lines

    def _add_to_read(self, column: QVBoxLayout, title: str, lines: list[tuple[str, str]]) -> None:
        column.addWidget(Label(title, TextRole.TITLE))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, theme().drawn(KEYS_PX))
        grid.setColumnStretch(1, 1)
        for at, (keys, said) in enumerate(lines):
            grid.addWidget(KeyCap(keys), at, 0, Qt.AlignmentFlag.AlignLeft)
            label = Label(said, TextRole.SECONDARY)
            label.setWordWrap(True)
            grid.addWidget(label, at, 1)
        column.addLayout(grid)

    def _mouse(self) -> list[tuple[str, str]]:
        """Return what the mouse and a touchpad do on a film."""
        return [
            (
                self.tr("Left drag"),
                self.tr("The tool: window first, across for the width, up and down for the centre"),
            ),
            (self.tr("Shift left drag"), self.tr("Window, fine; with Ctrl too, coarse")),
            (self.tr("Ctrl left drag"), self.tr("Window from a box")),
            (self.tr("Middle drag"), self.tr("Pan")),
            (self.tr("Right drag"), self.tr("Zoom, up is in")),
            (self.tr("Right click"), self.tr("Menu")),
            (self.tr("Wheel"), self.tr("Next frame or film; zooms when one film is open")),
            (self.tr("Ctrl wheel"), self.tr("Zoom at the pointer")),
            (self.tr("Double-click"), self.tr("One pane or two")),
            (self.tr("Two fingers"), self.tr("Pan a film that is zoomed in")),
            (self.tr("Pinch"), self.tr("Zoom at the fingers")),
            (
                self.tr("Enter"),
                self.tr("A pointer for the keyboard: arrows move it, Enter clicks, Esc ends it"),
            ),
        ]

    def _lay_out_foot(self) -> None:
        self.state = Label("", TextRole.SECONDARY, "warn")
        self.state.setWordWrap(True)
        self.take = OutlineButton(self.tr("Take it away"))
        self.take.clicked.connect(lambda: self._answer(is_taken=True))
        self.leave = OutlineButton(self.tr("Leave it"))
        self.leave.clicked.connect(lambda: self._answer(is_taken=False))
        self.reset_all = OutlineButton(self.tr("All as delivered"))
        self.reset_all.clicked.connect(self._bindings.reset_all)
        self.reset_all.hide()
        self.change = OutlineButton(self.tr("Change keys"))
        self.change.clicked.connect(self.edit)
        self.done = FilledButton(self.tr("Close"), height=28)
        self.done.clicked.connect(self.close_sheet)
        self.foot.addWidget(self.state, 1)
        for button in (self.take, self.leave, self.reset_all, self.change, self.done):
            self.foot.addWidget(button)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    return column
