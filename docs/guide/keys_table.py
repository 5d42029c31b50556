"""Writes the table of keys into the guide, from the one list that menus and tooltips read too.

Run from the root of the source tree whenever a command or its key has changed:

    python -m docs.guide.keys_table
"""

import re
from pathlib import Path

from viewer.actions import COMMANDS, HELD_KEYS, Command, Group

PAGE = Path(__file__).parent / "keys.md"
BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"

_NUMBERED = re.compile(r"(.*\D)1$")


def main() -> None:
    """Bring the page up to date."""
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def with_table(page: str) -> str:
    """Return a page with the tables of now between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def tables() -> str:
    """Return a table for each group of commands."""
    return "\n\n".join(_table(group) for group in Group)


def _table(group: Group) -> str:
    rows = [_row(entry) for entry in (*HELD_KEYS, *COMMANDS) if entry.group is group]
    lines = [f"| {text} | {keys} |" for text, keys in rows if text]
    return "\n".join([f"### {group.value}", "", "| command | keys |", "|---|---|", *lines])


def _row(entry: Command) -> tuple[str, str]:
    """Return name and keys of a command; nine numbered ones are one row, the others none."""
    if entry.name[-1].isdigit():
        first = _NUMBERED.match(entry.text)
        if first is None:
            return "", ""
        low, high = _code(entry.keys[0]), _code(entry.keys[0].replace("1", "9"))
        return f"{first[1]}1 to 9", f"{low} to {high}"
    return entry.text, " or ".join(_code(key) for key in entry.keys)


def _code(key: str) -> str:
    """Return a key as Markdown shows it, also the one that begins code and the one in tables."""
    escaped = key.replace("|", "\\|")
    return f"`` {escaped} ``" if "`" in key else f"`{escaped}`"


if __name__ == "__main__":
    main()
