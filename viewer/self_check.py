"""Self-test of the window: Qt and its plugins load, and a film is painted as it was rendered.

Nothing here loads Qt before a check runs: the rest of the self-test does without it.
"""

import os
import re
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine import (
    Bench,
    Check,
    CheckFailedError,
    LeftOut,
    Presentation,
    Progress,
    default_recipe,
    resource_path,
    result_to_write,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

_GROUP = "Window"
_OFFSCREEN = "qoffscreen"
_NATIVE = {"win32": ("qwindows",), "darwin": ("qcocoa",)}
_NATIVE_ELSEWHERE = ("qxcb", "qwayland")
_MARGIN_PX = 20
_MOST_OFF = 1
"""Grey levels of 256 by which a screen of another colour depth may differ."""

Grey = npt.NDArray[np.uint8]


def window_checks(*, has_display: bool) -> tuple[Check, ...]:
    """Return the checks of the window, which open none.

    Args:
        has_display: A window could be opened: then a library that Qt lacks is a failure, where
            otherwise it is not needed.
    """
    ready = partial(_require_qt, has_display=has_display)

    def plugins(_: Bench, progress: Progress) -> str:
        progress.check()
        ready()
        return _plugins(has_display=has_display)

    def look(_: Bench, progress: Progress) -> str:
        progress.check()
        ready()
        return _look()

    def painted(bench: Bench, progress: Progress) -> str:
        ready()
        return _painted(bench, progress)

    return (
        Check(_GROUP, "Qt and its plugins", plugins),
        Check(_GROUP, "Icons, type and languages", look),
        Check(_GROUP, "A painted film", painted),
    )


def _require_qt(*, has_display: bool) -> None:
    """Do nothing where Qt can be loaded, and can paint without a screen.

    Raises:
        CheckFailedError: If it cannot, though there is a display.
        LeftOut: If it cannot, and there is none.
    """
    try:
        from PySide6 import QtSvg, QtWidgets  # noqa: F401 - only whether they can be
    except ImportError as error:
        raise _cannot(f"Qt does not load{_missing(error.msg)}", has_display=has_display) from error
    fault = _fault_of(_OFFSCREEN)  # Qt itself would end the program where it is not there
    if fault:
        raise _cannot(f"Qt cannot paint without a screen: {fault}", has_display=has_display)


def _cannot(what: str, *, has_display: bool) -> Exception:
    return CheckFailedError(f"{what}.") if has_display else LeftOut(f"{what}; there is no display")


def _plugins(*, has_display: bool) -> str:
    native = _NATIVE.get(sys.platform, _NATIVE_ELSEWHERE)
    faults = {name: _fault_of(name) for name in native}
    told = ", ".join(f"{name}: {fault}" if fault else name for name, fault in faults.items())
    if all(faults.values()):
        raise _cannot(f"No window can be opened: {told}", has_display=has_display)
    return f"{told}, {_OFFSCREEN}"


def _fault_of(plugin: str) -> str:
    """Return why a plugin for a window system cannot be used, in a clause; "" where it can."""
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    found = sorted(folder.glob(f"*{plugin}*"))
    if not found:
        return "it is missing"
    loader = QPluginLoader(str(found[0]))
    return "" if loader.load() else f"it does not load{_missing(loader.errorString())}"


def _missing(said: str) -> str:
    """Return which library a loader lacks, without the folders it names."""
    found = re.search(r"([\w.+-]+): cannot open shared object file", said)
    return f" for want of {found[1]}" if found else ""


def _look() -> str:
    """Check that what the theme needs can be used by Qt."""
    _start_unseen()
    from PySide6.QtCore import QTranslator
    from PySide6.QtGui import QFontDatabase

    from viewer.icons import pixmap
    from viewer.translator import LANGUAGES

    names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    blank = [f"icons/{name}.svg" for name in names if _is_blank(pixmap(name, 24).toImage())]
    if blank:
        raise CheckFailedError(f"Nothing is drawn by {', '.join(blank)}.")
    if "Inter" not in QFontDatabase.families():
        raise CheckFailedError("The type Inter is not there.")
    for code in (code for code in LANGUAGES if code != "en"):
        translator = QTranslator()
        if not translator.load(str(resource_path("i18n", f"negatoscope_{code}.qm"))):
            raise CheckFailedError(f"i18n/negatoscope_{code}.qm cannot be used.")
    return f"{len(names)} icons, Inter, {', '.join(LANGUAGES.values())}"


def _painted(bench: Bench, progress: Progress) -> str:
    """Check that a pane shows what an export would hold, pixel by pixel."""
    renderer, recipe = bench.small, default_recipe()
    film = renderer.radiograph
    picture = replace(renderer.result(recipe, progress), spacing_mm=(1.0, 1.0))  # none resampled
    if picture.is_synthetic:
        raise LeftOut("a synthetic film has words over it")
    shown = Presentation(film.default_voi).with_recipe(recipe)
    expected = result_to_write(picture, film, shown, levels=256)
    _start_unseen()
    from viewer.canvas.pane import Pane

    pane = Pane()
    try:
        rows, columns = expected.shape
        pane.resize(columns + 2 * _MARGIN_PX, rows + 2 * _MARGIN_PX)
        pane.show()
        pane.show_picture(picture, picture.table(shown.result_voi, levels=256), keep_view=False)
        pane.one_to_one()
        grey = _grey_of(pane)[_MARGIN_PX : _MARGIN_PX + rows, _MARGIN_PX : _MARGIN_PX + columns]
    finally:
        pane.close()
    if grey.shape != expected.shape:
        raise CheckFailedError(f"It was painted as {grey.shape} instead of {expected.shape}.")
    off = int(np.abs(grey.astype(np.int16) - expected).max())
    if off > _MOST_OFF:
        raise CheckFailedError(f"A pixel is painted {off} grey levels off.")
    return f"{rows} × {columns} pixels, off by {off} grey levels at most"


def _start_unseen() -> None:
    """Start the application without a screen, unless there is one already."""
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1")
    from viewer.app import application_

    application_()


def _grey_of(widget: "QWidget") -> Grey:
    from PySide6.QtGui import QImage

    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    flat: Grey = np.frombuffer(image.constBits(), dtype=np.uint8).copy()  # before the image goes
    return flat.reshape(image.height(), image.bytesPerLine())[:, : image.width()]


def _is_blank(image: "QImage") -> bool:
    alpha = image.convertToFormat(image.Format.Format_Alpha8)
    return not any(bytes(alpha.constBits()))
