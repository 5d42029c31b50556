"""Between the mapping of the film shown and the card of its step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from engine import ExportFormat, default_name, view_mapping
from viewer.film_maps import mapping_position
from viewer.problems import ProblemText
from viewer.widgets.mapping_card_rows import MappingRows

if TYPE_CHECKING:
    from engine import Progress
    from viewer.main_window import MainWindow
    from viewer.probe import Probe
    from viewer.widgets.step_card import StepCard

JOB = "export maps"
"""Name of the writing of maps among the jobs."""

_SUFFIXES = (".tif", ".tiff")


class MappingDesk(QObject):
    """Tells the card what the film's maps are, and does what it asks for.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._maps = window.stage.maps
        self._steps = window.right.enhance_panel.steps
        self._pixel: tuple[float, float] | None = None
        self._steps.card_made.connect(self._meet)
        self._steps.entries_shown.connect(self._show)
        self._maps.maps_changed.connect(self._show)
        self._maps.chosen_changed.connect(self._show)
        window.stage.probed.connect(self._probe)

    def export_maps(self) -> None:
        """Ask for a file and write the maps in force there."""
        document, window = self._window.document, self._window
        if document is None or self._maps.film_maps is None:
            return
        suggested = Path(self._folder()) / maps_name(
            default_name(document.radiograph, ExportFormat.TIFF)
        )
        found, _ = QFileDialog.getSaveFileName(
            window, self.tr("Export maps"), str(suggested), "TIFF (*.tif *.tiff)"
        )
        if not found:
            return
        path = Path(found)
        if path.suffix.lower() not in _SUFFIXES:
            path = path.with_name(path.name + _SUFFIXES[0])
        window.settings.export_folder = str(path.parent)
        renderer, recipe = document.renderer, document.presentation.recipe

        def write(progress: Progress) -> str:
            progress.report(0.0, self.tr("Writing maps"))
            view = view_mapping(renderer, recipe, progress)  # of the whole film, not a preview
            assert view is not None  # noqa: S101 - its maps are on screen
            view.write_maps(path)
            return path.name

        window.jobs.start(JOB, write, done=self._tell_written, failed=window.tell)

    def use_window(self) -> None:
        """Put the window of the mapping in force instead of the mapping, as one undo entry."""
        document, maps = self._window.document, self._maps.film_maps
        if document is None or maps is None:
            return
        window, wanted = maps.view.window, document.presentation
        position = mapping_position(wanted.recipe)
        if window is not None and position is not None:
            without = wanted.with_recipe(wanted.recipe.switched(position, False))
            document.edit(replace(without, voi=window))

    def _meet(self, card: StepCard) -> None:
        body = card.body
        if isinstance(body, MappingRows):
            body.map_chosen.connect(self._maps.choose)
            body.export_wanted.connect(self.export_maps)
            body.window_wanted.connect(self.use_window)

    def _show(self) -> None:
        position = mapping_position(self._window.right.enhance_panel.recipe)
        for at, card in enumerate(self._steps.cards):
            if isinstance(card.body, MappingRows):
                is_it = at == position
                card.body.set_maps(self._maps.film_maps if is_it else None)
                card.body.set_pixel(self._pixel if is_it else None)
                card.body.set_chosen(self._maps.chosen if is_it else "")

    def _probe(self, probe: Probe | None) -> None:
        document = self._window.document
        pixel = None
        if probe is not None and document is not None:
            rows, columns = document.shown.original.shape
            pixel = (probe.row + 0.5) / rows, (probe.column + 0.5) / columns
        if pixel == self._pixel:
            return
        self._pixel = pixel
        for card in self._steps.cards:
            if isinstance(card.body, MappingRows):
                card.body.set_pixel(pixel)

    def _tell_written(self, name: str) -> None:
        self._window.notice.offer(
            ProblemText(
                self.tr("Exported the maps as {name}.").format(name=name),
                self.tr("Pages: a, b, m, centre, width."),
            ),
            "",
        )

    def _folder(self) -> str:
        last = self._window.settings.export_folder
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        found = [folder for folder in (last, documents) if folder and Path(folder).is_dir()]
        return found[0] if found else str(Path.home())


def maps_name(film_name: str) -> str:
    """Return the file name of a film's maps, given that of the enhanced film."""
    return f"{Path(film_name).stem.removesuffix('_enhanced')}_maps.tif"
