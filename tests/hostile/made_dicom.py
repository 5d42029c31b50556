"""Hostile DICOM files: headers that lie, swell, nest and end early."""

import struct
import zlib

from tests.hostile.encapsulated import fragment
from tests.hostile.raw_dicom import (
    COLUMNS,
    DEFLATED,
    PIXEL_DATA,
    RLE,
    ROWS,
    UNDEFINED,
    Element,
    Tag,
    body,
    compressed,
    dicom,
    element,
    film,
    item,
    meta,
    pixels,
    text,
    us,
    zeros_deflated,
)

HUGE: dict[Tag, Element | None] = {(0x0028, 0x0010): us(65535), (0x0028, 0x0011): us(65535)}
DEFERRED = (0x0009, 0x1010)
"""A private element, before the pixels."""


def _deflated(content: bytes) -> bytes:
    return bytes(128) + b"DICM" + meta(DEFLATED) + content


def _plain_deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def deflate_bomb() -> bytes:
    """A megabyte that grows beyond a gigabyte, inside one element."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = element(DEFERRED, "OB", b"", 1_100_000_000)
    first = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    return _deflated(first + zeros_deflated(1100))


def rle_bomb(side: int) -> bytes:
    """One segment of runs of 128 zeros: 8-bit pixels, side x side."""
    runs = b"\x81\x00" * -(-side * side // 128)
    picture = struct.pack("<16I", 1, 64, *[0] * 14) + runs
    return compressed(fragment(b"") + fragment(picture), RLE, _eight_bits(side))


def _eight_bits(side: int) -> dict[Tag, Element | None]:
    return {
        (0x0028, 0x0010): us(side),
        (0x0028, 0x0011): us(side),
        (0x0028, 0x0100): us(8),
        (0x0028, 0x0101): us(8),
        (0x0028, 0x0102): us(7),
    }


def nested(depth: int, *, defined: bool = False) -> bytes:
    """Sequences inside each other, of undefined or true lengths."""
    sequence = (0x0008, 0x1140)
    if not defined:
        inner = element(sequence, "SQ", b"", UNDEFINED) + item(b"", UNDEFINED)
        ends = struct.pack("<HHI", 0xFFFE, 0xE00D, 0) + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
        return dicom({}, behind=b"")[: -len(body())] + inner * depth + ends * depth + body()
    content = b""
    for _ in range(depth):
        content = element(sequence, "SQ", item(content))
    return dicom({sequence: ("SQ", content[12:])})


def many_elements(count: int) -> bytes:
    """Private elements without a value, 10 bytes each."""
    small = b"".join(
        element((0x0011 + 2 * (n >> 16), n & 0xFFFF), "LO", b"  ") for n in range(count)
    )
    return dicom({}, behind=b"")[: -len(body())] + small + body()


def without_end(cut: int) -> bytes:
    """The sound film without its last bytes."""
    return dicom()[:-cut]


def lut_item(descriptor: tuple[int, int, int], data: bytes) -> bytes:
    """Return an item of a LUT sequence whose descriptor may lie."""
    return item(element((0x0028, 0x3002), *us(*descriptor)) + element((0x0028, 0x3006), "OW", data))


def overlay(rows: int, columns: int, frames: bytes = b"1 ") -> dict[Tag, Element | None]:
    """Return an overlay plane of two bytes that announces more."""
    return {
        (0x6000, 0x0010): us(rows),
        (0x6000, 0x0011): us(columns),
        (0x6000, 0x0015): ("IS", frames),
        (0x6000, 0x0040): text("CS", "G"),
        (0x6000, 0x0050): ("SS", struct.pack("<2h", 1, 1)),
        (0x6000, 0x0100): us(1),
        (0x6000, 0x0102): us(0),
        (0x6000, 0x3000): ("OW", b"\xff\xff"),
    }


def with_lying_text() -> bytes:
    """The sound film with a private text before its size that announces 4 GB."""
    before = {tag: None for tag in film() if tag > DEFERRED}
    after = {tag: None for tag in film() if tag < DEFERRED}
    return dicom(before, behind=element(DEFERRED, "UT", b"x" * 64, 0xFFFFFFF0) + body(after))


def _short(tag: Tag, value: Element) -> bytes:
    return dicom({tag: value})


REFUSED: dict[str, bytes] = {
    "01_65535_squared_native.dcm": dicom({**HUGE, PIXEL_DATA: ("OW", bytes(512))}),
    "02_65535_squared_rle.dcm": compressed(fragment(b"") + fragment(bytes(2300)), RLE, HUGE),
    "04_frames_of_2_to_31.dcm": _short((0x0028, 0x0008), text("IS", "2147483647")),
    "04_frames_negative.dcm": _short((0x0028, 0x0008), text("IS", "-5")),
    "06_pixels_cut.dcm": without_end(ROWS * COLUMNS),
    "06_pixels_shorter_than_said.dcm": dicom({PIXEL_DATA: ("OW", pixels()[:100])}),
    "07_header_cut.dcm": dicom()[:360],
    "07_meta_cut.dcm": dicom()[:150],
    "08_text_of_4_gb.dcm": with_lying_text(),
    "08_pixels_of_4_gb.dcm": dicom({PIXEL_DATA: None})
    + element(PIXEL_DATA, "OW", pixels(), 0xFFFFFFFE)[:200],
    "09_nested_900.dcm": nested(900),
    "09_nested_900_of_true_lengths.dcm": nested(900, defined=True),
    "10_nested_100000.dcm": nested(100_000),
    "11_bits_stored_17.dcm": _short((0x0028, 0x0101), us(17)),
    "12_bits_stored_0.dcm": _short((0x0028, 0x0101), us(0)),
    "13_rows_0.dcm": _short((0x0028, 0x0010), us(0)),
    "15_500000_elements.dcm": many_elements(500_000),
    "16_rows_as_ul_of_4_billion.dcm": _short((0x0028, 0x0010), ("UL", b"\xff\xff\xff\xff")),
    "16_rows_absent.dcm": dicom({(0x0028, 0x0010): None}),
    "16_rows_as_text.dcm": _short((0x0028, 0x0010), text("LO", "CANARY")),
    "fragments_empty_400000.dcm": compressed(fragment(b"") * 400_000, RLE),
    "fragment_of_4_gb.dcm": compressed(fragment(b"") + fragment(b"x" * 64, 0xFFFFFFF0), RLE),
    "fragments_none.dcm": compressed(b"", RLE),
    "offsets_beyond.dcm": compressed(
        fragment(struct.pack("<2I", 0, 0xFFFFFFF0)) + fragment(b"x" * 64),
        RLE,
        {(0x0028, 0x0008): text("IS", "2")},
    ),
    "rle_of_4_billion_segments.dcm": compressed(
        fragment(b"") + fragment(struct.pack("<16I", 0xFFFFFFFF, *[64] * 15)), RLE
    ),
    "rle_offsets_beyond.dcm": compressed(
        fragment(b"") + fragment(struct.pack("<16I", 2, 64, 0xFFFFFF00, *[0] * 13) + bytes(64)), RLE
    ),
    "deflated_cut.dcm": _deflated(_plain_deflated(body())[:60]),
    "deflated_nonsense.dcm": _deflated(b"\xff" * 200),
    "unknown_syntax.dcm": dicom(syntax="1.2.3.4.5.6.7"),
    "only_magic.dcm": bytes(128) + b"DICM",
}
"""Small files that must be refused."""

REFUSED_LARGE = {
    "03_rle_bomb_400_megapixels.dcm": lambda: rle_bomb(20_000),
    "05_deflate_bomb.dcm": deflate_bomb,
}
"""Made when they are needed: they hold megabytes."""

SHOWN: dict[str, bytes] = {
    "14_garbage_above_bits_stored.dcm": dicom(
        {PIXEL_DATA: ("OW", bytes(b | 0xF0 if n % 2 else b for n, b in enumerate(pixels())))}
    ),
    "17_polyglot_windows.dcm": dicom(preamble=b"MZ\x90\0\3"),
    "18_polyglot_shell.dcm": dicom(preamble=b"#!/bin/sh\ntouch /tmp/owned\n"),
    "19_voi_lut_too_short.dcm": _short(
        (0x0028, 0x3010), ("SQ", lut_item((4096, 0, 12), bytes(20)))
    ),
    "19_modality_lut_too_short.dcm": _short(
        (0x0028, 0x3000), ("SQ", lut_item((0, 0, 16), bytes(20)))
    ),
    "20_window_nan.dcm": _short((0x0028, 0x1051), text("DS", "nan")),
    "20_window_huge.dcm": _short((0x0028, 0x1051), text("DS", "1e308")),
    "20_window_centre_huge.dcm": _short((0x0028, 0x1050), text("DS", "-1e308")),
    "20_slope_nan.dcm": dicom(
        {(0x0028, 0x1052): text("DS", "nan"), (0x0028, 0x1053): text("DS", "inf")}
    ),
    "20_slope_huge.dcm": dicom(
        {(0x0028, 0x1052): text("DS", "1e300"), (0x0028, 0x1053): text("DS", "1e308")}
    ),
    "20_spacing_nan.dcm": _short((0x0018, 0x1164), text("DS", "nan\\-1e308")),
    "20_spacing_zero.dcm": _short((0x0018, 0x1164), text("DS", "0\\0")),
    "21_html_in_the_name.dcm": dicom(
        {
            (0x0010, 0x0010): text("PN", "<img src='file:///etc/passwd'>^<b>A</b>"),
            (0x0008, 0x1030): text("LO", "<h1>CHEST</h1>\x07\x1b[2J"),
        }
    ),
    "21_bidi_in_the_name.dcm": dicom(
        {
            (0x0008, 0x0005): text("CS", "ISO_IR 192"),
            (0x0008, 0x1030): text("LO", "A\u202egnp.exe\u2066\u200b"),
        }
    ),
    "charset_unknown.dcm": dicom(
        {
            (0x0008, 0x0005): text("CS", "CANARY\\ISO 2022 IR 666"),
            (0x0010, 0x0010): text("PN", b"\x1b$)C\xff\xfe"),
        }
    ),
    "overlay_of_65535_squared.dcm": dicom(overlay(65535, 65535)),
    "overlay_of_many_frames.dcm": dicom(overlay(ROWS, COLUMNS, b"2147483647")),
    "shutter_of_nonsense.dcm": dicom(
        {
            (0x0018, 0x1600): text("CS", "POLYGONAL\\CIRCULAR\\RECTANGULAR"),
            (0x0018, 0x1602): text("IS", "-2147483648"),
            (0x0018, 0x1610): text("IS", "2147483647\\-2147483647"),
            (0x0018, 0x1612): text("IS", "2147483647"),
            (0x0018, 0x1620): text("IS", "\\".join(["1", "1", "99999999", "5"] * 500)),
        }
    ),
    "padding_of_nonsense.dcm": dicom(
        {(0x0028, 0x0120): ("US", b"\xff\xff"), (0x0028, 0x0121): text("LO", "CANARY")}
    ),
    "element_of_unknown_vr.dcm": dicom({(0x0020, 0x0060): ("ZZ", b"\0\0")}),
    "private_element_of_unknown_vr.dcm": dicom({(0x0027, 0x1047): ("FK", b"\0\0")}),
    "trailing_garbage.dcm": dicom(behind=b"\xde\xad\xbe\xef" * 50),
    "frame_groups_missing.dcm": dicom(
        {(0x5200, 0x9230): ("SQ", item(b"")), (0x0018, 0x1065): text("DS", "nan\\-1")}
    ),
    "presentation_lut_short.dcm": _short(
        (0x2050, 0x0010), ("SQ", lut_item((4096, 0, 16), bytes(6)))
    ),
}
"""Odd, but films: a notice at most."""

EITHER: dict[str, bytes] = {
    "16_rows_as_ul.dcm": _short((0x0028, 0x0010), ("UL", struct.pack("<I", ROWS))),
    "recipe_of_brackets.dcm": dicom(
        {(0x0099, 0x0010): text("LO", "NEGATOSCOPE 1"), (0x0099, 0x1001): ("UT", b"[" * 200_000)}
    ),
    "private_of_unknown_vr.dcm": _short(DEFERRED, ("UN", b"\xfe\xff\x00\xe0" * 64)),
    "elements_out_of_order.dcm": bytes(128)
    + b"DICM"
    + meta("1.2.840.10008.1.2.1")
    + b"".join(element(tag, *value) for tag, value in reversed(film().items())),
}
"""Either is right, as long as it is a film or a sentence."""
