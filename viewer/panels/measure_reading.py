"""The figures of what is drawn on a film, and the panel that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine import (
    KnownObject,
    Measurement,
    Spacing,
    SpacingSource,
    figures,
    spacing_under,
)
from viewer.panels.measure_contrast import RegionReading
from viewer.panels.measure_panel import Listed
from viewer.panels.measure_readings import Question, RegionReadings, unnamed
from viewer.panels.measure_words import ICONS, counted, own_names, region_numbers
from viewer.translator import said
from viewer.wording import number, result_word

if TYPE_CHECKING:
    from viewer.canvas.measure_edit import Point
    from viewer.document import Document
    from viewer.main_window import MainWindow

_NO_SPACING = Spacing(1.0, 1.0, SpacingSource.ASSUMED)


class MeasureReading(QObject):
    """Fills the panel: lengths and angles at once, regions as soon as they are counted.

    Args:
        window: The window whose panel is meant.
    """

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = window.right.measure_panel
        self._document: Document | None = None
        self._there: tuple[Measurement, ...] = ()
        self._chosen: int | None = None
        self.regions = RegionReadings(window.jobs, self._question, self)
        self.regions.changed.connect(self._fill)
        self._panel.became_visible.connect(self.regions.ask_soon)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none; nothing of the former is left."""
        self.regions.forget()
        self._document = document

    @property
    def spacing(self) -> Spacing:
        """Of the film, or as a known object calibrates it."""
        return _NO_SPACING if self._document is None else self._document.spacing

    def known_object(self, ends: tuple[Point, Point], mm: float) -> KnownObject:
        """Return a known object that this film can be calibrated by.

        Raises:
            EngineError: If no film has pixels so large.
        """
        known = KnownObject(ends, mm)
        if self._document is not None:
            spacing_under(self._document.radiograph.spacing, known)
        return known

    def known_words(self) -> str:
        """Return what stands beside the known object: "25 mm, known object"; "" without one."""
        known = self._document.presentation.known_object if self._document is not None else None
        if known is None:
            return ""
        decimals = 0 if known.mm == round(known.mm) else 1
        return self.tr("{length} mm, known object").format(length=number(known.mm, decimals))

    def show(self, there: tuple[Measurement, ...], chosen: int | None) -> None:
        """List what is drawn.

        Args:
            there: In the order drawn; one may be under the hand just now.
            chosen: The position of the one the user works on, or None.
        """
        self._there, self._chosen = there, chosen
        self._panel.state_changed.emit(counted(there))
        self._fill()
        self.ask_soon()

    def ask_soon(self) -> None:
        """Count what regions hold again before long, if there are any."""
        if any(one.kind.is_region for one in self._there):
            self.regions.ask_soon()

    def _fill(self) -> None:
        document, panel = self._document, self._panel
        if document is not None:
            word = result_word(document.shown)
            panel.show_columns(self.tr("Original"), word[:1].upper() + word[1:])
        names, numbers = own_names(self._there), region_numbers(self._there)
        spacing = self.spacing
        listed = []
        for at, one in enumerate(self._there):
            found = figures(one, spacing)
            region = None
            if one.kind.is_region:
                original, result = self.regions.of(one)
                name = one.text or names[at]
                region = RegionReading(numbers[at], name, original, result)
            listed.append(
                Listed(
                    ICONS[one.kind],
                    names[at],
                    one.text,
                    found.value,
                    said(found.explanation),
                    is_scaled=bool(found.provenance),
                    region=region,
                )
            )
        panel.show_list(listed, self._chosen)
        known = self.known_words()
        if known:
            known = self.tr("Calibrated: {what}.").format(what=known)
        panel.show_calibration(known)

    def _question(self) -> Question | None:
        document = self._document
        if document is None or not self._panel.isVisible():
            return None
        shown, wanted = document.shown, document.presentation
        rows, columns = document.radiograph.pixels.shape
        return Question(
            tuple(unnamed(one) for one in self._there if one.kind.is_region),
            shown.original,
            shown.result,
            shown.orientation,
            (rows, columns),
            wanted.voi,
            document.shown_result_voi(),
            wanted.is_inverted,
            document.radiograph.excluded,
        )
