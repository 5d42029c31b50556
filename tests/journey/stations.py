"""What a user does with one film, part by part; each part leaves the film to the next."""

from collections.abc import Callable

from tests.journey.traveller import Traveller

Station = Callable[[Traveller], None]

RECIPE_KEY = "ctrl+2"
"""Puts the recipe in force whose steps are asked of the places: *Chest, bedside*."""


def window_it(user: Traveller) -> None:
    """Drag the window: as it comes, fine and coarse; auto, full, invert, presets; all undone."""
    at = user.places.on_canvas
    user.drag("window drag", at(0.75, 0.5), at(0.85, 0.35))
    user.drag_with("fine window drag", ("shift",), at(0.75, 0.5), at(0.9, 0.6))
    user.drag_with("coarse window drag", ("ctrl", "shift"), at(0.25, 0.5), at(0.27, 0.45))
    user.key("full range", "shift+0")
    user.key("invert", "i")
    user.key("invert again", "i")
    user.key("undo the window", "ctrl+z", "ctrl+z", "ctrl+z")


def move_about(user: Traveller) -> None:
    """Pan, zoom by tool, wheel and box, one to one, fit."""
    at, desktop = user.places.on_canvas, user.desktop
    user.key("zoom tool", "z")
    user.drag("zoom", at(0.75, 0.5), at(0.75, 0.3))
    user.key("pan tool", "t")
    user.drag("pan", at(0.75, 0.5), at(0.7, 0.6))
    user.key("window tool", "w")
    user.key("fit", "f")
    desktop.move(*at(0.75, 0.4))
    desktop.xdotool("keydown", "ctrl")
    user.do("zoom by the wheel", lambda: desktop.click(*at(0.75, 0.4), button=4, times=4))
    desktop.xdotool("keyup", "ctrl")
    user.key("reset", "ctrl+0")
    user.key("box tool", "shift+z")
    user.drag("zoom to a box", at(0.65, 0.3), at(0.85, 0.6))
    user.key("fit after the box", "f")
    user.key("one to one", "x")
    user.key("fit after one to one", "f")


def look_closely(user: Traveller) -> None:
    """Probe with a pin, loupe, clipped pixels, corner texts, the original."""
    at, desktop = user.places.on_canvas, user.desktop
    user.key("probe", "p")
    user.click("pin", at(0.8, 0.4))
    user.key("no probe", "w")
    desktop.move(*at(0.7, 0.5))
    user.hold("loupe", "m")
    user.key("clipped pixels", "y")
    user.key("no clipped pixels", "y")
    user.key("fewer corner texts", "o")
    user.key("more corner texts", "o", "o")


def enhance(user: Traveller) -> None:
    """Recipes by key and gallery, the two of them in turn; the original held."""
    user.key("first recipe", "ctrl+1")
    user.key("second recipe", RECIPE_KEY)
    user.hold("the original", "space")
    user.key("the other recipe", "q")
    user.key("the other recipe beside", "shift+q")
    user.key("the original again", "shift+q")
    user.key("gallery", "ctrl+g")
    user.key("another tile", "Right", "Right")
    user.key("the tile taken", "Return")
    user.sheet("gallery left", "ctrl+g")


def change_steps(user: Traveller) -> None:
    """Switch a step off and on, move it, slide it, and let it work in a drawn region."""
    at, places, desktop = user.places.on_canvas, user.places, user.desktop
    user.press("ctrl+shift+0")
    user.key("recipe of the steps", RECIPE_KEY)
    desktop.click(*places.on_margin(), button=4, times=30)  # the panel's top again
    user.click("step off", places.of_step(0, "check"))
    user.click("step on", places.of_step(0, "check"))
    user.drag("step moved", places.of_step(0, "grip"), places.below_steps())
    user.key("step moved back", "ctrl+z")
    user.click("step opened", places.of_step(0, "arrow"))
    start, end, region = places.of_open_step(0)
    user.drag("slider", start, end)
    user.click("regions", region)
    user.key("a drawn region", "End", "Return")
    corners = (at(0.65, 0.3), at(0.85, 0.35), at(0.8, 0.6), at(0.66, 0.55))

    def outline() -> None:
        desktop.move(*corners[0])
        desktop.xdotool("mousedown", "1")
        for corner in (*corners[1:], corners[0]):
            desktop.move(*corner)
        desktop.xdotool("mouseup", "1")

    user.do("outline", outline)
    user.key("drawing ended", "Escape")
    user.key("steps as they were", RECIPE_KEY)


def measure(user: Traveller) -> None:
    """Draw one of each kind, move and delete, calibrate; undo all and do it again."""
    at = user.places.on_canvas
    user.key("length tool", "l")
    user.drag("length", at(0.62, 0.3), at(0.72, 0.3))
    user.key("length nudged", "Down")
    user.press("a")
    user.clicks("angle", [at(*corner) for corner in ANGLE])
    user.press("b")
    user.drag("first line of Cobb", at(0.78, 0.3), at(0.88, 0.33))
    user.drag("second line of Cobb", at(0.78, 0.45), at(0.88, 0.4))
    for tool, key, start, end in SHAPES:
        user.press(key)
        user.drag(tool, at(*start), at(*end))
    user.press("shift+t")
    user.click("text", at(0.66, 0.72))
    user.answer("words", "here")
    user.find("Calibrate")
    user.drag("known object", at(0.62, 0.85), at(0.72, 0.85))
    user.answer("its length", "25")
    user.press("w")
    user.key("calibration undone", "ctrl+z")
    user.key("everything undone", *["ctrl+z"] * UNDONE)
    user.key("everything done again", *["ctrl+shift+z"] * UNDONE)
    user.drag("rectangle moved", at(0.74, 0.56), at(0.76, 0.6))
    user.key("rectangle deleted", "Delete")


def export(user: Traveller) -> None:
    """Write the film with its drawings as DICOM and as PNG."""
    at, desktop = user.places.on_canvas, user.desktop
    user.press("l")
    user.drag("length to export", at(0.62, 0.3), at(0.72, 0.3))
    user.press("w")
    for kind in (0, 1):
        button, drawings, go = user.places.of_export(kind)
        user.key("export", "ctrl+e")
        desktop.click(*button)
        user.click("measurements in the picture", drawings)
        user.click("exported", go)
    user.find("Delete all")


def compare(user: Traveller) -> None:
    """Every layout; the wipe bar both ways, blinking, the difference in both units."""
    at = user.places.on_canvas
    user.find("Two by two")
    user.find("Side by side")
    user.key("wipe", "backslash")
    user.drag("wipe bar", at(0.5, 0.3), at(0.3, 0.3))
    user.drag("wipe bar back", at(0.3, 0.3), at(0.5, 0.3))
    user.key("wipe bar level", "shift+backslash")
    user.drag("level wipe bar", at(0.3, 0.5), at(0.3, 0.3))
    user.key("level wipe bar by key", "shift+Down")
    user.key("wipe bar upright", "shift+backslash")
    user.find("Enhanced")
    user.key("blink", "k")
    user.key("no blinking", "k")
    user.find("Difference")
    user.key("other unit", "shift+d")
    user.key("side by side again", "Tab", "Tab")
    user.find("Side by side")


def turn(user: Traveller) -> None:
    """Turn and flip, and back again."""
    for name, key in (("right", "r"), ("mirrored", "h"), ("upside down", "v"), ("left", "shift+r")):
        user.key(f"turned {name}", key)
    user.key("turned back", *["ctrl+z"] * 4)


def look_after_the_program(user: Traveller) -> None:
    """Settings with another theme, keys, jobs, log, life size."""
    user.key("settings", "ctrl+comma")
    for theme in ("light", "dark"):
        user.click(f"{theme} theme", user.places.of_theme(theme))
    user.key("settings left", "Escape")
    user.sheet("keys", "F1")
    user.sheet("jobs", "ctrl+shift+j")
    user.find("Log")
    user.key("log left", "Escape")
    user.key("life size", "shift+x")
    user.press("Escape")  # which takes no message away


def second_film(user: Traveller) -> None:
    """Another film beside this one, and none again."""
    user.key("second film", "ctrl+b")
    user.key("the first that is offered", "Down", "Return")
    user.key("no second film", "ctrl+b")


ANGLE = ((0.64, 0.36), (0.64, 0.46), (0.72, 0.46))
SHAPES = (
    ("ellipse", "e", (0.62, 0.52), (0.7, 0.62)),
    ("rectangle", "shift+e", (0.74, 0.52), (0.84, 0.62)),
    ("arrow", "shift+a", (0.88, 0.75), (0.8, 0.68)),
)
UNDONE = 30
STATIONS: tuple[Station, ...] = (
    window_it,
    move_about,
    look_closely,
    enhance,
    change_steps,
    measure,
    export,
    compare,
    turn,
    look_after_the_program,
)
