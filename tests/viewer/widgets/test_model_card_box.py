"""viewer.widgets.model_card_box"""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.viewer.translated_window import made_card
from tests.viewer.widgets.conftest import Show
from viewer.widgets.model_card_box import ModelCardBox, card_text, short_hash


def test_a_box_names_the_model_and_its_version(show: Show) -> None:
    box = ModelCardBox()
    box.set_card(made_card())
    show(box, 296)

    assert box.title == "chest-ct-like 3"
    assert box.accessibleName() == "Model chest-ct-like 3"


def test_a_card_in_short_says_how_little_it_saw_and_where_it_fails() -> None:
    assert card_text(made_card()) == (
        "Learnt from 173 pictures of 2 collections. Known limit: Opaque lung may turn dark."
    )
    alone = replace(made_card(), data=made_card().data[:1], limits=())
    assert card_text(alone) == "Learnt from 161 pictures of 1 collection."


def test_a_hash_is_its_beginning_and_its_end() -> None:
    assert short_hash(made_card().sha256) == "7c1e 90a4 … 2f58"


def test_the_link_asks_for_the_whole_card_by_key_too(show: Show) -> None:
    box, heard = ModelCardBox(), []
    box.set_card(made_card())
    show(box, 296)
    box.card_wanted.connect(lambda: heard.append(True))

    QTest.mouseClick(box.link, Qt.MouseButton.LeftButton)
    QTest.keyClick(box.link, Qt.Key.Key_Return)

    assert heard == [True, True]
