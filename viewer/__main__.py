"""The program's entry: the window, or a command of the command line.

Only what the chosen way needs is imported: the command line's libraries would delay the window,
and Qt the commands, which have to run where there is no display.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from engine import forbid_dumps
from viewer.opening import Opening

COMMANDS = (
    "render",
    "enhance",
    "stitch",
    "calibrate",
    "info",
    "recipes",
    "models",
    "self-test",
    "train",
    "evaluate",
)
_ABOUT_ALL = ("-h", "--help", "--version")
_USAGE_ERROR = 2
_SAMPLE, _NEW_WINDOW = _VIEW_OPTIONS = ("--sample", "--new-window")
_NO_LIBRARY = """\
The window cannot open, because this system lacks the library {library}. Install the libraries that
Qt 6 windows need: 'make run' in the source tree names them; 'negatoscope enhance' does without.
"""

VIEW_HELP = """\
Usage: negatoscope [view] [--sample] [--new-window] [FILES|FOLDERS]

Opens the window on the films given; without any it says how to open some. DICOM, PNG, TIFF and
JPEG files, folders and ZIP archives of them and DICOMDIRs may be mixed. 'view' is needed only for a
file whose name is that of a command.

  --sample      Opens the sample film.
  --new-window  Opens a window of its own. Without it a window that is open takes the films, unless
                the settings say otherwise.

Where there is no display, the films are enhanced with the default recipe instead, the sample film
where none is given, and the program prints where the results lie.

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

    if words[0] != "self-test":
        return command_line(words)
    from viewer.self_check import window_checks

    return command_line(words, window_checks(has_display=has_display()))


def _decode_pictures() -> int:
    from engine import decode_pictures

    decode_pictures()
    return 0


def _view(words: list[str]) -> int:
    options, files = _options_and_files(words)
    if "-h" in options or "--help" in options:
        sys.stdout.write(VIEW_HELP)
        return 0
    unknown = next((option for option in options if option not in _VIEW_OPTIONS), None)
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

    return run(Opening(tuple(paths), _SAMPLE in options, _NEW_WINDOW in options))


def _options_and_files(words: list[str]) -> tuple[list[str], list[str]]:
    """Return options and files; whatever comes after "--" is a file."""
    end = words.index("--") if "--" in words else len(words)
    options = [word for word in words[:end] if word.startswith("-") and word != "-"]
    files = [word for word in words[:end] if word not in options]
    return options, files + words[end + 1 :]


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
