"""Further panes with other recipes of the film shown: two by two, and one beside the result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from engine import FULL_DISPLAY_WINDOW, Picture, Recipe
from viewer.canvas.choices import Layout
from viewer.canvas.guest import Guest, Place
from viewer.canvas.guest_button import GuestButton
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.canvas.picture_item import RgbTable, rgb_table
from viewer.corner_texts import letters_of, whose
from viewer.translator import said
from viewer.variants import Variants
from viewer.voi_words import window_text
from viewer.wording import spacing_text, steps_text

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow

LAYOUTS = {
    Place.LEFT: Layout.SIDE_BY_SIDE,
    Place.THIRD: Layout.QUAD,
    Place.FOURTH: Layout.QUAD,
}
"""Which layout shows each place."""


class RecipePanes(QObject):
    """Renders a recipe for each place it was chosen for, while that place is on screen.

    The choice stays from film to film, so that a series can be read with the same recipes; the
    window of the film holds in all panes, but where a recipe sets its own.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._document: Document | None = None
        self._chosen: dict[Place, Recipe] = {}
        self._made: dict[Place, tuple[Picture, Recipe]] = {}
        self._variants = Variants(window.jobs, self)
        self._variants.ready.connect(self._show)
        self._variants.failed.connect(self._fail)
        self._buttons = {place: self._button(place) for place in (Place.THIRD, Place.FOURTH)}
        window.compare.layout_changed.connect(self._follow_layout)
        window.settings.changed.connect(self._refresh)  # the patient may be named no longer
        window.compare.guest_wanted.connect(self._offer)

    def recipe(self, place: Place) -> Recipe | None:
        """Return what was chosen for a place."""
        return self._chosen.get(place)

    def choose(self, place: Place, recipe: Recipe | None) -> None:
        """Show the film by another recipe at a place, or no longer."""
        if recipe is None:
            self._chosen.pop(place, None)
        else:
            self._chosen[place] = recipe
        self._let_go(place)
        self._bring(place)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._refresh)
        self._document = document
        for place in LAYOUTS:
            self._let_go(place)
        if document is not None:
            document.presentation_changed.connect(self._refresh)
            self._follow_layout()

    def _follow_layout(self) -> None:
        layout = self._window.compare.view_layout
        if layout is Layout.QUAD and self._document is not None and not self._has_quad:
            self._choose_first()
        for place in LAYOUTS:
            if layout is not LAYOUTS[place]:
                self._variants.forget(place.name)
            elif place not in self._made:
                self._bring(place)
        for place, button in self._buttons.items():
            button.setVisible(layout is Layout.QUAD and self._document is not None)
            self._name_button(place)

    @property
    def _has_quad(self) -> bool:
        return any(place in self._chosen for place in self._buttons)

    def _choose_first(self) -> None:
        """Fill both lower panes with recipes that are neither in force nor invent anything."""
        assert self._document is not None  # noqa: S101 - the caller has looked
        digest = self._document.presentation.recipe.digest
        offered = [
            known
            for known in self._window.right.known_recipes
            if known.digest != digest and not known.generating and known.entries
        ]
        self._chosen |= dict(zip(self._buttons, offered, strict=False))

    def _bring(self, place: Place) -> None:
        document, recipe = self._document, self._chosen.get(place)
        if place in self._buttons:
            self._name_button(place)
        if document is None or recipe is None:
            return
        if self._window.compare.view_layout is LAYOUTS[place]:
            self._window.compare.pane_at(place).set_busy(True)
            self._variants.show(place.name, document, recipe)

    def _let_go(self, place: Place) -> None:
        self._variants.forget(place.name)
        self._window.compare.pane_at(place).set_busy(False)
        if self._made.pop(place, None) is not None:
            self._window.compare.set_guest(place, None)
            self._window.stage.say_again()

    def _show(self, name: str, picture: Picture, recipe: Recipe) -> None:
        place = Place[name]
        if self._document is None or self._chosen.get(place) != recipe:
            return
        self._made[place] = picture, recipe
        pane = self._window.compare.pane_at(place)
        pane.set_busy(self._window.jobs.is_running(self._variants.job_of(name)))
        self._window.compare.set_guest(place, self._guest(place))
        self._window.stage.say_again()
        self._buttons[place].place() if place in self._buttons else None

    def _fail(self, name: str, error: Exception) -> None:
        place = Place[name]
        self._chosen.pop(place, None)
        self._let_go(place)
        self._window.tell(error)

    def _refresh(self) -> None:
        """Follow the window of the film: tables and words alone."""
        for place in self._made:
            self._window.compare.set_guest(place, self._guest(place))

    def _guest(self, place: Place) -> Guest:
        document = self._document
        assert document is not None  # noqa: S101 - there is a picture of it
        picture, recipe = self._made[place]
        steps = "" if recipe.is_identity else steps_text(len(recipe.enabled))
        title = said(recipe.title) or self.tr("Own recipe")
        if recipe.is_identity:
            title = self.tr("No steps")
        window = () if recipe.sets_window else (window_text(document.presentation.voi),)
        foot = tuple(text for text in (steps,) if text)
        texts = CornerTexts(top_left=(title,), bottom_left=window, bottom_right=foot)
        if place is Place.LEFT:  # in place of the original, which says whose film it is
            words = document.radiograph.description
            texts = CornerTexts(
                (self.tr("The other recipe"), title, whose(document, self._window.settings)),
                tuple(text for text in (words.view, words.taken_at) if text),
                window,
                (*foot, spacing_text(document.spacing)),
            )
        return Guest(
            picture,
            self._table(document, picture, recipe),
            texts,
            Letters(*letters_of(document, picture)),
        )

    @staticmethod
    def _table(document: Document, picture: Picture, recipe: Recipe) -> RgbTable:
        wanted = document.presentation
        voi = FULL_DISPLAY_WINDOW if recipe.sets_window else wanted.voi
        return rgb_table(picture.table(voi, is_inverted=wanted.is_inverted))

    def _button(self, place: Place) -> GuestButton:
        menu = QMenu()
        menu.aboutToShow.connect(partial(self._fill, menu, place))
        pane = self._window.compare.pane_at(place)
        return GuestButton(pane, self.tr("Recipe of this pane"), menu)

    def _name_button(self, place: Place) -> None:
        if self._window.compare.view_layout is not Layout.QUAD or self._document is None:
            return
        is_chosen = place in self._chosen
        title = self.tr("Recipe") if is_chosen else self.tr("Choose a recipe")
        self._buttons[place].say(title)

    def _fill(self, menu: QMenu, place: Place) -> None:
        menu.clear()
        now = self._chosen.get(place)
        for known in self._window.right.known_recipes:
            action = menu.addAction(said(known.title) or known.name)
            action.setCheckable(True)
            action.setChecked(now is not None and known.digest == now.digest)
            action.triggered.connect(lambda _=False, known=known: self.choose(place, known))
        menu.addSeparator()
        use = menu.addAction(self.tr("Use this recipe"))
        use.setEnabled(now is not None)
        use.triggered.connect(lambda: self._use(place))
        clear = menu.addAction(self.tr("Leave this pane empty"))
        clear.setEnabled(now is not None)
        clear.triggered.connect(lambda: self.choose(place, None))

    def _use(self, place: Place) -> None:
        """Put the recipe of a pane in force; what was in force stands there instead."""
        document, recipe = self._document, self._chosen.get(place)
        if document is not None and recipe is not None:
            now = document.presentation
            document.edit(now.with_recipe(recipe))
            self.choose(place, now.recipe)

    def _offer(self, place: Place) -> None:
        if place in self._buttons and self._document is not None:
            pane = self._window.compare.pane_at(place)
            menu = QMenu(pane)
            self._fill(menu, place)
            menu.popup(pane.mapToGlobal(QPoint(pane.width() // 2, pane.height() // 2)))
            menu.aboutToHide.connect(menu.deleteLater)
