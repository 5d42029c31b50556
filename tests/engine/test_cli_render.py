"""engine.cli.render, through the command line"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import command_line
from engine.recipe import Recipe
from engine.step import step_type
from tests.engine.command import COLUMNS, ROWS, negatoscope, wedge, write_cr, write_png


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A CR film with the windows 2048/4096 and 1000/500."""
    return write_cr(tmp_path / "film.dcm")


def picture(path: Path) -> np.ndarray:
    """Return the pixels of a written picture as they are."""
    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    return pixels


def by_dcmtk(program: str, film: Path, *options: str) -> np.ndarray:
    """Return what DCMTK's renderer makes of the film."""
    out = film.with_name("dcmtk.png")
    subprocess.run([program, *options, "+on", str(film), str(out)], check=True)
    return picture(out)


@pytest.mark.judge
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([], ["+Wi", "1"]),
        (["--voi", "2"], ["+Wi", "2"]),
        (["--window", "700", "33"], ["+Ww", "700", "33"]),
        (["--window", "-20.5", "1001"], ["+Ww", "-20.5", "1001"]),
    ],
)
def test_grey_levels_are_those_of_dcmtk(
    ours: list[str], theirs: list[str], film: Path, judge: Callable[[str], str]
) -> None:
    expected = by_dcmtk(judge("dcm2pnm"), film, *theirs)

    status = command_line(["render", str(film), "-o", str(film.with_name("ours.png")), *ours])

    assert status == 0
    np.testing.assert_array_equal(picture(film.with_name("ours.png")), expected)


def test_sixteen_bits_keep_every_value_of_the_film_apart(film: Path) -> None:
    """Window 2048/4096 maps 12 bits to 16: y = floor((x - 2047.5) / 4095 + 0.5) * 65535)."""
    out = film.with_name("ours.png")

    command_line(["render", str(film), "-o", str(out), "--bits", "16"])

    values = wedge().astype(np.float64)
    expected = np.floor(values / 4095 * 65535 + 1e-9).astype(np.uint16)
    np.testing.assert_array_equal(picture(out), expected)
    assert len(np.unique(expected)) == COLUMNS


def test_a_tiff_holds_the_same_grey_levels(film: Path) -> None:
    command_line(["render", str(film), "-o", str(film.with_name("a.png"))])
    command_line(["render", str(film), "-o", str(film.with_name("b.TIF"))])

    first, second = (picture(film.with_name(name)) for name in ("a.png", "b.TIF"))
    assert first.shape == (ROWS, COLUMNS)
    np.testing.assert_array_equal(first, second)


def test_a_frame_is_counted_from_one(tmp_path: Path) -> None:
    pages = [np.full((4, 5), grey, dtype=np.uint8) for grey in (10, 20)]
    cv2.imwritemulti(str(tmp_path / "two.tif"), pages)

    status = command_line(
        ["render", str(tmp_path / "two.tif"), "--frame", "2", "-o", str(tmp_path / "out.png")]
    )

    assert status == 0
    assert np.unique(picture(tmp_path / "out.png")).tolist() == [20]


def test_a_recipe_file_changes_the_picture(film: Path) -> None:
    step = step_type("gamma").make({"exponent": 2.0})
    (film.parent / "own.json").write_text(Recipe().added(step).to_text())
    plain, changed = film.with_name("plain.png"), film.with_name("changed.png")

    command_line(["render", str(film), "-o", str(plain)])
    status = command_line(
        ["render", str(film), "-o", str(changed), "--recipe", str(film.parent / "own.json")]
    )

    assert status == 0
    assert picture(changed).mean() < picture(plain).mean() - 10  # (x/4095)^2 lies below x/4095


def test_a_picture_that_is_there_is_replaced(film: Path) -> None:
    film.with_name("out.png").write_bytes(b"old")

    assert command_line(["render", str(film), "-o", str(film.with_name("out.png"))]) == 0
    assert picture(film.with_name("out.png")).shape == (ROWS, COLUMNS)


def test_the_only_film_of_a_folder_is_rendered(film: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"

    assert command_line(["render", str(film.parent), "-o", str(out)]) == 0
    assert out.is_file()


def test_of_a_folder_with_two_films_none_is_guessed(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_png(film.with_name("another.png"))

    status = command_line(["render", str(film.parent), "-o", str(film.with_name("out.tif"))])

    assert status == 1
    assert "holds 2 films, and render writes one." in capsys.readouterr().err


def test_a_voi_the_film_does_not_have_is_named(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command_line(["render", str(film), "-o", str(film.with_name("a.png")), "--voi", "3"])

    assert status == 1
    assert "film.dcm has only 2 of its own VOI choices, so there is no number 3." in (
        capsys.readouterr().err
    )
    assert not film.with_name("a.png").exists()


def test_the_film_itself_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    film = write_png(tmp_path / "film.png")
    (tmp_path / "sub").mkdir()
    before = film.read_bytes()

    status = command_line(["render", str(film), "-o", str(tmp_path / "sub" / ".." / "film.png")])

    assert status == 2
    assert "never overwritten" in capsys.readouterr().err
    assert film.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "a.jpg"], "end in .png, .tif or .tiff"),
        (["-o", "a.png", "--window", "10", "0.5"], "at least 1"),
        (["-o", "a.png", "--window", "nan", "10"], "not a window"),
        (["-o", "a.png", "--window", "10"], "--window"),
        (["-o", "a.png", "--window", "10", "10", "--voi", "1"], "exclude each other"),
        (["-o", "a.png", "--voi", "0"], "--voi"),
        (["-o", "a.png", "--frame", "0"], "--frame"),
        (["-o", "a.png", "--bits", "12"], "--bits"),
        (["-o", "a.png", "--recipe", "chst"], "'chst'"),
        (["-o", "a.png", "--recipe", "absent.json"], "absent.json"),
        (["-o", "a.png", "--recipe", "chest_balanced", "--voi", "1"], "sets its own window"),
        ([], "--output"),
    ],
)
def test_a_wrong_command_line_is_a_usage_error(
    options: list[str], said: str, film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command_line(["render", str(film), *options])

    told = capsys.readouterr()
    assert status == 2
    assert said in told.err
    assert told.out == ""


def test_a_recipe_file_that_is_none_is_a_usage_error(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = film.with_name("own.json"), film.with_name("a.png")
    own.write_text("{}")

    status = command_line(["render", str(film), "-o", str(out), "--recipe", str(own)])

    assert status == 2
    assert "own.json is not a recipe" in capsys.readouterr().err


def test_an_output_name_too_long_for_the_disk_is_one_sentence(tmp_path: Path) -> None:
    film = write_png(tmp_path / "film.png")

    ran = negatoscope("render", film, "-o", tmp_path / ("n" * 300 + ".png"))

    assert ran.status == 1
    assert "the name is too long" in ran.err
    assert "fault" not in ran.err
