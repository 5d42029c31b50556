"""engine.limits_file"""

import json
from pathlib import Path

import pytest

from engine.budget import Budget
from engine.errors import ExportError
from engine.limits_file import limits_path, read_limits, write_limits


def test_what_a_file_names_is_changed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "limits.json"
    path.write_text('{"megapixels": 400, "depth": 8}')

    assert read_limits(path) == Budget(megapixels=400, depth=8)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "true", '"many"', "null", "[400]"])
def test_a_value_that_is_no_limit_is_passed_over_and_never_repeated(
    value: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "limits.json"
    path.write_text(f'{{"megapixels": {value}, "elements": 7}}')

    found = read_limits(path)

    assert found == Budget(elements=7)
    assert caplog.messages == [
        "limits.json: megapixels is no number that can be a limit; as built in"
    ]


def test_sequences_may_not_go_deeper_than_the_program_can_follow(tmp_path: Path) -> None:
    path = tmp_path / "limits.json"
    path.write_text('{"depth": 101}')

    assert read_limits(path).depth == 32


def test_an_unknown_name_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "limits.json"
    path.write_text('{"megapixel": 400}')

    assert read_limits(path) == Budget()
    assert caplog.messages == ["limits.json: there is no limit called 'megapixel'"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 90_000])
def test_a_broken_file_changes_nothing(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "limits.json"
    path.write_bytes(content)

    assert read_limits(path) == Budget()
    assert len(caplog.messages) == 1
    assert str(tmp_path) not in caplog.text


def test_no_file_is_no_reason_to_complain(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert read_limits(tmp_path / "limits.json") == Budget()
    assert caplog.messages == []


def test_the_file_lies_beside_the_users_recipes() -> None:
    assert limits_path().name == "limits.json"
    assert limits_path().parent.name == "negatoscope"


def test_limits_written_are_read_again_and_only_what_was_chosen_is_there(tmp_path: Path) -> None:
    """A limit that is as built in follows the program when that changes."""
    path = tmp_path / "below" / "limits.json"

    write_limits(path, Budget(megapixels=400))

    assert json.loads(path.read_text()) == {"megapixels": 400}
    assert read_limits(path) == Budget(megapixels=400)


def test_what_else_a_file_holds_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "limits.json"
    path.write_text('{"depth": 8, "of a later version": 1}')

    write_limits(path, Budget())

    assert json.loads(path.read_text()) == {"of a later version": 1}


def test_a_limit_the_program_cannot_follow_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most 100, not 101"):
        write_limits(tmp_path / "limits.json", Budget(depth=101))


def test_a_folder_that_is_a_file_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ExportError, match=r"limits\.json could not be written"):
        write_limits(tmp_path / "file" / "limits.json", Budget(depth=8))
