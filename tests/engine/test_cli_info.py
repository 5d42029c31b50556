"""engine.cli.info and engine.cli.list_recipes, through the command line"""

import json
from pathlib import Path

import pytest

from engine import command_line, recipes, step_types
from tests.engine.command import write_cr, write_png


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A CR film with the windows 2048/4096 and 1000/500."""
    return write_cr(tmp_path / "film.dcm")


def test_info_is_one_json_object_with_the_promised_keys(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command_line(["info", str(film), "--json"])

    told = capsys.readouterr()
    found = json.loads(told.out)
    assert status == 0
    assert told.err == ""
    assert set(found) == {
        "file", "transforms", "in_force", "conflicts", "spacing", "notices", "details", "quality",
    }  # fmt: skip
    assert found["file"] == "film.dcm"
    assert found["spacing"]["mm"] == [0.2, 0.2]


def test_info_measures_the_film_and_with_a_recipe_its_result_too(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The film is a wedge without noise, half of it above its first window and more."""
    figures = {
        "noise_sd", "noise_percent", "contrast_to_noise", "clipped_low_percent",
        "clipped_high_percent", "local_gain", "local_gain_high",
    }  # fmt: skip
    command_line(["info", str(film), "--json"])
    alone = json.loads(capsys.readouterr().out)["quality"]
    command_line(["info", str(film), "--json", "--recipe", "soft_contrast"])
    both = json.loads(capsys.readouterr().out)["quality"]

    assert set(alone) == {"film"}
    assert set(alone["film"]) == figures
    assert set(both) == {"film", "result"}
    assert both["film"] == alone["film"]
    assert both["result"] != alone["film"]


def test_info_for_people_says_what_is_measured_after_the_recipe(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line(["info", str(film), "--recipe", "soft_contrast"])

    lines = capsys.readouterr().out.splitlines()
    before, after = (line for line in lines if line.startswith("local contrast"))
    assert "× 1.00" in before
    assert "after the recipe" in after


def test_info_refuses_a_recipe_that_there_is_not(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line(["info", str(film), "--recipe", "no-such"]) == 2
    assert "no-such" in capsys.readouterr().err


def test_info_numbers_the_windows_as_render_takes_them(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line(["info", str(film)])

    lines = capsys.readouterr().out.splitlines()
    (first,) = (line for line in lines if line.startswith("voi 1"))
    (second,) = (line for line in lines if line.startswith("voi 2"))
    assert "centre 2048, width 4096" in first
    assert "in force" in first
    assert "centre 1000, width 500" in second
    assert "in force" not in second


def test_a_film_without_windows_shows_no_number_that_render_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    film = write_cr(tmp_path / "film.dcm", WindowCenter=None, WindowWidth=None)

    command_line(["info", str(film)])

    said = capsys.readouterr().out
    assert "voi 1" not in said
    assert "full range: 0 to 4095" in said


def test_info_lists_the_details_and_what_lengths_rest_on(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line(["info", str(film)])

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "imager pixel spacing 0.2 × 0.2 mm in force" in lines
    assert "transfer syntax Explicit VR Little Endian" in lines


def test_info_tells_nothing_about_the_patient(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line(["info", str(film)])
    command_line(["info", str(film), "--json"])

    said = capsys.readouterr().out
    assert "Roe" not in said
    assert "R-1" not in said


def test_several_films_are_one_object_too_and_the_bad_one_is_named(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_png(film.with_name("b.png"))
    film.with_name("c.dcm").write_bytes(film.read_bytes()[:900])

    status = command_line(["info", str(film.parent), "--json"])

    told = capsys.readouterr()
    assert status == 1
    assert {found["file"] for found in json.loads(told.out)["films"]} == {"film.dcm", "b.png"}
    assert "c.dcm" in told.err


def test_a_name_cannot_command_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An escape sequence and a mark that reverses what follows, both legal in a file name."""
    film = write_cr(tmp_path / "a\x1b[31m\u202egpj.dcm")

    command_line(["info", str(film)])

    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[31m" in said


def test_recipes_are_one_json_object_with_the_promised_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = command_line(["recipes", "--json"])

    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (status, told.err) == (0, "")
    assert set(found) == {"recipes", "steps"}
    assert [recipe["name"] for recipe in found["recipes"]] == [r.name for r in recipes()]
    for recipe in found["recipes"]:
        assert {"name", "title", "steps"} <= set(recipe)
        assert {step["name"] for step in recipe["steps"]} <= {s["name"] for s in found["steps"]}


def test_every_step_is_listed_with_unit_range_and_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command_line(["recipes", "--json"])

    steps = {step["name"]: step for step in json.loads(capsys.readouterr().out)["steps"]}
    assert set(steps) == {kind.name for kind in step_types()}
    (radius,) = steps["gaussian"]["parameters"]
    assert radius["name"] == "radius_mm"
    assert radius["unit"] == "mm"
    assert radius["low"] <= radius["default"] <= radius["high"]


def test_recipes_for_people_name_every_recipe_and_every_parameter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command_line(["recipes"])

    said = capsys.readouterr().out
    for recipe in recipes():
        assert recipe.title in said
    for kind in step_types():
        assert kind.name in said
        assert all(parameter.name in said for parameter in kind.parameters)
