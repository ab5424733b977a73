"""Points Home Assistant's `smartthings` and its library at another address, changing nothing else of them.

The library builds the address of every request from a constant name and port 443; Home Assistant has the token endpoint as a
constant too. Both are replaced in the modules, in this process alone. The address of the event stream is told by the cloud itself.
This file needs nothing of its package, so that `hass.py` can load it by its path.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pysmartthings.smartthings as library
import yarl

from homeassistant.components.application_credentials import AuthorizationServer
from homeassistant.components.smartthings import application_credentials


def redirect(url: str) -> None:
    """Point this process at a cloud, for as long as it lives."""
    base = yarl.URL(url)

    class CloudURL:
        """What the library takes for `yarl.URL`."""

        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            """Return an address as it is said: the library reads the next page's."""
            return yarl.URL(*args, **kwargs)

        @staticmethod
        def build(**_: object) -> yarl.URL:
            """Return the cloud's address instead of the one that is built."""
            return base

    def server(**_: object) -> AuthorizationServer:
        """Return where the cloud signs people in."""
        return AuthorizationServer(authorize_url=f"{url}/oauth/authorize", token_url=f"{url}/oauth/token")

    vars(library)["URL"] = CloudURL
    vars(application_credentials)["AuthorizationServer"] = server


@contextmanager
def redirected(url: str) -> Iterator[None]:
    """Point this process at a cloud for a while."""
    redirect(url)
    try:
        yield
    finally:
        vars(library)["URL"] = yarl.URL
        vars(application_credentials)["AuthorizationServer"] = AuthorizationServer
