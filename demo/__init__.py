"""What scripts/demo does: Home Assistant with Parlor, a simulated home, a simulated TV and appliances, ready to sign in."""
