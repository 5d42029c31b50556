"""Small pictures of films, made one after the other while nothing better is to be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtGui import QImage

from engine import Description, Picture, Progress, Radiograph, Renderer, read_radiograph
from viewer.film import Film, FilmState
from viewer.jobs import Jobs

THUMBNAIL_PX = 288  # twice the size on screen, for high-density displays
MOST_UNSEEN = 1000
"""So many are made unasked, at up to 83 kB each; of the rest only those come into view."""

JOB = "thumbnail"
SEARCH = "find films"


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnail:
    """What is kept of a film that was read for its small picture.

    Attributes:
        image: 8 bit grey, the longer side at most THUMBNAIL_PX.
        description: Words about the film.
        is_synthetic: A network invented some of it.
        frames: Frames or pages in the file.
    """

    image: QImage
    description: Description
    is_synthetic: bool
    frames: int


class Thumbnails:
    """Reads films for their thumbnails, those in view first, and only while no job is awaited.

    Args:
        jobs: Where work runs.
        changed: Is told of each film whose thumbnail is there, or that cannot be read.
    """

    def __init__(self, jobs: Jobs, changed: Callable[[Film], None]) -> None:
        self._jobs = jobs
        self._changed = changed
        self._films: Sequence[Film] = ()
        self._in_view: Sequence[Film] = ()
        jobs.ended.connect(lambda _key: self._go_on())

    def follow(self, films: Sequence[Film]) -> None:
        """Make those of these films that are missing."""
        self._films = films
        if not films:
            self._in_view = ()
            self._jobs.cancel(JOB)
        self._go_on()

    def look_at(self, films: Sequence[Film]) -> None:
        """Make those of these films first."""
        self._in_view = films
        self._go_on()

    def accept(self, film: Film, made: Thumbnail) -> None:
        """Give a film its thumbnail."""
        film.thumbnail = made.image
        film.description = made.description
        film.was_synthetic = made.is_synthetic
        film.frames = made.frames
        self._changed(film)

    def _go_on(self) -> None:
        if self._jobs.is_running(JOB) or self._jobs.is_awaited:
            return
        film = self._next()
        if film is None:
            return

        def read(progress: Progress) -> Thumbnail:
            progress.check()
            radiograph = read_radiograph(film.path)
            return thumbnail_of(Renderer(radiograph.reduced(THUMBNAIL_PX)).original, radiograph)

        def failed(error: Exception) -> None:
            film.state = FilmState.BROKEN
            film.reason = str(error)
            self._changed(film)
            self._go_on()

        def done(made: Thumbnail) -> None:
            self.accept(film, made)
            self._go_on()

        self._jobs.start_behind(JOB, read, done=done, failed=failed)

    def _next(self) -> Film | None:
        """Return what to read next; while films are searched only what the user looks at."""
        unseen = () if self._jobs.is_running(SEARCH) else self._films[:MOST_UNSEEN]
        for film in (*self._in_view, *unseen):
            if film.thumbnail is None and film.state is not FilmState.BROKEN:
                return film
        return None


def thumbnail_of(picture: Picture, film: Radiograph) -> Thumbnail:
    """Return a small picture of a film under its own first window and its shutter.

    Args:
        picture: The film as read, or reduced.
        film: The whole of it.
    """
    rows, columns = picture.shape
    factor = min(1.0, THUMBNAIL_PX / max(rows, columns))
    row_mm, column_mm = picture.spacing_mm
    size = (
        max(1, round(columns * factor)),
        max(1, round(rows * factor * row_mm / column_mm)),
    )
    small = cv2.resize(picture.indices, size, interpolation=cv2.INTER_AREA)
    grey = np.ascontiguousarray(cv2.LUT(small, picture.table(picture.default_voi)))
    if film.shutter is not None:
        seen = film.shutter.visible(film.pixels.shape).astype(np.uint8)
        grey[cv2.resize(seen, size, interpolation=cv2.INTER_NEAREST) == 0] = round(
            255 * film.shutter.grey
        )
    image = QImage(
        grey.data, grey.shape[1], grey.shape[0], grey.strides[0], QImage.Format.Format_Grayscale8
    )
    return Thumbnail(image.copy(), film.description, picture.is_synthetic, film.frames)
