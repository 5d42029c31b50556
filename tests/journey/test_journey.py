"""The whole way with a real pointer: open, window, steps, compare, undo, export."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import Renderer, load_recipe, read_radiograph, sample_file, step_type
from tests.journey.desktop import Desktop, viewer_command
from viewer.app import application_
from viewer.main_window import MainWindow
from viewer.settings import Settings

SIZE = (1280, 800)


class Twin:
    """The same window without a screen: it knows where everything is.

    Args:
        window: Opened on the same film and brought to the same state.
        qtbot: Waits for it.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def box(self, widget: QWidget) -> QRect:
        """Return where a widget lies in the window."""
        self._qtbot.wait(20)  # layouts settle
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def middle(self, widget: QWidget) -> tuple[float, float]:
        """Return the middle of a widget in the window."""
        centre = self.box(widget).center()
        return centre.x(), centre.y()

    def add(self, name: str) -> str:
        """Add a step; return its title, by which it is found in the menu."""
        document = self.window.document
        assert document is not None
        recipe = document.presentation.recipe.added(step_type(name).make())
        document.edit(document.presentation.with_recipe(recipe))
        self._qtbot.waitUntil(lambda: document.is_current, timeout=60_000)
        return step_type(name).title


@pytest.fixture(scope="module")
def film() -> Path:
    """The sample film."""
    return sample_file("thorax")


@pytest.fixture
def twin(qtbot: QtBot, film: Path, tmp_path: Path) -> Iterator[Twin]:
    application_()
    settings = Settings(QSettings(str(tmp_path / "twin.ini"), QSettings.Format.IniFormat))
    window = MainWindow(settings)
    window.furnish()
    window.resize(*SIZE)
    window.show()
    window.open([film])
    qtbot.waitUntil(lambda: window.document is not None, timeout=30_000)
    yield Twin(window, qtbot)
    window.close()


@pytest.fixture
def desktop(film: Path, tmp_path: Path) -> Iterator[Desktop]:
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    with Desktop(viewer_command(str(film)), SIZE, environment) as opened:
        yield opened


class Eye:
    """Looks at one part of the screen.

    Args:
        desktop: Whose screen.
        box: The part.
        folder: For its pictures.
    """

    def __init__(self, desktop: Desktop, box: QRect, folder: Path) -> None:
        self._desktop = desktop
        self._box = box
        self._path = folder / "eye.png"

    def look(self) -> npt.NDArray[np.uint8]:
        """Return the part as grey levels."""
        picture = cv2.imread(str(self._desktop.picture(self._path)), cv2.IMREAD_GRAYSCALE)
        assert picture is not None
        box = self._box
        part = picture[box.top() : box.bottom(), box.left() : box.right()]
        return np.ascontiguousarray(part)

    def wait_until(
        self, is_so: Callable[[npt.NDArray[np.uint8]], bool], what: str
    ) -> npt.NDArray[np.uint8]:
        """Return the picture once something is so, and it has been at rest for a second.

        A busy machine may paint the end of a drag long after the pointer has come to its own.
        """
        end = time.monotonic() + 60
        before, rested = self.look(), 0
        while rested < 3:
            if time.monotonic() > end:
                pytest.fail(f"waited 60 s for {what}")
            time.sleep(0.35)
            seen = self.look()
            is_at_rest = differs(before, seen) < 0.05
            rested = rested + 1 if is_at_rest and is_so(seen) else 0
            before = seen
        return before


def differs(a: npt.NDArray[np.uint8], b: npt.NDArray[np.uint8]) -> float:
    """Return the mean difference of two pictures in grey levels."""
    return float(np.abs(a.astype(np.float32) - b.astype(np.float32)).mean())


def has_changed(before: npt.NDArray[np.uint8], seen: npt.NDArray[np.uint8]) -> bool:
    """Return whether a picture is visibly another one."""
    return differs(seen, before) > 0.3


def test_open_window_enhance_compare_undo_export(
    desktop: Desktop, twin: Twin, film: Path, tmp_path: Path
) -> None:
    panes = [twin.box(pane) for pane in twin.window.compare.panes]
    middle = [QRect(box.center() - QPoint(80, 80), box.center() + QPoint(80, 80)) for box in panes]
    original, enhanced = (Eye(desktop, box, tmp_path) for box in middle)
    first = original.wait_until(lambda seen: seen.std() > 5, "the film")
    x, y = (float(v) for v in (panes[0].center().x(), panes[0].center().y()))

    desktop.drag((x, y), (x + 40, y - 40))
    darker = original.wait_until(lambda seen: differs(seen, first) > 5, "the window drag")
    assert darker.mean() < first.mean()
    enhanced.wait_until(
        lambda seen: differs(seen, original.look()) < 1, "the same window on both, without steps"
    )

    for name in ("clahe", "unsharp_mask"):
        before = enhanced.look()
        desktop.click(*twin.middle(twin.window.right.enhance_panel.add))
        time.sleep(0.5)
        desktop.type(twin.add(name))
        desktop.key("Return")
        after = enhanced.wait_until(partial(has_changed, before), name)

    card = twin.window.right.enhance_panel.steps.cards[0]
    head = twin.box(card)
    if not card.is_open:
        desktop.click(head.right() - 16, head.top() + 16)
        card.set_open(True)
        time.sleep(0.5)
    slider = twin.box(card.rows["strength"].slider)
    end = (float(slider.left() + 4), float(slider.center().y()))
    desktop.drag((float(slider.right() - 8), end[1]), end)
    weaker = enhanced.wait_until(lambda seen: differs(seen, after) > 2, "the slider")
    desktop.move(10, 790)

    desktop.xdotool("keydown", "space")
    held = enhanced.wait_until(lambda seen: differs(seen, weaker) > 1, "the held original")
    assert differs(held, original.look()) < 1
    desktop.xdotool("keyup", "space")
    enhanced.wait_until(lambda seen: differs(seen, weaker) < 0.5, "the result again")

    desktop.key("ctrl+z")
    enhanced.wait_until(lambda seen: differs(seen, after) < 1, "the slider undone")

    desktop.key("ctrl+e")
    time.sleep(1.5)
    desktop.key("Return")
    target = tmp_path / "home"
    desktop.wait_for(lambda: bool(list(target.glob("*_enhanced.dcm"))), "the export", 60)

    exported = next(target.glob("*_enhanced.dcm"))
    recipe = load_recipe(str(exported))
    assert [entry.type.name for entry in recipe.entries] == ["clahe", "unsharp_mask"]
    again = Renderer(read_radiograph(film)).result(recipe)
    assert np.array_equal(read_radiograph(exported).pixels, again.indices)
    assert exported.stat().st_mode & 0o777 == 0o600
    assert desktop.errors.read_text() == ""


def test_a_second_start_opens_its_film_in_the_window_that_is_open(
    tmp_path: Path, twin: Twin
) -> None:
    """The first one is without a film; the sample film is what the second one asks for."""
    home = tmp_path / "home2"
    home.mkdir()
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    pane = twin.box(twin.window.compare.enhanced)

    with Desktop(viewer_command(), SIZE, environment) as opened:
        eye = Eye(opened, pane, tmp_path)
        eye.wait_until(lambda seen: seen.mean() < 30, "the page without a film")

        status = opened.run(viewer_command("--sample"))

        eye.wait_until(lambda seen: seen.mean() > 30, "the sample film")
        assert status == 0
        assert opened.errors.read_text() == ""
