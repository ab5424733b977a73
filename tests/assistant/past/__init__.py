"""What was recorded, and what is to come."""
