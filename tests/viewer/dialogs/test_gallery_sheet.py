"""viewer.dialogs.gallery_sheet, and its parts"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from engine import Presentation, Recipe, Region, RegionKind, load_recipe, step_type
from viewer.app import application_
from viewer.dialogs import gallery_sheet_own
from viewer.dialogs.gallery_sheet import GallerySheet
from viewer.document import Document, open_film
from viewer.history import History
from viewer.jobs import Jobs
from viewer.variants import LiveTiles
from viewer.widgets.recipe_tile import RecipeTile

CONTROL = Qt.KeyboardModifier.ControlModifier


def recipe(name: str, title: str, purpose: str = "", exponent: float = 2.0) -> Recipe:
    step = step_type("gamma").make({"exponent": exponent})
    return Recipe(Recipe().added(step).entries, name, title, purpose)


CHEST = recipe("chest_balanced", "Chest, balanced", "Opens the lungs.", 1.5)
BEDSIDE = recipe("bedside", "Chest, bedside", "Holds the noise down.", 1.7)
BONE = recipe("bone_detail", "Bone detail", "Raises trabeculae.", 2.0)
SOFT = recipe("soft_contrast", "Soft contrast", "Hardly noticed.", 0.8)
BUILT_IN = (CHEST, BEDSIDE, BONE, SOFT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one's own recipes lie; there is one."""
    made = tmp_path / "recipes"
    made.mkdir()
    (made / "knee.json").write_text(recipe("knee", "Knee", "", 2.5).to_text(), encoding="utf-8")
    monkeypatch.setattr(gallery_sheet_own, "own_recipes_folder", lambda: made)
    return made


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> Iterator[Document]:  # noqa: ARG001 - an application
    path = tmp_path / "film.png"
    cv2.imwrite(str(path), np.tile(np.linspace(0, 65535, 40, dtype=np.uint16), (30, 1)))
    opened, jobs = open_film(path), Jobs()
    history = History(Presentation(opened.renderer.radiograph.default_voi))
    made = Document(opened, history, jobs, jobs)
    made.edit(made.presentation.with_recipe(BONE))
    yield made
    jobs.close()


@pytest.fixture
def sheet(
    qtbot: QtBot,
    folder: Path,  # noqa: ARG001 - the sheet reads it
    document: Document,
) -> Iterator[GallerySheet]:
    """The gallery over a window, on a film that has Bone detail in force."""
    application_()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    jobs = document.parent()
    assert isinstance(jobs, Jobs)
    made = GallerySheet(window, document, BUILT_IN, (), LiveTiles(jobs, 64, jobs))
    made.open()
    qtbot.waitUntil(lambda: not jobs.is_running(made.live.job))
    yield made
    window.close()


@pytest.fixture
def taken(sheet: GallerySheet) -> list[Recipe]:
    found: list[Recipe] = []
    sheet.recipe_taken.connect(found.append)
    return found


def titles(sheet: GallerySheet) -> list[str]:
    return [offer.recipe.title for offer in sheet.board.offers]


def choose(sheet: GallerySheet, title: str) -> None:
    tile = next(tile for tile in sheet.board.tiles if tile.text() == title)
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)


def chosen(sheet: GallerySheet) -> QWidget:
    assert sheet.board.chosen_tile is not None
    return sheet.board.chosen_tile


def current(sheet: GallerySheet) -> str:
    assert sheet.board.current is not None
    return sheet.board.current.recipe.title


def test_the_recipe_in_force_is_made_right_after_the_film_itself(sheet: GallerySheet) -> None:
    assert list(sheet._images)[:2] == [Recipe().digest, BONE.digest]


def test_every_recipe_has_its_picture_its_group_and_its_key(sheet: GallerySheet) -> None:
    assert [(offer.recipe.title, offer.group, offer.key) for offer in sheet.board.offers] == [
        ("Chest, balanced", "Chest and bedside", "Ctrl+1"),
        ("Chest, bedside", "Chest and bedside", "Ctrl+2"),
        ("Bone detail", "Bone and limbs", "Ctrl+3"),
        ("Soft contrast", "Any film", "Ctrl+4"),
        ("Knee", "Your own", "Ctrl+5"),
    ]
    pictures = [tile.image for tile in sheet.board.tiles]
    assert not any(picture.isNull() for picture in pictures)
    assert len({picture.pixelColor(20, 15).lightness() for picture in pictures}) == 5


def test_it_opens_on_the_recipe_in_force(sheet: GallerySheet) -> None:
    tile = sheet.board.chosen_tile

    assert tile is not None
    assert (tile.text(), tile.state, tile.hasFocus()) == ("Bone detail", "In use", True)


def test_arrows_go_from_tile_to_tile_and_enter_takes_one(
    sheet: GallerySheet, taken: list[Recipe]
) -> None:
    seen = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(chosen(sheet), key)
        seen.append(current(sheet))

    QTest.keyClick(chosen(sheet), Qt.Key.Key_Return)

    assert seen == ["Chest, bedside", "Bone detail", "Soft contrast", "Knee"]
    assert [one.title for one in taken] == ["Knee"]
    assert not sheet.isVisible()


def test_up_and_down_go_to_the_row_above_and_below(qtbot: QtBot, sheet: GallerySheet) -> None:
    """In five columns all tiles are one row; in four, one's own is below the others."""
    sheet.window().resize(1060, 800)
    qtbot.waitUntil(lambda: len({tile.y() for tile in sheet.board.tiles}) == 2)

    QTest.keyClick(chosen(sheet), Qt.Key.Key_Down)
    below = current(sheet)
    QTest.keyClick(chosen(sheet), Qt.Key.Key_Up)

    assert (below, current(sheet)) == ("Knee", "Chest, balanced")


def test_a_key_of_a_recipe_takes_it_at_once(sheet: GallerySheet, taken: list[Recipe]) -> None:
    QTest.keyClick(chosen(sheet), Qt.Key.Key_1, CONTROL)

    assert taken == [CHEST]


def test_typing_finds_by_name_purpose_and_step(sheet: GallerySheet, taken: list[Recipe]) -> None:
    QTest.keyClicks(chosen(sheet), "l")
    QTest.keyClicks(sheet.search, "ungs")
    by_purpose = titles(sheet)
    sheet.search.setText("gamma")
    by_step = titles(sheet)
    sheet.search.setText("CHEST bed")
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)

    assert by_purpose == ["Chest, balanced"]
    assert len(by_step) == 5
    assert taken == [BEDSIDE]


def test_nothing_found_can_not_be_taken(sheet: GallerySheet, taken: list[Recipe]) -> None:
    sheet.search.setText("zebra")

    QTest.keyClick(sheet.search, Qt.Key.Key_Return)

    assert (titles(sheet), taken, sheet.go.isEnabled()) == ([], [], False)


def test_the_pointer_previews_and_what_is_chosen_stays(sheet: GallerySheet) -> None:
    tile = sheet.board.tiles[0]

    tile.entered.emit(True)
    looked_at = sheet.preview.name.text(), sheet.preview.after.image, sheet.preview.steps.text()
    tile.entered.emit(False)

    assert looked_at == ("Chest, balanced", tile.image, "Gamma")
    assert sheet.preview.before.image not in (None, tile.image)
    assert (sheet.preview.name.text(), current(sheet)) == ("Bone detail", "Bone detail")


def test_the_current_steps_are_kept_under_a_name_typed(sheet: GallerySheet, folder: Path) -> None:
    could = sheet.keep.isEnabled()

    QTest.keyClicks(sheet.name, "My bone")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)

    assert not could
    assert titles(sheet)[-2:] == ["Knee", "My bone"]
    assert current(sheet) == "My bone"
    assert load_recipe(str(folder / "my_bone.json")).entries == BONE.entries
    assert sheet.notice.text == "Saved as “My bone”."


def test_a_name_of_the_program_is_refused_in_words(sheet: GallerySheet, folder: Path) -> None:
    sheet.name.setText("Bone detail")

    sheet.keep.click()

    assert sheet.notice.text == "“Bone detail” comes with the program. Choose another name."
    assert sheet.name.text() == "Bone detail"
    assert [path.name for path in folder.iterdir()] == ["knee.json"]


def test_a_known_name_says_that_it_replaces(sheet: GallerySheet) -> None:
    sheet.name.setText("knee")
    known = sheet.keep.text()
    sheet.name.setText("hip")

    assert (known, sheet.keep.text()) == ("Replace", "Save")


def test_only_ones_own_can_be_renamed_and_deleted(sheet: GallerySheet) -> None:
    built_in = sheet.preview.rename.isEnabled(), sheet.preview.delete.isEnabled()

    choose(sheet, "Knee")

    assert built_in == (False, False)
    assert sheet.preview.rename.isEnabled()
    assert sheet.preview.delete.isEnabled()


def test_a_name_is_typed_in_place(sheet: GallerySheet, folder: Path) -> None:
    choose(sheet, "Knee")

    QTest.keyClick(chosen(sheet), Qt.Key.Key_F2)
    sheet.preview.field.setText("Left knee")
    QTest.keyClick(sheet.preview.field, Qt.Key.Key_Return)

    assert titles(sheet)[-1] == "Left knee"
    assert [path.name for path in folder.iterdir()] == ["left_knee.json"]


def test_escape_leaves_the_name_and_not_the_gallery(sheet: GallerySheet) -> None:
    choose(sheet, "Knee")
    sheet.preview.rename.click()
    sheet.preview.field.setText("Hip")

    QTest.keyClick(sheet.preview.field, Qt.Key.Key_Escape)

    assert sheet.isVisible()
    assert titles(sheet)[-1] == "Knee"


def test_what_is_deleted_comes_back_until_the_gallery_is_closed(
    sheet: GallerySheet, folder: Path
) -> None:
    choose(sheet, "Knee")
    QTest.keyClick(chosen(sheet), Qt.Key.Key_Delete)
    gone, said, on_disk = titles(sheet), sheet.notice.text, list(folder.iterdir())
    has_keys = chosen(sheet).hasFocus()

    sheet.undo.click()
    back = titles(sheet)
    sheet.preview.delete.click()
    sheet.close_sheet()

    assert "Knee" not in gone
    assert said == "“Knee” is deleted."
    assert len(on_disk) == 1
    assert has_keys
    assert back[-1] == "Knee"
    assert list(folder.iterdir()) == []


def test_a_copy_is_ones_own(sheet: GallerySheet) -> None:
    sheet.preview.copy.click()

    assert titles(sheet)[-2:] == ["Bone detail 2", "Knee"]
    assert current(sheet) == "Bone detail 2"


def test_a_recipe_goes_to_a_file_and_comes_from_one(
    sheet: GallerySheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_: ([str(path.with_suffix(".json"))], "")
    )

    sheet.preview.export.click()
    written = sheet.notice.text
    sheet.take_in.click()

    assert written == "Written to out.json."
    assert sheet.notice.text == "Imported as “Bone detail 2”."
    assert current(sheet) == "Bone detail 2"


def test_a_file_that_holds_no_recipe_is_told_in_a_sentence_and_nothing_is_lost(
    sheet: GallerySheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "letter.json"
    letter.write_text("Dear Sir", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(letter)], ""))
    before = titles(sheet)

    sheet.take_in.click()

    assert sheet.notice.text.startswith("letter.json is not a recipe: it is no JSON.")
    assert titles(sheet) == before


def test_tab_goes_to_one_tile_only(sheet: GallerySheet) -> None:
    stops = [tile for tile in sheet.board.tiles if tile.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops == [sheet.board.chosen_tile]


def add_own(sheet: GallerySheet, qtbot: QtBot, made: Recipe) -> RecipeTile:
    """Keep a recipe, and wait until it is known what it makes of the film."""
    sheet.keeping.save(made, "Odd")
    jobs = sheet.live.parent()
    assert isinstance(jobs, Jobs)
    qtbot.waitUntil(lambda: not jobs.is_running(sheet.live.job))
    tile = chosen(sheet)
    assert isinstance(tile, RecipeTile)
    return tile


def test_a_recipe_that_cannot_run_on_the_film_says_why(sheet: GallerySheet, qtbot: QtBot) -> None:
    crop = Recipe().added(step_type("crop").make({"left_percent": 10.0}))

    tile = add_own(sheet, qtbot, crop.with_region(0, Region(RegionKind.BODY)))

    assert tile.image.isNull()
    assert sheet.preview.notice.text.startswith("Crop moves the whole film")


def test_what_a_network_invents_has_no_picture_but_the_mark(
    sheet: GallerySheet, qtbot: QtBot
) -> None:
    """Small, it could not carry the words that every synthetic picture has to."""
    tile = add_own(sheet, qtbot, Recipe().added(step_type("ct_like_appearance").make()))

    assert tile.image.isNull()
    assert tile.state == "Synthetic"
    assert sheet.preview.notice.text.startswith("A network invents what it shows")


def test_no_network_is_loaded_unasked(
    qtbot: QtBot,
    folder: Path,  # noqa: ARG001 - the sheet reads it
    document: Document,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mapping = Recipe(Recipe().added(step_type("interpretable_mapping").make()).entries, "m", "Map")
    wanted: list[Recipe] = []
    monkeypatch.setattr(LiveTiles, "show", lambda _self, _film, recipes: wanted.extend(recipes))
    window = QWidget()
    qtbot.addWidget(window)
    jobs = document.parent()
    assert isinstance(jobs, Jobs)

    GallerySheet(window, document, (CHEST, mapping), (), LiveTiles(jobs, 64, jobs))

    assert CHEST in wanted
    assert mapping not in wanted
