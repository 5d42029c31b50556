"""The row of tools at the head of the window."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from viewer.actions import Actions, command
from viewer.canvas.choices import Layout
from viewer.recent import RecentFiles
from viewer.settings import Settings
from viewer.theme import dress, theme, theme_watch
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
COMPARE = ("view.link", "view.blink")
LAYOUTS = (
    (Layout.SINGLE, "view.single"),
    (Layout.SIDE_BY_SIDE, "view.side"),
    (Layout.QUAD, "view.quad"),
    (Layout.WIPE, "view.wipe"),
    (Layout.DIFFERENCE, "view.difference"),
)


FOLDS = ("arrange", "compare", "edit", "tools")
"""Groups that go into the menu "More", the first one first, where the window is narrow."""


class TopBar(QFrame):
    """Buttons for the commands of ``viewer.actions``; it decides nothing itself.

    Where there is no room, the layout switch shows icons, and then groups fold into a menu.

    Args:
        actions: The window's commands.
        settings: What the settings menu switches.
    """

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._actions = actions
        self._settings = settings
        self.recent = RecentFiles(settings, self)
        self._groups: dict[str, list[QWidget]] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 1)
        self._row.setSpacing(0)
        self.layouts = self._layout_switch()
        self.export = self._export_button()
        self._lay_out()
        dress(
            self,
            lambda look: (
                f"#topBar {{ background: {look.colours.panel};"
                f" border-bottom: 1px solid {look.colours.hairline}; }}"
            ),
        )
        theme_watch().changed.connect(self._fit)
        self._fit()

    @property
    def folded(self) -> tuple[str, ...]:
        """Names of the groups that are in the menu "More" now."""
        return tuple(name for name in FOLDS if self._groups[name][-1].isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return no width: what does not fit is folded away."""
        return QSize(0, self.height())

    def _lay_out(self) -> None:
        row = self._row
        row.addWidget(self._open_button())
        self._add_group("tools", TOOLS, has_divider=True)
        row.addWidget(_Divider())
        row.addWidget(self._measure_button())
        self._add_group("arrange", ARRANGE, has_divider=True)
        self._add_group("edit", EDIT, has_divider=True)
        self._more = self._more_button()
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self.layouts)
        row.addSpacing(4)
        self._add_group("compare", COMPARE, has_divider=False)
        row.addStretch(1)
        row.addWidget(self.export)
        row.addSpacing(8)
        row.addWidget(self._settings_button())

    def _add_group(self, name: str, commands: tuple[str, ...], *, has_divider: bool) -> None:
        made: list[QWidget] = [_Divider()] if has_divider else []
        made += [self._button(one) for one in commands]
        self._groups[name] = made
        for widget in made:
            self._row.addWidget(widget)

    def _fit(self) -> None:
        """Fold as little as will do."""
        look = theme()
        self.setFixedHeight(look.scaled(look.sizes.top_bar))
        for number in range(-1, len(FOLDS) + 1):
            self.layouts.set_compact(number >= 0)
            for at, name in enumerate(FOLDS):
                for widget in self._groups[name]:
                    widget.setVisible(at >= number)
            self._more.setVisible(number > 0)
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                break
        self._row.activate()  # now: it was laid out before the event that brought us here

    def _more_button(self) -> IconButton:
        made = IconButton("more", self.tr("More"), size=_tool_size())
        made.setObjectName("moreButton")
        menu = QMenu()
        menu.aboutToShow.connect(lambda: self._fill_more(menu))
        made.set_menu(menu)
        made.set_menu_arrow(has_arrow=False)
        return made

    def _fill_more(self, menu: QMenu) -> None:
        menu.clear()
        commands = {"tools": TOOLS, "arrange": ARRANGE, "edit": EDIT, "compare": COMPARE}
        for name, some in commands.items():
            if name in self.folded:
                menu.addSeparator()
                menu.addActions([self._actions[one] for one in some])

    def _button(self, name: str) -> IconButton:
        action = self._actions[name]
        button = IconButton(command(name).icon, action.text(), size=_tool_size())
        button.setObjectName(name)
        button.setCheckable(action.isCheckable())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())
            button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        follow()
        return button

    def _layout_switch(self) -> Segments:
        actions = [self._actions[name] for _, name in LAYOUTS]
        icons = [command(name).icon for _, name in LAYOUTS]

        def choices() -> list[Segment]:
            return [
                Segment(action.text(), icon, action.toolTip())
                for action, icon in zip(actions, icons, strict=True)
            ]

        made = Segments(choices(), self.tr("Layout"))
        for action in actions:
            action.changed.connect(lambda: made.set_choices(choices()))
        _follow_enabled(made, actions[0])
        return made

    def _export_button(self) -> FilledButton:
        made = FilledButton(self.tr("Export"), "export")
        made.setObjectName("exportButton")
        action = self._actions["file.export"]
        made.clicked.connect(action.trigger)
        action.changed.connect(lambda: made.setToolTip(action.toolTip()))
        made.setToolTip(action.toolTip())
        _follow_enabled(made, action)
        return made

    def _open_button(self) -> QWidget:
        made = FlatButton(self.tr("Open"), "open")
        made.setObjectName("openButton")
        made.setToolTip(self.tr("Open films"))
        menu = QMenu()
        for name in ("file.open", "file.open_folder", "file.sample"):
            menu.addAction(self._actions[name])
        menu.addMenu(self.recent.menu(menu))
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
        made = IconButton("ruler", self.tr("Measure"), size=_tool_size())
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
        for name in ("app.settings", "app.jobs", "app.log", "app.find", "help.keys", "app.about"):
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


class _Divider(QWidget):
    """A 1 x 20 line with 8 px on either side."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(17)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        high = theme().drawn(theme().sizes.icon)
        line = QRect(8, (self.height() - high) // 2, 1, high)
        QPainter(self).fillRect(line, theme().colour("hairline"))
