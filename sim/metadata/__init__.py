"""What knows works: TVmaze, TMDB and Wikidata on one loopback port, speaking each its own wire."""

from ..media_server.faults import Fault
from .server import MetadataServer
from .works import EPISODE, FILM, SERIES

__all__ = ["EPISODE", "FILM", "SERIES", "Fault", "MetadataServer"]
