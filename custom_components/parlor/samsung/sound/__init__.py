"""How loud a TV is, and through what."""
