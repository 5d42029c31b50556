"""One step of a recipe as a card: on or off, its numbers, its place."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from engine import Entry, Parameter
from viewer.theme import TextRole, theme, theme_watch
from viewer.translator import said
from viewer.widgets.button import IconButton, OutlineButton
from viewer.widgets.card_bodies import body_of
from viewer.widgets.check import CheckBox
from viewer.widgets.choice_rows import is_switch
from viewer.widgets.grip import Grip
from viewer.widgets.label import ElidedLabel, ListLabel
from viewer.widgets.notice import Notice
from viewer.widgets.paint import box, painter_on
from viewer.widgets.region_rows import RegionRows, region_words
from viewer.widgets.scale import value_text
from viewer.widgets.slider_row import SliderRow

_SUMMARY_VALUES = 2
_MOST_LETTERS = 24


class StepCard(QWidget):
    """A raised card: a head of 32 and, when open, the controls of the step.

    Signals:
        switched: The user switched the step on or off.
        value_changing: Parameter name and value while it is moved.
        value_changed: Parameter name and value at rest.
        removed: The user wants it gone: Delete, the trash button or the menu.
        move_requested: -1 up or 1 down: Alt+Up, Alt+Down or the menu.
        reset_requested: All numbers back to their defaults.
        peeked: True while the eye is held: show the film without this step.
        toggled: The user opened (True) or closed the body.
        region_changing: The region while its edge is moved.
        region_changed: The region at rest.
        drawing_wanted: True to draw the region on the film, False when done.
        reference_wanted: Name of the reference the user wants to choose.
        blend_changing: Share of the step, 0 to 1, while it is moved.
        blend_changed: The same at rest.
        mend_wanted: The user wants the step moved to where it belongs.
    """

    switched = Signal(bool)
    value_changing = Signal(str, float)
    value_changed = Signal(str, float)
    removed = Signal()
    move_requested = Signal(int)
    reset_requested = Signal()
    peeked = Signal(bool)
    toggled = Signal(bool)
    region_changing = Signal(object)
    region_changed = Signal(object)
    drawing_wanted = Signal(bool)
    reference_wanted = Signal(str)
    blend_changing = Signal(float)
    blend_changed = Signal(float)
    mend_wanted = Signal()

    def __init__(
        self, entry: Entry, *, is_open: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._is_open = is_open
        self.grip = Grip()
        self.check = CheckBox()
        self.name = ElidedLabel()
        self.summary = ListLabel(role=TextRole.SECONDARY, ink="text_2")
        self.trash = _head_button("trash", self.tr("Remove step"))
        self.eye = _head_button("eye", self.tr("Hold to see the film without this step"))
        self.arrow = _head_button("right", self.tr("Show the settings"))
        self._notice = Notice()
        self.mend = OutlineButton("", parent=self)
        self.body = body_of(entry, self)
        self.region = RegionRows(self)
        self.blend = SliderRow(
            Parameter("blend", self.tr("Blend"), "%", 0, 100, 100, is_whole=True), self
        )
        self._lay_out()
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_entry(entry)

    @property
    def entry(self) -> Entry:
        """The entry shown."""
        return self._entry

    @property
    def is_open(self) -> bool:
        """Whether its numbers show."""
        return self._is_open

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in order."""
        head = (self.grip, self.check, self.trash, self.eye, self.arrow)
        region = self.region.tab_stops if self._has_region else ()
        blend = (self.blend.slider,) if self._has_blend else ()
        return (*head, *self.body.tab_stops, *region, *blend, self.mend)

    @property
    def rows(self) -> dict[str, SliderRow]:
        """Its sliders that have a row of their own, by name of the parameter."""
        return self.body.rows

    @property
    def _has_region(self) -> bool:
        """Whether the step can work in a part of the film: what moves the film cannot."""
        return not self._entry.type.changes_grid

    @property
    def _has_blend(self) -> bool:
        """Whether the step can count in part; one that does and cannot has to be mended."""
        return not self._entry.why_not_blended or self._entry.blend != 1

    @property
    def problem(self) -> str:
        """The sentence below the numbers, "" for none."""
        return self._notice.text

    def set_entry(self, entry: Entry) -> None:
        """Show an entry without a signal; the body is made anew for another kind of step only."""
        other_kind = entry.type.name != self._entry.type.name
        self._entry = entry
        if other_kind:
            self._replace_body()
        self.body.set_values(entry.type.values(entry.step))
        self.body.set_references(entry.type.referred(entry.step))
        self.region.set_region(entry.region)
        self.blend.set_value(100 * entry.blend)
        self._show()

    def set_problem(self, sentence: str, *, is_refusal: bool = False, before: str = "") -> None:
        """Say what is wrong with the step, or with its place.

        Args:
            sentence: "" for nothing.
            is_refusal: The recipe is not run; else it is advice.
            before: Title of the step it should stand before, "" where no move helps.
        """
        self._notice.set_notice(sentence, "error" if is_refusal else "warn")
        self._mending.setVisible(bool(sentence and before))
        words = self.tr("Move it before {title}")
        self.mend.setText(words.format(title=_shortened(before)))
        self.mend.setAccessibleName(words.format(title=before))
        self.mend.setToolTip(words.format(title=before))
        self.mend.updateGeometry()

    def set_open(self, is_open: bool) -> None:
        """Show or hide the numbers without a signal."""
        self._is_open = is_open
        self._show()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to remove the step."""
        self.trash.show()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Hide that offer."""
        self.trash.hide()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keys, so that Alt and an arrow move the card that was clicked."""
        self.grip.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        box(painter_on(self), self.rect(), look.sizes.radius, fill=look.colour("raised"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move with Alt and an arrow, remove with Delete."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(way)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with the step."""
        self._offer(event.globalPos())

    def menu(self) -> QMenu:
        """Return what can be done with the step, as a menu the card owns."""
        made = QMenu(self)
        made.addAction(self.tr("Move up") + "\tAlt+Up", lambda: self.move_requested.emit(-1))
        made.addAction(self.tr("Move down") + "\tAlt+Down", lambda: self.move_requested.emit(1))
        made.addAction(self.tr("Reset to defaults"), self.reset_requested.emit)
        made.addSeparator()
        made.addAction(self.tr("Remove step") + "\tDel", self.removed.emit)
        return made

    def _offer(self, where: QPoint) -> None:
        offered = self.menu()
        offered.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered.popup(where)

    def _lay_out(self) -> None:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(0)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for part, gap in ((self.grip, 8), (self.check, 8)):
            row.addWidget(part)
            row.addSpacing(gap)
        row.addWidget(self.name)
        row.addSpacing(8)
        row.addWidget(self.summary, 1)
        row.addSpacing(7)
        row.addWidget(self.trash)
        row.addWidget(self.eye)
        row.addSpacing(1)
        row.addWidget(self.arrow)
        self._head = head
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.body)
        self._foot = QWidget(self)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(12, 0, 12, 8)
        foot.setSpacing(0)
        foot.addWidget(self.region)
        foot.addWidget(self.blend)
        column.addWidget(self._foot)
        column.addWidget(self._notice)
        self._mending = QWidget(self)
        mend = QHBoxLayout(self._mending)
        mend.setContentsMargins(12 + 16 + 6, 0, 12, 8)  # below the words of the notice
        mend.addWidget(self.mend)
        mend.addStretch(1)
        column.addWidget(self._mending)
        self._mending.hide()
        self._notice.setContentsMargins(12, 0, 12, 8)
        self._column = column

    def _connect(self) -> None:
        self.trash.hide()
        self.check.clicked.connect(self.switched)
        self.trash.clicked.connect(self.removed)
        self.arrow.clicked.connect(self._toggle)
        self.eye.pressed.connect(lambda: self.peeked.emit(True))
        self.eye.released.connect(lambda: self.peeked.emit(False))
        self.grip.stepped.connect(self.move_requested)
        self.region.changing.connect(self.region_changing)
        self.region.changed.connect(self.region_changed)
        self.region.drawing_wanted.connect(self.drawing_wanted)
        self.blend.changing.connect(lambda share: self.blend_changing.emit(share / 100))
        self.blend.changed.connect(lambda share: self.blend_changed.emit(share / 100))
        self.mend.clicked.connect(lambda: self.mend_wanted.emit())
        theme_watch().changed.connect(self._take_sizes)
        self._take_sizes()
        self._connect_body()

    def _connect_body(self) -> None:
        self.body.value_changing.connect(self.value_changing)
        self.body.value_changed.connect(self.value_changed)
        has_foot = self._has_region or self._has_blend
        self.body.setContentsMargins(12, 0, 12, 0 if has_foot else 8)
        for name, row in self.body.references.items():
            row.wanted.connect(lambda name=name: self.reference_wanted.emit(name))

    def _take_sizes(self) -> None:
        self._head.setFixedHeight(theme().scaled(theme().sizes.section_head))

    def _replace_body(self) -> None:
        before, self.body = self.body, body_of(self._entry, self)
        self._column.replaceWidget(before, self.body)
        before.hide()
        before.deleteLater()
        self._connect_body()

    def _toggle(self) -> None:
        self.set_open(not self._is_open)
        self.toggled.emit(self._is_open)

    def _show(self) -> None:
        entry, title = self._entry, said(self._entry.type.title)
        self.check.setChecked(entry.is_enabled)
        self.check.setAccessibleName(self.tr("{title}, on").format(title=title))
        self.name.setText(title)
        self.name.set_ink("text" if entry.is_enabled else "text_2")
        self.summary.setText(self._summary())
        self.eye.set_icon("eye" if entry.is_enabled else "eyeoff")
        self.eye.setEnabled(entry.is_enabled)
        has_foot = self._has_region or self._has_blend
        self.arrow.setVisible(bool(self.body.tab_stops) or has_foot)
        self.arrow.set_icon("down" if self._is_open else "right")
        hide, show = self.tr("Hide the settings"), self.tr("Show the settings")
        self.arrow.set_name(hide if self._is_open else show)
        self.body.setVisible(self._is_open and bool(self.body.tab_stops))
        self._foot.setVisible(self._is_open and has_foot)
        self.region.setVisible(self._has_region)
        self.blend.setVisible(self._has_blend)
        self.setAccessibleName(self.tr("Step {title}").format(title=title))

    def _summary(self) -> str:
        if not self._entry.is_enabled:
            return self.tr("Off")
        if self._is_open:
            return ""
        kind = self._entry.type
        values = kind.values(self._entry.step)
        said = [_said(p, values[p.name]) for p in kind.parameters if not p.is_quiet]
        region = self._entry.region
        where = [] if region.is_whole else [region_words(region)]
        if self._entry.blend != 1:
            where.append(self.tr("at {percent} %").format(percent=round(100 * self._entry.blend)))
        return ", ".join([*where, *[words for words in said if words][:_SUMMARY_VALUES]])


def _said(parameter: Parameter, value: float) -> str:
    """Return a value in the head of a closed card: of a switch its name, where it is on."""
    if is_switch(parameter):
        return said(parameter.label) if value else ""
    return value_text(parameter, value)


def _shortened(title: str) -> str:
    return title if len(title) <= _MOST_LETTERS else title[: _MOST_LETTERS - 1].rstrip() + "…"


def _head_button(icon_name: str, name: str) -> IconButton:
    return IconButton(
        icon_name,
        name,
        size=QSize(20, 24),
        icon_px=16,
        colour_role="text_2",
        ground="raised",
    )
