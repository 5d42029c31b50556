"""Hostile archives and lists of films."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from tests.hostile.raw_dicom import EXPLICIT, dicom, element, item, meta, text, zeros_deflated

DICOMDIR_CLASS = b"1.2.840.10008.1.3.10"

EVIL_NAMES = (
    "../outside.dcm",
    "../../../../../../outside.dcm",
    "/outside.dcm",
    "C:\\outside.dcm",
    "..\\outside.dcm",
    "a\x01\x1b[2Jb.dcm",
    "./../outside.dcm",
)
"""Each leads out of the archive, or is no name to show."""


def member(
    name: bytes, content: bytes, *, method: int = 0, flags: int = 0, size: int = 0, crc: int = 0
) -> tuple[bytes, bytes]:
    """Return local header with content, and the entry of the directory without its offset."""
    announced = size or len(content)
    said = struct.pack(
        "<HHHHHIIIHH", 20, flags, method, 0, 0x21, crc, len(content), announced, len(name), 0
    )
    local = b"PK\3\4" + said + name + content
    return local, b"PK\1\2" + struct.pack("<H", 20) + said + struct.pack("<HHHI", 0, 0, 0, 0)


def archive(members: list[tuple[bytes, bytes, bytes]], *, count: int | None = None) -> bytes:
    """Return a ZIP of (name, local part, directory part) each."""
    content, directory = b"", b""
    for name, local, entry in members:
        directory += entry + struct.pack("<I", len(content)) + name
        content += local
    many = min(len(members) if count is None else count, 0xFFFF)
    end = struct.pack("<4H2IH", 0, 0, many, many, len(directory), len(content), 0)
    return content + directory + b"PK\5\6" + end


def _one(name: bytes, content: bytes, **lies: int) -> bytes:
    return archive([(name, *member(name, content, **lies))])


def _zipped(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return target.getvalue()


def _overlapping() -> bytes:
    """Fifty thousand and one names for one film."""
    local, entry = member(b"a.dcm", dicom(), crc=zlib.crc32(dicom()))
    directory = (entry + struct.pack("<I", 0) + b"a.dcm") * 60_000
    end = struct.pack("<4H2IH", 0, 0, 60_000, 60_000, len(directory), len(local), 0)
    return local + directory + b"PK\5\6" + end


def made() -> dict[str, Callable[[], bytes]]:
    """Return archives by name; a search through each ends, and writes nothing."""
    film = dicom()
    bomb = zeros_deflated(1100)
    return {
        "traversal.zip": lambda: _zipped(dict.fromkeys(EVIL_NAMES, film)),
        "nul_in_a_name.zip": lambda: _one(b"a\0b.dcm", film, crc=zlib.crc32(film)),
        "bomb.zip": lambda: _one(b"a.dcm", bomb, method=8, size=1_100_000_000),
        "bomb_that_denies_it.zip": lambda: _one(b"a.dcm", bomb, method=8, size=1000),
        "film_then_bomb.zip": lambda: _one(b"a.dcm", _film_bomb(), method=8, size=len(film)),
        "encrypted.zip": lambda: _one(b"a.dcm", film, flags=1, crc=zlib.crc32(film)),
        "wrong_sum.zip": lambda: _one(b"a.dcm", film, crc=1),
        "unknown_method.zip": lambda: _one(b"a.dcm", film, method=99, crc=zlib.crc32(film)),
        "nested.zip": lambda: _zipped({"inner.zip": _zipped({"a.dcm": film})}),
        "overlapping.zip": _overlapping,
        "only_magic.zip": lambda: b"PK\3\4",
        "cut.zip": lambda: _zipped({"a.dcm": film})[:-30],
        "directory_beyond.zip": lambda: _zipped({"a.dcm": film})[:-6] + b"\xff\xff\xff\x7f\0\0",
        "twice_the_same_name.zip": lambda: archive(
            [(b"a.dcm", *member(b"a.dcm", film, crc=zlib.crc32(film)))] * 2
        ),
        "link.zip": _link,
        "size_of_4_gb.zip": lambda: _one(b"a.dcm", film, size=0xFFFFFFF0),
    }


def _film_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = packer.compress(dicom()) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + zeros_deflated(1100)


def _link() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made_:
        info = zipfile.ZipInfo("a.dcm")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        made_.writestr(info, "/etc/passwd")
    return target.getvalue()


def dicomdir(names: list[str], *, following: int = 0, first: int = 0) -> bytes:
    """Return a DICOMDIR whose image records refer to these files.

    Args:
        names: Components parted by a backslash, as in (0004,1500).
        following: Offset of the Next Directory Record of each.
        first: Offset of the first record.
    """
    records = b"".join(
        item(
            element((4, 0x1400), "UL", struct.pack("<I", following))
            + element((4, 0x1410), "US", struct.pack("<H", 0xFFFF))
            + element((4, 0x1420), "UL", struct.pack("<I", following))
            + element((4, 0x1430), *text("CS", "IMAGE"))
            + element((4, 0x1500), *text("CS", name))
        )
        for name in names
    )
    content = (
        element((4, 0x1130), *text("CS", "CANARY"))
        + element((4, 0x1200), "UL", struct.pack("<I", first))
        + element((4, 0x1202), "UL", struct.pack("<I", first))
        + element((4, 0x1212), "US", b"\0\0")
        + element((4, 0x1220), "SQ", records)
    )
    return bytes(128) + b"DICM" + meta(EXPLICIT, DICOMDIR_CLASS) + content


def dicomdirs() -> dict[str, bytes]:
    """Return lists of films by name, to lie beside INSIDE.DCM and one folder below OUTSIDE.DCM."""
    escapes = ["..\\OUTSIDE.DCM", "..\\..\\..\\..\\etc\\passwd", "/etc/passwd", "\\etc\\passwd"]
    return {
        "escapes": dicomdir([*escapes, "../OUTSIDE.DCM", "A\\..\\..\\OUTSIDE.DCM", "INSIDE.DCM"]),
        "loops": dicomdir(["INSIDE.DCM"] * 3, following=400, first=400),
        "records_beyond": dicomdir(["INSIDE.DCM"], following=0x7FFFFFF0, first=0x7FFFFFF0),
        "missing": dicomdir(["ABSENT.DCM", "INSIDE.DCM"]),
        "itself": dicomdir(["DICOMDIR", "."]),
        "many": dicomdir(["INSIDE.DCM"] * 2_000),
    }
