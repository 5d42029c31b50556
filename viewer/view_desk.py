"""Life size, zooming to a box, pinching, the menu of a pane, room for films, and printing."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from engine import EngineError, SpacingSource, spacing_under
from viewer.canvas.choices import Tool
from viewer.canvas.pinch import Pinch
from viewer.canvas.zoom_box import ZoomBox
from viewer.commands import TOOLS
from viewer.context_menu import PaneMenu
from viewer.panel_folding import PanelFolding
from viewer.problems import ProblemText
from viewer.screen_size import ScreenSizes, said_mm_per_px
from viewer.wording import spacing_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine import Spacing
    from viewer.canvas.pane import Pane
    from viewer.document import Document
    from viewer.main_window import MainWindow


class ViewDesk(QObject):
    """Life size, zooming to a box, pinching, the menu of a pane, and printing.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._screens = ScreenSizes(window.settings.store)
        self._tool = Tool.WINDOW
        self._former = Tool.WINDOW
        self._life = "", 0.0  # what was said of life size, and the scale it was true of
        self._zoom_box = ZoomBox(window.compare)
        self._zoom_box.zoomed.connect(self._back_to_the_former_tool)
        self._pinch = Pinch(window.compare.all_panes, self)
        self._menu = PaneMenu(window, self)
        self._folding = PanelFolding(window)
        for pane in window.compare.all_panes:
            pane.context_requested.connect(lambda at, pane=pane: self._menu.open(pane, at))
        window.commands.tool_changed.connect(self._take_tool)
        act = window.actions_.connect_to
        act("view.life", self.show_life_size)
        act("file.print", self._print)
        window.stage.zoom_changed.connect(self._forget_life)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        self._document = document
        if document is None:
            self._zoom_box.switch(is_on=False)
        else:
            self._zoom_box.switch(is_on=self._tool is Tool.ZOOM_BOX)

    def show_life_size(self) -> None:
        """Show the film as large as it is, and say what that means for this film.

        A screen nobody has measured is measured first; a film that says nothing of its size is
        refused.
        """
        spacing = self._spacing()
        if spacing is None:
            return
        if not spacing.is_known:
            self._window.notice.tell(
                ProblemText(
                    self.tr(
                        "This film cannot be shown in life size: nothing is known of its size."
                    ),
                    self.tr("Mark an object of known length on it: Measure, Calibrate."),
                )
            )
            return
        mm_per_px = self._screens.mm_per_px(self._window.screen())
        if mm_per_px is None:
            self.measure_screen(self.show_life_size)
            return
        self._zoom_to(spacing, mm_per_px)
        self._say(spacing)

    def measure_screen(self, then: Callable[[], None] | None = None) -> None:
        """Ask how large this screen's pixels are.

        Args:
            then: Done once it is known.
        """
        window = self._window
        if window.has_open_dialog:
            return
        from viewer.dialogs.screen_sheet import ScreenSheet

        screen = window.screen()
        before = self._screens.mm_per_px(screen) or said_mm_per_px(screen)
        sheet = ScreenSheet(window, before)

        def keep(mm_per_px: float) -> None:
            self._screens.keep(screen, mm_per_px)
            if then is not None:
                then()

        sheet.measured.connect(keep)
        sheet.open(sheet.first)

    def _spacing(self) -> Spacing | None:
        """Return the spacing in force; None without a film, or where it makes no sense."""
        document = self._document
        if document is None:
            return None
        try:
            return spacing_under(document.radiograph.spacing, document.presentation.known_object)
        except EngineError as error:
            self._window.tell(error)
            return None

    def _zoom_to(self, spacing: Spacing, mm_per_px: float) -> None:
        assert self._document is not None  # noqa: S101 - it has a spacing
        larger = spacing.column_mm / self._document.radiograph.spacing.column_mm
        compare = self._window.compare
        for pane in compare.panes:
            if compare.is_of_other_film(pane):
                continue  # it follows as the link lets it
            scale = _life_scale(pane, larger, mm_per_px)
            if scale is not None:
                middle = QPointF(pane.width() / 2, pane.height() / 2)
                pane.zoom_about(scale / pane.look.scale, middle)

    def _say(self, spacing: Spacing) -> None:
        if spacing.source is SpacingSource.DETECTOR:
            what = self.tr("Life size of the shadow at the detector.")
            hint = self.tr("The object itself is up to {times} times smaller.").format(times="1.2")
        elif spacing.source is SpacingSource.UNCALIBRATED:
            what = self.tr("Life size, if the file's Pixel Spacing is right.")
            hint = self.tr("It does not say whether at the detector or at the object.")
        else:
            what = self.tr("Life size of the object.")
            hint = self.tr("Spacing {spacing}.").format(spacing=spacing_text(spacing))
        self._window.notice.offer(ProblemText(what, hint), "")
        self._life = what, self._window.compare.enhanced.look.scale

    def _forget_life(self) -> None:
        """Take the words away once the film has another size on screen."""
        said, scale = self._life
        if said and not isclose(self._window.compare.enhanced.look.scale, scale, rel_tol=1e-6):
            self._life = "", 0.0
            if self._window.notice.sentence == said:
                self._window.notice.hide()

    def _take_tool(self, tool: Tool) -> None:
        if tool is Tool.ZOOM_BOX and self._tool is not Tool.ZOOM_BOX:
            self._former = self._tool
        self._tool = tool
        self._zoom_box.switch(is_on=tool is Tool.ZOOM_BOX and self._document is not None)

    def _back_to_the_former_tool(self) -> None:
        name = next(name for name, tool in TOOLS.items() if tool is self._former)
        self._window.commands.set_tool(name)

    def _print(self) -> None:
        if self._document is not None and not self._window.has_open_dialog:
            from viewer.printing import ask_and_print

            ask_and_print(self._window)


def _life_scale(pane: Pane, larger: float, mm_per_px: float) -> float | None:
    """Return the logical pixels per view unit at which a film is as large as it is.

    Args:
        pane: Shows it.
        larger: How many times longer its millimetres are than the file says.
        mm_per_px: Of a device pixel.
    """
    film = pane.film
    if film is None:
        return None
    return float(film.unit_mm * larger / mm_per_px / pane.devicePixelRatioF())
