"""viewer.widgets.region_rows"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine import WHOLE_FILM, Entry, Region, RegionKind, step_type
from tests.viewer.widgets.conftest import Show
from viewer.widgets import StepCard
from viewer.widgets.region_rows import RegionRows

SQUARE = ((0.1, 0.1), (0.4, 0.1), (0.4, 0.5), (0.1, 0.5))
FIELD = Region(RegionKind.FIELD, 8.0)
DRAWN = Region(RegionKind.DRAWN, outlines=(SQUARE,))


@pytest.fixture
def rows(show: Show) -> RegionRows:
    made = RegionRows()
    show(made, 271)
    return made


def heard_by(rows: RegionRows) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []
    rows.changed.connect(lambda region: heard.append(("changed", region)))
    rows.changing.connect(lambda region: heard.append(("changing", region)))
    rows.drawing_wanted.connect(lambda is_on: heard.append(("drawing", is_on)))
    return heard


def choose(rows: RegionRows, kind: RegionKind) -> None:
    """Choose a region from the list, as a click does."""
    at = rows.kinds.index(kind)
    rows.combo.setCurrentIndex(at)
    rows.combo.activated.emit(at)


def test_the_whole_film_takes_one_row(rows: RegionRows) -> None:
    whole = rows.sizeHint().height()

    rows.set_region(FIELD)

    assert whole == 28
    assert rows.sizeHint().height() == 3 * 28
    assert rows.combo.currentText() == "Exposed field"


def test_the_list_has_every_kind_of_region(rows: RegionRows) -> None:
    texts = [rows.combo.itemText(at) for at in range(rows.combo.count())]

    assert len(texts) == len(RegionKind)
    assert texts[:2] == ["Whole film", "Exposed field"]
    assert "Drawn region…" in texts


def test_another_region_keeps_edge_and_side(rows: RegionRows) -> None:
    heard = heard_by(rows)
    rows.set_region(Region(RegionKind.DRAWN, 12.0, True, (SQUARE,)))

    choose(rows, RegionKind.FIELD)

    assert heard == [("changed", Region(RegionKind.FIELD, 12.0, True))]


def test_the_whole_film_again_is_as_if_no_region_had_been_chosen(rows: RegionRows) -> None:
    heard = heard_by(rows)
    rows.set_region(FIELD)

    choose(rows, RegionKind.WHOLE)

    assert heard == [("changed", WHOLE_FILM)]


def test_a_drawn_region_asks_to_be_drawn_and_changes_nothing_yet(rows: RegionRows) -> None:
    heard = heard_by(rows)

    choose(rows, RegionKind.DRAWN)

    assert heard == [("drawing", True)]
    rows.set_drawing(False)
    assert rows.combo.currentText() == "Whole film"


def test_while_drawing_the_list_says_so_and_the_button_ends_it(rows: RegionRows) -> None:
    heard = heard_by(rows)
    rows.set_drawing(True)

    assert rows.combo.currentText() == "Drawn region…"
    assert rows.outlines.draw.isChecked()
    QTest.mouseClick(rows.outlines.draw, Qt.MouseButton.LeftButton)

    assert heard == [("drawing", False)]


def test_another_choice_ends_the_drawing(rows: RegionRows) -> None:
    heard = heard_by(rows)
    rows.set_drawing(True)

    choose(rows, RegionKind.FIELD)

    assert heard == [("drawing", False), ("changed", Region(RegionKind.FIELD))]


def test_outlines_are_counted_and_can_be_taken_away(rows: RegionRows) -> None:
    heard = heard_by(rows)
    rows.set_region(Region(RegionKind.DRAWN, outlines=(SQUARE, SQUARE)))

    assert rows.outlines.number.text() == "2 drawn"
    QTest.mouseClick(rows.outlines.clear, Qt.MouseButton.LeftButton)

    assert heard == [("changed", WHOLE_FILM)]


def test_edge_and_side_change_the_region(rows: RegionRows) -> None:
    heard = heard_by(rows)
    rows.set_region(FIELD)

    rows.edge.changing.emit(3.0)
    rows.edge.changed.emit(4.0)
    QTest.mouseClick(rows.outside.switch, Qt.MouseButton.LeftButton)

    assert heard == [
        ("changing", Region(RegionKind.FIELD, 3.0)),
        ("changed", Region(RegionKind.FIELD, 4.0)),
        ("changed", Region(RegionKind.FIELD, 8.0, True)),
    ]


def test_a_closed_card_names_its_region_first(show: Show) -> None:
    card = StepCard(Entry(step_type("gamma").make(), region=Region(RegionKind.FIELD, 5, True)))
    show(card, 295)

    assert card.summary.text().startswith("Not exposed field, ")


def test_a_step_that_moves_the_film_has_no_region(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry(step_type("gamma").make())
    monkeypatch.setattr(type(entry.type), "changes_grid", True)
    card = StepCard(entry, is_open=True)
    show(card, 295)

    assert not card.region.isVisible()
    assert card.region.combo not in card.tab_stops
    assert card.body.isVisible()
