"""Stitching: which of the open films overlap, and where the whole goes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine import MOST_FILMS, Progress, Stitched, stitch_to_file
from viewer.dialogs.export_parts import titled
from viewer.dialogs.sheet import Sheet
from viewer.jobs import Jobs
from viewer.problems import text_of
from viewer.settings import Settings
from viewer.theme import TextRole, dress, theme, theme_watch
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.check import CheckBox
from viewer.widgets.label import ElidedLabel, Label
from viewer.widgets.notice import Notice
from viewer.widgets.target_fields import TargetFields
from viewer.workspace import Film, FilmState

JOB = "stitch"
"""Name of the work among the jobs."""

THUMBNAIL = 56
FIRST_NAME = "stitched.dcm"


class StitchSheet(Sheet):
    """Lists the open films to choose from; the whole is written as a new film and opened.

    Args:
        window: What it covers.
        films: Those that are open, in the order of the list.
        current: Which of them is shown; it is the reference if it is chosen.
        jobs: Where the work runs.
        settings: Whether files are named, and the folder remembered.
    """

    stitched = Signal(object, object)  # Path of the film written, Stitched

    def __init__(
        self, window: QWidget, films: Sequence[Film], current: int, jobs: Jobs, settings: Settings
    ) -> None:
        title = QCoreApplication.translate("StitchSheet", "Stitch films")
        super().__init__(window, title, 560, 600)
        self._films = films
        self._jobs = jobs
        self._settings = settings
        self.rows = [FilmRow(film, _name_of(film, n, settings)) for n, film in enumerate(films)]
        self.checks = [row.check for row in self.rows]
        order = sorted(range(len(films)), key=lambda n: (n != current, n))
        usable = [n for n in order if films[n].state is not FilmState.BROKEN]
        for number in usable[:2]:
            self.checks[number].setChecked(True)
        for check in self.checks:
            check.toggled.connect(self._look_again)
        self.target = TargetFields(settings.export_folder, FIRST_NAME)
        self.target.changed.connect(self._look_again)
        self.state = Label("", TextRole.SECONDARY, "text_2")
        self.state.setWordWrap(True)
        self.cancel = OutlineButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.go = FilledButton(self.tr("Stitch"))
        self.go.setObjectName("stitchGo")
        self.go.clicked.connect(self._stitch)
        self._lay_out()
        self._look_again()

    @property
    def chosen(self) -> list[Path]:
        """The files of the films to stitch."""
        return [
            film.path
            for film, check in zip(self._films, self.checks, strict=True)
            if check.isChecked()
        ]

    def follow(self, position: int) -> None:
        """Show what has become known of a film of the list."""
        if position < len(self.rows):
            self.rows[position].follow()

    def close_sheet(self) -> None:
        """Leave; work under way is cancelled and leaves nothing behind."""
        self._jobs.cancel(JOB)
        super().close_sheet()

    def _lay_out(self) -> None:
        all_of_it = QWidget()
        inner = QVBoxLayout(all_of_it)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(8)
        inner.addWidget(titled(self.tr("Films that overlap")))
        for row in self.rows:
            inner.addWidget(row)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(all_of_it)
        around = QVBoxLayout(self.body)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        inner.addSpacing(8)
        inner.addWidget(titled(self.tr("Target")))
        inner.addWidget(self.target)
        inner.addWidget(
            Notice(
                self.tr(
                    "Shifts and small turns are found, exposures matched, seams blended. "
                    "Nothing is scaled. The films themselves are not changed."
                ),
                "text_2",
            )
        )
        self.foot.addWidget(self.state, 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)

    def _look_again(self) -> None:
        number = len(self.chosen)
        is_fine = 2 <= number <= MOST_FILMS
        self.go.setEnabled(is_fine and bool(self.target.file_name))
        wanted = self.tr("Choose 2 to {most} films that overlap.").format(most=MOST_FILMS)
        self._say("" if is_fine else wanted, "text_2")

    def _say(self, text: str, ink: str) -> None:
        self.state.setText(text)
        self.state.set_ink(ink)

    def _stitch(self) -> None:
        name = self.target.file_name
        if Path(name).suffix.lower() not in (".dcm", ".png", ".tif", ".tiff"):
            name += ".dcm"
        sources, output = self.chosen, self.target.path / name
        self.go.setEnabled(False)
        self._say(self.tr("Stitching…"), "text_2")

        def work(progress: Progress) -> Stitched:
            return stitch_to_file(sources, output, progress)

        def done(made: Stitched) -> None:
            self._settings.export_folder = str(output.parent)
            super(StitchSheet, self).close_sheet()
            self.stitched.emit(output, made)

        self._jobs.start(JOB, work, done=done, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        words = text_of(error)
        self._say(f"{words.sentence} {words.hint}".strip(), "error")
        self.go.setEnabled(True)


def _name_of(film: Film, number: int, settings: Settings) -> str:
    numbered = QCoreApplication.translate("StitchSheet", "Film {number}")
    return film.name if settings.shows_patient else numbered.format(number=number + 1)


class FilmRow(QWidget):
    """Check, thumbnail and words of one film.

    Args:
        film: Which.
        name: What the list calls it.
        parent: Qt's owner.
    """

    def __init__(self, film: Film, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.film = film
        self.check = CheckBox("", name)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dress(self._picture, lambda look: f"background: {look.colours.canvas};")
        self._about = ElidedLabel("", TextRole.SECONDARY, "text_2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(name))
        words.addWidget(self._about)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.check)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        self.follow()
        theme_watch().changed.connect(self.follow)

    def follow(self) -> None:
        """Show what is known of the film by now."""
        side = theme().scaled(THUMBNAIL)
        self._picture.setFixedSize(side, side)
        film = self.film
        is_broken = film.state is FilmState.BROKEN
        self.check.setEnabled(not is_broken)
        if is_broken:
            self.check.setChecked(False)
        about = [film.description.view, film.description.taken_at]
        self._about.setText(film.reason if is_broken else " · ".join(filter(None, about)))
        if film.thumbnail is None:
            return
        ratio = self._picture.devicePixelRatioF()
        side = round(side * ratio)
        shown = QPixmap.fromImage(film.thumbnail).scaled(
            QSize(side, side),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)
