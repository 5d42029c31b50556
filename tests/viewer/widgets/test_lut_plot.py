"""viewer.widgets.lut_plot"""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from tests.viewer.canvas.films import pixels_of
from tests.viewer.widgets.conftest import Show
from viewer.theme import Colours
from viewer.widgets.lut_plot import Curves, LutPlot

LINE = np.linspace(0, 1, 129)
MAPPED = Curves(LINE, LINE, np.full(129, 0.25), np.full(129, 0.5), np.full(129, 0.75))


@pytest.fixture
def plot(show: Show) -> LutPlot:
    made = LutPlot()
    show(made, 296)
    return made


def rgb(colour: str) -> tuple[int, int, int]:
    found = QColor(colour)
    return found.red(), found.green(), found.blue()


def pixel(plot: LutPlot, across: float, up: float) -> tuple[int, ...]:
    """What is drawn at a place of the plot."""
    at = plot.place_of(across, up)
    seen = pixels_of(plot)
    return tuple(int(v) for v in seen[min(int(at.y()), 127), min(int(at.x()), 295)])


def is_near(seen: tuple[int, ...], colour: str) -> bool:
    return max(abs(a - b) for a, b in zip(seen, rgb(colour), strict=True)) < 60


def test_it_is_128_high_and_24_for_the_legend(plot: LutPlot) -> None:
    assert (plot.width(), plot.height()) == (296, 152)


def test_the_grid_has_quarters(plot: LutPlot) -> None:
    seen = pixels_of(plot)

    lines = [x for x in range(296) if tuple(seen[16, x]) == rgb(Colours().plot_grid)]
    assert lines == [74, 148, 222]
    rows = [y for y in range(128) if tuple(seen[y, 40]) == rgb(Colours().plot_grid)]
    assert rows == [32, 64, 96]


def test_each_curve_has_its_colour_where_it_runs(plot: LutPlot) -> None:
    plot.set_curves(MAPPED)

    assert is_near(pixel(plot, 0.6, 0.25), Colours().accent)
    assert is_near(pixel(plot, 0.6, 0.5), Colours().regional)
    strokes = [is_near(pixel(plot, x / 296, 0.75), Colours().text_2) for x in range(80, 140)]
    assert 10 < sum(strokes) < 50  # dashed


def test_without_a_curve_in_force_none_is_drawn_or_named(plot: LutPlot) -> None:
    plot.set_curves(Curves(LINE, LINE))

    assert plot.legend == ["Full range"]
    assert not (pixels_of(plot) == rgb(Colours().accent)).all(axis=2).any()


@pytest.mark.parametrize(
    ("curves", "names"),
    [
        (MAPPED, ["Regional", "Global", "In force"]),
        (Curves(LINE, LINE, LINE), ["In force", "Full range"]),
        (None, []),
    ],
)
def test_the_legend_names_what_is_drawn(
    plot: LutPlot, curves: Curves | None, names: list[str]
) -> None:
    plot.set_curves(curves)

    assert plot.legend == names


def test_a_ring_marks_the_pixel_and_dots_lead_to_the_axes(plot: LutPlot) -> None:
    plot.set_curves(Curves(LINE, np.zeros(129), place=(0.4, 0.7)))

    at, seen = plot.place_of(0.4, 0.7), pixels_of(plot)[:, :, 0].astype(int)
    x, y = int(at.x()), int(at.y())
    assert seen[y, x] < 60  # hollow
    assert max(seen[y, x + 3], seen[y, x + 4]) > 150
    below = seen[y + 8 : 126, x]
    assert below.max() > 100
    assert below.min() < 60
    assert seen[y, 4 : x - 8].max() > 100
    assert seen[y, x + 8 : 200].max() < 60  # nothing on the other side


@pytest.mark.parametrize("place", [(0.0, 0.0), (1.0, 1.0), (-0.5, 2.0)])
def test_a_ring_at_the_edge_is_seen_whole(plot: LutPlot, place: tuple[float, float]) -> None:
    plot.set_curves(Curves(LINE, np.full(129, 0.5), place=place))

    seen = pixels_of(plot)[:128, :, 0].astype(int) > 150
    corner = seen[-9:, :9] if place[1] == 0 else seen[:9, -9:] if place[0] == 1 else seen[:9, :9]
    assert corner.any(axis=0).sum() >= 7
    assert corner.any(axis=1).sum() >= 7


def test_a_disabled_plot_is_an_empty_grid(plot: LutPlot) -> None:
    plot.set_curves(MAPPED)
    plot.setEnabled(False)

    assert not is_near(pixel(plot, 0.6, 0.25), Colours().accent)
