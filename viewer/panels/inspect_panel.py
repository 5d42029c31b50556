"""What becomes of the value under the pointer, and why; below it, figures of the whole result."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Orientation
from viewer.document import Document
from viewer.inspection import Inspector, Treatment
from viewer.inspection_reasons import reasons_text
from viewer.panels.histogram_rows import HistogramRows
from viewer.panels.quality_rows import QualityRows
from viewer.probe import Probe
from viewer.stage import Stage
from viewer.widgets.lut_plot import LutPlot
from viewer.widgets.readout import Readout
from viewer.wording import inspection_text, pixel_place

FRAME_MS = 16
"""However fast the pointer moves, a pixel is read once a frame."""

DRAG_MS = 48
"""While a button is held the pictures come first."""


class InspectPanel(QWidget):
    """Body of the section *Inspect*; follows the pointer over either pane.

    The last pixel stays when the pointer leaves the film. Nothing is read while the panel is
    hidden.

    Args:
        stage: Says what the pointer is on.

    Signals:
        place_changed: Where the pixel lies, in words; "" for none.
        visibility_changed: Whether anybody can see it.
    """

    place_changed = Signal(str)
    visibility_changed = Signal(bool)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._inspector: Inspector | None = None
        self._pixel: tuple[int, int] | None = None
        self._is_pointed = False
        self._is_pinned = False
        self._orientation = Orientation()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._read)
        self.plot = LutPlot()
        self.sentences = Readout()
        self.greys = HistogramRows()
        self.quality = QualityRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.plot)
        column.addWidget(self.sentences)
        column.addWidget(self.greys)
        column.addWidget(self.quality)
        stage.probed.connect(self._point)

    def set_document(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._read_soon)
            self._document.shown_changed.disconnect(self._read_soon)
        self._document = document
        self._inspector = None
        self._forget()
        if document is not None:
            document.presentation_changed.connect(self._read_soon)
            document.shown_changed.connect(self._read_soon)
        else:
            self.greys.show_document(None)  # a film that is closed is not kept in memory
        self.sentences.release()
        self._read_soon()

    def pin(self, probe: Probe | None) -> None:
        """Stay on a pixel whatever the pointer is on, or follow the pointer again."""
        self._is_pinned = False
        if probe is not None:
            self._point(probe)
            self._is_pinned = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read the pixel of now."""
        super().showEvent(event)
        self._read()
        self.visibility_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Read no more."""
        super().hideEvent(event)
        self._due.stop()
        self.visibility_changed.emit(False)

    def _point(self, probe: Probe | None) -> None:
        document = self._document
        if self._is_pinned:
            return
        self._is_pointed = probe is not None
        if probe is not None and document is not None:
            self._pixel = probe.row, probe.column
            self._orientation = document.shown.orientation
            self.place_changed.emit(pixel_place(*self._pixel))
        self._read_soon()

    def _forget(self) -> None:
        self._pixel = None
        self.place_changed.emit("")

    def _read_soon(self) -> None:
        if self.isVisible() and not self._due.isActive():
            is_dragging = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
            self._due.start(DRAG_MS if is_dragging else FRAME_MS)

    def _read(self) -> None:
        document = self._document
        if document is None:
            self.plot.set_curves(None)
            self.sentences.set_text("")
            self.greys.show_document(None)
            return
        if self._pixel is not None and self._orientation != document.shown.orientation:
            self._forget()  # the film was turned away under it
        if self._inspector is None:
            self._inspector = Inspector(document)
        found = self._inspector.at(self._pixel)
        text = inspection_text(found)
        if found.treatment is Treatment.NEIGHBOURS:
            text = f"{text} {reasons_text(document.shown.recipe)}".rstrip()
        self.plot.set_curves(found.curves)
        self.plot.setAccessibleDescription(text)
        self.sentences.set_text(text, "text" if self._is_pointed else "text_2")
        self.greys.show_document(document)
