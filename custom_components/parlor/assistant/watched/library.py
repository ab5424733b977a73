"""Finds a film or an episode in the library of a player: by its search, else by looking through its folders, bounded in both."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
import logging
import re
from typing import Any, Final

from homeassistant.components.media_player import MediaPlayerEntityFeature
from homeassistant.components.media_player.browse_media import BrowseMedia
from homeassistant.const import ATTR_ENTITY_ID, ATTR_SUPPORTED_FEATURES
from homeassistant.core import Context, HomeAssistant

from ...viewing.history.words import spelt
from ...viewing.title import Title

MOST_CALLS: Final = 12
MOST_FOLDERS: Final = 6
MOST_CHILDREN: Final = 3000
CALL_SECONDS: Final = 8.0
_DEEPEST_UNSURE: Final = 2  # folders down to which one looks where nothing says yet that the work is in them
_NUMBER: Final = re.compile(r"\bs\s*(\d{1,3})\W*e\s*(\d{1,4})\b|\b(\d{1,2})x(\d{1,3})\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\s*[\[(](?:19|20)\d\d[\])]\s*$")
_DIGITS: Final = re.compile(r"\d+")
# What holds no film and no series.
_OTHER_CLASSES: Final = frozenset(
    {"app", "album", "artist", "channel", "game", "image", "music", "podcast", "track", "url"}
)
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be found: a film or a series by its name, of a series an episode by its number or name.

    `before` is the name of the episode before the wanted one, where only that is known by name.
    """

    name: str
    number: tuple[int, int] | None = None
    episode: str | None = None
    before: str | None = None

    @property
    def is_episode(self) -> bool:
        """Say whether one episode is meant."""
        return self.number is not None or self.episode is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a player can play, as it calls it."""

    player: str
    content_type: str
    content_id: str


def is_named(name: str, wanted: str) -> bool:
    """Say whether two names are the same, without years, articles and accents."""
    return bool(spelt(wanted)) and spelt(_YEAR.sub("", name)) == spelt(_YEAR.sub("", wanted))


def is_titled(title: Title, wanted: str) -> bool:
    """Say whether a title, or its series, is called so."""
    return any(is_named(name, wanted) for name in (title.name, title.series) if name)


def can_search(hass: HomeAssistant, player: str) -> bool:
    """Say whether a player has a library that can be looked through, and plays what is chosen from it."""
    supported = features(hass, player)
    has_library = supported & (MediaPlayerEntityFeature.SEARCH_MEDIA | MediaPlayerEntityFeature.BROWSE_MEDIA)
    return bool(has_library and supported & MediaPlayerEntityFeature.PLAY_MEDIA)


def features(hass: HomeAssistant, player: str) -> int:
    """Return what a player supports now."""
    state = hass.states.get(player)
    return int(state.attributes.get(ATTR_SUPPORTED_FEATURES) or 0) if state else 0


class Library:
    """The library of one player, asked no more often than is bearable while somebody waits."""

    def __init__(self, hass: HomeAssistant, player: str, context: Context) -> None:
        """Know whose it is, and for whom it is asked."""
        self._hass = hass
        self._player = player
        self._context = context
        self._calls = 0

    async def async_find(self, work: Work) -> Found | None:
        """Return what to play, None where it is not found."""
        supported = features(self._hass, self._player)
        if supported & MediaPlayerEntityFeature.SEARCH_MEDIA:
            found = await self._async_in(
                await self._async_search(work.name), work, is_inside=False, depth=_DEEPEST_UNSURE
            )
            if found is not None:
                return found
        if supported & MediaPlayerEntityFeature.BROWSE_MEDIA:
            return await self._async_in(await self._async_browse(None), work, is_inside=False, depth=0)
        return None

    async def _async_in(
        self, children: Sequence[BrowseMedia], work: Work, *, is_inside: bool, depth: int
    ) -> Found | None:
        """Look among some media, then in the folders that may hold the work; `is_inside` where they are of the series."""
        if (one := pick(children, work, is_inside=is_inside)) is not None:
            return Found(
                player=self._player, content_type=str(one.media_content_type), content_id=str(one.media_content_id)
            )
        for folder, is_of_it in folders(children, work, is_inside=is_inside, is_deep=depth >= _DEEPEST_UNSURE):
            inner = await self._async_browse(folder)
            if found := await self._async_in(inner, work, is_inside=is_of_it, depth=depth + 1):
                return found
        return None

    async def _async_search(self, words: str) -> Sequence[BrowseMedia]:
        answer = await self._async_call("search_media", {"search_query": words})
        return tuple(getattr(answer, "result", None) or ())[:MOST_CHILDREN]

    async def _async_browse(self, folder: BrowseMedia | None) -> Sequence[BrowseMedia]:
        where = {} if folder is None else {"media_content_type": folder.media_content_type}
        if folder is not None:
            where["media_content_id"] = folder.media_content_id
        answer = await self._async_call("browse_media", where)
        return tuple(getattr(answer, "children", None) or ())[:MOST_CHILDREN]

    async def _async_call(self, service: str, data: dict[str, Any]) -> Any:
        """Ask the player; what it cannot answer in time is nothing."""
        if (calls := self._calls) >= MOST_CALLS:
            return None
        self._calls = calls + 1
        try:
            async with asyncio.timeout(CALL_SECONDS):
                answer = await self._hass.services.async_call(
                    "media_player",
                    service,
                    {**data, ATTR_ENTITY_ID: self._player},
                    blocking=True,
                    context=self._context,
                    return_response=True,
                )
        except Exception as error:  # noqa: BLE001  an integration's own fault must not end the turn
            _LOGGER.debug("%s failed on a player: %s", service, type(error).__name__)
            return None
        return answer.get(self._player) if isinstance(answer, dict) else None


def pick(children: Sequence[BrowseMedia], work: Work, *, is_inside: bool) -> BrowseMedia | None:
    """Return the one of some media that is the work, None where none is or that is not certain."""
    playable = [child for child in children if child.can_play and _class(child) not in _OTHER_CLASSES]
    if not work.is_episode:
        named = [child for child in playable if is_named(child.title, work.name)]
        return named[0] if named else None
    episodes = [child for child in playable if not child.can_expand and (is_inside or _is_of(child, work))]
    if numbered := [child for child in episodes if work.number and work.number == number_in(child.title)]:
        return numbered[0]
    if any(number_in(child.title) for child in episodes):
        return None
    if work.episode and (named := [child for child in episodes if is_named(child.title, work.episode)]):
        return named[0]
    if is_inside and work.before:
        return next(
            (then for first, then in pairwise(episodes) if is_named(first.title, work.before)),
            None,
        )
    return None


def folders(
    children: Sequence[BrowseMedia], work: Work, *, is_inside: bool, is_deep: bool
) -> Iterable[tuple[BrowseMedia, bool]]:
    """Yield the folders to look into, with whether they are the series itself or a part of it."""
    expandable = [child for child in children if child.can_expand and _class(child) not in _OTHER_CLASSES]
    if is_inside:
        seasons = [child for child in expandable if work.number is None or _has_number(child.title, work.number[0])]
        yield from ((child, True) for child in seasons[:MOST_FOLDERS])
        return
    if work.is_episode:
        yield from ((child, True) for child in expandable if is_named(child.title, work.name))
    if not is_deep:
        others = [child for child in expandable if not is_named(child.title, work.name)]
        yield from ((child, False) for child in others[:MOST_FOLDERS])


def number_in(title: str) -> tuple[int, int] | None:
    """Return the number of an episode as it stands in a title: `S02E05`, `2x05`."""
    if (found := _NUMBER.search(title)) is None:
        return None
    season, episode = (found[1], found[2]) if found[1] else (found[3], found[4])
    return int(season), int(episode)


def _has_number(title: str, wanted: int) -> bool:
    """Say whether a season's title has its number, or has none at all."""
    numbers = {int(found) for found in _DIGITS.findall(title)}
    return wanted in numbers or not numbers


def _is_of(child: BrowseMedia, work: Work) -> bool:
    """Say whether the title of an episode names the series: a search finds others as well."""
    number = _NUMBER.search(child.title)
    before = child.title[: number.start()] if number else re.split(r"\s+[-–—:]\s+", child.title, maxsplit=1)[0]
    return is_named(before, work.name)


def _class(child: BrowseMedia) -> str:
    return str(child.media_class)
