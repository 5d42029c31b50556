"""The gallery: every recipe as a live picture of the film, and what is kept of one's own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from engine import Recipe
from viewer.dialogs.gallery_sheet_keeping import Keeping
from viewer.dialogs.gallery_sheet_own import LONGEST_NAME, OwnRecipe, OwnRecipes
from viewer.dialogs.gallery_sheet_preview import RecipePreview
from viewer.dialogs.gallery_sheet_tiles import Offer, TileBoard
from viewer.dialogs.sheet import Sheet
from viewer.document import Document
from viewer.key_bindings import shown_key
from viewer.panels.step_menu import runs_network
from viewer.problems import text_of
from viewer.theme import theme, theme_watch
from viewer.variants import LiveTiles
from viewer.widgets.button import FilledButton, FlatButton, OutlineButton
from viewer.widgets.notice import Notice

_PREVIEW, _WIDEST_PREVIEW = 288, 400
_NAME = 212
_BAR = 8
"""Beside the preview for its scroll bar, where large type leaves it too little height."""
_NUMBERED = 9


class GallerySheet(Sheet):
    """Tiles in groups, a preview beside them, and one's own recipes as files.

    Args:
        window: What it covers.
        document: The film of the pictures.
        built_in: Recipes that come with the program, in the order of their keys.
        others: Recipes that are none of these and lie in no file, as that of a film.
        live: Makes the pictures, and keeps them for the next time.

    Signals:
        recipe_taken: The recipe to apply.
        library_changed: One's own recipes are others now.
    """

    recipe_taken = Signal(object)
    library_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        document: Document,
        built_in: Sequence[Recipe],
        others: Sequence[Recipe],
        live: LiveTiles,
    ) -> None:
        title = QCoreApplication.translate("GallerySheet", "Recipes")
        super().__init__(window, title, 1180, 760)
        self._document = document
        self._built_in = tuple(built_in)
        self._others = tuple(others)
        self._problems: dict[str, str] = {}
        self._images: dict[str, QImage] = {}
        self.own = OwnRecipes([name for one in built_in for name in (one.name, one.title)])
        self.keeping = Keeping(self.own, self)
        self._hovered: Offer | None = None
        self.live = live
        self.board = TileBoard()
        self.preview = RecipePreview()
        self.search = QLineEdit()
        self.name = QLineEdit()
        self.notice = Notice()
        self.undo = FlatButton(self.tr("Undo"), height=28, colour_role="accent")
        self.take_in = OutlineButton(self.tr("Import…"))
        self.keep = OutlineButton(self.tr("Save"))
        self.cancel = OutlineButton(self.tr("Cancel"))
        self.go = FilledButton(self.tr("Apply"))
        self._lay_out()
        self._connect()
        self._offer()
        self.keeping.tell_broken()

    def open(self, first: QWidget | None = None) -> None:
        """Show it, with the focus on the recipe in force."""
        super().open(first or self.search)
        if first is None:
            self.board.focus_chosen()

    def close_sheet(self) -> None:
        """Leave; pictures under way are given up, and what was deleted goes for good."""
        self.live.stop()
        self.own.forget()
        super().close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take a recipe by its key, find one by what is typed, rename and delete."""
        number = event.key() - Qt.Key.Key_0.value
        is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_command and 1 <= number <= _NUMBERED:
            self._take_numbered(number)
        elif is_command and event.key() == Qt.Key.Key_G:
            self.close_sheet()
        elif event.key() == Qt.Key.Key_F2:
            self.preview.open_field()
        elif event.key() == Qt.Key.Key_Delete and self._current_own() is not None:
            self.preview.delete.click()
        elif not is_command and event.text().isprintable() and event.text().strip():
            self.search.setFocus()
            self.search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go from the search to the tiles, and take the first by Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.board.focus_chosen()
                return True
            if watched is self.search and is_enter:
                self._take(self.board.current)
                return True
            if watched is self.name and is_enter:
                self._save_current()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        for field, words in (
            (self.search, self.tr("Find a recipe")),
            (self.name, self.tr("Name for the current steps")),
        ):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.installEventFilter(self)
        self.name.setMaxLength(LONGEST_NAME)
        self._scroll, self._beside = _scrolling(self.board), _scrolling(self.preview)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.notice, 1, Qt.AlignmentFlag.AlignVCenter)
        said.addWidget(self.undo)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addWidget(self._scroll, 1)
        left.addLayout(said)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20 - _BAR, 16)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addWidget(self._beside)
        for part in (self.take_in, self.name, self.keep):
            self.foot.addWidget(part)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)
        self.undo.hide()
        self._fit_columns()

    def _connect(self) -> None:
        theme_watch().changed.connect(self._fit_columns)
        self.search.textChanged.connect(self.board.show_only)
        self.board.chosen.connect(lambda _: self._look())
        self.board.looked_at.connect(self._hover)
        self.board.taken.connect(self._take)
        self.board.shown.connect(lambda tile: self._scroll.ensureWidgetVisible(tile, 0, 32))
        self.live.made.connect(self._made)
        self.live.failed.connect(self._failed)
        self._connect_keeping()
        self.name.textChanged.connect(lambda _: self._name_save())
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(lambda: self._take(self.board.current))

    def _connect_keeping(self) -> None:
        preview, keeping = self.preview, self.keeping

        def with_own(deed: Callable[[OwnRecipe], None]) -> None:
            own = self._current_own()
            if own is not None:
                deed(own)

        def with_recipe(deed: Callable[[Recipe], None]) -> None:
            if self.board.current is not None:
                deed(self.board.current.recipe)

        keeping.changed.connect(self._follow_library)
        keeping.said.connect(self._say)
        preview.renamed.connect(lambda name: with_own(lambda own: keeping.rename(own, name)))
        preview.delete_wanted.connect(lambda: with_own(keeping.delete))
        preview.copy_wanted.connect(lambda: with_recipe(keeping.copy))
        preview.export_wanted.connect(lambda: with_recipe(keeping.write))
        self.undo.clicked.connect(keeping.restore)
        self.take_in.clicked.connect(keeping.take_in)
        self.keep.clicked.connect(self._save_current)

    def _fit_columns(self) -> None:
        width = min(theme().scaled(_PREVIEW), _WIDEST_PREVIEW)
        self.preview.setFixedWidth(width)
        self._beside.setFixedWidth(width + _BAR)
        self.name.setFixedWidth(theme().drawn(_NAME))

    def _offers(self) -> list[Offer]:
        film_is_synthetic = self._document.renderer.original.is_synthetic
        found = [(recipe, self._group_of(recipe)) for recipe in self._built_in]
        found += [(own.recipe, self.tr("Your own")) for own in self.own.found]
        found += [(recipe, self.tr("Of films")) for recipe in self._others]
        return [
            Offer(
                recipe,
                group,
                shown_key(f"Ctrl+{at + 1}") if at < _NUMBERED else "",
                film_is_synthetic or bool(recipe.generating),
            )
            for at, (recipe, group) in enumerate(found)
        ]

    def _group_of(self, recipe: Recipe) -> str:
        groups = {
            self.tr("Chest and bedside"): ("chest_balanced", "bedside", "tubes_and_lines"),
            self.tr("Bone and limbs"): ("bone_detail", "extremity"),
            self.tr("Abdomen"): ("abdomen",),
            self.tr("Mammography"): ("mammography",),
            self.tr("Children"): ("paediatric",),
        }
        return next((g for g, names in groups.items() if recipe.name in names), self.tr("Any film"))

    def _offer(self) -> None:
        """Show what there is, and have pictures made of it; none is made of what is invented."""
        recipe = self._document.presentation.recipe
        offers = self._offers()
        self.board.set_offers(offers, recipe)
        self.board.show_only(self.search.text())
        for part in (self.name, self.keep):
            part.setVisible(bool(recipe.entries))
        self._name_save()
        shown = [one.recipe for one in offers if not self._waits(one.recipe)]
        shown.sort(key=lambda one: one.digest != recipe.digest)  # looked at first, made first
        self.live.show(self._document, [Recipe(), *shown])

    def _waits(self, recipe: Recipe) -> bool:
        """Whether no picture is made unasked: a network would be loaded, or invent something."""
        in_force = self._document.presentation.recipe
        return bool(recipe.generating) or (runs_network(recipe) and not runs_network(in_force))

    def _made(self, digest: str, image: QImage) -> None:
        self._images[digest] = image
        self.board.set_image(digest, image)
        self._look()

    def _failed(self, digest: str, error: Exception) -> None:
        self._problems[digest] = text_of(error).sentence
        self.board.set_failed(digest)
        self._look()

    def _hover(self, offer: Offer | None) -> None:
        self._hovered = offer
        self._look()

    def _look(self) -> None:
        """Show before and after of what is under the pointer, else of what is chosen."""
        offer, preview = self._hovered or self.board.current, self.preview
        recipe = offer.recipe if offer is not None else None
        preview.show_recipe(recipe, is_own=recipe is not None and self.own.of(recipe) is not None)
        film_is_synthetic = self._document.renderer.original.is_synthetic
        preview.mark_synthetic(film_is_synthetic, offer is not None and offer.is_synthetic)
        preview.before.set_image(self._images.get(Recipe().digest))
        digest = recipe.digest if recipe is not None else ""
        preview.after.set_image(self._images.get(digest))
        preview.show_problem(self._problems.get(digest, ""))
        if recipe is not None and recipe.generating:
            preview.show_problem(self.tr("A network invents what it shows: apply it to see it."))
        elif recipe is not None and self._waits(recipe):
            preview.show_problem(self.tr("A network works it out: apply it to see it."))
        self.go.setEnabled(self.board.current is not None)

    def _take(self, offer: Offer | None) -> None:
        if offer is not None:
            self.recipe_taken.emit(offer.recipe)
            self.close_sheet()

    def _take_numbered(self, number: int) -> None:
        offers = self._offers()
        if number <= len(offers):
            self._take(offers[number - 1])

    def _current_own(self) -> OwnRecipe | None:
        current = self.board.current
        return self.own.of(current.recipe) if current is not None else None

    def _follow_library(self, recipe: Recipe | None) -> None:
        self._offer()
        if recipe is not None:
            self.board.choose(recipe)
        self.board.focus_chosen()  # the tile that had the focus is gone
        self.library_changed.emit()

    def _say(self, sentence: str, ink: str, can_undo: bool) -> None:
        self.notice.set_notice(sentence, ink)
        self.undo.setVisible(can_undo)

    def _save_current(self) -> None:
        if self.keep.isEnabled() and self.keeping.save(
            self._document.presentation.recipe, self.name.text()
        ):
            self.name.clear()

    def _name_save(self) -> None:
        """Say that a recipe of this name would be replaced."""
        is_known = self.own.called(self.name.text()) is not None
        self.keep.setText(self.tr("Replace") if is_known else self.tr("Save"))
        self.keep.setAccessibleName(self.keep.text())
        self.keep.setEnabled(bool(self.name.text().strip()))
        self.keep.updateGeometry()


def _scrolling(part: QWidget) -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(part)
    return made
