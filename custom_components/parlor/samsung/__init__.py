"""One Samsung TV on the wire; it could be a package of its own: no Home Assistant in it."""
