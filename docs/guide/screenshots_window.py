"""Makes the pictures of the window: the real one, driven by keys and mouse under a virtual screen.

Only our own phantoms are ever shown. Run from the root of the source tree, all or some scenes:

    python -m docs.guide.screenshots_window [SCENE ...]
        [--size 1920x1080] [--scheme light] [--scale 1.5] [--language de] [--folder DIR]

Without options the pictures of the guide are made anew, two of them in the light theme.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docs.guide.scenes_film import MEASURING
from docs.guide.scenes_program import PROGRAM
from docs.guide.scenes_window import SEEING
from docs.guide.screen import FOLDER, Wish

SCENES: dict[str, Callable[[Wish, Path], None]] = {**SEEING, **MEASURING, **PROGRAM}
LIGHT = ("light",)
"""Scenes that the guide shows in the light theme."""


def main(words: list[str] | None = None) -> None:
    """Write the pictures asked for, and say which."""
    wish = Wish.read(sys.argv[1:] if words is None else words)
    wish.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name, scene in SCENES.items():
            if not wish.only or name in wish.only:
                is_light = name in LIGHT and wish.folder == FOLDER
                scene(replace(wish, scheme="light") if is_light else wish, Path(home))


if __name__ == "__main__":
    main()
