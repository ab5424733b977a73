"""What a model is told, and how little of it is new in every request."""
