"""Printing: which pictures, how large; then the system's own dialog for the printer."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import EngineError, spacing_under
from viewer.dialogs.columns import Columns
from viewer.dialogs.export_parts import PreviewPicture, titled
from viewer.dialogs.sheet import Sheet
from viewer.document import Document
from viewer.jobs import Jobs
from viewer.printed_page import Page, PrintSize, suits
from viewer.printing import PrintChoice, PrintPictures, page_maker, print_page
from viewer.problems import text_of
from viewer.settings import Settings
from viewer.theme import TextRole, theme
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.check import CheckBox
from viewer.widgets.label import Label
from viewer.widgets.notice import Notice
from viewer.widgets.segments import Segment, Segments

JOB = "print"
"""Name of the work among the jobs."""

LEFT = 200

NARROW = 480
"""Text scale 1: a narrower sheet has its choices below the picture."""


class PrintSheet(Sheet):
    """Asks what stands on the page, then which printer, and prints.

    Args:
        window: What it covers.
        document: The film.
        jobs: Where the page is made.
        settings: Whether the patient may be named.

    Signals:
        printed: The page was given to the printer.
    """

    printed = Signal()

    def __init__(self, window: QWidget, document: Document, jobs: Jobs, settings: Settings) -> None:
        super().__init__(window, QCoreApplication.translate("PrintSheet", "Print"), 640, 440)
        self._document = document
        self._jobs = jobs
        self._settings = settings
        self._dialog: QPrintDialog | None = None
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        film, wanted = document.radiograph, document.presentation
        spacing = spacing_under(film.spacing, wanted.known_object)
        self.pictures = Segments(
            [Segment(self.tr("Enhanced")), Segment(self.tr("Original and enhanced"))],
            self.tr("Pictures"),
            is_stretched=True,
        )
        self.sizes = Segments(
            [Segment(self.tr("Fitted to the page")), Segment(self.tr("True size"))],
            self.tr("Size"),
            is_stretched=True,
        )
        self.sizes.setEnabled(spacing.is_known)
        self.measurements = CheckBox(self.tr("Measurements in the picture"))
        self.measurements.setEnabled(bool(wanted.measurements))
        self.state = Label("", TextRole.SECONDARY, "text_2")
        self.state.setWordWrap(True)
        self.cancel = OutlineButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.go = FilledButton(self.tr("Print…"))
        self.go.setObjectName("printGo")
        self.go.clicked.connect(self._ask_for_printer)
        self._lay_out(self._size_note(is_known=spacing.is_known))

    @property
    def choice(self) -> PrintChoice:
        """What the dialog stands on now."""
        return PrintChoice(
            PrintPictures.BOTH if self.pictures.index else PrintPictures.ENHANCED,
            PrintSize.TRUE if self.sizes.index else PrintSize.FITTED,
            self.measurements.isChecked(),
        )

    def show_both(self) -> None:
        """Start with both pictures, as they stand on screen."""
        self.pictures.set_index(1)

    def close_sheet(self) -> None:
        """Leave; a page under way is given up."""
        self._jobs.cancel(JOB)
        super().close_sheet()

    def print_now(self) -> None:
        """Make the page and give it to the printer, which is set up already."""
        self.go.setEnabled(False)
        self._say(self.tr("Printing…"), "text_2")
        try:
            make = page_maker(
                self._document, self.choice, shows_patient=self._settings.shows_patient
            )
        except EngineError as error:
            self._failed(error)
            return
        self._jobs.start(JOB, make, done=self._made, failed=self._failed)

    def _size_note(self, *, is_known: bool) -> str:
        if is_known:
            return self.tr("The page says which size it has, and where its millimetres come from.")
        return self.tr(
            "The file gives no spacing: calibrate by a known object to print in true size."
        )

    def _lay_out(self, note: str) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(titled(self.tr("Pictures")))
        right.addWidget(self.pictures)
        right.addWidget(self.measurements)
        right.addSpacing(8)
        right.addWidget(titled(self.tr("Size")))
        right.addWidget(self.sizes)
        right.addWidget(Notice(note, "text_2"))
        if not self._settings.shows_patient:
            right.addWidget(Notice(self.tr("The patient is hidden, on paper too."), "text_2"))
        right.addStretch(1)
        columns = Columns(NARROW)
        preview = PreviewPicture(self._document, theme().drawn(LEFT))
        columns.set_columns((preview, right), (20, 20, 20, 16), 24)
        around = QVBoxLayout(self.body)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(columns)
        self.foot.addWidget(self.state, 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)

    def _ask_for_printer(self) -> None:
        shown = self._document.shown.result
        rows, columns = shown.shape
        one = rows * shown.spacing_mm[0], columns * shown.spacing_mm[1]
        is_both = self.choice.pictures is PrintPictures.BOTH
        self.printer.setPageOrientation(suits([one, one] if is_both else [one]))
        self._dialog = QPrintDialog(self.printer, self)
        self._dialog.accepted.connect(self.print_now)
        self._dialog.setModal(True)
        self._dialog.show()

    def _made(self, page: Page) -> None:
        try:
            print_page(page, self.printer)
        except EngineError as error:
            self._failed(error)
            return
        self.printed.emit()
        super().close_sheet()

    def _failed(self, error: Exception) -> None:
        words = text_of(error)
        self._say(f"{words.sentence} {words.hint}".strip(), "error")
        self.go.setEnabled(True)

    def _say(self, text: str, ink: str) -> None:
        self.state.setText(text)
        self.state.set_ink(ink)
