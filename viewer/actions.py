"""Everything the user can do, with its keys: the one list that menus, tooltips and F1 read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.key_bindings import KeyBindings, shown_key


class Group(Enum):
    """Headings of the cheat sheet."""

    FILES = "Films"
    VIEW = "View"
    WINDOW = "Window"
    ENHANCE = "Enhance"
    MEASURE = "Measure"
    ARRANGE = "Arrange"
    HELP = "Program"

    @property
    def words(self) -> str:
        """What the user reads."""
        return QCoreApplication.translate("Actions", self.value)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do.

    Attributes:
        name: Stable name: "window.auto".
        text: What menus and tooltips call it.
        keys: As delivered, in portable form, the first one is shown; may be empty.
        group: Heading in the cheat sheet.
        icon: Name of its icon, or "".
        is_checkable: It is on or off.
        needs_film: Disabled while no film is open.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    group: Group
    icon: str = ""
    is_checkable: bool = False
    needs_film: bool = True

    @property
    def words(self) -> str:
        """What the user reads."""
        return QCoreApplication.translate("Actions", self.text)

    @property
    def tooltip(self) -> str:
        """Return "Name (Key)" with the key delivered; ``Actions.tooltip`` knows the user's."""
        return f"{self.words} ({shown_key(self.keys[0])})" if self.keys else self.words


_F, _V, _W, _E, _M, _A, _H = Group

COMMANDS: tuple[Command, ...] = (
    Command("file.open", "Open file", ("Ctrl+O",), _F, "open", needs_film=False),
    Command("file.open_folder", "Open folder", ("Ctrl+Shift+O",), _F, "folder", needs_film=False),
    Command("file.sample", "Open sample film", (), _F, "film", needs_film=False),
    Command("sample.contrast_detail", "Contrast-detail phantom", (), _F, needs_film=False),
    Command("sample.test_pattern", "Display test pattern", (), _F, needs_film=False),
    Command("file.export", "Export", ("Ctrl+E",), _F, "export"),
    Command("file.stitch", "Stitch films", ("Ctrl+J",), _F, needs_film=False),
    Command("file.close", "Close film", ("Ctrl+W",), _F, "x", needs_film=False),
    Command("file.close_all", "Close all films", ("Ctrl+Shift+W",), _F, "x", needs_film=False),
    Command("file.print", "Print", ("Ctrl+P",), _F),
    Command("film.next", "Next film", ("Right",), _F, needs_film=False),
    Command("film.previous", "Previous film", ("Left",), _F, needs_film=False),
    Command("film.next_series", "Next series", ("PgDown",), _F, needs_film=False),
    Command("film.previous_series", "Previous series", ("PgUp",), _F, needs_film=False),
    Command("film.first", "First film", ("Home",), _F, needs_film=False),
    Command("film.last", "Last film", ("End",), _F, needs_film=False),
    Command("film.beside", "Second film beside", ("Ctrl+B",), _F, is_checkable=True),
    Command("frame.next", "Next frame", (".",), _F),
    Command("frame.previous", "Previous frame", (",",), _F),
    Command("frame.play", "Play or pause the frames", ("C",), _F, is_checkable=True),
    Command("tool.window", "Window", ("W", "Esc"), _V, "wl", is_checkable=True),
    Command("tool.pan", "Pan", ("T",), _V, "pan", is_checkable=True),
    Command("tool.zoom", "Zoom", ("Z",), _V, "zoom", is_checkable=True),
    Command("tool.zoom_box", "Zoom to a box", ("Shift+Z",), _V, is_checkable=True),
    Command("tool.probe", "Probe", ("P",), _V, "probe", is_checkable=True),
    Command("tool.loupe", "Loupe", (), _V, "loupe", is_checkable=True),
    Command("view.single", "Enhanced", (), _V, "single"),
    Command("view.side", "Side by side", (), _V, "side"),
    Command("view.quad", "Two by two", (), _V, "quad"),
    Command("view.wipe", "Wipe", ("\\",), _V, "wipe"),
    Command("view.turn_wipe", "Turn the wipe bar", ("Shift+\\",), _V),
    Command("view.difference", "Difference", (), _V, "diff"),
    Command("view.difference_unit", "Unit of the difference", ("Shift+D",), _V),
    Command("view.cycle", "Next layout", ("Tab",), _V),
    Command("view.cycle_back", "Previous layout", ("Shift+Tab",), _V),
    Command("view.blink", "Blink", ("K",), _V, "blink", is_checkable=True),
    Command("view.clipped", "Clipped pixels", ("Y",), _V, is_checkable=True),
    Command("view.link", "Link panes", ("S",), _V, "link", is_checkable=True),
    Command("view.fit", "Fit", ("F",), _V, "fit"),
    Command("view.one", "One to one", ("X",), _V, "one"),
    Command("view.life", "Life size", ("Shift+X",), _V),
    Command("view.reset", "Reset view", ("Ctrl+0",), _V),
    Command("view.corner", "Corner text", ("O",), _V),
    Command("view.drawings", "Overlays and drawings", ("U",), _V, is_checkable=True),
    Command("view.shutter", "Shutter", ("Shift+U",), _V, is_checkable=True),
    Command("view.left", "Fold left panel", ("Ctrl+L",), _V, needs_film=False),
    Command("view.right", "Fold right panel", ("Ctrl+R",), _V, needs_film=False),
    Command("view.full", "Full screen", ("F11",), _V, needs_film=False),
    Command("window.auto", "Auto window", ("0",), _W, "auto"),
    Command("window.full", "Full range", ("Shift+0",), _W),
    Command("window.file", "Window of the file", ("`", "Backspace"), _W),
    Command("window.invert", "Invert", ("I",), _W, "inv", is_checkable=True),
    *(Command(f"window.preset{n}", f"Window preset {n}", (str(n),), _W) for n in range(1, 10)),
    Command("edit.undo", "Undo", ("Ctrl+Z",), _E, "undo"),
    Command("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), _E, "redo"),
    Command("recipe.reset", "Remove all steps", ("Ctrl+Shift+0",), _E, "reset"),
    Command("recipe.save", "Save recipe", ("Ctrl+S",), _E, "save"),
    *(Command(f"recipe.use{n}", f"Recipe {n}", (f"Ctrl+{n}",), _E) for n in range(1, 10)),
    Command("recipe.gallery", "Recipes", ("Ctrl+G",), _E, "card"),
    Command("recipe.other", "The other of two recipes", ("Q",), _E, "swap"),
    Command("recipe.beside", "The other recipe beside", ("Shift+Q",), _E, is_checkable=True),
    Command("tool.length", "Length", ("L", "D"), _M, "ruler", is_checkable=True),
    Command("tool.angle", "Angle", ("A",), _M, "angle", is_checkable=True),
    Command("tool.cobb", "Cobb angle", ("B",), _M, "cobb", is_checkable=True),
    Command("tool.ellipse", "Ellipse", ("E",), _M, "ellipse", is_checkable=True),
    Command("tool.rectangle", "Rectangle", ("Shift+E",), _M, "rectangle", is_checkable=True),
    Command("tool.arrow", "Arrow", ("Shift+A",), _M, "arrow", is_checkable=True),
    Command("tool.text", "Text", ("Shift+T",), _M, "text", is_checkable=True),
    Command("tool.calibrate", "Calibrate by a known object", (), _M, "scale", is_checkable=True),
    Command("measure.delete", "Delete the measurement", ("Del",), _M, "trash"),
    Command("measure.delete_all", "Delete all measurements", (), _M, "trash"),
    Command("arrange.right", "Rotate right", ("R",), _A, "rot"),
    Command("arrange.left", "Rotate left", ("Shift+R",), _A),
    Command("arrange.horizontal", "Flip left to right", ("H",), _A, "fliph"),
    Command("arrange.vertical", "Flip top to bottom", ("V",), _A, "flipv"),
    Command("app.next_part", "Next part of the window", ("F6",), _H, needs_film=False),
    Command(
        "app.previous_part", "Previous part of the window", ("Shift+F6",), _H, needs_film=False
    ),
    Command("app.find", "Find a command", ("Ctrl+K",), _H, needs_film=False),
    Command("app.settings", "Settings", ("Ctrl+,",), _H, "gear", needs_film=False),
    Command("app.jobs", "Jobs", ("Ctrl+Shift+J",), _H, needs_film=False),
    Command("app.log", "Log", (), _H, needs_film=False),
    Command("app.about", "About Negatoscope", (), _H, "info", needs_film=False),
    Command("app.licences", "Licences", (), _H, needs_film=False),
    Command("app.diagnostics", "Diagnostics", (), _H, needs_film=False),
    Command("help.keys", "Keys", ("F1",), _H, needs_film=False),
)

HELD_KEYS: tuple[Command, ...] = (
    Command("held.original", "Hold to see the original", ("Space",), _V),
    Command("held.loupe", "Hold for the loupe", ("M",), _V),
)
"""Keys that do something while they are down: no shortcuts, see ``viewer.held_keys``."""

OF_THE_CANVAS = ("view.cycle", "view.cycle_back")
"""Given in the canvas alone: elsewhere their keys, Tab and Shift+Tab, move the focus."""


class Actions(QObject):
    """The commands as Qt actions of one window, so that keys work wherever the focus is.

    A plain letter never fires while a text field has the focus: Qt gives it to the field.

    Args:
        window: Owns the actions.

    Signals:
        keys_changed: Some command has other keys, and so another tooltip.
    """

    keys_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.bindings = KeyBindings(
            {entry.name: entry.keys for entry in (*COMMANDS, *HELD_KEYS)}, self
        )
        self._actions: dict[str, QAction] = {}
        for entry in COMMANDS:
            action = QAction(entry.words, window)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(entry.is_checkable)
            action.setObjectName(entry.name)
            window.addAction(action)
            self._actions[entry.name] = action
        self.bindings.changed.connect(self._take_keys)
        self._take_keys()

    def __getitem__(self, name: str) -> QAction:
        """Return the action of a command."""
        return self._actions[name]

    def connect_to(self, name: str, deed: Callable[[], object]) -> None:
        """Do ``deed`` when the command is given, whatever Qt passes along."""
        self._actions[name].triggered.connect(lambda *_: deed())

    def keep_to(self, widget: QWidget, names: tuple[str, ...]) -> None:
        """Let the keys of some commands count only while the focus is in one widget."""
        for name in names:
            action = self._actions[name]
            owner = action.parent()
            if isinstance(owner, QWidget):
                owner.removeAction(action)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            widget.addAction(action)

    def set_film_open(self, is_open: bool) -> None:
        """Enable or disable what needs a film."""
        for entry in COMMANDS:
            if entry.needs_film:
                self._actions[entry.name].setEnabled(is_open)

    def shown_keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command, or of a held key, as this system writes them."""
        return tuple(shown_key(key) for key in self.bindings.keys_of(name))

    def tooltip(self, name: str) -> str:
        """Return "Name (Key)", with the key the user chose."""
        words, keys = command(name).words, self.shown_keys(name)
        return f"{words} ({keys[0]})" if keys else words

    def _take_keys(self) -> None:
        for name, action in self._actions.items():
            keys = [QKeySequence(key) for key in self.bindings.keys_of(name)]
            if keys != action.shortcuts():
                action.setShortcuts(keys)
            action.setToolTip(self.tooltip(name))
        self.keys_changed.emit()


def command(name: str) -> Command:
    """Return the command, or the held key, called ``name``."""
    return next(entry for entry in (*COMMANDS, *HELD_KEYS) if entry.name == name)


def conflicts() -> list[tuple[str, str, str]]:
    """Return (key, command, command) for every key that two commands claim as delivered."""
    claimed: dict[str, str] = {}
    found = []
    for entry in (*COMMANDS, *HELD_KEYS):
        for key in entry.keys:
            if key in claimed:
                found.append((key, claimed[key], entry.name))
            claimed[key] = entry.name
    return found
