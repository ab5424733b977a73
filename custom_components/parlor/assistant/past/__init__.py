"""What Home Assistant recorded, and what others foretell, as short answers."""
