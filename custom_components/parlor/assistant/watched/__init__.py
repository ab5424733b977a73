"""What an assistant can tell of what is watched and was, and how it plays a title."""
