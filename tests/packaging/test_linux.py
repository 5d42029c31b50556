"""packaging/linux: the Debian package, and what it tells the system about itself."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.stand_in import LINUX, VERSION, needs, pack

pytestmark = needs("dpkg-deb", "readelf")


@pytest.fixture(scope="module")
def deb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a stand-in for the frozen program."""
    return pack("make_deb.sh", tmp_path_factory.mktemp("deb"))


@pytest.fixture(scope="module")
def root(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the package puts on a system."""
    unpacked = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(unpacked)], check=True)
    return unpacked


def control(deb: Path) -> dict[str, str]:
    said = subprocess.run(
        ["dpkg-deb", "--field", str(deb)], check=True, capture_output=True, text=True
    ).stdout
    return dict(re.findall(r"^(\S+): (.*)$", said, re.MULTILINE))


def test_package_is_named_by_variant_and_version(deb: Path) -> None:
    assert deb.name == f"negatoscope-small_{VERSION}_amd64.deb"


def test_program_lies_in_opt_and_its_name_in_usr_bin(root: Path) -> None:
    assert os.access(root / "opt/negatoscope/negatoscope", os.X_OK)
    assert (root / "usr/bin/negatoscope").readlink() == Path("/opt/negatoscope/negatoscope")


def test_nothing_lies_anywhere_else_than_in_opt_and_usr(root: Path) -> None:
    """Hence there is nothing for a purge to find: neither conffiles nor scripts."""
    assert sorted(path.name for path in root.iterdir()) == ["DEBIAN", "opt", "usr"]
    assert sorted(path.name for path in (root / "DEBIAN").iterdir()) == ["control", "md5sums"]


def test_licences_of_others_and_changes_lie_where_debian_looks(root: Path) -> None:
    documents = root / "usr/share/doc/negatoscope-small"

    assert {path.name for path in documents.iterdir()} == {
        "copyright",
        "changelog.gz",
        "CHANGELOG.md.gz",
        "THIRD_PARTY.txt.gz",
    }


def test_one_variant_takes_the_place_of_another(deb: Path) -> None:
    fields = control(deb)

    assert {fields[key] for key in ("Provides", "Conflicts", "Replaces")} == {"negatoscope-viewer"}


def test_installed_size_is_counted_as_dpkg_counts(deb: Path, root: Path) -> None:
    """Debian Policy 5.6.20: KiB, each file rounded up; folders and links as one."""
    shutil.copytree(root, root.parent / "counted", symlinks=True)
    shutil.rmtree(root.parent / "counted" / "DEBIAN")
    paths = [root.parent / "counted", *(root.parent / "counted").rglob("*")]
    files = [path for path in paths if path.is_file() and not path.is_symlink()]

    kib = sum(-(-path.stat().st_size // 1024) for path in files) + len(paths) - len(files)

    assert int(control(deb)["Installed-Size"]) == kib


def test_files_belong_to_root_and_libraries_are_no_programs(deb: Path) -> None:
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(deb)], check=True, capture_output=True, text=True
    ).stdout
    lines = [line for line in listed.splitlines() if not line.startswith("l")]

    assert all(" root/root " in line for line in lines)
    programs = [line.split("./")[1] for line in lines if line.startswith("-rwx")]
    assert programs == ["opt/negatoscope/negatoscope"]


def test_a_tree_of_another_variant_is_refused(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        pack("make_deb.sh", tmp_path, variant="full", built="small")

    assert "the tree is of the variant small, not full" in refusal.value.stderr
    assert not list(tmp_path.rglob("*.deb*"))


def needed_libraries(tmp_path: Path, *sonames: str) -> subprocess.CompletedProcess[str]:
    """Ask for the needs of a tree that brings libbrought.so.1 along, and no more."""
    tree, programs = tmp_path / "tree", tmp_path / "bin"
    programs.mkdir()
    tree.mkdir()
    (tree / "libbrought.so.1").write_text(" ".join(sonames))
    lines = "".join(f" 0x1 (NEEDED) Shared library: [{soname}]\\n" for soname in sonames)
    versions = "  0x1:  Name: GLIBC_2.9\\n  0x2:  Name: GLIBC_2.34\\n  0x3:  Name: GLIBC_2.5\\n"
    (programs / "readelf").write_text(
        f'#!/bin/sh\ncase $1 in --dynamic) printf "{lines}" ;; *) printf "{versions}" ;; esac\n'
    )
    (programs / "readelf").chmod(0o755)
    return subprocess.run(
        ["bash", str(LINUX / "needed_libraries.sh"), str(tree)],
        env={"PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_needs_are_what_the_tree_does_not_bring_along(tmp_path: Path) -> None:
    done = needed_libraries(
        tmp_path, "libbrought.so.1", "libGL.so.1", "libgtk-3.so.0", "libwayland-egl.so.1"
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "glibc 2.34",
        "libGL.so.1 depends libgl1",
        "libgtk-3.so.0 optional libgtk-3-0 | libgtk-3-0t64",
        "libwayland-egl.so.1 recommends libwayland-egl1",
    ]


def test_a_library_that_nobody_wrote_down_stops_the_packing(tmp_path: Path) -> None:
    done = needed_libraries(tmp_path, "libstrange.so.9", "libGL.so.1")

    assert done.returncode == 1
    assert "does not know libstrange.so.9" in done.stderr
    assert "asked for by: libbrought.so.1" in done.stderr


def test_pictures_are_opened_by_an_entry_behind_those_of_picture_viewers(root: Path) -> None:
    """Where nobody chose a program, the first by name opens a file."""
    entries = root / "usr/share/applications"
    kinds = {
        path.name: re.findall(r"^MimeType=(.*)$", path.read_text(), re.MULTILINE)[0]
        for path in entries.glob("*.desktop")
    }

    assert kinds["negatoscope.desktop"] == "application/dicom;"
    pictures = next(name for name, kind in kinds.items() if "image/png;" in kind)
    assert pictures > "xviewer.desktop"


@needs("desktop-file-validate")
def test_desktop_entries_are_valid(root: Path) -> None:
    entries = [str(path) for path in (root / "usr/share/applications").iterdir()]

    done = subprocess.run(
        ["desktop-file-validate", "--no-hints", *entries], capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (0, "")


@needs("appstreamcli")
def test_metadata_are_valid_but_for_the_domain_that_there_is_not(root: Path) -> None:
    path = root / "usr/share/metainfo/negatoscope.metainfo.xml"

    done = subprocess.run(
        [
            "appstreamcli",
            "validate",
            "--no-net",
            "--override=cid-desktopapp-is-not-rdns=info",
            path,
        ],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    assert f'version="{VERSION}"' in path.read_text()


@needs("update-mime-database", "gio")
def test_a_film_without_a_suffix_is_known_by_its_letters(root: Path, tmp_path: Path) -> None:
    share = root / "usr/share"
    subprocess.run(["update-mime-database", str(share / "mime")], check=True, capture_output=True)
    film = tmp_path / "IM000001"
    film.write_bytes(bytes(128) + b"DICM" + bytes(64))

    said = subprocess.run(
        ["gio", "info", "-a", "standard::content-type", str(film)],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(share)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert "standard::content-type: application/dicom" in said


@needs("man")
def test_manual_page_says_what_the_program_says(root: Path) -> None:
    page = root / "usr/share/man/man1/negatoscope.1.gz"

    shown = subprocess.run(
        ["man", "--warnings", "-l", str(page)],
        env={**os.environ, "MANWIDTH": "90", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""},
        check=True,
        capture_output=True,
        text=True,
    )

    assert shown.stderr == ""
    lines = [line.rstrip() for line in shown.stdout.splitlines()]
    for line in (
        "       negatoscope info [OPTIONS] {SRC}",
        "       .dcm and 'quoted' \\words stand at the beginning of lines.",  # no request of roff
        "       -o, --output OUT.png",
        "              PNG or TIFF to write.  [required]",
        "       --json One JSON object.",
    ):
        assert line in lines
