"""Home Assistant's gazetteer reader, kept in step with the home: English only, and it knows misheard names.

By itself it acts on "don't turn on the light" and "remind me to turn it off": it takes a sentence's known words and leaves
the rest. Here it is believed only where it left nothing.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
import re
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant

from ..home import Home, async_get_home

if TYPE_CHECKING:
    from gazetteer_matcher import FrameCandidate, GazetteerMatcher

_LANGUAGE = "en"
# Longer sentences and larger homes take it some tenths of a second: they are left to the model.
_MOST_WORDS = 14
_MOST_THINGS = 1500
# Names may be misheard where a wrong guess harms nobody.
# One letter in ten; "ballroom" is not "bedroom".
_FARTHEST = 0.1
_NEVER_MISHEARD = frozenset({"lock", "cover", "valve", "alarm_control_panel"})


@dataclass(frozen=True, slots=True)
class Found:
    """One intent that was found, its slots with ids for names, and what each slot is called."""

    intent_type: str
    slots: Mapping[str, Any]
    texts: Mapping[str, str]
    response: str


class Gazetteer:
    """A matcher over the exposed home, made anew when the home has changed."""

    def __init__(self, hass: HomeAssistant, assistant: str) -> None:
        """Build nothing yet: reading its vocabulary takes a second of computing."""
        self._hass = hass
        self._assistant = assistant
        self._matcher: GazetteerMatcher | None = None
        self._home: Home | None = None
        self._building = asyncio.Lock()

    async def async_prepare(self, language: str) -> None:
        """Build the matcher for the home as it is now, off the event loop."""
        if language.partition("-")[0] != _LANGUAGE:
            return
        async with self._building:
            home = async_get_home(self._hass, self._assistant)
            if self._home is home or len(home.things) > _MOST_THINGS:
                return
            try:
                from homeassistant.components.conversation.gazetteer import async_build_home
            except ImportError:
                return
            matcher = await self._hass.async_add_executor_job(_build, self._matcher, async_build_home(self._hass))
            self._matcher, self._home = matcher, home

    async def async_read(self, text: str, language: str, area_id: str | None) -> tuple[Found, ...]:
        """Return what a text asks for if nothing in it was left over; nothing while the matcher is not up to date.

        A sentence does not wait for the matcher: it is built beside, for the next one.
        """
        if language.partition("-")[0] != _LANGUAGE or len(text.split()) > _MOST_WORDS:
            return ()
        if self._matcher is None or self._home is not async_get_home(self._hass, self._assistant):
            if not self._building.locked():
                self._hass.async_create_background_task(
                    self.async_prepare(language), "parlor gazetteer", eager_start=False
                )
            return ()
        return await self._hass.async_add_executor_job(_read, self._matcher, text, area_id, self._home)


def _build(previous: GazetteerMatcher | None, home: Any) -> GazetteerMatcher:
    """Build a matcher over a home, with the vocabulary of the last one."""
    from gazetteer_matcher import GazetteerMatcher

    if previous is None:
        return GazetteerMatcher(home=home)
    known = previous.config
    return GazetteerMatcher(home=home, vocabulary=known.vocabulary, intents=known.intents, responses=known.responses)


def _read(matcher: GazetteerMatcher, text: str, area_id: str | None, home: Home) -> tuple[Found, ...]:
    """Interpret a text."""
    interpret = partial(matcher.interpret, text)
    try:
        interpretation = interpret(context_area=area_id)
    except ValueError:
        # The room is newer than the matcher.
        interpretation = interpret()
    frames = interpretation.frames
    if not _has_its_numbers(text, frames, matcher):
        return ()
    if not interpretation.accepted or not frames or not all(_is_certain(frame, home) for frame in frames):
        return ()
    return tuple(
        Found(
            intent_type=frame.intent,
            slots=frame.slots,
            texts={slot: str(matcher.display_name(slot, value)) for slot, value in frame.slots.items()},
            response=frame.response_key,
        )
        for frame in frames
    )


def _has_its_numbers(text: str, frames: Sequence[FrameCandidate], matcher: GazetteerMatcher) -> bool:
    """Say whether every number that was said is a value or in a name: "bedroom 5" is no misheard "bedroom 4"."""
    found = " ".join(
        f"{value} {matcher.display_name(slot, value)}" for frame in frames for slot, value in frame.slots.items()
    )
    return set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", found))


def _is_certain(frame: FrameCandidate, home: Home) -> bool:
    """Say whether a finding accounts for every word, says it all itself, and heard names nearly as they are."""
    if frame.unexplained_tokens or frame.response_key is None or frame.anaphor_target is not None:
        return False
    thing = home.by_id.get(str(frame.slots.get("name")))
    domain = thing.domain if thing else frame.slots.get("domain")
    if frame.fuzzy_count == 0:
        return True
    return frame.fuzzy_count == 1 and frame.fuzzy_distance <= _FARTHEST and domain not in _NEVER_MISHEARD
