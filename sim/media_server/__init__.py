"""Media servers that remember who watched what: Plex and Jellyfin, on their own wires."""

from .faults import Fault, Faults
from .jellyfin import JellyfinServer
from .library import Library, Play, Work
from .plex import PlexServer

__all__ = ["Fault", "Faults", "JellyfinServer", "Library", "Play", "PlexServer", "Work"]
