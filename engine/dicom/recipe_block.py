"""The one private block of an exported object: the recipe that made it, for Negatoscope itself."""

import json
from typing import Any

from pydicom.dataset import Dataset

from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.source import Source
from engine.version import APPLICATION, VERSION

GROUP = 0x0099
CREATOR = "NEGATOSCOPE 1"
ELEMENT = 0x01


def add_recipe_block(
    ds: Dataset, presentation: Presentation, source: Source, source_sha256: str
) -> None:
    """Add the private block: PS3.5 7.8. It holds JSON in ASCII, whatever the character set.

    Args:
        ds: The dataset being built.
        presentation: Recipe and orientation.
        source: The film.
        source_sha256: Of its file, "" if it was none.
    """
    block = ds.private_block(GROUP, CREATOR, create=True)
    content = recipe_record(presentation, source, source_sha256)
    block.add_new(ELEMENT, "UT", json.dumps(content, separators=(",", ":")))


def recipe_record(presentation: Presentation, source: Source, source_sha256: str) -> dict[str, Any]:
    """Return what the private block and the recipe's source say about a derived picture."""
    return {
        "recipe": presentation.recipe.to_json(),
        "orientation": orientation_record(presentation.orientation),
        "source": {"sop_instance_uid": source.sop_instance_uid, "sha256": source_sha256},
        "application": f"{APPLICATION} {VERSION}",
    }


def orientation_record(orientation: Orientation) -> dict[str, Any]:
    """Return the turning of a picture as JSON."""
    return {
        "quarter_turns": orientation.quarter_turns,
        "is_mirrored": orientation.is_mirrored,
    }
