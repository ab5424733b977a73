"""The apps of a TV: which there are, which is in front, and how one is opened."""
