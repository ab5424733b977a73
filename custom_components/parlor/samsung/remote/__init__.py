"""The remote control: its channel, its keys, and how a TV refuses it."""
