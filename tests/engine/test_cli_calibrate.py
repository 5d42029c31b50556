"""engine.cli.calibrate, through the command line"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import calibration as house
from engine import calibrations, command_line
from tests.engine.command import negatoscope


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is nobody's."""
    folder = tmp_path / "data" / "calibrations"
    monkeypatch.setattr(house, "calibrations_folder", lambda: folder)
    return folder


def flat_films(folder: Path, number: int) -> list[str]:
    """Write flat films."""
    even = np.random.default_rng(0).normal(30_000, 30, (number, 40, 50))
    paths = [folder / f"flat{one}.png" for one in range(number)]
    for path, film in zip(paths, even, strict=True):
        cv2.imwrite(str(path), np.round(film).astype(np.uint16))
    return [str(path) for path in paths]


def test_flat_films_become_a_calibration_of_that_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command_line(["calibrate", *flat_films(tmp_path, 3), "--name", "Room 2"])

    (made,) = calibrations()
    assert status == 0
    assert (made.name, made.films, made.shape) == ("Room 2", 3, (40, 50))
    assert f"Kept as Room 2, {made.reference}: the mean of 3 films." in capsys.readouterr().err


def test_without_films_those_there_are_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line(["calibrate", *flat_films(tmp_path, 1), "--name", "Room 2"])
    capsys.readouterr()

    status = command_line(["calibrate"])

    out = capsys.readouterr().out
    assert status == 0
    assert all(word in out for word in ("Room 2", "40 × 50", "320 × 400 mm", "1 film"))


def test_where_there_is_none_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line(["calibrate"]) == 0
    assert "No detector is calibrated yet." in capsys.readouterr().err


def test_films_without_a_name_are_a_wrong_command_line(tmp_path: Path) -> None:
    assert command_line(["calibrate", *flat_films(tmp_path, 1)]) == 2
    assert command_line(["calibrate", "--name", "Room 2"]) == 2
    assert calibrations() == ()


def test_a_film_that_is_not_flat_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ramp = np.linspace(0, 60_000, 50)[None].repeat(40, axis=0)
    cv2.imwrite(str(tmp_path / "hand.png"), ramp.astype(np.uint16))

    status = command_line(["calibrate", str(tmp_path / "hand.png"), "--name", "Room 2"])

    assert status == 1
    assert "hand.png is no flat film" in capsys.readouterr().err


def test_the_real_command_knows_it(tmp_path: Path) -> None:
    ran = negatoscope("calibrate", XDG_DATA_HOME=str(tmp_path))

    assert ran.status == 0
    assert "No detector is calibrated yet." in ran.err
