"""The panel on the left: the films that are open, as pictures, by study and series."""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from viewer.film import BROKEN_GROUP, Film, FilmState
from viewer.problems import text_of
from viewer.settings import Settings
from viewer.theme import TextRole, dress, theme
from viewer.widgets.film import FilmList, FilmThumb, Heading
from viewer.widgets.label import ElidedLabel, Label
from viewer.widgets.stage_page import StagePage
from viewer.wording import films_text, steps_text
from viewer.workspace import Workspace

translate = QCoreApplication.translate

HEAD = 56

READING_MS = 300
"""So long after the last picture was wanted the page says that the next one is being read."""


class FilmPanel(QFrame):
    """Head with series and patient, then one thumbnail a film, under headings where they help.

    Args:
        workspace: Whose films are shown.
        settings: Whether the patient, and files that may be named after one, are named.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._thumbs: dict[Film, FilmThumb] = {}
        self._headings: dict[tuple[str, ...], Heading] = {}
        self._referred: frozenset[str] = frozenset()
        self._title = ElidedLabel("", TextRole.TITLE)
        self._count = Label("", TextRole.SECONDARY, "text_2")
        self._patient = ElidedLabel("", TextRole.SECONDARY, "text_2")
        self.list = FilmList()
        self.list.chosen.connect(workspace.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self._top = self._head()
        column.addWidget(self._top)
        column.addWidget(self.list, 1)
        self.setObjectName("filmPanel")
        dress(
            self,
            lambda look: (
                f"#filmPanel {{ background: {look.colours.panel};"
                f" border-right: 1px solid {look.colours.hairline}; }}"
            ),
        )
        self._take_sizes()
        workspace.films_added.connect(self._rebuild)
        workspace.films_changed.connect(self._rebuild)
        workspace.film_changed.connect(self._update)
        workspace.states_changed.connect(self._refer)
        workspace.current_changed.connect(self._follow)
        settings.changed.connect(self._dress_all)
        self.list.seen_changed.connect(self._look)

    def cover(self, panes: QWidget) -> None:
        """Say over the panes, from now on, why there is no picture on them."""
        self._cover = NoPicture(self._workspace, self._settings, panes)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._take_sizes()
        super().changeEvent(event)

    def _take_sizes(self) -> None:
        look = theme()
        self.setFixedWidth(look.drawn(look.sizes.left_panel))
        self._top.setFixedHeight(look.scaled(HEAD))

    def _head(self) -> QWidget:
        head = QWidget()
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._title, 1)
        first.addWidget(self._count)
        column = QVBoxLayout(head)
        column.setContentsMargins(theme().sizes.left_padding, 8, 12, 8)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self._patient, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _rebuild(self) -> None:
        films, known = self._workspace.films, self._thumbs
        self._thumbs = {film: known.get(film) or FilmThumb("") for film in films}
        is_numbered = not self._settings.shows_patient
        for position, film in enumerate(films):
            if film not in known or is_numbered:
                self._dress(position)
        self.list.set_rows(list(self._rows()))
        self._follow()

    def _rows(self) -> Iterator[FilmThumb | Heading]:
        """Yield films, and the headings without which one could not tell them apart."""
        films, headings = self._workspace.films, self._headings
        self._headings = {}
        by_study = [(uid, list(some)) for uid, some in groupby(films, lambda film: film.group[0])]
        sound = sum(uid != BROKEN_GROUP for uid, _ in by_study)
        for number, (uid, of_study) in enumerate(by_study, 1):
            is_broken = uid == BROKEN_GROUP
            if sound > 1 or (is_broken and sound):
                title = self._study_title(uid, of_study[0], number)
                yield self._heading(headings, (uid,), title, len(of_study))
            by_series = [list(some) for _, some in groupby(of_study, lambda film: film.group[1])]
            for at, of_series in enumerate(by_series, 1):
                if len(by_series) > 1:
                    title = self._series_title(of_series[0], at)
                    yield self._heading(headings, of_series[0].group, title, len(of_series))
                yield from (self._thumbs[film] for film in of_series)

    def _heading(
        self, known: dict[tuple[str, ...], Heading], key: tuple[str, ...], title: str, number: int
    ) -> Heading:
        level = len(key) - 1
        heading = known.get(key) or Heading(level, self.tr("Series") if level else self.tr("Study"))
        if (heading.title, heading.number) != (title, number):
            heading.title, heading.number = title, number
            self.list.paint_again(heading)
        self._headings[key] = heading
        return heading

    def _study_title(self, uid: str, film: Film, number: int) -> str:
        if uid == BROKEN_GROUP:
            return self.tr("Cannot be read")
        if not uid:
            return self.tr("Single pictures")
        named = film.identity.study if self._settings.shows_patient else ""
        return named or self.tr("Study {number}").format(number=number)

    def _series_title(self, film: Film, number: int) -> str:
        named = film.identity.series if self._settings.shows_patient else ""
        return named or self.tr("Series {number}").format(number=number)

    def _look(self) -> None:
        """Have the films in view get their pictures first."""
        seen = {id(thumb) for thumb in self.list.in_view}
        films = [film for film, thumb in self._thumbs.items() if id(thumb) in seen]
        self._workspace.thumbnails.look_at(films)

    def _refer(self) -> None:
        states = self._workspace.states
        self._referred = frozenset(uid for state in states for uid in state.identity.refers_to)
        self._dress_all()

    def _update(self, position: int) -> None:
        if self._workspace.films[position] in self._thumbs:
            self._dress(position)
        if position == self._workspace.index:
            self._follow()

    def _follow(self) -> None:
        films, index = self._workspace.films, self._workspace.index
        number = sum(film.state is not FilmState.BROKEN for film in films)
        self._count.setText(films_text(number))
        if not 0 <= index < len(films):
            self._title.setText("")
            self._patient.setText("")
            self.list.set_position(-1)
            return
        self.list.set_position(index)
        words = films[index].description
        self._title.setText(words.series or self.tr("Films"))
        known = [f"ID {words.patient_id}" if words.patient_id else "", words.patient_name]
        shown = known if self._settings.shows_patient else []
        self._patient.setText(" · ".join(text for text in shown if text))

    def _dress_all(self) -> None:
        for position in range(len(self._workspace.films)):
            self._dress(position)
        self.list.set_rows(list(self._rows()))
        self._follow()

    def _dress(self, position: int) -> None:
        film = self._workspace.films[position]
        thumb, words = self._thumbs[film], film.description
        is_named = self._settings.shows_patient
        numbered = self.tr("Film {number}").format(number=position + 1)
        thumb.set_caption(film.name if is_named else numbered, words.view.rpartition(" ")[2])
        if film.thumbnail is not None:
            thumb.set_picture(film.thumbnail)
        if film.state is FilmState.BROKEN:
            thumb.set_badges()
            thumb.set_reason(_reason(film, is_named=is_named))
            return
        thumb.set_reason("")
        is_synthetic = film.is_synthetic
        steps = steps_text(film.number_of_steps) if film.number_of_steps else ""
        thumb.set_badges(
            self.tr("Synthetic") if is_synthetic else steps,
            self.tr("Lossy") if words.is_lossy else "",
            self.tr("{number} frames").format(number=film.frames) if film.frames > 1 else "",
            "PS" if film.uid in self._referred else "",
            is_synthetic=is_synthetic,
        )


def _reason(film: Film, *, is_named: bool) -> str:
    """Return why a film cannot be read, without its name at the start: that stands above."""
    reason = film.reason.removeprefix(film.path.name).strip() or _unreadable()
    if not is_named:
        reason = reason.replace(film.path.name, translate("FilmPanel", "this file"))
    return reason[:1].upper() + reason[1:]


def _sentence(film: Film, *, is_named: bool) -> str:
    """Return why a film cannot be read, as a sentence that stands alone."""
    reason = film.reason or _unreadable()
    if not is_named:
        reason = reason.replace(film.path.name, translate("FilmPanel", "this file"))
        reason = reason[:1].upper() + reason[1:]
    return reason


def _unreadable() -> str:
    return translate("FilmPanel", "It cannot be read.")


class NoPicture(QObject):
    """Says in place of the picture why there is none: read just now, unreadable, not chosen.

    Args:
        workspace: Whose current film is to be seen.
        settings: Whether files, which may be named after a patient, are named.
        panes: What is covered while there is no picture.
    """

    def __init__(self, workspace: Workspace, settings: Settings, panes: QWidget) -> None:
        super().__init__(panes)
        self._workspace = workspace
        self._settings = settings
        self._hint = ""
        self.page = StagePage(panes)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(READING_MS)
        self._late.timeout.connect(self._say_reading)
        workspace.current_changed.connect(self._follow)
        workspace.films_changed.connect(self._follow)
        workspace.failed.connect(self._learn)
        settings.changed.connect(self._follow)

    def _follow(self) -> None:
        shelf = self._workspace
        if not (shelf.is_loading and self._late.isActive()):
            self._late.stop()
        if shelf.current is not None or not shelf.films:
            self.page.hide()
        elif shelf.is_loading:
            self._hint = ""
            if self.page.isHidden():
                self._late.start()
            else:
                self._say_reading()
        elif not 0 <= shelf.index < len(shelf.films):
            self.page.say("film", "text_2", self.tr("No film is chosen"))
        elif (film := shelf.films[shelf.index]).state is FilmState.BROKEN:
            reason = _sentence(film, is_named=self._settings.shows_patient)
            hint = self._hint or self.tr("All other films can be seen as before.")
            self.page.say("warn", "warn", self.tr("This film cannot be shown"), reason, hint)
        else:
            hint = self.tr("Choose it again to read it.")
            self.page.say("film", "text_2", self.tr("This film is not read"), "", hint)

    def _say_reading(self) -> None:
        self.page.say("film", "text_2", self.tr("Reading the film…"))

    def _learn(self, error: Exception) -> None:
        """Take the hint of the failure that has just kept the current film from being read."""
        self._hint = text_of(error).hint
        self._follow()
