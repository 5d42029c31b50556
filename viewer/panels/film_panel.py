"""The panel on the left: the films that are open, as pictures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from viewer.settings import Settings
from viewer.theme import TextRole, theme
from viewer.widgets.film import FilmList, FilmThumb
from viewer.widgets.label import ElidedLabel, Label
from viewer.wording import steps_text
from viewer.workspace import FilmState, Workspace

HEAD = 56


class FilmPanel(QFrame):
    """Head with series and patient, then one thumbnail a film.

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
        look = theme()
        self.setObjectName("filmPanel")
        self.setFixedWidth(look.scaled(look.sizes.left_panel))
        self.setStyleSheet(
            f"#filmPanel {{ background: {look.colours.panel};"
            f" border-right: 1px solid {look.colours.hairline}; }}"
        )
        self._title = ElidedLabel("", TextRole.TITLE)
        self._count = Label("", TextRole.SECONDARY, "text_2")
        self._patient = ElidedLabel("", TextRole.SECONDARY, "text_2")
        self.list = FilmList()
        self.list.chosen.connect(workspace.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.list, 1)
        workspace.films_changed.connect(self._rebuild)
        workspace.film_changed.connect(self._update)
        workspace.current_changed.connect(self._follow)
        settings.changed.connect(self._dress_all)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(theme().scaled(HEAD))
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
        while self.list.thumbs:
            self.list.take(0)
        for position in range(len(self._workspace.films)):
            self.list.add(FilmThumb(""))
            self._dress(position)
        self._follow()

    def _update(self, position: int) -> None:
        if position < len(self.list.thumbs):
            self._dress(position)
        if position == self._workspace.index:
            self._follow()

    def _follow(self) -> None:
        films, index = self._workspace.films, self._workspace.index
        number = len(films)
        self._count.setText("1 film" if number == 1 else f"{number} films")
        if not 0 <= index < number:
            self._title.setText("")
            self._patient.setText("")
            return
        self.list.set_position(index)
        words = films[index].description
        self._title.setText(words.series or self.tr("Films"))
        known = [f"ID {words.patient_id}" if words.patient_id else "", words.patient_name]
        shown = known if self._settings.shows_patient else []
        self._patient.setText(" · ".join(text for text in shown if text))

    def _dress_all(self) -> None:
        for position in range(len(self.list.thumbs)):
            self._dress(position)
        self._follow()

    def _dress(self, position: int) -> None:
        thumb, film = self.list.thumbs[position], self._workspace.films[position]
        words = film.description
        name = film.name if self._settings.shows_patient else f"Film {position + 1}"
        thumb.set_caption(name, words.view.rpartition(" ")[2])
        if film.thumbnail is not None:
            thumb.set_picture(film.thumbnail)
        if film.state is FilmState.BROKEN:
            thumb.set_badges("Cannot be read")
            thumb.setToolTip(film.reason)
            return
        is_synthetic = film.is_synthetic
        steps = steps_text(film.number_of_steps) if film.number_of_steps else ""
        left = "Synthetic" if is_synthetic else steps
        thumb.set_badges(left, "Lossy" if words.is_lossy else "", is_synthetic=is_synthetic)
