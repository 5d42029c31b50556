#!/usr/bin/env python3
"""The manual page, put together from what the program itself says of its commands.

packaging/linux/man_page.py PROGRAM VERSION YYYY-MM-DD > negatoscope.1
"""

import re
import subprocess
import sys
from collections.abc import Iterator

WIDE = {"COLUMNS": "200", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}

NAME = r"negatoscope \- view radiographs and enhance them beside the original"

WINDOW = "view"
"""The command that opens the window: its help is the description of the page."""

AFTERWORD = r"""
.SH FILES
What the program keeps for its user; none of it is removed with the program.
.TP
.I ~/.config/negatoscope/negatoscope.conf
Settings of the window.
.TP
.I ~/.config/negatoscope/recipes/
The user's own recipes.
.TP
.I ~/.config/negatoscope/limits.json
Limits on the films that are read, where they were changed.
.TP
.I ~/.local/share/negatoscope/
Flat fields of detectors.
.TP
.I ~/.local/state/negatoscope/
The last session, only where the user switched that on.
.TP
.I ~/.cache/negatoscope/
Sample films; made again where they are missing.
.PP
XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME and XDG_CACHE_HOME move them.
.SH ENVIRONMENT
.TP
.B NEGATOSCOPE_DEVICE
Where networks run: auto, cpu or cuda.
.TP
.B NEGATOSCOPE_DEBUG
1 writes faults with all their details, which may name patients.
.SH EXIT STATUS
0 where all went well, 2 where the command line was not understood, 1 for everything else, which is
said on the standard error.
.SH NOTES
Not a medical device: research and education, not for diagnosis.
"""


def help_of(program: str, *words: str) -> list[str]:
    """Return the lines that the program prints for ``words`` and --help."""
    done = subprocess.run(  # noqa: S603 - the program that is being packaged
        [program, *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=WIDE,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.splitlines()


def commands(lines: list[str]) -> list[str]:
    """Return the names below "Commands:" in a help text."""
    start = lines.index("Commands:") + 1
    return [found[1] for line in lines[start:] if (found := re.match(r"  ([a-z][\w-]*)", line))]


def escaped(text: str) -> str:
    """Return text that roff prints as it is: no line of it becomes a request."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^([.'])", r"\&\1", text, flags=re.MULTILINE)


def as_roff(lines: list[str]) -> Iterator[str]:
    """Yield one help text as roff: its usage, its paragraphs, and its tables as tagged ones."""
    in_table = False
    for line in lines:
        bare = line.strip()
        heading = re.fullmatch(r"(\w[\w ]*):", line)
        in_table = in_table or line.startswith("  -")
        entry = re.match(r" {2,4}(\S.*?)(?: {2,}(.*))?$", line) if in_table else None
        if line.startswith("Usage: "):
            yield f".PP\n.B {escaped(line.removeprefix('Usage: '))}\n.PP"
        elif heading:
            in_table = True
            yield f".PP\n.B {escaped(heading[1])}"
        elif not bare:
            yield ".PP"
        elif entry:
            yield f".TP\n.B {escaped(entry[1])}\n{escaped(entry[2] or '')}".rstrip()
        elif in_table and not line.startswith(" "):
            in_table = False
            yield f".PP\n{escaped(bare)}"
        else:
            yield escaped(bare)


def page(program: str, version: str, date: str) -> str:
    """Return the whole manual page."""
    parts = [
        f'.TH NEGATOSCOPE 1 "{escaped(date)}" "Negatoscope {escaped(version)}"',
        f".SH NAME\n{NAME}",
        ".SH SYNOPSIS",
        ".B negatoscope\n[\\fIFILES\\fR|\\fIFOLDERS\\fR]\n.br",
        ".B negatoscope\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]",
        ".SH DESCRIPTION",
        *as_roff(help_of(program, WINDOW)),
    ]
    names = commands(help_of(program))
    parts.append(".SH COMMANDS")
    for name in names:
        parts += [f".SS {name}", *as_roff(help_of(program, name))]
    text = "\n".join(parts) + AFTERWORD
    return re.sub(r"(\.PP\n)+(?=\.(PP|SS|SH|TP))", "", text)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(f"usage: {sys.argv[0]} PROGRAM VERSION YYYY-MM-DD")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(*sys.argv[1:]))
