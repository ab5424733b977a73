"""What is asked of a TV, checked before anything of it is sent. Pure."""

from typing import Final

from yarl import URL

MOST_TEXT: Final = 500  # characters
MOST_URL: Final = 2000  # characters
MOST_CONTENT: Final = 2000  # characters that name something in an app


def checked_text(text: str) -> str:
    """Return text for a field of one line; raises ValueError where it is empty, too long or has control characters."""
    if not 0 < len(text) <= MOST_TEXT or not text.isprintable():
        raise ValueError("not a line of text")
    return text


def checked_url(url: str) -> str:
    """Return the address of a web page or a file; raises ValueError for any other, and for other schemes than HTTP."""
    if len(url) > MOST_URL or not url.isprintable() or " " in url:
        raise ValueError("not an address")
    parsed = URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError("not an address in the web")
    return url


def checked_content(content_id: str) -> str:
    """Return what names something in an app, in the app's own words; raises ValueError where it can be none."""
    if len(content_id) > MOST_CONTENT or not content_id.isprintable():
        raise ValueError("not the name of anything")
    return content_id
