#!/usr/bin/env python3
"""The application's icons in every form that the systems ask for, drawn from the SVGs.

packaging/icons.py OUT

OUT/negatoscope.svg              the drawing, for themes that scale it
OUT/<side>/negatoscope.png       16 to 512 px, the small ones from a bolder drawing
OUT/<side>/negatoscope-film.png  the same for a film in a folder
OUT/negatoscope.ico              Windows: program and installer; negatoscope-film.ico: films
OUT/negatoscope.icns             macOS: program; negatoscope-film.icns: films
"""

import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parent.parent / "resources" / "icons"
ICONS = {"negatoscope": "app", "negatoscope-film": "app-document"}
"""Name of an icon in the systems -> its drawing; <drawing>-small.svg is the bolder one."""

SMALL_PX = 24
"""Up to this side the bolder drawing is used, as the window does it."""

PNG_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_PX = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_BARE = {16: (b"is32", b"s8mk"), 32: (b"il32", b"l8mk")}
"""Side -> types of colours and of opacity: as PNG some systems show these two garbled."""
ICNS_PNG = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""Type -> side; ic11 to ic14 and ic10 are those of screens with two pixels for one."""

_ICO_LAST_BARE_PX = 128
"""Larger pictures are compressed, as Windows wants it of 256."""


def draw(drawing: str, side_px: int) -> QImage:
    """Return one drawing of resources/icons as a square picture with opacity, ARGB32."""
    small = DRAWINGS / f"{drawing}-small.svg"
    path = small if side_px <= SMALL_PX else DRAWINGS / f"{drawing}.svg"
    renderer = QSvgRenderer(QByteArray(path.read_bytes()))
    if not renderer.isValid():
        raise SystemExit(f"{path.name} is no drawing that Qt reads.")
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def as_png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


def as_ico(images: Mapping[int, QImage]) -> bytes:
    """Return pictures of several sides as one ICO file.

    Source: Microsoft, The format of icon resources: ICONDIR, ICONDIRENTRY, BITMAPINFOHEADER.
    """
    pictures = {
        side: as_png(image) if side > _ICO_LAST_BARE_PX else _as_ico_bitmap(image)
        for side, image in images.items()
    }
    offset = 6 + 16 * len(pictures)
    entries = b""
    for side, picture in pictures.items():
        byte = side % 256  # 0 stands for 256
        entries += struct.pack("<4B2H2I", byte, byte, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return struct.pack("<3H", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def _as_ico_bitmap(image: QImage) -> bytes:
    """Return a bitmap without its file header: colours from below, then an empty mask."""
    side = image.width()
    header = struct.pack("<I2i2H6I", 40, side, 2 * side, 1, 32, 0, 0, 0, 0, 0, 0)
    bgra = bytes(image.constBits())  # ARGB32 of a little-endian machine
    row = 4 * side
    rows = b"".join(bgra[at : at + row] for at in range(len(bgra) - row, -1, -row))
    mask = bytes((side + 31) // 32 * 4 * side)  # the opacity of the colours counts
    return header + rows + mask


def as_icns(drawn: Mapping[int, QImage]) -> bytes:
    """Return pictures of all sides that macOS asks for as one ICNS file.

    Args:
        drawn: By side; those of ICNS_BARE and ICNS_PNG.

    Source: the format as libicns reads it (icnsutils); checked with that and with Pillow.
    """
    parts = b""
    for side, (colours, opacity) in ICNS_BARE.items():
        bgra = bytes(drawn[side].constBits())
        packed = b"".join(_packed(bgra[channel::4]) for channel in (2, 1, 0))
        parts += _icns_part(colours, packed) + _icns_part(opacity, bgra[3::4])
    for kind, side in ICNS_PNG.items():
        parts += _icns_part(kind, as_png(drawn[side]))
    return _icns_part(b"icns", parts)


def _icns_part(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack(">I", len(content) + 8) + content


def _packed(channel: bytes) -> bytes:
    """Return one colour channel in the run lengths of ICNS.

    A byte n below 128 announces n + 1 bytes as they are; one from 128 the next byte n - 125 times.
    """
    packed = bytearray()
    plain = bytearray()
    at = 0
    while at < len(channel):
        run = 1
        while run < 130 and channel[at : at + 1] == channel[at + run : at + run + 1]:
            run += 1
        if run >= 3:
            packed += _plain_run(plain) + bytes([run + 125, channel[at]])
            plain.clear()
        else:
            plain += channel[at : at + run]
        at += run
    return bytes(packed + _plain_run(plain))


def _plain_run(plain: bytearray) -> bytes:
    pieces = (plain[at : at + 128] for at in range(0, len(plain), 128))
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces)


def write_icons(out: Path) -> None:
    """Write every icon in every form below ``out``."""
    for name, drawing in ICONS.items():
        sides = {*PNG_PX, *ICO_PX, *ICNS_BARE, *ICNS_PNG.values()}
        drawn = {side: draw(drawing, side) for side in sorted(sides)}
        for side in PNG_PX:
            folder = out / str(side)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.png").write_bytes(as_png(drawn[side]))
        (out / f"{name}.ico").write_bytes(as_ico({side: drawn[side] for side in ICO_PX}))
        (out / f"{name}.icns").write_bytes(as_icns(drawn))
        (out / f"{name}.svg").write_bytes((DRAWINGS / f"{drawing}.svg").read_bytes())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(f"usage: {sys.argv[0]} OUT")
    write_icons(Path(sys.argv[1]))
