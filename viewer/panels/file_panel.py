"""What the file says about its grey scale, which of it is in force, and what contradicts."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine import Facts, Radiograph, Voi, facts_of
from viewer.panels.text import icon_label
from viewer.theme import TextRole, theme
from viewer.translator import said
from viewer.widgets.button import OutlineButton
from viewer.widgets.label import Paragraph
from viewer.widgets.notice import Notice
from viewer.widgets.paint import box, painter_on

KEY_WIDTH = 88
COPIED_MS = 2000


class FilePanel(QWidget):
    """Body of the section *File and transforms*: the doctor of look-up tables.

    Signals:
        voi_wanted: The user wants to see the film through this one of the file's own.
    """

    voi_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._facts: Facts | None = None
        self._vois: tuple[Voi, ...] = ()
        self._rows: list[FactRow] = []
        self._voi: Voi | None = None
        self._is_listed = True
        self.conflicts = 0
        self.notices = 0
        self.copy = OutlineButton(self.tr("Copy"), "card")
        self.copy.setToolTip(self.tr("Copy these lines as text, without the patient"))
        self.copy.clicked.connect(self._copy)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(lambda: self.copy.setText(self.tr("Copy")))
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.copy.hide()

    @property
    def rows(self) -> "tuple[FactRow, ...]":
        """One for each transform of the file."""
        return tuple(self._rows)

    def set_film(self, radiograph: Radiograph | None) -> None:
        """List the facts of a film; frames of which the same is true change nothing."""
        facts = None if radiograph is None else facts_of(radiograph)
        self._vois = () if radiograph is None else radiograph.vois or (radiograph.default_voi,)
        if facts == self._facts and facts is not None:
            return
        self._facts = facts
        found = facts.notices if facts is not None else ()
        self.conflicts = len(facts.conflicts) if facts is not None else 0
        self.notices = len([one for one in found if facts and one not in facts.conflicts])
        self._is_listed = False
        if self.isVisible():
            self._list_again()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """List what was not worth listing while nobody saw it, as for each frame of a cine."""
        super().showEvent(event)
        if not self._is_listed:
            self._list_again()

    def _list_again(self) -> None:
        facts = self._facts
        self._is_listed = True
        self._rows = []
        while self._column.count() > 1:  # the foot stays
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.copy.setVisible(facts is not None)
        if facts is not None:
            self._list(facts)
        if self._voi is not None:
            self.set_voi(self._voi)

    def set_voi(self, voi: Voi) -> None:
        """Show which of the file's own is in force on the original."""
        self._voi = voi
        for row in self._rows:
            if row.choice is not None:
                row.set_in_force(self._vois[row.choice] == voi)

    def _list(self, facts: Facts) -> None:
        widgets: list[QWidget] = [Notice(said(sentence)) for sentence in facts.conflicts]
        number = 0
        for transform in facts.transforms:
            is_voi = transform.kind == "voi" and number < len(self._vois)
            row = FactRow(
                transform.kind,
                transform.text,
                is_in_force=transform.is_in_force,
                choice=number if is_voi else None,
            )
            number += is_voi
            row.chosen.connect(lambda at: self.voi_wanted.emit(self._vois[at]))
            self._rows.append(row)
        spacing = FactRow("spacing", facts.spacing.text, is_in_force=True, choice=None)
        widgets += [spacing, *self._rows]
        widgets += [
            FactRow(one.name, one.text, is_in_force=one.is_in_force, choice=None)
            for one in facts.details
        ]
        others = [sentence for sentence in facts.notices if sentence not in facts.conflicts]
        widgets += [Notice(said(sentence), "text_2") for sentence in others]
        for place, widget in enumerate(widgets):
            self._column.insertWidget(place, widget)

    def _copy(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(self._facts.text())
            self.copy.setText(self.tr("Copied"))
            self._copied.start()


class FactRow(QWidget):
    """What a transform is called, what it does, and a tick where it is in force.

    One of the file's own windows can be put in force by a click or by Enter.

    Args:
        kind: What it is: "voi".
        text: What it does.
        is_in_force: Whether the film goes through it; None for what cannot be in force.
        choice: Position among the file's own windows, or None for all else.

    Signals:
        chosen: The position of the window the user wants.
    """

    chosen = Signal(int)

    def __init__(
        self, kind: str, text: str, *, is_in_force: bool | None, choice: int | None
    ) -> None:
        super().__init__()
        self.choice = choice
        self._text = said(text)
        self._is_over = False
        self._key = Paragraph(said(kind), TextRole.SECONDARY)
        self._fit()
        self._words = Paragraph(self._text, TextRole.SECONDARY)
        self._tick = icon_label("check", "ok", 16)
        self._tick.setToolTip(self.tr("In force"))
        policy = self._tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        own = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        own.setHeightForWidth(True)
        self.setSizePolicy(own)
        if choice is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("See the film through it"))
        self.set_in_force(bool(is_in_force))
        if is_in_force is None:
            self._words.set_text(self._text, "text")

    @property
    def text(self) -> str:
        """What it does, in words."""
        return self._text

    @property
    def is_in_force(self) -> bool:
        """Whether it has a tick."""
        return not self._tick.isHidden()

    def set_in_force(self, is_in_force: bool) -> None:
        """Tick it, or not."""
        self._tick.setVisible(is_in_force)
        self._words.set_text(self._text, "text" if is_in_force else "text_2")
        state = self.tr("in force") if is_in_force else ""
        parts = (self._key.text(), self._text, state)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put it in force."""
        if self.choice is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.choice)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Put it in force by Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self.choice is not None and event.key() in keys:
            self.chosen.emit(self.choice)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it can be pressed."""
        self._is_over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Rest again."""
        self._is_over = False
        self.update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_key"):
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground of one that is pointed at."""
        if self._is_over and self.choice is not None:
            look = theme()
            box(painter_on(self), self.rect(), look.sizes.radius, fill=look.colour("raised"))

    def _fit(self) -> None:
        self._key.setFixedWidth(theme().scaled(KEY_WIDTH))
