"""Workflow classes and their pure helpers: no clock, no randomness, no IO but through activities."""
