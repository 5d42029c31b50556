"""packaging/smoke_test: what it says, what it finds left behind, and what it believes."""

import importlib
import os
import struct
import subprocess
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

Part = Callable[[str], ModuleType]


@pytest.fixture
def part(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Part:
    """Any module of the smoke test, by its name."""
    monkeypatch.syspath_prepend(str(repository / "packaging"))
    return lambda name: importlib.import_module(f"smoke.{name}")


@pytest.fixture
def script(part: Part, repository: Path) -> ModuleType:
    """The program itself."""
    part("report")
    loader = SourceFileLoader("smoke_test", str(repository / "packaging" / "smoke_test"))
    module = ModuleType("smoke_test")
    module.__file__ = loader.path
    loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine with one package and one program."""
    root = tmp_path / "root"
    for name in ("etc", "usr/bin", "usr/lib", "opt", "var/lib/dpkg/info", "var/log", "tmp", "run"):
        (root / name).mkdir(parents=True)
    (root / "usr/bin/ls").write_text("ls")
    (root / "var/lib/dpkg/info/coreutils.list").write_text("/.\n/bin/ls\n/usr\n")
    return root


def found(part: Part, root: Path, before: object, *, is_alone: bool = True) -> list[str]:
    """Return the paths left behind."""
    return [left.path for left in part("traces").left_behind(root, before, is_alone=is_alone)]


def test_a_step_that_is_ok_is_one_line_with_what_it_noted(part: Part) -> None:
    lines: list[str] = []
    report = part("report").Report(lines.append)

    with report.step("version") as notes:
        notes += ["1.2", "small"]

    assert [line.rpartition(" (")[0] for line in lines] == ["ok      version: 1.2; small"]
    assert report.steps == 1


def test_a_step_that_fails_says_what_was_expected_and_ends_the_test(part: Part) -> None:
    lines: list[str] = []
    report = part("report").Report(lines.append)

    with pytest.raises(part("report").Failed), report.step("version"):
        part("report").expect(False, "1.2, not 1.3")

    assert lines == ["FAILED  version: expected 1.2, not 1.3"]
    assert report.steps == 0


def test_a_command_that_fails_is_told_with_its_last_words(part: Part) -> None:
    lines: list[str] = []

    with pytest.raises(part("report").Failed), part("report").Report(lines.append).step("install"):
        raise subprocess.CalledProcessError(100, ["apt-get", "install"], "Reading", "E: no space")

    assert lines == ["FAILED  install: apt-get install ended with 100\nReading\nE: no space"]


def test_a_machine_as_it_was_has_nothing_left_behind(part: Part, root: Path) -> None:
    before = part("traces").files_of(root)

    assert found(part, root, before) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("opt/negatoscope/_internal/a", "x"),
        ("usr/share/applications/mimeinfo.cache", "application/dicom=negatoscope.desktop;"),
        ("etc/strange", "x"),
        ("usr/lib/strange.so", "x"),
    ],
)
def test_what_nobody_else_can_have_left_was_left_by_us(
    part: Part, root: Path, path: str, words: str
) -> None:
    before = part("traces").files_of(root)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(words)

    assert f"/{path}" in found(part, root, before)


def test_a_link_to_us_and_a_changed_file_are_left_behind(part: Part, root: Path) -> None:
    (root / "etc/hosts").write_text("before")
    before = part("traces").files_of(root)
    (root / "etc/hosts").write_text("after it")
    (root / "usr/bin/viewer").symlink_to("/opt/negatoscope/negatoscope")

    assert found(part, root, before) == ["/etc/hosts", "/usr/bin/viewer"]


@pytest.mark.parametrize(
    "path",
    [
        "usr/bin/ls",
        "etc/ld.so.cache",
        "var/cache/fontconfig/a-le64.cache-7",
        "usr/share/applications/mimeinfo.cache",
        "var/lib/dpkg/info/negatoscope.list",
        "var/log/dpkg.log",
    ],
)
def test_what_others_own_or_keep_is_not_left_by_us(part: Part, root: Path, path: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    before = part("traces").files_of(root)
    (root / path).write_text("written anew")

    assert found(part, root, before) == []


def test_a_link_of_the_alternatives_is_another_package_s(part: Part, root: Path) -> None:
    before = part("traces").files_of(root)
    (root / "usr/bin/open").symlink_to("/etc/alternatives/open")

    assert found(part, root, before) == []


def test_where_others_work_too_only_what_names_us_is_ours(part: Part, root: Path) -> None:
    before = part("traces").files_of(root)
    (root / "etc/of_somebody_else").write_text("x")
    (root / "etc/negatoscope.conf").write_text("x")
    (root / "usr/bin/viewer").symlink_to("/opt/negatoscope/negatoscope")

    left = found(part, root, before, is_alone=False)

    assert left == ["/etc/negatoscope.conf", "/usr/bin/viewer"]


def test_files_of_the_user_in_temporary_folders_are_named(part: Part, root: Path) -> None:
    user = os.getuid()
    (root / f"run/user/{user}/negatoscope-{user}").mkdir(parents=True)
    (root / f"run/user/{user}/negatoscope-{user}/a.socket").touch()
    (root / "tmp/export.partial").touch()

    left = part("traces").left_in_session(root, user)

    assert sorted(one.path for one in left if one.path != "/run/user") == [
        f"/run/user/{user}/negatoscope-{user}/a.socket",
        "/tmp/export.partial",  # noqa: S108 - of the machine made up above
    ]


def test_a_source_tree_in_a_temporary_folder_is_nothing_the_program_left(
    part: Part, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "tmp/source").mkdir(parents=True)
    (root / "tmp/source/negatoscope.spec").touch()
    (root / "tmp/negatoscope.core").touch()
    monkeypatch.setattr(part("traces"), "CHECKOUT", root / "tmp/source")

    left = part("traces").left_in_session(root, user_id=12345)

    assert [one.path for one in left] == ["/tmp/negatoscope.core"]  # noqa: S108 - as above


def test_a_home_is_told_by_our_folders_and_every_other_file(part: Part, tmp_path: Path) -> None:
    for name in (".config/negatoscope/a.conf", ".cache/negatoscope/b/c", "Films/d", ".core"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    told = part("traces").in_home(tmp_path, ["Films"])

    assert told == [".cache/negatoscope", ".config/negatoscope", ".core"]


def test_dcmdump_s_values_are_read_with_those_in_sequences(
    part: Part, judge: Callable[[str], str], tmp_path: Path
) -> None:
    judge("dcmdump")
    ds, source = Dataset(), Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.SOPInstanceUID = "1.2.3"
    ds.DerivationDescription = "Gamma (gamma 1.3). " * 20
    source.ReferencedSOPInstanceUID = "1.2.4"
    ds.SourceImageSequence = [source]
    pydicom.dcmwrite(tmp_path / "a.dcm", ds, enforce_file_format=False)

    told = part("judges").elements(tmp_path / "a.dcm")

    assert told["0008,0018"] == ["1.2.3"]
    assert told["0008,1155"] == ["1.2.4"]
    assert told["0008,2111"] == [("Gamma (gamma 1.3). " * 20).strip()]


def test_words_are_bright_pixels_in_the_left_of_the_topmost_twentieth(part: Part) -> None:
    greys = np.zeros((40, 20), np.uint8)
    greys[0, :5] = 255  # five of the twenty pixels that count
    greys[0, 10:] = greys[2:] = 255

    film = part("judges").Rendered(20, 40, greys.tobytes())

    assert film.share_of_words() == pytest.approx(0.25)


def test_words_on_a_background_are_no_film_but_many_greys_are(part: Part) -> None:
    look = part("screen").Look

    assert not look(bytes([20] * 60 + list(range(40)))).is_film
    assert look(bytes(range(100))).is_film


def test_looks_differ_by_their_mean_difference(part: Part) -> None:
    look = part("screen").Look

    assert look(bytes([10, 20])).differs_from(look(bytes([12, 14]))) == pytest.approx(4)
    assert look(bytes([10, 20])).mean == pytest.approx(15)


def test_the_screen_is_read_as_xvfb_keeps_it_and_saved_as_a_picture(
    part: Part, tmp_path: Path
) -> None:
    header = [0] * 25
    header[0], header[4], header[5], header[12], header[19] = 104, 2, 1, 12, 1
    red, green = bytes([0, 0, 255, 0]), bytes([0, 255, 0, 0])
    dump = struct.pack(">25I", *header) + b"name" + b"colour  map " + red + green + b"past"
    (tmp_path / "screen").write_bytes(dump)

    rows = part("screen").rows_of(tmp_path / "screen")
    (tmp_path / "a.png").write_bytes(part("screen").as_png(rows, 2))

    picture = cv2.imread(str(tmp_path / "a.png"))
    assert picture is not None
    assert picture.tolist() == [[[0, 0, 255], [0, 255, 0]]]


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the machine's apt says of its archives."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "apt-get").write_text(f"#!/bin/sh\ncat {tmp_path / 'told'}\n")
    (programs / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    return tmp_path / "told"


def test_the_archive_of_debian_12_comes_first_and_others_not_at_all(part: Part, apt: Path) -> None:
    apt.write_text(
        "deb http://a.test/s bookworm-security main\ndeb http://a.test/d bookworm main\n"
        "deb http://a.test/d bookworm main\ndeb http://b.test/u noble main\n"
    )

    assert part("machine").debian_sources() == [
        "deb http://a.test/d bookworm main",
        "deb http://a.test/s bookworm-security main",
    ]


def test_a_machine_without_debian_12_is_told_of_the_other_way(part: Part, apt: Path) -> None:
    apt.write_text("deb http://b.test/u noble main\n")

    with pytest.raises(OSError, match=r"no archive of Debian 12.*--here"):
        part("machine").debian_sources()


def test_the_user_s_programs_run_in_the_root_with_a_home_and_nothing_of_ours(
    part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chroot").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tmp_path / "chroot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    done = part("machine").Machine(Path("/clean"), user_id=1000).as_user("negatoscope", "a b")

    words = done.stdout.splitlines()
    assert words[:3] == ["--userspec=1000:1000", "--groups=", "/clean"]
    assert words[3:5] == ["/usr/bin/env", "-i"]
    assert "HOME=/home/negatoscope-smoke" in words
    assert words[-2:] == ["negatoscope", "a b"]


def run(script: ModuleType, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["smoke_test", *words])
    return int(script.main())


def test_it_says_that_it_needs_root(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert run(script, monkeypatch, "a.deb") == 2
    assert "has to run as root" in capsys.readouterr().err


def test_it_names_the_packages_that_it_lacks(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: None if name == "dciodvfy" else name)
    (tmp_path / "a.deb").touch()

    assert run(script, monkeypatch, str(tmp_path / "a.deb")) == 2
    assert capsys.readouterr().err == ("These packages are missing: apt-get install dicom3tools\n")


def test_a_failure_ends_with_status_1_and_leaves_no_root(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def make(root: Path, _kept: Path) -> str:
        (root / "etc").mkdir(parents=True)
        raise OSError("the disk is full")

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", str)
    monkeypatch.setenv(script.APART, "1")
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(script, "clean_debian", make)
    monkeypatch.setattr(script, "KEPT", tmp_path)
    (tmp_path / "a.deb").touch()
    root = tmp_path / "clean"
    words = ("--root", str(root), "--pictures", str(tmp_path / "pictures"))

    status = run(script, monkeypatch, str(tmp_path / "a.deb"), *words)

    assert status == 1
    assert capsys.readouterr().out == "FAILED  a clean Debian 12: the disk is full\n"
    assert not root.exists()


def test_a_root_with_something_mounted_in_it_is_not_removed(script: ModuleType) -> None:
    mounts = "36 35 98:0 / /srv/a\\040b/root/proc rw - proc proc rw\n"

    assert script.has_mounts(Path("/srv/a b/root"), mounts)
    assert not script.has_mounts(Path("/srv/a b/root/proc"), mounts)
    assert not script.has_mounts(Path("/srv/other"), mounts)


def test_of_what_appstream_says_only_the_missing_domain_is_put_up_with(
    part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "appstreamcli").write_text(
        "#!/bin/sh\necho 'I: a:3: url-homepage-missing'\necho 'E: a:9: tag-empty'\n"
        "echo 'W: a:3: cid-desktopapp-is-not-rdns'\nexit 1\n"
    )
    (tmp_path / "appstreamcli").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    assert part("package").complaints_of_appstream(tmp_path) == ["E: a:9: tag-empty"]
