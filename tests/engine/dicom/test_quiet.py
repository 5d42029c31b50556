"""engine.dicom.quiet"""

import logging
import warnings
from collections.abc import Iterator

import pytest
from pydicom.valuerep import validate_value

from engine.dicom.quiet import silence_pydicom

SAID = "Invalid value for VR DA: 'CANARY-1970'"


class Console(logging.Handler):
    """What a program that logs everything would print."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(record.getMessage())


@pytest.fixture
def console() -> Iterator[Console]:
    """The root's handler; pytest's own would be given to pydicom's logger too."""
    root, made = logging.getLogger(), Console()
    before = root.level
    root.addHandler(made)
    yield made
    root.removeHandler(made)
    root.setLevel(before)


@pytest.mark.parametrize("name", ["pydicom", "pydicom.pixels.utils", "pydicom.any.later.module"])
def test_no_logger_of_pydicom_repeats_a_value(name: str, console: Console) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    silence_pydicom()

    logging.getLogger(name).warning(SAID)

    assert console.lines == [f"{name}: a value in the file is not as the standard wants it"]


def test_only_a_developer_hears_of_it_at_all(console: Console) -> None:
    logging.getLogger().setLevel(logging.INFO)
    silence_pydicom()

    logging.getLogger("pydicom").error(SAID)

    assert console.lines == []


def test_no_warning_repeats_a_value() -> None:
    with warnings.catch_warnings(record=True) as caught:
        silence_pydicom()
        validate_value("DA", "CANARY-1970", 1)

    assert [str(warning.message) for warning in caught] == []
