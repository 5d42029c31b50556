"""A study with a canary in every text there is, and the search for canaries that got out.

Each canary says which attribute it sat in: CANARY-PatientName, and ZÖGLING for letters that are
written otherwise in other encodings.
"""

from pathlib import Path
from urllib.parse import quote

import numpy as np
from pydicom._dicom_dict import DicomDictionary
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from tests.engine.dicom.written import film, write

WORD, LETTERS = "CANARY", "ZÖGLING"
NUMBER = "777333777333"
"""In every UID but those the standard gives."""

FOLDER = f"{WORD}-FOLDER {LETTERS}"
NAME = f"{WORD}-PatientName_JOHN"

_TEXTS = ("AE", "AS", "CS", "DA", "DT", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UR", "UT")
_LONGEST = {"AE": 16, "AS": 4, "CS": 16, "SH": 16}
_MEANT = (
    "PhotometricInterpretation",
    "PresentationLUTShape",
    "VOILUTFunction",
    "SpecificCharacterSet",
    "Modality",
)
"""Without their proper value there would be no film to look at."""

_SQUARE = 48


def study(folder: Path) -> dict[str, Path]:
    """Write a study into a folder below this one and return its files.

    Returns:
        "film", "cine" and "other", which can be shown; "cut" and "text", which cannot.
    """
    below = folder / FOLDER
    below.mkdir(parents=True)
    values = np.tile(np.arange(_SQUARE, dtype=np.uint16) * 80, (_SQUARE, 1))
    made = {name: below / f"{NAME} {name}.dcm" for name in ("film", "other", "cut", "cine")}
    planted = _planted(film(values, 12))
    for number, path in enumerate(made.values()):
        planted.SOPInstanceUID = f"1.2.{NUMBER}.3.{number}"
        if path == made["cine"]:
            planted.NumberOfFrames, planted.FrameTime = 3, 40
            planted.PixelData = values.tobytes() * 3
        write(planted, path)
    made["cut"].write_bytes(made["cut"].read_bytes()[:-2000])
    made["text"] = below / f"{NAME} letter.txt"
    made["text"].write_text(f"Dear {WORD}, {LETTERS}", encoding="utf-8")
    return made


def found(where: Path) -> list[str]:
    """Return each file below a folder whose name or content holds a canary."""
    files = [path for path in sorted(where.rglob("*")) if path.is_file() or path.is_symlink()]
    names = [str(path.relative_to(where)) for path in sorted(where.rglob("*"))]
    holding = [path.relative_to(where) for path in files if path.is_file() and holds(path)]
    return [*map(str, holding), *(name for name in names if tells(name.encode()))]


def holds(path: Path) -> bool:
    """Whether a file holds a canary in any spelling."""
    return tells(path.read_bytes())


def tells(content: bytes) -> bool:
    """Whether bytes hold a canary in any spelling."""
    low = content.lower()
    return any(spelling in low for spelling in _SPELLINGS)


def _spellings() -> set[bytes]:
    spelt: set[bytes] = set()
    for word in (WORD, LETTERS, NUMBER):
        for case in (word.lower(), word):
            for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
                spelt.add(case.encode(encoding).lower())
            spelt.add(quote(case).encode().lower())
            spelt.add(case.encode("ascii", "backslashreplace").lower())
            spelt.add("".join(f"%{byte:02x}" for byte in case.encode()).encode())
    return spelt


_SPELLINGS = _spellings()


def _planted(ds: Dataset) -> Dataset:
    """Return the film with a canary in every attribute of text, nested and private ones too."""
    nested = Dataset()
    ds.SpecificCharacterSet = nested.SpecificCharacterSet = "ISO_IR 192"
    for tag, (vr, _, _, _, keyword) in DicomDictionary.items():
        is_text = vr in _TEXTS and keyword and keyword not in _MEANT
        if is_text and 0x0008 <= tag >> 16 < 0x7000 and tag >> 16 != 0x5400:
            ds.add_new(tag, vr, _canary(vr, keyword))
            nested.add_new(tag, vr, _canary(vr, keyword))
    ds.PatientName = nested.PatientName = f"{NAME}^{LETTERS}"
    ds.PatientID = f"{WORD}-PatientID"
    ds.StudyInstanceUID, ds.SeriesInstanceUID = f"1.2.{NUMBER}.1", f"1.2.{NUMBER}.2"
    ds.RequestAttributesSequence = [nested]
    ds.ReferencedStudySequence = [nested]
    block = ds.private_block(0x0099, f"{WORD}-CREATOR", create=True)
    block.add_new(1, "LO", f"{WORD}-PRIVATE")
    block.add_new(2, "UN", f"{WORD}-UNKNOWN ".encode())
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return ds


def _canary(vr: str, keyword: str) -> str:
    return f"{WORD}-{keyword} {LETTERS}"[: _LONGEST.get(vr, 60)]
