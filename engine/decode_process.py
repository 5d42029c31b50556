"""The process that decodes compressed pictures: what it does, and how it is spoken to.

It reads orders from its standard input and writes answers to its standard output until the input
ends, which it does when the program goes. Its memory is limited before each picture, so that a
bomb ends as a sentence, and a codec that crashes takes nothing with it but this process.

An order is a line of JSON and the compressed bytes; an answer is a line of JSON and the integers,
or a line that says what is wrong.
"""

import json
import os
import sys
from dataclasses import asdict
from io import BufferedReader
from typing import IO, Any, BinaryIO

import numpy as np

from engine.bitmap_header import BitmapHeader
from engine.dicom.decompress import DecodeError, Integers, Picture, decompressed
from engine.dicom.read_codestream import Codestream
from engine.no_dumps import forbid_dumps

TOO_LARGE = "its compressed picture needs more memory than it may take"

_SPARE_BYTES = 384_000_000
"""What a codec may take beside multiples of the picture: tables, threads, libraries."""

_TIMES = 14
"""So often may the decoded picture be in memory: openjpeg keeps 4 bytes a sample thrice."""


def decode_pictures() -> None:
    """Answer orders until there are no more."""
    forbid_dumps()  # the limit is inherited, the rest is not
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    while (line := source.readline()) != b"":
        order = json.loads(line)
        encoded = source.read(order["size"])
        if len(encoded) < order["size"]:
            return
        answer, integers = _answered(order, encoded)
        write_answer(sink, answer, integers)


def order_line(picture: Picture, stream: Codestream | None, size: int) -> bytes:
    """Return an order without its bytes."""
    said = {
        "picture": asdict(picture),
        "stream": None if stream is None else asdict(stream),
        "size": size,
    }
    return json.dumps(said).encode() + b"\n"


def bitmap_line(header: BitmapHeader, page: int, size: int) -> bytes:
    """Return an order for a whole bitmap file without its bytes."""
    return json.dumps({"bitmap": asdict(header), "page": page, "size": size}).encode() + b"\n"


def write_answer(sink: BinaryIO, answer: dict[str, Any], integers: Integers | None) -> None:
    """Write one answer whole."""
    sink.write(json.dumps(answer).encode() + b"\n")
    if integers is not None:
        sink.write(integers.data)
    sink.flush()


def read_answer(source: IO[bytes]) -> Integers:
    """Return the integers of one answer.

    Raises:
        DecodeError: What the process said is wrong.
        EOFError: If it ended before the answer did.
    """
    assert isinstance(source, BufferedReader)  # noqa: S101 - a pipe
    line = source.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    answer = json.loads(line)
    if "error" in answer:
        raise DecodeError(answer["error"])
    found = np.empty(answer["shape"], np.dtype(answer["dtype"]))
    room = found.reshape(-1).view(np.uint8).data
    while room:
        count = source.readinto(room)
        if not count:
            raise EOFError
        room = room[count:]
    return found


def _answered(order: dict[str, Any], encoded: bytes) -> tuple[dict[str, Any], Integers | None]:
    try:
        found = np.ascontiguousarray(
            _bitmap(order, encoded) if "bitmap" in order else _frame(order, encoded)
        )
    except DecodeError as error:
        return {"error": str(error)}, None
    except MemoryError:
        return {"error": TOO_LARGE}, None
    return {"shape": found.shape, "dtype": found.dtype.str}, found


def _frame(order: dict[str, Any], encoded: bytes) -> Integers:
    """Return one frame of a DICOM film."""
    picture = Picture(**order["picture"])
    stream = None if order["stream"] is None else Codestream(**order["stream"])
    _limit_memory(picture.decoded_bytes + len(encoded))
    return decompressed(encoded, picture, stream)


def _bitmap(order: dict[str, Any], encoded: bytes) -> Integers:
    """Return the samples of a PNG, JPEG or TIFF."""
    import cv2

    from engine.bitmap_decode import decoded_bitmap

    said = order["bitmap"]
    header = BitmapHeader(**{**said, "palette": tuple(said["palette"])})
    width = 2 if header.bits > 8 else 1
    _limit_memory(header.rows * header.columns * max(3, header.samples) * width + len(encoded))
    try:
        return decoded_bitmap(encoded, header, order["page"])
    except (RuntimeError, ValueError, IndexError, cv2.error) as error:
        raise DecodeError("its pixels cannot be decoded") from error


def _limit_memory(picture_bytes: int) -> None:
    """Let this process take so much and no more, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no path of a user
            used = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):  # no Linux: limits of address space are not kept there either
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + _SPARE_BYTES + _TIMES * picture_bytes
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    decode_pictures()
