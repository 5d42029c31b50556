"""What a click with the right button, or the menu key, offers on a pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from viewer.canvas.pane import Pane
    from viewer.main_window import MainWindow
    from viewer.probe import Probe

VIEW = ("view.fit", "view.one", "view.life")
WINDOW = ("window.invert", "window.auto", "window.file")


class PaneMenu(QObject):
    """Opens the menu of a pane; most of it are the window's own commands, with their keys.

    Args:
        window: Whose commands.
        parent: Qt's owner.
    """

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._probe: Probe | None = None
        self.menu: QMenu | None = None
        window.stage.probed.connect(self._hear)

    def open(self, pane: Pane, at: QPoint) -> None:
        """Open the menu at a point of a pane; nothing without a film."""
        if self._window.document is None or not pane.has_picture:
            return
        here = pane.film_point(QPointF(at))
        if here is None:
            self._probe = None
        else:
            pane.pointed.emit(*here)  # for the values there, where the keyboard has asked
        self.menu = self._made()
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(pane.mapToGlobal(at))

    def _made(self) -> QMenu:
        actions = self._window.actions_
        menu = QMenu(self._window)
        for name in VIEW:
            menu.addAction(actions[name])
        menu.addSeparator()
        for name in WINDOW:
            menu.addAction(actions[name])
        self._add_presets(menu)
        menu.addSeparator()
        self._add_original(menu)
        self._add_copy(menu)
        if actions["measure.delete"].isEnabled():
            menu.addSeparator()
            menu.addAction(actions["measure.delete"])
        return menu

    def _add_presets(self, menu: QMenu) -> None:
        presets = menu.addMenu(self.tr("Window presets"))
        for preset in self._window.right.window_panel.presets:
            entry = presets.addAction(preset.name.replace("&", "&&"))
            entry.triggered.connect(partial(self._window.stage.set_voi, preset.voi))
        presets.setEnabled(not presets.isEmpty())

    def _add_original(self, menu: QMenu) -> None:
        entry = menu.addAction(self.tr("Show the original"))
        entry.setCheckable(True)
        entry.setChecked(self._window.compare.is_original_held)
        entry.toggled.connect(self._window.commands.hold_original)

    def _add_copy(self, menu: QMenu) -> None:
        entry = menu.addAction(self.tr("Copy the values here"))
        probe = self._probe
        entry.setEnabled(probe is not None)
        if probe is not None:
            text = self.values(probe)
            entry.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))

    def values(self, probe: Probe) -> str:
        """Return the values of a pixel in one line, in digits that a table takes."""
        parts = [
            self.tr("row {row}, column {column}").format(row=probe.row, column=probe.column),
            self.tr("stored {value}").format(value=probe.stored),
            self.tr("modality {value}").format(value=f"{probe.modality:.6g}"),
            self.tr("shown {value} %").format(value=f"{probe.shown * 100:.1f}"),
        ]
        if probe.enhanced is not None:
            share = f"{probe.enhanced * 100:.1f}"
            parts.append(self.tr("enhanced {value} %").format(value=share))
        return ", ".join(parts)

    def _hear(self, probe: Probe | None) -> None:
        self._probe = probe
