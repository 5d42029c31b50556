"""A and B: the recipe in force on a film, and the one that was in force before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from engine import Recipe

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.history import History
    from viewer.main_window import MainWindow


@dataclass(slots=True)
class _Pair:
    """Two recipes of one film.

    Attributes:
        now: The one last seen in force.
        other: The one that was in force before it; of no steps to begin with.
    """

    now: Recipe
    other: Recipe


class TwoRecipes(QObject):
    """Remembers the other recipe of each film, and swaps the two as one undo entry.

    A recipe gives way to another when one of another name is chosen, not when its numbers are
    changed: A with all its changes is compared with B with all of its own.

    Args:
        window: The window whose film is meant.

    Signals:
        changed: Another recipe is the other one.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._pairs: WeakKeyDictionary[History, _Pair] = WeakKeyDictionary()
        window.actions_.connect_to("recipe.other", self.swap)

    @property
    def other(self) -> Recipe:
        """The other recipe of the film shown."""
        pair = self._pair()
        return pair.other if pair is not None else Recipe()

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._look)
        self._document = document
        if document is not None:
            document.presentation_changed.connect(self._look)
            self._look()
        self.changed.emit()

    def swap(self) -> None:
        """Put the other recipe in force; the one in force becomes the other."""
        document, pair = self._document, self._pair()
        if document is None or pair is None:
            return
        now = document.presentation
        pair.now, pair.other = pair.other, now.recipe
        document.edit(now.with_recipe(pair.now))
        self.changed.emit()

    def _pair(self) -> _Pair | None:
        if self._document is None:
            return None
        recipe = self._document.presentation.recipe
        return self._pairs.setdefault(self._document.history, _Pair(recipe, Recipe()))

    def _look(self) -> None:
        pair = self._pair()
        if pair is None or self._document is None:
            return
        recipe = self._document.presentation.recipe
        is_another = (recipe.name, recipe.title) != (pair.now.name, pair.now.title)
        if is_another:
            pair.now, pair.other = recipe, pair.now
            self.changed.emit()
        else:
            pair.now = recipe
