"""One window for one user, screen and settings file: a later start hands its films to it.

The first start holds a lock for as long as it runs, and says in a file beside it where it listens.
Both lie in a folder that only the user can read. Nothing is known of QtNetwork before it is needed:
a window that is the first appears without it.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer

from engine import build_info
from viewer.meeting_place import name_for, new_address, private_folder, write_whole
from viewer.opening import MOST_BYTES, Opening, framed, length_of, message_of, opening_of, unframed

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

ANSWER_S = 1.5
"""A window that has not answered after this long hangs, and another one is opened."""

BEGIN_S = 20.0
"""A window that is just being opened gets so long to listen."""

MESSAGE_MS = 3000
"""Whoever has not said all after this long is no window of ours."""

MOST_TALKS = 16
"""So many windows may be heard at once."""

PROTOCOL = 1

_RETRY_S = 0.03


class SingleInstance(QObject):
    """The window that answers for others: this one, or one that is open already.

    Args:
        settings_file: Windows of other settings are strangers.
    """

    def __init__(self, settings_file: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_for(settings_file)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._talks: set[_Talk] = set()
        self._taken: Callable[[Opening], None] = lambda _: None

    @property
    def is_first(self) -> bool:
        """Whether this window is the one that answers for others."""
        return self._lock is not None

    @property
    def talk_count(self) -> int:
        """How many other starts are being heard."""
        return len(self._talks)

    def become_first(self) -> bool:
        """Return whether this window is the first from now on: no other one is."""
        if self._lock is not None:
            return True
        folder = private_folder()
        if folder is None:
            return False
        lock = QLockFile(str(folder / f"{self._name}.lock"))
        lock.setStaleLockTime(0)  # stale is what a program left that runs no more
        if not lock.tryLock(0):
            return False
        self._lock = lock
        self._address_file(folder).unlink(missing_ok=True)
        return True

    def hand_over(self, opening: Opening) -> bool:
        """Return whether the window that is open takes this; False where this one has to open.

        This window becomes the first where there is no other.
        """
        end = time.monotonic() + BEGIN_S
        while not self.become_first():
            folder = private_folder()
            if folder is None:
                return False
            answer = self._ask(folder, opening)
            if answer is not None:
                return answer
            if time.monotonic() > end:
                log.info("another window holds the lock and does not listen")
                return False
            time.sleep(_RETRY_S)
        return False

    def listen(self, taken: Callable[[Opening], None]) -> None:
        """Take what other starts hand over, if this window is the first.

        Args:
            taken: Is given each.
        """
        folder = private_folder()
        if self._lock is None or folder is None or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._taken = taken
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(MOST_TALKS)
        server.newConnection.connect(self._welcome)
        address = new_address(folder, self._name)
        if not server.listen(address):  # in place of what a crash may have left there
            log.warning("films of other starts open in windows of their own: nothing can listen")
            server.deleteLater()
            self.leave()
            return
        self._server = server
        write_whole(self._address_file(folder), address)

    def leave(self) -> None:
        """Answer no more: the next start is the first."""
        for talk in list(self._talks):
            talk.end()
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        folder = private_folder()
        if self._lock is None or folder is None:
            return
        self._address_file(folder).unlink(missing_ok=True)
        self._lock.unlock()
        self._lock = None
        with contextlib.suppress(OSError):  # others may have theirs in it
            folder.rmdir()

    def _address_file(self, folder: Path) -> Path:
        return folder / f"{self._name}.address"

    def _ask(self, folder: Path, opening: Opening) -> bool | None:
        """Return whether the first window takes it, or None where it does not listen yet."""
        try:
            address = self._address_file(folder).read_text(encoding="utf-8")
        except OSError:
            return None
        return ask(address, opening)

    def _welcome(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if len(self._talks) >= MOST_TALKS:
                socket.abort()
                socket.deleteLater()
                continue
            talk = _Talk(socket, self._taken, self._talks.discard)
            self._talks.add(talk)
            talk.begin()


class _Talk:
    """What one other start says; it is told first who listens.

    Args:
        socket: To the other; closed when this ends.
        taken: Is given what it asks for.
        ended: Is told when this ends.
    """

    def __init__(
        self,
        socket: QLocalSocket,
        taken: Callable[[Opening], None],
        ended: Callable[[_Talk], None],
    ) -> None:
        self._socket = socket
        self._taken = taken
        self._ended = ended
        self._received = b""
        self._is_over = False
        self._clock = QTimer()
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.end)
        socket.setReadBufferSize(MOST_BYTES + 4)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.end)

    def begin(self) -> None:
        """Say who listens; the other may be gone by then, which ends the talk at once."""
        self._clock.start(MESSAGE_MS)
        self._say({"protocol": PROTOCOL, "version": build_info().version})

    def end(self) -> None:
        """Hear no more of it."""
        if self._is_over:
            return
        self._is_over = True
        self._clock.stop()
        self._socket.abort()
        self._socket.deleteLater()
        self._ended(self)

    def _read(self) -> None:
        if self._is_over:
            return
        self._received += self._socket.readAll().data()
        try:
            length = length_of(self._received)
        except ValueError:
            self._refuse()
            return
        if length is None or len(self._received) < 4 + length:
            return
        opening = opening_of(self._received[4:])
        if opening is None:
            self._refuse()
            return
        self._socket.readyRead.disconnect(self._read)  # one is enough
        self._say({"taken": True})
        self._taken(opening)

    def _say(self, words: dict[str, object]) -> None:
        self._socket.write(framed(words))
        self._socket.flush()

    def _refuse(self) -> None:
        log.warning("something that is no window of ours spoke to this one; it was not heard")
        self.end()


def ask(address: str, opening: Opening) -> bool | None:
    """Return whether the window at an address takes this; None where nothing listens there.

    The films are told only after the window has said who it is: one that hangs now would open them
    later, beside the window that is opened in its stead.
    """
    from PySide6.QtNetwork import QLocalSocket

    message = message_of(opening)
    if len(message) > MOST_BYTES:
        return False
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(round(ANSWER_S * 1000)):
        return None
    greeting = _answer(socket)
    try:
        if greeting is None and not socket.isValid():
            return None  # it was just closed, or hears as many others as it can
        if greeting is None or greeting.get("protocol") != PROTOCOL:
            log.info("another window is open and does not answer")
            return False
        if greeting.get("version") != build_info().version:
            log.info("another version has a window open")
            return False
        _let_others_come_to_the_front()
        socket.write(message)
        socket.flush()
        answer = _answer(socket)
        return answer is not None and answer.get("taken") is True
    finally:
        socket.abort()


def _answer(socket: QLocalSocket) -> dict[str, object] | None:
    """Return the next thing a window says, or None if it takes too long."""
    end = time.monotonic() + ANSWER_S
    received = b""
    while (left_s := end - time.monotonic()) > 0:
        received += socket.readAll().data()
        try:
            length = length_of(received)
        except ValueError:
            return None
        if length is not None and len(received) >= 4 + length:
            return unframed(received[4 : 4 + length])
        if not socket.waitForReadyRead(max(1, round(left_s * 1000))) and not socket.isValid():
            return None
    return None


def _let_others_come_to_the_front() -> None:
    """Pass on the right to come to the front, which Windows gives to what the user started."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
