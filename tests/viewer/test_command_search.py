"""viewer.command_search"""

import pytest

from viewer.command_search import fitness


def best(query: str, names: list[str]) -> str:
    return max(names, key=lambda name: fitness(query, name))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fit", "Fit"),
        ("rr", "Rotate right"),
        ("rot l", "Rotate left"),
        ("flip tb", "Flip top to bottom"),
        ("full sc", "Full screen"),
        ("WIPE", "Wipe"),
    ],
)
def test_a_few_letters_find_what_is_meant(query: str, expected: str) -> None:
    names = [
        "Fit",
        "First film",
        "Full range",
        "Full screen",
        "Rotate right",
        "Rotate left",
        "Flip left to right",
        "Flip top to bottom",
        "Wipe",
        "Turn the wipe bar",
    ]

    assert best(query, names) == expected


def test_letters_that_are_not_there_in_order_fit_nothing() -> None:
    assert fitness("tif", "Fit") == 0


def test_every_word_must_be_found() -> None:
    assert fitness("fit xyz", "Fit") == 0


def test_a_key_finds_its_command_before_any_name() -> None:
    assert fitness("ctrl+o", "Open file", keys=("Ctrl+O",)) > fitness("ctrl+o", "Control+Open")


def test_the_group_finds_all_that_stands_under_it() -> None:
    assert 0 < fitness("measure", "Length", "Measure") < fitness("measure", "Measure it")


def test_an_empty_query_fits_everything_alike() -> None:
    assert fitness("  ", "Fit") == fitness("", "Rotate right") > 0
