"""packaging/workflow_steps: what needs neither Windows nor a Mac nor GitHub"""

import json
import os
import runpy
import subprocess
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

STEPS = Path(__file__).parents[2] / "packaging" / "workflow_steps"


def run(
    step: str, *words: str | Path, tools: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    path = os.environ["PATH"] if tools is None else f"{tools}:{os.environ['PATH']}"
    return subprocess.run(
        [str(STEPS / step), *map(str, words)],
        env={"PATH": path, "HOME": os.environ.get("HOME", "/"), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def stand_in(folder: Path, name: str, script: str) -> Path:
    """Put a program into a folder and return the folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/usr/bin/env bash\n{script}\n")
    (folder / name).chmod(0o755)
    return folder


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


# ---- getting a folder ready for a release ----


def test_what_is_too_large_becomes_parts_that_are_the_file_again(tmp_path: Path) -> None:
    large, small = b"0123456789" * 25, b"small"
    (tmp_path / "large.deb").write_bytes(large)
    (tmp_path / "small.deb").write_bytes(small)

    done = run("prepare_release.sh", tmp_path, PART_BYTES="100")

    assert done.returncode == 0, done.stderr
    parts = ["large.deb.part1", "large.deb.part2", "large.deb.part3"]
    assert {path.name for path in tmp_path.iterdir()} == {*parts, "small.deb", "SHA256SUMS"}
    assert b"".join((tmp_path / part).read_bytes() for part in parts) == large
    lines = [line.split() for line in (tmp_path / "SHA256SUMS").read_text().splitlines()]
    sums = {name: found for found, name in lines}
    assert sums == {
        "large.deb": digest(large),
        "large.deb.part1": digest(large[:100]),
        "large.deb.part2": digest(large[100:200]),
        "large.deb.part3": digest(large[200:]),
        "small.deb": digest(small),
    }


def test_a_file_of_just_the_limit_stays_whole(tmp_path: Path) -> None:
    (tmp_path / "just.run").write_bytes(b"x" * 100)

    run("prepare_release.sh", tmp_path, PART_BYTES="100")

    assert (tmp_path / "just.run").stat().st_size == 100


def test_a_release_without_packages_is_none(tmp_path: Path) -> None:
    done = run("prepare_release.sh", tmp_path)

    assert done.returncode == 1
    assert "There are no packages" in done.stderr


# ---- drafting it ----

GH = """echo "gh $*" >>"$DID"
[ "$1 $2" != "release view" ] || { echo "$STATE"; [ -n "$STATE" ]; exit; }
while [ $# -gt 0 ]; do
    [ "$1" != --notes-file ] || cp "$2" "$NOTES"
    shift
done"""


def draft(tmp_path: Path, tag: str, state: str = "") -> tuple[str, list[str], str]:
    """Return what is said, what is asked of GitHub, and the text of the release.

    Args:
        tmp_path: For what stands in and what is written down.
        tag: Of the release.
        state: Of the one that is there: "true" is a draft, "false" is public, "" is none.
    """
    packages = tmp_path / "dist"
    packages.mkdir()
    (packages / "a.deb").touch()
    did, notes = tmp_path / "did", tmp_path / "notes"
    did.touch()
    settings = {"DID": str(did), "NOTES": str(notes), "STATE": state, "GH_TOKEN": "word-of-mouth"}
    tools = stand_in(tmp_path / "tools", "gh", GH)
    done = run("draft_release.sh", tag, packages, tools=tools, **settings)
    assert "word-of-mouth" not in done.stdout + done.stderr
    asked = [line.replace(str(tmp_path), "") for line in did.read_text().splitlines()]
    return done.stderr, asked, notes.read_text() if notes.exists() else ""


def tag_of_the_source() -> str:
    version = runpy.run_path(str(STEPS.parents[1] / "engine" / "version.py"))["VERSION"]
    return f"v{version}"


def test_a_tag_becomes_a_draft_with_what_the_changelog_says(tmp_path: Path) -> None:
    tag = tag_of_the_source()

    _, asked, notes = draft(tmp_path, tag)

    assert asked[1].startswith(f"gh release create {tag} --draft --verify-tag --title ")
    assert asked[1].endswith(" /dist/a.deb")
    assert "### Added" in notes
    assert "\n## " not in f"\n{notes}"


def test_a_draft_that_is_there_gets_its_files_once_more(tmp_path: Path) -> None:
    tag = tag_of_the_source()

    _, asked, _ = draft(tmp_path, tag, state="true")

    assert asked[1:] == [f"gh release upload {tag} --clobber /dist/a.deb"]


@pytest.mark.parametrize(
    ("tag", "state", "said"),
    [
        (tag_of_the_source(), "false", "is released already"),
        ("v99.0.0", "", "one of them is wrong"),
    ],
)
def test_what_is_public_or_of_another_version_stays_as_it_is(
    tag: str, state: str, said: str, tmp_path: Path
) -> None:
    told, asked, _ = draft(tmp_path, tag, state)

    assert said in told
    assert not [line for line in asked if "create" in line or "upload" in line]


# ---- a tree that is too large for an installer ----


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A frozen tree for Windows with CUDA, of three files."""
    resources = tmp_path / "negatoscope" / "_internal" / "resources"
    resources.mkdir(parents=True)
    (resources / "build.json").write_text(json.dumps({"version": "0.1.0", "variant": "cuda"}))
    (tmp_path / "negatoscope" / "negatoscope.exe").write_bytes(b"MZ")
    (tmp_path / "negatoscope" / "_internal" / "Röntgen.txt").write_text("film")
    return tmp_path / "negatoscope"


def test_a_zip_holds_the_tree_in_one_folder_and_is_the_same_each_time(tree: Path) -> None:
    zip_tree = runpy.run_path(str(STEPS / "zip_tree.py"))["main"]
    first = zip_tree(tree, tree.parent / "first")
    os.utime(tree / "negatoscope.exe", (0, 0))

    second = zip_tree(tree, tree.parent / "second")

    assert first.name == "negatoscope-cuda-0.1.0-windows-x86_64.zip"
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "Negatoscope/_internal/Röntgen.txt",
            "Negatoscope/_internal/resources/build.json",
            "Negatoscope/negatoscope.exe",
        ]


# ---- a disk image that a stand-in for a Mac makes do with ----

HDIUTIL = """[ "$1" != attach ] || cp -R "$VOLUME/." "${@: -1}/"
[ "$1" != detach ] || rm -rf "$2" """
PROGRAM = """#!/bin/sh
case "$1" in
    --version) echo negatoscope 0.1.0 ;;
    self-test) [ -z "$BROKEN" ] ;;
    --new-window) exec sleep 5 ;;
esac
"""


def try_image(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    programs = tmp_path / "volume" / "Negatoscope.app" / "Contents" / "MacOS"
    programs.mkdir(parents=True)
    (programs / "negatoscope").write_text(PROGRAM)
    (programs / "negatoscope").chmod(0o755)
    (tmp_path / "volume" / "Applications").symlink_to("/Applications")
    (tmp_path / "x.dmg").touch()
    tools = stand_in(tmp_path / "tools", "hdiutil", HDIUTIL)
    stand_in(tools, "codesign", "")
    settings |= {"VOLUME": str(tmp_path / "volume"), "WINDOW_S": "0.1", "TMPDIR": str(tmp_path)}
    return run("smoke_macos.sh", tmp_path / "x.dmg", tools=tools, **settings)


def test_a_disk_image_is_tried_from_mounting_it_to_its_window(tmp_path: Path) -> None:
    done = try_image(tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("ok      ") == 4
    assert not list(tmp_path.glob("tmp.*"))


def test_a_disk_image_whose_program_fails_its_own_test_fails(tmp_path: Path) -> None:
    done = try_image(tmp_path, BROKEN="yes")

    assert done.returncode == 1
    assert "FAILED  the program's own test" in done.stderr


# ---- what must not happen by accident ----


def test_no_tools_are_removed_from_a_machine_that_is_no_runner() -> None:
    done = run("free_disk.sh")

    assert done.returncode == 1
    assert "this is none" in done.stderr


def test_a_certificate_that_is_no_text_of_one_is_told(tmp_path: Path) -> None:
    done = run("windows_installer.sh", tmp_path, "full", tmp_path, WINDOWS_CERTIFICATE_BASE64="?")

    said = "The secret WINDOWS_CERTIFICATE_BASE64 is not a file in base64.\n"
    assert (done.returncode, done.stderr) == (1, said)
