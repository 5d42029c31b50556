"""Which Negatoscope this is."""

from importlib.metadata import PackageNotFoundError, version

APPLICATION = "Negatoscope"

try:
    VERSION = version("negatoscope")
except PackageNotFoundError:  # run from a source tree that was never installed
    VERSION = "0.0.0"

NOTICE = "Not a medical device: research and education, not for diagnosis."
