"""Pure functions on arrays; lengths in pixels."""
