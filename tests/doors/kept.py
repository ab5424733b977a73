"""What tests of the audit log and of the memory share."""

from typing import Any

from custom_components.parlor.const import DOMAIN
from homeassistant.core import Context, HomeAssistant

BINS = "the bins go out on Tuesday"


async def call(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    """Run an action of Parlor and return its answer."""
    answer: Any = await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)
    return answer  # type: ignore[no-any-return]


async def records(hass: HomeAssistant, **wanted: Any) -> list[dict[str, Any]]:
    """Return what the audit log has, the newest first."""
    found: list[dict[str, Any]] = (await call(hass, "get_audit_log", **wanted))["records"]
    return found


def person(hass: HomeAssistant, user: Any, name: str = "Anna") -> Context:
    """Make a user a person of the home, and return a context of theirs."""
    hass.states.async_set(f"person.{name.casefold()}", "home", {"friendly_name": name, "user_id": user.id})
    return Context(user_id=user.id)
