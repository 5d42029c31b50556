"""The films that are open: found, in order, and one of them shown."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine import EngineError, Finding, FindingKind, Presentation, Progress, Recipe
from viewer.document import Document, Opened, open_film
from viewer.film import Film, FilmState, Order
from viewer.film_search import FilmSearch, Found
from viewer.history import History
from viewer.jobs import Jobs
from viewer.memory import give_back_memory
from viewer.thumbnails import SEARCH, Thumbnails, thumbnail_of

__all__ = ["KEPT_DOCUMENTS", "Film", "FilmState", "Workspace"]

KEPT_DOCUMENTS = 3
"""Films whose pixels stay in memory; the presentations of all others are kept."""

GIVE_BACK_MS = 500
"""So long after a film was closed its memory is given back: nothing holds it any more."""

_READ = "open film"


class Workspace(QObject):
    """Opens films on threads and keeps one of them current.

    Args:
        jobs: Where work runs.
    """

    films_changed = Signal()  # opened or closed; of a search's films only the first and the last
    films_added = Signal()  # by a search, which finds many: only what lists them needs to know
    film_changed = Signal(int)  # thumbnail, state or badge of one
    current_changed = Signal()  # another document, or none
    states_changed = Signal()  # other presentation states
    failed = Signal(object)  # Exception

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.films: list[Film] = []
        self.states: list[Finding] = []
        self.index = -1
        self.thumbnails = Thumbnails(jobs, self._tell)
        self._jobs = jobs
        self._order = Order()
        self._by_path: dict[Path, Film] = {}
        self._documents: dict[int, Document] = {}  # by identity of the film, newest last
        self._searches: list[FilmSearch] = []  # the last of them runs
        self._is_loading = False
        self._remark: EngineError | None = None
        self._give_back = QTimer(self)
        self._give_back.setSingleShot(True)
        self._give_back.setInterval(GIVE_BACK_MS)
        self._give_back.timeout.connect(give_back_memory)
        jobs.cancelled.connect(self._cancelled)

    @property
    def current(self) -> Document | None:
        """The document shown, once its film is read."""
        return self._document_of(self.index)

    @property
    def is_loading(self) -> bool:
        """Whether the current film is being read."""
        return self._is_loading

    @property
    def is_searching(self) -> bool:
        """Whether there may be more films to come."""
        return bool(self._searches)

    def states_for(self, uid: str) -> list[Finding]:
        """Return the presentation states that refer to an image, by its SOP Instance UID."""
        return [state for state in self.states if uid and uid in state.identity.refers_to]

    def open(self, paths: Sequence[Path], *, recipe: Recipe | None = None) -> None:
        """Find films among files and folders, list them as they are found, and show the first.

        What is still being searched is searched after that.

        Args:
            paths: Files, folders, DICOMDIRs, archives.
            recipe: What they open with.
        """
        waiting = self._searches
        self._searches = []
        self._jobs.cancel(SEARCH)
        absolute = [path.absolute() for path in paths]
        self._searches = [*waiting, FilmSearch(absolute, recipe)]
        self._search()

    def show(self, index: int) -> None:
        """Make one film current; it is read if its pixels are not in memory."""
        if not 0 <= index < len(self.films):
            return
        self.index = index
        film = self.films[index]
        self._stop_loading()
        document = self._document_of(index)
        if document is not None:
            self._documents[id(film)] = self._documents.pop(id(film))
            self.current_changed.emit()
            return
        self._is_loading = True
        self.current_changed.emit()

        def read(progress: Progress) -> Opened:
            progress.report(0.0, self.tr("Reading"))
            return open_film(film.path)

        self._jobs.start(
            _READ,
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
        if not 0 <= index < len(self.films):
            return
        film, was_current = self.films[index], index == self.index
        self.films = [other for other in self.films if other is not film]
        del self._by_path[film.path]
        if was_current:  # off the stage, before what it shows is gone
            self._stop_loading()
            self.index = -1
            self.current_changed.emit()
        elif index < self.index:
            self.index -= 1
        self._let_go(film)
        self.films_changed.emit()
        if was_current and self.films:
            self.show(min(index, len(self.films) - 1))
        self.thumbnails.follow(self.films)
        self._give_back.start()

    def close_all(self) -> None:
        """Take all films and states off the list, and give up looking for more."""
        self._jobs.cancel(SEARCH)
        self._stop_loading()
        self._remark = None
        films, self.films, self.states, self.index = self.films, [], [], -1
        self._by_path.clear()
        self._order = Order()
        for film in films:
            self._let_go(film)
        self.thumbnails.follow(self.films)
        self.films_changed.emit()
        self.states_changed.emit()
        self.current_changed.emit()
        self._give_back.start()

    def _search(self) -> None:
        search = self._searches[-1]
        search.begin()
        self._jobs.start_stream(
            SEARCH,
            search.run,
            each=lambda found: self._list(search, found),
            done=lambda: self._searched(search),
            failed=lambda error: self._searched(search, error),
        )

    def _list(self, search: FilmSearch, batch: list[Found]) -> None:
        fresh: list[Film] = []
        first: Film | None = None
        states = len(self.states)
        for found in batch:
            finding = found.finding
            search.count(found)
            if finding.kind is FindingKind.STATE:
                self._add_state(finding)
            elif not found.is_folder:
                film = self._by_path.get(finding.path)
                if film is None:
                    film = self._order.listed(finding, is_named=found.is_named)
                    film.recipe = search.recipe
                    self._by_path[film.path] = film
                    fresh.append(film)
                is_wanted = finding.kind is FindingKind.FILM or found.is_named
                first = first or (film if is_wanted else None)
        if fresh:
            self._add(fresh)
        if len(self.states) > states:
            self.states_changed.emit()
        if first is not None and not search.has_shown:
            search.has_shown = True
            self.show(self.films.index(first))

    def _add_state(self, finding: Finding) -> None:
        if all(finding.path != state.path for state in self.states):
            self.states.append(finding)

    def _add(self, fresh: list[Film]) -> None:
        """Put films at their places; the current one stays current."""
        current = self.films[self.index] if 0 <= self.index < len(self.films) else None
        had_several = len(self.films) > 1
        self.films = sorted([*self.films, *fresh], key=lambda film: film.place)
        if current is not None:
            self.index = self.films.index(current)
        self.films_added.emit()
        if not had_several:
            self.films_changed.emit()
        self.thumbnails.follow(self.films)

    def _searched(self, search: FilmSearch, error: Exception | None = None) -> None:
        self._searches.remove(search)
        self.films_changed.emit()
        current = self.films[self.index].path if 0 <= self.index < len(self.films) else None
        if error is not None:
            self.failed.emit(error)
        elif (remark := search.remark(already_told=current)) is not None:
            if self._is_loading:  # the film that is about to appear would wipe it away
                self._remark = remark
            else:
                self.failed.emit(remark)
        if self._searches:
            self._search()

    def _cancelled(self, key: str) -> None:
        """Take it that the user gave something up; what we give up ourselves is in order."""
        if key == SEARCH:
            self._searches.clear()
        elif key == _READ and self._is_loading:
            self._is_loading = False
            self.current_changed.emit()
            self._tell_remark()

    def _stop_loading(self) -> None:
        self._is_loading = False
        self._jobs.cancel(_READ)

    def _document_of(self, index: int) -> Document | None:
        if not 0 <= index < len(self.films):
            return None
        return self._documents.get(id(self.films[index]))

    def _opened(self, film: Film, opened: Opened) -> None:
        self._is_loading = False
        if film not in self.films:
            return
        radiograph = opened.renderer.radiograph
        if film.history is None:
            first = Presentation(radiograph.default_voi, recipe=film.recipe or Recipe())
            film.history = History(first)
        document = Document(opened, film.history, self._jobs, parent=self)
        film.state, film.reason = FilmState.READY, ""
        original = opened.renderer.original
        self._documents[id(film)] = document
        document.presentation_changed.connect(lambda: self._tell_steps(film))
        while len(self._documents) > KEPT_DOCUMENTS:
            self._let_go_of(next(iter(self._documents)))
        if film.thumbnail is None:
            self.thumbnails.accept(film, thumbnail_of(original, radiograph))
        film.was_synthetic = original.is_synthetic
        self.current_changed.emit()
        self._tell_remark()
        document.render()

    def _broken(self, film: Film, error: Exception) -> None:
        self._is_loading = False
        film.state = FilmState.BROKEN
        film.reason = film.reason or str(error)  # a search may know better: a list of lost films
        self._tell(film)
        self.current_changed.emit()
        self.failed.emit(error)
        self._tell_remark()

    def _tell_remark(self) -> None:
        remark, self._remark = self._remark, None
        if remark is not None:
            self.failed.emit(remark)

    def _tell_steps(self, film: Film) -> None:
        if film.told != (film.number_of_steps, film.is_synthetic):  # not at each step of a drag
            self._tell(film)

    def _tell(self, film: Film) -> None:
        film.told = (film.number_of_steps, film.is_synthetic)
        if film in self.films:
            self.film_changed.emit(self.films.index(film))

    def _let_go(self, film: Film) -> None:
        if id(film) in self._documents:
            self._let_go_of(id(film))

    def _let_go_of(self, key: int) -> None:
        document = self._documents.pop(key)
        document.cancel()
        document.deleteLater()
