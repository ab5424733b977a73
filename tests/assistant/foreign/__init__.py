"""The tools of others."""
