"""What the household asked the assistant to remember."""
