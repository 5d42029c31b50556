"""The program's entry: the window, or a command of the command line.

Only what the chosen way needs is imported: the command line's libraries would delay the window,
and Qt the commands, which have to run where there is no display.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from engine import forbid_dumps

COMMANDS = (
    "render",
    "enhance",
    "stitch",
    "calibrate",
    "info",
    "recipes",
    "models",
    "train",
    "evaluate",
)
_ABOUT_ALL = ("-h", "--help", "--version")
_USAGE_ERROR = 2
_NO_LIBRARY = """\
The window cannot open, because this system lacks the library {library}. Install the libraries that
Qt 6 windows need: 'make run' in the source tree names them; 'negatoscope enhance' does without.
"""

VIEW_HELP = """\
Usage: negatoscope [view] [FILES|FOLDERS]

Opens the window on the films given, or on the sample film where none is given. DICOM, PNG, TIFF
and JPEG files, folders and ZIP archives of them and DICOMDIRs may be mixed. 'view' is needed only
for a file whose name is that of a command.

Where there is no display, the films are enhanced with the default recipe instead, and the program
prints where the results lie.

Other commands: negatoscope --help
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status.

    Args:
        arguments: Without the program's name; by default those of the command line.
    """
    forbid_dumps()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--decode-pictures"]:  # a frozen program has no other way to start its own part
        return _decode_pictures()
    if words and words[0] in COMMANDS:
        return _run_command(words)
    if words and words[0] in _ABOUT_ALL:
        return _run_command(["--help" if words[0] == "-h" else words[0]])
    if words and words[0] == "view":
        return _view(words[1:])
    if len(words) == 1 and (meant := _meant_command(words[0])):
        return _refuse(f"There is no command or film called {words[0]}. Did you mean {meant}?")
    return _view(words)


def _run_command(words: list[str]) -> int:
    from engine import command_line

    return command_line(words)


def _decode_pictures() -> int:
    from engine import decode_pictures

    decode_pictures()
    return 0


def _view(words: list[str]) -> int:
    files = [word for word in words if word != "--"]
    if "--" not in words:
        if "-h" in words or "--help" in words:
            sys.stdout.write(VIEW_HELP)
            return 0
        unknown = next((word for word in words if word.startswith("-") and word != "-"), None)
        if unknown is not None:
            return _refuse(f"The window knows no option {unknown}.")
    paths = [Path(file) for file in files]
    if not has_display():
        from engine import enhance_without_window

        return enhance_without_window(paths)
    try:
        from viewer.app import run
    except ImportError as error:
        library, _, reason = error.msg.partition(": ")
        if not reason.startswith("cannot open shared object file"):
            raise
        sys.stderr.write(_NO_LIBRARY.format(library=library))
        return 1

    return run(paths)


def _meant_command(word: str) -> str | None:
    """Return the command that a single word, which is no file, is a misspelling of."""
    if not word.isalpha() or Path(word).exists():
        return None
    import difflib

    return next(iter(difflib.get_close_matches(word, (*COMMANDS, "view"), n=1)), None)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence} See 'negatoscope --help' and 'negatoscope view --help'.\n")
    return _USAGE_ERROR


def has_display() -> bool:
    """Return whether a window can be opened: always, but on a Linux without a screen."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
