"""What a film's file says about its grey values and lengths, and what of it is in force."""

from dataclasses import asdict, dataclass
from typing import Any

from engine.dicom.loading import load_readers
from engine.facts_details import Detail, details_of
from engine.facts_transforms import Transform, transforms_of
from engine.radiograph import CONFLICT, Radiograph

__all__ = ["Detail", "Facts", "SpacingFacts", "Transform", "facts_of"]


@dataclass(frozen=True, slots=True)
class SpacingFacts:
    """Distance between pixel centres.

    Attributes:
        text: As the status line shows it.
        source: Who says so.
        mm: (row, column), or None where it is only assumed.
    """

    text: str
    source: str
    mm: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything ``negatoscope info`` prints; no patient attribute among it.

    Attributes:
        file: Name of the file.
        transforms: What the file describes, in the order of the grayscale chain.
        in_force: One sentence for each transformation in force.
        conflicts: Where the file contradicts itself.
        spacing: Millimetres and their source.
        notices: What else was noticed on reading.
        details: What else the file says: every spacing, its pixels, what took it.
    """

    file: str
    transforms: tuple[Transform, ...]
    in_force: tuple[str, ...]
    conflicts: tuple[str, ...]
    spacing: SpacingFacts
    notices: tuple[str, ...]
    details: tuple[Detail, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain values for one JSON object."""
        values = asdict(self)
        return {name: _listed(value) for name, value in values.items()}

    def text(self) -> str:
        """Return one line for each fact, to be copied; the file's name is not among them."""
        lines = [f"spacing: {self.spacing.text}"]
        lines += [f"{one.kind}: {one.text}{_state(one.is_in_force)}" for one in self.transforms]
        lines += [f"{one.name}: {one.text}{_state(one.is_in_force)}" for one in self.details]
        lines += [f"conflict: {sentence}" for sentence in self.conflicts]
        lines += [f"notice: {sentence}" for sentence in self.notices]
        return "\n".join(lines) + "\n"


def facts_of(radiograph: Radiograph) -> Facts:
    """Return what is known of a film without looking at the patient."""
    load_readers()
    from engine.dicom.read_facts import said_in

    said = said_in(radiograph)
    transforms = transforms_of(radiograph, said)
    spacing = radiograph.spacing
    return Facts(
        file=radiograph.name,
        transforms=transforms,
        in_force=tuple(f"{_opened(one.text)}." for one in transforms if one.is_in_force),
        conflicts=tuple(notice for notice in radiograph.notices if CONFLICT in notice),
        spacing=SpacingFacts(
            spacing.text(), spacing.source.value, spacing.mm if spacing.is_known else None
        ),
        notices=tuple(notice for notice in radiograph.notices if CONFLICT not in notice),
        details=details_of(radiograph, said),
    )


def _state(is_in_force: bool | None) -> str:
    return " (in force)" if is_in_force else ""


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, tuple | list):
        return [_listed(one) for one in value]
    if isinstance(value, dict):
        return {name: _listed(one) for name, one in value.items()}
    return value
