"""Makes the pictures of the user guide: the real window, driven under a virtual screen.

Only our own sample film is ever shown. Run from the root of the source tree:

    python -m docs.guide.screenshots [FOLDER]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.journey.desktop import Desktop, viewer_command

FOLDER = Path(__file__).parent / "pictures"
SIZES = ((1440, 900), (1280, 800), (1920, 1080))


def main() -> None:
    """Write every picture, and say which."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "Documents").mkdir()
        environment = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
        }
        for size in SIZES:
            with Desktop(viewer_command(), size, environment) as desktop:
                _tour(desktop, size, folder)
        with Desktop(viewer_command(), SIZES[0], environment) as desktop:
            _filters(desktop, SIZES[0], _camera(desktop, folder, ""))
        with Desktop(viewer_command(), SIZES[0], environment) as desktop:
            _mapping(desktop, SIZES[0], _camera(desktop, folder, ""))
        with Desktop(viewer_command(), SIZES[0], environment) as desktop:
            _translation(desktop, SIZES[0], _camera(desktop, folder, ""))


def _camera(desktop: Desktop, folder: Path, ending: str) -> Callable[..., None]:
    """Return what takes a picture of a name, after a pause; and wait until the film is shown."""

    def shoot(name: str, pause_s: float = 1.0) -> None:
        time.sleep(pause_s)
        path = desktop.picture(folder / f"{name}{ending}.png")
        sys.stdout.write(f"{path.name}\n")

    time.sleep(20)  # the first start makes the sample film
    return shoot


def _tour(desktop: Desktop, size: tuple[int, int], folder: Path) -> None:
    width, height = size
    ending = "" if size == SIZES[0] else f"_{width}x{height}"
    shoot = _camera(desktop, folder, ending)
    desktop.move(176 + (width - 496) * 0.35, height * 0.52)
    shoot("side_by_side")
    if ending:
        desktop.key("ctrl+e")
        shoot("export", 1.5)
        desktop.key("Escape")
        return
    _features(desktop, size, shoot)


def _features(desktop: Desktop, size: tuple[int, int], shoot: Callable[..., None]) -> None:
    width, _height = size
    panel = width - 320
    desktop.click(panel + 293, 527)  # arrow of the second step card
    desktop.move(panel + 150, 700)
    shoot("steps")
    desktop.click(panel + 293, 527)
    desktop.click(panel + 60, 601)  # Add step
    shoot("add_step")
    desktop.key("Escape")
    time.sleep(1)
    desktop.key("backslash")
    shoot("wipe")
    desktop.key("backslash")
    desktop.key("Tab")
    desktop.key("ctrl+e")
    shoot("export", 1.5)
    desktop.key("Escape")
    desktop.key("F1")
    shoot("keys")
    desktop.key("Escape")
    desktop.key("ctrl+w")
    desktop.move(10, 890)
    shoot("empty")


def _filters(desktop: Desktop, size: tuple[int, int], shoot: Callable[..., None]) -> None:
    """Take the report, steps limited to lungs and to a drawn region, and what was filled in."""
    width, height = size
    panel = width - 320
    desktop.click(panel + 60, 56)  # close the section Window, so that Inspect is in sight
    shoot("report", 2.0)
    desktop.click(panel + 294, 193)  # arrow of Multiscale contrast
    time.sleep(1)
    _choose_region(desktop, panel, "L")
    shoot("region", 4.0)
    _choose_region(desktop, panel, "D")
    heart = [(0.66, 0.45), (0.70, 0.50), (0.73, 0.60), (0.68, 0.66), (0.61, 0.64), (0.62, 0.52)]
    corners = [(width * across, height * down) for across, down in heart]
    desktop.move(*corners[0])
    desktop.xdotool("mousedown", "1")
    for corner in (*corners[1:], corners[0]):
        desktop.move(*corner)
        time.sleep(0.1)
    desktop.xdotool("mouseup", "1")
    time.sleep(1)
    desktop.key("Escape")
    shoot("region_drawn", 3.0)
    desktop.click(panel + 302, 89)  # remove all steps
    time.sleep(2)
    desktop.click(panel + 60, 163)  # Add step
    time.sleep(1)
    desktop.type("marker")
    time.sleep(1)
    desktop.key("Return")
    time.sleep(3)
    desktop.move(width / 2, height - 60)
    shoot("filled_in", 3.0)


def _choose_region(desktop: Desktop, panel: int, letter: str) -> None:
    """Choose a region of the open card by the letter its name begins with."""
    desktop.click(panel + 202, 335)
    time.sleep(1)
    desktop.key(letter)
    desktop.key("Return")
    time.sleep(1)


def _mapping(desktop: Desktop, size: tuple[int, int], shoot: Callable[..., None]) -> None:
    """Take the mapping's card with a map over the film, and the inspector at a pixel."""
    width, height = size
    panel = width - 320
    desktop.click(panel + 137, 453)  # which recipe
    time.sleep(1)
    desktop.key("End")
    desktop.key("Return")
    time.sleep(15)  # PyTorch is loaded, and the network runs
    desktop.click(panel + 280, 491)  # arrow of its card
    time.sleep(2)
    desktop.click(panel + 46, 580)  # map a
    desktop.move(176 + (width - 496) * 0.62, height * 0.49)
    shoot("mapping_map", 2.0)
    desktop.click(panel + 46, 580)
    desktop.click(panel + 60, 56)  # close the section Window, so that Inspect is in sight
    desktop.move(176 + (width - 496) * 0.62, height * 0.49)
    shoot("mapping_inspect", 2.0)
    desktop.click(panel + 60, 56)


def _translation(desktop: Desktop, size: tuple[int, int], shoot: Callable[..., None]) -> None:
    """Take the section Translate with the reliability map over the picture."""
    panel = size[0] - 320
    desktop.click(panel + 60, 56)  # close the section Window
    desktop.click(panel + 302, 89)  # remove all steps
    time.sleep(2)
    desktop.click(panel + 291, 206)  # the switch of Translate
    time.sleep(15)  # PyTorch is loaded, and the network runs
    desktop.click(panel + 284, 486)  # reliability overlay
    shoot("translate", 15.0)


if __name__ == "__main__":
    main()
