"""A window on films whose translation is made up: no network, no weights, no torch."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import CT_LIKE, ModelCard, Progress, Recipe
from engine.models.cards import TrainingData, write_card
from tests.viewer.mapped_window import document_of, film_file
from viewer.main_window import MainWindow
from viewer.panels.translate_panel import TranslatePanel
from viewer.translations import appearance_of

Image: TypeAlias = npt.NDArray[np.float32]
Field: TypeAlias = npt.NDArray[np.bool_]

SHARPEN, STRETCH = "unsharp_mask", "gamma"
WHOLE_FILM = "engine.models.translation.whole_film"
REASON = "It looks like a hand; this model knows chests."
TITLE = "CT-like appearance (synthetic)"


@dataclass(frozen=True)
class MadeVerdict:
    """What the gate says."""

    distance: float
    is_admitted: bool
    reason: str


@dataclass(frozen=True, eq=False)
class MadeTranslation:
    """What the network makes of a film."""

    image: Image
    verdict: MadeVerdict


@dataclass(frozen=True, eq=False)
class MadeReliability:
    """What is found by many runs."""

    combined: Image
    disagreement: Image
    unsourced: Image
    low_agreement_share: float
    unsourced_share: float
    runs: int


@dataclass
class MadeModel:
    """Stands for the network: the negative of the film, unreliable in its left half.

    Attributes:
        distance: Of every film from those learnt from.
        modes: Of every translation asked for.
        reliabilities: How often the reliability was asked for.
        during: Called while the reliability is computed.
        fault: What goes wrong in every translation, if anything.
    """

    distance: float = 0.62
    modes: list[int] = field(default_factory=list)
    reliabilities: int = 0
    during: Callable[[Progress], None] = lambda _: None
    fault: Exception | None = None

    def verdict_of(
        self, _pixels: Image, _field: Field, _model: str, _progress: Progress
    ) -> MadeVerdict:
        """Return the verdict on any film."""
        is_admitted = self.distance <= 1
        return MadeVerdict(self.distance, is_admitted, "" if is_admitted else REASON)

    def translate(
        self, pixels: Image, film: Field, model: str, mode: int, progress: Progress
    ) -> MadeTranslation:
        """Return the negative."""
        if self.fault is not None:
            raise self.fault
        self.modes.append(mode)
        return MadeTranslation(1 - pixels, self.verdict_of(pixels, film, model, progress))

    def reliability_of(
        self, _pixels: Image, _field: Field, _model: str, progress: Progress
    ) -> MadeReliability:
        """Return a map of 4 x 6 cells."""
        self.reliabilities += 1
        self.during(progress)
        found = np.zeros((4, 6), np.float32)
        found[:, :3] = 1
        return MadeReliability(found, found, np.zeros_like(found), 0.14, 0.021, 8)


def made_card(name: str = CT_LIKE) -> ModelCard:
    """Return the card of a model that learnt nothing."""
    return ModelCard(
        name=name,
        title="CT-like appearance of chest films",
        task="translation",
        method="cyclegan",
        version=3,
        sha256="7c1e90a4" + 52 * "0" + "2f58",
        licence="Apache-2.0",
        data=(
            TrainingData("Films", "CC BY 3.0", "Somebody, 2020.", 161),
            TrainingData("Volumes", "CC BY 4.0", "Somebody else, 2021.", 12),
        ),
        split="By patient.",
        seed=0,
        command="negatoscope train translation --preset ours",
        preset="ours",
        metrics={"kid_cut": 0.345},
        intended_use="Research and education.",
        limits=("Opaque lung may turn dark.", "Seven patients."),
        trained_on=date(2026, 11, 21),
        parameters=2_840_000,
        config={"features": 32},
    )


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, *cards: ModelCard) -> MadeModel:
    """Let these models be all there are, and a made-up one run instead of each."""
    for card in cards:
        (folder / "models" / card.name).mkdir(parents=True)
        write_card(card, folder / "models" / card.name)
    monkeypatch.setattr("engine.models.cards.resource_path", lambda *parts: folder.joinpath(*parts))
    monkeypatch.setattr("engine.models.devices._first_missing", lambda: None)
    made, module = MadeModel(), ModuleType(WHOLE_FILM)
    for name in ("translate", "verdict_of", "reliability_of"):
        setattr(module, name, getattr(made, name))
    monkeypatch.setitem(sys.modules, WHOLE_FILM, module)
    return made


def open_film(qtbot: QtBot, window: MainWindow, folder: Path, recipe: Recipe | None = None) -> None:
    """Open the film, and the section."""
    window.open([film_file(folder)], recipe=recipe)
    qtbot.waitUntil(lambda: window.document is not None)
    qtbot.waitUntil(lambda: document_of(window).is_current, timeout=20_000)
    window.right.translate_section.set_open(True)


def is_on(window: MainWindow) -> bool:
    """Whether the film has a translation."""
    return appearance_of(document_of(window).presentation.recipe) is not None


def translated(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the picture on screen is a translation, and the gate has spoken."""
    qtbot.waitUntil(lambda: document_of(window).is_current, timeout=20_000)
    qtbot.waitUntil(lambda: window.right.translate_panel.resemblance.ink != "text_2")
    assert document_of(window).shown.result.is_synthetic


def panel_of(window: MainWindow) -> TranslatePanel:
    """Return the body of the section."""
    return window.right.translate_panel


def press(window: MainWindow) -> None:
    """Press the switch in the header."""
    QTest.mouseClick(panel_of(window).switch, Qt.MouseButton.LeftButton)


def click(button: object) -> None:
    """Press a button."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def values(window: MainWindow) -> dict[str, float]:
    """Return the translation's parameters."""
    entry = document_of(window).presentation.recipe.entries[-1]
    return entry.type.values(entry.step)


def names(window: MainWindow) -> list[str]:
    """Return the names of the steps in order."""
    return [entry.type.name for entry in document_of(window).presentation.recipe.entries]


def add(window: MainWindow, name: str) -> None:
    """Add a step by the menu of the section Enhance."""
    window.right.enhance_panel.step_menu().steps[name].trigger()


def overlay_found(qtbot: QtBot, window: MainWindow) -> None:
    """Switch the overlay on, and wait for it."""
    click(panel_of(window).reliability.switch)
    qtbot.waitUntil(lambda: window.compare.map_layer is not None)
