"""viewer.panels.window_presets"""

from dataclasses import replace

import numpy as np
from pytestqt.qtbot import QtBot

from engine import FullRange, Picture, Window, histogram
from tests.viewer.canvas.films import pixels_of
from viewer.app import application_
from viewer.panels.window_presets import picture_in, presets_of, reduced
from viewer.theme import apply_theme
from viewer.widgets import PresetButton

PLAIN = Window(1000, 2000)
BONE = Window(2000, 800, explanation="Bone")
FOUND = ["Bone detail", "Lung field", "Soft tissue", "Lines", "Full field", "Auto"]


def picture() -> Picture:
    """A ramp of 0..4095 in 12 bits."""
    return Picture(
        indices=np.tile(np.arange(4096, dtype=np.uint16), (8, 1)),
        values=np.arange(65536, dtype=np.float64),
        first_stored=0,
        is_inverse=False,
        default_voi=PLAIN,
        full_range=FullRange(0, 4095),
        spacing_mm=(0.1, 0.1),
    )


def test_the_files_own_windows_come_first_and_keep_their_names() -> None:
    film = picture()

    names = [preset.name for preset in presets_of(film, histogram(film), (PLAIN, PLAIN, BONE))]

    assert names == ["File", "File 2", "Bone", *FOUND]


def test_each_window_says_what_it_shows() -> None:
    film = picture()

    found = presets_of(film, histogram(film), (BONE,))

    assert all(preset.meaning.endswith(".") for preset in found)
    assert found[4].meaning.startswith("Lines: tubes and lines")


def test_a_window_of_the_file_is_not_offered_again() -> None:
    film = picture()
    whole = Window(2048, 4096, explanation="All")

    names = [preset.name for preset in presets_of(film, histogram(film), (whole,))]

    assert names == ["All", *[name for name in FOUND if name != "Full field"]]


def test_no_window_is_chosen_by_what_a_network_invented() -> None:
    film = replace(picture(), is_synthetic=True)

    assert [preset.name for preset in presets_of(film, histogram(film), ())] == ["Full field"]


def test_a_picture_shows_the_middle_of_the_film_in_its_window() -> None:
    """A wide film fills 112 rows; black below and white above the window."""
    film = replace(picture(), indices=np.repeat(np.arange(4096, dtype=np.uint16)[None], 4096, 0))

    image = picture_in(reduced(film), film, Window(2048, 4))

    assert (image.width(), image.height()) == (136, 112)
    assert image.pixelColor(20, 50).red() == 0
    assert image.pixelColor(110, 50).red() == 255


def test_the_key_can_be_read_on_the_picture_in_a_light_theme(qtbot: QtBot) -> None:
    """Light figures on a dark chip, as on a film."""
    app = application_()
    button = PresetButton("Auto", "8")
    qtbot.addWidget(button)
    apply_theme(app, scheme="light")

    seen = pixels_of(button)[8:20, 8:20].mean(axis=2)

    apply_theme(app)
    assert seen.min() < 60
    assert seen.max() > 150
