"""Pictures made and hung: what a Frame shows while nobody watches."""
