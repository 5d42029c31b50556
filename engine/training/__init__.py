"""Data, degradations, loops and evaluation: how the networks are made and judged.

Imported by the command line only.
"""
