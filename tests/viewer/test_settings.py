"""viewer.settings"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from viewer.settings import Settings

Maker = Callable[[], Settings]


@pytest.fixture
def own(tmp_path: Path) -> Maker:
    """Settings as a new start of the program reads them."""

    def read() -> Settings:
        return Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))

    return read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("up_darkens", False),
        ("wheel_always_zooms", True),
        ("is_smooth", True),
        ("shows_patient", False),
        ("is_wipe_level", True),
        ("keeps_recent", True),
        ("restores_session", True),
        ("drag_speed", 0.5),
        ("scheme", "light"),
        ("text_scale", 1.25),
        ("language", "de"),
        ("device", "cpu"),
        ("flipped_devices", frozenset({"Maker, with a comma"})),
    ],
)
def test_a_preference_lasts_and_is_told_once(name: str, value: object, own: Maker) -> None:
    settings = own()
    told: list[str] = []
    settings.changed.connect(lambda: told.append(name))
    assert getattr(settings, name) != value

    setattr(settings, name, value)
    setattr(settings, name, value)
    settings.store.sync()

    assert told == [name]
    assert getattr(own(), name) == value


@pytest.mark.parametrize(
    ("key", "kept", "name", "expected"),
    [
        ("window/drag_speed", "100", "drag_speed", 4.0),
        ("window/drag_speed", "fast", "drag_speed", 1.0),
        ("window/drag_speed", "nan", "drag_speed", 1.0),
        ("look/text_scale", "0.1", "text_scale", 0.8),
        ("look/scheme", "pink", "scheme", "dark"),
        ("models/device", "tpu", "device", "auto"),
        ("canvas/is_smooth", "perhaps", "is_smooth", False),
    ],
)
def test_what_cannot_be_a_preference_is_put_right(
    key: str, kept: str, name: str, expected: object, own: Maker
) -> None:
    """The file may have been edited by hand, or written by another version."""
    settings = own()
    settings.store.setValue(key, kept)

    assert getattr(settings, name) == expected


def test_what_tells_of_patients_is_off_until_it_is_wanted() -> None:
    built_in = Settings.built_in()

    assert (built_in.keeps_recent, built_in.restores_session) == (False, False)


def test_the_folder_of_exports_is_forgotten_with_the_session(own: Maker, tmp_path: Path) -> None:
    settings = own()

    settings.export_folder = "/films/DOE"
    settings.is_smooth = True
    settings.store.sync()

    assert b"DOE" not in (tmp_path / "own.ini").read_bytes()
    assert own().export_folder == ""
