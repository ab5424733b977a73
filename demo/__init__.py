"""What scripts/demo does: Home Assistant with Parlor, a simulated home and a simulated TV, ready to sign in."""
