"""What is watched on each screen: observations, what they come to, viewings, and their history.

No Home Assistant in it: what a door knows, this room is told.
"""
