"""From the name of a film or a series, or from none, to the calls that play it on a screen: what is meant, who can play it, from where."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
import re
from typing import Final

from homeassistant.components.media_player import MediaPlayerEntityFeature as Feature
from homeassistant.core import Context, HomeAssistant, State

from ...viewing.history import History, HistoryError, LeftOff
from ...viewing.observation import Role
from ...viewing.seen import Activity
from ...viewing.title import Title
from ..acting.expectations import Expectation, Seen, content
from ..home import Home
from ..plan.steps import Step
from ..prompt.describe import plain
from .ask import Ask, Question, async_ask, history_of
from .library import Found, Library, Work, can_search, features, is_named, is_titled
from .screens import ToldScreen, by_part, household_of, screens_of

RESUME, BEGINNING, NEXT = "resume", "beginning", "next"
SHORTEST_RESUME: Final = 60.0  # seconds into a title from which it is gone on with instead of begun
MOST_WORDS: Final = 120
_WORKS: Final = frozenset({"movie", "film", "tvshow", "series", "show", "episode"})
_NO_NAME: Final = re.compile(r"^\W*$|^\d+$|[/\\{}]|^[0-9a-f-]{16,}$", re.IGNORECASE)  # an id, an address, a query
_OFF: Final = frozenset({"off", "standby"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """The calls that play something: in order, the last one with what must be seen of it, then where in it to go on (seconds)."""

    steps: tuple[Step, ...]
    expected: Expectation | None = None
    position: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cannot:
    """Why it cannot be played, as the key of a sentence in `replies/`; `steps` do what can be done instead."""

    reason: str
    placeholders: Mapping[str, str]
    steps: tuple[Step, ...] = ()
    expected: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is wanted, where: the entity that was named, its screen, and the players that show something on it, likeliest first."""

    entity_id: str
    title: str
    start: str
    screen: ToldScreen | None
    players: tuple[str, ...]


def as_title(step: Step) -> Step:
    """Return a step that plays a film or a series by its name as one that looks for it: many models know only `play_media`."""
    kind, words = str(step.data.get("media_content_type", "")), str(step.data.get("media_content_id", ""))
    if step.action != "media_player.play_media" or kind.casefold() not in _WORKS or _NO_NAME.search(words):
        return step
    return replace(step, service="play_title", data={"title": words})


async def async_resolve(hass: HomeAssistant, home: Home, step: Step, context: Context) -> Playing | Cannot:
    """Return what a step that plays a title comes to."""
    wish = _wish(hass, home, step)
    now = wish.screen.title if wish.screen else None
    going = _going_on(hass, wish, now) if wish.start != BEGINNING else None
    if going is not None and (wish.start == RESUME or now is None):
        return going
    try:
        stop = await _async_stop(hass, home, wish, now)
    except HistoryError:
        stop = None
    if stop is None and not wish.title and now is None:
        history = history_of(hass)
        reason = "play_nothing_left" if isinstance(history, History) else history.value
        return Cannot(reason=reason, placeholders={})
    work, position = _work(wish, stop, now)
    if wish.start == NEXT and not work.is_episode:
        return Cannot(reason="play_no_next", placeholders={"title": plain(work.name)})
    for player in wish.players:
        if found := await _async_find(hass, player, context, work):
            return _playing(hass, home, wish, found, work, position)
    return going or _cannot(hass, wish, work, stop)


async def _async_find(hass: HomeAssistant, player: str, context: Context, work: Work) -> Found | None:
    """Return what a player has of a work; of a series that can only be played by its episodes the first one."""
    if not can_search(hass, player):
        return None
    library = Library(hass, player, context)
    found = await library.async_find(work)
    return found if found or work.is_episode else await library.async_find(replace(work, number=(1, 1)))


def _wish(hass: HomeAssistant, home: Home, step: Step) -> _Wish:
    """Return what a step wants."""
    screens = by_part(screens_of(hass, home))
    entity_id = min(step.entity_ids, key=lambda name: (name not in screens, not _is_tv(hass, name)))
    screen = screens.get(entity_id)
    names = (entity_id, *((screen.played_by or "", screen.thing.entity_id, *sorted(screen.parts)) if screen else ()))
    exposed = [name for name in dict.fromkeys(names) if name in home.by_id and name.startswith("media_player.")]
    start = str(step.data.get("start") or RESUME)
    return _Wish(
        entity_id=entity_id,
        title=plain(step.data.get("title") or "", MOST_WORDS),
        start=start if start in (RESUME, BEGINNING, NEXT) else RESUME,
        screen=screen,
        players=tuple(exposed),
    )


def _going_on(hass: HomeAssistant, wish: _Wish, now: Title | None) -> Playing | None:
    """Return what to do where the wanted title is on already: play on, or skip to the next one of a queue."""
    if wish.title and (now is None or not is_titled(now, wish.title)):
        return None
    player = (wish.screen.played_by if wish.screen else None) or wish.entity_id
    state = hass.states.get(player)
    if wish.start == RESUME:
        return _resumed_there(wish, player, state.state if state else "")
    return _skipped(hass, wish, player, state, now)


def _skipped(hass: HomeAssistant, wish: _Wish, player: str, state: State | None, now: Title | None) -> Playing | None:
    """Return what skips to what is next in a player's queue; None where that can be no next episode, or should be in a library."""
    has_title = state is not None and state.attributes.get("media_title") is not None
    if not has_title or not features(hass, player) & Feature.NEXT_TRACK or _is_broadcast(hass, wish, player):
        return None
    if now is not None and (now.series is None or features(hass, player) & Feature.SEARCH_MEDIA):
        return None
    resumed = (_step("media_play", player),) if state is not None and state.state == "paused" else ()
    expected = content({}, _seen(hass, player))
    if now is not None and now.series is not None:
        expected = replace(expected, shows=_is_of(now.series, expected.shows))
    return Playing(steps=(*resumed, _step("media_next_track", player)), expected=expected)


def _is_of(series: str, is_other: Callable[[Seen], bool]) -> Callable[[Seen], bool]:
    """Return the test for something else of a series, as far as the player tells of which one it is."""

    def shows(seen: Seen) -> bool:
        told = seen.attributes.get("media_series_title")
        return is_other(seen) and (told is None or is_named(str(told), series))

    return shows


def _is_broadcast(hass: HomeAssistant, wish: _Wish, player: str) -> bool:
    """Say whether the next one is the next channel: of a TV that plays no series itself."""
    if wish.screen is None:
        return _is_tv(hass, player)
    title = wish.screen.title
    return wish.screen.seen.channel is not None or (_is_tv(hass, player) and (title is None or title.series is None))


def _resumed_there(wish: _Wish, player: str, state: str) -> Playing | None:
    """Return what goes on with what is on; nothing to do where it runs, None where nothing is."""
    is_running = wish.screen.activity is Activity.WATCHING if wish.screen else state == "playing"
    if is_running:
        return Playing(steps=())
    is_paused = wish.screen is None or wish.screen.activity is Activity.PAUSED
    return Playing(steps=(_step("media_play", player),)) if state == "paused" and is_paused else None


async def _async_stop(hass: HomeAssistant, home: Home, wish: _Wish, now: Title | None) -> LeftOff | None:
    """Return where the household stopped in what is wanted, else in what it watched last; None where nobody knows."""
    history = history_of(hass)
    if not isinstance(history, History) or (now is not None and not wish.title):
        return None
    if wish.title:
        return (await async_ask(hass, home, history, Question(ask=Ask.TITLE, title=wish.title))).stop
    unfinished = (await async_ask(hass, home, history, Question(ask=Ask.UNFINISHED))).unfinished
    return next((stop for stop in unfinished if wish.start != NEXT or (stop.title and stop.title.series)), None)


def _work(wish: _Wish, stop: LeftOff | None, now: Title | None) -> tuple[Work, float | None]:
    """Return what to look for, and where in it to go on."""
    is_on = now is not None and not wish.title
    title = now if is_on else stop.title if stop else None
    if title is None:
        return Work(name=wish.title), None
    if title.series is None:
        position = stop.viewing.position if stop and not stop.is_finished else None
        return Work(name=title.name), _resumed(wish, position)
    if wish.start == BEGINNING:
        return Work(name=title.series, number=(1, 1)), None
    number = (title.season, title.episode) if title.season is not None and title.episode is not None else None
    if wish.start == NEXT or (stop is not None and stop.is_finished):
        following = (number[0], number[1] + 1) if number else None
        return Work(name=title.series, number=following, before=title.name), None
    return Work(name=title.series, number=number, episode=title.name), _resumed(
        wish, stop.viewing.position if stop else None
    )


def _resumed(wish: _Wish, position: float | None) -> float | None:
    """Return where to go on."""
    return position if wish.start == RESUME and position is not None and position >= SHORTEST_RESUME else None


def _playing(hass: HomeAssistant, home: Home, wish: _Wish, found: Found, work: Work, position: float | None) -> Playing:
    """Return the calls: the screen on and showing the player, then the title."""
    play = _step("play_media", found.player, media_content_type=found.content_type, media_content_id=found.content_id)
    steps = (*_screen_steps(hass, home, wish, found.player), *_switched_on(hass, found.player), play)
    return Playing(steps=steps, expected=_shows(work), position=position)


def _switched_on(hass: HomeAssistant, player: str) -> Iterator[Step]:
    """Yield the call that turns a player on, where it is off and can be."""
    state = hass.states.get(player)
    if state is not None and state.state in _OFF and features(hass, player) & Feature.TURN_ON:
        yield _step("turn_on", player)


def _screen_steps(hass: HomeAssistant, home: Home, wish: _Wish, player: str) -> Iterator[Step]:
    """Yield the calls that have the screen on, at the input of the player."""
    screen, household = wish.screen, household_of(hass)
    known = household.screens.get(screen.id) if screen and household else None
    if screen is None or known is None or screen.thing.entity_id == player or screen.thing.domain != "media_player":
        return
    tv = screen.thing.entity_id
    yield from _switched_on(hass, tv)
    plugged = next((one for one in known.watch.setup.sources if known.entity_of(one.id) == player), None)
    if plugged is None or plugged.role is not Role.INPUT or not plugged.input or screen.seen.input == plugged.input:
        return
    state = hass.states.get(tv)
    if state is not None and plugged.input in (state.attributes.get("source_list") or ()):
        yield _step("select_source", tv, source=plugged.input)


def _shows(work: Work) -> Expectation:
    """Expect to see the work played, of an entity that tells titles."""

    def is_it(seen: Seen) -> bool:
        told = seen.attributes
        names = [str(told[name]) for name in ("media_title", "media_series_title") if told.get(name)]
        number = (told.get("media_season"), told.get("media_episode"))
        if work.number is not None and None not in number and str(number) != str(work.number):
            return False
        known = [name for name in (work.name, work.episode) if name]
        return any(is_named(name, wanted) for name in names for wanted in known)

    def tells_nothing(seen: Seen) -> bool:
        return seen.state in ("on", "playing", "buffering") and seen.attributes.get("media_title") is None

    return Expectation(
        shows=is_it, was_so=lambda seen: seen.state == "playing" and is_it(seen), is_untold=tells_nothing
    )


def _cannot(hass: HomeAssistant, wish: _Wish, work: Work, stop: LeftOff | None) -> Cannot:
    """Return why it cannot be played: nobody lets anybody choose there, or nobody has it; its app is opened where there is one."""
    told = {"title": plain(work.name)}
    app = stop.viewing.app.name if stop and stop.viewing.app else None
    for player in wish.players:
        state = hass.states.get(player)
        sources = [str(source) for source in (state.attributes.get("source_list") or ())] if state else []
        spelled = next((source for source in sources if app and is_named(source, app)), None)
        if spelled and features(hass, player) & Feature.SELECT_SOURCE:
            steps = (*_switched_on(hass, player), _step("select_source", player, source=spelled))
            return Cannot(reason="play_app_only", placeholders={**told, "app": plain(spelled, 40)}, steps=steps)
    if wish.start == NEXT:
        return Cannot(reason="play_no_next", placeholders=told)
    has_library = any(can_search(hass, player) for player in wish.players)
    return Cannot(reason="play_not_found" if has_library else "play_cannot_choose", placeholders=told)


def seek_step(hass: HomeAssistant, playing: Playing) -> Step | None:
    """Return the call that goes to the place where somebody stopped, where the player that plays now can do that."""
    player = playing.steps[-1].entity_ids[0]
    if playing.position is None or not features(hass, player) & Feature.SEEK:
        return None
    data = {"seek_position": round(playing.position)}
    return Step(domain="media_player", service="media_seek", entity_ids=(player,), data=data)


def _is_tv(hass: HomeAssistant, entity_id: str) -> bool:
    state = hass.states.get(entity_id)
    return state is not None and state.attributes.get("device_class") == "tv"


def _step(service: str, entity_id: str, **data: str) -> Step:
    return Step(domain="media_player", service=service, entity_ids=(entity_id,), data=data)


def _seen(hass: HomeAssistant, entity_id: str) -> Seen:
    state = hass.states.get(entity_id)
    return Seen(state.state, state.attributes) if state else Seen("unknown", {})
