"""The recipe looked at: the film before and after it, and what can be done with it."""

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from engine import Recipe
from viewer.dialogs.gallery_sheet_own import LONGEST_NAME
from viewer.theme import TextRole, on_film, theme
from viewer.translator import said
from viewer.widgets.button import IconButton
from viewer.widgets.keys import is_claimed
from viewer.widgets.label import ElidedLabel, Paragraph
from viewer.widgets.notice import Notice
from viewer.widgets.paint import box, painter_on, picture_of


class RecipePreview(QWidget):
    """A column beside the tiles.

    Signals:
        renamed: The name that was typed for the recipe shown.
        copy_wanted: Keep a copy of it among one's own.
        export_wanted: Write it to a file.
        delete_wanted: Delete it; only one's own can be.
    """

    renamed = Signal(str)
    copy_wanted = Signal()
    export_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self.before = _FilmPicture(self.tr("Before"))
        self.after = _FilmPicture(self.tr("After"))
        self.name = ElidedLabel("", TextRole.TITLE)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("New name"))
        self.field.installEventFilter(self)
        self.field.hide()
        self.purpose = Paragraph(ink="text")
        self.steps = Paragraph()
        self.notice = Notice()
        self.rename = _button("text", self.tr("Rename"), "F2")
        self.copy = _button("plus", self.tr("Make a copy of one's own"))
        self.export = _button("export", self.tr("Write to a file"))
        self.delete = _button("trash", self.tr("Delete"), "Del")
        self._lay_out()
        self.rename.clicked.connect(self.open_field)
        self.copy.clicked.connect(lambda: self.copy_wanted.emit())
        self.export.clicked.connect(lambda: self.export_wanted.emit())
        self.delete.clicked.connect(lambda: self.delete_wanted.emit())
        self.show_recipe(None)

    def show_recipe(self, recipe: Recipe | None, *, is_own: bool = False) -> None:
        """Tell of a recipe, or of none."""
        if recipe != self._recipe:
            self._close_field()
        self._recipe = recipe
        shown = recipe or Recipe()
        self.name.setText(said(shown.title) or shown.name)
        self.purpose.set_text(said(shown.description))
        self.purpose.setVisible(bool(shown.description))
        self.steps.set_text(_steps_of(shown))
        self.notice.set_notice("")
        for button in (self.copy, self.export):
            button.setEnabled(recipe is not None)
        for button in (self.rename, self.delete):
            button.setEnabled(is_own)

    def mark_synthetic(self, before: bool, after: bool) -> None:
        """Frame what a network invented some of."""
        self.before.set_synthetic(before)
        self.after.set_synthetic(after)

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot run on the film."""
        self.notice.set_notice(sentence, "error")

    def open_field(self) -> None:
        """Let the user type another name; Enter takes it, Escape leaves it."""
        if not self.rename.isEnabled():
            return
        self.field.setText(self.name.text())
        self.name.hide()
        self.field.show()
        self.field.selectAll()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take or leave the name that was typed."""
        if watched is self.field:
            if is_claimed(event, (Qt.Key.Key_Escape,)):
                return True
            if event.type() == QEvent.Type.FocusOut:
                self._close_field()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._field_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _field_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            typed = self.field.text().strip()
            is_other = bool(typed) and typed != self.name.text()
            self._close_field()
            if is_other:
                self.renamed.emit(typed)
            return True
        if key == Qt.Key.Key_Escape:
            self._close_field()
            self.rename.setFocus()
            return True
        return False

    def _close_field(self) -> None:
        self.field.hide()
        self.name.show()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.rename, self.copy, self.export, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.before, 1)
        column.addWidget(self.after, 1)
        for part in (self.name, self.field, self.purpose, self.steps, self.notice):
            column.addWidget(part)
        column.addLayout(buttons)


class _FilmPicture(QWidget):
    """A word, and below it the whole film on black, as large as there is room."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._label = ElidedLabel(word, TextRole.SECONDARY, "text_2")
        self._ground = _Ground(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self._ground, 1)
        self.setAccessibleName(word)

    @property
    def image(self) -> QImage | None:
        """What it shows."""
        return self._ground.image

    def set_image(self, image: QImage | None) -> None:
        """Show another film, or black."""
        self._ground.image = image
        self._ground.update()

    def set_synthetic(self, is_synthetic: bool) -> None:
        """Frame it in violet, and say so."""
        marked = self.tr("{word}: synthetic, not for diagnosis").format(word=self._word)
        self._label.setText(marked if is_synthetic else self._word)
        self._label.set_ink("synthetic" if is_synthetic else "text_2")
        self._ground.is_synthetic = is_synthetic
        self._ground.update()


class _Ground(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.is_synthetic = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(96, 72)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, look = painter_on(self), theme()
        box(painter, self.rect(), look.sizes.radius_check, fill=look.colour("canvas"))
        self._draw_film(painter)
        if self.is_synthetic:
            box(painter, self.rect(), 0, line=look.colour("synthetic"), line_px=2)

    def _draw_film(self, painter: QPainter) -> None:
        if self.image is None or self.image.isNull():
            centre = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
            with on_film():
                picture_of(painter, "film", centre, 20, "control")
            return
        ratio = self.devicePixelRatio()
        fitted = self.image.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        size = fitted.deviceIndependentSize()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QPointF(left, top), fitted)


def _steps_of(recipe: Recipe) -> str:
    """Return the names of the steps that run, in order."""
    return ", ".join(said(entry.type.title) for entry in recipe.enabled)


def _button(icon_name: str, name: str, key: str = "") -> IconButton:
    made = IconButton(icon_name, name, key, icon_px=16)
    made.is_outlined = True
    return made
