"""Between the regions of a film's steps, their cards, and what is drawn on the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine import (
    EngineError,
    Orientation,
    Recipe,
    Region,
    RegionKind,
    nothing_found,
    region_outlines,
)
from viewer.canvas.drawing import FIRST_HINT, NEXT_HINT, Lasso
from viewer.canvas.outline_overlay import AlteredOutline, RegionOutline
from viewer.canvas.shares import Outline, film_transform, mapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine import Progress
    from viewer.canvas.pane import Pane
    from viewer.document import Document
    from viewer.main_window import MainWindow
    from viewer.widgets.step_card import StepCard

JOB = "region outlines"
"""Name of the looking for regions among the jobs."""

Outlines = tuple[Outline, ...]
_Question = tuple[str, RegionKind]  # the steps before, and what is looked for


class RegionDesk(QObject):
    """Draws regions with the user's hand, and outlines those of the open cards on both panes.

    What steps have filled in is outlined on the enhanced pane, always.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._panel = window.right.enhance_panel
        self._card: StepCard | None = None
        self._turn = Orientation()
        self._found: dict[_Question, Outlines | None] = {}  # None: looking for it failed
        self.lasso = Lasso(window.compare)
        compare = window.compare
        self.outlines = {
            pane: RegionOutline(pane, self._is_away(pane)) for pane in compare.all_panes
        }
        self.altered = AlteredOutline(window.compare.enhanced)
        self.lasso.drawn.connect(self._add)
        self.lasso.ended.connect(self.stop)
        steps = self._panel.steps
        steps.drawing_wanted.connect(self._draw)
        steps.entries_shown.connect(self._follow)
        steps.toggled.connect(self._follow)
        window.commands.tool_changed.connect(lambda _: self.stop())

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.shown_changed.disconnect(self._show)
        self._document = document
        self._found = {}
        self._window.jobs.cancel(JOB)
        self.stop()
        if document is not None:
            document.shown_changed.connect(self._show)
        self._show()

    def stop(self) -> None:
        """End the drawing."""
        card, self._card = self._card, None
        self.lasso.stop()
        if card is not None and card in self._panel.steps.cards:
            card.region.set_drawing(False)

    def _is_away(self, pane: Pane) -> Callable[[], bool]:
        compare = self._window.compare
        return lambda: compare.is_original_held or compare.is_of_other_film(pane)

    def _draw(self, at: int, is_wanted: bool) -> None:
        self.stop()
        if is_wanted and self._document is not None:
            self._card = self._panel.steps.cards[at]
            self._card.region.set_drawing(True)
            self._say_how()

    def _say_how(self) -> None:
        if self._card is not None:
            has_some = bool(self._card.entry.region.outlines)
            self.lasso.start(self.tr(NEXT_HINT if has_some else FIRST_HINT))

    def _add(self, pane: Pane, outline: Outline) -> None:
        """Add what was drawn to the region of the step: one undo entry."""
        card, document, picture = self._card, self._document, pane.picture
        is_other = self._window.compare.is_of_other_film(pane)
        if card is None or document is None or picture is None or is_other:
            return
        way = film_transform(picture, document.shown.orientation)
        before = card.entry.region
        try:
            region = Region(
                RegionKind.DRAWN,
                before.soft_edge_mm,
                before.is_outside,
                (*before.outlines, mapped(outline, way)),
            )
        except EngineError as error:  # more corners than a region may have
            self._window.tell(error)
            return
        self._panel.set_region(self._panel.steps.cards.index(card), region)
        self._say_how()

    def _follow(self) -> None:
        card = self._card
        if card is not None and (card not in self._panel.steps.cards or not card.is_open):
            self.stop()
        self._show()

    def _show(self) -> None:
        document = self._document
        turn = document.shown.orientation if document is not None else Orientation()
        if turn != self._turn:  # corners that wait for others would lie elsewhere on the film
            self._turn = turn
            self.lasso.drop()
        found: list[Outline] = []
        missing: dict[_Question, int] = {}
        for at, card in enumerate(self._panel.steps.cards if document is not None else ()):
            region = card.entry.region
            if not (card.is_open and card.entry.is_enabled) or region.is_whole:
                continue
            question = _question(self._panel.recipe, at)
            if region.kind is RegionKind.DRAWN:
                found.extend(region.outlines)
            elif question in self._found:
                outlines = self._found[question]
                found.extend(outlines or ())
                if outlines == () and not card.problem:
                    card.set_problem(nothing_found(region.kind))
            else:
                missing[question] = at
        for item in self.outlines.values():
            item.show_outlines(found, turn)
        if document is not None and missing:
            self._look_for(missing, document)

    def _look_for(self, missing: dict[_Question, int], document: Document) -> None:
        """Have regions found on the reduced film, as a step would find them."""
        recipe, renderer = self._panel.recipe, document.renderer

        def look(progress: Progress) -> dict[_Question, Outlines]:
            reduced = renderer.preview()
            return {
                question: region_outlines(reduced, recipe, at, progress)
                for question, at in missing.items()
            }

        def done(found: dict[_Question, Outlines]) -> None:
            self._found |= found
            self._show()

        def fail(_: Exception) -> None:
            """Draw none: the rendering has said why."""
            self._found |= dict.fromkeys(missing)

        self._window.jobs.start(JOB, look, done=done, failed=fail)


def _question(recipe: Recipe, at: int) -> _Question:
    return Recipe(recipe.entries[:at]).digest, recipe.entries[at].region.kind
