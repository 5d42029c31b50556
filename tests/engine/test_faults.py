"""engine.faults"""

import logging
from pathlib import Path

import pytest

from engine.cli import command_line
from engine.errors import EngineError, UnreadableImageError
from engine.faults import DEBUG, FaultsInWords, in_words


def break_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every film fail in a way nobody foresaw, with a path in the error's text."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("/home/doe/Doe_Jane.dcm")

    for module in ("engine.cli.info", "engine.cli.render", "engine.cli.enhance"):
        monkeypatch.setattr(f"{module}.read_radiograph", fail)


@pytest.mark.parametrize("command", ["info", "render", "enhance"])
def test_a_fault_is_one_sentence_without_the_error_s_own_text(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    film = tmp_path / "film.png"
    film.write_bytes(b"any")
    options = {
        "info": [],
        "render": ["-o", str(tmp_path / "out.png")],
        "enhance": ["-o", str(tmp_path / "out"), "--recipe", "denoise"],
    }
    break_reading(monkeypatch)

    status = command_line([command, str(film), *options[command]])

    said = capsys.readouterr().err
    assert status == 1
    assert "through a fault of this program (KeyError)." in said
    assert "Traceback" not in said
    assert "Doe" not in said


@pytest.mark.parametrize("command", ["info", "enhance"])
def test_a_developer_may_see_the_fault_itself(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "film.png"
    film.write_bytes(b"any")
    options = {"info": [], "enhance": ["-o", str(tmp_path / "out"), "--recipe", "denoise"]}
    break_reading(monkeypatch)
    monkeypatch.setenv(DEBUG, "1")

    with pytest.raises(KeyError):
        command_line([command, str(film), *options[command]])


def test_the_log_tells_where_and_not_what(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "engine")
    film = Path("Doe_Jane.dcm")
    try:
        film.stat()
    except OSError as error:
        in_words(error, "It failed")

    assert "test_the_log_tells_where_and_not_what" in caplog.text
    assert "FileNotFoundError" in caplog.text
    assert "Doe" not in caplog.text


def test_what_the_engine_refuses_keeps_its_own_sentence() -> None:
    refused = UnreadableImageError("film.dcm is empty.")

    with pytest.raises(EngineError) as caught, FaultsInWords("It failed"):
        raise refused

    assert caught.value is refused
