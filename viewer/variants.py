"""Further recipes of an open film: beside the one in force, and as small live pictures."""

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from engine import Orientation, Picture, Presentation, Progress, Radiograph, Recipe, Renderer, Voi
from viewer.document import Document
from viewer.jobs import Jobs

LARGE_PIXELS = 1_500_000
"""A film of more pixels gets a preview first."""

TILE_RENDER_PX = 512
"""Long side of the film that small pictures are made from: enough to tell recipes apart."""


class Variants(QObject):
    """Renders named further recipes of documents, each as a job of its own.

    The newest recipe of a name counts. A result is turned as its document is, and made again
    when the document is turned otherwise or shows another frame.

    Args:
        jobs: Where work runs.
        parent: Qt's owner.

    Signals:
        ready: Name, Picture, Recipe it was made by; of a large film first a reduced picture.
        failed: Name, Exception.
    """

    ready = Signal(str, object, object)
    failed = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._variants: dict[str, _Variant] = {}

    def show(self, name: str, document: Document, recipe: Recipe) -> None:
        """Make the picture of a recipe, and keep it as the document is turned.

        Args:
            name: What it is called in the signals; the recipe it stood for before is forgotten.
            document: The film.
            recipe: Any; that of no steps gives the film as read.
        """
        known = self._variants.get(name)
        if known is None or known.document is not document:
            self.forget(name)
            known = self._variants[name] = _Variant(name, document, self._jobs, self)
        known.show(recipe)

    def forget(self, name: str) -> None:
        """Stop following what ``name`` stands for; nothing more is heard of it."""
        known = self._variants.pop(name, None)
        if known is not None:
            known.stop()

    def job_of(self, name: str) -> str:
        """Return the name of its rendering among the jobs."""
        return f"variant {id(self)} {name}"


class _Variant(QObject):
    """One further recipe of one film."""

    def __init__(self, name: str, document: Document, jobs: Jobs, owner: Variants) -> None:
        super().__init__(owner)
        self.document = document
        self._name = name
        self._owner = owner
        self._jobs = jobs
        self._recipe = Recipe()
        self._orientation = Orientation()
        self._preview: Renderer | None = None
        document.presentation_changed.connect(self._follow_turn)
        document.film_changed.connect(self._follow_film)

    def show(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._orientation = self.document.presentation.orientation
        is_large = self.document.radiograph.pixels.size > LARGE_PIXELS
        self._render(is_preview=is_large and not recipe.is_identity)

    def stop(self) -> None:
        self.document.presentation_changed.disconnect(self._follow_turn)
        self.document.film_changed.disconnect(self._follow_film)
        self._jobs.cancel(self._owner.job_of(self._name))
        self.deleteLater()

    def _follow_turn(self) -> None:
        if self.document.presentation.orientation != self._orientation:
            self.show(self._recipe)

    def _follow_film(self) -> None:
        self._preview = None
        self.show(self._recipe)

    def _render(self, *, is_preview: bool) -> None:
        recipe, turn, full = self._recipe, self._orientation, self.document.renderer
        known = self._preview

        def work(progress: Progress) -> tuple[Picture, Renderer | None]:
            if not is_preview:
                return full.result(recipe, progress).oriented(turn), known
            reduced = known or full.preview()
            return reduced.result(recipe, progress).oriented(turn), reduced

        def done(made: tuple[Picture, Renderer | None]) -> None:
            picture, self._preview = made
            self._owner.ready.emit(self._name, picture, recipe)
            if is_preview and self._recipe is recipe and self._orientation == turn:
                self._render(is_preview=False)

        def fail(error: Exception) -> None:
            self._owner.failed.emit(self._name, error)

        self._jobs.start(self._owner.job_of(self._name), work, done=done, failed=fail)


class LiveTiles(QObject):
    """Makes small pictures of a film after many recipes, one after the other, behind the user.

    They are made on a reduced film, and kept for as long as the film is shown in the same way.

    Args:
        jobs: Where work runs.
        long_side_px: Of the pictures.
        parent: Qt's owner.

    Signals:
        made: Digest of a recipe, its picture as QImage of 8 bit grey.
        failed: Digest of a recipe, Exception.
    """

    made = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self, jobs: Jobs, long_side_px: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._long_side_px = long_side_px
        self._document: Document | None = None
        self._renderer: Renderer | None = None
        self._look: _Look | None = None
        self._waiting: list[Recipe] = []
        self._kept: dict[str, QImage] = {}

    @property
    def job(self) -> str:
        """Name of the work among the jobs."""
        return f"tiles {id(self)}"

    def show(self, document: Document, recipes: Sequence[Recipe]) -> None:
        """Make the pictures of these recipes, in this order; those known are given at once."""
        self.stop()
        look = _look_of(document)
        if self._look is None or self._look[0] is not document.renderer:
            self._renderer = None
        if look != self._look:
            self._kept = {}
        self._document, self._look = document, look
        for recipe in recipes:
            known = self._kept.get(recipe.digest)
            if known is None:
                self._waiting.append(recipe)
            else:
                self.made.emit(recipe.digest, known)
        self._go_on()

    def stop(self) -> None:
        """Give up what is not made yet."""
        self._waiting = []
        self._jobs.cancel(self.job)

    def forget(self) -> None:
        """Let the film go, and all its pictures."""
        self.stop()
        self._document = self._renderer = self._look = None
        self._kept = {}

    def _go_on(self) -> None:
        document = self._document
        if not self._waiting or document is None:
            return
        recipe = self._waiting.pop(0)
        wanted = document.presentation.with_recipe(recipe)
        full, known, long_side_px = document.renderer, self._renderer, self._long_side_px

        def work(progress: Progress) -> tuple[QImage, Renderer]:
            reduced = known or _reduced(full)
            result = reduced.result(recipe, progress)
            return small_image(result, wanted, full.radiograph, long_side_px), reduced

        def done(found: tuple[QImage, Renderer]) -> None:
            image, self._renderer = found
            self._kept[recipe.digest] = image
            self.made.emit(recipe.digest, image)
            self._go_on()

        def fail(error: Exception) -> None:
            self.failed.emit(recipe.digest, error)
            self._go_on()

        self._jobs.start_behind(self.job, work, done=done, failed=fail)


def _reduced(full: Renderer) -> Renderer:
    reduced = full.radiograph.reduced(TILE_RENDER_PX)
    return Renderer(reduced, scale=full.scale, same_field=full)


def small_image(
    result: Picture, wanted: Presentation, film: Radiograph, long_side_px: int
) -> QImage:
    """Return a result as the film is shown, small, with square pixels.

    Args:
        result: Of the recipe of ``wanted``, not turned yet.
        wanted: How it is to be shown.
        film: The whole film: its shutter hides here what it hides there.
        long_side_px: Of the image, at most.
    """
    picture = result.oriented(wanted.orientation)
    rows, columns = picture.shape
    row_mm, column_mm = picture.spacing_mm
    tall_mm, wide_mm = rows * row_mm, columns * column_mm
    factor = min(1.0 / min(row_mm, column_mm), long_side_px / max(tall_mm, wide_mm))
    size = max(1, round(wide_mm * factor)), max(1, round(tall_mm * factor))
    small = cv2.resize(picture.indices, size, interpolation=cv2.INTER_AREA)
    voi = wanted.display_voi if picture.is_display_ready else wanted.voi
    grey = cv2.LUT(small, picture.table(voi, is_inverted=wanted.is_inverted))
    if film.shutter is not None and result.placement.is_identity:
        seen = wanted.orientation.apply(film.shutter.visible(film.pixels.shape))
        hidden = cv2.resize(seen.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) == 0
        grey[hidden] = round(255 * film.shutter.grey)
    held = np.ascontiguousarray(grey)
    image = QImage(held.data, size[0], size[1], held.strides[0], QImage.Format.Format_Grayscale8)
    return image.copy()


_Look: TypeAlias = tuple[Renderer, Voi, Voi, bool, bool, Orientation]
"""What all small pictures of a film depend on."""


def _look_of(document: Document) -> _Look:
    now = document.presentation
    sets = now.recipe.sets_window  # then its display window is what another recipe would get
    return document.renderer, now.voi, now.display_voi, sets, now.is_inverted, now.orientation
