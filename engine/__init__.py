"""The engine's face: image in, image out, no Qt. The viewer imports from here and nowhere else.

Names are imported at first use, so that ``import engine`` costs nothing: neither torch nor
pydicom nor OpenCV is loaded until something needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.budget import Budget as Budget
    from engine.budget import set_budget as set_budget
    from engine.build import BuildInfo as BuildInfo
    from engine.build import Variant as Variant
    from engine.build import build_info as build_info
    from engine.calibration import Calibration as Calibration
    from engine.calibration import add_calibration as add_calibration
    from engine.calibration import calibrations as calibrations
    from engine.cli import command_line as command_line
    from engine.cli import enhance_without_window as enhance_without_window
    from engine.clipping import ClippedShares as ClippedShares
    from engine.clipping import clipped_ends as clipped_ends
    from engine.clipping import clipped_shares as clipped_shares
    from engine.clipping import ends_of as ends_of
    from engine.curve import PointCurve as PointCurve
    from engine.curve import point_curve as point_curve
    from engine.decode_process import decode_pictures as decode_pictures
    from engine.diagnostics import Diagnostics as Diagnostics
    from engine.diagnostics import gather_diagnostics as gather_diagnostics
    from engine.difference import DIFFERENCE_LIMITS as DIFFERENCE_LIMITS
    from engine.difference import WHOLE_SHARE as WHOLE_SHARE
    from engine.difference import DifferenceUnit as DifferenceUnit
    from engine.difference import display_shares as display_shares
    from engine.difference import has_modality_values as has_modality_values
    from engine.difference import modality_shares as modality_shares
    from engine.difference import signed_difference as signed_difference
    from engine.drawn_measurements import result_with_drawings as result_with_drawings
    from engine.errors import Cancelled as Cancelled
    from engine.errors import EngineError as EngineError
    from engine.export import ExportFormat as ExportFormat
    from engine.export import ExportPlan as ExportPlan
    from engine.export import ExportRequest as ExportRequest
    from engine.export import default_name as default_name
    from engine.export import export_film as export_film
    from engine.export import plan_export as plan_export
    from engine.export_plan import Mark as Mark
    from engine.facts import Facts as Facts
    from engine.facts import facts_of as facts_of
    from engine.film_file import FilmFile as FilmFile
    from engine.finding import Finding as Finding
    from engine.finding import FindingKind as FindingKind
    from engine.finding import Identity as Identity
    from engine.frame import Frame as Frame
    from engine.grayscale.voi import FullRange as FullRange
    from engine.grayscale.voi import Voi as Voi
    from engine.grayscale.voi import VoiFunction as VoiFunction
    from engine.grayscale.voi import VoiLut as VoiLut
    from engine.grayscale.voi import Window as Window
    from engine.library import default_recipe as default_recipe
    from engine.library import load_recipe as load_recipe
    from engine.library import own_recipes_folder as own_recipes_folder
    from engine.library import recipes as recipes
    from engine.library import save_recipe as save_recipe
    from engine.limits_file import limits_path as limits_path
    from engine.limits_file import read_limits as read_limits
    from engine.limits_file import write_limits as write_limits
    from engine.made_by import recipe_of_film as recipe_of_film
    from engine.mapping_reading import MappingView as MappingView
    from engine.mapping_reading import PixelReading as PixelReading
    from engine.mapping_reading import map_picture as map_picture
    from engine.mapping_reading import view_mapping as view_mapping
    from engine.measurement import KnownObject as KnownObject
    from engine.measurement import MeasureKind as MeasureKind
    from engine.measurement import Measurement as Measurement
    from engine.measuring import Figures as Figures
    from engine.measuring import figures as figures
    from engine.measuring import spacing_under as spacing_under
    from engine.measuring_regions import RegionFigures as RegionFigures
    from engine.measuring_regions import contrast_to_noise as contrast_to_noise
    from engine.measuring_regions import points_on as points_on
    from engine.measuring_regions import points_on_film as points_on_film
    from engine.measuring_regions import region_figures as region_figures
    from engine.models.cards import ModelCard as ModelCard
    from engine.models.cards import installed_models as installed_models
    from engine.models.devices import HOW_TO_ADD as HOW_TO_ADD
    from engine.models.devices import DeviceChoice as DeviceChoice
    from engine.models.devices import device_words_in_use as device_words_in_use
    from engine.models.devices import set_default_device as set_default_device
    from engine.models.devices import torch_is_installed as torch_is_installed
    from engine.models.gpu_found import GpuFound as GpuFound
    from engine.models.gpu_found import Networks as Networks
    from engine.models.gpu_found import gpu_found as gpu_found
    from engine.models.translation.names import CT_LIKE as CT_LIKE
    from engine.models.translation.names import MR_LIKE as MR_LIKE
    from engine.no_dumps import forbid_dumps as forbid_dumps
    from engine.notices import font_licence as font_licence
    from engine.notices import own_licence as own_licence
    from engine.notices import third_party_notices as third_party_notices
    from engine.orientation import Orientation as Orientation
    from engine.orientation import nearest_orientation as nearest_orientation
    from engine.overlay_plane import OverlayPlane as OverlayPlane
    from engine.parameter import Parameter as Parameter
    from engine.parameter import Reference as Reference
    from engine.picture import FULL_DISPLAY_WINDOW as FULL_DISPLAY_WINDOW
    from engine.picture import Picture as Picture
    from engine.picture import laid_on as laid_on
    from engine.picture import map_over as map_over
    from engine.placement import AS_READ as AS_READ
    from engine.placement import Placement as Placement
    from engine.presentation import Presentation as Presentation
    from engine.presentation import presentation_under as presentation_under
    from engine.presentation_file import load_presentation as load_presentation
    from engine.presentation_file import presentation_from_json as presentation_from_json
    from engine.presentation_file import presentation_to_json as presentation_to_json
    from engine.presentation_file import save_presentation as save_presentation
    from engine.presentation_state import AreaMode as AreaMode
    from engine.presentation_state import DisplayedArea as DisplayedArea
    from engine.presentation_state import Graphic as Graphic
    from engine.presentation_state import GraphicKind as GraphicKind
    from engine.presentation_state import ImageState as ImageState
    from engine.presentation_state import Layer as Layer
    from engine.presentation_state import PresentationState as PresentationState
    from engine.presentation_state import StateChoice as StateChoice
    from engine.presentation_state import StatePart as StatePart
    from engine.presentation_state import Text as Text
    from engine.presentation_state import Units as Units
    from engine.presentation_state import film_under as film_under
    from engine.progress import Progress as Progress
    from engine.quality import Quality as Quality
    from engine.quality import quality_of as quality_of
    from engine.radiograph import Description as Description
    from engine.radiograph import Radiograph as Radiograph
    from engine.radiograph import Spacing as Spacing
    from engine.radiograph import SpacingSource as SpacingSource
    from engine.reading import find_films as find_films
    from engine.reading import read_radiograph as read_radiograph
    from engine.recipe import Entry as Entry
    from engine.recipe import Recipe as Recipe
    from engine.region import WHOLE_FILM as WHOLE_FILM
    from engine.region import Region as Region
    from engine.region import RegionKind as RegionKind
    from engine.region import nothing_found as nothing_found
    from engine.region_outline import region_outlines as region_outlines
    from engine.releases import Release as Release
    from engine.releases import is_newer as is_newer
    from engine.releases import latest_release as latest_release
    from engine.render import Renderer as Renderer
    from engine.resources import resource_path as resource_path
    from engine.samples import sample_file as sample_file
    from engine.searching import search_films as search_films
    from engine.self_test import SelfTestOrder as SelfTestOrder
    from engine.self_test import in_one_sentence as in_one_sentence
    from engine.self_test import run_self_test as run_self_test
    from engine.self_test_check import Bench as Bench
    from engine.self_test_check import Check as Check
    from engine.self_test_check import CheckFailedError as CheckFailedError
    from engine.self_test_check import CheckOutcome as CheckOutcome
    from engine.self_test_check import LeftOut as LeftOut
    from engine.self_test_check import Verdict as Verdict
    from engine.shown import original_to_write as original_to_write
    from engine.shown import result_to_write as result_to_write
    from engine.shutter import Shutter as Shutter
    from engine.state_reading import read_state as read_state
    from engine.statistics import Histogram as Histogram
    from engine.statistics import auto_window as auto_window
    from engine.statistics import histogram as histogram
    from engine.step import Step as Step
    from engine.step import StepKind as StepKind
    from engine.step import step_type as step_type
    from engine.step import step_types as step_types
    from engine.stitch_file import stitch_to_file as stitch_to_file
    from engine.stitching import MOST_FILMS as MOST_FILMS
    from engine.stitching import Stitched as Stitched
    from engine.translation_reading import ReliabilityView as ReliabilityView
    from engine.translation_reading import TranslationView as TranslationView
    from engine.translation_reading import translation_reliability as translation_reliability
    from engine.translation_reading import view_translation as view_translation
    from engine.version import NOTICE as NOTICE
    from engine.version import VERSION as VERSION
    from engine.window_presets import Interest as Interest
    from engine.window_presets import RelativeWindow as RelativeWindow
    from engine.window_presets import relative_windows as relative_windows

_HOMES = {
    "calibration": ("Calibration", "add_calibration", "calibrations"),
    "cli": ("command_line", "enhance_without_window"),
    "clipping": ("ClippedShares", "clipped_ends", "clipped_shares", "ends_of"),
    "curve": ("PointCurve", "point_curve"),
    "decode_process": ("decode_pictures",),
    "diagnostics": ("Diagnostics", "gather_diagnostics"),
    "difference": (
        "DIFFERENCE_LIMITS",
        "WHOLE_SHARE",
        "DifferenceUnit",
        "display_shares",
        "has_modality_values",
        "modality_shares",
        "signed_difference",
    ),
    "drawn_measurements": ("result_with_drawings",),
    "errors": (
        "Cancelled",
        "EngineError",
    ),
    "export": (
        "ExportFormat",
        "ExportPlan",
        "ExportRequest",
        "default_name",
        "export_film",
        "plan_export",
    ),
    "export_plan": ("Mark",),
    "facts": ("Facts", "facts_of"),
    "frame": ("Frame",),
    "grayscale.voi": ("FullRange", "Voi", "VoiFunction", "VoiLut", "Window"),
    "limits_file": ("limits_path", "read_limits", "write_limits"),
    "library": ("default_recipe", "load_recipe", "recipes", "save_recipe", "own_recipes_folder"),
    "made_by": ("recipe_of_film",),
    "models.cards": ("ModelCard", "installed_models"),
    "models.devices": (
        "HOW_TO_ADD",
        "DeviceChoice",
        "device_words_in_use",
        "set_default_device",
        "torch_is_installed",
    ),
    "models.gpu_found": ("GpuFound", "Networks", "gpu_found"),
    "models.translation.names": ("CT_LIKE", "MR_LIKE"),
    "measurement": ("KnownObject", "MeasureKind", "Measurement"),
    "measuring": ("Figures", "figures", "spacing_under"),
    "mapping_reading": ("MappingView", "PixelReading", "map_picture", "view_mapping"),
    "no_dumps": ("forbid_dumps",),
    "notices": ("font_licence", "own_licence", "third_party_notices"),
    "orientation": ("Orientation", "nearest_orientation"),
    "parameter": ("Parameter", "Reference"),
    "picture": ("FULL_DISPLAY_WINDOW", "Picture", "laid_on", "map_over"),
    "placement": ("AS_READ", "Placement"),
    "presentation": ("Presentation", "presentation_under"),
    "presentation_file": (
        "load_presentation",
        "presentation_from_json",
        "presentation_to_json",
        "save_presentation",
    ),
    "progress": ("Progress",),
    "quality": ("Quality", "quality_of"),
    "radiograph": ("Description", "Radiograph", "Spacing", "SpacingSource"),
    "reading": ("find_films", "read_radiograph"),
    "recipe": ("Entry", "Recipe"),
    "region": ("nothing_found", "WHOLE_FILM", "Region", "RegionKind"),
    "measuring_regions": (
        "RegionFigures",
        "contrast_to_noise",
        "points_on",
        "points_on_film",
        "region_figures",
    ),
    "region_outline": ("region_outlines",),
    "releases": ("Release", "is_newer", "latest_release"),
    "render": ("Renderer",),
    "resources": ("resource_path",),
    "samples": ("sample_file",),
    "statistics": ("Histogram", "auto_window", "histogram"),
    "step": ("Step", "StepKind", "step_type", "step_types"),
    "stitch_file": ("stitch_to_file",),
    "stitching": ("MOST_FILMS", "Stitched"),
    "translation_reading": (
        "ReliabilityView",
        "TranslationView",
        "translation_reliability",
        "view_translation",
    ),
    "build": ("BuildInfo", "Variant", "build_info"),
    "budget": (
        "Budget",
        "set_budget",
    ),
    "film_file": ("FilmFile",),
    "finding": (
        "Finding",
        "FindingKind",
        "Identity",
    ),
    "overlay_plane": ("OverlayPlane",),
    "presentation_state": (
        "AreaMode",
        "DisplayedArea",
        "Graphic",
        "GraphicKind",
        "ImageState",
        "Layer",
        "PresentationState",
        "StateChoice",
        "StatePart",
        "Text",
        "Units",
        "film_under",
    ),
    "self_test": ("SelfTestOrder", "in_one_sentence", "run_self_test"),
    "self_test_check": (
        "Bench",
        "Check",
        "CheckFailedError",
        "CheckOutcome",
        "LeftOut",
        "Verdict",
    ),
    "shown": ("original_to_write", "result_to_write"),
    "shutter": ("Shutter",),
    "searching": ("search_films",),
    "state_reading": ("read_state",),
    "version": ("NOTICE", "VERSION"),
    "window_presets": ("Interest", "RelativeWindow", "relative_windows"),
}
_HOME_OF = {name: f"engine.{home}" for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    if name not in _HOME_OF:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
