"""viewer.widgets.check_row and viewer.widgets.raised_box"""

import numpy as np
import pytest

from tests.viewer.canvas.films import pixels_of
from tests.viewer.widgets.conftest import Show
from viewer.theme import Colours
from viewer.widgets.check_row import CheckRow
from viewer.widgets.raised_box import NoteBox, RaisedBox


def rgb_of(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


@pytest.fixture
def row(show: Show) -> CheckRow:
    """A row without a finding yet."""
    made = CheckRow("Input resembles training films", "Above 1.00 the translation is refused")
    show(made, 296)
    return made


def test_a_row_is_53_high_with_a_hairline_above(row: CheckRow) -> None:
    line = pixels_of(row)[0]

    assert row.height() == 53
    assert (line == rgb_of(Colours().hairline)).all()


@pytest.mark.parametrize(
    ("ink", "colour"), [("ok", Colours().ok), ("warn", Colours().warn), ("error", Colours().error)]
)
def test_an_outcome_in_colour_comes_with_its_icon(row: CheckRow, ink: str, colour: str) -> None:
    row.set_outcome("0.62 of 1.00", ink)

    seen = pixels_of(row).astype(int)
    is_inked = np.abs(seen - rgb_of(colour)).max(axis=2) < 24
    assert is_inked[9:29, :16].any()
    assert is_inked[9:29, 220:].any()
    assert not is_inked[31:].any()


def test_a_screen_reader_hears_name_outcome_and_meaning(row: CheckRow) -> None:
    row.set_name("Low agreement of 4 runs")
    row.set_outcome("14 % of field", "warn")

    assert row.accessibleName() == "Low agreement of 4 runs: 14 % of field"
    assert row.accessibleDescription() == "Above 1.00 the translation is refused"


def test_name_and_outcome_fit_beside_each_other_where_the_panel_scrolls(show: Show) -> None:
    """The panel's 320, less its edge, a scroll bar of 8 and padding of 12 on both sides."""
    made = CheckRow("Input resembles training films", "Above 1.00 the translation is refused")
    made.set_outcome("0.62 of 1.00", "ok")

    show(made, 287)

    assert made._name.width() >= made._name.sizeHint().width()


def test_an_edge_is_two_pixels_of_its_colour(show: Show) -> None:
    made = RaisedBox("synthetic")
    made.setMinimumHeight(60)
    show(made, 200)

    seen = pixels_of(made)
    assert (seen[20:40, :2] == rgb_of(Colours().synthetic)).all()
    assert (seen[20:40, 3:] == rgb_of(Colours().raised)).all()


def test_a_note_is_as_high_as_its_words(show: Show) -> None:
    """Two lines of 16, and 8 above and below."""
    made = NoteBox("lock", "first line\nsecond line")
    show(made, 296)

    assert made.height() == 48
    assert made.accessibleName() == "first line\nsecond line"
