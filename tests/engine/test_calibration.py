"""engine.calibration"""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from engine import calibration as house
from engine.calibration import add_calibration, calibration, calibration_name, calibrations
from engine.errors import EngineError, RecipeError, UnsupportedImageError

ROWS, COLUMNS = 60, 80
Write = Callable[[str, npt.NDArray[np.float64]], Path]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is nobody's."""
    folder = tmp_path / "data" / "calibrations"
    monkeypatch.setattr(house, "calibrations_folder", lambda: folder)
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write values as a 16-bit bitmap film."""

    def save(name: str, values: npt.NDArray[np.float64]) -> Path:
        path = tmp_path / f"{name}.png"
        cv2.imwrite(str(path), np.round(values).astype(np.uint16))
        return path

    return save


def gain(rows: int = ROWS, columns: int = COLUMNS) -> npt.NDArray[np.float64]:
    """Return (rows, columns) a detector's answer: weaker at the corners."""
    down, across = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    answer: npt.NDArray[np.float64] = 1.1 - 0.08 * down**2 - 0.12 * across**2
    return answer


def test_it_is_the_mean_of_the_flat_films(write: Write) -> None:
    noise = np.random.default_rng(0).normal(0, 20, (4, ROWS, COLUMNS))
    paths = [write(f"flat{number}", 30_000 * gain() + noise[number]) for number in range(4)]

    made = add_calibration(paths, "Room 2")

    kept = calibration(made.reference)
    stored = [np.round(30_000 * gain() + one) for one in noise]
    assert np.abs(kept.values - np.mean(stored, axis=0)).max() <= 1.0  # 16 bits of its range
    assert kept.mean == pytest.approx(np.mean(stored), abs=0.5)
    assert (made.name, made.shape, made.films) == ("Room 2", (ROWS, COLUMNS), 4)


def test_the_noise_of_a_single_film_is_lessened(write: Write) -> None:
    noise = np.random.default_rng(0).normal(0, 100, (ROWS, COLUMNS))

    made = add_calibration([write("flat", 30_000 * gain() + noise)], "Room 2")

    left = calibration(made.reference).values - 30_000 * gain()
    assert left.std() < 0.6 * noise.std()


def test_a_dead_pixel_is_not_part_of_it(write: Write) -> None:
    noise = np.random.default_rng(0).normal(0, 20, (4, ROWS, COLUMNS))
    films = 30_000 * gain() + noise
    films[:, 20, 30] = 0

    made = add_calibration([write(f"f{n}", film) for n, film in enumerate(films)], "Room 2")

    assert calibration(made.reference).values[20, 30] == pytest.approx(
        30_000 * gain()[20, 30], rel=0.005
    )


def test_those_there_are_are_listed_by_name(write: Write) -> None:
    assert calibrations() == ()
    beta = add_calibration([write("b", 20_000 * gain())], "beta")
    alpha = add_calibration([write("a", 30_000 * gain())], "Alpha")

    assert calibrations() == (alpha, beta)
    assert calibration_name(beta.reference) == "beta"
    assert calibration_name("0123456789abcdef") == "0123456789abcdef"


def test_the_same_films_are_the_same_calibration(write: Write) -> None:
    path = write("flat", 30_000 * gain())

    first = add_calibration([path], "Old name")
    second = add_calibration([path], "New name")

    assert first.reference == second.reference
    assert [one.name for one in calibrations()] == ["New name"]


def test_films_of_another_size_are_refused_by_name(write: Write) -> None:
    paths = [write("one", 30_000 * gain()), write("two", 30_000 * gain(50, 40))]

    with pytest.raises(UnsupportedImageError, match=r"two.png has 50 × 40 .* one.png has 60 × 80"):
        add_calibration(paths, "Room 2")
    assert calibrations() == ()


def test_a_film_with_a_patient_on_it_is_no_flat_film(shared_data: Path) -> None:
    for path in sorted((shared_data / "chest_xray" / "val").glob("*.png"))[:8]:
        with pytest.raises(UnsupportedImageError, match="is no flat film"):
            add_calibration([path], "Room 2")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "two\nlines"])
def test_it_needs_a_name_of_one_short_line(name: str, write: Write) -> None:
    with pytest.raises(EngineError, match="needs a name"):
        add_calibration([write("flat", 30_000 * gain())], name)


def test_it_needs_films() -> None:
    with pytest.raises(EngineError, match="at least one flat film"):
        add_calibration([], "Room 2")


@pytest.mark.parametrize("reference", ["0123456789abcdef", "../../secret", "", "x" * 200])
def test_a_missing_one_is_refused_and_no_path_is_followed(reference: str) -> None:
    with pytest.raises(RecipeError, match="is not on this computer"):
        calibration(reference)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04" + bytes(200)])
def test_a_damaged_one_is_refused_and_not_listed(
    content: bytes, own_folder: Path, write: Write
) -> None:
    made = add_calibration([write("flat", 30_000 * gain())], "Room 2")
    (own_folder / f"{made.reference}.npz").write_bytes(content)

    assert calibrations() == ()
    with pytest.raises(RecipeError, match="is damaged"):
        calibration(made.reference)


def test_a_pickle_in_one_is_never_opened(own_folder: Path, write: Write) -> None:
    made = add_calibration([write("flat", 30_000 * gain())], "Room 2")
    path = own_folder / f"{made.reference}.npz"
    np.savez(path, flat=np.array([[object()]], object), ends=[0, 1], spacing_mm=[1, 1], films=1)

    with pytest.raises(RecipeError, match="is damaged"):
        calibration(made.reference)
