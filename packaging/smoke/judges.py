"""What independent programs say of an exported film: DCMTK and dicom3tools."""

import hashlib
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smoke.report import expect

PROGRAMS = {"dcmdump": "dcmtk", "dcm2pnm": "dcmtk", "dciodvfy": "dicom3tools"}

SOP_INSTANCE_UID = "0008,0018"
DERIVATION_DESCRIPTION = "0008,2111"
REFERENCED_SOP_INSTANCE_UID = "0008,1155"
IMAGE_TYPE = "0008,0008"
SYNTHETIC_DATA = "0008,001c"
BURNED_IN_ANNOTATION = "0028,0301"
SERIES_DESCRIPTION = "0008,103e"

WINDOW_CENTER = "0028,1050"
ASKED = (
    IMAGE_TYPE,
    SOP_INSTANCE_UID,
    SYNTHETIC_DATA,
    SERIES_DESCRIPTION,
    REFERENCED_SOP_INSTANCE_UID,
    DERIVATION_DESCRIPTION,
    BURNED_IN_ANNOTATION,
    WINDOW_CENTER,
)

NEWER_THAN_THE_JUDGE = re.compile(r"\(?0x0008,\s*0x001c|\(0008,001c\)", re.IGNORECASE)
"""Synthetic Data came into the standard after the judge's dictionary of 2022."""

BRIGHT = 200
LEAST_WORDS, MOST_WORDS = 0.01, 0.4
"""Share of bright pixels in the band above a film that has words in it."""


@dataclass(frozen=True)
class Rendered:
    """A film as DCMTK shows it.

    Attributes:
        width: In pixels.
        height: In pixels.
        greys: Row by row, 0 to 255.
    """

    width: int
    height: int
    greys: bytes

    def share_of_words(self) -> float:
        """Return how much of the left half of the topmost twentieth is bright."""
        rows = max(1, self.height // 20)
        half = self.width // 2
        band = b"".join(
            self.greys[at : at + half] for at in range(0, rows * self.width, self.width)
        )
        return sum(grey > BRIGHT for grey in band) / len(band)


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def elements(path: Path) -> dict[str, list[str]]:
    """Return what DCMTK finds of ``ASKED``, in sequences too: "gggg,eeee" -> the values."""
    told = _said(
        "dcmdump", "-Un", "+L", *(word for tag in ASKED for word in ("+P", tag)), str(path)
    )
    found: dict[str, list[str]] = {}
    for line in told.splitlines():
        at = re.match(r"\s*\((\w{4},\w{4})\) \w\w (.*?)\s+#\s", line)
        if at is not None:
            found.setdefault(at[1], []).append(at[2].removeprefix("[").removesuffix("]"))
    return found


def errors_of(path: Path) -> set[str]:
    """Return what dciodvfy calls an error, but for the attribute it is too old to know."""
    done = subprocess.run(  # noqa: S603 - our own words
        ["dciodvfy", "-new", str(path)],  # noqa: S607
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    expect("Image" in done.stderr, f"dciodvfy to know {path.name} as an image")
    return {
        line
        for line in done.stderr.splitlines()
        if line.startswith("Error") and not NEWER_THAN_THE_JUDGE.search(line)
    }


def rendered(path: Path) -> Rendered:
    """Return a film as DCMTK shows it with its first window, or its whole range without one."""
    has_window = WINDOW_CENTER in elements(path)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.pgm"
        _said("dcm2pnm", *(("+Wi", "1") if has_window else ("+Wm",)), str(path), str(made))
        header, greys = made.read_bytes().split(b"\n255\n", 1)
    width, height = (int(word) for word in header.split()[1:3])
    return Rendered(width, height, greys)


def judge_enhanced(exported: Path, original: Path, step: str) -> list[str]:
    """Compare an exported film with its original, from the outside; return what was seen.

    Args:
        exported: A DICOM file.
        original: The one it was made of.
        step: Name of the step that must be named in it.

    Raises:
        Failed: Something is not as the standard, or this program, promises.
    """
    made, source = elements(exported), elements(original)
    uid, of_source = made[SOP_INSTANCE_UID][0], source[SOP_INSTANCE_UID][0]
    described = made.get(DERIVATION_DESCRIPTION, [""])[0]
    expect(uid != of_source, "a SOP Instance UID of its own in the exported film")
    expect(
        of_source in made.get(REFERENCED_SOP_INSTANCE_UID, []),
        "the exported film to name the original as its source",
    )
    expect(step in described, f"a derivation that names {step}, not {described!r}")
    expect(
        "Not a medical device" in described,
        f"a derivation that says that this is no medical device, not {described!r}",
    )
    expect(made[IMAGE_TYPE][0].startswith("DERIVED"), "an image type that says DERIVED")
    worse = errors_of(exported) - errors_of(original)
    expect(not worse, f"dciodvfy to find no error: {'; '.join(sorted(worse))}")
    ours, theirs = rendered(exported), rendered(original)
    expect(len(set(ours.greys)) > 50, "dcm2pnm to show a picture")
    expect(ours.greys != theirs.greys, "dcm2pnm to show another picture than the original's")
    return [f"{ours.width} x {ours.height}", "dcmdump, dciodvfy and dcm2pnm agree", described]


def judge_synthetic(exported: Path, original: Path, step: str) -> list[str]:
    """Do the same with a film that a network invented, which must say so in several places."""
    seen = judge_enhanced(exported, original, step)
    made = elements(exported)
    for tag, words in (
        (SYNTHETIC_DATA, "YES"),
        (BURNED_IN_ANNOTATION, "YES"),
        (SERIES_DESCRIPTION, "AI SYNTHETIC"),
    ):
        value = made.get(tag, [""])[0]
        expect(value.startswith(words), f"({tag}) to say {words}, not {value!r}")
    share, before = rendered(exported).share_of_words(), rendered(original).share_of_words()
    expect(
        LEAST_WORDS < share < MOST_WORDS and before < LEAST_WORDS,
        f"words burned into the picture's top; {share:.1%} of it is bright, before {before:.1%}",
    )
    return [*seen[:2], f"marked as synthetic, words burned in ({share:.0%} of the band above)"]


def _said(*command: str) -> str:
    return subprocess.run(  # noqa: S603 - our own words
        command, capture_output=True, text=True, errors="replace", check=True, timeout=120
    ).stdout
