"""Tests of engine.training.filters."""
