"""The window under a user without a plan: what must be true after every single step.

A seed gives the steps: commands, drags with every tool on every pane, films, frames, states,
guests, undo. ``done`` holds those up to the one that fails.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TypeAlias

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, step_type
from engine.presentation_file import presentation_from_json, presentation_to_json
from tests.engine.dicom.written import film, write, write_film
from tests.viewer.canvas.gestures import drag, move, wheel
from tests.viewer.mapped_window import window_of
from tests.viewer.states_window import film_and_state
from viewer.actions import COMMANDS
from viewer.canvas.choices import Layout
from viewer.canvas.guest import Place
from viewer.commands import TOOLS
from viewer.dialogs.sheet import Sheet
from viewer.main_window import MainWindow

SEED, STEPS = 7, 150

Step: TypeAlias = Callable[[], object]

ASKING = ("file.", "sample.", "recipe.gallery", "recipe.save", "app.", "help.", "view.full")
"""Commands that open dialogs or files; each has tests of its own."""

NAMES = [one.name for one in COMMANDS if not one.name.startswith(ASKING)]
RECIPES = [
    Recipe(tuple(Entry(step_type(name).make()) for name in names))
    for names in ((), ("gamma",), ("crop", "gamma"), ("rotate",), ("unsharp_mask", "clahe"))
]
BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def films_in(folder: Path) -> list[Path]:
    """Write films of both polarities, a synthetic one, a cine, and one with a state."""
    ramp = np.tile(np.linspace(0, 4095, 60).astype(np.uint16), (40, 1))
    cine = film(ramp, 12, NumberOfFrames=3, PatientID="D", FrameTime="40")
    cine.SOPClassUID = "1.2.840.10008.5.1.4.1.1.12.2"
    cine.PixelData = b"".join((ramp // 2 + np.uint16(99 * n)).tobytes() for n in range(3))
    return [
        write_film(folder / "a.dcm", ramp, 12, ImagerPixelSpacing=[0.2, 0.1], PatientID="A"),
        write_film(
            folder / "b.dcm",
            ramp[:, ::-1].copy(),
            12,
            PhotometricInterpretation="MONOCHROME1",
            PatientID="B",
        ),
        write_film(folder / "c.dcm", ramp, 12, SyntheticData="YES", PatientID="C"),
        write(cine, folder / "d.dcm"),
        film_and_state(folder),
    ]


class User:
    """Draws steps by lot.

    Args:
        window: What is used.
        paths: Films that may be opened again once they are closed.
        lot: Decides.
    """

    def __init__(self, window: MainWindow, paths: list[Path], lot: Random) -> None:
        self._window, self._paths, self._lot = window, paths, lot
        self._kinds = [self._command] * 4 + [self._drag] * 6 + [self._tool] * 2
        self._kinds += [self._recipe, self._film, self._guest, self._undo, self._wheel, self._wait]
        self._kinds += [self._layout, self._state, self._hold, self._close]

    def draw(self) -> tuple[str, Step]:
        """Return the next step, and its name."""
        kind = self._lot.choice(self._kinds)
        name, step = kind()
        return f"{kind.__name__} {name}", step

    def _command(self) -> tuple[str, Step]:
        name = self._lot.choice(NAMES)
        return name, self._window.actions_[name].trigger

    def _tool(self) -> tuple[str, Step]:
        name = self._lot.choice(list(TOOLS))
        return name, self._window.actions_[name].trigger

    def _layout(self) -> tuple[str, Step]:
        layout = self._lot.choice(list(Layout))
        return layout.name, lambda: self._window.commands.set_layout(layout)

    def _drag(self) -> tuple[str, Step]:
        lot, button = self._lot, self._lot.choice(BUTTONS)
        shares = [(lot.random(), lot.random()) for _ in range(3)]
        at, modifier, releases = lot.random(), lot.choice(MODIFIERS), lot.random() < 0.97

        def step() -> None:
            panes = [pane for pane in self._window.compare.all_panes if pane.isVisible()]
            if panes:
                pane = panes[int(at * len(panes))]
                path = [(int(x * pane.width()), int(y * pane.height())) for x, y in shares]
                move(pane, path[0])
                drag(pane, button, *path, modifiers=modifier, releases=releases)

        return f"{button.name} {shares}", step

    def _wheel(self) -> tuple[str, Step]:
        turns, modifier = self._lot.choice((-1, 2)), self._lot.choice(MODIFIERS)
        return str(turns), lambda: wheel(self._window.compare.enhanced, turns, modifiers=modifier)

    def _recipe(self) -> tuple[str, Step]:
        recipe = self._lot.choice(RECIPES)
        return str(len(recipe.entries)), lambda: self._window.commands.use_recipe(recipe)

    def _film(self) -> tuple[str, Step]:
        index = self._lot.randrange(6)
        return str(index), lambda: self._window.workspace.show(index)

    def _close(self) -> tuple[str, Step]:
        path = self._lot.choice(self._paths)

        def step() -> None:
            self._window.workspace.close(self._window.workspace.index)
            self._window.open([path])

        return path.name, step

    def _guest(self) -> tuple[str, Step]:
        index, place = self._lot.randrange(6), self._lot.choice(list(Place))
        beside, recipe = self._window.desks.beside, self._lot.choice([None, *RECIPES])

        def step() -> None:
            films = self._window.workspace.films
            if self._window.document is not None and index < len(films) and recipe is None:
                beside.film.show(films[index])
            elif self._window.document is not None:
                beside.recipes.choose(place, recipe)

        return place.name, step

    def _state(self) -> tuple[str, Step]:
        index = self._lot.randrange(2)

        def step() -> None:
            combo = self._window.right.layers_panel.combo
            if index < combo.count():
                combo.setCurrentIndex(index)
                combo.activated.emit(index)

        return str(index), step

    def _undo(self) -> tuple[str, Step]:
        command = self._window.actions_[self._lot.choice(("edit.undo", "edit.redo"))]

        def step() -> None:
            for _ in range(4):
                command.trigger()

        return command.objectName(), step

    def _hold(self) -> tuple[str, Step]:
        key, layout = self._lot.choice((Qt.Key.Key_Space, Qt.Key.Key_M)), self._layout()[1]

        def step() -> None:
            QTest.keyPress(self._window.windowHandle(), key)
            layout()
            QApplication.processEvents()
            QTest.keyRelease(self._window.windowHandle(), key)

        return key.name, step

    def _wait(self) -> tuple[str, Step]:
        return "", lambda: QTest.qWait(20)


def clear_away(window: MainWindow) -> None:
    """Close what a step opened over the window."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for sheet in window.findChildren(Sheet):
        if sheet.isVisible():
            sheet.close_sheet()


def assert_sound(window: MainWindow, pixels: dict[tuple[str, int], bytes]) -> None:
    """Look at everything that must be true whatever was done.

    Args:
        window: After a step.
        pixels: Those of each frame when it was first seen; grows.
    """
    document, compare, actions = window.document, window.compare, window.actions_
    chosen = [tool for name, tool in TOOLS.items() if actions[name].isChecked()]
    assert {pane.tool for pane in compare.all_panes} == set(chosen)
    assert len(chosen) == 1
    assert not compare.is_original_held
    assert actions["view.blink"].isChecked() == compare.is_blinking
    if document is None or window.stage.document is not document:
        assert document is None
        return
    source = document.radiograph.source
    now = document.radiograph.pixels.tobytes()
    assert pixels.setdefault((source.name, source.frame), now) == now
    wanted = document.presentation
    assert presentation_from_json(json.loads(json.dumps(presentation_to_json(wanted)))) == wanted
    assert actions["window.invert"].isChecked() == wanted.is_inverted
    assert actions["edit.undo"].isEnabled() == document.history.can_undo
    assert compare.enhanced.is_synthetic == document.shown.result.is_synthetic
    place = window.desks.measure.layer.place
    assert place is not None
    assert (place.rows, place.columns) == document.radiograph.pixels.shape


def test_whatever_is_done_the_window_stays_sound(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    paths = films_in(tmp_path)
    window.resize(960, 600)
    window.open(paths)
    qtbot.waitUntil(lambda: window.document is not None and len(window.workspace.films) == 5)
    lot = Random(SEED)  # noqa: S311 - the same steps each time
    user, pixels = User(window, paths, lot), dict[tuple[str, int], bytes]()
    done: list[str] = []

    for _ in range(STEPS):
        name, step = user.draw()
        done.append(name)
        step()
        QApplication.processEvents()
        clear_away(window)
        assert_sound(window, pixels)

    document = window.document
    while document is not None and document.history.can_undo:
        document.undo()
    assert_sound(window, pixels)
