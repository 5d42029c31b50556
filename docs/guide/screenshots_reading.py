"""Makes the pictures of *What is in the file*: the real window on films of ``reading_films``.

Run from the root of the source tree:

    python -m docs.guide.screenshots_reading [FOLDER]
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs.guide.reading_films import (
    write_annotated,
    write_cine,
    write_contradictory,
    write_states,
    write_tree,
)
from docs.guide.screen import FOLDER, make_small
from tests.journey.desktop import Desktop, viewer_command

SIZE = (1280, 800)
SIZE_OF_TREE = (1280, 864)
"""The whole list of films is in sight."""

HEADINGS = (56, 89, 155, 221)
"""Clicked one after the other these fold all sections but *File and transforms*, which opens."""


def main() -> None:
    """Write every picture, and say which."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        films = Path(place)
        _layers(write_annotated(films), folder)
        _state(write_states(films / "states"), folder)
        _doctor(write_contradictory(films), folder)
        _cine(write_cine(films), folder)
        _tree(write_tree(films / "tree"), folder)


def _layers(film: Path, folder: Path) -> None:
    """Take shutter and overlays with their switches."""
    with _window_on(film) as desktop:
        _open_section(desktop)
        desktop.move(90, 700)
        _shoot(desktop, folder / "reading_layers.png")


def _state(films: Path, folder: Path) -> None:
    """Take a presentation state in force."""
    with _window_on(films) as desktop:
        _open_section(desktop)
        desktop.click(1160, 282)  # the list of presentation states
        time.sleep(1)
        desktop.key("Down", "Return")
        desktop.move(90, 700)
        _shoot(desktop, folder / "reading_state.png", 3)


def _doctor(film: Path, folder: Path) -> None:
    """Take a conflict with the film through another window, then the film flipped."""
    with _window_on(film) as desktop:
        _open_section(desktop)
        desktop.click(1140, 535)  # window "Chest"
        _shoot(desktop, folder / "reading_doctor.png", 2)
        desktop.click(330, 102)  # Flip
        desktop.move(90, 700)
        _shoot(desktop, folder / "reading_polarity.png", 2)


def _cine(film: Path, folder: Path) -> None:
    with _window_on(film) as desktop:
        desktop.key("c")
        _shoot(desktop, folder / "reading_cine.png", 2.0)


def _tree(films: Path, folder: Path) -> None:
    with _window_on(films, SIZE_OF_TREE) as desktop:
        desktop.click(70, 209)  # fold the first series
        desktop.move(90, 830)
        _shoot(desktop, folder / "reading_tree.png", 2)


@contextmanager
def _window_on(film: Path, size: tuple[int, int] = SIZE) -> Iterator[Desktop]:
    """Give a window on a film or a folder, with settings as they are at first."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
        }
        with Desktop(viewer_command(str(film)), size, environment) as desktop:
            time.sleep(8)
            yield desktop


def _open_section(desktop: Desktop) -> None:
    for heading in HEADINGS:
        desktop.click(1020, heading)
        time.sleep(0.7)
    time.sleep(2)  # its rows are made once they are seen


def _shoot(desktop: Desktop, path: Path, pause_s: float = 1.0) -> None:
    time.sleep(pause_s)
    make_small(desktop.picture(path))
    sys.stdout.write(f"{path.name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
