"""Nothing about a patient is left behind: a session on a study full of canaries, and the search.

The window opens, pages, enhances, exports and crashes; the command line meets films it can read
and films it cannot. Then every file of the user's home is searched, and all that was said.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engine.command import ROOT, Ran
from tests.privacy.canary import LETTERS, NAME, WORD, found, holds, study, tells

pytestmark = pytest.mark.filterwarnings("ignore:.*Invalid value.*:UserWarning")

HOMES = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

WRITTEN = [".dcm", ".json", ".png", ".png"]
"""The film as DICOM and as PNG, and beside them the recipe and the picture before and after."""

FACTS = (
    "Manufacturer",
    "ManufacturerModelName",
    "WindowCenterWidthExplanation",
    "ShutterSh",
    "Collimato",
    "ViewPosit",
)
"""Attributes whose words may be told; a CS holds 16 characters."""


@dataclass(frozen=True)
class Session:
    """What a session left.

    Attributes:
        films: The study.
        home: Everything a program may keep for its user.
        export: The folder the user chose.
        told: What the session reported of itself.
        ran: How it ended.
    """

    films: dict[str, Path]
    home: Path
    export: Path
    told: dict[str, Any]
    ran: Ran


def run(home: Path, *words: object) -> Ran:
    """Run Python in a home of its own."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
    }
    for name in HOMES:
        (home / name).mkdir(parents=True, exist_ok=True)
        environment[name] = str(home / name)
    (home / "XDG_RUNTIME_DIR").mkdir(mode=0o700, exist_ok=True)
    environment["XDG_RUNTIME_DIR"] = str(home / "XDG_RUNTIME_DIR")
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        capture_output=True,
        text=True,
        cwd=home,
        env=environment,
        timeout=180,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The window's session, driven once."""
    folder = tmp_path_factory.mktemp("window")
    films = study(folder / "study")
    home, export = folder / "home", folder / "export"
    home.mkdir()
    export.mkdir()
    ran = run(home, "-m", "tests.privacy.session", films["film"].parent, export)
    lines = [json.loads(line) for line in ran.out.splitlines() if line.startswith("[")]
    return Session(films, home, export, dict(lines), ran)


def test_the_session_went_all_the_way_to_the_crash(session: Session) -> None:
    assert session.ran.status == -6, session.ran
    assert session.told["films"] == 4
    assert session.told["refusal"] is True
    assert sorted(path.suffix for path in session.export.iterdir()) == WRITTEN


def test_nothing_in_the_users_home_holds_a_canary(session: Session) -> None:
    assert found(session.home) == []


def test_the_window_says_nothing_of_a_patient_on_stderr(session: Session) -> None:
    assert not tells(session.ran.err.encode()), session.ran.err


def test_the_session_kept_for_a_crash_is_there_and_says_nothing(session: Session) -> None:
    """It holds the paths, which are named after the patient, and the presentations."""
    (kept,) = session.home.rglob("session")

    assert kept.read_bytes().startswith(b"NEGATOSCOPE SESSION")
    assert kept.stat().st_size > 1000
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not holds(kept)


def test_the_log_shows_nothing_of_what_it_was_given(session: Session) -> None:
    """By a library, by one of our modules, and by an error nobody caught."""
    assert session.told["names tell"] is True
    assert session.told["log tells"] == []
    assert session.told["log lines"] >= 3
    assert session.told["fault"] == "Something went wrong; the film is unharmed."


def test_the_export_holds_the_patient_and_its_names_do_not(session: Session) -> None:
    """The film's own name holds the patient's, so that the export's is made from its UID."""
    names = [path.name for path in session.export.iterdir()]
    films = [path for path in session.export.iterdir() if path.suffix == ".dcm"]

    assert [name for name in names if tells(name.encode())] == []
    assert [holds(path) for path in films] == [True]


def test_a_picture_holds_nothing_of_the_patient(session: Session) -> None:
    pictures = [path for path in session.export.iterdir() if path.suffix == ".png"]

    assert len(pictures) == 2
    assert [path.name for path in pictures if holds(path)] == []


def test_a_crash_leaves_no_dump_and_no_half_written_file(session: Session) -> None:
    assert session.told["core limit"] == [0, 0]
    assert session.told["dumpable"] == 0
    assert list(session.home.rglob("core*")) == []
    assert list((session.home / "TMPDIR").iterdir()) == []


@pytest.fixture(scope="module")
def commanded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Ran]]:
    """The command line on films it can and cannot read: home, results, how each ended."""
    folder = tmp_path_factory.mktemp("commands")
    films, home, out = study(folder / "study"), folder / "home", folder / "out"
    home.mkdir()
    out.mkdir()
    runs = [
        run(home, "-m", "viewer", *words)
        for words in (
            ("info", films["film"]),
            ("render", films["cut"], "-o", out / "cut.png"),
            ("stitch", films["film"], films["other"], "-o", out / "whole.dcm"),
            ("enhance", films["film"].parent, "-o", out, "--recipe", "denoise"),
        )
    ]
    return home, out, runs


def test_the_command_line_leaves_nothing_in_the_users_home(
    commanded: tuple[Path, Path, list[Ran]],
) -> None:
    home, _, _ = commanded

    assert found(home) == []


def test_stderr_names_the_files_the_user_named_and_nothing_else(
    commanded: tuple[Path, Path, list[Ran]],
) -> None:
    """By their names without folders: each refusal says which file it is about."""
    _, _, runs = commanded

    for ran in runs:
        rest = ran.err
        for name in ("film", "other", "cine", "cut"):
            rest = rest.replace(f"{NAME} {name}", "").replace(f"{NAME}_{name}", "")
        rest = rest.replace(f"{NAME} letter", "")
        assert not tells(rest.encode()), rest


def test_the_facts_of_a_film_name_nobody(commanded: tuple[Path, Path, list[Ran]]) -> None:
    """Device, window names and unknown shapes are facts; everything else is the patient's."""
    _, _, runs = commanded
    said = runs[0].out.replace(f"{NAME} film.dcm", "")

    told = {word.split()[0] for word in said.split(f"{WORD}-")[1:]}

    assert runs[0].status == 0
    assert told <= set(FACTS), said
    assert f"{LETTERS}^" not in said


def test_the_search_would_find_a_canary_in_any_spelling(tmp_path: Path) -> None:
    for number, content in enumerate(
        (
            b"x CANARY-1 x",
            "canary".encode("utf-16-le"),
            "ZÖGLING".encode("latin-1"),
            b"file:///Z%C3%96GLING.dcm",
            b"1.2.777333777333.5",
        )
    ):
        (tmp_path / str(number)).write_bytes(content)
    (tmp_path / "CANARY.txt").touch()

    assert found(tmp_path) == ["0", "1", "2", "3", "4", "CANARY.txt"]
