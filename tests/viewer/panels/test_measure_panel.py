"""viewer.panels.measure_panel and what it is made of"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import RegionFigures
from engine.measuring_regions import Spread
from tests.viewer.canvas.gestures import heard
from viewer.panels.measure_contrast import RegionReading
from viewer.panels.measure_panel import Listed, MeasurePanel


@pytest.fixture
def panel(qtbot: QtBot) -> MeasurePanel:
    made = MeasurePanel()
    qtbot.addWidget(made)
    made.resize(296, 700)
    made.show_columns("Original", "Enhanced")
    made.show_empty_words("Nothing is measured yet.")
    made.show()
    qtbot.waitExposed(made)
    return made


def holding(mean: float, sd: float) -> RegionFigures:
    return RegionFigures(101, mean, sd, 0.25, 0.75, Spread(1127.0, 88.5, 800.0, 1500.0))


def region(number: int, text: str = "", **found: RegionFigures) -> Listed:
    reading = RegionReading(number, text or f"Region {number}", **found)
    return Listed("ellipse", f"Region {number}", text, "5.58 cm²", "At detector.", True, reading)


LENGTH = Listed("ruler", "Length 1", "", "142.3 mm", "Pixel spacing 0.130 mm.", True)


def test_the_empty_panel_says_how_to_begin(panel: MeasurePanel) -> None:
    assert panel.empty.isVisible()
    assert not panel.delete_all.isVisible()
    assert not panel.contrast.isVisible()
    assert panel.calibrate.isVisible()


def test_a_region_is_listed_with_figures_before_and_after(panel: MeasurePanel) -> None:
    one = region(1, "Lung", original=holding(0.508, 0.069), result=holding(0.433, 0.108))

    panel.show_list((LENGTH, one), 0)

    assert panel.entries[0].row.value.text() == "142.3 mm"
    assert not panel.entries[0].table.isVisible()
    table = panel.entries[1].table
    assert table.head == ("Region 1", "Original", "Enhanced")
    assert table.rows[:2] == (
        ("Mean", "50.8\u2009%", "43.3\u2009%"),
        ("Spread σ", "6.9\u2009%", "10.8\u2009%"),
    )
    assert "mean 1\u2009127, spread σ 88.5, lowest 800, highest 1\u2009500" in table.toolTip()
    assert not panel.empty.isVisible()


def test_what_is_listed_stands_in_the_order_drawn(qtbot: QtBot, panel: MeasurePanel) -> None:
    """One by one, as they are drawn: the sentence on trust lies among them meanwhile."""
    angle = Listed("angle", "Angle 1", "", "23.4°", "", False)
    listed = (LENGTH, angle, region(1), region(2))

    for number in range(1, len(listed) + 1):
        panel.show_list(listed[:number], None)
    qtbot.wait(1)

    tops = [entry.mapTo(panel, entry.rect().topLeft()).y() for entry in panel.entries]
    assert tops == sorted(tops)


def test_what_is_not_counted_yet_is_a_dash(panel: MeasurePanel) -> None:
    panel.show_list((region(1),), None)

    assert {row[1:] for row in panel.entries[0].table.rows} == {("–", "–")}


def test_the_trust_in_the_chosen_figure_is_explained_once(panel: MeasurePanel) -> None:
    panel.show_list((LENGTH, region(1)), 0)
    assert panel.explanation.text() == "Pixel spacing 0.130 mm."

    panel.show_list((LENGTH, region(1)), None)

    assert panel.explanation.text() == "At detector."


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ((holding(0.3, 0.2), holding(0.7, 0.2)), "Lower: the spread rose"),
        ((holding(0.4, 0.1), holding(0.6, 0.1)), "Lower: the means came closer"),
        ((holding(0.2, 0.1), holding(0.8, 0.1)), ""),
    ],
)
def test_a_worse_contrast_to_noise_has_a_word(
    panel: MeasurePanel, after: tuple[RegionFigures, RegionFigures], said: str
) -> None:
    """Before, 0.3 and 0.7 with a spread of 0.1 each: 4.0."""
    one = region(1, original=holding(0.3, 0.1), result=after[0])
    other = region(2, original=holding(0.7, 0.1), result=after[1])

    panel.show_list((one, other), None)

    assert panel.contrast.before.text() == "4.0"
    assert panel.contrast.warning.text == said
    assert panel.contrast.after.ink == ("warn" if said else "text")


def test_of_three_regions_two_are_chosen(panel: MeasurePanel) -> None:
    """Region 3 lies 0.1 from region 1, with a spread of 0.1: 1.0."""
    means = (0.3, 0.7, 0.4)
    listed = [
        region(n, original=holding(mean, 0.1), result=holding(mean, 0.1))
        for n, mean in enumerate(means, 1)
    ]
    panel.show_list(listed, None)
    assert panel.contrast.first.isVisible()

    panel.contrast.second.setCurrentIndex(2)
    panel.contrast.second.activated.emit(2)

    assert panel.contrast.title.text() == "Contrast to noise, 1 to 3"
    assert panel.contrast.before.text() == "1.0"


@pytest.mark.parametrize(("side", "index"), [("second", 0), ("first", 1)])
def test_the_same_region_twice_makes_the_other_give_way(
    panel: MeasurePanel, side: str, index: int
) -> None:
    """Regions 1 and 2 are compared; either box is set to the region of the other."""
    found = holding(0.3, 0.1)
    panel.show_list([region(n, original=found, result=found) for n in (1, 2, 3)], None)
    combo = getattr(panel.contrast, side)

    combo.setCurrentIndex(index)
    combo.activated.emit(index)

    assert panel.contrast.title.text() == "Contrast to noise, 2 to 1"


def test_a_name_is_typed_taken_by_enter_and_left_by_escape(panel: MeasurePanel) -> None:
    panel.show_list((LENGTH,), None)
    renamed, field = heard(panel.renamed), panel.entries[0].row.name
    field.setFocus()
    field.selectAll()

    QTest.keyClicks(field, "Heart")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Length 1"
    field.selectAll()
    QTest.keyClicks(field, "Aorta")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert renamed == [(0, "Aorta")]


def test_everything_is_reached_by_the_keyboard_and_has_a_name(panel: MeasurePanel) -> None:
    panel.show_list((LENGTH, region(1), region(2), region(3)), None)
    panel.show_calibration("Calibrated: 25 mm, known object.")

    for widget in (
        panel.is_shown,
        panel.delete_all,
        panel.calibrate,
        panel.uncalibrate,
        panel.contrast.first,
        panel.entries[0].row.name,
        panel.entries[0].row.trash,
    ):
        assert widget.isVisible()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName()
