"""viewer.icons"""

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from engine import resource_path
from viewer.icons import app_icon, icon, pixmap
from viewer.theme import Colours

pytestmark = pytest.mark.usefixtures("qapp")

_NAMES = """
open wl pan zoom probe loupe ruler rot fliph flipv inv undo redo single side wipe diff link
blink export gear eye eyeoff lock unlock grip down right up plus check x save reset auto swap
fit one card synth warn shield info film folder trash logo angle arrow cobb ellipse error left
loop more pause play quad rectangle scale text
"""
FAMILY = tuple(_NAMES.split())


def inked(image: QImage) -> list[QColor]:
    """Return the colours of the fully covered pixels."""
    found = []
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.alpha() == 255:
                found.append(colour)
    return found


def covered(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for y in range(image.height())
        for x in range(image.width())
    )


@pytest.mark.parametrize("name", FAMILY)
@pytest.mark.parametrize("side", [16, 20, 24])
def test_every_icon_draws_something_inside_its_square(name: str, side: int) -> None:
    image = pixmap(name, side).toImage()

    assert image.size() == QSize(side, side)
    assert 0.04 * side * side < covered(image) < 0.9 * side * side


@pytest.mark.parametrize("name", sorted(set(FAMILY) - {"logo"}))
def test_every_icon_keeps_to_the_family(name: str) -> None:
    """Grid of 20, stroke 1.5, round ends, one colour."""
    text = resource_path("icons", f"{name}.svg").read_text()
    root = ElementTree.fromstring(text)  # noqa: S314 - our own file

    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke-width") == "1.5"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"none", "currentColor"}


def test_no_two_icons_look_alike() -> None:
    """Only the folder stands for two things: open, and a folder."""
    seen: dict[bytes, str] = {}

    for name in FAMILY:
        bits = bytes(pixmap(name, 40).toImage().constBits())
        assert bits not in seen or {seen[bits], name} == {"open", "folder"}
        seen[bits] = name


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("side", [16, 20, 24])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(side: int, ratio: float) -> None:
    """A scaled-up picture would equal the small one enlarged."""
    made = icon("wl").pixmap(QSize(side, side), ratio)

    image = made.toImage()

    assert image.size() == QSize(round(side * ratio), round(side * ratio))
    if ratio > 1:
        small = icon("wl").pixmap(QSize(side, side), 1.0).toImage().scaled(image.size())
        assert small != image


def test_an_icon_has_the_colour_of_its_role() -> None:
    made = icon("inv", "warn").pixmap(QSize(24, 24), 1.0).toImage()

    assert {colour.name() for colour in inked(made)} == {Colours().warn.lower()}


@pytest.mark.parametrize(
    ("mode", "state", "role"),
    [
        (QIcon.Mode.Normal, QIcon.State.Off, "text"),
        (QIcon.Mode.Disabled, QIcon.State.Off, "control"),
        (QIcon.Mode.Disabled, QIcon.State.On, "control"),
        (QIcon.Mode.Normal, QIcon.State.On, "accent"),
    ],
)
def test_the_state_decides_the_colour(mode: QIcon.Mode, state: QIcon.State, role: str) -> None:
    made = icon("inv").pixmap(QSize(20, 20), 1.0, mode, state).toImage()

    assert {colour.name() for colour in inked(made)} == {getattr(Colours(), role).lower()}


def test_the_same_icon_is_made_once() -> None:
    assert icon("open").cacheKey() == icon("open").cacheKey()
    assert icon("open").cacheKey() != icon("open", "text_2").cacheKey()


def test_an_icon_we_do_not_have_is_refused() -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icon("unicorn")


def test_the_application_icon_comes_in_every_size() -> None:
    sizes = {(size.width(), size.height()) for size in app_icon().availableSizes()}

    assert {(16, 16), (32, 32), (48, 48), (256, 256), (512, 512)} <= sizes
    assert covered(app_icon().pixmap(QSize(16, 16), 1.0).toImage()) > 200
