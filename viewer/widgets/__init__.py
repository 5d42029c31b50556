"""Parts of the panels and bars, each sized and painted as the mockups say.

Names are imported at first use: the first window needs few of them, and soon.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viewer.widgets.button import AddButton as AddButton
    from viewer.widgets.button import ButtonBase as ButtonBase
    from viewer.widgets.button import FilledButton as FilledButton
    from viewer.widgets.button import FlatButton as FlatButton
    from viewer.widgets.button import IconButton as IconButton
    from viewer.widgets.button import OutlineButton as OutlineButton
    from viewer.widgets.check import CheckBox as CheckBox
    from viewer.widgets.check import Switch as Switch
    from viewer.widgets.combo import ComboBox as ComboBox
    from viewer.widgets.film import FilmList as FilmList
    from viewer.widgets.film import FilmThumb as FilmThumb
    from viewer.widgets.histogram import HistogramView as HistogramView
    from viewer.widgets.label import ElidedLabel as ElidedLabel
    from viewer.widgets.label import KeyCap as KeyCap
    from viewer.widgets.label import Label as Label
    from viewer.widgets.label import Paragraph as Paragraph
    from viewer.widgets.label import StatusItem as StatusItem
    from viewer.widgets.notice import Notice as Notice
    from viewer.widgets.number_field import NumberField as NumberField
    from viewer.widgets.preset import PresetButton as PresetButton
    from viewer.widgets.scale import Scale as Scale
    from viewer.widgets.scale import value_text as value_text
    from viewer.widgets.section import Section as Section
    from viewer.widgets.segments import Segment as Segment
    from viewer.widgets.segments import Segments as Segments
    from viewer.widgets.slider import Slider as Slider
    from viewer.widgets.slider_row import SliderRow as SliderRow
    from viewer.widgets.step_card import StepCard as StepCard
    from viewer.widgets.step_list import StepList as StepList

_HOMES = {
    "button": (
        "AddButton",
        "ButtonBase",
        "FilledButton",
        "FlatButton",
        "IconButton",
        "OutlineButton",
    ),
    "check": (
        "CheckBox",
        "Switch",
    ),
    "combo": ("ComboBox",),
    "film": (
        "FilmList",
        "FilmThumb",
    ),
    "histogram": ("HistogramView",),
    "label": (
        "ElidedLabel",
        "KeyCap",
        "Label",
        "Paragraph",
        "StatusItem",
    ),
    "notice": ("Notice",),
    "number_field": ("NumberField",),
    "preset": ("PresetButton",),
    "scale": (
        "Scale",
        "value_text",
    ),
    "section": ("Section",),
    "segments": (
        "Segment",
        "Segments",
    ),
    "slider": ("Slider",),
    "slider_row": ("SliderRow",),
    "step_card": ("StepCard",),
    "step_list": ("StepList",),
}
_HOME_OF = {name: f"viewer.widgets.{home}" for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    if name not in _HOME_OF:
        raise AttributeError(f"module 'viewer.widgets' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
