"""Hostile presentation states: PS3.3 A.33.1 with drawings, areas and references that lie."""

import struct

from tests.hostile.raw_dicom import EXPLICIT, Element, Tag, element, item, meta, text, us

STATE_CLASS = b"1.2.840.10008.5.1.4.1.1.11.1"
COLOUR_CLASS = b"1.2.840.10008.5.1.4.1.1.11.2"
FILM_CLASS = b"1.2.840.10008.5.1.4.1.1.1.1"


def state(
    changes: dict[Tag, Element | None] | None = None, sop_class: bytes = STATE_CLASS
) -> bytes:
    """Return a state of one film that asks for little, with other elements."""
    image = item(
        element((0x0008, 0x1150), *text("UI", FILM_CLASS))
        + element((0x0008, 0x1155), *text("UI", "1.2.826.0.1.3680043.8.498.1"))
    )
    series = item(
        element((0x0008, 0x1140), "SQ", image) + element((0x0020, 0x000E), *text("UI", "1.2.3"))
    )
    sound: dict[Tag, Element | None] = {
        (0x0008, 0x0016): text("UI", sop_class),
        (0x0008, 0x0018): text("UI", "1.2.826.0.1.3680043.8.498.2"),
        (0x0008, 0x0060): text("CS", "PR"),
        (0x0008, 0x1115): ("SQ", series),
        (0x0010, 0x0010): text("PN", "CANARY-NAME^JOHN"),
        (0x0070, 0x005A): ("SQ", item(_area(1, 1, 24, 16))),
        (0x0070, 0x0080): text("CS", "CANARY-LABEL"),
        (0x2050, 0x0020): text("CS", "IDENTITY"),
    }
    content = {**sound, **(changes or {})}
    elements = (element(tag, *value) for tag, value in sorted(content.items()) if value)
    return bytes(128) + b"DICM" + meta(EXPLICIT, sop_class) + b"".join(elements)


def _area(left: int, top: int, right: int, bottom: int) -> bytes:
    return (
        element((0x0070, 0x0052), "SL", struct.pack("<2i", left, top))
        + element((0x0070, 0x0053), "SL", struct.pack("<2i", right, bottom))
        + element((0x0070, 0x0100), *text("CS", "SCALE TO FIT"))
    )


def graphic(kind: str, points: bytes, count: int, units: str = "PIXEL") -> bytes:
    drawn = item(
        element((0x0070, 0x0005), *text("CS", units))
        + element((0x0070, 0x0020), *us(2))
        + element((0x0070, 0x0021), *us(count & 0xFFFF))
        + element((0x0070, 0x0022), "FL", points)
        + element((0x0070, 0x0023), *text("CS", kind))
        + element((0x0070, 0x0024), *text("CS", "N"))
    )
    return item(
        element((0x0070, 0x0002), *text("CS", "A")) + element((0x0070, 0x0009), "SQ", drawn)
    )


def _floats(*numbers: float) -> bytes:
    return struct.pack(f"<{len(numbers)}f", *numbers)


_GRAPHICS = (0x0070, 0x0001)
_MANY = graphic("POLYLINE", _floats(*range(8000)), 4000)
"""As many as a length of 16 bits lets in."""

STATES: dict[str, bytes] = {
    "state_sound.dcm": state(),
    "state_points_of_nothing.dcm": state(
        {_GRAPHICS: ("SQ", graphic("POLYLINE", _floats(float("nan"), float("inf"), 1, 2), 2))}
    ),
    "state_points_far_away.dcm": state(
        {_GRAPHICS: ("SQ", graphic("POLYLINE", _floats(3e38, -3e38, 1, 2), 2))}
    ),
    "state_circle_of_one_point.dcm": state(
        {_GRAPHICS: ("SQ", graphic("CIRCLE", _floats(1, 2), 2))}
    ),
    "state_points_missing.dcm": state({_GRAPHICS: ("SQ", graphic("ELLIPSE", b"", 65535))}),
    "state_unknown_kind.dcm": state(
        {_GRAPHICS: ("SQ", graphic("CANARY", _floats(1, 2), 1, "CANARY"))}
    ),
    "state_800000_points.dcm": state({_GRAPHICS: ("SQ", _MANY * 200)}),
    "state_area_of_2_to_31.dcm": state(
        {(0x0070, 0x005A): ("SQ", item(_area(-(2**31), -(2**31), 2**31 - 1, 2**31 - 1)))}
    ),
    "state_area_turned_over.dcm": state({(0x0070, 0x005A): ("SQ", item(_area(24, 16, 1, 1)))}),
    "state_rotation_45.dcm": state({(0x0070, 0x0042): us(45)}),
    "state_shape_unknown.dcm": state({(0x2050, 0x0020): text("CS", "CANARY")}),
    "state_window_nan.dcm": state(
        {
            (0x0028, 0x3110): (
                "SQ",
                item(
                    element((0x0028, 0x1050), *text("DS", "nan"))
                    + element((0x0028, 0x1051), *text("DS", "0"))
                ),
            )
        }
    ),
    "state_of_no_film.dcm": state({(0x0008, 0x1115): None}),
    "state_of_empty_series.dcm": state({(0x0008, 0x1115): ("SQ", item(b""))}),
    "state_of_5000_series.dcm": state({(0x0008, 0x1115): ("SQ", item(b"") * 5000)}),
    "state_sequence_as_text.dcm": state({_GRAPHICS: text("LO", "CANARY")}),
    "state_text_of_html.dcm": state(
        {
            _GRAPHICS: (
                "SQ",
                item(
                    element(
                        (0x0070, 0x0008),
                        "SQ",
                        item(element((0x0070, 0x0006), *text("ST", "<img src=x>\x1b[2J"))),
                    )
                ),
            )
        }
    ),
    "state_of_colours.dcm": state(sop_class=COLOUR_CLASS),
    "state_cut.dcm": state()[:-40],
}
"""Presentation states: each is read, or refused in a sentence."""
