"""What measurements are called, and how their figures are put in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine import Figures, MeasureKind, Measurement, RegionFigures
from viewer.translator import said
from viewer.wording import THIN_SPACE, modality_value, number

translate = QCoreApplication.translate

PENDING: Final = "–"
ICONS: Final = {
    MeasureKind.LENGTH: "ruler",
    MeasureKind.ANGLE: "angle",
    MeasureKind.COBB: "cobb",
    MeasureKind.RECTANGLE: "rectangle",
    MeasureKind.ELLIPSE: "ellipse",
    MeasureKind.ARROW: "arrow",
    MeasureKind.TEXT: "text",
}


def own_names(measurements: Sequence[Measurement]) -> list[str]:
    """Return what each is called by itself: "Length 1"; rectangles and ellipses count as one."""
    counts: dict[str, int] = {}
    names = []
    for measurement in measurements:
        word = _kind_word(measurement.kind)
        counts[word] = counts.get(word, 0) + 1
        names.append(f"{word} {counts[word]}")
    return names


def region_numbers(measurements: Sequence[Measurement]) -> dict[int, int]:
    """Return the number of each region, from 1, by its position among the measurements."""
    regions = [at for at, one in enumerate(measurements) if one.kind.is_region]
    return {at: number for number, at in enumerate(regions, 1)}


def counted(measurements: Sequence[Measurement]) -> str:
    """Return what there is in few words: "1 length, 2 regions"; "" for nothing."""
    kinds = [measurement.kind for measurement in measurements]
    angles = kinds.count(MeasureKind.ANGLE) + kinds.count(MeasureKind.COBB)
    notes = kinds.count(MeasureKind.ARROW) + kinds.count(MeasureKind.TEXT)
    regions = sum(kind.is_region for kind in kinds)
    lengths = kinds.count(MeasureKind.LENGTH)
    parts = (
        (lengths, translate("Measure", "1 length"), translate("Measure", "{n} lengths")),
        (angles, translate("Measure", "1 angle"), translate("Measure", "{n} angles")),
        (regions, translate("Measure", "1 region"), translate("Measure", "{n} regions")),
        (notes, translate("Measure", "1 note"), translate("Measure", "{n} notes")),
    )
    return ", ".join(one if n == 1 else more.format(n=n) for n, one, more in parts if n)


def film_words(measurement: Measurement, found: Figures, number_of_region: int) -> tuple[str, ...]:
    """Return the lines that stand beside a measurement on the film.

    Args:
        measurement: What is drawn.
        found: Its figures.
        number_of_region: From 1; of anything else it is not looked at.
    """
    text = measurement.text
    kind = measurement.kind
    if kind.is_region:
        return (f"{number_of_region}  {text}".strip(),)
    if kind in (MeasureKind.ARROW, MeasureKind.TEXT):
        return (text,) if text else ()
    first = found.beside(said(found.provenance))
    first = "  ".join(word for word in (text, first) if word)
    return tuple(line for line in (first, said(found.range_text)) if line)


def draft_words(found: Figures) -> tuple[str, ...]:
    """Return the lines beside something that is being drawn."""
    first = found.beside(said(found.provenance))
    return tuple(line for line in (first, said(found.range_text)) if line)


def share(value: float | None) -> str:
    """Return a share of the display range: "50.8 %"; a dash for None."""
    return PENDING if value is None else f"{number(value * 100, 1)}{THIN_SPACE}%"


def table_rows(
    original: RegionFigures | None, result: RegionFigures | None
) -> tuple[tuple[str, str, str], ...]:
    """Return the rows of a region's table: name, original, result; dashes for None."""

    def pair(name: str, take: str) -> tuple[str, str, str]:
        values = (None if of is None else getattr(of, take) for of in (original, result))
        first, second = (share(value) for value in values)
        return name, first, second

    return (
        pair(translate("Measure", "Mean"), "mean"),
        pair(translate("Measure", "Spread σ"), "sd"),
        pair(translate("Measure", "Lowest"), "low"),
        pair(translate("Measure", "Highest"), "high"),
    )


def modality_words(original: RegionFigures | None) -> str:
    """Return the original's figures in modality values, for a tooltip; "" where it has none."""
    if original is None or original.modality is None:
        return ""
    found = original.modality
    return translate(
        "Measure",
        "Original, {count} pixels, in modality values: mean {mean}, spread σ {sd}, "
        "lowest {low}, highest {high}.",
    ).format(
        count=number(original.pixels),
        mean=modality_value(found.mean),
        sd=modality_value(found.sd),
        low=modality_value(found.low),
        high=modality_value(found.high),
    )


def _kind_word(kind: MeasureKind) -> str:
    return {
        MeasureKind.LENGTH: translate("Measure", "Length"),
        MeasureKind.ANGLE: translate("Measure", "Angle"),
        MeasureKind.COBB: translate("Measure", "Cobb angle"),
        MeasureKind.RECTANGLE: translate("Measure", "Region"),
        MeasureKind.ELLIPSE: translate("Measure", "Region"),
        MeasureKind.ARROW: translate("Measure", "Arrow"),
        MeasureKind.TEXT: translate("Measure", "Text"),
    }[kind]
