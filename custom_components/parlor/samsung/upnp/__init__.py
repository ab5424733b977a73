"""The TV's media renderer on 9197: volume and mute, media that were pushed to it, and what it tells of them by itself."""
