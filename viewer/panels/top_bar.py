"""The row of tools at the head of the window."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from viewer.actions import Actions, command
from viewer.canvas.choices import Layout
from viewer.settings import Settings
from viewer.theme import theme
from viewer.widgets.button import FilledButton, FlatButton, IconButton
from viewer.widgets.segments import Segment, Segments

TOOLS = ("tool.window", "tool.pan", "tool.zoom", "tool.probe", "tool.loupe")
MEASURE = (
    "tool.length",
    "tool.angle",
    "tool.cobb",
    "tool.ellipse",
    "tool.rectangle",
    "tool.arrow",
    "tool.text",
    "tool.calibrate",
)
ARRANGE = ("arrange.right", "arrange.horizontal", "arrange.vertical", "window.invert")
EDIT = ("edit.undo", "edit.redo")
LAYOUTS = (
    (Layout.SINGLE, "view.single"),
    (Layout.SIDE_BY_SIDE, "view.side"),
    (Layout.QUAD, "view.quad"),
    (Layout.WIPE, "view.wipe"),
    (Layout.DIFFERENCE, "view.difference"),
)


class TopBar(QFrame):
    """Buttons for the commands of ``viewer.actions``; it decides nothing itself.

    Args:
        actions: The window's commands.
        settings: What the settings menu switches.
    """

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setObjectName("topBar")
        self.setStyleSheet(
            f"#topBar {{ background: {look.colours.panel};"
            f" border-bottom: 1px solid {look.colours.hairline}; }}"
        )
        self.setFixedHeight(look.scaled(look.sizes.top_bar))
        self._actions = actions
        self._settings = settings
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 1)
        row.setSpacing(0)
        row.addWidget(self._open_button())
        for group in (TOOLS, (), ARRANGE, EDIT):
            row.addWidget(_divider())
            for name in group:
                row.addWidget(self._button(name))
            if not group:
                row.addWidget(self._measure_button())
        row.addStretch(1)
        self.layouts = self._layout_switch()
        row.addWidget(self.layouts)
        row.addSpacing(4)
        row.addWidget(self._button("view.link"))
        row.addWidget(self._button("view.blink"))
        row.addStretch(1)
        self.export = self._export_button()
        row.addWidget(self.export)
        row.addSpacing(8)
        row.addWidget(self._settings_button())

    def _button(self, name: str) -> IconButton:
        known, action = command(name), self._actions[name]
        button = IconButton(known.icon, known.text, size=_tool_size())
        button.setToolTip(known.tooltip)
        button.setObjectName(name)
        button.setCheckable(known.is_checkable)
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())

        action.changed.connect(follow)
        follow()
        return button

    def _layout_switch(self) -> Segments:
        choices = [
            Segment(known.text, known.icon, known.tooltip)
            for known in (command(name) for _, name in LAYOUTS)
        ]
        made = Segments(choices, self.tr("Layout"))
        _follow_enabled(made, self._actions["view.single"])
        return made

    def _export_button(self) -> FilledButton:
        made = FilledButton(self.tr("Export"), "export")
        made.setObjectName("exportButton")
        made.setToolTip(command("file.export").tooltip)
        made.clicked.connect(self._actions["file.export"].trigger)
        _follow_enabled(made, self._actions["file.export"])
        return made

    def _open_button(self) -> QWidget:
        made = FlatButton(self.tr("Open"), "open")
        made.setObjectName("openButton")
        made.setToolTip(self.tr("Open films"))
        menu = QMenu()
        for name in ("file.open", "file.open_folder", "file.sample"):
            menu.addAction(self._actions[name])
        phantoms = menu.addMenu(self.tr("Other phantoms"))
        for name in ("sample.contrast_detail", "sample.test_pattern"):
            phantoms.addAction(self._actions[name])
        menu.addSeparator()
        menu.addAction(self._actions["file.stitch"])
        menu.addAction(self._actions["file.close"])
        menu.addAction(self._actions["file.close_all"])
        made.set_menu(menu)
        return made

    def _measure_button(self) -> QWidget:
        """Return the button with the tools that measure and point, 52 wide with its arrow."""
        made = IconButton("ruler", self.tr("Measure"), size=QSize(52, theme().sizes.tool_height))
        made.setObjectName("measureButton")
        menu = QMenu()
        for name in MEASURE:
            menu.addAction(self._actions[name])
        menu.addSeparator()
        menu.addAction(self._actions["measure.delete"])
        menu.addAction(self._actions["measure.delete_all"])
        made.set_menu(menu)
        made.setCheckable(True)

        def follow() -> None:
            made.setEnabled(self._actions["tool.length"].isEnabled())
            made.setChecked(any(self._actions[name].isChecked() for name in MEASURE))

        for name in MEASURE:
            self._actions[name].changed.connect(follow)
        follow()
        return made

    def _settings_button(self) -> QWidget:
        made = IconButton("gear", self.tr("Settings"), size=_tool_size())
        made.setObjectName("settingsButton")
        menu = QMenu(made)
        for text, attribute in (
            (self.tr("Drag up darkens"), "up_darkens"),
            (self.tr("Wheel always zooms"), "wheel_always_zooms"),
            (self.tr("Smooth pixels when enlarged"), "is_smooth"),
            (self.tr("Name the patient in the corners"), "shows_patient"),
        ):
            self._add_switch(menu, text, attribute)
        menu.addSeparator()
        menu.addAction(self._actions["view.corner"])
        menu.addSeparator()
        for name in ("app.settings", "app.jobs", "app.log", "app.find", "help.keys"):
            menu.addAction(self._actions[name])
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made

    def _add_switch(self, menu: QMenu, text: str, attribute: str) -> None:
        entry = menu.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(getattr(self._settings, attribute))
        entry.toggled.connect(lambda is_on: setattr(self._settings, attribute, is_on))
        self._settings.changed.connect(lambda: entry.setChecked(getattr(self._settings, attribute)))


def _tool_size() -> QSize:
    sizes = theme().sizes
    return QSize(sizes.tool_width, sizes.tool_height)


def _follow_enabled(widget: QWidget, action: QAction) -> None:
    action.changed.connect(lambda: widget.setEnabled(action.isEnabled()))
    widget.setEnabled(action.isEnabled())


def _divider() -> QWidget:
    """Return a 1 x 20 line with 8 px on either side."""
    holder = QWidget()
    holder.setFixedSize(17, 39)
    line = QFrame(holder)
    line.setGeometry(8, 10, 1, 20)
    line.setStyleSheet(f"background: {theme().colours.hairline}")
    return holder
