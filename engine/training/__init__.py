"""Data, degradations, loops and evaluation: how the networks are made and judged.

Imported by the command line only.
"""

import engine.models  # noqa: F401 - says how torch's threads wait, before torch is loaded
