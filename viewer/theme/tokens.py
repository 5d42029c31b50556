"""Every colour and size of the window, by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of a theme: "#RRGGBB", or "#AARRGGBB" where something shines through.

    The values below are those of the dark theme. What lies on a film keeps them in every theme.

    Attributes:
        canvas: Ground of a film, and nothing else.
        bg, panel, raised, raised_hover: Grounds, from far to near.
        hairline: Decoration only: too faint for the border of a control.
        control: Border of a control, and everything disabled.
        disabled_line: Border of a disabled button.
        track, tick: What a slider runs on, and where its default is.
        text, text_2: Words.
        text_corner, on_film: Words on a film, and those that stand out from them.
        accent: Focus and what is active.
        filled, filled_hover, filled_pressed, on_filled: Buttons and check boxes that are on.
        active, active_line: A tool or segment that is chosen.
        warn, error, ok: Always with an icon and a word.
        synthetic, synthetic_ground, synthetic_switch: Reserved for what a network invented.
        film_line: Lines drawn on a film.
        knob, knob_ring: What is dragged.
        histogram_in, histogram_out: Bars inside and outside the window.
        plot, plot_grid: Ground of the histogram and of other plots, and lines on it.
        regional: Curve of the regional part of a mapping.
        empty: Ground of the window without a film.
        drop: Ground of a drop target under a drag.
        scrim: Over the window while a dialog is open.
        badge: Ground of a badge on a thumbnail.
    """

    canvas: str = "#000000"
    bg: str = "#111417"
    panel: str = "#16191D"
    raised: str = "#1F242A"
    raised_hover: str = "#272D34"
    hairline: str = "#2C333B"
    control: str = "#69737F"
    disabled_line: str = "#333A42"
    track: str = "#39424C"
    tick: str = "#9AA3AE"
    text: str = "#D6DAE0"
    text_2: str = "#9AA3AE"
    text_corner: str = "#B4BBC4"
    on_film: str = "#D6DAE0"
    accent: str = "#6FB1DA"
    filled: str = "#2F6E96"
    filled_hover: str = "#387CA7"
    filled_pressed: str = "#275E81"
    on_filled: str = "#FFFFFF"
    active: str = "#243947"
    active_line: str = "#3D6C88"
    warn: str = "#E0A94A"
    error: str = "#E5736B"
    ok: str = "#7FBF8E"
    synthetic: str = "#B79AE6"
    synthetic_ground: str = "#2A2239"
    synthetic_switch: str = "#6F58A0"
    film_line: str = "#8CC4E6"
    knob: str = "#D6DAE0"
    knob_ring: str = "#000000"
    histogram_in: str = "#8793A0"
    histogram_out: str = "#3A444E"
    plot: str = "#0E1113"
    plot_grid: str = "#22282F"
    regional: str = "#E28A3A"
    empty: str = "#0B0D0F"
    drop: str = "#16222B"
    scrim: str = "#9E000000"
    badge: str = "#D1111417"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in logical pixels at text scale 1."""

    top_bar: int = 40
    status_bar: int = 24
    left_panel: int = 176
    right_panel: int = 320
    left_padding: int = 16
    padding: int = 12
    gap: int = 8
    control: int = 28
    tool_width: int = 36
    tool_height: int = 32
    icon: int = 20
    icon_small: int = 16
    radius: int = 4
    radius_large: int = 8
    radius_check: int = 3
    radius_badge: int = 2
    section_head: int = 32
    row: int = 28
    row_label: int = 84
    row_value: int = 40
    histogram: int = 96
    field_width: int = 104
    focus_gap: int = 2
    focus_line: int = 2


_LIGHT = Colours(
    bg="#FFFFFF",
    panel="#F2F4F6",
    raised="#E6EAEE",
    raised_hover="#DBE1E7",
    hairline="#CBD2D9",
    control="#7C8691",
    disabled_line="#C3CAD2",
    track="#BDC5CE",
    tick="#56616C",
    text="#1B2026",
    text_2="#4C5660",
    accent="#1D6594",
    filled_hover="#275E81",
    filled_pressed="#1F4E6C",
    active="#CFE2EF",
    active_line="#3F86B2",
    warn="#8A5A00",
    error="#B3362D",
    ok="#2B7340",
    synthetic="#6A48A8",
    synthetic_ground="#EBE4F7",
    knob="#39424C",
    knob_ring="#FFFFFF",
    histogram_in="#6B7683",
    histogram_out="#C3CAD2",
    plot="#FFFFFF",
    plot_grid="#E3E7EB",
    regional="#AD5410",
    empty="#E9ECEF",
    drop="#DCEAF4",
)
"""For offices and wards: dark words on light panels, the film as black as ever."""

_READING = Colours(
    bg="#0B0D10",
    panel="#0F1215",
    raised="#161A1F",
    raised_hover="#1D2227",
    hairline="#21272D",
    control="#616770",
    disabled_line="#272C33",
    track="#2B333B",
    tick="#7A818A",
    text="#AAAEB2",
    text_2="#8D9299",
    accent="#6C97B4",
    filled="#235677",
    filled_hover="#275A79",
    filled_pressed="#1D4966",
    on_filled="#CBCBCB",
    active="#1A2B37",
    active_line="#4E6778",
    warn="#B28639",
    error="#BC6E6A",
    ok="#649870",
    synthetic_ground="#1F192B",
    synthetic_switch="#57447F",
    knob="#AAAEB2",
    histogram_in="#6A747F",
    histogram_out="#2C343C",
    plot="#090B0D",
    plot_grid="#191E23",
    regional="#B46D2C",
    empty="#070809",
    drop="#0F1920",
)
"""For the reading room: everything at 60 % of the luminance it has in the dark theme.

What would then be too faint (4.5 to 1 for words, 3 to 1 for borders) is as bright as it has to be,
and violet stays as it is: it has to be seen in any light.
"""

SCHEMES = {"dark": Colours(), "light": _LIGHT, "reading": _READING}
"""The themes by name."""
