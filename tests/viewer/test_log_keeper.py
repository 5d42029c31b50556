"""viewer.log_keeper"""

import logging
import sys
from collections.abc import Iterator
from types import TracebackType

import pytest

from viewer.log_keeper import (
    KEPT,
    CleanFormatter,
    LogKeeper,
    hook_for,
    text_of_log,
    where_of,
    without_traces,
)


@pytest.fixture
def keeper() -> Iterator[LogKeeper]:
    """One of its own, that hears what the tests' loggers say."""
    made = LogKeeper()
    loggers = [logging.getLogger(name) for name in ("viewer.somewhere", "otherlib.part")]
    for logger in loggers:
        logger.addHandler(made)
        logger.propagate = False
        logger.setLevel(logging.DEBUG)
    yield made
    for logger in loggers:
        logger.removeHandler(made)
        logger.propagate = True


def test_what_we_say_is_kept_with_level_and_source(keeper: LogKeeper) -> None:
    logging.getLogger("viewer.somewhere").warning("only %d of %d", 2, 3)

    (line,) = keeper.lines
    assert (line.level, line.source, line.text) == (30, "viewer.somewhere", "only 2 of 3")


def test_what_a_library_says_is_not_kept(keeper: LogKeeper) -> None:
    """pydicom, for one, quotes the value it complains of."""
    logging.getLogger("otherlib.part").error("Invalid value 'DOE^JOHN'")

    (line,) = keeper.lines
    assert line.source == "otherlib.part"
    assert "DOE" not in line.words
    assert "test_log_keeper:" in line.text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("cannot read /home/doe/JOHN DOE.dcm at all", "cannot read …"),
        ("cannot read 'C:\\Films\\DOE.dcm'", "cannot read '…"),
        ("see file:///films/DOE.dcm", "see …"),
        ("in ~/films/DOE.dcm", "in …"),
        ("path=/films/DOE.dcm", "path=…"),
        ("image 1.2.840.113619.2.5 is odd", "image … is odd"),
        ("version 1.2.3, 7 of 9 rows/s", "version 1.2.3, 7 of 9 rows/s"),
    ],
)
def test_paths_and_uids_are_taken_out(said: str, kept: str) -> None:
    assert without_traces(said) == kept


def test_only_the_last_lines_are_kept(keeper: LogKeeper) -> None:
    for number in range(KEPT + 3):
        logging.getLogger("viewer.somewhere").info("line %d", number)

    assert len(keeper.lines) == KEPT
    assert keeper.lines[0].text == "line 3"


def test_what_is_said_again_and_again_is_one_line(keeper: LogKeeper) -> None:
    """An error in a paint event comes sixty times a second and would push out all the rest."""
    for said in ("first", "same", "same", "same"):
        logging.getLogger("viewer.somewhere").error(said)

    assert [(line.text, line.times) for line in keeper.lines] == [("first", 1), ("same", 3)]
    assert keeper.lines[1].words.endswith("same (3 times)")


def test_an_error_is_noted_without_its_own_text(keeper: LogKeeper) -> None:
    try:
        raise ValueError("DOE^JOHN")
    except ValueError:
        logging.getLogger("viewer.somewhere").exception("it broke")

    text = keeper.lines[0].text
    assert "DOE" not in text
    assert text.startswith("it broke\nValueError\n  in test_log_keeper.py:")
    assert text.endswith("test_an_error_is_noted_without_its_own_text")


def test_the_text_holds_a_level_and_those_above(keeper: LogKeeper) -> None:
    logger = logging.getLogger("viewer.somewhere")
    for say, word in ((logger.info, "fine"), (logger.warning, "odd"), (logger.error, "bad")):
        say(word)

    shown = text_of_log(keeper.lines, logging.WARNING)

    assert [row.split(": ")[-1] for row in shown.splitlines()] == ["odd", "bad"]


def test_the_standard_error_gets_the_same_words() -> None:
    record = logging.LogRecord("otherlib", 40, "lib.py", 7, "Invalid %s", ("DOE^JOHN",), None)

    assert CleanFormatter().format(record) == (
        "ERROR otherlib: said something at lib:7; its words are left out"
    )


def caught(text: str) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return type(error), error, error.__traceback__


def test_an_error_nobody_caught_is_told_and_noted_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("NEGATOSCOPE_DEBUG", raising=False)
    printed: list[object] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *parts: printed.append(parts))
    told: list[str] = []

    hook_for(lambda: told.append("told"))(*caught("/home/DOE^JOHN.dcm"))

    assert told == ["told"]
    assert printed == []
    assert "RuntimeError" in caplog.text
    assert "DOE" not in caplog.text


def test_ctrl_c_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *parts: printed.append(parts))
    told: list[str] = []

    hook_for(lambda: told.append("told"))(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert (told, len(printed)) == ([], 1)


def test_where_an_error_happened_is_said_from_the_outside_inwards() -> None:
    kind, *places = where_of(caught("text")[1]).splitlines()

    assert kind == "RuntimeError"
    assert len(places) == 1
    assert places[0].startswith("  in test_log_keeper.py:")
    assert places[0].endswith(" caught")
