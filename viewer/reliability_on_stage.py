"""The reliability of a translation over its picture, as long as it is that of the recipe."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from engine import ReliabilityView, map_over
from viewer.canvas.compare import CompareView
from viewer.canvas.reliability_overlay import OPACITY, reliability_layer
from viewer.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was computed for one recipe.

    Attributes:
        digest: Of the recipe.
        view: What came out.
    """

    digest: str
    view: ReliabilityView


class ReliabilityOnStage(QObject):
    """Keeps what was found for each film, and shows it while the user wants it.

    What was found for another recipe is dropped: any edit may change what can be trusted.

    Args:
        compare: Where the translated picture is.

    Signals:
        changed: Another film, another finding, on or off, another opacity.
    """

    changed = Signal()

    def __init__(self, compare: CompareView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compare = compare
        self._document: Document | None = None
        self._found: WeakKeyDictionary[Document, _Found] = WeakKeyDictionary()
        self._is_on = False
        self._opacity = OPACITY

    @property
    def is_on(self) -> bool:
        """Whether the user wants the overlay."""
        return self._is_on

    @property
    def opacity(self) -> float:
        """Of full disagreement, 0..1."""
        return self._opacity

    @property
    def found(self) -> ReliabilityView | None:
        """What was found for the film and the recipe in force; None if nobody has looked."""
        if self._document is None:
            return None
        found = self._found.get(self._document)
        return found.view if found is not None else None

    def show(self, document: Document | None) -> None:
        """Follow the pictures on screen; for another film, without the overlay."""
        if document is not self._document:
            self._document = document
            self._is_on = False
            self.follow()
            self.changed.emit()
        self._lay()

    def follow(self) -> None:
        """Drop what was found for a recipe that is no longer in force."""
        document = self._document
        if document is None:
            return
        found = self._found.get(document)
        if found is not None and found.digest != document.presentation.recipe.digest:
            del self._found[document]
            self.switch(is_on=False)

    def keep(self, document: Document, digest: str, view: ReliabilityView) -> None:
        """Take what was found for a film and the recipe of this digest."""
        self._found[document] = _Found(digest, view)
        self.follow()
        self._lay()
        self.changed.emit()

    def switch(self, *, is_on: bool) -> None:
        """Show the overlay as soon as there is one, or no longer."""
        self._is_on = is_on
        self._lay()
        self.changed.emit()

    def set_opacity(self, opacity: float) -> None:
        """Make full disagreement this opaque, 0..1."""
        self._opacity = opacity
        self._lay()
        self.changed.emit()

    def _lay(self) -> None:
        document = self._document
        found = self._found.get(document) if document is not None else None
        is_of_picture = (
            document is not None
            and found is not None
            and found.digest == document.shown.recipe.digest
        )
        if document is None or found is None or not self._is_on or not is_of_picture:
            self._compare.show_reliability(None)
            return
        shown, turn = document.shown, document.shown.orientation
        made_on = found.view.placement.turned(turn.placement())
        turned = map_over(turn.apply(found.view.combined), made_on, shown.result.placement)
        self._compare.show_reliability(reliability_layer(turned, self._opacity))
