"""Whether a TV is on, and how it is turned on and off."""
