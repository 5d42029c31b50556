"""viewer.self_check"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPluginLoader
from pytestqt.qtbot import QtBot

from engine import Bench, CheckFailedError, LeftOut, Progress
from engine.self_test_dicom import EXPLICIT_LITTLE, Made, film_bytes
from engine.self_test_streams import smooth_film
from engine.shown import result_to_write
from viewer import self_check
from viewer.self_check import window_checks


def run(name: str, bench: Bench, *, has_display: bool = True) -> str:
    (check,) = (check for check in window_checks(has_display=has_display) if check.name == name)
    return check.run(bench, Progress())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A bench without a film yet."""
    return Bench(tmp_path)


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Bench:  # noqa: ARG001 - an application runs
    """A bench with a small film, where there is an application."""
    film = smooth_film()
    made = Made(EXPLICIT_LITTLE, 16, 24, 12, film.astype("<u2").tobytes(), is_native=True)
    (tmp_path / "film.dcm").write_bytes(film_bytes(made))
    return Bench(tmp_path, tmp_path / "film.dcm")


def test_a_pane_paints_the_film_as_it_is_rendered(
    shown: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run("A painted film", shown)

    assert found == "16 × 24 pixels, off by 0 grey levels at most"

    def darker(*film: Any, levels: int) -> Any:
        return np.maximum(result_to_write(*film, levels=levels), 3) - 3

    monkeypatch.setattr(self_check, "result_to_write", darker)
    with pytest.raises(CheckFailedError, match=r"^A pixel is painted 3 grey levels off\.$"):
        run("A painted film", shown)


def test_icons_type_and_languages_can_be_used(shown: Bench, repository: Path) -> None:
    icons = len(list((repository / "resources" / "icons").glob("*.svg")))

    found = run("Icons, type and languages", shown)

    assert found == f"{icons} icons, Inter, English, Deutsch"


def test_an_icon_that_draws_nothing_is_named(
    shown: Bench, tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Well-formed and empty: only what is drawn tells."""
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "emptied.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><g/></svg>'
    )
    (tmp_path / "i18n").symlink_to(repository / "resources" / "i18n")
    monkeypatch.setattr("engine.resources._root", lambda: tmp_path)

    with pytest.raises(CheckFailedError, match=r"^Nothing is drawn by icons/emptied\.svg\.$"):
        run("Icons, type and languages", shown)


def test_the_plugin_that_paints_without_a_screen_is_there(bench: Bench) -> None:
    assert run("Qt and its plugins", bench, has_display=False).endswith("qoffscreen")


@pytest.mark.parametrize(("has_display", "refusal"), [(True, CheckFailedError), (False, LeftOut)])
def test_no_plugin_for_a_window_fails_only_where_there_is_a_display(
    has_display: bool,
    refusal: type[Exception],
    bench: Bench,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fault(name: str) -> str:
        return "" if name == "qoffscreen" else "it is missing"

    monkeypatch.setattr(self_check, "_fault_of", fault)

    with pytest.raises(refusal, match="No window can be opened"):
        run("Qt and its plugins", bench, has_display=has_display)


def test_the_library_that_a_plugin_lacks_is_named_and_no_folder(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (
        "Cannot load library /home/jane/Qt/plugins/platforms/libqxcb.so: (libxcb-cursor.so.0: "
        "cannot open shared object file: No such file or directory)"
    )
    monkeypatch.setattr(QPluginLoader, "load", lambda _: False)
    monkeypatch.setattr(QPluginLoader, "errorString", lambda _: said)

    with pytest.raises(CheckFailedError) as refused:
        run("Qt and its plugins", bench)

    assert "for want of libxcb-cursor.so.0" in str(refused.value)
    assert "jane" not in str(refused.value)


@pytest.mark.parametrize(("has_display", "refusal"), [(True, CheckFailedError), (False, LeftOut)])
def test_qt_that_does_not_load_is_no_crash(
    has_display: bool,
    refusal: type[Exception],
    bench: Bench,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtSvg", None)
    monkeypatch.delattr("PySide6.QtSvg", raising=False)

    for check in window_checks(has_display=has_display):
        with pytest.raises(refusal, match="Qt does not load"):
            check.run(bench, Progress())
