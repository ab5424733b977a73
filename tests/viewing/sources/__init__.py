"""Tests of what each integration says of a screen."""
