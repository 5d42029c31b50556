"""Which Negatoscope this is; the build takes the number from here."""

APPLICATION = "Negatoscope"

VERSION = "0.1.0"

NOTICE = "Not a medical device: research and education, not for diagnosis."
