"""Networks: their weights and cards, where they run, and whole-film inference.

The one house beside ``engine.training`` that knows torch; others import it inside functions, so
that a viewer without torch opens and filters.
"""
