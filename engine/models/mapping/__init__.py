"""Interpretable mapping: a network predicts for every pixel a look-up table one can read."""
