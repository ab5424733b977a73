"""A real model served on this computer: its files, the process that serves it, and what is counted on the way to it."""
