"""The window: bars and panels around the panes, and the wiring between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.actions import Actions
from viewer.dialogs.sheet import Sheet
from viewer.jobs import Jobs
from viewer.panels.empty_page import EmptyPage
from viewer.panels.notice_bar import NoticeBar
from viewer.panels.status_line import StatusLine
from viewer.panels.top_bar import TopBar
from viewer.problems import ProblemText, text_of
from viewer.settings import Settings
from viewer.theme import apply_theme, theme
from viewer.theme.tokens import SCHEMES
from viewer.translator import said
from viewer.wording import percent, result_word

if TYPE_CHECKING:
    from engine import Recipe
    from viewer.canvas.compare import CompareView
    from viewer.commands import Commands
    from viewer.desks import Desks
    from viewer.document import Document
    from viewer.frames_desk import FramesDesk
    from viewer.mapping_desk import MappingDesk
    from viewer.panels.film_panel import FilmPanel
    from viewer.panels.frame_bar import FrameBar
    from viewer.panels.right_panel import RightPanel
    from viewer.polarity_desk import PolarityDesk
    from viewer.probe import Probe
    from viewer.quality_desk import QualityDesk
    from viewer.reference_desk import ReferenceDesk
    from viewer.region_desk import RegionDesk
    from viewer.stage import Stage
    from viewer.states_desk import StatesDesk
    from viewer.translation_desk import TranslationDesk
    from viewer.work_line import WorkLine
    from viewer.workspace import Workspace

TITLE = "Negatoscope"

LATE_MS = 250
"""A film that takes longer to read than this leaves an empty stage, not the film before."""


class MainWindow(QWidget):
    """One window with its films.

    It opens with bars and drop zone alone, and is furnished with canvas and panels after its first
    paint: those need NumPy, OpenCV and pyqtgraph, which take longer to load than all the rest.

    Args:
        settings: The user's preferences.
    """

    compare: CompareView
    workspace: Workspace
    stage: Stage
    films: FilmPanel
    right: RightPanel
    frame_bar: FrameBar
    commands: Commands
    desks: Desks
    frames: FramesDesk
    states: StatesDesk
    polarity: PolarityDesk
    work: WorkLine
    mapping: MappingDesk
    quality: QualityDesk
    references: ReferenceDesk
    regions: RegionDesk
    translation: TranslationDesk

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(960, 600)
        self.settings = settings
        self.is_furnished = False
        self.jobs = Jobs(self)
        self.actions_ = Actions(self)
        self.actions_.set_film_open(False)
        self.top = TopBar(self.actions_, settings)
        self.empty = EmptyPage()
        self.notice = NoticeBar()
        self.status = StatusLine()
        self.pages = QStackedWidget()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(lambda: self._put_on_stage(None))
        self._lay_out()

    def furnish(self) -> None:
        """Bring in the canvas and the panels; needed once, before the first film."""
        if self.is_furnished:
            return
        from viewer.canvas.compare import CompareView
        from viewer.commands import Commands
        from viewer.desks import Desks
        from viewer.frames_desk import FramesDesk
        from viewer.mapping_desk import MappingDesk
        from viewer.panels.film_panel import FilmPanel
        from viewer.panels.frame_bar import FrameBar
        from viewer.panels.right_panel import RightPanel
        from viewer.polarity_desk import PolarityDesk
        from viewer.quality_desk import QualityDesk
        from viewer.reference_desk import ReferenceDesk
        from viewer.region_desk import RegionDesk
        from viewer.stage import Stage
        from viewer.states_desk import StatesDesk
        from viewer.translation_desk import TranslationDesk
        from viewer.work_line import WorkLine
        from viewer.workspace import Workspace

        self.is_furnished = True
        self.workspace = Workspace(self.jobs, self)
        self.compare = CompareView()
        self.stage = Stage(self.compare, self.settings, self)
        self.films = FilmPanel(self.workspace, self.settings)
        self.right = RightPanel(self.stage, self.settings)
        self.frame_bar = FrameBar()
        self._lay_out_films()
        self.frames = FramesDesk(self)
        self.states = StatesDesk(self)
        self.polarity = PolarityDesk(self)
        self.commands = Commands(self)
        self.mapping = MappingDesk(self)
        self.quality = QualityDesk(self)
        self.references = ReferenceDesk(self)
        self.regions = RegionDesk(self)
        self.translation = TranslationDesk(self)
        self.desks = Desks(self)
        self.work = WorkLine(self)
        self._wire()
        self._show_current()
        self._watch_keys()

    @property
    def document(self) -> Document | None:
        """The film shown."""
        return self.workspace.current if self.is_furnished else None

    def open(self, paths: list[Path], *, recipe: Recipe | None = None) -> None:
        """Open files and folders."""
        self.furnish()
        self.notice.hide()
        self.workspace.open(paths, recipe=recipe)

    def tell(self, error: Exception) -> None:
        """Show a failure as one sentence with a hint."""
        self.notice.tell(text_of(error))

    @property
    def has_open_dialog(self) -> bool:
        """Whether a sheet covers the window."""
        return any(sheet.isVisible() for sheet in self.findChildren(Sheet))

    def show_export(self) -> None:
        """Open the export dialog on the film shown."""
        if self.document is not None and not self.has_open_dialog:
            from viewer.dialogs.export_sheet import ExportSheet

            sheet = ExportSheet(self, self.document, self.jobs, self.settings)
            sheet.exported.connect(self._tell_exported)
            sheet.open(sheet.go)

    def show_keys(self) -> None:
        """Open the cheat sheet."""
        if not self.has_open_dialog:
            from viewer.dialogs.keys_sheet import KeysSheet

            sheet = KeysSheet(self)
            sheet.open(sheet.done)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Watch the keys of the native window, which exists from now on."""
        super().showEvent(event)
        self._watch_keys()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop all work before the window goes."""
        if self.is_furnished:
            self.stage.set_document(None)
            self.frames.follow(None)
            self.states.follow(None)
            self.polarity.follow(None)
            self.regions.follow(None)
            self.quality.follow(None)
            self.translation.follow(None)
            self.desks.follow(None)
        self.jobs.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files and folders."""
        if _paths_in(event.mimeData()):
            event.acceptProposedAction()
            self.empty.set_drop_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The drag went elsewhere."""
        self.empty.set_drop_target(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was dropped."""
        self.empty.set_drop_target(False)
        paths = _paths_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.open(paths)

    def _watch_keys(self) -> None:
        handle = self.windowHandle()
        if handle is not None and self.is_furnished:
            self.commands.watch(handle)

    def _lay_out_films(self) -> None:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.films)
        pictures = QVBoxLayout()
        pictures.setSpacing(0)
        pictures.addWidget(self.compare, 1)
        pictures.addWidget(self.frame_bar)
        row.addLayout(pictures, 1)
        row.addWidget(self.right)
        self.pages.addWidget(page)
        self.films.cover(self.compare)

    def _lay_out(self) -> None:
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)

    def _wire(self) -> None:
        self.empty.sample_wanted.connect(self.actions_["file.sample"].trigger)
        self.empty.file_wanted.connect(self.actions_["file.open"].trigger)
        self.empty.folder_wanted.connect(self.actions_["file.open_folder"].trigger)
        self.workspace.current_changed.connect(self._show_current)
        self.workspace.films_changed.connect(self._show_page)
        self.workspace.failed.connect(self.tell)
        self.stage.probed.connect(self._show_probe)
        self.stage.zoom_changed.connect(self._show_zoom)
        self.jobs.ended.connect(lambda _: self._show_device())
        self.settings.changed.connect(self._apply_settings)
        self._apply_settings()
        self._show_device()

    def _apply_settings(self) -> None:
        self._dress()
        is_lone = len(self.workspace.films) < 2 and not self.frames.has_frames
        for pane in self.compare.all_panes:
            pane.is_smooth = self.settings.is_smooth
            pane.wheel_zooms = self.settings.wheel_always_zooms or is_lone
        self.stage.refresh_tables()
        self._name_window()

    def _dress(self) -> None:
        """Put on the theme and the size of type that the settings ask for."""
        settings, app = self.settings, QApplication.instance()
        wanted = SCHEMES[settings.scheme], settings.text_scale
        if (theme().colours, theme().text_scale) != wanted and isinstance(app, QApplication):
            apply_theme(app, settings.text_scale, settings.scheme)

    def _show_page(self) -> None:
        self.pages.setCurrentIndex(1 if self.workspace.films else 0)
        self._apply_settings()

    def _show_current(self) -> None:
        document = self.document
        self._late.stop()
        if document is None and self.workspace.is_loading and self.stage.document is not None:
            # the last picture stays for a moment, so that paging through films does not flicker
            self.stage.pause()
            self._late.start()
        else:
            self._put_on_stage(document)
        self._show_page()
        if document is None:
            loading = self.workspace.is_loading
            self.status.set_empty(self.tr("Reading…") if loading else self.tr("No film open"))
            self.setWindowTitle(TITLE)
            return
        self._name_window()
        self._show_zoom()
        self._offer_recipe(document)

    def _name_window(self) -> None:
        document = self.document
        is_named = (
            document is not None and self.settings.shows_patient
        )  # files are named after them
        name = document.radiograph.name if document is not None else ""
        self.setWindowTitle(f"{name} - {TITLE}" if is_named else TITLE)

    def _put_on_stage(self, document: Document | None) -> None:
        if document is not None:
            self.status.set_probe(None)  # until the pane says what the pointer is on
        if self.stage.document is document:
            self.stage.resume()
        else:
            if self.stage.document is not None:
                self.stage.document.failed.disconnect(self._tell_failed)
                self.stage.document.presentation_changed.disconnect(self._show_zoom)
            self.notice.hide()
            self.stage.set_document(document)
            if document is not None:
                document.failed.connect(self._tell_failed)
                document.presentation_changed.connect(self._show_zoom)
                if not self.has_open_dialog:
                    self.compare.setFocus()  # keys go to the film, not into a text field
        self.actions_.set_film_open(document is not None)
        self.commands.follow(document)
        self.right.set_document(document)
        self.frames.follow(document)
        self.states.follow(document)
        self.polarity.follow(document)
        self.regions.follow(document)
        self.quality.follow(document)
        self.translation.follow(document)
        self.desks.follow(document)

    def _offer_recipe(self, document: Document) -> None:
        recipe = self.right.recipe_of_film
        if recipe is None or document.history.can_undo or document.history.can_redo:
            return
        self.notice.offer(
            ProblemText(
                self.tr("This film was made by Negatoscope with the recipe “{recipe}”.").format(
                    recipe=said(recipe.title) or self.tr("own recipe")
                ),
                self.tr("It is in the list of recipes; open the source film to apply it there."),
            ),
            "",
        )

    def _tell_failed(self, error: Exception) -> None:
        if not self.translation.takes(error):
            self.tell(error)

    def _tell_exported(self, names: list[str]) -> None:
        self.notice.offer(
            ProblemText(
                self.tr("Exported {names}.").format(names=", ".join(names)),
                self.tr("The original file is not changed."),
            ),
            "",
        )

    def _show_probe(self, probe: Probe | None) -> None:
        document = self.document
        word = result_word(document.shown) if document is not None else "enhanced"
        self.status.set_probe(probe, word)

    def _show_device(self) -> None:
        from engine import device_words_in_use

        self.status.set_device(device_words_in_use())

    def _show_zoom(self) -> None:
        document = self.document
        if document is None:
            return
        spacing = document.spacing
        figure, _, origin = spacing.text().partition(" mm ")
        if origin:
            figure += " mm"
        else:
            figure, origin = "", spacing.text()
        self.status.set_film(percent(self.compare.enhanced.zoom / 100), figure, said(origin))


def _paths_in(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
