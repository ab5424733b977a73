"""What others remember of what was watched, brought into the history: media servers, and states that were recorded."""
