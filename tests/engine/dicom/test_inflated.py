"""engine.dicom.inflated"""

import io
import zlib
from pathlib import Path

import numpy as np
import pytest

from engine.budget import Budget
from engine.dicom.inflated import Inflated
from engine.errors import UnsupportedImageError

PLAIN = np.random.default_rng(0).bytes(300_000)
NAME = Path("film.dcm")


def inflated(plain: bytes) -> Inflated:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Inflated(io.BytesIO(b"meta" + packer.compress(plain) + packer.flush()), 4, NAME)


def test_it_reads_like_a_file_forward_and_back() -> None:
    file = inflated(PLAIN)

    far = (file.seek(200_000), file.read(10), file.tell())
    near = (file.seek(5), file.read(10), file.tell())

    assert far == (200_000, PLAIN[200_000:200_010], 200_010)
    assert near == (5, PLAIN[5:15], 15)


def test_it_ends_where_its_content_does() -> None:
    file = inflated(PLAIN)

    assert file.seek(400_000) == 300_000
    assert file.read(10) == b""
    file.seek(0)
    assert file.read() == PLAIN


def test_small_reads_come_to_the_same_end() -> None:
    """Zlib holds back what was not asked for, though all its input is consumed."""
    file = inflated(bytes(30))

    parts = [file.read(20), file.read(20), file.read(20)]

    assert parts == [bytes(20), bytes(10), b""]


def test_it_fills_a_buffer_step_by_step() -> None:
    file, room = inflated(PLAIN), bytearray(300_000)
    there = 0

    while there < len(room):
        there += file.readinto(memoryview(room)[there:])

    assert bytes(room) == PLAIN


def test_it_grows_to_the_budget_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.budget._in_force", Budget(megabytes=1))
    allowed, bomb = inflated(bytes(1_000_000)), inflated(bytes(1_000_001))

    assert len(allowed.read()) == 1_000_000
    for use in (bomb.read, lambda: bomb.seek(2_000_000)):
        with pytest.raises(UnsupportedImageError, match=r"^film\.dcm is compressed and would grow"):
            use()
