"""negatoscope evaluate filters: its table, its files, its refusals."""

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import command_line
from tests.properties.films import grey_film

NAMES = "gaussian,clahe,multiscale,histogram_equalisation,recipe:denoise"


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    for number in range(2):
        film = grey_film(300, 240 + 20 * number, noise=0.01, seed=number)
        film = film[:: 1 - 2 * number]  # the second upside down: copies are left out
        cv2.imwrite(str(folder / f"{number}.png"), np.round(film * 65535).astype(np.uint16))
    return folder


@pytest.fixture(scope="module")
def report(films: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    words = ["evaluate", "filters", "--films", str(films), "--filters", NAMES]
    assert command_line([*words, "--report", str(folder)]) == 0
    return folder


def test_the_report_holds_tables_numbers_and_pictures(report: Path) -> None:
    assert {path.name for path in report.iterdir()} == {"filters.md", "filters.csv", "strips"}
    assert {path.name for path in (report / "strips").iterdir()} == {"0.png", "1.png"}


def test_the_table_says_who_beats_whom(report: Path) -> None:
    text = (report / "filters.md").read_text()

    assert "beat" in text
    assert "| Unprocessed |" in text
    assert "Contrast-detail phantom" in text


def test_the_numbers_have_a_line_for_each_film_exposure_and_plate(report: Path) -> None:
    with (report / "filters.csv").open() as file:
        rows = list(csv.DictReader(file))

    subjects = {row["subject"] for row in rows}
    assert subjects == {"unprocessed", *NAMES.split(",")}
    assert len(rows) == len(subjects) * (2 * 2 + 1)


def test_json_gives_the_stable_keys(films: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = ["evaluate", "filters", "--films", str(films), "--filters", "gaussian", "--limit", "1"]

    assert command_line([*words, "--json"]) == 0

    found = json.loads(capfd.readouterr().out)
    first = found["methods"][0]
    assert [one["name"] for one in found["methods"]] == ["unprocessed", "gaussian"]
    assert {"mean", "low", "high"} <= set(first["psnr"])
    assert {"ssim", "mse", "time_s", "plate"} <= set(first)


def test_an_unknown_filter_is_a_usage_error(films: Path) -> None:
    words = ["evaluate", "filters", "--films", str(films), "--filters", "nonsense"]

    assert command_line(words) == 2


def test_a_folder_without_films_is_refused(tmp_path: Path) -> None:
    assert command_line(["evaluate", "filters", "--films", str(tmp_path)]) == 1
