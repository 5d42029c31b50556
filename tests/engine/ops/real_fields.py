"""Real films of ../shared/data, and where they were exposed, as measured on them by eye."""

Corners = tuple[tuple[float, float], ...]

UNCOLLIMATED = [
    "0a7faa2a",
    "1d6c4b7c",
    "2168a917",
    "2c35005f",
    "3a81faf3",
    "441c9cdd",
    "48c4542c",
    "4d98e1de",
    "5782ae15",
    "5f619d7e",
    "7afaaccc",
    "80b5f00f",
    "82a78c13",
    "90986ce4",
    "a2eba651",
    "a8ac1969",
    "c601f50d",
    "e87352fc",
    "f6d980a0",
    "f6575117",
    "1052b0fe",
    "8da14fff",
    "a361d7b7",
    "ada8c494",
    "d9d6ca9a",
    "183af0d0",
    "242a639e",
    "35b446ce",
    "7a030330",
    "53c9be49",
    "54d57e77",
    "ba040c5e",
    "587e7c1a",
    "a8685b98",
    "e104f46d",
    "f8a26220",
]
"""Chest films whose collimator left no edge on them; the beginnings of their names."""

COLLIMATED: dict[str, tuple[str, Corners]] = {
    "RG2_JLSL": ("dicom/**", ((0.107, 0), (0.818, 0), (0.82, 1), (0.105, 1))),
    "RG3_J2KR": ("dicom/**", ((0.266, 0), (0.715, 0), (0.695, 1), (0.252, 1))),
    "NM_Kakadu44": ("dicom/**", ((0.016, 0.11), (0.997, 0.09), (0.997, 1), (0.021, 1))),
    "4c0fcf57": ("chest_xray/[tv]*", ((0, 0), (0.48, 0), (0.862, 0.055), (0.812, 1), (0, 1))),
    "81089cb4": (
        "chest_xray/[tv]*",
        ((0.04, 0.115), (0.955, 0.055), (1, 0.68), (1, 1), (0.052, 1)),
    ),
    "cb706009": (
        "chest_xray/[tv]*",
        ((0.07, 0), (0.935, 0), (0.845, 1), (0.81, 1), (0, 0.88), (0, 0.57)),
    ),
    "e9877113": ("chest_xray/[tv]*", ((0.067, 0.14), (1, 0.125), (1, 1), (0.035, 1))),
    "33ad0dcb": (
        "chest_xray/[tv]*",
        ((0.046, 0.09), (0.9, 0.005), (1, 0.97), (1, 1), (0.046, 1)),
    ),
    "00d96e05": ("chest_xray/[tv]*", ((0.02, 0.095), (0.945, 0.095), (0.945, 1), (0.022, 1))),
    "78af4c1d": ("chest_xray/[tv]*", ((0.11, 0), (1, 0), (1, 1), (0.2, 1))),
    "5b324cc7": ("chest_xray/[tv]*", ((0, 0.045), (0.957, 0.045), (0.957, 0.985), (0, 0.985))),
    "865336ed": ("chest_xray/[tv]*", ((0, 0), (0.37, 0), (0.963, 0.1), (0.885, 1), (0, 1))),
}
"""Beginning of a file's name: its folder, and the corners of its field as (x, y) shares."""
