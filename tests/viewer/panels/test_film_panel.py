"""viewer.panels.film_panel"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Description, Finding, FindingKind, Identity, Recipe, step_type
from viewer.app import application_
from viewer.jobs import Jobs
from viewer.panels.film_panel import FilmPanel
from viewer.settings import Settings
from viewer.theme import apply_theme
from viewer.widgets.film import FilmThumb, Heading
from viewer.workspace import FilmState, Workspace

NAME = "DOE^JANE"


class Shelf:
    """A panel whose films are put there without reading any.

    Args:
        folder: For the settings.
        qtbot: Waits.
    """

    def __init__(self, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.jobs = Jobs()
        self.findings: list[Finding] = []
        self.workspace = Workspace(self.jobs)
        monkeypatch.setattr("viewer.film_search.search_films", lambda *_: iter(self.findings))
        monkeypatch.setattr(self.workspace, "show", self._show)
        monkeypatch.setattr(self.workspace.thumbnails, "follow", lambda _films: None)
        monkeypatch.setattr(self.workspace.thumbnails, "look_at", self._look)
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.settings = Settings(store)
        self.panel = FilmPanel(self.workspace, self.settings)
        self.looked_at: list[str] = []
        self._qtbot = qtbot
        qtbot.addWidget(self.panel)

    def put(
        self,
        name: str,
        study: str = "",
        series: str = "",
        number: int | None = None,
        frames: int = 1,
    ) -> None:
        """Find a film next."""
        identity = Identity(
            f"uid {name}" if study else "",
            study,
            series,
            f"2026-11-20 {study}" if study else "",
            series,
            number,
            frames,
            Description(
                patient_name=NAME, patient_id="7", view="DX chest PA", is_lossy=name == "l"
            ),
        )
        self.findings.append(Finding(Path(f"/films/{name}.dcm"), FindingKind.FILM, identity))

    def put_broken(self, name: str) -> None:
        """Find a file that cannot be read next."""
        reason = f"{name}.dcm is empty: {name}.dcm has 0 bytes."
        path = Path(f"/films/{name}.dcm")
        self.findings.append(Finding(path, FindingKind.BROKEN, reason=reason))

    def put_state(self, *refers_to: str) -> None:
        """Find a presentation state next."""
        identity = Identity(refers_to=refers_to)
        self.findings.append(Finding(Path("/films/state.dcm"), FindingKind.STATE, identity))

    def search(self) -> None:
        """List what was put there."""
        self.workspace.open([Path("/films")])
        self._qtbot.waitUntil(lambda: not self.workspace.is_searching)

    @property
    def lines(self) -> list[str]:
        """What stands in the list; headings with their number."""
        return [
            f"{row.title}: {row.number}" if isinstance(row, Heading) else row.text()
            for row in self.panel.list.rows
        ]

    def thumb(self, name: str) -> FilmThumb:
        """Return what is said of a film."""
        return next(thumb for thumb in self.panel.list.thumbs if thumb.text() == name)

    def _show(self, index: int) -> None:
        self.workspace.index = index
        self.workspace.current_changed.emit()

    def _look(self, films: list[object]) -> None:
        self.looked_at = [film.name for film in self.workspace.films if film in films]


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    application_()
    made = Shelf(tmp_path, qtbot, monkeypatch)
    yield made
    made.jobs.close()


def test_pictures_without_a_study_need_no_heading(shelf: Shelf) -> None:
    shelf.put("a")
    shelf.put("b")

    shelf.search()

    assert shelf.lines == ["a", "b"]


def test_one_series_needs_no_heading(shelf: Shelf) -> None:
    shelf.put("a", "Chest", "Erect", 1)
    shelf.put("b", "Chest", "Erect", 2)

    shelf.search()

    assert shelf.lines == ["a", "b"]


def test_series_of_one_study_have_headings_and_it_has_none(shelf: Shelf) -> None:
    shelf.put("a", "Chest", "Erect", 2)
    shelf.put("c", "Chest", "Supine", 1)
    shelf.put("b", "Chest", "Erect", 1)

    shelf.search()

    assert shelf.lines == ["Erect: 2", "b", "a", "Supine: 1", "c"]


def test_studies_have_headings_and_a_lone_series_in_one_has_none(shelf: Shelf) -> None:
    shelf.put("a", "Chest", "Erect", 1)
    shelf.put("b", "Chest", "Supine", 1)
    shelf.put("c", "Hand", "PA", 1)
    shelf.put("d")

    shelf.search()

    assert shelf.lines == [
        *("2026-11-20 Chest: 2", "Erect: 1", "a", "Supine: 1", "b"),
        *("2026-11-20 Hand: 1", "c"),
        *("Single pictures: 1", "d"),
    ]


def test_what_cannot_be_read_stands_last_with_its_reason(shelf: Shelf) -> None:
    shelf.put_broken("x")
    shelf.put("a")

    shelf.search()

    assert shelf.lines == ["a", "Cannot be read: 1", "x"]
    assert shelf.thumb("x").reason == "Is empty: x.dcm has 0 bytes."
    assert shelf.panel._count.text() == "1 film"


def test_badges_say_what_is_known_before_a_film_is_read(shelf: Shelf) -> None:
    shelf.put("l", "Chest", "Erect", 1, frames=12)
    shelf.put("b", "Chest", "Erect", 2)
    shelf.put_state("uid b")

    shelf.search()

    assert shelf.thumb("l").badges == ("", "Lossy", "12 frames", "")
    assert shelf.thumb("b").badges == ("", "", "", "PS")
    assert shelf.thumb("b").view == "PA"


def test_the_steps_a_film_opens_with_are_counted(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.put("a")
    recipe = Recipe().added(step_type("clahe").make())

    shelf.workspace.open([Path("/films")], recipe=recipe)

    qtbot.waitUntil(lambda: shelf.panel.list.thumbs != ())
    assert shelf.thumb("a").badges[0] == "1 step"


def test_nobody_is_named_when_the_user_wishes_so(shelf: Shelf) -> None:
    shelf.put(NAME, f"{NAME} chest", f"{NAME} erect", 1)
    shelf.put("b", "Chest", "Erect", 2)
    shelf.put("c", "Chest", "Supine", 1)
    shelf.put_broken(f"{NAME} 2")
    shelf.settings.shows_patient = False

    shelf.search()

    rows = [shelf.panel.list.lines.index(at) for at in range(len(shelf.panel.list.rows))]
    said = [str(row.data(role)) for row in rows for role in (0, 3)]  # words and tooltip
    assert [text for text in said if "DOE" in text] == []
    assert shelf.panel._patient.text() == ""
    assert shelf.lines == [
        *("Study 1: 1", "Film 1"),
        *("Study 2: 2", "Series 1: 1", "Film 2", "Series 2: 1", "Film 3"),
        *("Cannot be read: 1", "Film 4"),
    ]


def test_films_without_names_are_numbered_anew_when_one_comes_before_them(shelf: Shelf) -> None:
    shelf.settings.shows_patient = False
    shelf.put("b", "Chest", "Erect", 2)
    shelf.search()

    shelf.put("a", "Chest", "Erect", 1)
    shelf.search()

    assert shelf.lines == ["Film 1", "Film 2"]


def test_names_come_and_go_with_the_setting(shelf: Shelf) -> None:
    shelf.put("a", "Chest", "Erect", 1)
    shelf.put("b", "Hand", "PA", 1)
    shelf.search()

    shelf.settings.shows_patient = False
    nameless = shelf.lines
    shelf.settings.shows_patient = True

    assert nameless == ["Study 1: 1", "Film 1", "Study 2: 1", "Film 2"]
    assert shelf.lines == ["2026-11-20 Chest: 1", "a", "2026-11-20 Hand: 1", "b"]


def test_the_current_film_stays_chosen_while_others_come_before_it(shelf: Shelf) -> None:
    shelf.put("b", "Chest", "Erect", 2)
    shelf.search()

    shelf.put("a", "Chest", "Erect", 1)
    shelf.search()

    chosen = [thumb.text() for thumb in shelf.panel.list.thumbs if thumb.is_chosen]
    assert (shelf.lines, chosen) == (["a", "b"], ["b"])


def test_a_film_found_broken_on_reading_says_why(shelf: Shelf) -> None:
    shelf.put("a")
    shelf.put("b")
    shelf.search()
    film = shelf.workspace.films[1]

    film.state, film.reason = FilmState.BROKEN, "b.dcm is damaged: its end is missing."
    shelf.workspace.film_changed.emit(1)

    assert shelf.thumb("b").spoken == "b, PA, cannot be read: Is damaged: its end is missing."


def test_films_in_view_are_wanted_first(shelf: Shelf, qtbot: QtBot) -> None:
    for number in range(9):
        shelf.put(f"f{number}", "Chest", "Erect", number)
    shelf.panel.resize(176, 56 + 300)
    shelf.panel.show()
    shelf.search()

    shelf.panel.list.verticalScrollBar().setValue(3 * 156)

    qtbot.waitUntil(lambda: shelf.looked_at == ["f3", "f4"])


def test_closing_everything_leaves_an_empty_panel(shelf: Shelf) -> None:
    shelf.put("a", "Chest", "Erect", 1)
    shelf.put("b", "Hand", "PA", 1)
    shelf.put_state("uid a")
    shelf.search()

    shelf.workspace.close_all()

    assert (shelf.lines, shelf.panel._count.text()) == ([], "0 films")


def test_a_film_that_got_its_picture_shows_it(shelf: Shelf) -> None:
    shelf.put("a")
    shelf.search()
    picture = QImage(10, 10, QImage.Format.Format_Grayscale8)

    shelf.workspace.films[0].thumbnail = picture
    shelf.workspace.film_changed.emit(0)

    assert shelf.thumb("a").picture is picture


def test_films_and_panel_grow_with_the_text(shelf: Shelf, qapp: QApplication) -> None:
    """Twice the text, and half as much again of picture: it has no words but the caption of 40."""
    shelf.put("a")
    shelf.put("b")
    shelf.search()
    shelf.panel.show()
    films = shelf.panel.list

    apply_theme(qapp, 2.0)
    try:
        second = films.visualRect(films.lines.index(1)).top()
        width = shelf.panel.width()
    finally:
        apply_theme(qapp)

    assert (width, second) == (264, 180 + 4 + 40 + 12)
