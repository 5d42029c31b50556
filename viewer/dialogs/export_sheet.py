"""Export: what will be written is said before it is written."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from engine import (
    EngineError,
    ExportFormat,
    ExportPlan,
    ExportRequest,
    Progress,
    default_name,
    export_film,
    plan_export,
)
from viewer.dialogs.columns import Columns
from viewer.dialogs.export_parts import KeyRow, MarkRow, PreviewPicture, titled
from viewer.dialogs.sheet import Sheet
from viewer.document import Document
from viewer.jobs import Jobs
from viewer.problems import text_of
from viewer.settings import Settings
from viewer.theme import TextRole, dress, theme
from viewer.translator import said
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.check import CheckBox
from viewer.widgets.label import Label, Paragraph
from viewer.widgets.notice import Notice
from viewer.widgets.segments import Segment, Segments
from viewer.widgets.target_fields import TargetFields
from viewer.wording import file_size, number

FORMATS = (ExportFormat.DICOM, ExportFormat.PNG, ExportFormat.PNG8, ExportFormat.TIFF)
LEFT = 240

NARROW = 600
"""Text scale 1: a narrower sheet shows what it writes below the picture."""


class ExportSheet(Sheet):
    """Asks for format, extras and target, and shows the plan of the engine as it stands.

    Args:
        window: What it covers.
        document: The film.
        jobs: Where the export runs.
        settings: Remember the folder.
    """

    exported = Signal(list)  # names of the files written

    def __init__(self, window: QWidget, document: Document, jobs: Jobs, settings: Settings) -> None:
        title = QCoreApplication.translate("ExportSheet", "Export {name}")
        super().__init__(window, title.format(name=document.radiograph.name), 840, 708)
        self._document = document
        self._jobs = jobs
        self._plan: ExportPlan | None = None
        self._settings = settings
        self.format = Segments(
            [Segment(said(kind.title)) for kind in FORMATS], self.tr("Format"), is_stretched=True
        )
        self.format.chosen.connect(self._format_chosen)
        self.recipe_file = CheckBox(self.tr("Recipe file"))
        self.before_after = CheckBox(self.tr("Before/after picture, PNG"))
        self.presentation_file = CheckBox(self.tr("Presentation as JSON"))
        self.drawings = CheckBox(self.tr("Measurements in the picture"))
        self.drawings.setEnabled(bool(document.presentation.measurements))
        for box in (self.recipe_file, self.before_after, self.presentation_file, self.drawings):
            box.toggled.connect(self._plan_again)
        name = default_name(document.radiograph, self._chosen_format)
        self.target = TargetFields(settings.export_folder, name)
        self.folder, self.name = self.target.folder, self.target.name
        self.target.changed.connect(self._plan_again)
        self.size_text = Label("", TextRole.SECONDARY, "text_2")
        self.state = Label("", TextRole.SECONDARY, "text_2")
        self.state.setWordWrap(True)
        self.cancel = OutlineButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.go = FilledButton(self.tr("Export"))
        self.go.setObjectName("exportGo")
        self.go.clicked.connect(self._export)
        self._what = QVBoxLayout()
        self._what.setSpacing(8)
        self._lay_out()
        self._plan_again()

    @property
    def request(self) -> ExportRequest:
        """What the dialog stands on now."""
        return ExportRequest(
            renderer=self._document.renderer,
            presentation=self._document.presentation,
            format=self._chosen_format,
            folder=self.target.path,
            name=self.target.file_name,
            with_recipe_file=self.recipe_file.isChecked(),
            with_before_after=self.before_after.isChecked(),
            with_drawings=self.drawings.isChecked(),
            with_presentation_file=self.presentation_file.isChecked(),
        )

    @property
    def plan(self) -> ExportPlan | None:
        """What is going to be written; None where that cannot be."""
        return self._plan

    def close_sheet(self) -> None:
        """Leave; an export under way is cancelled and leaves nothing behind."""
        self._jobs.cancel("export")
        super().close_sheet()

    @property
    def _chosen_format(self) -> ExportFormat:
        return FORMATS[self.format.index]

    def _lay_out(self) -> None:
        columns = Columns(NARROW)
        columns.set_columns((self._left(), self._right()), (20, 20, 20, 16), 24)
        around = QVBoxLayout(self.body)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(columns)
        self.foot.addWidget(self.state, 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)

    def _left(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(theme().drawn(LEFT))
        left = QVBoxLayout(made)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(PreviewPicture(self._document, theme().drawn(LEFT)))
        rows, columns = self._document.shown.result.shape
        caption = QHBoxLayout()
        caption.addWidget(Label(self.tr("Enhanced")))
        caption.addStretch(1)
        full = self._document.shown.original.shape if self._document.shown.is_preview else None
        rows, columns = full or (rows, columns)
        size = f"{number(columns)} × {number(rows)}"
        caption.addWidget(Label(size, TextRole.SECONDARY, "text_2"))
        left.addLayout(caption)
        left.addWidget(titled(self.tr("Also write"), has_line=True))
        left.addWidget(self.recipe_file)
        left.addWidget(self.before_after)
        left.addWidget(self.presentation_file)
        left.addWidget(self.drawings)
        left.addSpacing(8)
        left.addWidget(
            Notice(
                self.tr("The original file is not changed. A DICOM object names it as its source."),
                "text_2",
            )
        )
        return made

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.format)
        column.addSpacing(8)
        column.addWidget(titled(self.tr("What will be written")))
        column.addLayout(self._what)
        column.addSpacing(8)
        column.addWidget(titled(self.tr("Target")))
        self.size_text.setFixedWidth(self.target.choose.sizeHint().width())
        self.size_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.target.name_row.addWidget(self.size_text)
        column.addWidget(self.target)
        column.addStretch(1)
        return column

    def _format_chosen(self) -> None:
        stem = self.name.text()
        for kind in FORMATS:
            stem = stem.removesuffix(kind.suffix)
        self.name.setText(stem + self._chosen_format.suffix)
        self._plan_again()

    def _plan_again(self) -> None:
        try:
            document = self._document
            self._plan = plan_export(
                self.request, document.shown.result if document.is_current else None
            )
        except EngineError as error:
            self._plan = None
            self._say(text_of(error).sentence, "error")
            self.go.setEnabled(False)
            return
        self.go.setEnabled(True)
        self._show_plan(self._plan)

    def _show_plan(self, plan: ExportPlan) -> None:
        while (item := self._what.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for key, text in plan.rows:
            shown = text.rstrip("\\")  # an image type may end in empty values
            self._what.addWidget(KeyRow(said(key), Paragraph(said(shown), TextRole.BODY, "text")))
        if plan.derivation:
            self._what.addWidget(KeyRow(self.tr("Derivation"), _boxed(plan.derivation)))
        if plan.marks:
            self._what.addWidget(KeyRow(self.tr("Marks"), MarkRow(plan.marks)))
        for warning in plan.warnings:
            self._what.addWidget(KeyRow("", Notice(said(warning))))
        self.size_text.setText(f"≈ {file_size(plan.files[0].estimated_bytes)}")
        many = self.tr("{files} files, about {size}").format(
            files=number(len(plan.files)), size=file_size(plan.estimated_bytes)
        )
        self._say(many if len(plan.files) > 1 else "", "text_2")

    def _say(self, text: str, ink: str) -> None:
        self.state.setText(text)
        self.state.set_ink(ink)

    def _export(self) -> None:
        request = self.request
        self.go.setEnabled(False)
        self._say(self.tr("Exporting…"), "text_2")

        def work(progress: Progress) -> tuple[Path, ...]:
            return export_film(request, progress)

        self._jobs.start("export", work, done=self._done, failed=self._failed)

    def _done(self, written: tuple[Path, ...]) -> None:
        self._settings.export_folder = str(written[0].parent)
        names = [path.name for path in written]
        super().close_sheet()
        self.exported.emit(names)

    def _failed(self, error: Exception) -> None:
        words = text_of(error)
        self._say(f"{words.sentence} {words.hint}".strip(), "error")
        self.go.setEnabled(True)


def _boxed(text: str) -> QWidget:
    """Return a paragraph on a darker ground."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setObjectName("derivation")
    dress(
        made,
        lambda look: f"#derivation {{ background: {look.colours.bg}; border-radius: 4px; }}",
    )
    column = QVBoxLayout(made)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(Paragraph(text, TextRole.BODY, "text"))
    return made
