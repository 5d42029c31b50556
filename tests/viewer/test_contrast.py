"""viewer.theme.tokens: what stands on what can be read, in every theme"""

import colorsys
from dataclasses import asdict

import pytest

from viewer.theme import SCHEMES, Colours, contrast

WORDS = {
    "text": "bg panel raised raised_hover active empty drop plot",
    "text_2": "bg panel raised raised_hover active empty drop plot",
    "accent": "bg panel raised raised_hover active empty plot",
    "warn": "bg panel raised empty",
    "error": "bg panel raised empty",
    "ok": "bg panel raised",
    "synthetic": "bg panel raised synthetic_ground",
    "regional": "plot",
    "on_filled": "filled filled_hover filled_pressed synthetic_switch",
    "text_corner": "canvas",
    "on_film": "canvas",
}
"""Words, icons and curves, and the grounds each of them stands on."""

LINES = {
    "control": "bg panel raised",
    "active_line": "panel",
    "tick": "panel raised",
    "knob": "panel raised plot",
    "histogram_in": "plot",
}
"""What is no word but has to be found: borders of controls, ticks, knobs, bars."""

OF_THE_FILM = ("canvas", "text_corner", "on_film", "film_line", "badge")
"""What is drawn on a film, which is black in every theme."""


def pairs(of: dict[str, str]) -> list[tuple[str, str]]:
    return [(ink, ground) for ink, grounds in of.items() for ground in grounds.split()]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), pairs(WORDS))
def test_words_can_be_read_on_every_ground_they_stand_on(
    scheme: str, ink: str, ground: str
) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1."""
    colours = asdict(SCHEMES[scheme])

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("line", "ground"), pairs(LINES))
def test_what_can_be_used_can_be_found(scheme: str, line: str, ground: str) -> None:
    """WCAG 2.1, 1.4.11: 3 to 1."""
    colours = asdict(SCHEMES[scheme])

    assert contrast(colours[line], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["bg", "panel", "raised", "empty"])
def test_the_focus_ring_can_be_found_on_every_ground(scheme: str, ground: str) -> None:
    colours = asdict(SCHEMES[scheme])

    assert contrast(colours["accent"], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_theme_changes_what_lies_on_a_film(scheme: str) -> None:
    usual, colours = asdict(Colours()), asdict(SCHEMES[scheme])

    assert colours["canvas"] == "#000000"
    assert {role: colours[role] for role in OF_THE_FILM} == {
        role: usual[role] for role in OF_THE_FILM
    }


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_but_what_is_synthetic_is_violet(scheme: str) -> None:
    """Violet: a hue of 245 to 300 degrees."""
    for role, colour in asdict(SCHEMES[scheme]).items():
        red, green, blue = (int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
        hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
        is_violet = saturation > 0 and 245 <= 360 * hue <= 300
        assert is_violet == role.startswith("synthetic"), role


def test_the_reading_room_is_dimmer_than_the_dark_theme() -> None:
    """Against black the ratio tells luminance: L / 0.05 + 1."""
    dark, reading = SCHEMES["dark"], SCHEMES["reading"]

    for role in ("text", "panel", "raised", "filled", "warn"):
        before, after = asdict(dark)[role], asdict(reading)[role]
        share = (contrast(after, "#000000") - 1) / (contrast(before, "#000000") - 1)
        assert share == pytest.approx(0.6, abs=0.04), role
