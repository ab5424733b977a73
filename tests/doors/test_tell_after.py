"""What comes after a message that came to nothing, and messages of one tag that come at once."""

import asyncio
from collections.abc import Iterator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.parlor.assistant.storing import Stored
from custom_components.parlor.teller import async_teller
from homeassistant.core import Context, HomeAssistant

from .screens import FILM, play
from .tellable import SATELLITE, Tellable, people, tell
from .test_tell_kept import withdraw
from .told_later import film, settle

__all__ = ["film", "people"]


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have what is written take a while."""
    write = Stored.async_write

    async def slowly(stored: Stored) -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        await write(stored)

    monkeypatch.setattr(Stored, "async_write", slowly)
    return iter(())


async def test_after_one_that_was_told_nowhere(
    hass: HomeAssistant, people: Tellable, film: None, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """A message whose only surface went away keeps none of those that come after it."""
    await tell(hass, "First.", ways=["satellite"])
    hass.states.async_set(SATELLITE, "unavailable")
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 10)
    hass.states.async_set(SATELLITE, "idle", {"supported_features": 1})
    await play(hass, FILM)
    await settle(hass, freezer, 60)
    assert (await tell(hass, "Second."))["outcome"] == "held"
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 10)
    assert people.said() == {"satellite": ["Second."]}
    assert async_teller(hass).held == 0


async def test_two_of_a_tag_at_once(
    hass: HomeAssistant, people: Tellable, film: None, freezer: FrozenDateTimeFactory, slow_disk: None
) -> None:
    """Of two messages of a tag the later one is told, whatever the disk does."""
    await asyncio.gather(tell(hass, "A.", tag="t"), tell(hass, "B.", tag="t"))
    assert async_teller(hass).held == 1
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 10)
    assert people.said() == {"satellite": ["B."]}


async def test_withdrawn_at_once(
    hass: HomeAssistant, people: Tellable, film: None, freezer: FrozenDateTimeFactory, slow_disk: None
) -> None:
    """What is withdrawn while it is being written down is told no more."""
    await asyncio.gather(tell(hass, "A.", tag="t"), withdraw(hass, "t"))
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 10)
    assert people.said() == {}


async def test_whose_permissions(
    hass: HomeAssistant, people: Tellable, film: None, freezer: FrozenDateTimeFactory, hass_read_only_user: Any
) -> None:
    """What somebody may not have told at once is not told later either."""
    context = Context(user_id=hass_read_only_user.id)
    data = {"message": "By a reader."}
    told = await hass.services.async_call("parlor", "tell", data, blocking=True, return_response=True, context=context)
    assert told and told["outcome"] == "held"
    await play(hass, FILM, "paused")
    await settle(hass, freezer, 10)
    assert people.said() == {}
