"""Between one document and its panes: pictures and tables in, drags and probes out."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QRectF, Qt, Signal

from engine import DifferenceUnit, Picture, Presentation, Voi, Window, histogram
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.difference_scale import DifferenceWish
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import RgbTable
from viewer.canvas.windowing import dragged
from viewer.corner_texts import CornerTexts
from viewer.document import Document
from viewer.kept_tables import KeptTables
from viewer.maps_on_stage import MapsOnStage
from viewer.probe import Probe, pixel_at
from viewer.reliability_on_stage import ReliabilityOnStage
from viewer.settings import Settings

BOX_PERCENTILES = (1.0, 99.0)


@dataclass(frozen=True, slots=True)
class _Grip:
    """A window drag under way: where it started."""

    is_result: bool
    voi: Voi


class Stage(QObject):
    """Shows one document in the compare view and turns gestures into presentations.

    Args:
        compare: The panes.
        settings: Direction of drags and the like.
    """

    probed = Signal(object)  # Probe or None
    active_changed = Signal()  # the pane whose window the panel shows
    zoom_changed = Signal()

    def __init__(
        self, compare: CompareView, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.compare = compare
        self.document: Document | None = None
        self.is_result_active = False
        self.difference_unit = DifferenceUnit.DISPLAY
        self._settings = settings
        self._grip: _Grip | None = None
        self._is_paused = False
        self._pointed: tuple[Pane, float, float] | None = None
        self._shown_key: object = None
        self._kept = KeptTables()
        self._is_result_shown = False
        self._texts = CornerTexts(compare, settings, self._kept)
        self.maps = MapsOnStage(compare, settings, self)
        self.maps.chosen_changed.connect(self.refresh_tables)
        self.reliability = ReliabilityOnStage(compare, self)
        self.reliability.changed.connect(self.say_again)
        for pane in compare.all_panes:
            self._listen(pane)

    def pause(self) -> None:
        """Leave the picture, but change nothing on it: another film is being read."""
        self._is_paused = True
        self._grip = None
        self.probed.emit(None)

    def resume(self) -> None:
        """Let the picture be changed again: the user came back before another film was read."""
        self._is_paused = False
        if self._pointed is not None:  # a pointer that rests says nothing by itself
            self._point(*self._pointed)

    def set_document(self, document: Document | None) -> None:
        """Show another film, or none."""
        self._is_paused = False
        if self.document is not None:
            self.document.presentation_changed.disconnect(self.refresh_tables)
            self.document.shown_changed.disconnect(self._show)
        if document is not self.document:
            self.compare.dismiss_guests()
        self.document = document
        self._shown_key = None
        self._kept.clear()
        self.is_result_active = False
        if document is None:
            self.compare.clear()
            self._texts.update(None)
            self.maps.show(None)
            self.reliability.show(None)
            return
        document.presentation_changed.connect(self.refresh_tables)
        document.shown_changed.connect(self._show)
        self._show()

    def tables(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the 8-bit tables of original and result in force, or None without a film."""
        document = self.document
        if document is None:
            return None
        shown, wanted, kept = document.shown, document.presentation, self._kept
        return (
            kept.table(shown.original, wanted.voi, is_inverted=wanted.is_inverted),
            kept.table(shown.result, document.shown_result_voi(), is_inverted=wanted.is_inverted),
        )

    def _coloured(self, document: Document) -> tuple[RgbTable, RgbTable]:
        """Return the same as the panes take them."""
        shown, wanted, kept = document.shown, document.presentation, self._kept
        return (
            kept.rgb(shown.original, wanted.voi, is_inverted=wanted.is_inverted),
            kept.rgb(shown.result, document.shown_result_voi(), is_inverted=wanted.is_inverted),
        )

    def refresh_tables(self) -> None:
        """Bring both panes to the windows in force: no picture is touched."""
        document = self.document
        if document is None:
            return
        self.maps.follow()
        self.reliability.follow()
        self.compare.set_difference(self._difference())
        self.compare.set_tables(*self._coloured(document))
        self._texts.update(document)

    def _difference(self) -> DifferenceWish | None:
        """Return how the difference is to be shown, where it is."""
        document = self.document
        if document is None or self.compare.view_layout is not Layout.DIFFERENCE:
            return None
        wanted = document.presentation
        voi = document.shown_result_voi()
        return DifferenceWish(wanted.voi, voi, self.difference_unit, wanted.is_inverted)

    def next_difference_unit(self) -> None:
        """Count differences in the other unit."""
        units = list(DifferenceUnit)
        self.difference_unit = units[self.difference_unit is units[0]]
        self.refresh_tables()

    def active_picture(self) -> Picture | None:
        """The picture whose window the panel shows."""
        if self.document is None:
            return None
        shown = self.document.shown
        return shown.result if self.shows_result_window else shown.original

    @property
    def shows_result_window(self) -> bool:
        """Whether the window in the panel is the one of a display-ready result."""
        document = self.document
        return (
            document is not None
            and document.presentation.recipe.sets_window
            and document.shown.result.is_display_ready
            and (self.is_result_active or self.compare.view_layout is Layout.SINGLE)
        )

    def active_voi(self) -> Voi | None:
        """The VOI the panel shows."""
        if self.document is None:
            return None
        wanted = self.document.presentation
        return wanted.display_voi if self.shows_result_window else wanted.voi

    def set_voi(self, voi: Voi, *, merge: str = "") -> None:
        """Put a VOI in force on the active pane."""
        self._apply(voi, is_result=self.shows_result_window, merge=merge)

    def _apply(self, voi: Voi, *, is_result: bool, merge: str) -> None:
        document = self.document
        if document is None or self._is_paused:
            return
        wanted = document.presentation
        if is_result:
            changed: Presentation = wanted.with_result_voi(voi)
        else:
            changed = replace(wanted, voi=voi)
        document.edit(changed, merge=merge)

    def _show(self) -> None:
        document = self.document
        if document is None:
            return
        shown = document.shown
        original, result = self._coloured(document)
        key = (document, shown.orientation.swaps_axes)
        self.compare.set_difference(self._difference())
        self.compare.show_pictures(
            shown.original,
            original,
            shown.result,
            result,
            keep_view=key == self._shown_key,
        )
        self._shown_key = key
        self.maps.show(document)
        self.reliability.show(document)
        self._texts.update(document)
        if self.shows_result_window != self._is_result_shown:
            self._is_result_shown = not self._is_result_shown
            self.active_changed.emit()  # who follows the pictures hears of them from the document

    def _listen(self, pane: Pane) -> None:
        pane.window_drag_started.connect(lambda: self._grab(pane))
        pane.window_dragged.connect(self._drag)
        pane.window_drag_ended.connect(self._release)
        pane.pointed.connect(lambda row, column: self._point(pane, row, column))
        pane.left_picture.connect(self._leave)
        pane.box_drawn.connect(lambda box: self._window_from_box(pane, box))
        pane.view_changed.connect(self._view_changed)

    def _is_result(self, pane: Pane) -> bool:
        """Whether what a pane shows has the window of a result that sets one of its own."""
        picture = pane.picture
        is_guest = pane not in self.compare.panes or self.compare.has_left_guest
        if is_guest and pane is not self.compare.enhanced:
            return picture is not None and picture.is_display_ready
        return pane is self.compare.enhanced

    def _grab(self, pane: Pane) -> None:
        if self.document is None or self._is_paused or self.compare.is_of_other_film(pane):
            return
        self._activate(self._is_result(pane))
        if pane is self.compare.enhanced and self.maps.grab():
            return
        voi = self.active_voi()
        assert voi is not None  # noqa: S101 - there is a document
        self._grip = _Grip(self.shows_result_window, voi)

    def _activate(self, is_result: bool) -> None:
        if self.is_result_active != is_result:
            self.is_result_active = is_result
            self.active_changed.emit()

    def _drag(self, dx: float, dy: float, _modifiers: Qt.KeyboardModifier) -> None:
        document, grip = self.document, self._grip
        if self.maps.is_dragged:
            self.maps.drag(dx, dy)
            return
        if document is None or grip is None:
            return
        counted = document.shown.result_histogram if grip.is_result else document.histogram
        voi = dragged(
            grip.voi,
            dx,
            dy,
            speed=self._settings.drag_speed,
            up_darkens=self._settings.up_darkens != self._is_shown_inverse(grip.is_result),
            bounds=counted.extent,
        )
        self._apply(voi, is_result=grip.is_result, merge="drag window")

    def _is_shown_inverse(self, is_result: bool) -> bool:
        """Whether raising the centre brightens, because small values are the bright ones."""
        assert self.document is not None  # noqa: S101 - it is being dragged
        shown = self.document.shown
        picture = shown.result if is_result else shown.original
        return picture.is_inverse != self.document.presentation.is_inverted

    def _release(self) -> None:
        self._grip = None
        self.maps.release()
        if self.document is not None:
            self.document.seal()

    def _window_from_box(self, pane: Pane, box: QRectF) -> None:
        document = self.document
        if document is None or self.compare.is_of_other_film(pane):
            return
        self._activate(self._is_result(pane))
        picture = self.active_picture()
        assert picture is not None  # noqa: S101 - there is a document
        rows, columns = picture.shape
        corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())
        places = np.array(
            [
                self.compare.shares(pane, at.y(), at.x())[picture is document.shown.result]
                for at in corners
            ]
        )
        left, right = (int(v) for v in np.clip(_ends(places[:, 0]) * columns, 0, columns))
        top, bottom = (int(v) for v in np.clip(_ends(places[:, 1]) * rows, 0, rows))
        if bottom - top < 2 or right - left < 2:
            return
        part = np.s_[top:bottom, left:right]
        field = None if picture.field is None else picture.field[part].copy()
        counted = histogram(replace(picture, indices=picture.indices[part].copy(), field=field))
        low, high = sorted(counted.percentile(p) for p in BOX_PERCENTILES)
        self.set_voi(Window((low + high + 1) / 2, max(1.0, high - low + 1)))

    def _leave(self) -> None:
        self._pointed = None
        self.probed.emit(None)

    def _point(self, pane: Pane, row: float, column: float) -> None:
        self._pointed = pane, row, column
        document, tables = self.document, self.tables()
        if document is None or tables is None or self._is_paused:
            return
        original, result = document.shown.original, document.shown.result
        here, there = self.compare.shares(pane, row, column)
        place, other = pixel_at(original.shape, here), pixel_at(result.shape, there)
        if place is None:  # a corner that a turned film has no part in
            self.probed.emit(None)
            return
        index = int(original.indices[place])
        shown = float(tables[0][index]) / 255
        enhanced = None if other is None else float(tables[1][int(result.indices[other])]) / 255
        self.probed.emit(
            Probe(
                row=place[0],
                column=place[1],
                stored=index + original.first_stored,
                modality=float(original.values[index]),
                shown=shown,
                enhanced=enhanced,
            )
        )

    def layout_changed(self) -> None:
        """Say again what the panes show, now that others are on screen."""
        self.refresh_tables()
        self.active_changed.emit()

    def next_corner_detail(self) -> None:
        """Show more or less in the corners."""
        self._texts.next_detail()

    def say_again(self) -> None:
        """Write the corners again: what lies over the picture is another."""
        if self.document is not None:
            self._texts.update(self.document)

    def _view_changed(self) -> None:
        self._texts.update_zoom()
        self.zoom_changed.emit()


def _ends(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.array([values.min(), values.max()])
