"""The menu of steps that can be added: a field to find one in, and a submenu for each group."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget, QWidgetAction

from engine import HOW_TO_ADD, Recipe, StepKind, step_types, torch_is_installed
from viewer.film_maps import STEP
from viewer.theme import theme
from viewer.translations import APPEARANCES
from viewer.translator import said

NETWORKS = (STEP, *(appearance.step for appearance in APPEARANCES))
"""Steps that cannot run without PyTorch."""

_MOST_HITS = 12
_OF_THE_MENU = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 224


class StepMenu(QMenu):
    """Groups in the order of the engine; typing finds steps of all groups instead.

    The first hit is marked; the arrows go on, and Enter adds what is marked.

    Args:
        parent: Qt's owner.

    Signals:
        chosen: Name of the step to add.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: dict[str, QAction] = {}
        self.groups: list[QMenu] = []
        self._words: dict[str, tuple[str, str]] = {}
        self.setToolTipsVisible(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a step"))
        self.field.setAccessibleName(self.tr("Find a step"))
        self.field.setMinimumWidth(theme().scaled(_WIDTH))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        held = QWidgetAction(self)
        held.setDefaultWidget(_padded(self.field))
        self.addAction(held)
        self._nothing = QAction(self.tr("No step of this name"), self)
        self._nothing.setEnabled(False)
        self._add_groups()
        self._show_groups()

    @property
    def hits(self) -> list[QAction]:
        """The steps found, the best first; empty while nothing is typed."""
        return [action for action in self.actions()[1:] if action in self.steps.values()]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Let what is typed go into the field."""
        super().showEvent(event)
        self.setActiveAction(self.actions()[0])  # the next one down is the first group
        QTimer.singleShot(0, self.field, self.field.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give letters to the field, wherever the arrows have led."""
        if _is_typed(event):
            self.field.setFocus()
            QApplication.sendEvent(self.field, event)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the arrows and Enter for the menu; the rest is typed."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)  # noqa: S101 - the type above
            key = Qt.Key(event.key())
            opens = key == Qt.Key.Key_Right and not self.field.text()
            if key in _OF_THE_MENU or opens:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _add_groups(self) -> None:
        by_kind: dict[StepKind, QMenu] = {}
        for kind in step_types():
            if kind.kind not in by_kind:
                group = _Group(said(kind.kind.value), self)
                group.setToolTipsVisible(True)
                by_kind[kind.kind] = group
                self.groups.append(group)
            action = by_kind[kind.kind].addAction(said(kind.title))
            action.setToolTip(said(kind.summary))
            if kind.name in NETWORKS and not torch_is_installed():
                action.setEnabled(False)
                words = self.tr("{title} needs PyTorch, which is missing.").format(
                    title=said(kind.title)
                )
                action.setToolTip(f"{words} {said(HOW_TO_ADD)}")
            action.triggered.connect(lambda _=False, name=kind.name: self.chosen.emit(name))
            self.steps[kind.name] = action
            both = (kind.kind.value, kind.title, kind.summary)  # found by its English name, too
            more = " ".join([kind.name, *both, *map(said, both)])
            self._words[kind.name] = said(kind.title), more

    def _show_groups(self) -> None:
        for group in self.groups:
            self.addMenu(group)

    def _find(self, text: str) -> None:
        for action in self.actions()[1:]:
            self.removeAction(action)
        if not text.strip():
            self._show_groups()
        else:
            found = found_steps(text, self._words)[:_MOST_HITS]
            self.addActions([self.steps[name] for name in found] or [self._nothing])
        able = [action for action in self.hits if action.isEnabled()]
        self.setActiveAction(able[0] if able else self.actions()[0])
        self.field.setFocus()
        self.adjustSize()
        QApplication.sendPostedEvents(self, QEvent.Type.LayoutRequest)


class _Group(QMenu):
    """The submenu of a group; typing in it goes on in the field above."""

    def __init__(self, title: str, menu: StepMenu) -> None:
        super().__init__(title, menu)
        self._menu = menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if _is_typed(event):
            self.close()
            self._menu.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _is_typed(event: QKeyEvent) -> bool:
    is_command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(event.text()) and event.text().isprintable() and not is_command


def found_steps(text: str, words: dict[str, tuple[str, str]]) -> list[str]:
    """Return the names of steps that match, the best first.

    Args:
        text: What was typed; each of its words has to be found.
        words: For each step by name its title, and what else is known of it.
    """
    wanted = text.lower().split()

    def rank(name: str) -> int | None:
        title, more = (part.lower() for part in words[name])
        if title.startswith(" ".join(wanted)):
            return 0
        if all(any(w.startswith(want) for w in title.split()) for want in wanted):
            return 1
        if all(want in title for want in wanted):
            return 2
        return 3 if all(want in title or want in more for want in wanted) else None

    ranked = [(found, name) for name in words if (found := rank(name)) is not None]
    return [name for _, name in sorted(ranked, key=lambda pair: pair[0])]


def _padded(field: QLineEdit) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(4, 4, 4, 4)
    column.addWidget(field)
    held.setFocusProxy(field)
    return held


def runs_network(recipe: Recipe) -> bool:
    """Return whether a step that is switched on needs PyTorch."""
    return any(entry.type.name in NETWORKS for entry in recipe.enabled)
