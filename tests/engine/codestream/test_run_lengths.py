"""engine.codestream.run_lengths"""

import struct

import pytest

from engine.codestream.errors import CodestreamError
from engine.codestream.run_lengths import segments


def frame(offsets: list[int], body: int = 100, count: int | None = None) -> bytes:
    """Return the header of PS3.5 G.5 and so many bytes after it."""
    padded = [*offsets, *([0] * (15 - len(offsets)))]
    announced = len(offsets) if count is None else count
    return struct.pack("<16I", announced, *padded) + bytes(body)


def test_segments_lie_one_after_the_other() -> None:
    assert segments(frame([64, 104]), 2, 500) == [(64, 104), (104, 164)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (frame([64, 104], count=3), "3 segments instead of 2"),
        (frame([64, 104], count=2**31), "2147483648 segments instead of 2"),
        (frame([60, 104]), "one after the other"),
        (frame([104, 64]), "one after the other"),
        (frame([64, 64]), "one after the other"),
        (frame([64, 4000]), "one after the other"),
        (frame([64, 104])[:40], "ends early"),
        (frame([64, 160]), "only 4 bytes of run lengths are to become 500"),
    ],
    ids=["few", "lie", "in the header", "falling", "empty", "beyond", "cut", "too short"],
)
def test_a_header_that_lies_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(CodestreamError, match=words):
        segments(data, 2, 500)


def test_the_longest_run_is_just_enough() -> None:
    """Two bytes of PackBits say 128: 80 bytes may become 5120 and no more."""
    data = frame([64, 144], body=160)

    assert segments(data, 2, 5120) == [(64, 144), (144, 224)]
    with pytest.raises(CodestreamError, match="only 80 bytes"):
        segments(data, 2, 5121)
