"""Twins of the heavy filters for a CUDA GPU: the same results to 1e-4 for the same arguments.

Beside networks and their training the only place that knows torch; imported inside functions. All
is float32 and made of sums, products and look-ups: neither convolutions nor products of matrices,
which a GPU may round to ten bits.
"""

from engine.ops.accelerated.bilateral import bilateral as bilateral
from engine.ops.accelerated.clahe import clahe as clahe
from engine.ops.accelerated.multiscale import multiscale as multiscale
from engine.ops.accelerated.non_local_means import non_local_means as non_local_means
from engine.ops.accelerated.total_variation import total_variation as total_variation
