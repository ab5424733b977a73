"""Plain speech to a plan, without a model."""
