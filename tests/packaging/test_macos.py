"""packaging/macos: what would be asked of Apple's tools, which stand-ins write down here."""

import json
import os
import plistlib
import re
import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

MACOS = Path(__file__).parents[2] / "packaging" / "macos"

# Each writes down its name and arguments; hdiutil leaves a file, as the real one does.
TOOLS = {
    "uname": '[ "$1" = -m ] && echo arm64 || echo Darwin',
    "file": 'case "$2" in *.sh) echo "a script" ;; *) echo "Mach-O 64-bit" ;; esac',
    "codesign": 'echo "codesign $*" >>"$DID"',
    "xcrun": 'echo "xcrun $*" >>"$DID"',
    "hdiutil": """echo "hdiutil $*" >>"$DID"
while [ $# -gt 1 ]; do
    [ "$1" != -srcfolder ] || find "$2" -mindepth 1 -maxdepth 1 >>"$DID"
    shift
done
echo image >"$1" """,
}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An application with one library and one script, and the tools of macOS."""
    contents = tmp_path / "made" / "Negatoscope.app" / "Contents"
    (contents / "Resources" / "resources").mkdir(parents=True)
    build = {"version": "0.1.0", "variant": "full", "commit": "", "releases": ""}
    (contents / "Resources" / "resources" / "build.json").write_text(json.dumps(build))
    (contents / "MacOS").mkdir()
    for name in ("MacOS/negatoscope", "Resources/libc10.dylib", "Resources/run.sh"):
        (contents / name).touch()
        (contents / name).chmod(0o755)
    (tmp_path / "bin").mkdir()
    for name, text in TOOLS.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    return contents.parent


def make_dmg(app: Path, **settings: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Return how it went, and what was asked of the tools, with "…" for the temporary folder."""
    folder = app.parents[1]
    done = subprocess.run(
        ["bash", str(MACOS / "make_dmg.sh"), str(app), str(folder / "dist")],
        env={
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "TMPDIR": str(folder),
            "DID": str(folder / "did"),
            **settings,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    did = (folder / "did").read_text() if (folder / "did").exists() else ""
    did = re.sub(rf"{re.escape(str(folder))}{os.sep}tmp\.\w+", "…", did)
    return done, did.replace(str(MACOS), "macos").splitlines()


def test_image_holds_the_application_and_a_link_to_where_it_goes(app: Path) -> None:
    done, did = make_dmg(app)

    assert done.returncode == 0, done.stderr
    assert (app.parents[1] / "dist" / "negatoscope-0.1.0-macos-arm64.dmg").is_file()
    made = next(index for index, line in enumerate(did) if line.startswith("hdiutil"))
    assert sorted(did[made + 1 : made + 3]) == ["…/image/Applications", "…/image/Negatoscope.app"]


def test_without_an_identity_it_is_signed_ad_hoc_and_says_so(app: Path) -> None:
    done, did = make_dmg(app)

    assert did[2] == (
        "codesign --force --sign - --entitlements macos/entitlements.plist …/image/Negatoscope.app"
    )
    assert not [line for line in did if line.startswith("xcrun") or "--timestamp" in line]
    assert "is unsigned" in done.stdout
    assert "is not notarised" in done.stdout


def test_identity_signs_every_program_before_the_whole_and_apple_is_asked_last(app: Path) -> None:
    """Hardened, as a notarisation demands; the script is no program and gets no signature."""
    hardened = "codesign --force --sign Developer ID --timestamp --options runtime"
    contents = "…/image/Negatoscope.app/Contents"

    done, did = make_dmg(app, MACOS_IDENTITY="Developer ID", MACOS_NOTARY_PROFILE="negatoscope")

    assert done.returncode == 0, done.stderr
    assert sorted(did[:2]) == [
        f"{hardened} {contents}/MacOS/negatoscope",
        f"{hardened} {contents}/Resources/libc10.dylib",
    ]
    assert did[2:4] == [
        f"{hardened} --entitlements macos/entitlements.plist …/image/Negatoscope.app",
        "codesign --verify --deep --strict …/image/Negatoscope.app",
    ]
    assert did[-3:] == [
        "codesign --force --sign Developer ID --timestamp …/made.dmg",
        "xcrun notarytool submit …/made.dmg --keychain-profile negatoscope --wait",
        "xcrun stapler staple …/made.dmg",
    ]


def test_notarising_what_nobody_signs_is_refused(app: Path) -> None:
    done, did = make_dmg(app, MACOS_NOTARY_PROFILE="negatoscope")

    assert done.returncode == 1
    assert "MACOS_IDENTITY" in done.stderr
    assert did == []


def test_refused_image_leaves_none_of_the_name(app: Path) -> None:
    (app.parents[1] / "bin" / "xcrun").write_text("#!/bin/sh\nexit 1\n")

    done, _ = make_dmg(app, MACOS_IDENTITY="Developer ID", MACOS_NOTARY_PROFILE="negatoscope")

    assert done.returncode == 1
    assert list((app.parents[1] / "dist").iterdir()) == []


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What macOS reads, after a way through its own format."""
    said = runpy.run_path(str(MACOS / "info_plist.py"))["INFO_PLIST"]
    read: dict[str, Any] = plistlib.loads(plistlib.dumps(said))
    return read


def test_films_are_opened_by_default_and_pictures_on_request(told: dict[str, Any]) -> None:
    ranks = {
        kind: document["LSHandlerRank"]
        for document in told["CFBundleDocumentTypes"]
        for kind in document["LSItemContentTypes"]
    }

    assert ranks == {
        "org.nema.dicom": "Default",
        "public.png": "Alternate",
        "public.tiff": "Alternate",
        "public.jpeg": "Alternate",
        "public.zip-archive": "Alternate",
        "public.folder": "Alternate",
    }


def test_type_of_films_is_known_by_both_endings(told: dict[str, Any]) -> None:
    [film] = told["UTImportedTypeDeclarations"]

    assert film["UTTypeTagSpecification"] == {
        "public.filename-extension": ["dcm", "dicom"],
        "public.mime-type": ["application/dicom"],
    }


def test_entitlements_are_readable_and_ask_for_no_more_than_two() -> None:
    asked = plistlib.loads((MACOS / "entitlements.plist").read_bytes())

    assert asked == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }
