"""What each command of the registry does to the film shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QFileDialog

from engine import Orientation, Recipe, auto_window, default_recipe, sample_file
from viewer.actions import OF_THE_CANVAS
from viewer.canvas.choices import Layout, Tool
from viewer.focus_order import FocusOrder
from viewer.held_keys import HeldKeys
from viewer.problems import ProblemText
from viewer.translator import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine import Progress, Stitched
    from viewer.document import Document
    from viewer.main_window import MainWindow

PATTERNS = QT_TRANSLATE_NOOP(
    "Commands",
    "Films (*.dcm *.dicom *.png *.tif *.tiff *.jpg *.jpeg *.zip DICOMDIR);;All files (*)",
)

TOOLS = {
    "tool.window": Tool.WINDOW,
    "tool.pan": Tool.PAN,
    "tool.zoom": Tool.ZOOM,
    "tool.zoom_box": Tool.ZOOM_BOX,
    "tool.probe": Tool.PROBE,
    "tool.loupe": Tool.LOUPE,
    "tool.length": Tool.LENGTH,
    "tool.angle": Tool.ANGLE,
    "tool.cobb": Tool.COBB,
    "tool.ellipse": Tool.ELLIPSE,
    "tool.rectangle": Tool.RECTANGLE,
    "tool.arrow": Tool.ARROW,
    "tool.text": Tool.TEXT,
    "tool.calibrate": Tool.CALIBRATE,
}


class Commands(QObject):
    """Connects the registry to the window; also the keys that are held.

    Args:
        window: The window whose films are meant.

    Signals:
        tool_changed: What the left button does from now on, a Tool.
    """

    tool_changed = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before_wipe = Layout.SIDE_BY_SIDE
        self.held = HeldKeys(
            window, {"held.original": self.hold_original, "held.loupe": self._hold_loupe}
        )
        self._focus = FocusOrder(window)
        self._connect_files()
        self._connect_view()
        self._connect_window()
        self._connect_recipe()
        self.set_tool("tool.window")
        self.set_layout(Layout.SIDE_BY_SIDE)
        window.actions_["view.link"].setChecked(True)

    def follow(self, document: Document | None) -> None:
        """Show in the commands what the film allows."""
        if document is not None:
            document.presentation_changed.connect(self._refresh, Qt.ConnectionType.UniqueConnection)
        self._refresh()

    def watch(self, window: QWindow) -> None:
        """Hear Tab and the held keys before any widget does."""
        self.held.watch(window)
        self._focus.watch(window)

    def hold_original(self, is_held: bool) -> None:
        """Show the original everywhere, or no longer."""
        self._window.compare.hold_original(is_held)

    def set_tool(self, name: str) -> None:
        """Choose what the left button does."""
        for pane in self._window.compare.all_panes:
            pane.tool = TOOLS[name]
        self.tool_changed.emit(TOOLS[name])
        for other in TOOLS:
            self._window.actions_[other].setChecked(other == name)
        self._window.stage.refresh_tables()  # a corner says what a drag does

    def set_layout(self, layout: Layout) -> None:
        """Choose which panes are shown."""
        self._window.compare.set_view_layout(layout)
        self._follow_layout()

    def _follow_layout(self) -> None:
        """Show in the commands which panes there are, and remember those before the wipe."""
        layout = self._window.compare.view_layout
        if layout is not Layout.WIPE:
            self._before_wipe = layout
        self._window.top.layouts.set_index(list(Layout).index(layout))
        has_several = layout in (Layout.SIDE_BY_SIDE, Layout.QUAD)
        self._window.actions_["view.link"].setEnabled(has_several)
        self._window.stage.layout_changed()

    def _connect_files(self) -> None:
        window, act = self._window, self._window.actions_.connect_to
        act("file.open", self._ask_for_files)
        act("file.open_folder", self._ask_for_folder)
        act("file.sample", self.open_sample)
        for name in ("contrast_detail", "test_pattern"):
            act(f"sample.{name}", partial(self._open_phantom, name))
        act("file.export", self._export)
        act("file.stitch", self._stitch)
        act("file.close", lambda: window.workspace.close(window.workspace.index))
        act("file.close_all", window.workspace.close_all)
        act("film.next", lambda: window.workspace.show_next(1))
        act("film.previous", lambda: window.workspace.show_next(-1))
        act("film.first", lambda: window.workspace.show(0))
        act("film.last", lambda: window.workspace.show(len(window.workspace.films) - 1))
        act("film.next_series", lambda: self._show_series(1))
        act("film.previous_series", lambda: self._show_series(-1))
        act("help.keys", self._show_keys)
        act("app.next_part", lambda: self._focus.go_to_part(1))
        act("app.previous_part", lambda: self._focus.go_to_part(-1))

    def _connect_view(self) -> None:
        window, act = self._window, self._window.actions_.connect_to
        for name in TOOLS:
            act(name, partial(self.set_tool, name))
        layouts = list(Layout)
        act("view.single", lambda: self.set_layout(Layout.SINGLE))
        act("view.side", lambda: self.set_layout(Layout.SIDE_BY_SIDE))
        act("view.quad", lambda: self.set_layout(Layout.QUAD))
        act("view.wipe", self._wipe_or_back)
        act("view.difference", lambda: self.set_layout(Layout.DIFFERENCE))
        act("view.cycle", lambda: self._cycle(1))
        act("view.cycle_back", lambda: self._cycle(-1))
        window.actions_.keep_to(window.compare, OF_THE_CANVAS)
        window.top.layouts.chosen.connect(lambda at: self.set_layout(layouts[at]))
        act("view.link", self._link)
        for name in ("view.fit", "view.reset"):
            act(name, self._fit)
        act("view.one", self._one_to_one)
        act("view.corner", window.stage.next_corner_detail)
        act("view.drawings", window.states.toggle_drawings)
        act("view.shutter", window.states.toggle_shutter)
        act("frame.next", lambda: window.frames.step(1))
        act("frame.previous", lambda: window.frames.step(-1))
        act("frame.play", window.frames.play_or_pause)
        act("view.left", lambda: window.films.setVisible(window.films.isHidden()))
        act("view.right", lambda: window.right.setVisible(window.right.isHidden()))
        act("view.full", self._full_screen)
        for pane in window.compare.all_panes:
            pane.wheel_stepped.connect(self._wheel)
            pane.double_clicked.connect(partial(window.compare.toggle_maximised, pane))
        window.compare.layout_changed.connect(self._follow_layout)

    def _show_series(self, by: int) -> None:
        """Show the first film of a neighbouring series; films without one are one together."""
        films, index = self._window.workspace.films, self._window.workspace.index
        if not 0 <= index < len(films):
            return
        groups = list(dict.fromkeys(film.group for film in films))
        wanted = groups.index(films[index].group) + by
        if 0 <= wanted < len(groups):
            found = next(n for n, film in enumerate(films) if film.group == groups[wanted])
            self._window.workspace.show(found)

    def _hold_loupe(self, is_held: bool) -> None:
        """Show the loupe at the pointer, or no longer."""
        self._window.desks.probe.hold_loupe(is_held)

    def _wheel(self, by: int) -> None:
        """Go through the frames of a cine, else through the films."""
        window = self._window
        if window.frames.has_frames:
            window.frames.step(by)
        else:
            window.workspace.show_next(by)

    def _connect_window(self) -> None:
        act = self._window.actions_.connect_to
        act("window.auto", self._auto)
        act("window.full", self._full_range)
        act("window.file", self._file_window)
        act("window.invert", self._invert)
        for number in range(1, 10):
            act(f"window.preset{number}", partial(self._preset, number - 1))
        panel = self._window.right.window_panel
        panel.auto_wanted.connect(self._auto)
        panel.invert_wanted.connect(self._invert)

    def _connect_recipe(self) -> None:
        act = self._window.actions_.connect_to
        act("edit.undo", lambda: self._with_document(lambda document: document.undo()))
        act("edit.redo", lambda: self._with_document(lambda document: document.redo()))
        act("recipe.reset", lambda: self.use_recipe(Recipe()))
        act("recipe.save", self._save_recipe)
        for number in range(1, 10):
            act(f"recipe.use{number}", partial(self._known_recipe, number - 1))
        self._window.right.enhance_panel.save_wanted.connect(self._save_recipe)
        turns: dict[str, Callable[[Orientation], Orientation]] = {
            "arrange.right": lambda now: now.turned(1),
            "arrange.left": lambda now: now.turned(-1),
            "arrange.horizontal": Orientation.flipped_horizontally,
            "arrange.vertical": Orientation.flipped_vertically,
        }
        for name, turn in turns.items():
            act(name, partial(self._turn, turn))

    def open_sample(self) -> None:
        """Open the sample film with the recipe the product starts with."""
        self._open_phantom("thorax", default_recipe())

    def _open_phantom(self, name: str, recipe: Recipe | None = None) -> None:
        window = self._window

        def make(progress: Progress) -> Path:
            return sample_file(name, progress)

        window.jobs.start(
            "sample",
            make,
            done=lambda path: window.open([path], recipe=recipe),
            failed=window.tell,
        )

    def _refresh(self) -> None:
        window = self._window
        document = window.document
        history = document.history if document else None
        window.actions_["edit.undo"].setEnabled(history is not None and history.can_undo)
        window.actions_["edit.redo"].setEnabled(history is not None and history.can_redo)
        inverted = document is not None and document.presentation.is_inverted
        window.actions_["window.invert"].setChecked(inverted)

    def _with_document(self, deed: Callable[[Document], None]) -> None:
        if self._window.document is not None:
            deed(self._window.document)

    def _fit(self) -> None:
        self._window.compare.fit()

    def _one_to_one(self) -> None:
        self._window.compare.one_to_one()

    def _link(self) -> None:
        self._window.compare.set_linked(self._window.actions_["view.link"].isChecked())

    def _ask_for_files(self) -> None:
        found, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open films"), "", self.tr(PATTERNS)
        )
        if found:
            self._window.open([Path(name) for name in found])

    def _ask_for_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self._window, self.tr("Open a folder of films"))
        if found:
            self._window.open([Path(found)])

    def _export(self) -> None:
        self._window.show_export()

    def _stitch(self) -> None:
        """Ask which films overlap, and open what is made of them."""
        window = self._window
        if window.has_open_dialog:
            return
        if len(window.workspace.films) < 2:
            words = self.tr("Stitching needs two films or more.")
            window.notice.offer(ProblemText(words, self.tr("Open films that overlap first.")), "")
            return
        from viewer.dialogs.stitch_sheet import StitchSheet

        films, current = window.workspace.films, window.workspace.index
        sheet = StitchSheet(window, films, current, window.jobs, window.settings)
        sheet.stitched.connect(self._stitched)
        window.workspace.film_changed.connect(sheet.follow)
        sheet.open(sheet.go if sheet.go.isEnabled() else sheet.cancel)

    def _stitched(self, path: Path, made: Stitched) -> None:
        """Open the whole; once it is shown, say how its films lay."""
        workspace = self._window.workspace
        seams = "; ".join(seam.text for seam in made.seams)
        sentence = self.tr("Stitched into {file}.").format(file=path.name)
        words = ProblemText(sentence, f"{seams[:1].upper()}{seams[1:]}.")

        def shown() -> None:
            document = workspace.current
            if document is not None and document.radiograph.source.path == path:
                workspace.current_changed.disconnect(shown)
                self._window.notice.offer(words, "")

        self._window.open([path])
        workspace.current_changed.connect(shown)

    def _show_keys(self) -> None:
        self._window.show_keys()

    def _cycle(self, by: int) -> None:
        order = list(Layout)
        now = order.index(self._window.compare.view_layout)
        self.set_layout(order[(now + by) % len(order)])

    def _wipe_or_back(self) -> None:
        """Show the wipe bar; where it is shown, go back to the layout before."""
        is_wiped = self._window.compare.view_layout is Layout.WIPE
        self.set_layout(self._before_wipe if is_wiped else Layout.WIPE)

    def _full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _auto(self) -> None:
        document, stage = self._window.document, self._window.stage
        if document is not None:
            is_result = stage.shows_result_window
            counted = document.shown.result_histogram if is_result else document.histogram
            stage.set_voi(auto_window(counted))

    def _full_range(self) -> None:
        picture = self._window.stage.active_picture()
        if picture is not None:
            is_ready = picture.is_display_ready
            self._window.stage.set_voi(picture.default_voi if is_ready else picture.full_range)

    def _file_window(self) -> None:
        picture = self._window.stage.active_picture()
        if picture is not None:
            self._window.stage.set_voi(picture.default_voi)

    def _preset(self, position: int) -> None:
        presets = self._window.right.window_panel.presets
        if position < len(presets):
            self._window.stage.set_voi(presets[position].voi)

    def _invert(self) -> None:
        def turn_round(document: Document) -> None:
            now = document.presentation
            document.edit(replace(now, is_inverted=not now.is_inverted))

        self._with_document(turn_round)
        self._refresh()

    def _turn(self, turn: Callable[[Orientation], Orientation]) -> None:
        def apply(document: Document) -> None:
            now = document.presentation
            document.edit(replace(now, orientation=turn(now.orientation)))

        self._with_document(apply)

    def use_recipe(self, recipe: Recipe) -> None:
        """Show the film under a recipe: one undo entry."""
        self._with_document(
            lambda document: document.edit(document.presentation.with_recipe(recipe))
        )

    def _known_recipe(self, position: int) -> None:
        known = self._window.right.known_recipes
        if position < len(known):
            self.use_recipe(known[position])

    def _save_recipe(self) -> None:
        if self._window.document is not None:
            self._window.desks.gallery.save()
