"""viewer.beside_desk, with the modules it is made of: recipes and films in further panes"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, Window, step_type
from tests.engine.dicom.written import film, write
from tests.viewer.mapped_window import document_of, settled, window_of
from viewer.canvas.choices import Layout
from viewer.canvas.guest import Guest, Place
from viewer.main_window import MainWindow

NO_STEPS = Recipe()
SOFT = Recipe((Entry(step_type("gamma").make({"exponent": 0.5})),), "soft", "Soft")
HARD = Recipe((Entry(step_type("gamma").make({"exponent": 2.0})),), "hard", "Hard")

LEFT_HALF = {
    "ShutterShape": "RECTANGULAR",
    "ShutterUpperHorizontalEdge": 1,
    "ShutterLowerHorizontalEdge": 40,
    "ShutterLeftVerticalEdge": 1,
    "ShutterRightVerticalEdge": 20,
    "ShutterPresentationValue": 0,
}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def open_two(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """Open a film that brightens to the right, and one that brightens downwards."""
    ramp = np.tile(np.linspace(1000, 60000, 80, dtype=np.uint16), (60, 1))
    cv2.imwrite(str(folder / "a.png"), ramp)
    cv2.imwrite(str(folder / "b.png"), np.ascontiguousarray(ramp.T))
    window.open([folder / "a.png", folder / "b.png"])
    qtbot.waitUntil(lambda: window.document is not None and len(window.workspace.films) == 2)
    settled(qtbot, window)


def use(qtbot: QtBot, window: MainWindow, recipe: Recipe) -> None:
    """Put a recipe in force, as choosing it from the list does."""
    document = document_of(window)
    document.edit(document.presentation.with_recipe(recipe))
    settled(qtbot, window)


def recipe_of(window: MainWindow) -> Recipe:
    """Return the recipe in force."""
    return document_of(window).presentation.recipe


def guest_at(qtbot: QtBot, window: MainWindow, place: Place) -> Guest:
    """Wait for what stands at a place."""
    qtbot.waitUntil(lambda: window.compare.guest(place) is not None, timeout=20_000)
    found = window.compare.guest(place)
    assert found is not None
    return found


def test_q_goes_between_two_recipes(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, SOFT)
    use(qtbot, window, HARD)

    QTest.keyClick(window.compare, Qt.Key.Key_Q)
    first = recipe_of(window)
    QTest.keyClick(window.compare, Qt.Key.Key_Q)

    assert (first, recipe_of(window)) == (SOFT, HARD)


def test_q_on_the_first_recipe_goes_to_no_steps(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, SOFT)

    window.actions_["recipe.other"].trigger()

    assert recipe_of(window).is_identity


def test_changing_a_number_leaves_the_other_recipe(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, SOFT)
    use(qtbot, window, HARD)

    changed = HARD.with_value(0, "exponent", 1.5)
    use(qtbot, window, changed)

    assert window.desks.beside.two.other == SOFT
    window.actions_["recipe.other"].trigger()
    assert window.desks.beside.two.other == changed


def test_a_swap_is_one_undo_entry(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, SOFT)
    use(qtbot, window, HARD)

    window.actions_["recipe.other"].trigger()
    document_of(window).undo()

    assert recipe_of(window) == HARD
    assert window.desks.beside.two.other == SOFT


def test_each_film_has_its_own_pair(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, SOFT)

    window.workspace.show(1)
    qtbot.waitUntil(lambda: window.document is not None)

    assert window.desks.beside.two.other == NO_STEPS


def test_the_other_recipe_stands_beside(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, SOFT)
    use(qtbot, window, HARD)

    window.actions_["recipe.beside"].trigger()

    guest = guest_at(qtbot, window, Place.LEFT)
    expected = document_of(window).renderer.result(SOFT)
    np.testing.assert_array_equal(guest.picture.indices, expected.indices)
    assert guest.texts.top_left == ("The other recipe", "Soft", "a")
    window.actions_["recipe.beside"].trigger()
    assert window.compare.guest(Place.LEFT) is None


@pytest.mark.parametrize("layout", [Layout.SINGLE, Layout.WIPE, Layout.DIFFERENCE])
def test_one_pane_alone_says_whose_film_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, layout: Layout
) -> None:
    open_two(qtbot, window, tmp_path)

    window.commands.set_layout(layout)

    assert "a" in window.compare.enhanced.texts.top_left
    window.settings.shows_patient = False
    assert "a" not in window.compare.enhanced.texts.top_left


def test_two_by_two_begins_with_recipes_that_are_not_in_force(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    known = [one for one in window.right.known_recipes if one.entries and not one.generating]
    use(qtbot, window, known[0])

    window.commands.set_layout(Layout.QUAD)

    panes = window.desks.beside.recipes
    chosen = [panes.recipe(place) for place in (Place.THIRD, Place.FOURTH)]
    assert [one.digest for one in chosen if one] == [one.digest for one in known[1:3]]


def test_panes_of_other_layouts_cost_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)

    window.desks.beside.recipes.choose(Place.THIRD, SOFT)
    qtbot.wait(50)

    assert window.compare.guest(Place.THIRD) is None
    window.commands.set_layout(Layout.QUAD)
    guest_at(qtbot, window, Place.THIRD)


def test_a_recipe_pane_follows_the_window_of_the_film(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    panes = window.desks.beside.recipes
    panes.choose(Place.THIRD, SOFT)
    window.commands.set_layout(Layout.QUAD)
    before = guest_at(qtbot, window, Place.THIRD)

    document = document_of(window)
    document.edit(replace(document.presentation, is_inverted=True))

    after = window.compare.guest(Place.THIRD)
    assert after is not None
    assert after.table[0] & 0xFF == 255 - (before.table[0] & 0xFF)


def test_a_recipe_of_a_pane_can_be_put_in_force(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    use(qtbot, window, HARD)
    panes = window.desks.beside.recipes
    panes.choose(Place.FOURTH, SOFT)

    panes._use(Place.FOURTH)

    assert recipe_of(window) == SOFT
    assert panes.recipe(Place.FOURTH) == HARD


def test_recipes_of_panes_stay_for_the_next_film(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    window.desks.beside.recipes.choose(Place.THIRD, SOFT)
    window.commands.set_layout(Layout.QUAD)
    guest_at(qtbot, window, Place.THIRD)

    window.workspace.show(1)
    qtbot.waitUntil(lambda: window.stage.document is window.document is not None)

    guest = guest_at(qtbot, window, Place.THIRD)
    assert guest.picture.shape == document_of(window).shown.original.shape


def test_a_second_film_stands_beside(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_two(qtbot, window, tmp_path)

    QTest.keyClick(window.compare, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)

    guest = guest_at(qtbot, window, Place.LEFT)
    assert guest.is_other_film
    assert guest.picture.shape == (80, 60)
    assert window.actions_["film.beside"].isChecked()
    assert "a" in window.compare.enhanced.texts.top_left  # which of the two this one is
    window.actions_["film.beside"].trigger()
    assert "a" not in window.compare.enhanced.texts.top_left
    assert window.compare.guest(Place.LEFT) is None


def test_a_drag_on_the_second_film_is_of_its_own_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    second = window.workspace.films[1]
    window.desks.beside.film.show(second)
    guest_at(qtbot, window, Place.LEFT)
    window.compare.set_linked(False)
    mine = document_of(window).presentation.voi
    assert second.history is not None
    before = second.history.current.voi

    pane = window.compare.original.viewport()
    middle = QPoint(pane.width() // 2, pane.height() // 2)
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pane, middle + QPoint(-40, 0))
    QTest.mouseMove(pane, middle + QPoint(-50, 0))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=middle + QPoint(-50, 0))

    assert second.history.current.voi.width == pytest.approx(before.width * (1 - 50 / 250))
    assert document_of(window).presentation.voi == mine
    second.history.undo()
    assert second.history.current.voi == before


def test_linked_films_are_windowed_together(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    second = window.workspace.films[1]
    window.desks.beside.film.show(second)
    guest_at(qtbot, window, Place.LEFT)
    assert second.history is not None
    before = second.history.current.voi
    mine = document_of(window).presentation.voi

    pane = window.compare.enhanced.viewport()
    middle = QPoint(pane.width() // 2, pane.height() // 2)
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pane, middle + QPoint(-40, 0))
    QTest.mouseMove(pane, middle + QPoint(-50, 0))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=middle + QPoint(-50, 0))

    assert document_of(window).presentation.voi.width == pytest.approx(mine.width * 0.8)
    assert second.history.current.voi.width == pytest.approx(before.width * 0.8)


def test_another_patient_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for name, patient in (("a", "ONE"), ("b", "TWO")):
        pixels = np.full((40, 40), 900, np.uint16)
        write(film(pixels, 12, PatientID=patient), tmp_path / f"{name}.dcm")
    window.open([tmp_path / "a.dcm", tmp_path / "b.dcm"])
    qtbot.waitUntil(lambda: window.document is not None and len(window.workspace.films) == 2)
    settled(qtbot, window)

    window.desks.beside.film.show(window.workspace.films[1])

    guest = guest_at(qtbot, window, Place.LEFT)
    assert guest.texts.top_left[0] == "Second film, another patient"


def test_the_shutter_of_each_film_lies_on_that_film_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for name, shutter in (("a", {}), ("b", LEFT_HALF)):
        pixels = np.full((40, 40), 4095, np.uint16)
        write(film(pixels, 12, **shutter), tmp_path / f"{name}.dcm")
    window.open([tmp_path / "a.dcm", tmp_path / "b.dcm"])
    qtbot.waitUntil(lambda: window.document is not None and len(window.workspace.films) == 2)
    settled(qtbot, window)

    window.desks.beside.film.show(window.workspace.films[1])
    guest_at(qtbot, window, Place.LEFT)

    left, right = window.compare.panes
    middle = QPoint(left.width() // 2, left.height() // 2)
    for pane, expected in ((left, (255, 0)), (right, (255, 255))):
        image = pane.grab().toImage()
        greys = [image.pixelColor(middle + QPoint(dx, 0)).red() for dx in (-60, 60)]
        assert tuple(greys) == expected


def test_a_second_film_that_is_closed_goes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    window.desks.beside.film.show(window.workspace.films[1])
    guest_at(qtbot, window, Place.LEFT)

    window.workspace.close(1)

    assert window.compare.guest(Place.LEFT) is None
    assert not window.actions_["film.beside"].isChecked()


def test_a_film_is_not_shown_beside_itself(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    window.desks.beside.film.show(window.workspace.films[1])
    guest_at(qtbot, window, Place.LEFT)

    window.workspace.show(1)
    qtbot.waitUntil(lambda: window.stage.document is window.document is not None)

    assert window.compare.guest(Place.LEFT) is None


def test_the_menu_of_a_film_shows_it_beside(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    menu = window.desks.beside.menu

    own = {action.text(): action for action in menu.menu(0).actions()}
    other = {action.text(): action for action in menu.menu(1).actions()}
    assert not own["Show beside"].isEnabled()
    other["Show beside"].trigger()

    assert window.desks.beside.film.film is window.workspace.films[1]
    guest_at(qtbot, window, Place.LEFT)


def test_the_window_of_the_second_film_is_kept_when_it_is_shown_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_two(qtbot, window, tmp_path)
    second = window.workspace.films[1]
    window.desks.beside.film.show(second)
    guest_at(qtbot, window, Place.LEFT)
    assert second.history is not None
    second.history.push(replace(second.history.current, voi=Window(300, 200)))

    window.workspace.show(1)
    qtbot.waitUntil(lambda: window.document is not None)

    assert document_of(window).presentation.voi == Window(300, 200)
