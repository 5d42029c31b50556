"""Writes the page of each shipped model from its card, so that the two cannot disagree.

python -m docs.guide.model_card
"""

import sys
from pathlib import Path

from engine.models.cards import ModelCard, installed_models

FOLDER = Path(__file__).parent


def main() -> None:
    """Write every page, and say which."""
    for card in installed_models():
        if card.task in ("mapping", "translation"):
            path = page_path(card)
            path.write_text(page(card), encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


def page_path(card: ModelCard) -> Path:
    """Return where the page of a model lies."""
    return FOLDER / f"model_{card.name}.md"


def page(card: ModelCard) -> str:
    """Return the page of a model as markdown."""
    parts = [
        f"# Model card: {card.title}",
        (
            f"Version {card.version}, {card.parameters:,} parameters, "
            f"trained until {card.trained_on}. "
            f"SHA-256 of the weights: `{card.sha256}`. Written from `card.json` by "
            "`python -m docs.guide.model_card`; `negatoscope models` shows the same."
        ),
        f"**Intended use.** {card.intended_use}",
        "**Limits.**\n\n" + "\n".join(f"- {limit}" for limit in card.limits),
        "**Learnt from.**\n\n"
        + "\n".join(
            f"- {part.name}: {part.count} {_counted(card)}, {part.licence}. {part.citation}"
            for part in card.data
        ),
        f"**Split.** {card.split}",
        (
            f"**Made by.** `{card.command}` (preset {card.preset}, seed {card.seed}). "
            f"Licence of the weights: {card.licence}."
        ),
        "**Measured.** Names beginning with `check_` were measured while training, on the films "
        "the best weights were chosen by; the others on films no part of the training has seen.\n\n"
        "| what | value |\n|---|---|\n"
        + "\n".join(f"| {name} | {value:.4g} |" for name, value in card.metrics.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _counted(card: ModelCard) -> str:
    return "films" if card.task == "mapping" else "pictures"


if __name__ == "__main__":
    main()
