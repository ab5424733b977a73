"""A whole home in Home Assistant, for tests, measurements and the demo."""

from .faces import async_put, async_set_fault, async_start_home, load_home
from .grow import generate_home

__all__ = ["async_put", "async_set_fault", "async_start_home", "generate_home", "load_home"]
