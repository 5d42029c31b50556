"""What was open, in a file that only the user's own keyring can read: for the case of a crash.

No pixels. Paths and drawings may name a patient, so that the file is encrypted and authenticated
(AES-256 in Galois counter mode, NIST SP 800-38D), and its key never lies beside it: it is kept by
the keyring of the system. Where there is none, no session is kept.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine import EngineError, Presentation, presentation_from_json, presentation_to_json
from viewer.canvas.choices import Layout

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

OLDEST = timedelta(days=7)
"""An older session is forgotten: nobody remembers what it was about."""

MOST_FILMS = 2000

_MAGIC = b"NEGATOSCOPE SESSION 1\n"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_LARGEST = 50_000_000

_SERVICE, _USER = "negatoscope", "session key"
_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""Keyrings of systems; others that may be installed keep their keys in a file."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FilmThen:
    """One film of a session.

    Attributes:
        path: Its file.
        uid: Its SOP Instance UID, "" for a bitmap.
        presentation: How it was shown; None where nothing had been changed.
    """

    path: Path
    uid: str = ""
    presentation: Presentation | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """What was open.

    Attributes:
        films: In the order of the list.
        current: Which of them was shown; -1 for none.
        layout: Which panes were shown.
        when: When it was kept; no part of what it is.
    """

    films: tuple[FilmThen, ...]
    current: int
    layout: Layout
    when: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


def session_path() -> Path:
    """Return where the session is kept; there may be none."""
    from platformdirs import user_state_dir

    return Path(user_state_dir("negatoscope", appauthor=False)) / "session"


def no_keyring() -> EngineError:
    """Return why no session can be kept on this system."""
    return EngineError(
        translate("Session", "Sessions are not kept: this system has no keyring for their key."),
        hint=translate("Session", "Start the keyring of your desktop, and switch it on again."),
    )


def session_key(*, may_make: bool) -> bytes | None:
    """Return the key of the keyring, 32 bytes; may wait for the user to unlock it.

    Args:
        may_make: Make one where there is none; else None is returned.

    Raises:
        EngineError: If this system has no keyring that can be trusted, or it refuses.
    """
    from keyring.errors import KeyringError

    ring = system_keyring()
    try:
        key = _parsed(ring.get_password(_SERVICE, _USER))
        if key is None and may_make:
            key = secrets.token_bytes(_KEY_BYTES)
            ring.set_password(_SERVICE, _USER, key.hex())
    except (KeyringError, OSError, RuntimeError) as error:
        raise no_keyring() from error
    return key


def _parsed(kept: str | None) -> bytes | None:
    """Return a key as it stands in the keyring; None for what cannot be one of ours."""
    try:
        key = bytes.fromhex(kept or "")
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def forget_key() -> None:
    """Take the key out of the keyring, which makes any session left unreadable."""
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        system_keyring().delete_password(_SERVICE, _USER)
    except PasswordDeleteError:
        return  # there was none
    except (KeyringError, OSError, RuntimeError) as error:
        raise no_keyring() from error


def system_keyring() -> KeyringBackend:
    """Return the keyring of the system.

    Raises:
        EngineError: If there is none, or only one that keeps its keys in a file.
    """
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    rings = found.backends if isinstance(found, ChainerBackend) else [found]
    for ring in rings:
        if type(ring).__module__.startswith(_TRUSTED):
            return ring
    raise no_keyring()


def write_session(path: Path, session: Session, key: bytes) -> None:
    """Write a session, whole or not at all, readable by its owner only.

    Raises:
        EngineError: If it could not be written.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    plain = json.dumps(_to_json(session)).encode()
    content = _MAGIC + nonce + AESGCM(key).encrypt(nonce, plain, _MAGIC)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".session-", dir=path.parent)  # mkstemp: 0600
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise EngineError(translate("Session", "The session could not be kept.")) from error


def read_session(path: Path, key: bytes | None) -> Session:
    """Read what was open.

    Args:
        path: Written by ``write_session``.
        key: Of the keyring; None where it has none any more.

    Raises:
        EngineError: If it was altered, is too old or was written under another key; it is of no
            use then.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        raise _unreadable() from error
    start = len(_MAGIC) + _NONCE_BYTES
    if key is None or not content.startswith(_MAGIC) or len(content) <= start:
        raise _unreadable()
    try:
        plain = AESGCM(key).decrypt(content[len(_MAGIC) : start], content[start:], _MAGIC)
        session = _from_json(json.loads(plain))
    except (InvalidTag, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable() from error
    if datetime.now(UTC) - session.when > OLDEST:
        raise EngineError(
            translate("Session", "The last session was forgotten: it is older than a week.")
        )
    return session


def _unreadable() -> EngineError:
    return EngineError(translate("Session", "The last session was forgotten: it is damaged."))


def _to_json(session: Session) -> dict[str, object]:
    return {
        "when": session.when.isoformat(),
        "layout": session.layout.name,
        "current": session.current,
        "films": [
            {
                "path": os.fspath(film.path),
                "uid": film.uid,
                "presentation": presentation_to_json(film.presentation)
                if film.presentation is not None
                else None,
            }
            for film in session.films
        ],
    }


def _from_json(data: dict[str, object]) -> Session:
    films = data["films"]
    current = data["current"]
    if not isinstance(films, list) or not isinstance(current, int):
        raise TypeError("films is no list, or current no number")
    return Session(
        tuple(_film_from(film) for film in films[:MOST_FILMS]),
        current,
        Layout[str(data["layout"])],
        datetime.fromisoformat(str(data["when"])),
    )


def _film_from(data: dict[str, object]) -> FilmThen:
    said = data["presentation"]
    try:
        presentation = presentation_from_json(said) if said is not None else None
    except EngineError:  # of an earlier version: the film opens as it is
        presentation = None
    return FilmThen(Path(str(data["path"])), str(data["uid"]), presentation)
