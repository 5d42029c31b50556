"""The window without a film: one drop zone, three promises, one notice."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from viewer.panels.text import icon_label
from viewer.theme import TextRole, theme
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import KeyCap, Label, Paragraph

ZONE = (640, 360)

PROMISES = (
    ("film", "The original stays", "Your file is never changed. Hold Space to see it at any time."),
    ("lock", "Nothing is sent", "No network, no telemetry. Logs hold no names and no paths."),
    (
        "synth",
        "Synthetic is marked",
        "Translated pictures carry a frame and words you cannot remove.",
    ),
)


class EmptyPage(QWidget):
    """What the first start shows."""

    sample_wanted = Signal()
    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("emptyPage")
        self.setStyleSheet(f"#emptyPage {{ background: {theme().colours.empty}; }}")
        self.zone = DropZone()
        self.zone.sample.clicked.connect(self.sample_wanted)
        self.zone.file.clicked.connect(self.file_wanted)
        self.zone.folder.clicked.connect(self.folder_wanted)
        holder = QWidget()
        holder.setFixedWidth(theme().scaled(ZONE[0]))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(28)
        column.addWidget(self.zone)
        promises = QHBoxLayout()
        promises.setSpacing(24)
        for promise in PROMISES:
            promises.addWidget(_promise(*promise), 1)
        column.addLayout(promises)
        column.addSpacing(12)
        column.addWidget(_notice())
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(holder)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(148)
        outer.addLayout(middle)
        outer.addStretch(140)

    def set_drop_target(self, is_target: bool) -> None:
        """Show that what is dragged may be dropped here."""
        self.zone.set_drop_target(is_target)


class DropZone(QFrame):
    """The dashed rectangle with the three ways in."""

    def __init__(self) -> None:
        super().__init__()
        look = theme()
        self._is_target = False
        self.setFixedSize(look.scaled(ZONE[0]), look.scaled(ZONE[1]))
        self.sample = FilledButton(self.tr("Open sample film"), "film")
        self.file = OutlineButton(self.tr("Open file…"), "open")
        self.folder = OutlineButton(self.tr("Open folder…"), "folder")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 68, 24, 60)
        column.setSpacing(0)
        column.addWidget(icon_label("logo", "accent", 52), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(18)
        column.addWidget(_centred(self.tr("Drop films here"), TextRole.EMPTY, "text"))
        column.addSpacing(8)
        kinds = self.tr("DICOM, DICOMDIR, ZIP, PNG, TIFF, JPEG: files or folders")
        column.addWidget(_centred(kinds, TextRole.BODY, "text_2"))
        column.addSpacing(20)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.sample, self.file, self.folder):
            button.setFixedHeight(look.scaled(36))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(20)
        column.addLayout(self._keys())
        column.addStretch(1)

    def set_drop_target(self, is_target: bool) -> None:
        """Show that what is dragged may be dropped here."""
        self._is_target = is_target
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the dashed border."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("drop" if self._is_target else "bg"))
        pen = QPen(look.colour("accent" if self._is_target else "control"), 1.5)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(box, look.sizes.radius_large, look.sizes.radius_large)

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for keys, words in (("Ctrl O", "file"), ("Ctrl Shift O", "folder"), ("F1", "keys")):
            row.addWidget(KeyCap(keys))
            row.addWidget(Label(words, TextRole.SECONDARY, "text_2"))
            row.addSpacing(6)
        row.addStretch(1)
        return row


def _centred(text: str, role: TextRole, ink: str) -> QWidget:
    made = Label(text, role, ink)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def _promise(icon: str, title: str, text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(icon_label(icon, "text_2", 20), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(title, TextRole.BODY_MEDIUM))
    words.addWidget(Paragraph(text))
    words.addStretch(1)
    row.addLayout(words, 1)
    return made


def _notice() -> QWidget:
    made = QFrame()
    made.setObjectName("emptyNotice")
    colours = theme().colours
    made.setStyleSheet(
        f"#emptyNotice {{ background: {colours.panel}; border: 1px solid {colours.hairline};"
        " border-radius: 4px; }"
    )
    made.setFixedHeight(theme().scaled(56))
    row = QHBoxLayout(made)
    row.setContentsMargins(18, 0, 16, 0)
    row.setSpacing(0)
    row.addWidget(icon_label("shield", "warn", 20))
    row.addSpacing(12)
    row.addWidget(Label("Not a medical device.", TextRole.BODY_MEDIUM))
    row.addWidget(
        Label(" For research and education, not for diagnosis or treatment.", ink="text_2")
    )
    row.addStretch(1)
    return made
