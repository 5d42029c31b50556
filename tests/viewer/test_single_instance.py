"""viewer.single_instance"""

import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from engine import build_info
from viewer import single_instance
from viewer.app import application_
from viewer.opening import MOST_BYTES, Opening, framed, message_of
from viewer.single_instance import MOST_TALKS, SingleInstance, ask

TOKEN = "t1"  # noqa: S105 - no secret
FILM = Opening((Path("/films/Doe_Jane.dcm"),), token=TOKEN)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks into Unix sockets")

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from viewer.opening import Opening
from viewer.single_instance import SingleInstance
app = QCoreApplication([])
sys.exit(not SingleInstance("settings").hand_over(Opening((Path("a.dcm"),), token="t1")))
"""


class First:
    """A window that is open, and what it was handed."""

    def __init__(self) -> None:
        self.instance = SingleInstance("settings")
        self.taken: list[Opening] = []
        assert self.instance.become_first()
        self.instance.listen(self.taken.append)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which the windows of these tests meet: the address of a socket is short."""
    application_()
    with tempfile.TemporaryDirectory(prefix="meet") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder) / f"negatoscope-{os.getuid()}"


@pytest.fixture
def first(runtime: Path) -> Iterator[First]:  # noqa: ARG001 - there it listens
    made = First()
    yield made
    made.instance.leave()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr(single_instance, "ANSWER_S", 0.05)
    monkeypatch.setattr(single_instance, "BEGIN_S", 0.1)


def call(runtime: Path) -> socket.socket:
    """Speak to the window as any program of the user could."""
    made = socket.socket(socket.AF_UNIX)
    made.setblocking(True)
    made.settimeout(5)
    made.connect(next(runtime.glob("*.address")).read_text())
    return made


def test_a_second_start_hands_its_films_over(
    qtbot: QtBot, first: First, repository: Path, tmp_path: Path
) -> None:
    second = QProcess()
    second.setWorkingDirectory(str(tmp_path))
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", str(repository))
    second.setProcessEnvironment(environment)

    second.start(sys.executable, ["-c", SECOND])
    qtbot.waitUntil(lambda: second.state() == QProcess.ProcessState.NotRunning, timeout=20_000)

    assert second.readAllStandardError().data() == b""
    assert second.exitCode() == 0
    assert first.taken == [Opening((tmp_path / "a.dcm",), token=TOKEN)]


@pytest.mark.usefixtures("runtime")
def test_the_first_start_hands_nothing_over_and_is_the_first() -> None:
    instance, same, other = (SingleInstance(name) for name in ("settings", "settings", "others"))

    handed_over = instance.hand_over(FILM)

    assert not handed_over
    assert [one.become_first() for one in (instance, same, other)] == [True, False, True]
    instance.leave()
    other.leave()


def test_after_the_first_has_left_nothing_lies_about_and_the_next_is_first(
    first: First, runtime: Path
) -> None:
    next_one = SingleInstance("settings")

    first.instance.leave()

    assert not runtime.exists()
    assert next_one.become_first()
    next_one.leave()


@pytest.mark.usefixtures("first")
def test_only_the_user_can_speak_to_the_window(runtime: Path) -> None:
    socket_file = next(runtime.glob("*.socket"))

    assert socket_file.stat().st_mode & 0o077 == 0
    assert runtime.stat().st_mode & 0o077 == 0


def test_what_a_crash_has_left_is_in_nobodys_way(qtbot: QtBot, runtime: Path) -> None:
    """A lock of a program that has ended, a socket on which nobody listens, and its address."""
    runtime.mkdir(mode=0o700)
    ended = QProcess()
    ended.start(sys.executable, ["-c", ""])
    ended.waitForStarted()
    number = ended.processId()
    ended.waitForFinished()
    before = SingleInstance("settings")
    assert before.become_first()
    lock = next(runtime.glob("*.lock"))
    said = lock.read_text().replace(str(os.getpid()), str(number), 1)
    before.leave()
    runtime.mkdir(mode=0o700, exist_ok=True)
    lock.write_text(said)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(lock.with_suffix(".socket")))
    lock.with_suffix(".address").write_text(str(lock.with_suffix(".socket")))

    after = First()

    with call(runtime) as made:
        made.sendall(message_of(FILM))
        qtbot.waitUntil(lambda: after.taken == [FILM])
    after.instance.leave()


@pytest.mark.usefixtures("quick")
def test_a_window_that_hangs_swallows_no_film_and_does_not_open_it_later(
    qtbot: QtBot, first: First
) -> None:
    """It holds lock and socket, and sees to its events only after the second has given up."""
    handed_over = SingleInstance("settings").hand_over(FILM)
    qtbot.wait(30)

    assert not handed_over
    assert first.taken == []


@pytest.mark.usefixtures("runtime", "quick")
def test_a_window_that_never_listens_is_not_waited_for() -> None:
    instance = SingleInstance("settings")
    assert instance.become_first()

    assert not SingleInstance("settings").hand_over(FILM)
    instance.leave()


STRANGER = """
import socket, sys
greeting, taken = (bytes.fromhex(word) for word in sys.argv[2:])
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
sys.stdout.write("there")
sys.stdout.flush()
made, _ = listener.accept()
made.sendall(greeting)
try:
    while part := made.recv(4096):
        sys.stdout.write(part.decode())
        made.sendall(taken)
except ConnectionError:
    pass
"""
"""Listens in place of a window, says what it is told to, and prints what it hears."""


@pytest.mark.parametrize(
    ("protocol", "version", "is_ours"),
    [
        (1, build_info().version, True),
        (1, "0.0.1", False),
        (2, build_info().version, False),
        (None, None, False),
    ],
)
def test_films_are_told_to_a_window_of_the_same_version_only(
    protocol: int | None, version: str | None, is_ours: bool, runtime: Path
) -> None:
    runtime.mkdir(mode=0o700)
    greeting, taken = framed({"protocol": protocol, "version": version}), framed({"taken": True})
    words = [greeting.hex(), taken.hex()]
    program = [sys.executable, "-S", "-c", STRANGER, str(runtime / "s"), *words]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as stranger:
        assert stranger.stdout is not None
        assert stranger.stdout.read(5) == b"there"

        answer = ask(str(runtime / "s"), FILM)

        heard = stranger.stdout.read()
    assert answer is is_ours
    assert heard == (message_of(FILM) if is_ours else b"")


def test_nobody_listens_at_an_address_of_the_past(runtime: Path) -> None:
    assert ask(str(runtime / "absent"), FILM) is None


@pytest.mark.parametrize(
    "attack",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff" * 4 + b"a" * 100_000,
        (MOST_BYTES + 1).to_bytes(4, "big"),
        framed({"paths": ["relative.dcm"], "sample": False, "token": ""}),
        framed({"paths": "/a.dcm"}),
        (5).to_bytes(4, "big") + b"\x00\x01\x02\x03\x04",
        (9).to_bytes(4, "big") + b"[[[[[[[[[",
    ],
)
def test_what_is_no_message_of_ours_is_not_heard(
    attack: bytes, qtbot: QtBot, first: First, runtime: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with call(runtime) as made, caplog.at_level(logging.INFO):
        made.sendall(attack)
        qtbot.waitUntil(lambda: "not heard" in caplog.text)

    assert first.taken == []
    assert_hears(qtbot, first, runtime)


def test_half_a_message_is_forgotten_in_time(
    qtbot: QtBot, first: First, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "MESSAGE_MS", 60)

    with call(runtime) as made:
        made.sendall(message_of(FILM)[:-1])
        qtbot.waitUntil(lambda: first.instance.talk_count == 1)
        qtbot.waitUntil(lambda: first.instance.talk_count == 0)
        greeting = made.recv(4096)
        assert made.recv(4096) == b""

    assert json.loads(greeting[4:])["protocol"] == 1
    assert first.taken == []
    assert_hears(qtbot, first, runtime)


def test_many_that_say_nothing_do_not_keep_others_out_for_good(
    qtbot: QtBot, first: First, runtime: Path
) -> None:
    silent = [call(runtime) for _ in range(3 * MOST_TALKS)]
    qtbot.waitUntil(lambda: first.instance.talk_count >= MOST_TALKS)
    qtbot.wait(50)

    count = first.instance.talk_count
    for one in silent:
        one.close()
    qtbot.waitUntil(lambda: first.instance.talk_count == 0)

    assert count == MOST_TALKS
    assert_hears(qtbot, first, runtime)


def test_the_log_names_no_film(
    qtbot: QtBot, first: First, runtime: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert_hears(qtbot, first, runtime)

    assert "Doe" not in caplog.text


def assert_hears(qtbot: QtBot, first: First, runtime: Path) -> None:
    """Assert that the window still takes a film that is rightly handed over, even in pieces."""
    message = message_of(FILM)
    with call(runtime) as made:
        for part in (message[:3], message[3:20], message[20:]):
            made.sendall(part)
            qtbot.wait(1)
        qtbot.waitUntil(lambda: first.taken == [FILM])
