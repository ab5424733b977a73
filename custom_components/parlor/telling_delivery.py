"""A message told on one surface: through Home Assistant's own actions, one after the other, each within its time."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .const import LOGGER
from .telling.message import Message
from .telling.place import Surface, Way
from .telling_settings import TellingSettings
from .telling_speaking import Speaking
from .telling_surfaces import ACTION, KODI, NOTIFY, PLAYERS, SATELLITES, TTS, async_tts_of

SPEAK_SECONDS: Final = 30.0  # within which something is being spoken, beside the time that the words take
CHARACTERS_A_SECOND: Final = 8  # of slow speech
SHOW_SECONDS: Final = 15.0  # for notices and phones
QUEUE_SECONDS: Final = 120.0  # for which what is told before may take
NOTICE_SECONDS: Final = 15  # for which a notice is shown, where that can be said

# What makes a phone sound at once, as Home Assistant's apps for Android and iOS read it; others ignore it.
URGENT: Final[dict[str, Any]] = {"ttl": 0, "priority": "high", "push": {"interruption-level": "time-sensitive"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of telling something on a surface; `is_heard` says that it was seen to be said to the end, and `reason` why it did not."""

    surface: Surface
    reason: str | None = None
    is_heard: bool = False

    @property
    def is_told(self) -> bool:
        """Say whether it was told, as far as anybody can tell."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class _Call:
    """An action of Home Assistant; `watched` is the entity without which it does nothing, and says nothing of that."""

    domain: str
    action: str
    data: dict[str, Any]
    watched: str | None
    seconds: float


class Deliveries:
    """Tells messages, one at a time on each surface."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Tell nothing yet."""
        self._hass = hass
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @property
    def targets(self) -> frozenset[str]:
        """Return what is telling something just now."""
        return frozenset(self._waiting)

    async def async_deliver(
        self, message: Message, surface: Surface, settings: TellingSettings, context: Context
    ) -> Delivery:
        """Tell a message on a surface, once what is told there before is over."""
        target = surface.target
        lock = self._locks.setdefault(target, asyncio.Lock())
        self._waiting[target] = self._waiting.get(target, 0) + 1
        try:
            async with asyncio.timeout(QUEUE_SECONDS):
                await lock.acquire()
            try:
                return await self._async_tell(message, surface, settings, context)
            finally:
                lock.release()
        except TimeoutError:
            return Delivery(surface=surface, reason="busy")
        finally:
            self._waiting[target] -= 1
            if not self._waiting[target]:
                del self._waiting[target], self._locks[target]

    async def _async_tell(
        self, message: Message, surface: Surface, settings: TellingSettings, context: Context
    ) -> Delivery:
        """Tell it, and look whether that was so."""
        call = _call(self._hass, message, surface, settings)
        if call is None or not self._is_there(call.watched):
            return Delivery(surface=surface, reason="unavailable")
        with Speaking(self._hass, surface.target) as speaking:
            began = dt_util.utcnow()
            if (reason := await self._async_call(call, surface, context)) is not None:
                return Delivery(surface=surface, reason=reason)
            if call.domain == NOTIFY and call.watched and not self._was_notified(call.watched, began):
                return Delivery(surface=surface, reason="failed")
            is_heard = call.domain == SATELLITES  # which answers when it has said all
            if call.domain == TTS:
                is_heard = await speaking.async_was_spoken(call.seconds)
        return Delivery(surface=surface, is_heard=is_heard)

    async def _async_call(self, call: _Call, surface: Surface, context: Context) -> str | None:
        """Call the action; return why it did nothing, None where it did."""
        try:
            async with asyncio.timeout(call.seconds):
                await self._hass.services.async_call(
                    call.domain, call.action, call.data, blocking=True, context=context
                )
        except TimeoutError:
            return "timeout"
        except Exception as error:  # noqa: BLE001  whatever an integration raises, another way is left
            LOGGER.debug("Nothing was told on %s: %s", surface.id, type(error).__name__)
            return "failed"
        return None

    @callback
    def _is_there(self, entity_id: str | None) -> bool:
        """Say whether an entity would do what it is asked for: Home Assistant leaves out in silence those that are gone."""
        state = self._hass.states.get(entity_id) if entity_id else None
        return entity_id is None or (state is not None and state.state != STATE_UNAVAILABLE)

    @callback
    def _was_notified(self, entity_id: str, began: datetime) -> bool:
        """Say whether a notify entity has sent something since: its state is when it last did."""
        state = self._hass.states.get(entity_id)
        sent = dt_util.parse_datetime(state.state) if state else None
        return sent is not None and sent >= began


def _call(hass: HomeAssistant, message: Message, surface: Surface, settings: TellingSettings) -> _Call | None:
    """Return the action that tells a message on a surface."""
    target = surface.target
    speaking = SPEAK_SECONDS + len(message.text) / CHARACTERS_A_SECOND
    if surface.way is Way.SATELLITE:
        said = {"entity_id": target, "message": spoken(message)}
        return _Call(SATELLITES, "announce", said, target, speaking)
    if surface.way is Way.SPEAKER:
        if (tts := async_tts_of(hass, settings.tts)) is None:
            return None
        said = {"entity_id": tts, "media_player_entity_id": target, "message": spoken(message)}
        return _Call(TTS, "speak", said, target, speaking)
    if target.startswith(f"{PLAYERS}."):
        shown = {"title": message.title or "Home Assistant", "message": message.text}
        data = {"entity_id": target, "method": "GUI.ShowNotification", **shown, "displaytime": NOTICE_SECONDS * 1000}
        return _Call(KODI, "call_method", data, target, SHOW_SECONDS)
    if target.startswith(ACTION):
        return _Call(NOTIFY, target.removeprefix(ACTION), _notified(message, target), None, SHOW_SECONDS)
    return _Call(NOTIFY, "send_message", {"entity_id": target, **_titled(message)}, target, SHOW_SECONDS)


def spoken(message: Message) -> str:
    """Return what is said of a message: all of it, in one breath."""
    return " ".join(message.text.split())


def _titled(message: Message) -> dict[str, Any]:
    """Return a message with its title, where it has one."""
    return {"message": message.text, **({"title": message.title} if message.title else {})}


def _notified(message: Message, target: str) -> dict[str, Any]:
    """Return what an action for notifications is given; what is urgent is marked so on Home Assistant's own apps."""
    is_app = target.startswith(f"{ACTION}mobile_app_")
    return {**_titled(message), **({"data": URGENT} if message.is_urgent and is_app else {})}
