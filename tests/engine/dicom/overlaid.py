"""Films with an overlay plane in group 6000, for tests of what we read and tell."""

from typing import Any

import numpy as np
from pydicom.dataset import Dataset

DRAWN = np.array([[1, 0, 1, 1, 0], [0, 0, 0, 0, 1], [1, 1, 0, 0, 1]], dtype=np.uint8)
PACKED = bytes([0b00001101, 0b01001110])
"""DRAWN row by row, the first pixel in the lowest bit: 10110000 0111001 read backwards."""


def with_overlay(ds: Dataset, data: bytes | None = PACKED, **more: Any) -> Dataset:
    """Return the dataset with the plane of 3 × 5 in group 6000, or whatever ``more`` says."""
    said: dict[str, Any] = {
        "rows": 3,
        "columns": 5,
        "origin": [1, 1],
        "kind": "G",
        "vr": "OW",
        "position": 0,
    }
    said.update(more)
    ds.add_new(0x60000010, "US", said["rows"])
    ds.add_new(0x60000011, "US", said["columns"])
    ds.add_new(0x60000040, "CS", said["kind"])
    ds.add_new(0x60000050, "SS", said["origin"])
    ds.add_new(0x60000100, "US", 1)
    ds.add_new(0x60000102, "US", said["position"])
    if "frames" in said:
        ds.add_new(0x60000015, "IS", said["frames"])
        ds.add_new(0x60000051, "US", said["first_frame"])
    if data is not None:
        ds.add_new(0x60003000, said["vr"], data)
    return ds
