"""How much of this machine one file may ask for before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits that a header is held against before anything is allocated for it.

    Attributes:
        megapixels: Of one picture or frame.
        megabytes: One decoded frame, an inflated dataset, or a member of an archive.
        elements: Data elements of a DICOM header, items of sequences and theirs included.
        depth: Sequences inside sequences.
        entries: Files of an archive.
    """

    megapixels: int = 200
    megabytes: int = 1000
    elements: int = 50_000
    depth: int = 32
    entries: int = 50_000

    def __post_init__(self) -> None:
        for name in ("megapixels", "megabytes", "elements", "depth", "entries"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")

    @property
    def pixels(self) -> int:
        """Pixels of one picture."""
        return self.megapixels * 1_000_000

    @property
    def bytes(self) -> int:
        """Bytes of whatever is unpacked at once."""
        return self.megabytes * 1_000_000

    @property
    def header_bytes(self) -> int:
        """Bytes of a header before its pixels: far more than any film's."""
        return self.bytes // 16


HIGHEST = {"depth": 100}
"""What a user may raise a limit to, where more would break something: sequences are recursion."""

_in_force: Budget | None = None


def budget() -> Budget:
    """Return the limits in force: the user's own, read when they are first asked for."""
    if _in_force is None:
        from engine.limits_file import limits_path, read_limits

        set_budget(read_limits(limits_path()))
    assert _in_force is not None  # noqa: S101 - just set
    return _in_force


def set_budget(limits: Budget) -> None:
    """Put other limits in force, for this process."""
    global _in_force
    _in_force = limits
