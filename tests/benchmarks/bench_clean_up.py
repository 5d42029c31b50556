"""Cleaning up 9 Mpx against the same formulas in OpenCV, SciPy and NumPy, and previews."""

import cv2
import numpy as np
from scipy import fft, ndimage

from engine.frame import FloatImage, Frame
from engine.ops.defects import without_defects
from engine.ops.fill_in import filled_in
from engine.ops.flat_field import divided
from engine.ops.grid_lines import find_grid_lines, without_grid_lines
from engine.progress import Progress
from engine.step import step_type
from tests.benchmarks.bench_clahe import SIDE, interleaved, timed
from tests.properties.faults import (
    film_with_grid,
    film_with_letters,
    film_with_specks,
    film_with_wire,
)
from tests.properties.films import frame_of, grey_film

ROUNDS = 5
PREVIEW = 1024
GOAL, PREVIEW_GOAL = 1.0, 60.0
REACH = 9.0


def main() -> None:
    """Print ours / reference for each, and what a preview takes."""
    print(f"{SIDE} x {SIDE}, median of {ROUNDS}, {cv2.getNumThreads()} threads")
    grid()
    defect_pixels()
    fill()
    flat()
    print(f"Previews, {PREVIEW} x {PREVIEW}, median of {ROUNDS} (goal < {PREVIEW_GOAL:.0f} ms)")
    for name, film in {
        "grid_suppression": film_with_grid(PREVIEW, PREVIEW),
        "defect_pixels": film_with_specks(PREVIEW, PREVIEW),
        "marker_removal": film_with_letters(PREVIEW, PREVIEW),
        "wire_removal": film_with_wire(PREVIEW, PREVIEW),
    }.items():
        preview(name, frame_of(film, spacing_mm=(0.4, 0.4)))


def report(name: str, theirs: str, seconds: tuple[float, float]) -> None:
    """Print one line."""
    ours_s, theirs_s = seconds
    print(
        f"  {name}: ours {ours_s * 1e3:.0f} ms, {theirs} {theirs_s * 1e3:.0f} ms, "
        f"ours / reference = {ours_s / theirs_s:.2f} (goal <= {GOAL:.1f})"
    )


def grid() -> None:
    """A notch along the rows, found and applied; theirs is told the frequency."""
    film = film_with_grid(SIDE, SIDE)
    frequencies = fft.rfftfreq(2 * SIDE)
    notch = 1 - np.exp(-0.5 * ((frequencies - 0.23) * 2 * np.pi * REACH) ** 2)

    def ours() -> FloatImage:
        return without_grid_lines(film, find_grid_lines(film, 6.0), (REACH, REACH), 1.0)

    def theirs() -> FloatImage:
        mirrored = np.concatenate([film, film[:, ::-1]], axis=1)
        waves = fft.rfft(mirrored, axis=1, workers=2) * notch.astype(np.float32)
        back: FloatImage = fft.irfft(waves, axis=1, workers=2)[:, :SIDE]
        return back

    report("grid lines", "scipy.fft along rows", interleaved(ours, theirs, ROUNDS))


def defect_pixels() -> None:
    """Deviation from the median of 5 x 5 over the local one."""
    film = film_with_specks(SIDE, SIDE)
    field = np.ones(film.shape, np.bool_)

    def theirs() -> FloatImage:
        middle = ndimage.median_filter(film, 5, mode="nearest")
        deviation = np.abs(film - middle)
        local = ndimage.uniform_filter(np.minimum(deviation, 0.05), 31)
        return np.where(deviation > 8 * 1.2533 * local, middle, film)

    report(
        "defect pixels",
        "scipy.ndimage",
        interleaved(lambda: without_defects(film, field, 8.0), theirs, 1),
    )


def fill() -> None:
    """Forty letters and a wire."""
    film = grey_film(SIDE, SIDE)
    hole = np.zeros(film.shape, np.uint8)
    for number in range(40):
        corner = 60 + 70 * number, 100 + (number * 397) % 2700
        cv2.putText(hole, "R", corner, cv2.FONT_HERSHEY_SIMPLEX, 3, 1, 12)
    cv2.line(hole, (50, 2900), (2950, 200), 1, 15)
    field = np.ones(film.shape, np.bool_)
    stored = np.round(film * 65535).astype(np.uint16)
    report(
        "fill in",
        "cv2.inpaint (Telea, 16 bit)",
        interleaved(
            lambda: filled_in(film, hole > 0, field),
            lambda: cv2.inpaint(stored, hole, 5, cv2.INPAINT_TELEA),
            ROUNDS,
        ),
    )


def flat() -> None:
    """Division by a gain map."""
    film = grey_film(SIDE, SIDE)
    gain = np.linspace(0.8, 1.2, film.size, dtype=np.float32).reshape(film.shape)
    zero = np.float32(-0.1)
    report(
        "flat field",
        "NumPy",
        interleaved(lambda: divided(film, gain, -0.1), lambda: (film - zero) / gain + zero, ROUNDS),
    )


def preview(name: str, frame: Frame) -> None:
    """Print what a step at its defaults takes on a film with its fault."""
    step = step_type(name).make()
    step.apply(frame, Progress())
    seconds = sorted(timed(lambda: step.apply(frame, Progress())) for _ in range(ROUNDS))
    print(f"  {name}: {seconds[ROUNDS // 2] * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
