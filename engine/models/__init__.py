"""Networks: their weights and cards, where they run, and whole-film inference.

The one house beside ``engine.training`` that knows torch; others import it inside functions, so
that a viewer without torch opens and filters.
"""

import os

# torch's threads wait for each other in a loop. Where another program wants the same core, the one
# that is waited for does not run, and all of it becomes ten to twenty times slower: after a few
# microseconds let them sleep instead. Read once, when torch is loaded; one's own setting wins.
os.environ.setdefault("GOMP_SPINCOUNT", "5000")
