"""What further panes show: other recipes of the film, or another film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine import Recipe
from viewer.canvas.choices import Layout
from viewer.canvas.guest import Place
from viewer.film_beside import FilmBeside
from viewer.film_menu import FilmMenu
from viewer.recipe_panes import RecipePanes
from viewer.two_recipes import TwoRecipes

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class BesideDesk(QObject):
    """Recipes beside each other, and a second film; both want the left pane, and one has it.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.recipes = RecipePanes(window, self)
        self.film = FilmBeside(window, self)
        self.two = TwoRecipes(window, self)
        self.menu = FilmMenu(window, self.film, self)
        self.film.changed.connect(self._film_changed)
        self.two.changed.connect(self._other_changed)
        window.actions_.connect_to("recipe.beside", self.show_other)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        self.two.follow(document)
        self.recipes.follow(document)
        self.film.follow(document)

    def show_other(self) -> None:
        """Show the other recipe in place of the original, or the original again."""
        if self.recipes.recipe(Place.LEFT) is not None:
            self._show_left(None)
            return
        self.film.show(None)
        self._window.commands.set_layout(Layout.SIDE_BY_SIDE)
        self._show_left(self.two.other)

    def _show_left(self, recipe: Recipe | None) -> None:
        self.recipes.choose(Place.LEFT, recipe)
        self._window.actions_["recipe.beside"].setChecked(recipe is not None)

    def _film_changed(self) -> None:
        is_there = self.film.film is not None
        self._window.actions_["film.beside"].setChecked(is_there)
        if is_there:
            self._show_left(None)

    def _other_changed(self) -> None:
        if self.recipes.recipe(Place.LEFT) is not None:
            self._show_left(self.two.other)
