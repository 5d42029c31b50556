"""The window as its user has it: films opened by the file manager, a pointer, a keyboard."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from smoke.machine import Machine
from smoke.package import DESKTOP_FILE
from smoke.report import expect
from smoke.screen import SAME, Box, Look, Screen

LEFT_PANE = Box(300, 330, 150, 150)
RIGHT_PANE = Box(693, 330, 150, 150)
"""The same part of the two panes of a window of 1280 x 800, well inside of every film."""

NOTICE = Box(10, 42, 500, 40)
"""Where sentences appear, below the toolbar and above the film."""

OPEN_BUTTON = Box(18, 10, 60, 18)
AGREE = (1207, 63)
"""The button of the notice that a first start shows above the film."""

ASIDE = (640, 795)
"""A spot where the pointer, which is part of the screen, hides nothing."""

MIDDLE_OF_WINDOW = Box(200, 80, 740, 640)
SEEN = 3.0
"""Grey levels: a difference nobody overlooks."""

NETWORK = "Interpretable mapping"
WITHOUT_NETWORK = "Chest, balanced"


@dataclass
class User:
    """Somebody at a window.

    Attributes:
        machine: Where the program is installed.
        screen: Where its window appears.
        pictures: Folder for a picture after each deed.
        errors: What the programs complained of.
    """

    machine: Machine
    screen: Screen
    pictures: Path
    errors: Path

    def picture(self, name: str) -> str:
        """Keep a picture of the screen; return its name."""
        path = self.pictures / f"{name}.png"
        self.screen.picture(path)
        return path.name

    def open(self, *command: str) -> None:
        """Open a film as a file manager does, and wait until something like a film is seen."""
        self.machine.start_as_user(*command, errors=self.errors)
        self.screen.wait(self.screen.windows, f"a window after {' '.join(command[:2])}")
        self.sees_film()

    def open_in_the_same_window(self, *command: str) -> None:
        """Open another film, which is to change what the one window shows."""
        before, window = self.screen.look(LEFT_PANE), self.screen.windows()
        self.machine.start_as_user(*command, errors=self.errors)
        self.screen.settled(
            LEFT_PANE,
            lambda seen: seen.is_film and seen.differs_from(before) > SAME,
            f"another film in the window after {' '.join(command[:2])}",
        )
        expect(self.screen.windows() == window, f"one window, not {len(self.screen.windows())}")

    def agree(self) -> None:
        """Say to have read the notice of a first start, which then goes for good."""
        before = self.screen.look(NOTICE)
        self.screen.click(AGREE)
        self.screen.settled(
            NOTICE,
            lambda seen: seen.differs_from(before) > SEEN,
            "the notice to go once it is read",
        )
        self.screen.point_at(ASIDE)
        self.sees_film()

    def sees_film(self) -> Look:
        """Return the left pane once there is a film in it."""
        return self.screen.settled(LEFT_PANE, lambda seen: seen.is_film, "a film in the left pane")

    def find(self, command: str) -> None:
        """Give a command by its name, in the finder."""
        with self.sheet("ctrl+k"):
            self.screen.type(command)
            time.sleep(0.5)
            self.screen.key("Return")

    @contextmanager
    def sheet(self, keys: str) -> Iterator[None]:
        """Open a sheet by its keys; what is done in the ``with`` is to close it again.

        Whatever a sheet covers is dimmed: a look at the films would take that for their change.
        """
        calm = self.screen.look(OPEN_BUTTON)
        self.screen.key(keys)
        is_dim = "the window dimmed by a sheet"
        self.screen.settled(OPEN_BUTTON, lambda seen: seen.differs_from(calm) > SEEN, is_dim)
        yield
        is_bright = "the sheet gone, and the window as bright as before"
        self.screen.settled(OPEN_BUTTON, lambda seen: seen.differs_from(calm) < SAME, is_bright)

    def leave(self) -> None:
        """Close the window; nothing of the program may go on running."""
        self.screen.key("alt+F4")
        self.screen.wait(lambda: not self.screen.windows(), "the window to close")
        self.screen.wait(lambda: not self.machine.processes(), "the program to end", 30)


def check_opening(user: User, films: list[Path]) -> list[str]:
    """Open three films by the desktop's own ways; return the pictures.

    Args:
        user: Who does it.
        films: Two DICOM films and a picture, as the user names them.

    Raises:
        Failed: One does not open, or another window does.
    """
    default = user.machine.as_user("xdg-mime", "query", "default", "application/dicom").stdout
    expect(default.strip() == DESKTOP_FILE, f"{DESKTOP_FILE} for DICOM, not {default.strip()!r}")
    first, second, picture = map(str, films)
    kind = user.machine.as_user("xdg-mime", "query", "filetype", first).stdout.strip()
    expect(kind == "application/dicom", f"a film to be application/dicom, not {kind!r}")
    entry = f"/usr/share/applications/{DESKTOP_FILE}"
    user.open("gio", "open", first)
    shown = [user.picture("1-gio-open")]
    user.agree()
    user.open_in_the_same_window("xdg-open", second)
    shown.append(user.picture("2-xdg-open"))
    user.open_in_the_same_window("gio", "launch", entry, picture)
    return ["one window", *shown, user.picture("3-picture-open-with")]


def check_pointer(user: User) -> list[str]:
    """Go back to the first film, drag its window, and look at it in another layout."""
    screen = user.screen
    before = screen.look(LEFT_PANE)
    screen.key("Home")
    first = screen.settled(
        LEFT_PANE, lambda seen: seen.differs_from(before) > SAME, "the first film after Home"
    )
    middle = LEFT_PANE.left + LEFT_PANE.width // 2, LEFT_PANE.top + LEFT_PANE.height // 2
    screen.drag(middle, (middle[0] + 40, middle[1] - 40))
    darker = screen.settled(
        LEFT_PANE, lambda seen: seen.differs_from(first) > SEEN, "the drag to change the picture"
    )
    expect(darker.mean < first.mean, "a drag upwards to make the film darker")
    shown = [user.picture("4-window-dragged")]
    beside = screen.look(MIDDLE_OF_WINDOW)
    user.find("Two by two")
    screen.settled(MIDDLE_OF_WINDOW, lambda seen: seen.differs_from(beside) > SEEN, "four panes")
    shown.append(user.picture("5-two-by-two"))
    user.find("Side by side")
    screen.settled(
        MIDDLE_OF_WINDOW, lambda seen: seen.differs_from(beside) < SAME, "two panes again"
    )
    return [f"mean grey {first.mean:.0f} -> {darker.mean:.0f}", *shown]


def check_recipe(user: User, *, has_networks: bool) -> list[str]:
    """Apply a recipe, with a network where there is one; return the pictures.

    Without networks the recipe that needs one has to say so, and the film to stay as it was.
    """
    screen = user.screen
    screen.point_at(ASIDE)
    shown = []
    if not has_networks:
        calm = screen.look(NOTICE)
        user.find(NETWORK)
        screen.settled(
            NOTICE, lambda seen: seen.differs_from(calm) > SEEN, "a sentence below the toolbar"
        )
        is_same = screen.look(LEFT_PANE).differs_from(screen.look(RIGHT_PANE)) < SAME
        expect(is_same, "the film as it was, where the network is missing")
        shown.append(user.picture("6-no-network"))
    recipe = NETWORK if has_networks else WITHOUT_NETWORK
    user.find(recipe)
    screen.settled(
        RIGHT_PANE,
        lambda seen: seen.differs_from(screen.look(LEFT_PANE)) > SEEN,
        f"{recipe} to make the right pane another one than the left",
        timeout_s=180,
    )
    return [recipe, *shown, user.picture("7-recipe")]


def check_export(user: User) -> tuple[Path, list[str]]:
    """Export the film shown by the keyboard; return the file, as this machine names it."""
    home = user.machine.seen(user.machine.home)
    with user.sheet("ctrl+e"):
        shown = user.picture("8-export-sheet")
        user.screen.key("Return")
    user.screen.wait(lambda: list(home.glob("*_enhanced.dcm")), "an exported film in the home")
    (exported,) = home.glob("*_enhanced.dcm")
    time.sleep(1)
    return exported, [exported.name, shown, user.picture("9-exported")]
