"""packaging/linux: the file that installs for one user, and how it is removed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.stand_in import VERSION, needs, pack

pytestmark = needs("makeself", "readelf", "xz", "flock")

PROGRAM = Path(".local/opt/negatoscope/current/negatoscope")


@pytest.fixture(scope="module")
def run_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installer of a stand-in for the frozen program."""
    return pack("make_run.sh", tmp_path_factory.mktemp("run"))


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Programs that come before those of the system; xdg-mime takes seconds to say nothing."""
    (tmp_path / "bin").mkdir()
    put_program(tmp_path / "bin", "xdg-mime", "exit 0")
    return tmp_path / "bin"


@pytest.fixture
def home(programs: Path) -> Path:
    """A home with a file of the user's own, and a folder for temporary files beside it."""
    home = programs.parent / "around" / "home"
    home.mkdir(parents=True)
    (home / "letter.txt").write_text("mine")
    (home.parent / "tmp").mkdir()
    return home


@pytest.fixture
def content(run_file: Path, home: Path) -> Path:
    """What the installer unpacks: its script, the entries and the program."""
    unpacked = home.parent / "content"
    options = ["--quiet", "--noexec", "--target", str(unpacked)]
    assert start(run_file, home, *options).returncode == 0
    return unpacked


def put_program(programs: Path, name: str, body: str) -> None:
    (programs / name).write_text(f"#!/bin/sh\n{body}\n")
    (programs / name).chmod(0o755)


def start(script: Path, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Start an installer or uninstaller in a home, without a terminal and without a screen."""
    return subprocess.run(
        [str(script), *options],
        env={
            "HOME": str(home),
            "TMPDIR": str(home.parent / "tmp"),
            "PATH": f"{home.parent.parent / 'bin'}:{os.environ['PATH']}",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_installed_and_removed_it_leaves_the_home_as_it_was(run_file: Path, home: Path) -> None:
    installed = start(run_file, home, "--quiet")
    said = subprocess.run([home / PROGRAM, "--version"], capture_output=True, text=True).stdout
    entry = (home / ".local/share/applications/negatoscope.desktop").read_text()
    removed = start(run_file, home, "--uninstall", "--yes")

    assert (installed.returncode, installed.stdout, installed.stderr) == (0, "", "")
    assert said == f"Negatoscope {VERSION}\n"
    assert f"\nExec={home / PROGRAM} %F\n" in entry
    assert removed.returncode == 0, removed.stderr
    assert files(home.parent) == ["home", "home/letter.txt", "tmp"]


def test_a_home_with_a_blank_in_its_name_is_quoted(content: Path, home: Path) -> None:
    spaced = home.parent / "my $home"
    spaced.mkdir()

    done = start(content / "install.sh", spaced)

    assert done.returncode == 0, done.stderr
    entry = (spaced / ".local/share/applications/negatoscope.desktop").read_text()
    quoted = str(spaced / PROGRAM).replace("$", r"\\$")
    assert f'\nExec="{quoted}" %F\n' in entry


@pytest.mark.parametrize("damage", ["one byte is another", "the end is missing"])
def test_a_damaged_file_writes_nothing(run_file: Path, home: Path, damage: str) -> None:
    whole = run_file.read_bytes()
    at = len(whole) - 3000
    spoilt = home.parent / "spoilt.run"
    flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    spoilt.write_bytes(flipped if damage == "one byte is another" else whole[:at])
    spoilt.chmod(0o755)

    done = start(spoilt, home)

    assert done.returncode == 2
    assert "This file is damaged; fetch it again. Nothing was installed." in done.stderr
    assert files(home.parent) == ["home", "home/letter.txt", "spoilt.run", "tmp"]


def test_a_program_that_does_not_start_replaces_none_that_does(content: Path, home: Path) -> None:
    start(content / "install.sh", home)
    before = files(home)
    broken = home.parent / "broken/opt/negatoscope"
    broken.mkdir(parents=True)
    (broken / "negatoscope").write_text("#!/bin/sh\necho 'libGL.so.1: not found' >&2; exit 1\n")
    (broken / "negatoscope").chmod(0o755)
    subprocess.run(
        ["tar", "-cJf", content / "program.tar.xz", "-C", home.parent / "broken", "./opt"],
        check=True,
    )

    done = start(content / "install.sh", home)

    assert done.returncode == 1
    assert "what was installed before is as it was. It said: libGL.so.1: not found" in done.stderr
    assert files(home) == before
    assert subprocess.run([home / PROGRAM, "--version"], check=False).returncode == 0


def test_a_tree_stays_while_a_window_runs_from_it(content: Path, home: Path) -> None:
    start(content / "install.sh", home)
    versions = home / ".local/opt/negatoscope"
    shutil.copy("/bin/sleep", versions / "current" / "window")
    window = subprocess.Popen([versions / "current" / "window", "60"])
    try:
        upgraded = start(content / "install.sh", home)
        during = sorted(path.name for path in versions.glob(f"{VERSION}*"))
        refused = start(versions / "uninstall", home, "--yes")
    finally:
        window.kill()
        window.wait()
    start(content / "install.sh", home)

    assert upgraded.returncode == 0
    assert during == [f"{VERSION}-small", f"{VERSION}-small+"]
    assert "Negatoscope is running; close its windows first." in refused.stderr
    assert len(list(versions.glob(f"{VERSION}*"))) == 1


def test_missing_libraries_are_named_with_one_line_to_copy(
    content: Path, home: Path, programs: Path
) -> None:
    (content / "libraries").write_text(
        "libstrange.so.9 libstrange9 | libstrange9t64\nlibodd.so.1 libodd1\n"
    )
    put_program(programs, "apt-cache", '[ "$2" = libstrange9t64 ]')
    put_program(programs, "ldconfig", "echo '\tlibGL.so.1 (libc6,x86-64) => /x'")

    done = start(content / "install.sh", home)

    assert done.returncode == 1
    assert "System libraries are missing: libstrange.so.9, libodd.so.1." in done.stderr
    assert done.stderr.splitlines()[-1] == (
        "    sudo apt-get install -y --no-install-recommends libodd1 libstrange9t64"
    )
    assert files(home) == ["letter.txt"]


@pytest.mark.parametrize(
    ("program", "body", "sentence"),
    [
        (
            "uname",
            "[ $1 = -s ] && echo Linux || echo aarch64",
            "runs on 64-bit Linux on Intel and AMD processors; this is Linux on aarch64.",
        ),
        (
            "getconf",
            "echo glibc 2.10",
            "needs a newer system: glibc 2.17, and here it is 2.10.",
        ),
        ("df", "echo head; echo disk 9 9 0 9 /", "and 0 MB are free."),
    ],
)
def test_a_machine_that_does_not_suit_is_told_so(
    content: Path, home: Path, programs: Path, program: str, body: str, sentence: str
) -> None:
    put_program(programs, program, body)

    done = start(content / "install.sh", home)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert not (home / PROGRAM).exists()


def test_what_opened_pictures_before_opens_them_again(
    content: Path, home: Path, programs: Path
) -> None:
    """A user's own entries come first, also where nobody chose: the old one is made the choice."""
    put_program(
        programs,
        "xdg-mime",
        """list=$HOME/.config/mimeapps.list
if [ $1 = default ]; then mkdir -p $HOME/.config; echo "$3=$2" >> $list
elif grep "^$3=" $list 2>/dev/null | cut -d= -f2 | grep .; then :
elif [ -e $HOME/.local/share/applications/negatoscope.desktop ]; then
    echo zz-negatoscope-pictures.desktop
else echo viewer.desktop; fi""",
    )

    start(content / "install.sh", home)
    chosen = (home / ".config/mimeapps.list").read_text().split()
    start(home / ".local/opt/negatoscope/uninstall", home, "--yes")

    assert chosen == [f"image/{kind}=viewer.desktop" for kind in ("png", "tiff", "jpeg")]
    assert files(home) == ["letter.txt"]
