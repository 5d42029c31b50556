"""What the engine says with values in it, as patterns, so that it can be said in another language.

The engine knows no Qt and says everything in English. A sentence that is always the same is looked
up as it is; one of these is taken apart at its ``{values}``. What is not here is shown in English.
"""

import re
from functools import cache
from typing import Final

SENTENCES: Final = (
    # what is being done
    "Looking for films: {films} found",
    "Taking it again, {number} of {runs}",
    "Layer {number} of {layers}",
    # measurements
    "true size {low}–{high} {unit}",
    (
        "At detector: pixel spacing {pitch} as the file gives it. Magnification is not in the "
        "file; for 1.0 to {most} the object is {low} to {high}."
    ),
    (
        "Not calibrated: pixel spacing {pitch} from Pixel Spacing, and the file does not say for "
        "which plane. If it is the detector's, for 1.0 to {most} the object is {low} to {high}."
    ),
    (
        "At object: pixel spacing {pitch}, which is the detector's divided by {factor}, "
        "{whence} in the file."
    ),
    (
        "Calibrated by geometry: pixel spacing {pitch} from Pixel Spacing, corrected for the "
        "magnification at one depth in the patient."
    ),
    (
        "Calibrated by fiducial: pixel spacing {pitch} from Pixel Spacing, by an object of known "
        "size; right in its plane."
    ),
    "Calibrated by a known object: pixel spacing {pitch}; right in the plane of that object.",
    "Calibrated: pixel spacing {pitch} from Pixel Spacing.",
    "{percent} % of the range ({spread})",
    "below {share}",
    "{pitch} mm {source}",
    # the order of steps
    "{title} moves the whole film; it cannot be limited to a region.",
    "{title} needs a drawn region; without one it does nothing.",
    "{title} may not follow {earlier}: {reason}",
    "{title} cannot be blended: {reason}.",
    "{title} after {earlier} removes the detail that was just raised; move it before.",
    # what will be exported
    "16 bit, lossless, {window}",
    "{bits} bit grey levels as shown, lossless",
    "{window}, applied",
    "{series} · new UIDs",
    "Spacing kept: {source}",
    "{name} exists already and will be replaced.",
    # what the file says
    "{sum}, unit {unit}",
    "modality value = stored value × {sum}",
    "modality LUT of {entries} entries, not used",
    "modality LUT of {entries} entries from stored value {first}, unit {unit}",
    "window: centre {centre}, width {width}, {function}",
    "window {name}: centre {centre}, width {width}, {function}",
    "full range: {low} to {high}, as the file gives no window",
    "{photometric}: small values are bright",
    "{photometric}: large values are bright",
    "Presentation LUT Shape {shape}: grey values are inverted",
    "Presentation LUT Shape {shape}: grey values are not inverted",
    "shutter of rows {top} to {bottom}, columns {left} to {right}",
    "collimator of rows {top} to {bottom}, columns {left} to {right}",
    "what the shutter hides is {share} white",
    "stored value {value} is no picture",
    "stored values {low} to {high} are no picture",
    ("{share} of the film is padding or outside its shutters, and left out of figures"),
    "overlay {number}: graphics, {size}, at row {row}, column {column}",
    "{rows} rows of {columns} pixels",
    "{bits} of {allocated} bits, unsigned, high bit {high}",
    "{bits} of {allocated} bits, signed, high bit {high}",
    "{bits} of {allocated} bits, unsigned",
    "{bits} of {allocated} bits, signed",
    "{detector} to the detector, {patient} to the patient",
    "rows run towards {across}, columns towards {down}",
    # what is known of the computer
    "{name}, {cores} cores, {memory} GB of memory",
    "{name}, 1 core, {memory} GB of memory",
    "{cores} cores, {memory} GB of memory",
    "{gpus}; NVIDIA driver {version}",
    "{gpus}; NVIDIA driver {version}, for CUDA up to {cuda}",
    "run on the {device}",
    "run on the {device}.",
    "run on the {device}. {reason}",
    "cannot run. {reason}",
    # why no GPU is used
    (
        "The NVIDIA driver is too old, as it ends at CUDA {newest} and this PyTorch is made with "
        "{cuda}: update the driver."
    ),
    "The GPU ({name}) has no free memory: close other programs that use it.",
    "The GPU ({name}) does not work with this PyTorch: update its driver.",
    "The GPU ({name}) computes wrong numbers.",
    (
        "The GPU ({name}) has compute capability {capability}, and this PyTorch needs {oldest} or "
        "later: it takes a newer GPU."
    ),
    (
        "The GPU ({name}) has compute capability {capability}, which is too new for this PyTorch: "
        "it takes a newer version."
    ),
    (
        "The GPU ({name}) has compute capability {capability}, for which this PyTorch has no "
        "code: it takes another version."
    ),
    # whether there is a newer version
    "Whether there is a newer version is not known: {reason}.",
    "the server says {code}",
    "the time limit of {seconds} s ran out",
)

WORDS: Final = (
    "Reading",
    "Writing",
    "Stitching",
    "Exposing",
    "Developing",
    "Translating",
    "Looking at the film",
    "Predicting maps",
    "Reading the film",
    "Looking for structure without a source",
    "no spacing in the file",
    "An angle does not depend on the magnification.",
    "The file gives no spacing; its pixels are taken for squares.",
    (
        "The file gives no spacing: lengths are counted in pixels. "
        "Calibrate by a known object to have millimetres."
    ),
    (
        "The file gives no spacing: lengths are counted in widths of a pixel. "
        "Calibrate by a known object to have millimetres."
    ),
    "the magnification",
    "the magnification by the distances",
    "Not a medical device: research and education, not for diagnosis.",
    "Not a medical device: research and education",
    "Noise",
    "Contrast to noise",
    "Clipped dark",
    "Clipped bright",
    "Class",
    "Image type",
    "Pixels",
    "Size",
    "Series",
    "Format",
    "VOI LUT of 65 536 entries",
    "Source image linked",
    "No source image to link",
    "Recipe stored",
    "Equipment added",
    "No patient attributes",
    "No spacing in a picture file",
    "Measurements drawn in",
    "No synthetic content",
    "Marked synthetic",
    "Words burnt in",
    "No spacing in the file",
    "The folder does not exist.",
    "Measurements are not drawn into a DICOM object; a presentation file keeps them.",
    "Nothing is drawn on this film.",
    "The film was lossily compressed once; the export says so.",
    "Burnt-in text is not removed: check the picture.",
    "The film's overlays do not fit the new picture and are left behind.",
    "spacing",
    "modality",
    "voi",
    "polarity",
    "shutter",
    "collimator",
    "padding",
    "exclusion",
    "overlay",
    "picture",
    "stored values",
    "colours",
    "frames",
    "transfer syntax",
    "lossy compression",
    "icon",
    "device",
    "view",
    "laterality",
    "orientation",
    "left",
    "right",
    "both",
    "unpaired",
    "none, says the file",
    "Distances from the source",
    "stored values are the modality values",
    "unspecified",
    "a shutter that cannot be obeyed",
    # where a step does not work
    "Not exposed field",
    "Not body",
    "Not lung field",
    "Not drawn region",
    # parts of the self-test
    "Decoding",
    "Export",
    "Files",
    "Films",
    "Filters",
    "Networks",
    "Recipes",
    "Regions",
    "Steps",
    # titles of models
    "Interpretable mapping",
    "CT-like appearance, chest",
    "Curve maps (supervised Zero-DCE)",
    "Image to image (ResUNet)",
    "Mixture of eight LUTs (3DLUT)",
    "One window for the film, predicted (DLBC)",
    # what is known of the computer
    "no NVIDIA driver answers",
    "none found",
    "cannot run, as PyTorch is not installed",
    "have not run yet",
    # why no GPU is used
    "PyTorch is installed, but does not start.",
    "No NVIDIA driver was found: install it if this computer has an NVIDIA GPU.",
    "The NVIDIA driver shows no GPU: see whether CUDA_VISIBLE_DEVICES hides it, or restart.",
    "PyTorch finds no CUDA GPU, or its driver is too old.",
    "Networks run on the CPU here: there is no CUDA for macOS.",
    "This build is for the CPU alone: install the CUDA variant over it to use a GPU.",
    "This PyTorch is built for the CPU alone: 'make run TORCH=cuda' gets one for GPUs.",
    "There is a GPU, but CUDA does not start on it: update its driver, or restart.",
    # why it is not known whether there is a newer version
    "Try again later; films never need the network.",
    "This build names no HTTPS address that tells of newer versions.",
    "the server's certificate is not trusted here",
    "the server sends elsewhere",
    "there is no connection to the server",
    "the answer is far too long",
    "the answer cannot be understood",
    "the answer names no version",
)
"""What the engine says that is in none of its registries; only to be collected."""


def taken_apart(words: str) -> tuple[str, dict[str, str]] | None:
    """Return the sentence that words are an instance of, and its values; None for no such one."""
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(words)
        if found is not None:
            return sentence, found.groupdict()
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def pattern(sentence: str) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+)\}", sentence)
        return re.compile(
            "".join(
                f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)
            )
        )

    def said_in_full(sentence: str) -> int:
        return len(re.sub(r"\{\w+\}", "", sentence))

    strictest_first = sorted(SENTENCES, key=said_in_full, reverse=True)
    return tuple((sentence, pattern(sentence)) for sentence in strictest_first)
