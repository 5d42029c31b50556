"""The recipes to choose from, as live pictures of the film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine import Recipe, recipes, resource_path
from viewer.variants import LiveTiles

IMAGE_PX = 512
"""Long side of the pictures: those of the preview, which the tiles show smaller."""

if TYPE_CHECKING:
    from viewer.dialogs.gallery_sheet import GallerySheet
    from viewer.document import Document
    from viewer.main_window import MainWindow


class GalleryDesk(QObject):
    """Opens the gallery over the window, and lets the rest of it know what it changed.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._sheet: GallerySheet | None = None
        self._live = LiveTiles(window.jobs, IMAGE_PX, self)
        window.actions_.connect_to("recipe.gallery", self.open)
        window.right.enhance_panel.gallery_wanted.connect(self.open)

    @property
    def sheet(self) -> GallerySheet | None:
        """The gallery while it is open."""
        return self._sheet

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none; the gallery shows one film only."""
        if document is self._document:
            return
        if self._sheet is not None:
            self._sheet.close_sheet()
        self._live.forget()
        self._document = document
        is_synthetic = document is not None and document.renderer.original.is_synthetic
        network = self.tr("the network that made this film") if is_synthetic else ""
        self._window.right.enhance_panel.set_film(network)

    def save(self) -> None:
        """Open the gallery where a name for the current steps is typed."""
        document = self._document
        if document is not None and document.presentation.recipe.entries:
            self.open()
            if self._sheet is not None:
                self._sheet.name.setFocus()

    def open(self) -> None:
        """Open the gallery on the film shown."""
        window, document = self._window, self._document
        if document is None or window.has_open_dialog:
            return
        from viewer.dialogs.gallery_sheet import GallerySheet

        built_in, others = self._known()
        sheet = GallerySheet(window, document, built_in, others, self._live)
        sheet.recipe_taken.connect(window.right.enhance_panel.use)
        sheet.library_changed.connect(lambda: self._tell(others))
        sheet.closed.connect(self._forget)
        self._sheet = sheet
        sheet.open()

    def _forget(self) -> None:
        self._sheet = None

    def _known(self) -> tuple[tuple[Recipe, ...], tuple[Recipe, ...]]:
        """Return the recipes that come with the program, and those that lie nowhere."""
        kept = recipes()  # those that come with the program first
        number = sum(1 for _ in resource_path("recipes").glob("*.json"))
        others = tuple(one for one in self._window.right.known_recipes if one not in kept)
        return kept[:number], others

    def _tell(self, others: tuple[Recipe, ...]) -> None:
        """Let keys and lists have the recipes as they are now."""
        known = [*recipes(), *others]
        self._window.right.known_recipes = known
        self._window.right.enhance_panel.set_known(known)
