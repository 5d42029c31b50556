"""viewer.panels.inspect_panel"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from engine import Orientation, Window
from tests.viewer.mapped_films import document_of, even_maps, map_film, ramp_film, with_slopes
from viewer.app import application_
from viewer.canvas.compare import CompareView
from viewer.document import Document
from viewer.inspection import Inspector
from viewer.jobs import Jobs
from viewer.panels.inspect_panel import InspectPanel
from viewer.probe import Probe
from viewer.settings import Settings
from viewer.stage import Stage

THIN = "\u202f"


@pytest.fixture
def document(qtbot: QtBot) -> Iterator[Document]:  # noqa: ARG001 - needs an application
    application_()
    jobs = Jobs()
    yield document_of(ramp_film(), jobs)
    jobs.close()


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    compare = CompareView()
    qtbot.addWidget(compare)
    return Stage(compare, Settings())


@pytest.fixture
def panel(qtbot: QtBot, stage: Stage, document: Document) -> InspectPanel:
    """On screen, following a film of stored values 0 to 1000."""
    made = InspectPanel(stage)
    qtbot.addWidget(made)
    made.set_document(document)
    made.resize(296, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def point(stage: Stage, column: int, row: int = 1) -> None:
    """Let the stage say that the pointer is on a pixel."""
    stage.probed.emit(Probe(row, column, stored=column, modality=column, shown=0, enhanced=0))


def settle(qtbot: QtBot, panel: InspectPanel) -> str:
    """Wait until the panel has read the pixel; return its sentences, with plain spaces."""
    qtbot.waitUntil(lambda: not panel._due.isActive())
    return panel.sentences.text().replace(THIN, " ")


def test_it_tells_the_pixel_under_the_pointer(
    qtbot: QtBot, stage: Stage, panel: InspectPanel, document: Document
) -> None:
    map_film(document, with_slopes(even_maps(1.0), [0.5] * 5 + [2.0] * 6))
    document.shown_changed.emit()

    point(stage, 200)
    left = settle(qtbot, panel)
    point(stage, 800)
    right = settle(qtbot, panel)

    assert left.startswith("Stored value 200 is shown at")
    assert "the map a runs from 0.50 to 0.50" in left
    assert "the map a runs from 2.00 to 2.00" in right
    assert panel.plot.curves is not None
    assert panel.plot.curves.place is not None
    assert panel.plot.curves.place[0] == pytest.approx(0.8)


def test_the_header_is_told_the_place(stage: Stage, panel: InspectPanel) -> None:
    places: list[str] = []
    panel.place_changed.connect(places.append)

    point(stage, 640, 3)

    assert places == ["x 640  y 3"]


def test_the_last_pixel_stays_in_faint_words_when_the_pointer_leaves(
    qtbot: QtBot, stage: Stage, panel: InspectPanel
) -> None:
    point(stage, 400)
    pointed, ink = settle(qtbot, panel), panel.sentences._ink

    stage.probed.emit(None)

    assert settle(qtbot, panel) == pointed
    assert (ink, panel.sentences._ink) == ("text", "text_2")


def test_a_window_moved_meanwhile_is_followed(
    qtbot: QtBot, stage: Stage, panel: InspectPanel, document: Document
) -> None:
    point(stage, 400)
    before = settle(qtbot, panel)

    document.edit(replace(document.presentation, voi=Window(400.5, 101)))

    assert "is shown at 40 %" in before
    assert "is shown at 50 %" in settle(qtbot, panel)


def test_however_fast_the_pointer_moves_a_frame_reads_once(
    qtbot: QtBot, stage: Stage, panel: InspectPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot, panel)
    read: list[object] = []
    at = Inspector.at

    def counted(self: Inspector, pixel: tuple[int, int] | None) -> object:
        read.append(pixel)
        return at(self, pixel)

    monkeypatch.setattr(Inspector, "at", counted)
    for column in range(100):
        point(stage, column)
    settle(qtbot, panel)

    assert read == [(1, 99)]


def test_a_pointer_that_never_rests_is_followed_all_the_same(
    qtbot: QtBot, stage: Stage, panel: InspectPanel
) -> None:
    settle(qtbot, panel)
    shown = set()

    for column in range(60):
        point(stage, column)
        qtbot.wait(4)
        shown.add(panel.sentences.text())

    assert len(shown) > 3


def test_hidden_it_reads_nothing_and_catches_up_when_shown(
    qtbot: QtBot, stage: Stage, panel: InspectPanel
) -> None:
    seen: list[bool] = []
    panel.visibility_changed.connect(seen.append)
    panel.hide()

    point(stage, 400)
    is_due = panel._due.isActive()
    panel.show()
    qtbot.waitExposed(panel)

    assert not is_due
    assert "Stored value 400" in settle(qtbot, panel)
    assert seen == [False, True]


def test_another_film_forgets_the_pixel(
    qtbot: QtBot, stage: Stage, panel: InspectPanel, document: Document
) -> None:
    point(stage, 400)
    settle(qtbot, panel)
    places: list[str] = []
    panel.place_changed.connect(places.append)

    panel.set_document(document_of(ramp_film(), document._jobs))

    assert "Point at a pixel" in settle(qtbot, panel)
    assert places == [""]


def test_a_turned_film_forgets_the_pixel(
    qtbot: QtBot, stage: Stage, panel: InspectPanel, document: Document
) -> None:
    point(stage, 400)
    settle(qtbot, panel)
    stage.probed.emit(None)

    turned = document.shown.original.oriented(Orientation(1))
    document.shown = replace(
        document.shown, original=turned, result=turned, orientation=Orientation(1)
    )
    document.shown_changed.emit()

    assert "Point at a pixel" in settle(qtbot, panel)


def test_without_a_film_it_is_empty(qtbot: QtBot, panel: InspectPanel) -> None:
    panel.set_document(None)

    assert settle(qtbot, panel) == ""
    assert panel.plot.curves is None


def test_a_screen_reader_hears_the_sentences_at_the_plot(
    qtbot: QtBot, stage: Stage, panel: InspectPanel
) -> None:
    point(stage, 400)
    settle(qtbot, panel)

    assert panel.plot.accessibleDescription() == panel.sentences.accessibleName() != ""
