"""negatoscope recipes: which recipes and steps there are."""

from rich.table import Table

from engine.cli.messages import stdout_console, write_json
from engine.library import recipes
from engine.parameter import Parameter
from engine.recipe import Entry, Recipe
from engine.step import StepType, step_types


def show_recipes(*, as_json: bool) -> None:
    """List recipes and steps on stdout, for people or as one JSON object."""
    if as_json:
        write_json(recipes_as_json())
        return
    console = stdout_console()
    console.print(_recipe_table())
    console.print(_step_table())


def recipes_as_json() -> dict[str, object]:
    """Return what ``recipes --json`` prints."""
    return {
        "recipes": [_recipe_as_json(recipe) for recipe in recipes()],
        "steps": [_step_as_json(kind) for kind in step_types()],
    }


def _recipe_as_json(recipe: Recipe) -> dict[str, object]:
    return {
        "name": recipe.name,
        "title": recipe.title,
        "description": recipe.description,
        "steps": [_entry_as_json(entry) for entry in recipe.entries],
    }


def _entry_as_json(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.type.name,
        "version": entry.type.version,
        "parameters": entry.type.values(entry.step),
        "enabled": entry.is_enabled,
    }


def _step_as_json(kind: StepType) -> dict[str, object]:
    return {
        "name": kind.name,
        "version": kind.version,
        "title": kind.title,
        "summary": kind.summary,
        "parameters": [_parameter_as_json(parameter) for parameter in kind.parameters],
    }


def _parameter_as_json(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.name,
        "label": parameter.label,
        "unit": parameter.unit,
        "low": parameter.low,
        "high": parameter.high,
        "default": parameter.default,
    }


def _recipe_table() -> Table:
    table = Table("Recipe", "Title", "Steps", title="Recipes", title_justify="left")
    for recipe in recipes():
        table.add_row(recipe.name, recipe.title, "\n".join(recipe.sentences()) or "none")
    return table


def _step_table() -> Table:
    table = Table("Step", "Parameter", "Range", "Default", title="Steps", title_justify="left")
    for kind in step_types():
        for number, parameter in enumerate(kind.parameters):
            table.add_row(
                f"{kind.name} {kind.version}" if number == 0 else "",
                parameter.name,
                f"{parameter.low:g} to {parameter.high:g} {parameter.unit}".strip(),
                parameter.text(parameter.default),
                end_section=number == len(kind.parameters) - 1,
            )
        if not kind.parameters:
            table.add_row(f"{kind.name} {kind.version}", "none", "", "", end_section=True)
    return table
