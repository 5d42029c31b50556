"""The page on validation says what the program does with pydicom's own files today."""

from pathlib import Path

import pytest

from docs.validation.films import BUNDLED, PAGE, files_below, row_of

MOST_BYTES = 20_000
"""Of the files looked at again: nearly all of them, in a second."""


@pytest.fixture(scope="module")
def page() -> set[str]:
    """The lines of the table."""
    return set(PAGE.read_text(encoding="utf-8").splitlines())


def test_what_becomes_of_every_small_file_is_as_the_page_says(page: set[str]) -> None:
    small = [path for path in files_below(BUNDLED) if path.stat().st_size <= MOST_BYTES]
    starts = tuple(line.rsplit("|", 2)[0] for line in page)

    rows = [row_of(path, BUNDLED, None) for path in small]

    assert len(rows) > 100
    assert [row.line() for row in rows if not row.picture and row.line() not in page] == []
    assert [row for row in rows if row.picture and row.line().rsplit("|", 2)[0] not in starts] == []


def test_every_difference_is_explained(page: set[str]) -> None:
    assert [line for line in page if "look at it" in line] == []


def test_the_page_holds_names_of_files_and_no_folder_of_this_machine(page: set[str]) -> None:
    folders = (str(Path.home()), str(BUNDLED), "/tmp/")  # noqa: S108 - is looked for

    assert [line for line in page if any(folder in line for folder in folders)] == []
