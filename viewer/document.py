"""One open film: its history of presentations, and the pictures they lead to."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from engine import (
    Orientation,
    Picture,
    Presentation,
    Progress,
    Radiograph,
    Recipe,
    Renderer,
    Voi,
)
from viewer.history import History
from viewer.jobs import Jobs

REST_MS = 150
"""A control that has rested so long gets its result at full resolution."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What both panes show.

    Attributes:
        original: The film as read, turned for display.
        result: The same after the recipe; the original itself where there are no steps.
        recipe: The recipe that led to it.
        orientation: How both are turned.
        is_preview: ``result`` was made on the reduced film.
    """

    original: Picture
    result: Picture
    recipe: Recipe
    orientation: Orientation
    is_preview: bool = False


class Document(QObject):
    """Owns change for one film: edits go in here, pictures come out.

    Recipes run first on the reduced film while a control moves, then on the full one once it
    rests. Windows need no job at all: they are a table.

    Args:
        radiograph: The film.
        jobs: Where work runs.
        recipe: What to start with.
    """

    presentation_changed = Signal()
    shown_changed = Signal()
    failed = Signal(object)  # Exception

    def __init__(
        self,
        radiograph: Radiograph,
        jobs: Jobs,
        *,
        recipe: Recipe | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.radiograph = radiograph
        self.renderer = Renderer(radiograph)
        first = Presentation(radiograph.default_voi, recipe=recipe or Recipe())
        self.history = History(first)
        self.shown = Shown(
            self.renderer.original, self.renderer.original, Recipe(), Orientation()
        )
        self._jobs = jobs
        self._preview: Renderer | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._render_full)

    @property
    def presentation(self) -> Presentation:
        """How the film is to be shown."""
        return self.history.current

    @property
    def render_key(self) -> str:
        """Name of this film's rendering among the jobs."""
        return f"render {id(self)}"

    @property
    def is_current(self) -> bool:
        """Whether the pictures shown are those of the presentation, at full resolution."""
        wanted, shown = self.presentation, self.shown
        return (
            not shown.is_preview
            and shown.recipe.digest == wanted.recipe.digest
            and shown.orientation == wanted.orientation
        )

    def edit(self, presentation: Presentation, *, merge: str = "") -> None:
        """Show the film otherwise, as one undo entry or as part of a drag's."""
        if presentation == self.presentation:
            return
        self.history.push(presentation, merge=merge)
        self._follow(is_moving=bool(merge))

    def seal(self) -> None:
        """End a drag: what follows is an undo entry of its own, at full resolution."""
        self.history.seal()
        if self._rest.isActive():
            self._rest.stop()
            self._render_full()

    def undo(self) -> None:
        """Go back to the presentation before."""
        self.history.undo()
        self._follow(is_moving=False)

    def redo(self) -> None:
        """Take the last undo back."""
        self.history.redo()
        self._follow(is_moving=False)

    def render(self) -> None:
        """Bring the pictures up to date with the presentation."""
        self._follow(is_moving=False)

    def cancel(self) -> None:
        """Give up the rendering under way; the last good picture stays."""
        self._rest.stop()
        self._jobs.cancel(self.render_key)

    def result_is(self, recipe: Recipe) -> bool:
        """Whether the result shown is that of ``recipe``."""
        return self.shown.recipe.digest == recipe.digest

    def shown_result_voi(self) -> Voi:
        """The VOI for the result on screen, which may still be that of an older recipe."""
        shown, wanted = self.shown.result, self.presentation
        if shown.is_display_ready:
            return wanted.display_voi
        return wanted.voi

    def _follow(self, *, is_moving: bool) -> None:
        self.presentation_changed.emit()
        if self.is_current:
            self.cancel()
            return
        if is_moving or self._is_large:
            self._render_preview()
            self._rest.start()
        else:
            self._rest.stop()
            self._render_full()

    @property
    def _is_large(self) -> bool:
        return self.radiograph.pixels.size > 1_500_000

    def _render_preview(self) -> None:
        wanted = self.presentation

        def work(progress: Progress) -> Shown:
            if self._preview is None:
                self._preview = self.renderer.preview()
            is_preview = self._preview.radiograph is not self.radiograph
            return self._turned(wanted, self._preview, progress, is_preview=is_preview)

        self._jobs.start(self.render_key, work, done=self._accept, failed=self.failed.emit)

    def _render_full(self) -> None:
        wanted = self.presentation
        if self.is_current:
            return

        def work(progress: Progress) -> Shown:
            return self._turned(wanted, self.renderer, progress, is_preview=False)

        self._jobs.start(self.render_key, work, done=self._accept, failed=self.failed.emit)

    def _turned(
        self, wanted: Presentation, renderer: Renderer, progress: Progress, *, is_preview: bool
    ) -> Shown:
        turn = wanted.orientation
        if turn == self.shown.orientation:
            original = self.shown.original
        else:
            original = self.renderer.original.oriented(turn)
        if wanted.recipe.is_identity:
            return Shown(original, original, wanted.recipe, turn)
        result = renderer.result(wanted.recipe, progress).oriented(turn)
        return Shown(original, result, wanted.recipe, turn, is_preview)

    def _accept(self, shown: Shown) -> None:
        self.shown = shown
        self.shown_changed.emit()
