"""What an assistant's entry and its agents keep, and the address of a service: as people type it, as it may be shown."""

from typing import Final
from urllib.parse import urlsplit, urlunsplit

CONF_BASE_URL: Final = "base_url"
CONF_ALLOW_SENSITIVE: Final = "allow_sensitive"
CONF_PIN: Final = "pin"
CONF_RULES: Final = "rules"

# Paths of single calls, which people copy out of examples.
_CALLS: Final = ("/chat/completions", "/completions", "/responses", "/models")


def parse_base_url(text: str) -> str | None:
    """Return the base URL in what people paste; None where there is none in it."""
    text = text.strip()
    text = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or not text.isascii() or " " in text:
        return None
    path = parts.path.rstrip("/")
    for call in _CALLS:
        path = path.removesuffix(call)
    return urlunsplit((parts.scheme, parts.netloc, path.rstrip("/"), parts.query, ""))


def other_base_url(base_url: str) -> str | None:
    """Return where the API of a server usually is, for an address without a path; None where it has one."""
    parts = urlsplit(base_url)
    return urlunsplit(parts._replace(path="/v1")) if not parts.path else None


def public_url(base_url: str) -> str:
    """Return an address without the credentials and the query that may be in it."""
    parts = urlsplit(base_url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def service_name(base_url: str | None) -> str:
    """Return what to call a service until its owner finds a better name."""
    if base_url is None:
        return "OpenAI"
    return urlsplit(base_url).netloc.rpartition("@")[2]
