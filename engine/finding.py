"""What a search through files, folders and archives comes upon."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from engine.radiograph import Description


class FindingKind(Enum):
    """What was found."""

    FILM = "film"
    STATE = "presentation state"
    BROKEN = "cannot be read"


@dataclass(frozen=True, slots=True)
class Identity:
    """To which study and series a file belongs, and what it is called there.

    Attributes:
        sop_instance_uid, study_uid, series_uid: "" for bitmaps.
        study: Title of the study: "2026-11-20 Chest", "" if nothing is known.
        series: Title of the series, or "".
        number: Instance Number, or None.
        frames: Of a cine; else 1.
        description: Words about the film; it names the patient.
        refers_to: SOP Instance UIDs of the images a presentation state is for.
    """

    sop_instance_uid: str = ""
    study_uid: str = ""
    series_uid: str = ""
    study: str = field(default="", repr=False)
    series: str = field(default="", repr=False)
    number: int | None = None
    frames: int = 1
    description: Description = field(default=Description(), repr=False)
    refers_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One file.

    Attributes:
        path: Where it lies; of a member of an archive, the archive's path goes on with the
            member's name.
        kind: What it is.
        identity: What its header says of itself; empty where it has none.
        reason: Why it cannot be read, in one sentence; "" else.
    """

    path: Path = field(repr=False)
    kind: FindingKind
    identity: Identity = field(default=Identity(), repr=False)
    reason: str = field(default="", repr=False)
