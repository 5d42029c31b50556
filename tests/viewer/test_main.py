"""viewer.__main__"""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from viewer.__main__ import has_display, main
from viewer.opening import Opening


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opening]:
    """What the window was asked to open, in place of a window."""
    found: list[Opening] = []

    def run(opening: Opening) -> int:
        found.append(opening)
        return 0

    monkeypatch.setattr("viewer.app.run", run)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return found


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ([], []),
        (["view"], []),
        (["a.dcm", "folder"], ["a.dcm", "folder"]),
        (["view", "render"], ["render"]),
        (["view", "view"], ["view"]),
        (["a.dcm", "render"], ["a.dcm", "render"]),
        (["--", "-odd.dcm"], ["-odd.dcm"]),
    ],
)
def test_anything_but_a_command_goes_to_the_window(
    words: list[str], paths: list[str], opened: list[Opening]
) -> None:
    assert main(words) == 0
    assert opened == [Opening(tuple(Path(path) for path in paths))]


@pytest.mark.parametrize("word", ["rendr", "enhnace", "recipe", "infos"])
def test_a_misspelt_command_is_told_and_no_window_opens(
    word: str, opened: list[Opening], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word, *()]) == 2
    assert "Did you mean" in capsys.readouterr().err
    assert opened == []


def test_a_file_named_almost_like_a_command_is_opened(
    tmp_path: Path, opened: list[Opening], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rendr").touch()

    assert main(["rendr"]) == 0
    assert opened == [Opening((Path("rendr"),))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--sample"], Opening(wants_sample=True)),
        (["view", "--sample", "--new-window"], Opening((), True, True)),
        (["--new-window", "a.dcm"], Opening((Path("a.dcm"),), wants_own_window=True)),
        (["a.dcm", "--", "--sample"], Opening((Path("a.dcm"), Path("--sample")))),
        (["--new-window", "--", "--"], Opening((Path("--"),), wants_own_window=True)),
    ],
)
def test_the_window_knows_two_options_and_all_after_two_dashes_are_files(
    words: list[str], expected: Opening, opened: list[Opening]
) -> None:
    assert main(words) == 0
    assert opened == [expected]


def test_an_unknown_option_is_a_usage_error(
    opened: list[Opening], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["film.dcm", "--fast"]) == 2
    assert "The window knows no option --fast." in capsys.readouterr().err
    assert opened == []


def test_version_and_help_come_from_the_command_line(
    opened: list[Opening], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0
    assert main(["-h"]) == 0

    said = capsys.readouterr().out
    assert said.startswith("negatoscope ")
    assert said.count("recipes") >= 2
    assert opened == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"DISPLAY": ""}, False),
    ],
)
def test_a_linux_without_a_screen_has_no_display(
    variables: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert has_display() is expected


def test_a_library_that_qt_lacks_is_named_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Unlinked(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise ImportError("libEGL.so.1: cannot open shared object file: No such file")

    monkeypatch.setitem(sys.modules, "viewer.app", Unlinked("viewer.app"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert main([]) == 1

    said = capsys.readouterr().err
    assert "lacks the library libEGL.so.1." in said
    assert "Traceback" not in said
