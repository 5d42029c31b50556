"""One open film: its history of presentations, and the pictures they lead to."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine import (
    EngineError,
    FilmFile,
    Histogram,
    MappingView,
    Orientation,
    Picture,
    PointCurve,
    Presentation,
    Progress,
    Radiograph,
    Recipe,
    Renderer,
    Spacing,
    Voi,
    histogram,
    point_curve,
    spacing_under,
    view_mapping,
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
        result_histogram: How often each index of the result occurs in the exposed field.
        is_preview: ``result`` was made on the reduced film.
        mapping: Maps and tables of its interpretable mapping, on the film as read, not turned;
            None where it has none.
        curve: From the film to its result, where the recipe is a point mapping that does something.
    """

    original: Picture
    result: Picture
    result_histogram: Histogram
    recipe: Recipe
    orientation: Orientation
    is_preview: bool = False
    mapping: MappingView | None = None
    curve: PointCurve | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A film just read, with what takes time to make of it.

    Attributes:
        renderer: Turns it into pictures.
        histogram: How often each index of the original occurs in the exposed field.
        file: For its other frames.
    """

    renderer: Renderer
    histogram: Histogram
    file: FilmFile


def open_film(path: Path) -> Opened:
    """Read a film and count its values; runs on a thread.

    Raises:
        EngineError: If it cannot be read.
    """
    file = FilmFile(path)
    return opened(file.read(), file)


def opened(radiograph: Radiograph, file: FilmFile, same_field: Renderer | None = None) -> Opened:
    """Count the values of a film; runs on a thread.

    Args:
        radiograph: The film.
        file: Where it was read from.
        same_field: Of another frame, whose exposed field this one has.
    """
    renderer = Renderer(radiograph, same_field=same_field)
    return Opened(renderer, histogram(renderer.original, renderer.unexposed), file)


def pictures_of(opened: Opened, wanted: Presentation, progress: Progress) -> Shown:
    """Return what both panes show of a film, at full resolution; runs on a thread.

    Args:
        opened: The film, or one frame of it.
        wanted: How it is to be shown.
        progress: Stops it when cancelled.

    Raises:
        EngineError: If the recipe cannot run on it.
        Cancelled: If nobody wants it any more.
    """
    original = opened.renderer.original.oriented(wanted.orientation)
    return _pictures(
        original, opened.histogram, opened.renderer, wanted, progress, is_preview=False
    )


def _pictures(
    original: Picture,
    counted: Histogram,
    renderer: Renderer,
    wanted: Presentation,
    progress: Progress,
    *,
    is_preview: bool,
) -> Shown:
    """Return both pictures; the original is turned already, and may be larger than the result."""
    turn = wanted.orientation
    if wanted.recipe.is_identity:
        return Shown(original, original, counted, wanted.recipe, turn)
    result = renderer.result(wanted.recipe, progress)
    mapping = view_mapping(renderer, wanted.recipe, progress)
    has_curve = wanted.recipe.is_point_mapping
    return Shown(
        original,
        result.oriented(turn),
        histogram(result, renderer.unexposed),
        wanted.recipe,
        turn,
        is_preview,
        mapping=mapping,
        curve=point_curve(renderer.original, result) if has_curve else None,
    )


class Document(QObject):
    """Owns change for one film: edits go in here, pictures come out.

    Recipes run first on the reduced film while a control moves, then on the full one once it
    rests. Windows need no job at all: they are a table.

    Args:
        opened: The film, read and counted by ``open_film``.
        history: How it has been shown so far; kept by whoever lists the film.
        jobs: Where work runs.
    """

    presentation_changed = Signal()
    shown_changed = Signal()
    film_changed = Signal()  # another frame, or the grey scale of a presentation state
    failed = Signal(object)  # Exception

    def __init__(
        self,
        opened: Opened,
        history: History,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.file = opened.file
        self.state_title = ""
        """What the presentation state in force is called, as far as it may be named."""
        self.renderer = opened.renderer
        self.histogram = opened.histogram
        self.radiograph = opened.renderer.radiograph
        original = self.renderer.original
        self.history = history
        self.shown = Shown(original, original, opened.histogram, Recipe(), Orientation())
        self._jobs = jobs
        self._is_preview_running = False
        self._is_preview_wanted = False
        self._is_full_wanted = False
        self._preview: Renderer | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)

    @property
    def presentation(self) -> Presentation:
        """How the film is to be shown."""
        return self.history.current

    @property
    def spacing(self) -> Spacing:
        """Distance between pixels, as the file gives it or as a known object calibrates it."""
        given = self.radiograph.spacing
        try:
            return spacing_under(given, self.presentation.known_object)
        except EngineError:  # a presentation from a file that was written by hand
            return given

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
            self._rested()

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

    def replace_film(
        self, opened: Opened, presentation: Presentation, shown: Shown | None = None
    ) -> None:
        """Show another frame of the file, or the same one under a state's grey scale.

        No undo entry of its own: what is undone is the presentation.

        Args:
            opened: The frame, read and counted.
            presentation: How it is to be shown; the entry of the history in force becomes this.
            shown: Its pictures where they are made already (``pictures_of``), so that nothing
                flickers; by default the film as read stands in for a result still to be made.
        """
        self.cancel()
        self._preview = None
        self.renderer, self.histogram = opened.renderer, opened.histogram
        self.radiograph = opened.renderer.radiograph
        if shown is None:
            turned = self.renderer.original.oriented(presentation.orientation)
            turn = presentation.orientation
            shown = Shown(turned, turned, opened.histogram, Recipe(), turn)
        self.shown = shown
        self.history.amend(presentation)
        self.film_changed.emit()
        self.shown_changed.emit()
        self._follow(is_moving=False)

    def cancel(self) -> None:
        """Give up the rendering under way; the last good picture stays."""
        self._rest.stop()
        self._is_preview_running = False
        self._is_full_wanted = False
        self._jobs.cancel(self.render_key)

    def peek(self, recipe: Recipe | None) -> None:
        """Show another recipe's result while something is held, without an undo entry.

        Args:
            recipe: What to show, or None to show what is in force again.
        """
        if recipe is None:
            self._follow(is_moving=False)
            return
        self.cancel()
        wanted = self.presentation.with_recipe(recipe)

        def work(progress: Progress) -> Shown:
            return self._turned(wanted, self.renderer, progress, is_preview=False)

        self._jobs.start(self.render_key, work, done=self._accept, failed=self._give_up)

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
            self._is_full_wanted = False
            self._render_preview()
            self._rest.start()
        else:
            self._rest.stop()
            self._render_full()

    @property
    def _is_large(self) -> bool:
        return self.radiograph.pixels.size > 1_500_000

    def _rested(self) -> None:
        """Render in full; a preview under way is shown first, lest a slow one never be seen."""
        if self._is_preview_running:
            self._is_full_wanted = True
        else:
            self._render_full()

    def _render_preview(self) -> None:
        if self._is_preview_running:
            self._is_preview_wanted = True  # after the one under way, so that none is starved
            return
        self._is_preview_running = True
        self._is_preview_wanted = False
        wanted = self.presentation

        def work(progress: Progress) -> Shown:
            if self._preview is None:
                self._preview = self.renderer.preview()
            is_preview = self._preview.radiograph is not self.radiograph
            return self._turned(wanted, self._preview, progress, is_preview=is_preview)

        self._jobs.start(self.render_key, work, done=self._accept_preview, failed=self._give_up)

    def _render_full(self) -> None:
        self._is_preview_running = False
        self._is_full_wanted = False
        wanted = self.presentation
        if self.is_current:
            return

        def work(progress: Progress) -> Shown:
            return self._turned(wanted, self.renderer, progress, is_preview=False)

        self._jobs.start(self.render_key, work, done=self._accept, failed=self._give_up)

    def _turned(
        self, wanted: Presentation, renderer: Renderer, progress: Progress, *, is_preview: bool
    ) -> Shown:
        turn = wanted.orientation
        if turn == self.shown.orientation:
            original = self.shown.original
        else:
            original = self.renderer.original.oriented(turn)
        return _pictures(
            original, self.histogram, renderer, wanted, progress, is_preview=is_preview
        )

    def _accept(self, shown: Shown) -> None:
        self.shown = shown
        self.shown_changed.emit()

    def _accept_preview(self, shown: Shown) -> None:
        self._is_preview_running = False
        self._accept(shown)
        if self._is_preview_wanted:
            self._render_preview()
        elif self._is_full_wanted:
            self._render_full()

    def _give_up(self, error: Exception) -> None:
        self._is_preview_running = False
        self._is_full_wanted = False
        self._rest.stop()
        self.failed.emit(error)
