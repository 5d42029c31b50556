"""How one film is shown: the only thing a user changes, as one frozen value."""

from dataclasses import dataclass, replace
from typing import Self

from engine.grayscale.voi import Voi
from engine.orientation import Orientation
from engine.picture import FULL_DISPLAY_WINDOW
from engine.presentation_state import StateChoice
from engine.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Presentation:
    """Recipe, windows and orientation of one film. Undo is a cursor over such values.

    Attributes:
        voi: Values of interest of the original, and of the result while the recipe keeps the
            film's window.
        recipe: What is done to the film.
        display_voi: Values of interest of a display-ready result, in 0..65535.
        is_inverted: The user asked for the negative, of both.
        orientation: How both are turned.
        state: The presentation state in force, and which of its parts; or None.
    """

    voi: Voi
    recipe: Recipe = Recipe()
    display_voi: Voi = FULL_DISPLAY_WINDOW
    is_inverted: bool = False
    orientation: Orientation = Orientation()
    state: StateChoice | None = None

    @property
    def result_voi(self) -> Voi:
        """The VOI in force on the result of the recipe."""
        return self.display_voi if self.recipe.sets_window else self.voi

    def with_recipe(self, recipe: Recipe) -> Self:
        """Return this presentation with another recipe.

        A recipe that starts to set the window starts with the full range, in the same undo entry.
        """
        starts = recipe.sets_window and not self.recipe.sets_window
        return replace(
            self, recipe=recipe, display_voi=FULL_DISPLAY_WINDOW if starts else self.display_voi
        )

    def with_result_voi(self, voi: Voi) -> Self:
        """Return this presentation with another window on the result."""
        if self.recipe.sets_window:
            return replace(self, display_voi=voi)
        return replace(self, voi=voi)
