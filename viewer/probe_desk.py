"""Looking closer: probe, loupe and clipped pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.canvas.choices import Tool
from viewer.probe_clipped import ClippedPixels
from viewer.probe_loupe import Loupe
from viewer.probe_tool import ProbeTool

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class ProbeDesk(QObject):
    """Looking closer: probe, loupe and clipped pixels.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.probe = ProbeTool(window)
        self.loupe = Loupe(window)
        self.clipped = ClippedPixels(window)
        window.actions_.connect_to("view.clipped", self._switch_clipped)
        window.commands.tool_changed.connect(self._take_tool)
        panel = window.right.window_panel
        panel.speed_wanted.connect(self._take_speed)
        window.settings.changed.connect(self._show_speed)
        self._show_speed()

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        self.probe.follow(document)

    def hold_loupe(self, is_held: bool) -> None:
        """Show the lens while its key is down."""
        self.loupe.hold(is_held=is_held)

    def _take_tool(self, tool: Tool) -> None:
        self.probe.switch(is_on=tool is Tool.PROBE)
        self.loupe.switch(is_tool=tool is Tool.LOUPE)

    def _switch_clipped(self) -> None:
        self.clipped.switch(is_on=self._window.actions_["view.clipped"].isChecked())

    def _take_speed(self, speed: float) -> None:
        self._window.settings.drag_speed = speed

    def _show_speed(self) -> None:
        self._window.right.window_panel.set_speed(self._window.settings.drag_speed)
