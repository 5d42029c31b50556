"""Writes films.md: what becomes of every file of two public collections, and who says it is right.

Run from the root of the source tree, with DCMTK and GDCM installed:

    python -m docs.validation.films

A film is shown at 256 and 65 536 grey levels in every window the file offers, and compared with
what DCMTK's renderer makes of the same file; what a program cannot judge says why.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom
import pydicom.data
from pydicom.uid import UID, ExplicitVRLittleEndian

from engine import EngineError, FullRange, Radiograph, Voi, VoiFunction, VoiLut, Window
from engine import read_radiograph as read
from engine.picture import picture_of
from tests.judges.test_grey_levels import JPEG_2000, RENDERERS, difference, rendered

PAGE = Path(__file__).with_suffix(".md")
BUNDLED = Path(pydicom.data.__file__).parent / "test_files"
COLLECTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "dicom"

_HEAD = """\
# Films of two public collections

Written by `python -m docs.validation.films`; `tests/test_validation_page.py` keeps the part on
pydicom's files current. *Difference* is the largest between our grey levels and those of the
judge, in any pixel and any window the file offers, of 256 levels and of 65 536. A judge of JPEG
2000 is GDCM's decoder before DCMTK's renderer. Of colours we show the luminance, which is compared
with that of the judge's colours; theirs comes out of RGB values cut to 0..255, ours of the file's
own luminance where it has one. Only the first frame is compared.
"""

_ABOVE_8 = "DCMTK makes modality values whole before its window; ours keep their fractions"
_FEW = "DCMTK shows the 1 of a single bit as middle grey, we as white"
_TABLE = "DCMTK ends an inverted or full-range table one level off"


@dataclass(frozen=True, slots=True)
class Row:
    """One file.

    Attributes:
        name: Below the folder of its collection.
        picture: Size, bits, frames and syntax of a film; "" where it is refused.
        verdict: Who judged it and how far off we are, or why it was not judged; or the sentence
            of the refusal.
    """

    name: str
    picture: str
    verdict: str

    def line(self) -> str:
        """Return its line of the table."""
        return f"| {self.name} | {self.picture or 'refused'} | {self.verdict} |"


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [_HEAD]
        for title, root in (
            ("Files that come with pydicom", BUNDLED),
            ("Collected films", COLLECTED),
        ):
            rows = [row_of(path, root, Path(folder)) for path in files_below(root)]
            parts.append(_section(title, rows))
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def files_below(root: Path) -> Iterator[Path]:
    """Yield the files of a collection that are DICOM or pretend to be, in order of their names."""
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        if path.suffix not in (".txt", ".json", ".xml", ".py", ".md", ".csv", ".gz"):
            yield path


def row_of(path: Path, root: Path, folder: Path | None) -> Row:
    """Return what becomes of one file.

    Args:
        path: The file.
        root: Folder of its collection.
        folder: Where the judges may write; None asks no judge and leaves the verdict empty.
    """
    name = path.relative_to(root).as_posix()
    try:
        film = read(path)
    except EngineError as error:
        return Row(name, "", str(error))
    return Row(name, _picture(film), "" if folder is None else _verdict(path, film, folder))


def _picture(film: Radiograph) -> str:
    rows, columns = film.pixels.shape
    frames = f", {film.frames} frames" if film.frames > 1 else ""
    return f"{rows} × {columns}, {film.bits_stored} bits{frames}, {_syntax(film)}"


def _syntax(film: Radiograph) -> str:
    return UID(film.source.transfer_syntax_uid).name.split(" (")[0]


def _verdict(path: Path, film: Radiograph, folder: Path) -> str:
    syntax = film.source.transfer_syntax_uid
    if "High-Throughput" in UID(syntax).name:
        return "not judged: no judge here decodes HTJ2K (see tests/judges/test_codecs.py)"
    try:
        given = path
        if syntax in JPEG_2000:
            given = _without_jpeg_2000(path, film, folder)
        program = RENDERERS.get(syntax, "dcm2pnm")
        if _is_coloured(film):
            return _coloured(given, film, folder, program)
        return _compared(given, film, folder, program)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or b"").decode(errors="replace").splitlines()
        reason = next((line.partition(": ")[2] for line in said if line[:2] in ("E:", "F:")), "")
        return f"not judged: {Path(error.cmd[0]).name} does not open it ({reason or 'no reason'})"


def _is_coloured(film: Radiograph) -> bool:
    return any("Colour" in notice for notice in film.notices)


def _coloured(given: Path, film: Radiograph, folder: Path, program: str) -> str:
    """Compare the luminance we show with that of the judge's colours: ITU-R BT.601-7, 2.5.1."""
    theirs = rendered(given, [], 256, _judge, folder, program)
    ours = picture_of(film).grey_levels(film.full_range)
    if theirs.shape != (*ours.shape, 3):
        return f"not judged: {program} makes the picture {theirs.shape}"
    luminance = np.rint(theirs[..., ::-1] @ np.array([0.299, 0.587, 0.114]))
    found = difference(ours, luminance)
    return f"{program}: {found} of 256, in the luminance of its colours"


def _compared(given: Path, film: Radiograph, folder: Path, program: str) -> str:
    picture, found = picture_of(film), {256: 0, 65536: 0}
    for voi, options in _options(film):
        for levels in found:
            theirs = rendered(given, options, levels, _judge, folder, program)
            ours = picture.grey_levels(voi, levels=levels)
            if ours.shape != theirs.shape:
                return f"not judged: {program} makes the picture {theirs.shape}"
            found[levels] = max(found[levels], difference(ours, theirs))
    judge = f"GDCM, {program}" if film.source.transfer_syntax_uid in JPEG_2000 else program
    return f"{judge}: {found[256]} of 256, {found[65536]} of 65 536{_why(film, found)}"


def _why(film: Radiograph, found: dict[int, int]) -> str:
    if not any(found.values()):
        return ""
    if film.bits_stored < 7:
        return f" ({_FEW})"
    step = float(np.diff(film.modality.apply(np.arange(2.0)))[0])
    if step != round(step):
        return f" ({_ABOVE_8})"
    is_table = any(isinstance(voi, FullRange | VoiLut) for voi, _ in _options(film))
    return f" ({_TABLE})" if is_table and max(found.values()) <= 1 else " **look at it**"


def _options(film: Radiograph) -> list[tuple[Voi, list[str]]]:
    """Return each VOI of a film with the options that make dcm2pnm use it."""
    tables = [voi for voi in film.vois if isinstance(voi, VoiLut)]
    windows = [voi for voi in film.vois if isinstance(voi, Window)]
    found: list[tuple[Voi, list[str]]] = []
    found += [(voi, ["+Wl", str(n)]) for n, voi in enumerate(tables, start=1)]
    found += [
        (voi, ["+Wi", str(n)])
        for n, voi in enumerate(windows, start=1)
        if voi.function is not VoiFunction.LINEAR_EXACT  # which DCMTK does not know
    ]
    return [*found, (film.full_range, [])]


def _without_jpeg_2000(path: Path, film: Radiograph, folder: Path) -> Path:
    """Return the film with GDCM's pixels: its first frame, under its own header."""
    raw = folder / "raw.dcm"
    command = [_judge("gdcmconv"), "--raw", str(path), str(raw)]
    subprocess.run(command, check=True, capture_output=True)
    if _is_coloured(film):
        return raw
    ds = pydicom.dcmread(path)
    ds.PixelData = pydicom.dcmread(raw).PixelData[: film.pixels.nbytes]
    ds["PixelData"].VR = "OW"
    ds["PixelData"].is_undefined_length = False
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    if "NumberOfFrames" in ds:
        del ds.NumberOfFrames
    ds.save_as(raw)
    return raw


def _judge(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        sys.exit(f"This page needs the judge {name}, which is not installed.")
    return path


def _section(title: str, rows: list[Row]) -> str:
    shown = sum(1 for row in rows if row.picture)
    judged = sum(1 for row in rows if " of 256" in row.verdict)
    equal = sum(1 for row in rows if "0 of 256, 0 of 65 536" in row.verdict)
    summary = (
        f"{len(rows)} files: {shown} shown, {len(rows) - shown} refused. Of those shown {judged} "
        f"were judged, and {equal} are equal in every pixel, window and depth."
    )
    lines = ["| file | film | judge and difference, or why refused |", "|---|---|---|"]
    return "\n".join([f"## {title}", "", summary, "", *lines, *(row.line() for row in rows), ""])


if __name__ == "__main__":
    main()
