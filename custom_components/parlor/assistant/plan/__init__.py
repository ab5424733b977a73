"""A plan: the actions there are, and what a model wrote, read as steps."""
