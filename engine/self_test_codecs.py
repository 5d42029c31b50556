"""Self-test: a small film in every transfer syntax and picture format is decoded as it was made.

The decoding process decodes it, as it does every film. So a build that lacks a codec, has a damaged
one, or cannot start its own process is found out, and lives to tell.
"""

import struct
from functools import partial
from pathlib import Path

import numpy as np

from engine.dicom.decode import CAN_DECODE
from engine.dicom.decompress import RLE
from engine.dicom.header_walk import EXPLICIT_BIG, IMPLICIT_LITTLE
from engine.dicom.inflated import DEFLATED
from engine.errors import EngineError
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.self_test_check import Bench, Check, CheckFailedError
from engine.self_test_dicom import EXPLICIT_LITTLE, Made, film_bytes
from engine.self_test_streams import BITS, COLUMNS, ROWS, Stored, smooth_film, stream

MOST_LOSS = 20
"""Stored values of 4096 by which lossy codecs may miss this smooth film: half a per cent."""

_GROUP = "Decoding"
_INSTALL_AGAIN = "Its codec is missing or damaged: install Negatoscope again."
_JPEG = "1.2.840.10008.1.2.4."


def codec_checks() -> tuple[Check, ...]:
    """Return one check for each transfer syntax that the program claims, and for bitmaps."""
    syntaxes = (Check(_GROUP, name, partial(_syntax, uid)) for uid, name in _NAMES.items())
    bitmaps = (Check(_GROUP, name, partial(_bitmap, suffix)) for suffix, name in _BITMAPS.items())
    return (Check(_GROUP, "Every transfer syntax is tried", _all_tried), *syntaxes, *bitmaps)


_NAMES = {
    IMPLICIT_LITTLE: "Implicit VR little endian",
    EXPLICIT_LITTLE: "Explicit VR little endian",
    DEFLATED: "Deflated explicit VR little endian",
    EXPLICIT_BIG: "Explicit VR big endian",
    RLE: "RLE",
    f"{_JPEG}50": "JPEG baseline, 8 bit",
    f"{_JPEG}51": "JPEG extended, 12 bit",
    f"{_JPEG}57": "JPEG lossless",
    f"{_JPEG}70": "JPEG lossless, first order",
    f"{_JPEG}80": "JPEG-LS lossless",
    f"{_JPEG}81": "JPEG-LS near lossless",
    f"{_JPEG}90": "JPEG 2000 lossless",
    f"{_JPEG}91": "JPEG 2000",
    f"{_JPEG}201": "High-throughput JPEG 2000 lossless",
    f"{_JPEG}202": "High-throughput JPEG 2000 lossless, RPCL",
    f"{_JPEG}203": "High-throughput JPEG 2000",
}
"""Every transfer syntax, and what people call it."""

_BITMAPS = {".png": "PNG, 16 bit", ".tif": "TIFF, 16 bit", ".jpg": "JPEG, 8 bit"}
_LOSSY = frozenset(f"{_JPEG}{n}" for n in (50, 51, 81, 91, 203))


def _all_tried(_: Bench, progress: Progress) -> str:
    progress.check()
    untried = CAN_DECODE ^ set(_NAMES)
    if untried:
        told = ", ".join(sorted(untried))
        raise CheckFailedError(f"These are claimed or tried, not both: {told}.")
    return f"{len(_NAMES)} of {len(CAN_DECODE)}"


def _syntax(uid: str, bench: Bench, progress: Progress) -> str:
    progress.check()
    film, bits = smooth_film(), BITS
    if uid == f"{_JPEG}50":  # the only syntax of 8 bits alone
        film, bits = film >> np.uint16(4), 8
    encoded = _encoded(uid, film)
    is_native = uid in _NATIVE
    path = bench.folder / f"{uid}.dcm"
    path.write_bytes(film_bytes(Made(uid, ROWS, COLUMNS, bits, encoded, is_native)))
    return _compared(_read(path), film, MOST_LOSS if uid in _LOSSY else 0)


def _bitmap(suffix: str, bench: Bench, progress: Progress) -> str:
    import cv2

    progress.check()
    film = smooth_film() << np.uint16(4)
    path = bench.folder / f"bitmap{suffix}"
    if suffix == ".jpg":
        film = film >> np.uint16(8)
        done, encoded = cv2.imencode(suffix, film.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 95])
        if not done:
            raise CheckFailedError("OpenCV writes no JPEG.")
        path.write_bytes(encoded.tobytes())
        return _compared(_read(path), film, 2)
    from engine.bitmap import write_bitmap

    write_bitmap(film, path)
    return _compared(_read(path), film, 0)


def _read(path: Path) -> Radiograph:
    from engine.reading import read_radiograph

    try:
        return read_radiograph(path)
    except EngineError as error:  # whose hint is for somebody's film
        reason = str(error).partition(": ")[2] or str(error)
        raise CheckFailedError(f"It is not decoded: {reason}", hint=_INSTALL_AGAIN) from error


def _compared(read: Radiograph, made: Stored, most: int) -> str:
    if read.pixels.shape != made.shape:
        raise CheckFailedError(f"It came back as {read.pixels.shape} instead of {made.shape}.")
    off = int(np.abs(read.pixels.astype(np.int32) - made).max())
    if off > most:
        raise CheckFailedError(f"A stored value is off by {off}; {most} is allowed.")
    return f"off by {off} of {most} at most" if most else "every stored value"


def _encoded(uid: str, film: Stored) -> bytes:
    """Return a film as a syntax has it."""
    if uid in _NATIVE:
        return film.astype(">u2" if uid == EXPLICIT_BIG else "<u2").tobytes()
    if uid == RLE:
        return _run_lengths(film)
    number = int(uid.rpartition(".")[2])
    return stream(_SAME_STREAM.get(number, number))


_NATIVE = (IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED, EXPLICIT_BIG)
_SAME_STREAM = {202: 201}


def _run_lengths(film: Stored) -> bytes:
    """Return a film as two PackBits segments, high bytes first, each row one literal run.

    Source: DICOM PS3.5 G.3 and G.5.
    """
    planes = ((film >> np.uint16(8)).astype(np.uint8), film.astype(np.uint8))
    segments = []
    for plane in planes:
        packed = b"".join(bytes([len(row) - 1]) + row.tobytes() for row in plane)
        segments.append(packed + bytes(len(packed) % 2))
    starts = (64, 64 + len(segments[0]))
    return struct.pack("<16I", len(planes), *starts, *([0] * 13)) + b"".join(segments)
