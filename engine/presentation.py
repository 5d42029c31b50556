"""How one film is shown: the only thing a user changes, as one frozen value."""

from dataclasses import dataclass, replace
from typing import Self

from engine.grayscale.voi import Voi
from engine.measurement import KnownObject, Measurement
from engine.orientation import Orientation
from engine.picture import FULL_DISPLAY_WINDOW
from engine.presentation_state import ImageState, StateChoice, StatePart, film_under
from engine.radiograph import Radiograph
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
        measurements: What is drawn on the film, in the order drawn.
        known_object: What calibrates lengths instead of the file; or None.
    """

    voi: Voi
    recipe: Recipe = Recipe()
    display_voi: Voi = FULL_DISPLAY_WINDOW
    is_inverted: bool = False
    orientation: Orientation = Orientation()
    state: StateChoice | None = None
    measurements: tuple[Measurement, ...] = ()
    known_object: KnownObject | None = None

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


def presentation_under(
    presentation: Presentation,
    film: Radiograph,
    uid: str,
    said: ImageState,
    parts: frozenset[StatePart],
) -> Presentation:
    """Return the presentation with a state in force, as far as switched on.

    What is switched on comes from the state, what is switched off from the film; what stays as it
    was keeps what the user has changed since. The recipe stays.

    Args:
        presentation: The one so far, with whatever state was in force.
        film: As read, not under a state.
        uid: SOP Instance UID of the state.
        said: What it says of this film.
        parts: Those switched on.
    """
    earlier = presentation.state
    is_same = earlier is not None and earlier.uid == uid
    before = earlier.parts if earlier is not None else frozenset[StatePart]()
    after = parts & said.parts
    touched = (before & said.parts) ^ after if is_same else before | after
    result = replace(presentation, state=StateChoice(uid, parts))
    if StatePart.GREY in touched:
        voi = film_under(film, said, after).default_voi
        result = replace(result, voi=voi, is_inverted=False)
    if StatePart.TURN in touched:
        turn = said.orientation if StatePart.TURN in after else Orientation()
        result = replace(result, orientation=turn)
    return result
