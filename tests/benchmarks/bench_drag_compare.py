"""Window drag of a 4096 x 4096 film in each layout, against pyqtgraph's ImageItem.

Both fill a canvas of 1200 x 900 and take turns in one run; the reference shows one film, whatever
we show. Prints ours / reference for each layout, which is to be at most 0.3, and our slowest
hundredth.

    python -m tests.benchmarks.bench_drag_compare
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.benchmarks.bench_drag import (
    CANVAS,
    SIDE,
    Change,
    display,
    film,
    frame,
    reference_view,
    windows,
)

if TYPE_CHECKING:
    from viewer.canvas.choices import Layout

FRAMES, WARM_UP = 80, 8


def main() -> int:
    """Measure and print."""
    with display() as is_shown:
        if not is_shown:
            print("no display and no Xvfb: nothing measured")
            return 1
        measure()
    return 0


def measure() -> None:
    """Let ours and the reference take turns in every layout."""
    from PySide6.QtWidgets import QApplication

    from viewer.canvas.choices import Layout

    app = QApplication.instance() or QApplication([])
    indices = film()
    compare, ours = our_view(indices)
    reference, _, theirs = reference_view(indices)
    for widget in (compare, reference):
        widget.resize(*CANVAS)
        widget.show()
    drag = windows()
    for layout in (Layout.SIDE_BY_SIDE, Layout.WIPE, Layout.DIFFERENCE, Layout.QUAD):
        compare.set_view_layout(layout)
        for _ in range(10):
            app.processEvents()
        pairs = [
            (our_frame(compare, ours, drag), frame(reference, theirs, drag))
            for _ in range(FRAMES + WARM_UP)
        ]
        report(layout, np.array(pairs)[WARM_UP:])
    compare.close()
    reference.hide()


def our_view(indices: Any) -> tuple[Any, Change]:
    """Return our panes on a film, its result and two guests, and how their window is changed."""
    from engine import DifferenceUnit, FullRange, Picture, Window
    from viewer.canvas.choices import Layout
    from viewer.canvas.compare import CompareView
    from viewer.canvas.difference_scale import DifferenceWish
    from viewer.canvas.guest import Guest, Place
    from viewer.canvas.pane_words import CornerTexts, Letters

    original = Picture(
        indices=indices,
        values=np.arange(65536, dtype=np.float64),
        first_stored=0,
        is_inverse=False,
        default_voi=FullRange(0, 4095),
        full_range=FullRange(0, 4095),
        spacing_mm=(0.1, 0.1),
    )
    results = [replace(original, indices=np.roll(indices, by, axis=1)) for by in (40, 80, 120)]
    compare, table = CompareView(), original.table(original.default_voi)
    compare.show_pictures(original, table, results[0], table, keep_view=False)
    for place, result in zip((Place.THIRD, Place.FOURTH), results[1:], strict=True):
        texts = CornerTexts(("Chest", "3 steps"), (), ("W 1",), ("4096 × 4096",))
        compare.set_guest(place, Guest(result, table, texts, Letters("R", "L")))

    def change(centre: float, width: float) -> None:
        voi = Window(centre, width)
        if compare.view_layout is Layout.DIFFERENCE:
            unit = DifferenceUnit.DISPLAY
            compare.set_difference(DifferenceWish(voi, voi, unit, is_inverted=False))
        compare.set_tables(original.table(voi), results[0].table(voi))
        if compare.view_layout is Layout.QUAD:
            for place, result in zip((Place.THIRD, Place.FOURTH), results[1:], strict=True):
                compare.set_guest_table(place, result.table(voi))

    return compare, change


def our_frame(compare: Any, change: Change, drag: Iterator[tuple[float, float]]) -> float:
    """Return the milliseconds from a change of the window to pixels on all panes."""
    import time

    from PySide6.QtGui import QGuiApplication

    compare.raise_()
    QGuiApplication.processEvents()
    began = time.perf_counter()
    change(*next(drag))
    for pane in compare.all_panes:
        if pane.isVisible():
            pane.viewport().repaint()
    QGuiApplication.sync()
    return (time.perf_counter() - began) * 1000


def report(layout: "Layout", times: Any) -> None:
    """Print one line: medians, their ratio, and our slow frames."""
    ours, theirs = times[:, 0], times[:, 1]
    print(
        f"window drag {SIDE} x {SIDE} in {CANVAS[0]} x {CANVAS[1]}, {layout.value}: "
        f"{np.median(ours):.2f} ms, ImageItem {np.median(theirs):.2f} ms, "
        f"ratio {np.median(ours) / np.median(theirs):.2f} (at most 0.30), "
        f"p99 {np.percentile(ours, 99):.1f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
