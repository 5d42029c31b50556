"""packaging/windows: what the installer is made from, and what it refuses."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from engine.version import NOTICE
from tests.packaging.stand_in import needs

WINDOWS = Path(__file__).parents[2] / "packaging" / "windows"
VERSION = "0.1.0+git20260102.abcdef0"


def run(script: str, *words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(WINDOWS / script), *map(str, words)],
        env={**os.environ, "PYTHON": sys.executable, "WINDOWS_CERTIFICATE": "", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def tree_in(folder: Path, *programs: str, variant: str = "full") -> Path:
    """A tree of files that nobody could run."""
    resources = folder / "negatoscope" / "_internal" / "resources"
    resources.mkdir(parents=True)
    build = {"version": VERSION, "variant": variant, "commit": "", "releases": ""}
    (resources / "build.json").write_text(json.dumps(build))
    for program in programs or ("negatoscope.exe", "negatoscope-cli.exe"):
        (folder / "negatoscope" / program).write_bytes(b"MZ")
    return folder / "negatoscope"


@needs("makensis")
def test_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    """make_installer.sh turns each warning of makensis into an error."""
    tree = tree_in(tmp_path)
    (tree / "_internal" / "Röntgen Ω $INSTDIR.txt").touch()

    done = run("make_installer.sh", tree, "full", tmp_path / "dist")

    assert done.returncode == 0, done.stdout + done.stderr
    [made] = (tmp_path / "dist").iterdir()
    assert made.name == f"negatoscope-{VERSION}-windows-x86_64.exe"
    assert f"{made.name} is unsigned" in done.stdout


def test_lists_name_each_file_once_and_folders_in_the_order_of_their_deletion(
    tmp_path: Path,
) -> None:
    """A dollar is doubled where NSIS reads a text, and not where it reads a name of this system."""
    (tmp_path / "tree" / "a" / "b").mkdir(parents=True)
    for name in ("negatoscope.exe", "negatoscope-cli.exe", "a/b/50 $HOME.txt"):
        (tmp_path / "tree" / name).touch()

    run("list_files.sh", tmp_path / "tree", tmp_path).check_returncode()

    assert (tmp_path / "put_files.nsh").read_text().splitlines() == [
        r'CreateDirectory "$LongFolder\a"',
        r'CreateDirectory "$LongFolder\a\b"',
        r'File "/oname=$LongFolder\a\b\50 $$HOME.txt" "${TREE}${SLASH}a/b/50 $HOME.txt"',
    ]
    assert (tmp_path / "delete_files.nsh").read_text().splitlines() == [
        r'Delete "$LongFolder\a\b\50 $$HOME.txt"',
        r'Delete "$LongFolder\negatoscope-cli.exe"',
        r'Delete "$LongFolder\negatoscope.exe"',
        r'RMDir "$LongFolder\a\b"',
        r'RMDir "$LongFolder\a"',
    ]


def test_lists_made_on_windows_name_the_source_as_windows_does(tmp_path: Path) -> None:
    """The program cygpath is how the script knows Git Bash."""
    (tmp_path / "tree" / "a").mkdir(parents=True)
    (tmp_path / "tree" / "a" / "b.dll").touch()
    (tmp_path / "cygpath").write_text("#!/bin/sh\n")
    (tmp_path / "cygpath").chmod(0o755)

    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    run("list_files.sh", tmp_path / "tree", tmp_path, PATH=path).check_returncode()

    assert (tmp_path / "put_files.nsh").read_text().splitlines()[-1] == (
        r'File "/oname=$LongFolder\a\b.dll" "${TREE}${SLASH}a\b.dll"'
    )


def test_links_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "libsame.dll").symlink_to("lib.dll")

    done = run("list_files.sh", tmp_path / "tree", tmp_path)

    assert done.returncode == 1
    assert "libsame.dll" in done.stderr


def test_names_that_are_patterns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "film[1].txt").touch()

    done = run("list_files.sh", tmp_path / "tree", tmp_path)

    assert done.returncode == 1
    assert "film[1].txt" in done.stderr


@pytest.mark.parametrize(
    ("programs", "variant", "sentence"),
    [
        (("negatoscope.exe",), "full", "lacks negatoscope-cli.exe"),
        ((), "small", "is the variant 'full', not 'small'"),
        ((), "cuda", "ship it as a zip"),
    ],
)
def test_trees_it_cannot_pack_are_refused_in_a_sentence(
    tmp_path: Path, programs: tuple[str, ...], variant: str, sentence: str
) -> None:
    tree = tree_in(tmp_path, *programs)

    done = run("make_installer.sh", tree, variant, tmp_path / "dist")

    assert done.returncode == 1
    assert sentence in done.stderr


def certificate(folder: Path) -> Path:
    """A certificate of our own for signing code, with the password "secret"."""
    curve = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem"
    use = "-subj /CN=test -addext extendedKeyUsage=codeSigning -days 2"
    for words in (
        f"req -x509 {curve} {use} -out a.pem",
        "pkcs12 -export -inkey key.pem -in a.pem -passout pass:secret -out a.pfx",
    ):
        subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)
    return folder / "a.pfx"


@needs("makensis", "openssl", "osslsigncode")
def test_signature_is_that_of_the_certificate(tmp_path: Path) -> None:
    program = tmp_path / "program.exe"
    subprocess.run(
        ["makensis", "-V1", f"-DOUT_FILE={program}", str(WINDOWS / "stand_in.nsi")], check=True
    )
    pfx = certificate(tmp_path)

    run(
        "sign.sh",
        program,
        WINDOWS_CERTIFICATE=str(pfx),
        WINDOWS_CERTIFICATE_PASSWORD="secret",  # noqa: S106 - of the certificate made above
    ).check_returncode()

    judged = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", str(pfx.with_suffix(".pem")), "-in", str(program)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert judged.returncode == 0, judged.stdout
    assert "Subject: /CN=test" in judged.stdout


def test_certificate_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    program = tmp_path / "program.exe"
    program.write_bytes(b"MZ")

    done = run("sign.sh", program, WINDOWS_CERTIFICATE=str(tmp_path / "lost.pfx"))

    assert done.returncode == 1
    assert "There is no certificate" in done.stderr


def test_notice_is_that_of_the_program_in_both_languages(repository: Path) -> None:
    translations = ET.parse(repository / "resources/i18n/negatoscope_de.ts")  # noqa: S314 - ours
    german = {
        message.findtext("source"): message.findtext("translation")
        for message in translations.iter("message")
    }

    notices = [
        (WINDOWS / f"notice_{language}.txt").read_text(encoding="utf-8").splitlines()[0]
        for language in ("en", "de")
    ]

    assert notices == [NOTICE, german[NOTICE]]


def test_default_of_pictures_is_never_taken() -> None:
    """Only the two endings of DICOM are opened by a double-click."""
    script = (WINDOWS / "associations.nsh").read_text(encoding="utf-8")

    taken = re.findall(r'insertmacro OPEN_BY_DEFAULT "(\S+)"', script)

    assert taken == [".dcm", ".dicom"]
    assert re.findall(r'insertmacro GIVE_BACK_DEFAULT "(\S+)"', script) == taken
