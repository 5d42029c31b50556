"""Grey levels as they are written: windowed, turned, and with the words of a synthetic picture."""

from engine.burnt_words import burnt
from engine.picture import GreyImage, Picture
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.synthetic import words_of


def result_to_write(
    picture: Picture, radiograph: Radiograph, presentation: Presentation, *, levels: int
) -> GreyImage:
    """Return the result of a recipe for a bitmap; nobody writes one by another way.

    Args:
        picture: The result, as the film lies.
        radiograph: The film.
        presentation: Recipe, window, orientation and inversion.
        levels: 256 or 65536.

    Returns:
        (rows, columns) uint8 or uint16, new, turned for display.
    """
    shown = picture.oriented(presentation.orientation).grey_levels(
        presentation.result_voi, is_inverted=presentation.is_inverted, levels=levels
    )
    return _marked(shown, picture, words_of(radiograph, presentation.recipe), levels)


def original_to_write(
    picture: Picture, radiograph: Radiograph, presentation: Presentation, *, levels: int
) -> GreyImage:
    """Return the film as read for a bitmap; it has words only if it is synthetic already.

    Args:
        picture: The film as read.
        radiograph: The film.
        presentation: Window, orientation and inversion.
        levels: 256 or 65536.

    Returns:
        (rows, columns) uint8 or uint16, new, turned for display.
    """
    shown = picture.oriented(presentation.orientation).grey_levels(
        presentation.voi, is_inverted=presentation.is_inverted, levels=levels
    )
    return _marked(shown, picture, words_of(radiograph, Recipe()), levels)


def _marked(grey: GreyImage, picture: Picture, words: tuple[str, ...], levels: int) -> GreyImage:
    return burnt(grey, words, black=0, white=levels - 1) if picture.is_synthetic else grey
