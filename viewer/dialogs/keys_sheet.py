"""The cheat sheet: every command with its keys, straight from the registry."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from viewer.actions import COMMANDS, HELD_ORIGINAL, Command, Group
from viewer.dialogs.sheet import Sheet
from viewer.theme import TextRole
from viewer.widgets.button import FilledButton
from viewer.widgets.label import KeyCap, Label

MOUSE = (
    ("Left drag", "Window: across for the width, up and down for the centre"),
    ("Middle drag", "Pan"),
    ("Right drag", "Zoom, up is in"),
    ("Wheel", "Next frame or film; zooms when one film is open"),
    ("Ctrl wheel", "Zoom at the pointer"),
    ("Ctrl left drag", "Window from a box"),
    ("Double-click", "One pane or two"),
)


class KeysSheet(Sheet):
    """Keys and mouse, by group."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Keys and mouse", 840, 820)
        columns = [QVBoxLayout(), QVBoxLayout()]
        for column in columns:
            column.setSpacing(4)
        for group in (Group.FILES, Group.WINDOW):
            _add_group(columns[0], group.value, _rows(group))
        _add_group(columns[0], "Mouse", list(MOUSE))
        for group in (Group.VIEW, Group.ENHANCE, Group.ARRANGE, Group.HELP):
            _add_group(columns[1], group.value, _rows(group))
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(32)
        for column in columns:
            column.addStretch(1)
            row.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QVBoxLayout(self.body)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(scroll)
        self.done = FilledButton(self.tr("Close"), height=28)
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)


def _rows(group: Group) -> list[tuple[str, str]]:
    rows = [
        (" / ".join(entry.shown_keys), entry.text)
        for entry in COMMANDS
        if entry.group is group and entry.keys and not _is_numbered(entry)
    ]
    if group is Group.WINDOW:
        rows.append(("1 … 9", "Window presets, as they are numbered"))
    if group is Group.ENHANCE:
        rows.append(("Ctrl+1 … 9", "Recipes, in the order of the list"))
    if group is Group.VIEW:
        rows.insert(0, HELD_ORIGINAL)
    return rows


def _is_numbered(entry: Command) -> bool:
    return entry.name[-1].isdigit()


def _add_group(column: QVBoxLayout, title: str, rows: list[tuple[str, str]]) -> None:
    column.addWidget(Label(title, TextRole.TITLE))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 12)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, 132)
    grid.setColumnStretch(1, 1)
    for at, (keys, words) in enumerate(rows):
        grid.addWidget(KeyCap(keys), at, 0, Qt.AlignmentFlag.AlignLeft)
        said = Label(words, TextRole.SECONDARY)
        said.setWordWrap(True)
        grid.addWidget(said, at, 1)
    column.addLayout(grid)
