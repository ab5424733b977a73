"""The tools that models get."""
