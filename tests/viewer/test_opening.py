"""viewer.opening"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.opening import MOST_BYTES, Opening, framed, length_of, message_of, opening_of

TOKEN = "t1"  # noqa: S105 - no secret


def said(**changed: object) -> bytes:
    """A sound message without its length, with something changed."""
    return json.dumps({"paths": ["/a.dcm"], "sample": False, "token": "", **changed}).encode()


def test_a_message_is_its_length_and_json_of_absolute_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    message = message_of(Opening((Path("a.dcm"), Path("/b c.dcm")), wants_sample=True, token=TOKEN))

    assert int.from_bytes(message[:4], "big") == len(message) - 4
    assert json.loads(message[4:]) == {
        "paths": [str(tmp_path / "a.dcm"), "/b c.dcm"],
        "sample": True,
        "token": "t1",
    }


def test_a_name_that_is_no_utf_8_arrives_as_it_was() -> None:
    """Linux allows any byte in a name; Python keeps such a one as half a surrogate."""
    odd = Path("/films/R\udcf6ntgen \u00e9\u4e2d.dcm")

    arrived = opening_of(message_of(Opening((odd,)))[4:])

    assert arrived == Opening((odd,))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b"9" * 100_000,
        said(paths="/a.dcm"),
        said(paths=[1]),
        said(paths=["a.dcm"]),
        said(paths=[""]),
        said(paths=["/a\0b"]),
        said(paths=["/" + "a" * 40_000]),
        said(sample="yes"),
        said(token=7),
        said(token="a" * 300),
        said(token=f"a{chr(10)}b"),
    ],
)
def test_what_is_no_opening_is_none(message: bytes) -> None:
    assert opening_of(message) is None


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise(message: bytes) -> None:
    assert opening_of(message) is None or isinstance(opening_of(message), Opening)


def test_a_length_is_known_after_four_bytes_and_bounded() -> None:
    assert length_of(b"\0\0\1") is None
    assert length_of(framed({})) == 2
    assert length_of(MOST_BYTES.to_bytes(4, "big")) == MOST_BYTES
    with pytest.raises(ValueError, match="at most"):
        length_of((MOST_BYTES + 1).to_bytes(4, "big"))
