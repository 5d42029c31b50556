"""What an export is asked for: a film, how it is shown, a format, a folder and a name."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from engine.archive import archive_of
from engine.errors import ExportError
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.render import Renderer

RECIPE_ENDING = "_recipe.json"
PRESENTATION_ENDING = "_presentation.json"
BEFORE_AFTER_ENDING = "_before_after.png"

_FILM_SUFFIXES = (".dcm", ".dicom", ".ima", ".png", ".tif", ".tiff", ".jpg", ".jpeg")
_SHORTEST_PART = 3
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class ExportFormat(Enum):
    """What can be written; the value is the name in settings."""

    DICOM = "dicom"
    PNG = "png"
    PNG8 = "png8"
    TIFF = "tiff"
    TIFF8 = "tiff8"

    @property
    def suffix(self) -> str:
        """How its file names end."""
        if self is ExportFormat.DICOM:
            return ".dcm"
        return ".png" if self in (ExportFormat.PNG, ExportFormat.PNG8) else ".tif"

    @property
    def title(self) -> str:
        """What the window calls it."""
        return _TITLES[self]

    @property
    def levels(self) -> int:
        """Grey levels a picture of it holds: 256 or 65536."""
        return 256 if self in (ExportFormat.PNG8, ExportFormat.TIFF8) else 65536

    @property
    def is_bitmap(self) -> bool:
        """Whether it holds grey levels as shown, and nothing about the patient."""
        return self is not ExportFormat.DICOM


_TITLES = {
    ExportFormat.DICOM: "DICOM image",
    ExportFormat.PNG: "PNG, 16 bit",
    ExportFormat.PNG8: "PNG, 8 bit",
    ExportFormat.TIFF: "TIFF, 16 bit",
    ExportFormat.TIFF8: "TIFF, 8 bit",
}


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """One export.

    Attributes:
        renderer: The film at full size.
        presentation: How it is shown, which is how it is exported.
        format: What to write.
        folder: Where; it has to exist.
        name: File name without folder; the suffix is added where it is missing.
        with_recipe_file: Also write the recipe as JSON.
        with_before_after: Also write original and result side by side as PNG.
        with_drawings: Draw the measurements into a bitmap; a DICOM object never has them.
        with_presentation_file: Also write window, turn, recipe and measurements as JSON.
    """

    renderer: Renderer
    presentation: Presentation
    format: ExportFormat
    folder: Path
    name: str
    with_recipe_file: bool = False
    with_before_after: bool = False
    with_drawings: bool = False
    with_presentation_file: bool = False

    @property
    def draws(self) -> bool:
        """Whether anything is drawn into the picture."""
        return self.with_drawings and self.format.is_bitmap and self.has_drawings

    @property
    def has_drawings(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.presentation.measurements)

    @property
    def file_name(self) -> str:
        """The name with its suffix."""
        suffixes = (".tif", ".tiff") if self.format.suffix == ".tif" else (self.format.suffix,)
        is_whole = self.name.lower().endswith(suffixes)
        return self.name if is_whole else self.name + self.format.suffix

    @property
    def file_names(self) -> tuple[str, ...]:
        """Every file this export writes, the film first."""
        stem = self.file_name[: self.file_name.rindex(".")]
        names = [self.file_name]
        if self.with_recipe_file:
            names.append(stem + RECIPE_ENDING)
        if self.with_before_after:
            names.append(stem + BEFORE_AFTER_ENDING)
        if self.with_presentation_file:
            names.append(stem + PRESENTATION_ENDING)
        return tuple(names)

    def check(self) -> None:
        """Refuse a name that is none, and one that would overwrite the film itself.

        Raises:
            ExportError: Naming what is wrong.
        """
        stem = self.file_name[: -len(self.format.suffix)]
        if _FORBIDDEN.search(self.name) or not stem.strip(" ."):
            raise ExportError(
                f"{self.name!r} cannot be used as a file name.",
                hint='Leave out < > : " / \\ | ? * and give it at least one letter.',
            )
        source = self.renderer.radiograph.source.path
        for name in self.file_names:
            if source is not None and is_same_file(self.folder / name, source):
                raise ExportError(
                    f"{name} is the film itself, which is never overwritten.",
                    hint="Choose another name or folder.",
                )


def default_name(radiograph: Radiograph, format: ExportFormat) -> str:  # noqa: A002 - the word
    """Return a file name for the enhanced film that tells nothing about the patient.

    It is made from the film's own name, unless that holds a part of the patient's name or the
    patient's ID; then from a digest of its SOP Instance UID.

    Args:
        radiograph: The film.
        format: Decides the suffix.
    """
    stem = _stem(radiograph.name)
    if not stem.strip(" ._") or _tells(stem, radiograph):
        seed = radiograph.source.sop_instance_uid or radiograph.name
        stem = f"film_{hashlib.sha256(seed.encode()).hexdigest()[:8]}"
    return f"{stem}_enhanced{format.suffix}"


def _stem(name: str) -> str:
    lowered = name.lower()
    for suffix in _FILM_SUFFIXES:
        if lowered.endswith(suffix):
            name = name[: -len(suffix)]
            break
    return _FORBIDDEN.sub("_", name)[:120]


def _tells(stem: str, radiograph: Radiograph) -> bool:
    """Whether a file name holds a part of the patient's name, or the patient's ID."""
    told = _normalised(stem)
    description = radiograph.description
    parts = [_normalised(part) for part in re.split(r"[\W_]+", description.patient_name)]
    parts.append(_normalised(description.patient_name))
    parts.append(_normalised(description.patient_id))
    return any(len(part) >= _SHORTEST_PART and part in told for part in parts)


def _normalised(text: str) -> str:
    """Return letters and digits only, without case and accents."""
    spelt = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in spelt if character.isalnum())


def is_same_file(path: Path, source: Path) -> bool:
    """Return whether both are one file, under whatever names; False where either is absent.

    The file of a film in an archive is the archive.
    """
    try:
        found = archive_of(source)
        return path.samefile(found[0] if found else source)
    except OSError:
        return False
