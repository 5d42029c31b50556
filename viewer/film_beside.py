"""A second film beside the one shown: an earlier one, or any other that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from engine import Presentation, Progress, Recipe, Voi
from viewer.canvas.choices import Layout
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.guest import Guest, Place
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.canvas.picture_item import rgb_table
from viewer.canvas.shutter_item import ShutterItem
from viewer.canvas.windowing import dragged
from viewer.corner_texts import letters_of_film
from viewer.document import Opened, Shown, open_film, pictures_of
from viewer.film import Film, FilmState
from viewer.history import History
from viewer.translator import said
from viewer.voi_words import window_text
from viewer.wording import spacing_text

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow

JOB = "film beside"
"""Name of the reading of the second film among the jobs."""


@dataclass(slots=True, eq=False)
class _Beside:
    """The second film.

    Attributes:
        film: Of the list.
        opened: Read; None while it is being read.
        shown: Its pictures.
        voi_at_press: Its window when a drag began; None between drags.
    """

    film: Film
    opened: Opened | None = None
    shown: Shown | None = None
    voi_at_press: Voi | None = None


class FilmBeside(QObject):
    """Shows a second film in the left pane, with its own window, recipe and turn.

    Its presentation is that film's own: what is changed here is so when the film is shown alone,
    and can be undone there.

    Args:
        window: The window whose films are meant.

    Signals:
        changed: There is a second film, another or none.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._document: Document | None = None
        self._beside: _Beside | None = None
        compare = window.compare
        left = compare.original
        self.shutter = ShutterItem(left, lambda: not compare.is_of_other_film(left))
        compare.guest_window_drag_started.connect(self._grab)
        compare.guest_window_dragged.connect(lambda _, dx, dy: self._drag(dx, dy))
        compare.guest_window_drag_ended.connect(self._release)
        for pane in compare.panes:
            pane.window_drag_started.connect(self._grab_linked)
            pane.window_dragged.connect(lambda dx, dy, _: self._drag_linked(dx, dy))
            pane.window_drag_ended.connect(self._release)
        window.workspace.films_changed.connect(self._forget_closed)
        window.settings.changed.connect(self._say_again)
        window.actions_.connect_to("film.beside", self.toggle)

    @property
    def film(self) -> Film | None:
        """The second film, shown or still being read."""
        return self._beside.film if self._beside is not None else None

    def toggle(self) -> None:
        """Take the second film away, or offer those there are."""
        if self._beside is not None:
            self.show(None)
            return
        films = self.offered()
        if len(films) == 1:
            self.show(films[0])
        elif films:
            self._offer(films)
        self.changed.emit()  # the command is on only while there is a film

    def offered(self) -> list[Film]:
        """Return what can stand beside the film shown: first those of the same patient."""
        workspace = self._window.workspace
        current = workspace.films[workspace.index] if workspace.index >= 0 else None
        others = [
            film
            for film in workspace.films
            if film is not current and film.state is not FilmState.BROKEN
        ]
        if current is None:
            return others
        return sorted(others, key=lambda film: not is_same_patient(film, current))

    def show(self, film: Film | None) -> None:
        """Show a film beside, or none."""
        self._window.jobs.cancel(JOB)
        if self._beside is not None and self._beside.shown is not None:
            self._window.compare.set_guest(Place.LEFT, None)
        beside = self._beside = None if film is None else _Beside(film)
        self.changed.emit()
        if film is None or beside is None:
            return
        self._window.commands.set_layout(Layout.SIDE_BY_SIDE)
        self._read(beside)

    def _read(self, beside: _Beside) -> None:
        """Make its pictures as it is to be shown by now, and show them."""
        film = beside.film
        beside.opened = beside.shown = beside.voi_at_press = None
        known = film.history.current if film.history is not None else None

        def read(progress: Progress) -> tuple[Opened, Shown]:
            progress.report(0.0, "")
            opened = open_film(film.path)
            wanted = known or _first(opened, film)
            return opened, pictures_of(opened, wanted, progress)

        def done(made: tuple[Opened, Shown]) -> None:
            if self._beside is beside:
                beside.opened, beside.shown = made
                if film.history is None:
                    film.history = History(_first(made[0], film))
                self._put(keep_view=False)

        def fail(error: Exception) -> None:
            self._beside = None
            self.changed.emit()
            self._window.tell(error)

        self._window.jobs.start(JOB, read, done=done, failed=fail)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none: the second one stays where it is."""
        if document is self._document:
            return
        self._document = document
        beside = self._beside
        if beside is not None and beside.shown is not None:
            is_itself = document is not None and document.file.path == beside.film.path
            if document is None or is_itself:
                self._window.compare.set_guest(Place.LEFT, None)
            elif self._is_as_wanted(beside.shown):
                self._put(keep_view=False)
            else:
                self._read(beside)  # it was shown alone meanwhile, and given other steps there

    def _is_as_wanted(self, shown: Shown) -> bool:
        wanted = self._wanted()
        same_steps = shown.recipe.digest == wanted.recipe.digest
        return same_steps and shown.orientation == wanted.orientation

    def _say_again(self) -> None:
        """Write its corners again: the patient may be named no longer."""
        if self._beside is not None and self._beside.shown is not None:
            self._put()

    def _put(self, *, keep_view: bool = True) -> None:
        beside, document = self._beside, self._document
        if beside is None or document is None or document.file.path == beside.film.path:
            return
        assert beside.opened is not None and beside.shown is not None  # noqa: PT018, S101
        wanted, shown = self._wanted(), beside.shown
        pictures = ((shown.original, wanted.voi), (shown.result, wanted.result_voi))
        first, second = (
            Guest(
                picture,
                rgb_table(picture.table(voi, is_inverted=wanted.is_inverted)),
                self._texts(is_original=at == 0),
                Letters(*letters_of_film(beside.opened.renderer.radiograph, shown, picture)),
                is_other_film=True,
            )
            for at, (picture, voi) in enumerate(pictures)
        )
        guest = replace(second, original=first)
        radiograph = beside.opened.renderer.radiograph
        rows, columns = radiograph.pixels.shape
        self.shutter.lie_on(FilmPlace(rows, columns, shown.orientation))
        self.shutter.show_shutter(radiograph.shutter)
        self._window.compare.set_guest(Place.LEFT, guest, keep_view=keep_view)
        self._window.stage.say_again()

    def _texts(self, *, is_original: bool) -> CornerTexts:
        beside, workspace = self._beside, self._window.workspace
        assert beside is not None and beside.opened is not None  # noqa: PT018, S101
        radiograph, wanted = beside.opened.renderer.radiograph, self._wanted()
        current = workspace.films[workspace.index]
        is_other = not is_same_patient(beside.film, current)
        title = self.tr("Second film, another patient") if is_other else self.tr("Second film")
        words = radiograph.description
        who = (beside.film.name, words.patient_id) if self._window.settings.shows_patient else ()
        recipe = wanted.recipe
        done = self.tr("Original") if recipe.is_identity or is_original else said(recipe.title)
        voi = wanted.voi if is_original else wanted.result_voi
        return CornerTexts(
            top_left=(title, " · ".join(text for text in who if text)),
            top_right=tuple(text for text in (words.view, words.taken_at) if text),
            bottom_left=(window_text(voi),),
            bottom_right=(done or self.tr("Own recipe"), spacing_text(radiograph.spacing)),
        )

    def _wanted(self) -> Presentation:
        assert self._beside is not None and self._beside.film.history is not None  # noqa: PT018, S101
        return self._beside.film.history.current

    def _grab(self) -> None:
        beside = self._beside
        if beside is not None and beside.shown is not None:
            wanted = self._wanted()
            beside.voi_at_press = wanted.result_voi

    def _grab_linked(self) -> None:
        if self._window.compare.is_linked:
            self._grab()

    def _drag(self, dx: float, dy: float) -> None:
        beside = self._beside
        if beside is None or beside.voi_at_press is None:
            return
        assert beside.opened is not None and beside.shown is not None  # noqa: PT018, S101
        wanted, settings = self._wanted(), self._window.settings
        is_result = wanted.recipe.sets_window
        counted = beside.shown.result_histogram if is_result else beside.opened.histogram
        is_inverse = beside.shown.result.is_inverse != wanted.is_inverted
        voi = dragged(
            beside.voi_at_press,
            dx,
            dy,
            speed=settings.drag_speed,
            up_darkens=settings.up_darkens != is_inverse,
            bounds=counted.extent,
        )
        assert beside.film.history is not None  # noqa: S101 - it is shown
        beside.film.history.push(wanted.with_result_voi(voi), merge="drag window")
        self._put()

    def _drag_linked(self, dx: float, dy: float) -> None:
        self._drag(dx, dy)

    def _release(self, _place: object = None) -> None:
        beside = self._beside
        if beside is not None and beside.voi_at_press is not None:
            beside.voi_at_press = None
            assert beside.film.history is not None  # noqa: S101 - it is shown
            beside.film.history.seal()

    def _forget_closed(self) -> None:
        if self._beside is not None and self._beside.film not in self._window.workspace.films:
            self.show(None)

    def _offer(self, films: list[Film]) -> None:
        pane = self._window.compare.original
        menu = QMenu(self._window)
        workspace = self._window.workspace
        for film in films:
            number = workspace.films.index(film) + 1
            action = menu.addAction(self.words_of(film, number))
            action.triggered.connect(lambda _=False, film=film: self.show(film))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(pane.mapToGlobal(QPoint(24, 64)))

    def words_of(self, film: Film, number: int) -> str:
        """Return a film in a menu: its number, view and date; its name where that may be shown."""
        words = film.description
        name = film.name if self._window.settings.shows_patient else ""
        numbered = self.tr("Film {number}").format(number=number)
        parts = (name or numbered, words.view, words.taken_at)
        return " · ".join(part for part in parts if part).replace("&", "&&")


def is_same_patient(one: Film, other: Film) -> bool:
    """Return whether two films name the same patient; bitmaps, which name none, are taken to."""
    first, second = (film.description.patient_id for film in (one, other))
    return not first or not second or first == second


def _first(opened: Opened, film: Film) -> Presentation:
    return Presentation(opened.renderer.radiograph.default_voi, recipe=film.recipe or Recipe())
