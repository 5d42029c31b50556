"""Makes the pictures of filters, mapping and translation: the real window on a virtual screen.

The guide shows only our own sample film. Films of one's own are shown with maps and inspector, to
be looked at, in a folder outside the source tree. Run from the root of the source tree:

    python -m docs.guide.screenshots [FOLDER]
    python -m docs.guide.screenshots FOLDER FILM [FILM ...]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docs.guide.screen import FOLDER, make_small
from docs.guide.spoiled_films import raw_film, uneven_film
from tests.journey.desktop import Desktop, viewer_command

SIZE = (1440, 900)


def main() -> None:
    """Write every picture, and say which."""
    parser = argparse.ArgumentParser(description="Makes the pictures of filters and networks.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where they go")
    parser.add_argument("films", nargs="*", type=Path, help="to show the mapping on instead")
    asked = parser.parse_args()
    if asked.films and asked.folder.resolve().is_relative_to(Path(__file__).parents[2]):
        parser.error("pictures of films of one's own do not belong into the source tree")
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "Documents").mkdir()
        environment = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
        }
        for film in asked.films:
            with Desktop(viewer_command(str(film.resolve())), SIZE, environment) as desktop:
                _mapping(desktop, SIZE, _camera(desktop, asked.folder, f"{film.stem}_"))
        if asked.films:
            return
        for tour in (_filters, _mapping, _translation):
            with Desktop(viewer_command("--sample"), SIZE, environment) as desktop:
                tour(desktop, SIZE, _camera(desktop, asked.folder))
        for make in (raw_film, uneven_film):
            film = make(Path(home))
            with Desktop(viewer_command(str(film)), SIZE, environment) as desktop:
                _mapping(desktop, SIZE, _camera(desktop, asked.folder, f"{film.stem}_"))


def _camera(desktop: Desktop, folder: Path, prefix: str = "") -> Callable[..., None]:
    """Return what takes a picture of a name, after a pause; and wait until the film is shown."""

    def shoot(name: str, pause_s: float = 1.0) -> None:
        time.sleep(pause_s)
        path = desktop.picture(folder / f"{prefix}{name}.png")
        make_small(path)
        sys.stdout.write(f"{path.name}\n")

    time.sleep(20)  # the first start makes the sample film
    return shoot


def _filters(desktop: Desktop, size: tuple[int, int], shoot: Callable[..., None]) -> None:
    """Take the report, steps limited to lungs and to a drawn region, and what was filled in."""
    width, height = size
    panel = width - 320
    desktop.click(panel + 60, 56)  # close the section Window, so that Inspect is in sight
    shoot("report", 10.0)
    desktop.click(panel + 294, 193)  # arrow of Multiscale contrast
    time.sleep(1)
    _choose_region(desktop, panel, "L")
    shoot("region", 12.0)
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
    shoot("region_drawn", 8.0)
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
    desktop.click(panel + 60, 56)  # close the section Window, so that Inspect is in sight
    time.sleep(1)
    desktop.click(panel + 137, 119)  # which recipe
    time.sleep(1)
    desktop.key("End")
    desktop.key("Return")
    time.sleep(15)  # PyTorch is loaded, and the network runs
    desktop.click(panel + 285, 157)  # arrow of its card
    time.sleep(2)
    desktop.click(panel + 46, 246)  # map a
    desktop.move(176 + (width - 496) * 0.62, height * 0.49)
    shoot("mapping_map", 2.0)
    desktop.click(panel + 46, 246)
    desktop.move(176 + (width - 496) * 0.62, height * 0.49)
    shoot("mapping_inspect", 2.0)


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
