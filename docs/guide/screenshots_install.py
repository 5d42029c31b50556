"""Makes the pictures of *Install*: the real installers, worked with mouse and keyboard.

Run from the root of the source tree, all or some; needs root, wine64, pcmanfm, xterm and the .run
file that `make installer` makes:

    python -m docs.guide.screenshots_install [linux] [windows] [--folder DIR]
"""

import argparse
from pathlib import Path

from docs.guide import scenes_install
from docs.guide.screen import FOLDER

SCENES = {"linux": scenes_install.linux, "windows": scenes_install.windows}


def main() -> None:
    """Write the pictures asked for."""
    parser = argparse.ArgumentParser(description="Makes the pictures of the installers.")
    parser.add_argument("only", nargs="*", choices=(*SCENES, []), help="all where none is named")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name in asked.only or SCENES:
        SCENES[name](asked.folder)


if __name__ == "__main__":
    main()
