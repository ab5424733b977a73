"""What works are called: titles from what sources say, from file names, from a guide; and what others know of them."""

from .called import own_name, told_name
from .files import is_file_name, title_of_file
from .made import is_ad, title_of
from .same import same_work

__all__ = ["is_ad", "is_file_name", "own_name", "same_work", "title_of", "title_of_file", "told_name"]
