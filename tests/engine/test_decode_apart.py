"""Compressed pictures are decoded by another process: what it gives, and what it survives."""

import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import numpy.typing as npt
import pytest

from engine import decode_apart, decode_process
from engine.bitmap import read_bitmap
from engine.decode_apart import DecodeError, decoded_apart
from engine.dicom.decompress import Picture
from engine.dicom.read_codestream import Codestream, codestream_of
from engine.errors import UnreadableImageError

RLE, SV1, JLS, J2K = (f"1.2.840.10008.1.2.{tail}" for tail in ("5", "4.70", "4.80", "4.90"))
Values = npt.NDArray[np.uint16]


@pytest.fixture
def values() -> Values:
    return np.random.default_rng(0).integers(0, 4096, (96, 70)).astype(np.uint16)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No process of an earlier test waits, and none of this one stays."""
    decode_apart._workers.stop()
    yield
    decode_apart._workers.stop()


def picture(syntax: str, shape: tuple[int, int], bits: int = 16) -> Picture:
    return Picture(syntax, *shape, 1, bits, is_signed=False, is_luma_first=False)


def decoded(encoded: bytes, syntax: str, shape: tuple[int, int]) -> Values:
    stream = None if syntax == RLE else codestream_of(encoded)
    return decoded_apart(encoded, picture(syntax, shape), stream)


def run_lengths(values: Values) -> bytes:
    planes = [
        imagecodecs.packbits_encode((values >> shift).astype(np.uint8).tobytes())
        for shift in (8, 0)
    ]
    head = struct.pack("<16I", 2, 64, 64 + len(planes[0]), *(0,) * 13)
    return head + b"".join(planes)


ENCODED: dict[str, Callable[[Values], bytes]] = {
    SV1: lambda v: bytes(imagecodecs.ljpeg_encode(v, bitspersample=12)),
    JLS: lambda v: bytes(imagecodecs.jpegls_encode(v)),
    J2K: lambda v: bytes(imagecodecs.jpeg2k_encode(v, level=0, reversible=True)),
    RLE: run_lengths,
}


@pytest.mark.parametrize("syntax", ENCODED)
def test_it_gives_back_every_value(syntax: str, values: Values) -> None:
    found = decoded(ENCODED[syntax](values), syntax, values.shape)

    np.testing.assert_array_equal(found, values)


def test_one_process_decodes_one_picture_after_the_other(values: Values) -> None:
    encoded = ENCODED[JLS](values)
    decoded(encoded, JLS, values.shape)
    (first,) = decode_apart._workers._idle

    decoded(encoded, JLS, values.shape)

    assert decode_apart._workers._idle == [first]


def test_pictures_of_several_threads_do_not_mix(values: Values) -> None:
    films = [(values + number).astype(np.uint16) for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda v: decoded(ENCODED[JLS](v), JLS, v.shape), films))

    for one, film in zip(found, films, strict=True):
        np.testing.assert_array_equal(one, film)


def test_a_stream_the_codec_refuses_is_a_sentence_and_the_process_goes_on(values: Values) -> None:
    encoded = bytearray(ENCODED[J2K](values))
    encoded[200:] = os.urandom(len(encoded) - 200)
    stream = codestream_of(bytes(ENCODED[J2K](values)))

    with pytest.raises(DecodeError, match=r"cannot be decoded|does not have the size"):
        decoded_apart(bytes(encoded), picture(J2K, values.shape), stream)

    np.testing.assert_array_equal(decoded(ENCODED[J2K](values), J2K, values.shape), values)


def test_a_codec_that_dies_is_a_sentence_and_the_next_picture_is_decoded(values: Values) -> None:
    encoded = ENCODED[JLS](values)
    decoded(encoded, JLS, values.shape)
    (worker,) = decode_apart._workers._idle
    worker._process.send_signal(signal.SIGSTOP)  # so that it dies while at work
    killer = threading.Timer(0.3, worker._process.kill)
    killer.start()

    with pytest.raises(DecodeError, match="made the decoder stop"):
        decoded(encoded, JLS, values.shape)

    np.testing.assert_array_equal(decoded(encoded, JLS, values.shape), values)


def test_a_codec_that_hangs_is_given_up(values: Values, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = ENCODED[JLS](values)
    decoded(encoded, JLS, values.shape)  # so that its start does not count
    (worker,) = decode_apart._workers._idle
    monkeypatch.setattr(decode_apart, "SECONDS", 0.5)
    worker._process.send_signal(signal.SIGSTOP)

    with pytest.raises(DecodeError, match="was not decoded within"):
        decoded(encoded, JLS, values.shape)

    assert not worker.is_alive


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by Linux alone")
def test_a_picture_that_swells_is_refused_by_its_memory() -> None:
    """A JPEG 2000 of 20 000 x 20 000 equal pixels that says it is small."""
    tiny = imagecodecs.jpeg2k_encode(np.zeros((64, 64), np.uint16), level=0, reversible=True)
    at = tiny.index(b"\xff\x51") + 2
    large = bytearray(tiny)
    struct.pack_into(">II", large, at + 4, 20_000, 20_000)
    struct.pack_into(">II", large, at + 20, 20_000, 20_000)  # one tile of that size
    lying = Codestream(64, 64, 1, 16)

    with pytest.raises(DecodeError):
        decoded_apart(bytes(large), picture(J2K, (64, 64)), lying)

    if decode_apart._workers._idle:
        status = Path(f"/proc/{decode_apart._workers._idle[0]._process.pid}/status").read_text()
        peak_kb = int(status.split("VmHWM:")[1].split()[0])
        assert peak_kb < 700_000


def test_run_lengths_that_swell_are_refused(values: Values) -> None:
    bomb = b"\x81\x00" * 400_000  # each pair is 128 zeros
    head = struct.pack("<16I", 2, 64, 64 + len(bomb), *(0,) * 13)

    with pytest.raises(DecodeError):
        decoded(head + bomb + bomb, RLE, values.shape)


def test_a_program_that_cannot_start_another_says_so(
    values: Values, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode_apart, "_command", lambda: ["/nowhere/at/all"])

    with pytest.raises(DecodeError, match="cannot be started"):
        decoded(ENCODED[JLS](values), JLS, values.shape)


def test_the_process_goes_when_its_program_goes() -> None:
    code = (
        "import numpy as np, imagecodecs\n"
        "from engine import decode_apart\n"
        "from tests.engine.test_decode_apart import JLS, decoded\n"
        "v = np.zeros((8, 8), np.uint16)\n"
        "decoded(imagecodecs.jpegls_encode(v), JLS, v.shape)\n"
        "print(decode_apart._workers._idle[0]._process.pid, flush=True)\n"
        "import os; os._exit(1)\n"  # as a crash would: no clean-up at all
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)

    end = time.monotonic() + 10
    while Path(f"/proc/{pid}/stat").exists() and time.monotonic() < end:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":
            break
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{pid}").exists()


def test_it_loads_neither_pydicom_nor_a_window() -> None:
    code = (
        "import sys, engine.decode_process\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'pydicom', 'PySide6', 'torch', 'cv2'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_an_answer_cut_short_is_noticed(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    with answer.open("wb") as file:
        decode_process.write_answer(file, {"shape": [4, 4], "dtype": "<u2"}, None)
        file.write(b"123")

    with answer.open("rb") as file, pytest.raises(EOFError):
        decode_process.read_answer(file)


def test_a_frozen_program_starts_its_own_part() -> None:
    """The word on the command line leads to the same process."""
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from viewer.__main__ import main; main()",
            decode_apart.FROZEN_WORD,
        ],
        input=decode_process.order_line(picture(JLS, (2, 2)), Codestream(2, 2, 1, 16), 3) + b"abc",
        capture_output=True,
        check=True,
    )

    assert b"error" in answer.stdout


def test_a_bitmap_is_decoded_there_too(tmp_path: Path) -> None:
    pixels = np.arange(3000, dtype=np.uint16).reshape(50, 60) * 20
    path = tmp_path / "film.png"
    path.write_bytes(bytes(imagecodecs.png_encode(pixels)))

    assert np.array_equal(read_bitmap(path).pixels, pixels)
    assert len(decode_apart._workers._idle) == 1


def test_an_uncompressed_tiff_needs_no_other_process(tmp_path: Path) -> None:
    pixels = np.arange(3000, dtype=np.uint16).reshape(50, 60) * 20
    path = tmp_path / "film.tif"
    cv2.imwrite(str(path), pixels, [cv2.IMWRITE_TIFF_COMPRESSION, 1])

    assert np.array_equal(read_bitmap(path).pixels, pixels)
    assert decode_apart._workers._idle == []


def test_a_bitmap_whose_codec_dies_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.png"
    path.write_bytes(bytes(imagecodecs.png_encode(np.zeros((5, 5), np.uint8))))
    code = "import os, sys; sys.stdin.buffer.readline(); os.abort()"
    monkeypatch.setattr(decode_apart, "_command", lambda: [sys.executable, "-c", code])

    with pytest.raises(UnreadableImageError, match=r"film\.png is damaged: .* stop"):
        read_bitmap(path)


def test_a_bitmap_the_codec_refuses_is_a_sentence_and_the_process_goes_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.jpg"
    good.write_bytes(bytes(imagecodecs.png_encode(np.zeros((5, 5), np.uint8))))
    whole = bytes(imagecodecs.jpeg8_encode(np.zeros((64, 64, 3), np.uint8)))
    table = whole.index(b"\xff\xc4")
    bad.write_bytes(whole[: table + 5] + b"\xff" * 12 + whole[table + 17 :])

    read_bitmap(good)
    (worker,) = decode_apart._workers._idle
    with pytest.raises(UnreadableImageError, match="cannot be decoded"):
        read_bitmap(bad)

    assert decode_apart._workers._idle == [worker]
    assert read_bitmap(good).pixels.shape == (5, 5)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's own")
def test_its_crashes_leave_no_dump(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    path.write_bytes(bytes(imagecodecs.png_encode(np.zeros((5, 5), np.uint8))))
    read_bitmap(path)

    (worker,) = decode_apart._workers._idle
    limits = Path(f"/proc/{worker._process.pid}/limits").read_text().splitlines()

    (core,) = (line for line in limits if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
