"""What was done, refused or taken back: what, for whom, and what was seen of it."""
