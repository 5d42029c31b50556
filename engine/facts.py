"""What a film's file says about its grey values and lengths, and what of it is in force."""

from dataclasses import asdict, dataclass
from typing import Any

from engine.grayscale.modality import LinearModality, Modality
from engine.grayscale.voi import Voi, VoiLut, Window
from engine.radiograph import CONFLICT, Radiograph


@dataclass(frozen=True, slots=True)
class Transform:
    """One transformation of grey values that the file describes.

    Attributes:
        kind: "modality", "voi", "polarity" or "exclusion".
        text: What it does, in words and numbers.
        is_in_force: Whether a newly opened film goes through it.
    """

    kind: str
    text: str
    is_in_force: bool


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
    """

    file: str
    transforms: tuple[Transform, ...]
    in_force: tuple[str, ...]
    conflicts: tuple[str, ...]
    spacing: SpacingFacts
    notices: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain values for one JSON object."""
        values = asdict(self)
        return {name: _listed(value) for name, value in values.items()}


def facts_of(radiograph: Radiograph) -> Facts:
    """Return what is known of a film without looking at the patient."""
    transforms = (
        _modality(radiograph.modality),
        *_vois(radiograph),
        *_polarity(radiograph),
        *_exclusion(radiograph),
    )
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
    )


def _modality(modality: Modality) -> Transform:
    if modality.is_identity:
        return Transform("modality", "stored values are the modality values", True)
    if isinstance(modality, LinearModality):
        sign = "-" if modality.intercept < 0 else "+"
        sums = f"stored value × {modality.slope:g} {sign} {abs(modality.intercept):g}"
        return Transform("modality", f"modality value = {sums}, unit {modality.unit}", True)
    text = f"modality LUT of {modality.values.size} entries from stored value"
    return Transform("modality", f"{text} {modality.first_mapped}, unit {modality.unit}", True)


def _vois(radiograph: Radiograph) -> list[Transform]:
    first = radiograph.default_voi
    choices = radiograph.vois or (first,)
    return [Transform("voi", _voi(one), one is first) for one in choices]


def _voi(voi: Voi) -> str:
    name = f' "{voi.explanation}"' if voi.explanation else ""
    if isinstance(voi, Window):
        return f"window{name}: centre {voi.centre:g}, width {voi.width:g}, {voi.function.value}"
    if isinstance(voi, VoiLut):
        last = voi.first_mapped + voi.values.size - 1
        return f"VOI LUT{name} of {voi.bits} bits from {voi.first_mapped} to {last}"
    return f"full range: {voi.low:g} to {voi.high:g}, as the file gives no window"


def _polarity(radiograph: Radiograph) -> list[Transform]:
    is_small_bright = radiograph.photometric == "MONOCHROME1"
    photometric = f"{radiograph.photometric}: {'small' if is_small_bright else 'large'} values are"
    said = [Transform("polarity", f"{photometric} bright", radiograph.shape is None)]
    if radiograph.shape is not None:
        what = "inverted" if radiograph.shape == "INVERSE" else "not inverted"
        text = f"Presentation LUT Shape {radiograph.shape}: grey values are {what}"
        said.append(Transform("polarity", text, True))
    return said


def _exclusion(radiograph: Radiograph) -> list[Transform]:
    if radiograph.excluded is None:
        return []
    share = float(radiograph.excluded.mean())
    text = f"{share:.1%} of the film is padding or outside its shutters, and left out of figures"
    return [Transform("exclusion", text, True)]


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, tuple | list):
        return [_listed(one) for one in value]
    if isinstance(value, dict):
        return {name: _listed(one) for name, one in value.items()}
    return value
