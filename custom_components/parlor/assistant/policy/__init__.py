"""What may happen, decided in code."""
