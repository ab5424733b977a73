"""Appliances: what each brand tells of them becomes one honest job. Knows nothing of Home Assistant."""
