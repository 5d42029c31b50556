"""One film on one page, fitted or in true size; the page says which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from engine import (
    EngineError,
    Picture,
    Progress,
    original_to_write,
    result_to_write,
    result_with_drawings,
    spacing_under,
)
from viewer.canvas.choices import Layout
from viewer.corner_texts import letters_of_film
from viewer.document import Document, Shown
from viewer.printed_page import Page, PrintedPicture, PrintSize, paint_page
from viewer.translator import said as said_by_engine
from viewer.voi_words import window_text

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

translate = QCoreApplication.translate

MM_PER_INCH = 25.4


class PrintPictures(Enum):
    """Which pictures stand on the page."""

    ENHANCED = "enhanced"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What a user asks for.

    Attributes:
        pictures: The result alone, or the original beside it.
        size: As large as the page allows, or a millimetre for a millimetre.
        has_drawings: Measurements are drawn on the result.
    """

    pictures: PrintPictures = PrintPictures.ENHANCED
    size: PrintSize = PrintSize.FITTED
    has_drawings: bool = False


def page_maker(
    document: Document, choice: PrintChoice, *, shows_patient: bool
) -> Callable[[Progress], Page]:
    """Return what makes the page, to be run on a thread; the document is asked only now."""
    renderer, wanted, turn = document.renderer, document.presentation, document.presentation
    film, words, shown = renderer.radiograph, renderer.radiograph.description, document.shown
    known = (film.name, words.patient_name, words.patient_id) if shows_patient else ()
    seen = (words.view, words.taken_at) if shows_patient else (words.view,)
    spacing = spacing_under(film.spacing, wanted.known_object)
    larger = spacing.column_mm / film.spacing.column_mm
    recipe = wanted.recipe
    said = said_by_engine(recipe.title) or recipe.name or translate("Print", "own recipe")
    enhanced = translate("Print", "Enhanced: {recipe}").format(recipe=said)

    def make(progress: Progress) -> Page:
        result = renderer.result(recipe, progress)
        original = renderer.original
        turned = replace(
            shown, original=original.oriented(turn.orientation), orientation=turn.orientation
        )
        draw = result_with_drawings if choice.has_drawings else result_to_write
        title = translate("Print", "Original") if recipe.is_identity else enhanced
        pictures = [_printed(title, draw(result, film, wanted, levels=256), result, turned, larger)]
        if choice.pictures is PrintPictures.BOTH and not recipe.is_identity:
            grey = original_to_write(original, film, wanted, levels=256)
            title = translate("Print", "Original")
            pictures.insert(0, _printed(title, grey, original, turned, larger))
        return Page(
            pictures=tuple(pictures),
            who=" · ".join(text for text in known if text),
            what=" · ".join(text for text in seen if text),
            window=window_text(wanted.result_voi),
            spacing=spacing,
            size=choice.size,
        )

    def _printed(
        title: str,
        grey: npt.NDArray[np.uint8] | npt.NDArray[np.uint16],
        picture: Picture,
        shown: Shown,
        larger: float,
    ) -> PrintedPicture:
        upright = picture.oriented(shown.orientation)
        left, right, _, _ = letters_of_film(film, shown, upright)
        size_mm = (
            grey.shape[0] * upright.spacing_mm[0] * larger,
            grey.shape[1] * upright.spacing_mm[1] * larger,
        )
        return PrintedPicture(title, grey.astype(np.uint8, copy=False), size_mm, (left, right))

    return make


def print_film(
    document: Document, printer: QPrinter, choice: PrintChoice, *, shows_patient: bool
) -> None:
    """Print a film on one page, and wait for it.

    Args:
        document: The film, as it is shown.
        printer: Set up; its page is turned upright or sideways to suit.
        choice: What is asked for.
        shows_patient: The patient may be named.

    Raises:
        EngineError: If the recipe cannot run, or the printer does not take it.
    """
    page = page_maker(document, choice, shows_patient=shows_patient)(Progress())
    print_page(page, printer)


def print_page(page: Page, printer: QPrinter) -> None:
    """Print a page that is made already.

    Raises:
        EngineError: If the printer does not take it.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise EngineError(
            translate("Print", "The film could not be printed: the printer did not take it."),
            hint=translate("Print", "Choose another printer, or print to a file elsewhere."),
        )
    try:
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        paint_page(
            painter,
            QRectF(0, 0, area.width(), area.height()),
            printer.resolution() / MM_PER_INCH,
            page,
        )
    finally:
        painter.end()


def ask_and_print(window: MainWindow) -> None:
    """Open the dialog that asks how the film shown is to be printed."""
    if window.document is None:
        return
    from viewer.dialogs.print_sheet import PrintSheet

    sheet = PrintSheet(window, window.document, window.jobs, window.settings)
    if window.compare.view_layout is not Layout.SINGLE:
        sheet.show_both()
    sheet.open(sheet.go)
