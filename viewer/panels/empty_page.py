"""The window without a film: one drop zone, three promises, one notice."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine import GpuFound
from viewer.key_bindings import shown_key
from viewer.panels.first_notice import NoticeBox
from viewer.panels.networks_line import NetworksLine
from viewer.panels.recent_list import RecentList
from viewer.panels.text import icon_label
from viewer.theme import TextRole, dress, theme, theme_watch
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import KeyCap, Label, Paragraph
from viewer.wording import translate

ZONE = (640, 360)
_EDGE = 24
_GAP, _LOW_GAP = 28, 14
_MARGINS, _LOW_MARGINS = (36, 28), (20, 16)
"""Above and below what the zone says."""

_PROMISES_WIDE = 600
"""Narrower than this, at text scale 1, the promises stand below each other."""


class EmptyPage(QWidget):
    """What the first start shows; it scrolls where large type leaves no room."""

    sample_wanted = Signal()
    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("emptyPage")
        dress(self, lambda look: f"#emptyPage {{ background: {look.colours.empty}; }}")
        self.zone = DropZone()
        self.zone.sample.clicked.connect(self.sample_wanted)
        self.zone.file.clicked.connect(self.file_wanted)
        self.zone.folder.clicked.connect(self.folder_wanted)
        self.recent = RecentList()
        self.notice = NoticeBox()
        self.notice.set_read(is_read=True)
        self.networks = NetworksLine()
        self._promises = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        promises = [_promise(*promise) for promise in _promises()]
        for promise in promises:
            self._promises.addWidget(promise, 1)
        self._of_sending = promises[1].findChildren(Paragraph)[0]
        self._holder = self._held()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_scrolling(self._holder))
        theme_watch().changed.connect(self._fit)

    def set_drop_target(self, is_target: bool) -> None:
        """Show that what is dragged may be dropped here."""
        self.zone.set_drop_target(is_target)

    def set_notice_read(self, *, is_read: bool) -> None:
        """Ask the user to read the notice, or no longer."""
        self.notice.set_read(is_read=is_read)
        self._fit()

    def set_update_check(self, *, is_on: bool) -> None:
        """Promise no more than is kept while the program asks for newer versions."""
        if is_on:
            words = self.tr(
                "Nothing about films or you; only the number of the newest version is asked for."
            )
        else:
            words = _promises()[1][2]
        self._of_sending.set_text(words)
        self._fit()

    def set_recent(self, paths: list[Path]) -> None:
        """Offer files opened lately, the newest first."""
        self.recent.set_paths(paths)
        self._fit()

    def set_gpu_found(self, found: GpuFound) -> None:
        """Say whether a graphics card was found, and what that means."""
        self.networks.show_found(found)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Use the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme()
        width = min(look.scaled(ZONE[0]), self.width() - 2 * _EDGE)
        self._holder.setFixedWidth(max(1, width))
        is_wide = width >= look.scaled(_PROMISES_WIDE)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._promises.setDirection(way)
        self._promises.setSpacing(24 if is_wide else 12)
        self._fit_height(width)

    def _fit_height(self, width: int) -> None:
        """Give the zone the height that is left, so that the notice is in sight in a low window."""
        room = self.height() - 2 * _EDGE
        self._column.setSpacing(_GAP)
        self.zone.set_height(theme().scaled(ZONE[1]))
        if self._column.totalHeightForWidth(width) <= room:
            return
        self._column.setSpacing(_LOW_GAP)
        self.zone.set_height(0)
        least = self.zone.sizeHint().height()
        left = room - self._column.totalHeightForWidth(width)
        self.zone.set_height(least + max(0, left))

    def _held(self) -> QWidget:
        holder = QWidget()
        column = self._column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.zone)
        column.addWidget(self.recent)
        column.addLayout(self._promises)
        column.addWidget(self.notice)
        column.addWidget(self.networks)
        return holder


class DropZone(QFrame):
    """The dashed rectangle with the three ways in."""

    def __init__(self) -> None:
        super().__init__()
        self._is_target = False
        self.sample = FilledButton(self.tr("Open sample film"), "film", height=36)
        self.file = OutlineButton(self.tr("Open file…"), "open", height=36)
        self.folder = OutlineButton(self.tr("Open folder…"), "folder", height=36)
        self._height = theme().scaled(ZONE[1])
        column = self._column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(1)
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
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(20)
        column.addLayout(self._keys())
        column.addStretch(1)
        self.set_height(self._height)

    def set_height(self, height: int) -> None:
        """Ask for a height; it is never lower than its words need."""
        self._height = height
        above, below = _MARGINS if height >= theme().scaled(ZONE[1]) else _LOW_MARGINS
        self._column.setContentsMargins(_EDGE, above, _EDGE, below)
        self.updateGeometry()

    def set_drop_target(self, is_target: bool) -> None:
        """Show that what is dragged may be dropped here."""
        self._is_target = is_target
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 640, scaled, and the height that it was asked for, or what its words need."""
        needed = self.minimumSizeHint()
        return QSize(theme().scaled(ZONE[0]), max(self._height, needed.height()))

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
        for keys, words in (
            ("Ctrl+O", self.tr("file")),
            ("Ctrl+Shift+O", self.tr("folder")),
            ("F1", self.tr("keys")),
        ):
            row.addWidget(KeyCap(shown_key(keys).replace("+", " ")))
            row.addWidget(Label(words, TextRole.SECONDARY, "text_2"))
            row.addSpacing(6)
        row.addStretch(1)
        return row


def _scrolling(holder: QWidget) -> QScrollArea:
    """Return the holder in the middle of an area that scrolls where it is too small."""
    page = QWidget()
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(holder)
    middle.addStretch(1)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, _EDGE, 0, _EDGE)
    column.addStretch(148)
    column.addLayout(middle)
    column.addStretch(140)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(page)
    return scroll


def _promises() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "film",
            translate("EmptyPage", "The original stays"),
            translate("EmptyPage", "Your file is never changed. Hold Space to see it at any time."),
        ),
        (
            "lock",
            translate("EmptyPage", "Nothing is sent"),
            translate(
                "EmptyPage",
                "No film, no name and no telemetry leaves this computer. "
                "Logs hold no names and no paths.",
            ),
        ),
        (
            "synth",
            translate("EmptyPage", "Synthetic is marked"),
            translate(
                "EmptyPage", "Translated pictures carry a frame and words you cannot remove."
            ),
        ),
    )


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
