"""negatoscope models: which trained networks are installed, and what their cards say."""

from rich.table import Table

from engine.cli.messages import printable, say, stdout_console, write_json
from engine.models.cards import ModelCard, installed_models
from engine.models.devices import HOW_TO_ADD, torch_is_installed
from engine.models.weights import WeightsState, weights_state


def show_models(*, as_json: bool) -> None:
    """List the installed models on stdout, for people or as one JSON object."""
    if as_json:
        write_json(models_as_json())
        return
    cards = installed_models()
    console = stdout_console()
    if not cards:
        console.print("No models are installed.")
        return
    console.print(_table(cards))
    if not torch_is_installed():
        say(f"PyTorch is not installed, so none of them can run. {HOW_TO_ADD}")


def models_as_json() -> dict[str, object]:
    """Return what ``models --json`` prints: every field of the cards, and how the weights are."""
    return {
        "models": [
            {**card.to_json(), "weights": weights_state(card).value} for card in installed_models()
        ]
    }


def _table(cards: tuple[ModelCard, ...]) -> Table:
    table = Table(
        *("Model", "Title", "Task", "Measured", "Parameters", "Licence", "SHA-256", "Weights"),
        title="Models",
        title_justify="left",
    )
    for card in cards:
        state = weights_state(card)
        table.add_row(
            *(printable(text) for text in (card.name, card.title, card.task)),
            "\n".join(f"{printable(name)} {value:g}" for name, value in card.metrics.items()),
            f"{card.parameters:,}".replace(",", " "),
            printable(card.licence),
            card.sha256[:12],
            _WORDS[state],
            end_section=True,
        )
    return table


_WORDS = {
    WeightsState.INTACT: "as on the card",
    WeightsState.MISSING: "missing",
    WeightsState.ALTERED: "not those of the card",
}
