"""What scripts/bench measures: Parlor beside Home Assistant's own integrations, in one run, on one home."""
