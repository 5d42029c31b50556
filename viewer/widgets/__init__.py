"""Parts of the panels and bars, each sized and painted as the mockups say."""

from viewer.widgets.button import (
    AddButton,
    ButtonBase,
    FilledButton,
    FlatButton,
    IconButton,
    OutlineButton,
)
from viewer.widgets.check import CheckBox, Switch
from viewer.widgets.combo import ComboBox
from viewer.widgets.film import FilmList, FilmThumb
from viewer.widgets.histogram import HistogramView
from viewer.widgets.label import ElidedLabel, KeyCap, Label, Paragraph, StatusItem
from viewer.widgets.notice import Notice
from viewer.widgets.number_field import NumberField
from viewer.widgets.preset import PresetButton
from viewer.widgets.scale import Scale, value_text
from viewer.widgets.section import Section
from viewer.widgets.segments import Segment, Segments
from viewer.widgets.slider import Slider
from viewer.widgets.slider_row import SliderRow
from viewer.widgets.step_card import StepCard
from viewer.widgets.step_list import StepList

__all__ = [
    "AddButton",
    "ButtonBase",
    "CheckBox",
    "ComboBox",
    "ElidedLabel",
    "FilledButton",
    "FilmList",
    "FilmThumb",
    "FlatButton",
    "HistogramView",
    "IconButton",
    "KeyCap",
    "Label",
    "Notice",
    "NumberField",
    "OutlineButton",
    "Paragraph",
    "PresetButton",
    "Scale",
    "Section",
    "Segment",
    "Segments",
    "Slider",
    "SliderRow",
    "StatusItem",
    "StepCard",
    "StepList",
    "Switch",
    "value_text",
]
