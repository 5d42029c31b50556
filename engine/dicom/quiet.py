"""pydicom, kept from repeating patients' values on stderr and in logs."""

import logging
import warnings

from pydicom import config


class _Redact(logging.Filter):
    """Keeps that pydicom complained, and drops what about: its texts quote the value."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the text; nobody but a developer is told at all."""
        record.msg, record.args = "a value in the file is not as the standard wants it", ()
        return logging.getLogger("engine").isEnabledFor(logging.DEBUG)


_REDACT = _Redact()


def silence_pydicom() -> None:
    """Make pydicom read what is there without judging it aloud.

    Its warnings and log records hold the offending value, which may be a name or a birth date
    (measured on 3.0.2). Safe to call often and from any thread.
    """
    config.settings.reading_validation_mode = config.IGNORE
    warnings.filterwarnings("ignore", module=r"pydicom(\.|$)")
    logging.getLogger("pydicom").addFilter(_REDACT)
