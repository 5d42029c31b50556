"""viewer.session_file"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.SecretService import Keyring as SecretService

from engine import EngineError, Orientation, Presentation, Window
from tests.privacy.memory_ring import MemoryRing
from viewer import session_file
from viewer.canvas.choices import Layout
from viewer.session_file import (
    FilmThen,
    Session,
    forget_key,
    read_session,
    session_key,
    system_keyring,
    write_session,
)

KEY = bytes(range(32))
TURNED = Presentation(Window(1000, 500), is_inverted=True, orientation=Orientation(1))
SESSION = Session(
    (FilmThen(Path("/films/DOE.dcm"), "1.2.3", TURNED), FilmThen(Path("/films/b.png"))),
    current=1,
    layout=Layout.WIPE,
)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    made = MemoryRing()
    monkeypatch.setattr(session_file, "system_keyring", lambda: made)
    return made


def test_a_session_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "below" / "session"

    write_session(path, SESSION, KEY)

    assert read_session(path, KEY) == SESSION


def test_the_file_says_nothing_and_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "session"

    write_session(path, SESSION, KEY)

    content = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"DOE" not in content
    assert b"films" not in content
    assert [file.name for file in tmp_path.iterdir()] == ["session"]


def test_the_same_session_never_makes_the_same_file(tmp_path: Path) -> None:
    """A nonce used twice under one key would give the text away."""
    for name in ("a", "b"):
        write_session(tmp_path / name, SESSION, KEY)

    assert (tmp_path / "a").read_bytes()[22:34] != (tmp_path / "b").read_bytes()[22:34]


@pytest.mark.parametrize(
    "alter",
    [
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content[:30] + bytes([content[30] ^ 1]) + content[31:],
        lambda content: content.replace(b"SESSION 1", b"SESSION 2"),
        lambda content: content[:34],
        lambda _: b"",
        lambda _: b'{"films": []}',
    ],
)
def test_a_file_that_was_altered_is_refused(
    alter: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "session"
    write_session(path, SESSION, KEY)
    path.write_bytes(alter(path.read_bytes()))

    with pytest.raises(EngineError, match=r"forgotten: it is damaged\."):
        read_session(path, KEY)


@pytest.mark.parametrize("key", [None, bytes(32)])
def test_another_key_reads_nothing(key: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "session"
    write_session(path, SESSION, KEY)

    with pytest.raises(EngineError, match="damaged"):
        read_session(path, key)


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        '{"films": 1, "current": 0, "layout": "WIPE", "when": "2026-01-01T00:00:00+00:00"}',
    ],
)
def test_what_we_never_wrote_is_refused(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed with the right key, as another version of this program may have done."""
    monkeypatch.setattr(session_file, "_to_json", lambda _: json.loads(content))
    write_session(tmp_path / "session", SESSION, KEY)

    with pytest.raises(EngineError, match="damaged"):
        read_session(tmp_path / "session", KEY)


def test_a_session_of_last_week_is_forgotten(tmp_path: Path) -> None:
    old = replace(SESSION, when=datetime.now(UTC) - timedelta(days=7, seconds=5))
    write_session(tmp_path / "session", old, KEY)

    with pytest.raises(EngineError, match="older than a week"):
        read_session(tmp_path / "session", KEY)


def test_a_folder_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "session").mkdir()

    with pytest.raises(EngineError, match="could not be kept"):
        write_session(tmp_path / "session", SESSION, KEY)


def test_the_key_is_made_once_and_kept_in_the_keyring(ring: MemoryRing) -> None:
    assert session_key(may_make=False) is None

    made = session_key(may_make=True)

    assert made is not None
    assert len(made) == 32
    assert session_key(may_make=True) == made
    assert ring.kept == {("negatoscope", "session key"): made.hex()}


def test_the_key_can_be_forgotten_twice(ring: MemoryRing) -> None:
    session_key(may_make=True)

    forget_key()
    forget_key()

    assert ring.kept == {}


@pytest.mark.parametrize("kept", ["no hex", "00ff", "", "é"])
def test_what_is_no_key_of_ours_is_replaced(kept: str, ring: MemoryRing) -> None:
    """A key of another length would be another cipher, or none."""
    ring.kept["negatoscope", "session key"] = kept

    made = session_key(may_make=True)

    assert made is not None
    assert len(made) == 32
    assert ring.kept["negatoscope", "session key"] == made.hex()


def test_a_system_without_a_keyring_keeps_no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)

    with pytest.raises(EngineError, match="this system has no keyring"):
        system_keyring()


def test_a_keyring_that_is_a_file_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key would lie on the same disk as what it seals."""
    monkeypatch.setattr(keyring, "get_keyring", MemoryRing)

    with pytest.raises(EngineError, match="no keyring"):
        system_keyring()


def test_the_systems_keyring_is_found_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = SecretService.__new__(SecretService)  # its bus is not asked

    class Chain(ChainerBackend):
        backends = [MemoryRing(), safe]  # noqa: RUF012 - keyring's own attribute

    monkeypatch.setattr(keyring, "get_keyring", Chain)

    assert system_keyring() is safe
