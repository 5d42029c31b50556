"""What a user copies for whoever helps: which program this is, and on what it runs.

Nothing here tells who the user is: no name of a user or a machine, no path, no film.
"""

import platform
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module, metadata
from importlib.util import find_spec

from engine.build import BuildInfo, build_info
from engine.diagnostics_driver import GraphicsDriver, graphics_driver
from engine.diagnostics_processor import Processor, processor
from engine.errors import ModelError
from engine.models.cards import ModelCard, installed_models
from engine.models.devices import torch_is_installed
from engine.version import APPLICATION

NONE = "none"
"""Version of a library that is not there."""

_LIBRARIES = {
    "NumPy": ("numpy", "numpy"),
    "OpenCV": ("opencv-python-headless", "cv2"),
    "pydicom": ("pydicom", "pydicom"),
    "imagecodecs": ("imagecodecs", "imagecodecs"),
    "Qt for Python": ("PySide6-Essentials", "PySide6"),
    "pyqtgraph": ("pyqtgraph", "pyqtgraph"),
    "PyTorch": ("torch", "torch"),
    "safetensors": ("safetensors", "safetensors"),
}
"""What people call a library, its distribution and its package."""

_QUICK = ("numpy", "cv2", "pydicom", "imagecodecs")
"""Packages that may be loaded to ask for their version; the others are heavy, or the window's."""


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Which program this is, and on what it runs.

    Attributes:
        build: Of the program.
        system: "Debian GNU/Linux 12 (bookworm), Linux 6.1.0".
        architecture: "x86_64".
        python: "3.11.2".
        libraries: Name and version of each, "none" for one that is not there.
        processor: Of this machine.
        driver: NVIDIA's, or None where none answers.
        networks: Where networks run, and why not on a GPU, in one sentence.
        models: The cards of those installed.
    """

    build: BuildInfo
    system: str
    architecture: str
    python: str
    libraries: tuple[tuple[str, str], ...]
    processor: Processor
    driver: GraphicsDriver | None
    networks: str
    models: tuple[ModelCard, ...]

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return label and text of every line, in order."""
        build = self.build
        commit = f", commit {build.commit[:12]}" if build.commit else ""
        models = (f"{card.name} {card.version} ({card.sha256[:12]})" for card in self.models)
        return (
            (APPLICATION, f"{build.version}, {build.variant.value}{commit}"),
            ("System", f"{self.system}, {self.architecture}"),
            ("Python", self.python),
            ("Libraries", ", ".join(f"{name} {version}" for name, version in self.libraries)),
            ("Processor", self.processor.text()),
            ("GPU", _driver_text(self.driver)),
            ("Networks", self.networks),
            ("Models", ", ".join(models) or NONE),
        )

    def as_text(self, more: Sequence[tuple[str, str]] = ()) -> str:
        """Return it as plain text, one line each, to be copied.

        Args:
            more: Label and text of further lines: of the screen, which the engine cannot know.
        """
        return "".join(f"{label}: {text}\n" for label, text in (*self.lines(), *more))


def gather_diagnostics(*, ask_gpu: bool = False) -> Diagnostics:
    """Return which program this is, and on what it runs; takes some 0.1 s.

    Args:
        ask_gpu: Try whether networks run on the GPU, which loads torch and takes seconds. Else
            that is told only where torch is loaded already.
    """
    networks = _networks(ask_gpu=ask_gpu)  # first: what it loads can then tell its version
    return Diagnostics(
        build=build_info(),
        system=_system(),
        architecture=platform.machine(),
        python=platform.python_version(),
        libraries=tuple((name, _version(*where)) for name, where in _LIBRARIES.items()),
        processor=processor(),
        driver=graphics_driver(),
        networks=networks,
        models=installed_models(),
    )


def _system() -> str:
    number = re.match(r"[\d.]*", platform.release())  # what follows may name who built it
    kernel = f"{platform.system()} {number[0] if number else ''}"
    if sys.platform == "win32":
        return f"{kernel}, version {platform.version()}"
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}, {kernel}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    except (OSError, KeyError):
        return kernel


def _version(distribution: str, package: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # a frozen program may lack what pip wrote beside it
        if find_spec(package) is None:
            return NONE
        loaded = import_module(package) if package in _QUICK else sys.modules.get(package)
        return str(getattr(loaded, "__version__", "of unknown version"))


def _networks(*, ask_gpu: bool) -> str:
    """Return where networks run, in one sentence, and why not on a GPU."""
    if not torch_is_installed():
        return "cannot run, as PyTorch is not installed"
    if not ask_gpu and "torch" not in sys.modules:
        return "have not run yet"
    from engine.models.cuda import cuda_fault
    from engine.models.devices import device_for, device_words

    try:
        device = device_for()
    except ModelError as error:
        return f"cannot run. {error}"
    fault = cuda_fault() if device.type == "cpu" else ""
    return f"run on the {device_words(device)}. {fault}".removesuffix(" ")


def _driver_text(driver: GraphicsDriver | None) -> str:
    if driver is None:
        return "no NVIDIA driver answers"
    gpus = (
        f"{gpu.name}, {gpu.memory_bytes / 2**30:.0f} GB" if gpu.memory_bytes else gpu.name
        for gpu in driver.gpus
    )
    cuda = f", for CUDA up to {driver.newest_cuda}" if driver.newest_cuda else ""
    return f"{'; '.join(gpus) or 'none found'}; NVIDIA driver {driver.version}{cuda}"
