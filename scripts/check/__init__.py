"""Checks of this repository that no ready-made tool makes; `python -m scripts.check` runs them all."""
