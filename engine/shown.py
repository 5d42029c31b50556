"""Grey levels as they are written: windowed, turned, shuttered, with the words they need."""

import cv2
import numpy as np

from engine.burnt_words import burnt
from engine.picture import GreyImage, Picture
from engine.placement import centred
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
        (rows, columns) uint8 or uint16, new, turned for display; what a shutter of the film
        hides has its grey, whether or not the window shows it just now.
    """
    turned = picture.oriented(presentation.orientation)
    shown = turned.grey_levels(
        presentation.result_voi, is_inverted=presentation.is_inverted, levels=levels
    )
    _cover(shown, turned, radiograph, presentation, levels)
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
        (rows, columns) uint8 or uint16, new, turned for display, and under the shutter.
    """
    turned = picture.oriented(presentation.orientation)
    shown = turned.grey_levels(
        presentation.voi, is_inverted=presentation.is_inverted, levels=levels
    )
    _cover(shown, turned, radiograph, presentation, levels)
    return _marked(shown, picture, words_of(radiograph, Recipe()), levels)


def _cover(
    grey: GreyImage,
    turned: Picture,
    radiograph: Radiograph,
    presentation: Presentation,
    levels: int,
) -> None:
    """Lay the shutter of the film over what was made of it, where a recipe has put it.

    The grey of a shutter is one on screen: no window and no inversion changes it.

    Source: PS3.3 C.7.6.11, Shutter Presentation Value.
    """
    shutter = radiograph.shutter
    if shutter is None or shutter.is_empty:
        return
    rows, columns = radiograph.pixels.shape
    seen = presentation.orientation.apply(shutter.visible((rows, columns)))
    if grey.shape != seen.shape or not turned.placement.is_identity:
        way = turned.placement.pixels(grey.shape, seen.shape)
        seen = cv2.warpAffine(
            seen.astype(np.uint8),
            centred(way),
            grey.shape[::-1],
            flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP,
        ).astype(np.bool_)
    grey[~seen] = round(shutter.grey * (levels - 1))


def _marked(grey: GreyImage, picture: Picture, words: tuple[str, ...], levels: int) -> GreyImage:
    return burnt(grey, words, black=0, white=levels - 1) if picture.is_synthetic else grey
