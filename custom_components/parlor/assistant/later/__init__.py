"""Things to do later: when, what, kept over restarts, done once."""
