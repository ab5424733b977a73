"""Appliances as an assistant sees them: which may be told of, how their jobs are told, and orders to them."""
