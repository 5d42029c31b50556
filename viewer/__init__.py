"""The window: what the user sees. Knows the engine by its face only."""
