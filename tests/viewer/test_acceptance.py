"""The ten acceptance tests of viewer.md 6, as far as they are about the window.

Elsewhere already: 1 under a presentation state, and 3, in tests/judges/test_grey_levels.py,
tests/judges/test_states.py and tests/engine/grayscale/test_voi.py; 2, what the chip does, in
test_polarity_desk.py; 4 in tests/engine/dicom/test_read_lut.py; 7 in tests/engine/test_measuring.py
and, for a distance of -1, tests/engine/dicom/test_read_spacing.py; 8 and 9, what dciodvfy says, in
tests/judges. 10 is counted here as work, not as time: tests/benchmarks measures that.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from pydicom import dcmread
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine import (
    ExportFormat,
    ExportRequest,
    Recipe,
    Renderer,
    Window,
    auto_window,
    export_film,
    read_radiograph,
    recipe_of_film,
    step_type,
)
from tests.engine.dicom.written import lut, write_film
from tests.viewer.canvas.films import grey_of
from tests.viewer.canvas.gestures import drag, move
from tests.viewer.mapped_window import document_of, settled, window_of
from tests.viewer.translated_window import install, made_card, press, translated
from viewer.canvas.pane import Pane
from viewer.canvas.pyramid import Pyramid
from viewer.document import Document
from viewer.main_window import MainWindow

ROWS, COLUMNS = 120, 160
RAMP = np.tile(np.linspace(0, 4095, COLUMNS).round().astype(np.uint16), (ROWS, 1))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def opened(
    qtbot: QtBot, window: MainWindow, path: Path, pixels: npt.NDArray[Any], **attributes: object
) -> Document:
    """Write a film of 12 bits and open it."""
    window.open([write_film(path, pixels, 12, ImagerPixelSpacing=[0.2, 0.2], **attributes)])
    qtbot.waitUntil(lambda: window.document is not None)
    settled(qtbot, window)
    return document_of(window)


def on_screen(pane: Pane) -> npt.NDArray[np.uint8]:
    """Return the grey levels of the film on a pane, one screen pixel for each of its own."""
    pane.one_to_one()
    corner = pane.look.to_pane((0.0, 0.0), (pane.width(), pane.height()))
    left, top = (ceil(place - 0.5) for place in corner)
    return grey_of(pane)[top : top + ROWS, left : left + COLUMNS]


@pytest.mark.parametrize("shape", ["INVERSE", None])
def test_1_and_2_small_values_of_monochrome1_are_bright_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, shape: str | None
) -> None:
    said = {} if shape is None else {"PresentationLUTShape": shape}
    opened(
        qtbot, window, tmp_path / "film.dcm", RAMP, PhotometricInterpretation="MONOCHROME1", **said
    )

    grey = on_screen(window.compare.original)

    assert (grey[60, 2], grey[60, -3]) == (pytest.approx(252, abs=3), pytest.approx(3, abs=3))
    assert window.polarity.chip.isHidden()


def test_2_a_contradiction_raises_the_chip(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    opened(
        qtbot,
        window,
        tmp_path / "film.dcm",
        RAMP,
        PhotometricInterpretation="MONOCHROME1",
        PresentationLUTShape="IDENTITY",
    )

    assert (window.polarity.chip.isVisible(), window.polarity.chip.text) == (
        True,
        "Polarity conflict",
    )


def test_5_a_drag_after_a_voi_lut_goes_on_smoothly(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """A curve that is nowhere steeper than one and a half times a ramp."""
    share = np.linspace(0, 1, 4096)
    curve = (65535 * share**2 * (3 - 2 * share)).round().astype(int).tolist()
    document = opened(qtbot, window, tmp_path / "film.dcm", RAMP, VOILUTSequence=lut(0, curve, 16))
    pane = window.compare.original
    seen = document.shown.original.indices.ravel()[:COLUMNS].astype(int)
    x, y = pane.width() // 2, pane.height() // 2
    levels = [_levels(window, seen)]

    drag(pane, LEFT, (x, y), (x + 4, y), releases=False)
    for step in range(5, 30):
        move(pane, (x + step, y + step), LEFT)
        levels.append(_levels(window, seen))

    jumps = [int(np.abs(a - b).max()) for a, b in pairwise(levels[1:])]
    assert all((np.diff(each) >= 0).all() for each in levels)
    assert 0 < max(jumps) <= 2
    assert type(document.presentation.voi).__name__ == "VoiLut"


def _levels(window: MainWindow, indices: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    tables = window.stage.tables()
    assert tables is not None
    return tables[0][indices].astype(int)


def test_6_padding_has_no_say_in_window_histogram_and_local_contrast(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Two films that differ in the value of their padding only, at either end of the range."""
    seen = []
    recipe = Recipe().added(step_type("clahe").make())
    for value in (0, 4095):
        pixels = np.clip(RAMP // 2 + 1000, 0, 4000).astype(np.uint16)
        pixels[:, :40] = value
        path = tmp_path / f"{value}.dcm"
        document = opened(qtbot, window, path, pixels, PixelPaddingValue=value)
        document.edit(document.presentation.with_recipe(recipe))
        settled(qtbot, window)
        original, result = document.shown.original, document.shown.result
        seen.append(
            (
                auto_window(document.histogram),
                document.histogram.extent,
                original.values[original.indices[:, 45:]],
                result.values[result.indices[:, 45:]],
            )
        )
        window.workspace.close_all()

    (auto, extent, before, after), (other_auto, other_extent, other_before, other_after) = seen
    assert (auto, extent) == (other_auto, other_extent)
    assert (before == other_before).all()
    assert np.abs(after - other_after).max() <= 1e-3 * np.ptp(after)
    assert extent == (515 + 1000, 4095 // 2 + 1000)


def test_8_the_exported_picture_is_the_film_at_its_own_size_as_on_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    document = opened(qtbot, window, tmp_path / "film.dcm", RAMP)
    recipe = Recipe().added(step_type("gamma").make())
    wanted = replace(document.presentation.with_recipe(recipe), voi=Window(1500, 1000))
    document.edit(wanted)
    settled(qtbot, window)

    made = export_film(
        ExportRequest(document.renderer, wanted, ExportFormat.PNG, tmp_path, "shown")
    )

    exported = cv2.imread(str(made[0]), cv2.IMREAD_UNCHANGED)
    assert exported is not None
    grey = exported if exported.dtype == np.uint8 else (exported / 257).round()
    assert exported.shape == (ROWS, COLUMNS)
    assert np.abs(grey.astype(int) - on_screen(window.compare.enhanced)).max() <= 1


def test_9_a_synthetic_film_says_so_and_its_recipe_makes_it_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path / "resources", made_card())
    document = opened(qtbot, window, tmp_path / "film.dcm", RAMP)
    press(window)
    translated(qtbot, window)
    source = read_radiograph(tmp_path / "film.dcm")

    made = export_film(
        ExportRequest(
            document.renderer, document.presentation, ExportFormat.DICOM, tmp_path, "made"
        )
    )

    said, stored = dcmread(made[0]), recipe_of_film(read_radiograph(made[0]))
    assert window.compare.enhanced.is_synthetic
    assert (said.SyntheticData, said.BurnedInAnnotation) == ("YES", "YES")
    assert said.SOPInstanceUID != dcmread(tmp_path / "film.dcm").SOPInstanceUID
    assert stored is not None
    again = Renderer(source).result(stored)
    assert (again.indices == document.shown.result.indices).all()


def test_10_a_drag_looks_up_what_is_seen_and_samples_nothing_anew(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film of four times the pixels of its panes: fitted, each pane shows a reduction."""
    large = np.tile(np.linspace(0, 4095, 1600).astype(np.uint16), (1200, 1))
    opened(qtbot, window, tmp_path / "film.dcm", large)
    panes = window.compare.panes
    for pane in panes:
        grey_of(pane)
    looked_up: list[int] = []
    sampled: list[object] = []
    look_up, sample = cv2.LUT, Pyramid.sample

    def counted(values: Any, *others: Any) -> Any:
        looked_up.append(values.size)
        return look_up(values, *others)

    def counting(pyramid: Pyramid, *others: Any, **named: Any) -> Any:
        sampled.append(others)
        return sample(pyramid, *others, **named)

    monkeypatch.setattr(cv2, "LUT", counted)
    monkeypatch.setattr(Pyramid, "sample", counting)
    x, y = panes[0].width() // 2, panes[0].height() // 2
    drag(panes[0], LEFT, (x, y), (x + 10, y), releases=False)
    looked_up.clear()

    move(panes[0], (x + 11, y), LEFT)
    for pane in panes:
        grey_of(pane)

    seen = sum(pane.width() * pane.height() for pane in panes)
    assert sampled == []
    assert 0 < sum(looked_up) <= seen < large.size
