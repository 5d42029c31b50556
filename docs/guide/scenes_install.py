"""Scenes of the guide: installing for Linux and for Windows, as somebody does it by hand."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from docs.guide.linux_desktop import HOME, LinuxDesktop
from docs.guide.reading_films import write_tree
from docs.guide.screen import make_small

ROOT = Path(__file__).resolve().parents[2]
FILMS: Final = {"chest_1.dcm": "chest.dcm", "chest_2.dcm": "other.dcm", "chest_3.dcm": "heart.dcm"}
"""Short names, which the file manager does not break."""

FIRST_FILM, THIRD_FILM = (230, 170), (420, 170)
"""As the file manager lays them out, by name."""

TERMINAL = ("-fa", "DejaVu Sans Mono", "-fs", "11", "-geometry", "124x12+40+40")
UNPACKED_S = 600.0
WINDOWS_PAGES = ("welcome", "scope", "licence", "finish")


def linux(folder: Path) -> None:
    """Take the terminal in which the .run file installs, and films opened by a double-click."""
    runs = sorted(
        (ROOT / "dist").glob("negatoscope-[0-9]*.run"), key=lambda run: run.stat().st_mtime
    )
    if not runs:
        raise SystemExit("There is no .run file in dist: make installer")
    with (
        tempfile.TemporaryDirectory() as place,
        tempfile.TemporaryDirectory() as films,
        LinuxDesktop(Path(place)) as desktop,
    ):
        Path(place).chmod(0o755)
        desktop.give(runs[-1], f"Downloads/{runs[-1].name}")
        write_tree(Path(films))
        for name, short in FILMS.items():
            desktop.give(Path(films) / name, f"Films/{short}")
        _install(desktop, runs[-1].name, folder)
        _double_click(desktop, folder)


def _install(desktop: LinuxDesktop, run: str, folder: Path) -> None:
    shell = ("bash", "--norc", "-i")
    desktop.start("xterm", *TERMINAL, "-T", "Terminal", "-e", *shell)
    terminal = desktop.window("Terminal")
    time.sleep(1)
    desktop.xdotool("type", f"cd Downloads\nsh {run}\n")
    installed = desktop.home / ".local/opt/negatoscope/files"
    desktop.wait_for(installed.exists, "the program to be unpacked", UNPACKED_S)
    desktop.shoot(folder / "install_linux_run.png", 8.0, height=340)
    desktop.xdotool("windowclose", terminal)


def _double_click(desktop: LinuxDesktop, folder: Path) -> None:
    """Open a film from the file manager, and another one into the same window."""
    desktop.start("pcmanfm", str(HOME / "Films"))
    manager = desktop.window("Films")
    desktop.place(manager, 20, 60, (560, 420))
    time.sleep(2)
    desktop.double_click(*FIRST_FILM)
    window = desktop.window("Negatoscope", 120)
    desktop.place(window, 300, 120, (960, 650))
    desktop.shoot(folder / "install_double_click.png", 15.0)
    desktop.xdotool("windowactivate", "--sync", manager)
    desktop.double_click(*THIRD_FILM)
    desktop.shoot(folder / "one_window.png", 15.0)


def windows(folder: Path) -> None:
    """Take pages of the installer for Windows, under Wine; its payload is a stand-in."""
    script = ROOT / "packaging" / "windows" / "picture_pages.sh"
    with tempfile.TemporaryDirectory() as place:
        command = [str(script), place]
        environment = {**os.environ, "PYTHON": sys.executable}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        pages = [f"{place}/install_windows_{page}.png" for page in WINDOWS_PAGES]
        target = folder / "install_windows.png"
        looks = ("-tile", "2x2", "-geometry", "+8+8", "-background", "#3a4654")
        subprocess.run(["montage", *pages, *looks, str(target)], check=True)
        make_small(target)
        removing = folder / "install_windows_remove.png"
        shutil.copy(f"{place}/install_windows_uninstall.png", removing)
        make_small(removing)
