"""Where a film came from, and proof that the file is still the one that was read."""

import hashlib
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Self

from engine.errors import UnreadableImageError
from engine.files import Stamp, open_file, stamp_of


class SourceKind(Enum):
    """What was read."""

    DICOM = "DICOM"
    BITMAP = "bitmap"
    MEMORY = "made in memory"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a film was read from.

    Attributes:
        kind: DICOM, a bitmap, or none at all.
        name: File name without its folder, or what a generator calls its film.
        path: The file, or None; of a member of an archive, the archive's path and its name.
        size: Bytes when it was read.
        modified_ns: Its time stamp when it was read.
        sop_class_uid, sop_instance_uid, transfer_syntax_uid: DICOM only, else "".
        frame: 0-based frame of a multi-frame file.
    """

    kind: SourceKind
    name: str = field(repr=False)  # file names carry patients' names
    path: Path | None = field(default=None, repr=False)
    size: int = 0
    modified_ns: int = 0
    sop_class_uid: str = ""
    sop_instance_uid: str = ""
    transfer_syntax_uid: str = ""
    frame: int = 0

    @classmethod
    def of_file(cls, kind: SourceKind, path: Path) -> Self:
        """Return the source for a file about to be read, or a member of an archive."""
        stamp = stamp_of(path)
        return cls(kind, path.name, path, stamp.size, stamp.modified_ns)

    def sha256(self) -> str:
        """Return the file's SHA-256 in hex, or "" for a film that never was a file.

        Of a member of an archive it is that of the member.

        Raises:
            UnreadableImageError: If the file has gone or has changed since it was read: what
                is on screen would no longer be what the digest names.
        """
        if self.path is None:
            return ""
        try:
            if stamp_of(self.path) != Stamp(self.size, self.modified_ns):
                raise UnreadableImageError(
                    f"{self.name} has changed on disk since it was opened.",
                    hint="Open it again, then repeat the export.",
                )
            with open_file(self.path) as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise UnreadableImageError(
                f"{self.name} can no longer be read: {error.strerror}.",
                hint="Check that the drive is still connected, then open the film again.",
            ) from error
