"""Numbers in words: thin space as thousands mark, unit after a space."""

THIN_SPACE = "\u2009"


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thin spaces: 65 536."""
    if abs(value) < 0.5 * 10**-decimals:
        value = 0.0
    return f"{value:,.{decimals}f}".replace(",", THIN_SPACE).replace("-", "\u2212")


def modality_value(value: float) -> str:
    """Return a modality value: whole where it is whole, else one decimal."""
    return number(value, 0 if abs(value - round(value)) < 0.05 else 1)


def percent(share: float) -> str:
    """Return a share of 1 as whole per cent: 42 %."""
    return f"{share * 100:.0f}{THIN_SPACE}%"


def steps_text(number_of_steps: int) -> str:
    """Return "no steps", "1 step", "3 steps"."""
    if number_of_steps == 0:
        return "no steps"
    return "1 step" if number_of_steps == 1 else f"{number_of_steps} steps"


def file_size(size: int) -> str:
    """Return a size in decimal units: 13.1 MB."""
    if size >= 1_000_000:
        return f"{size / 1e6:.1f} MB"
    return f"{max(1, round(size / 1e3))} kB"
