"""pydicom, kept from repeating patients' values on stderr and in logs."""

import logging
import warnings

from pydicom import config

log = logging.getLogger(__name__)


class _Redact(logging.Handler):
    """Keeps that pydicom complained, and drops what about: its texts quote the value."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell a developer, and nobody else."""
        log.debug("%s: a value in the file is not as the standard wants it", record.name)


_REDACT = _Redact()


def silence_pydicom() -> None:
    """Make pydicom read what is there without judging it aloud.

    Its warnings and log records hold the offending value, which may be a name or a birth date
    (measured on 3.0.2). Safe to call often and from any thread.
    """
    config.settings.reading_validation_mode = config.IGNORE
    warnings.filterwarnings("ignore", module=r"pydicom(\.|$)")
    everything_of_it = logging.getLogger("pydicom")
    everything_of_it.addHandler(_REDACT)
    everything_of_it.propagate = False  # a filter would miss the loggers below this one
