"""Frames of a cine that are read already, so that it can play."""

from collections import OrderedDict

from viewer.document import Opened

MOST_BYTES = 200_000_000
_BESIDE_PIXELS = 1_300_000
"""Bytes of a frame besides its pixels: its table of values and its counted histogram."""


class FrameStore:
    """Keeps the frames used last within a limit of memory.

    Args:
        most_bytes: What all of them may take.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[int, Opened] = OrderedDict()

    def __contains__(self, frame: int) -> bool:
        return frame in self._kept

    def get(self, frame: int) -> Opened | None:
        """Return a frame that is there, and count it as used."""
        found = self._kept.get(frame)
        if found is not None:
            self._kept.move_to_end(frame)
        return found

    def put(self, frame: int, opened: Opened) -> None:
        """Keep a frame, and let go of those unused for longest; the newest always stays."""
        self._kept[frame] = opened
        self._kept.move_to_end(frame)
        while len(self._kept) > 1 and self._bytes() > self._most:
            self._kept.popitem(last=False)

    def room_for(self, opened: Opened) -> int:
        """Return how many frames like this one there is room for."""
        return max(1, self._most // _size(opened))

    def clear(self) -> None:
        """Let go of all."""
        self._kept.clear()

    def _bytes(self) -> int:
        return sum(_size(opened) for opened in self._kept.values())


def _size(opened: Opened) -> int:
    pixels = opened.renderer.radiograph.pixels
    return int(3 * pixels.size + pixels.nbytes) + _BESIDE_PIXELS
