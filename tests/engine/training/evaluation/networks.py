"""Networks nobody has trained, as runs and as installed models."""

from pathlib import Path
from typing import Any

import torch

from engine.training.methods import METHODS
from engine.training.weights_file import write_method
from tests.engine.models.installed import as_file, install


def write_run(folder: Path, method: str, **facts: Any) -> Path:
    """Write what a training run leaves behind; return its folder."""
    torch.manual_seed(0)
    folder.mkdir(parents=True)
    facts = {"preset": {"method": method}, "checked": {}, **facts}
    write_method(folder / "best.safetensors", METHODS[method]().state_dict(), facts)
    return folder


def install_method(models: Path, method: str, **changes: Any) -> Path:
    """Install a method; return its folder."""
    torch.manual_seed(0)
    return install(
        models,
        content=as_file(METHODS[method]().state_dict()),
        folder=f"collection/{method}",
        name=method,
        method=method,
        task="mapping" if method == "mapping" else "mapping-baseline",
        **changes,
    )
