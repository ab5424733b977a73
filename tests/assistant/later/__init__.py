"""Things to do later."""
