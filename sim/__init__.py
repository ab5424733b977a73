"""Simulators that speak the real wire; they import nothing of Parlor."""
