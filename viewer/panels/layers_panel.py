"""Switches for what lies over the film: shutter, overlays, presentation states."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.theme import TextRole, theme
from viewer.translator import QT_TRANSLATE_NOOP
from viewer.widgets.check import Switch
from viewer.widgets.choice_rows import LabelledRow
from viewer.widgets.combo import ComboBox
from viewer.widgets.label import ElidedLabel, Paragraph
from viewer.widgets.notice import Notice

translate = QCoreApplication.translate
NONE = QT_TRANSLATE_NOOP("LayersPanel", "None")
SHUTTER = "shutter"
_GAP = 8
_INDENT = 12


@dataclass(frozen=True, slots=True)
class Layer:
    """One thing that can be switched on and off.

    Attributes:
        key: What the panel calls it in its signals.
        name: What a user reads.
        note: More of it in text-2, or "".
        is_on: Whether it is seen.
    """

    key: Hashable
    name: str
    note: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """All that lies over one film.

    Attributes:
        of_file: Shutter (key ``SHUTTER``) and overlays (their group).
        states: (UID, title) of the presentation states that are there for it.
        chosen: UID of the one in force, or "".
        parts: Of the state in force, with a ``StatePart`` as key.
        notices: What was odd in it, one sentence each.
    """

    of_file: tuple[Layer, ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    parts: tuple[Layer, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be said."""
        return not (self.of_file or self.states or self.notices)


class LayersPanel(QWidget):
    """First part of the section *File and transforms*; hidden where a film has none of it.

    Signals:
        switched: Key of a layer of the file, and whether it is to be seen.
        state_chosen: UID of a presentation state, or "" for none.
        part_switched: A ``StatePart``, and whether it is to be in force.
    """

    switched = Signal(object, bool)
    state_chosen = Signal(str)
    part_switched = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = Layers()
        self.of_file = SwitchRows()
        self.combo = ComboBox(self.tr("Presentation state"))
        self._state_row = LabelledRow(self.tr("State"), self.combo, is_stretched=True)
        self._hint = Paragraph()
        self.parts = SwitchRows(indent=_INDENT)
        self._notices = QWidget()
        self._sentences = QVBoxLayout(self._notices)
        self._sentences.setContentsMargins(0, 0, 0, 0)
        self._sentences.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _GAP)
        column.setSpacing(4)
        for part in (self.of_file, self._state_row, self._hint, self.parts, self._notices):
            column.addWidget(part)
        self.combo.activated.connect(self._choose)
        self.of_file.switched.connect(self.switched)
        self.parts.switched.connect(self.part_switched)
        self.hide()

    @property
    def notices(self) -> tuple[str, ...]:
        """The sentences a user reads."""
        return self._layers.notices

    @property
    def hint(self) -> str:
        """Below the list: the whole title of the state in force, or that none is."""
        return "" if self._hint.isHidden() else self._hint.text()

    def show_layers(self, layers: Layers) -> None:
        """Show what lies over the film now; what has the keyboard keeps it."""
        before, self._layers = self._layers, layers
        self.of_file.show_layers(layers.of_file)
        self.parts.show_layers(layers.parts)
        self._show_states(before)
        if before.notices != layers.notices:
            self._show_notices()
        self.setVisible(not layers.is_empty)

    def _show_states(self, before: Layers) -> None:
        layers = self._layers
        if before.states != layers.states:
            with QSignalBlocker(self.combo):
                self.combo.clear()
                self.combo.addItems(
                    [
                        self.tr(translate("LayersPanel", NONE)),
                        *(title for _, title in layers.states),
                    ]
                )
        uids = ["", *(uid for uid, _ in layers.states)]
        self.combo.setCurrentIndex(uids.index(layers.chosen) if layers.chosen in uids else 0)
        self._state_row.setVisible(bool(layers.states))
        self._hint.setVisible(bool(layers.states))
        titles = dict(layers.states)
        self._hint.set_text(titles.get(layers.chosen, _hint(len(titles))))

    def _show_notices(self) -> None:
        _clear(self._sentences)
        for sentence in self._layers.notices:
            self._sentences.addWidget(Notice(sentence, "text_2"))

    def _choose(self, index: int) -> None:
        uid = "" if index == 0 else self._layers.states[index - 1][0]
        if uid != self._layers.chosen:  # Qt tells of the same one, too
            self.state_chosen.emit(uid)


class SwitchRows(QWidget):
    """A row of 28 for each layer: name, note in text-2, switch at the right.

    Args:
        indent: Room on the left.
        parent: Qt's owner.

    Signals:
        switched: Key of a layer, and whether it is on now.
    """

    switched = Signal(object, bool)

    def __init__(self, *, indent: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[Hashable, SwitchLine] = {}
        self._shown: list[tuple[Hashable, str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(indent, 0, 0, 0)
        self._column.setSpacing(0)

    def show_layers(self, layers: Sequence[Layer]) -> None:
        """Show these; the rows are made anew only where they are others."""
        wanted = [(layer.key, layer.name, layer.note) for layer in layers]
        if wanted != self._shown:
            self._shown = wanted
            if self.isAncestorOf(self.window().focusWidget()):
                _before(self).setFocus()  # not wherever the focus falls when a row goes
            _clear(self._column)
            self.rows = {layer.key: self._row(layer) for layer in layers}
            before = _before(self)
            for row in self.rows.values():  # new ones would come last in the window
                QWidget.setTabOrder(before, row.switch)
                before = row.switch
        for layer in layers:
            self.rows[layer.key].set_on(layer.is_on)
        self.setVisible(bool(layers))

    def _row(self, layer: Layer) -> "SwitchLine":
        row = SwitchLine(layer.name, layer.note)
        row.switch.clicked.connect(lambda is_on: self.switched.emit(layer.key, is_on))
        self._column.addWidget(row)
        return row


class SwitchLine(QWidget):
    """One layer.

    Args:
        name: What a user reads, and what a screen reader says.
        note: In text-2.
        parent: Qt's owner.
    """

    def __init__(self, name: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.note = ElidedLabel(name), ElidedLabel(note, TextRole.SECONDARY, "text_2")
        self.switch = Switch(name)
        self.switch.setAccessibleDescription(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.name)
        row.addWidget(self.note, 1)
        row.addWidget(self.switch)
        self._fit()

    def set_on(self, is_on: bool) -> None:
        """Show whether it is on, without a signal."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(is_on)
        self.switch.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "switch"):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(theme().scaled(theme().sizes.row))


def _hint(states: int) -> str:
    if states == 1:
        return translate(
            "LayersPanel",
            "1 presentation state lies beside this film. It is in force only once chosen.",
        )
    return translate(
        "LayersPanel",
        "{states} presentation states lie beside this film. None is in force until chosen.",
    ).format(states=states)


def _before(widget: QWidget) -> QWidget:
    """Return what the Tab key reaches before its children; Qt orders none by a plain widget."""
    found = widget.previousInFocusChain()
    while found is not None and found is not widget:
        takes_tab = bool(found.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and not widget.isAncestorOf(found):
            return found
        found = found.previousInFocusChain()
    return widget


def _clear(column: QVBoxLayout) -> None:
    """Take every widget out of a layout."""
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
