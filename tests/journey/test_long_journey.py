"""The long journey, made short: what is done on real films for minutes, on two made ones once."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from tests.engine.dicom.written import write_film
from tests.journey.long import journey
from tests.journey.memory import resident_mb
from tests.journey.stations import compare

ROWS, COLUMNS = 480, 400


def limb(angle: float) -> npt.NDArray[np.uint16]:
    """A bright bar across a film of 12 bits, with grain."""
    rows, columns = np.mgrid[0:ROWS, 0:COLUMNS].astype(np.float32)
    across = (columns - COLUMNS / 2) * np.cos(angle) + (rows - ROWS / 2) * np.sin(angle)
    grain = np.random.default_rng(1).normal(0, 40, rows.shape)
    bar = 2200 * np.exp(-((across / 90) ** 2)) + 500 * np.exp(-((across / 25) ** 2))
    pixels: npt.NDArray[np.uint16] = (
        (600 + bar + 0.5 * rows + grain).clip(0, 4095).astype(np.uint16)
    )
    return pixels


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """A DICOM film with a spacing, and a picture file without one."""
    first = write_film(tmp_path / "a.dcm", limb(0.3), 12, ImagerPixelSpacing=[0.2, 0.2])
    cv2.imwrite(str(tmp_path / "b.png"), limb(-0.4) * 16)
    return [first, tmp_path / "b.png"]


def test_a_journey_through_the_layouts_leaves_no_warning_and_little_memory(
    films: list[Path],
) -> None:
    found = journey(films, 0, (compare,))

    assert found.stderr == ""
    assert found.is_alive
    assert found.growth_mb <= 150


def test_memory_counts_a_process_with_what_it_started() -> None:
    """This one has NumPy and Qt: more than 30 MB. A process that does not exist has none."""
    assert resident_mb(os.getpid()) > 30
    assert resident_mb(2**22 + 1) == 0
