"""The films that are open: their order, which one is shown, their thumbnails."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from engine import (
    Description,
    Picture,
    Presentation,
    Progress,
    Recipe,
    Renderer,
    find_films,
    read_radiograph,
)
from viewer.document import Document, Opened, open_film
from viewer.history import History
from viewer.jobs import Jobs
from viewer.translations import translation_position

THUMBNAIL_PX = 288  # twice the size on screen, for high-density displays
KEPT_DOCUMENTS = 3
"""Films whose pixels stay in memory; the presentations of all others are kept."""


class FilmState(Enum):
    """How far a film is."""

    LISTED = "not read yet"
    READY = "read"
    BROKEN = "cannot be read"


@dataclass(slots=True, eq=False)
class Film:
    """One line of the film list.

    Attributes:
        path: The file.
        state: How far it is.
        thumbnail: Its picture, when there is one.
        description: Words about it, when it was read.
        reason: Why it cannot be read, in words.
        recipe: What it opens with.
        history: How it has been shown, kept when its pixels are let go.
        was_synthetic: A network invented some of it before it was opened.
        told: Number of steps, and whether it is synthetic, as its badge was last told.
    """

    path: Path
    state: FilmState = FilmState.LISTED
    thumbnail: QImage | None = None
    description: Description = field(default_factory=Description)
    reason: str = ""
    recipe: Recipe | None = None
    history: History | None = None
    was_synthetic: bool = False
    told: tuple[int, bool] = (-1, False)

    @property
    def number_of_steps(self) -> int:
        """Enabled steps of its recipe, for the badge."""
        recipe = self._recipe_in_force
        return len(recipe.enabled) if recipe else 0

    @property
    def is_synthetic(self) -> bool:
        """Whether a network invented some of it, or its recipe has one invent."""
        recipe = self._recipe_in_force
        return self.was_synthetic or (
            recipe is not None and translation_position(recipe) is not None
        )

    @property
    def name(self) -> str:
        """What the list calls it: the file's name without its folder and suffix."""
        return self.path.stem or self.path.name

    @property
    def _recipe_in_force(self) -> Recipe | None:
        return self.history.current.recipe if self.history else self.recipe


@dataclass(frozen=True, slots=True, eq=False)
class _Thumbnail:
    image: QImage
    description: Description
    is_synthetic: bool


class Workspace(QObject):
    """Opens films on threads and keeps one of them current.

    Args:
        jobs: Where work runs.
    """

    films_changed = Signal()  # other films
    film_changed = Signal(int)  # thumbnail, state or badge of one
    current_changed = Signal()  # another document, or none
    failed = Signal(object)  # Exception

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.films: list[Film] = []
        self.index = -1
        self._jobs = jobs
        self._documents: dict[int, Document] = {}  # by identity of the film, newest last
        self._is_loading = False

    @property
    def current(self) -> Document | None:
        """The document shown, once its film is read."""
        return self._document_of(self.index)

    @property
    def is_loading(self) -> bool:
        """Whether the current film is being read."""
        return self._is_loading

    def open(self, paths: Sequence[Path], *, recipe: Recipe | None = None) -> None:
        """Find the films among files and folders, list them, and show the first.

        Args:
            paths: Files, folders, DICOMDIRs.
            recipe: What they open with.
        """

        def listed(found: list[Path]) -> None:
            known = {film.path for film in self.films}
            fresh = [Film(path, recipe=recipe) for path in found if path not in known]
            first = found[0]
            self.films.extend(fresh)
            self.films_changed.emit()
            self.show(next(i for i, film in enumerate(self.films) if film.path == first))
            self._next_thumbnail()

        def search(progress: Progress) -> list[Path]:
            progress.report(0.0, "Looking for films")
            return find_films([path.absolute() for path in paths])

        self._jobs.start("find films", search, done=listed, failed=self.failed.emit)

    def show(self, index: int) -> None:
        """Make one film current; it is read if its pixels are not in memory."""
        if not 0 <= index < len(self.films):
            return
        self.index = index
        film = self.films[index]
        document = self._document_of(index)
        if document is not None:
            self._jobs.cancel("open film")
            self._is_loading = False
            self._documents[id(film)] = self._documents.pop(id(film))
            self.current_changed.emit()
            return
        self._is_loading = True
        self.current_changed.emit()

        def read(progress: Progress) -> Opened:
            progress.report(0.0, "Reading")
            return open_film(film.path)

        self._jobs.start(
            "open film",
            read,
            done=lambda opened: self._opened(film, opened),
            failed=lambda error: self._broken(film, error),
        )

    def show_next(self, by: int) -> None:
        """Go to a neighbour in the list, staying at its ends."""
        if self.films:
            self.show(min(len(self.films) - 1, max(0, self.index + by)))

    def close(self, index: int) -> None:
        """Take a film off the list; the file is left alone."""
        film = self.films.pop(index)
        document = self._documents.pop(id(film), None)
        if document is not None:
            document.cancel()
            document.deleteLater()
        was_current = index == self.index
        if index < self.index or self.index >= len(self.films):
            self.index -= 1
        self.films_changed.emit()
        if was_current:
            self._jobs.cancel("open film")
            self._is_loading = False
            if self.films:
                self.show(self.index)
            else:
                self.current_changed.emit()

    def _document_of(self, index: int) -> Document | None:
        if not 0 <= index < len(self.films):
            return None
        return self._documents.get(id(self.films[index]))

    def _opened(self, film: Film, opened: Opened) -> None:
        self._is_loading = False
        if film not in self.films:
            return
        if film.history is None:
            first = Presentation(
                opened.renderer.radiograph.default_voi, recipe=film.recipe or Recipe()
            )
            film.history = History(first)
        document = Document(opened, film.history, self._jobs, parent=self)
        film.state = FilmState.READY
        film.description = opened.renderer.radiograph.description
        film.was_synthetic = opened.renderer.original.is_synthetic
        self._documents[id(film)] = document
        document.presentation_changed.connect(lambda: self._tell_steps(film))
        self._let_go()
        if film.thumbnail is None:
            self._accept_thumbnail(film, thumbnail_of(opened.renderer.original, film.description))
        self.current_changed.emit()
        document.render()

    def _tell_steps(self, film: Film) -> None:
        if film.told != (
            film.number_of_steps,
            film.is_synthetic,
        ):  # not at every step of a window drag
            self._tell(film)

    def _tell(self, film: Film) -> None:
        film.told = (film.number_of_steps, film.is_synthetic)
        if film in self.films:
            self.film_changed.emit(self.films.index(film))

    def _broken(self, film: Film, error: Exception) -> None:
        self._is_loading = False
        film.state = FilmState.BROKEN
        film.reason = str(error)
        self._tell(film)
        self.current_changed.emit()
        self.failed.emit(error)

    def _let_go(self) -> None:
        while len(self._documents) > KEPT_DOCUMENTS:
            oldest = next(iter(self._documents))
            document = self._documents.pop(oldest)
            document.cancel()
            document.deleteLater()

    def _next_thumbnail(self) -> None:
        if self._jobs.is_running("thumbnail"):
            return
        waiting = [
            film
            for film in self.films
            if film.thumbnail is None and film.state is not FilmState.BROKEN
        ]
        if not waiting:
            return
        film = waiting[0]

        def read(progress: Progress) -> _Thumbnail:
            progress.check()
            radiograph = read_radiograph(film.path).reduced(THUMBNAIL_PX)
            return thumbnail_of(Renderer(radiograph).original, radiograph.description)

        def failed(error: Exception) -> None:
            film.state = FilmState.BROKEN
            film.reason = str(error)
            self._tell(film)
            self._next_thumbnail()

        def done(made: _Thumbnail) -> None:
            self._accept_thumbnail(film, made)
            self._next_thumbnail()

        self._jobs.start("thumbnail", read, done=done, failed=failed)

    def _accept_thumbnail(self, film: Film, made: _Thumbnail) -> None:
        film.thumbnail = made.image
        film.description = made.description
        film.was_synthetic = made.is_synthetic
        self._tell(film)


def thumbnail_of(picture: Picture, description: Description) -> _Thumbnail:
    """Return a small picture of a film under its own first window."""
    rows, columns = picture.shape
    factor = min(1.0, THUMBNAIL_PX / max(rows, columns))
    row_mm, column_mm = picture.spacing_mm
    size = (
        max(1, round(columns * factor)),
        max(1, round(rows * factor * row_mm / column_mm)),
    )
    small = cv2.resize(picture.indices, size, interpolation=cv2.INTER_AREA)
    grey = np.ascontiguousarray(cv2.LUT(small, picture.table(picture.default_voi)))
    image = QImage(
        grey.data, grey.shape[1], grey.shape[0], grey.strides[0], QImage.Format.Format_Grayscale8
    )
    return _Thumbnail(image.copy(), description, picture.is_synthetic)
