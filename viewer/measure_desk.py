"""Between what is drawn on a film, its figures, and the hand that draws."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QKeySequence

from engine import EngineError, MeasureKind, Measurement, figures
from viewer.canvas.choices import Tool
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.guest import Place
from viewer.canvas.key_pointer import KeyPointer
from viewer.canvas.measure_edit import handles_of, on_film, pulled, shifted
from viewer.canvas.measure_hand import MeasureHand
from viewer.canvas.measure_layer import MeasureLayer
from viewer.canvas.measure_marks import Hit, Mark, Marks
from viewer.canvas.measure_pen import KINDS
from viewer.canvas.measure_typing import MeasureTyping
from viewer.panels.measure_reading import MeasureReading
from viewer.panels.measure_words import draft_words, film_words, region_numbers

if TYPE_CHECKING:
    from viewer.canvas.measure_edit import Point
    from viewer.canvas.pane import Pane
    from viewer.document import Document
    from viewer.main_window import MainWindow

KEYS = ("tool.length", "tool.angle", "tool.cobb", "tool.ellipse", "tool.rectangle")


class MeasureDesk(QObject):
    """Keeps what is drawn in the presentation, shows it on every pane and in the panel.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._panel = window.right.measure_panel
        self._chosen: Hit | None = None
        self._moving: tuple[int, Measurement] | None = None
        self._shown_for: object = None
        self._has_revealed = False
        self.layer = MeasureLayer(window.compare, self._hides)
        self.hand = MeasureHand(self.layer, self._measurement, self._describe, self)
        panes = window.compare.all_panes
        self.pointer = KeyPointer(panes, lambda: self.hand.is_drawing, self)
        self.reading = MeasureReading(window, self)
        self.typing = MeasureTyping(self.layer, self)
        self._wire()
        self._allow()

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is not self._document:
            self.hand.drop()
            self.typing.end()
            if self._document is not None:
                self._document.presentation_changed.disconnect(self._show)
                self._document.shown_changed.disconnect(self._show_anew)
            self._document = document
            self._chosen = self._moving = self._shown_for = None
            if document is not None:
                document.presentation_changed.connect(self._show)
                document.shown_changed.connect(self._show_anew)
            self.reading.follow(document)
        self._show_anew()

    def choose_at(self, pane: Pane, point: QPointF) -> bool:
        """Choose what is drawn at a point of a pane, as for its context menu; or nothing."""
        hit = self.layer.hit(pane, point)
        self._choose(hit)
        return hit is not None

    def delete(self) -> None:
        """Take away what the user works on."""
        if self._chosen is not None:
            self._delete(self._chosen.index)

    def delete_all(self) -> None:
        """Take away everything that is drawn; the calibration stays."""
        self._edit(())

    def _wire(self) -> None:
        window, hand, panel = self._window, self.hand, self._panel
        hand.drawn.connect(self._drawn)
        hand.picked.connect(self._choose)
        hand.moving.connect(self._move)
        hand.moved.connect(self._moved)
        hand.put_back.connect(lambda: self._move(-1, None))
        hand.opened.connect(self._open)
        hand.nudged.connect(self._nudge)
        hand.delete_wanted.connect(self.delete)
        window.actions_.connect_to("measure.delete", self.delete)
        window.actions_.connect_to("measure.delete_all", self.delete_all)
        window.commands.tool_changed.connect(self._take_tool)
        window.compare.layout_changed.connect(hand.drop)
        panel.chosen.connect(lambda at: self._choose(Hit(at)))
        panel.renamed.connect(self._rename)
        panel.delete_wanted.connect(self._delete)
        panel.delete_all_wanted.connect(self.delete_all)
        panel.calibrate_wanted.connect(window.actions_["tool.calibrate"].trigger)
        panel.uncalibrate_wanted.connect(self._uncalibrate)
        panel.shown_switched.connect(lambda _: self._repaint())
        panel.became_visible.connect(self._say_keys)
        self._say_keys()

    # What there is

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """What is drawn on the film, in the order drawn."""
        return self._document.presentation.measurements if self._document is not None else ()

    def _measurement(self, at: int) -> Measurement | None:
        there = self.measurements
        return there[at] if 0 <= at < len(there) else None

    def _hides(self, pane: Pane) -> bool:
        """Whether a pane shows another film, or nothing measured is to be seen."""
        compare = self._window.compare
        if not self._panel.is_shown.isChecked():
            return True
        for place in Place:
            guest = compare.guest(place)
            if guest is not None and guest.is_other_film and compare.pane_at(place) is pane:
                return True
        return False

    def _describe(self, tool: Tool, points: tuple[Point, ...]) -> tuple[str, ...]:
        """Return the words beside something that is being drawn."""
        if tool is Tool.CALIBRATE or self._document is None:
            return ()
        return draft_words(figures(Measurement(KINDS[tool], points), self.reading.spacing))

    # What the hand does

    def _take_tool(self, tool: Tool) -> None:
        self.hand.drop()
        self.hand.tool = tool
        if tool in KINDS and not self._panel.is_shown.isChecked():
            self._panel.is_shown.setChecked(True)  # nobody draws what is not seen

    def _drawn(self, pane: Pane, tool: Tool, points: tuple[Point, ...]) -> None:
        if tool is Tool.CALIBRATE:
            self.typing.ask_length(pane, (points[0], points[1]), self._calibrate)
        elif tool is Tool.TEXT:
            self.typing.ask_text(pane, points[0], "", self._add_text)
        else:
            self._add(Measurement(KINDS[tool], points))

    def _add(self, measurement: Measurement) -> None:
        self._edit((*self.measurements, measurement))
        self._choose(Hit(len(self.measurements) - 1))
        if measurement.kind.is_region and not self._has_revealed:
            self._has_revealed = True  # once: its figures stand nowhere else
            self._window.right.reveal(self._window.right.measure_section)

    def _add_text(self, point: Point, text: str) -> None:
        self._add(Measurement(MeasureKind.TEXT, (point,), text))

    def _open(self, pane: Pane, at: int) -> None:
        """Let the words of a measurement be typed where they stand."""
        measurement = self._measurement(at)
        if measurement is not None:
            point = measurement.points[-1]
            self.typing.ask_text(
                pane, point, measurement.text, lambda _, text: self._rename(at, text)
            )

    def _calibrate(self, ends: tuple[Point, Point], mm: float) -> str:
        """Calibrate lengths; return why that cannot be, or ""."""
        document = self._document
        if document is None:
            return ""
        try:
            known = self.reading.known_object(ends, mm)
        except EngineError as error:
            return str(error)
        document.seal()
        document.edit(replace(document.presentation, known_object=known))
        self._window.actions_["tool.length"].trigger()  # what calibrating was for
        return ""

    def _uncalibrate(self) -> None:
        document = self._document
        if document is not None:
            document.seal()
            document.edit(replace(document.presentation, known_object=None))

    def _choose(self, hit: Hit | None) -> None:
        if hit != self._chosen:
            if self._document is not None:
                self._document.seal()  # nudges of another one are another undo entry
            self._chosen = hit
            self._show()

    def _move(self, at: int, measurement: Measurement | None) -> None:
        """Show what one looks like while it is moved, or as it is again."""
        self._moving = None if measurement is None else (at, measurement)
        self._show()

    def _moved(self, at: int, measurement: Measurement) -> None:
        self._moving = None
        self._put(at, measurement)
        self._show()

    def _nudge(self, pane: Pane, right: float, down: float) -> None:
        """Move what the user works on by film pixels, as the pane shows them."""
        hit, place = self._chosen, self.layer.place
        way = self.layer.items[pane].way()
        measurement = self._measurement(hit.index) if hit is not None else None
        if hit is None or measurement is None or place is None or way is None:
            return
        back = way.inverted()[0]
        step = back.map(QPointF(right, down)) - back.map(QPointF(0, 0))
        length = (right**2 + down**2) ** 0.5 / (step.x() ** 2 + step.y() ** 2) ** 0.5
        by = step.x() * length, step.y() * length
        if hit.handle is None:
            made = shifted(measurement, by, place)
        else:
            x, y = handles_of(measurement)[hit.handle]
            made = pulled(measurement, hit.handle, on_film((x + by[0], y + by[1]), place))
        self._put(hit.index, made, merge=f"nudge measurement {hit}")

    def _rename(self, at: int, text: str) -> None:
        measurement = self._measurement(at)
        if measurement is None:
            return
        if not text and measurement.kind is MeasureKind.TEXT:
            self._delete(at)  # a text without words is none
        else:
            self._put(at, replace(measurement, text=text))

    def _delete(self, at: int) -> None:
        there = self.measurements
        self._chosen = None
        self._edit(there[:at] + there[at + 1 :])

    def _put(self, at: int, measurement: Measurement, *, merge: str = "") -> None:
        there = self.measurements
        if 0 <= at < len(there):
            self._edit((*there[:at], measurement, *there[at + 1 :]), merge=merge)

    def _edit(self, measurements: tuple[Measurement, ...], *, merge: str = "") -> None:
        """Change what is drawn: one undo entry, or as part of one."""
        document = self._document
        if document is None or document is not self._window.document:
            return  # another film is being read
        if not merge:
            document.seal()
        document.edit(replace(document.presentation, measurements=measurements), merge=merge)

    # What is seen

    def _show_anew(self) -> None:
        """Show it on another picture: the figures may be others, too."""
        self._shown_for = None
        self._show()

    def _show(self) -> None:
        document, there = self._document, self.measurements
        if self._chosen is not None and self._chosen.index >= len(there):
            self._chosen = None
        known = document.presentation.known_object if document is not None else None
        if self._moving is not None and self._moving[0] < len(there):
            at, moved = self._moving
            there = (*there[:at], moved, *there[at + 1 :])
        shown_for = (document, there, known, self._chosen)
        if shown_for == self._shown_for:
            self.reading.ask_soon()  # a window is dragged: nothing moves, but regions change
            return
        self._shown_for = shown_for
        self._lie_on(document)
        self.layer.show_marks(self._marks(there))
        self.reading.show(there, self._chosen.index if self._chosen is not None else None)
        self._allow()

    def _lie_on(self, document: Document | None) -> None:
        if document is None:
            self.layer.lie_on(None)
            return
        rows, columns = document.radiograph.pixels.shape
        spacing = document.radiograph.spacing
        place = FilmPlace(rows, columns, document.shown.orientation)
        self.layer.lie_on(place, spacing.row_mm / spacing.column_mm)

    def _marks(self, there: tuple[Measurement, ...]) -> Marks:
        spacing, numbers = self.reading.spacing, region_numbers(there)
        drawn = tuple(
            Mark(one.kind, one.points, film_words(one, figures(one, spacing), numbers.get(at, 0)))
            for at, one in enumerate(there)
        )
        known = self._document.presentation.known_object if self._document is not None else None
        others: tuple[Mark, ...] = ()
        if known is not None:
            words = (self.reading.known_words(),)
            others = (Mark(MeasureKind.LENGTH, known.points, words, is_dashed=True),)
        return Marks(drawn, self._chosen, others)

    def _repaint(self) -> None:
        for pane in self._window.compare.all_panes:
            pane.viewport().update()

    def _allow(self) -> None:
        """Enable the commands that would do something."""
        actions, there = self._window.actions_, self.measurements
        actions["measure.delete"].setEnabled(self._chosen is not None)
        actions["measure.delete_all"].setEnabled(bool(there))
        self._panel.delete_all.setEnabled(bool(there))

    def _say_keys(self) -> None:
        """Say in the empty panel how to begin, with the keys of now."""
        native = QKeySequence.SequenceFormat.NativeText
        parts = []
        for name in KEYS:
            action = self._window.actions_[name]
            keys = action.shortcut().toString(native)
            parts.append(f"{action.text()} ({keys})" if keys else action.text())
        words = self.tr("Nothing is measured yet. Choose a tool and draw on the film: {tools}.")
        self._panel.show_empty_words(words.format(tools=", ".join(parts)))
