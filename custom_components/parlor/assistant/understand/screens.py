"""What is on: the answer from the states of the screens and players. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...viewing.seen import Activity
from ..home import Thing
from ..watched.screens import ToldScreen, title_words
from .kinds import is_screen
from .parts import AnswerPart
from .reading import Reading
from .surroundings import ACTIVE, Surroundings
from .targets import find

# More than that nobody wants to be told.
_MOST = 5


def answers(text: str, reading: Reading, around: Surroundings) -> tuple[AnswerPart, ...]:
    """Return one answer for each screen that was asked about, or for each that is on."""
    asked = _asked(reading, around)
    if asked is None:
        return ()
    asked = _each_screen_once(asked, around)
    is_one = len(asked) == 1 and (reading.has_target or bool(reading.area))
    told = asked if is_one else [thing for thing in asked if _is_on(thing, around)]
    if not told:
        return (AnswerPart(text=text, reply="nothing_on", placeholders={}),)
    return tuple(_answer(text, thing, around) for thing in told[:_MOST])


def _asked(reading: Reading, around: Surroundings) -> Sequence[Thing] | None:
    """Return the screens that were asked about; None where a thing was named that is none."""
    if reading.has_target:
        found = find(reading, around, lambda thing: thing.domain == "media_player")
        if found or not _is_television(reading):
            return found or None
        reading = replace(reading, kind=None, scope="house")
    untold = [screen.thing for screen in around.screens.values() if screen.thing.domain != "media_player"]
    players = tuple(dict.fromkeys((*around.of_domains({"media_player"}), *untold)))
    if reading.scope == "here" and around.area is None:
        return None
    area = reading.area or (around.area if reading.scope in (None, "here") and not reading.floor else None)
    there = [thing for thing in players if thing.area == area] if area else players
    if reading.floor:
        there = [thing for thing in players if thing.floor == reading.floor]
    if reading.area and not there:
        return None
    return there or players


def _is_television(reading: Reading) -> bool:
    """Say whether what is on TV was asked, whichever TV that is."""
    return reading.kind in ("tv", "tvs") and not (reading.area or reading.floor or reading.scope)


def _each_screen_once(things: Sequence[Thing], around: Surroundings) -> Sequence[Thing]:
    """Return what stands for each screen instead of all that it is made of; one thing stays what it is."""
    if len(things) == 1:
        return things
    screens = ((thing, around.screens.get(thing.entity_id)) for thing in things)
    return list(dict.fromkeys(screen.thing if screen else thing for thing, screen in screens))


def _is_on(thing: Thing, around: Surroundings) -> bool:
    """Say whether a screen or a player is on."""
    screen = _screen_of(thing, around)
    return screen.activity not in (Activity.OFF, Activity.ART) if screen else around.is_in(thing, ACTIVE)


def _screen_of(thing: Thing, around: Surroundings) -> ToldScreen | None:
    """Return the screen that a thing stands for or plays on now, where it is known what that does."""
    screen = around.screens.get(thing.entity_id)
    if screen is None or screen.activity is Activity.UNKNOWN:
        return None
    return screen if thing.entity_id in (screen.thing.entity_id, screen.played_by) else None


def screen_answer(text: str, screen: ToldScreen) -> AnswerPart:
    """Return what is watched on a screen of Parlor's."""
    title = title_words(screen.title) if screen.title else ""
    given = {"name": screen.thing.name, "title": title, "source": screen.source}
    if screen.thing.domain != "media_player":
        given["name"] = screen.name
    match screen.activity:
        case Activity.OFF | Activity.ART | Activity.IDLE | Activity.UNKNOWN:
            reply = f"now_{screen.activity.value}"
        case Activity.PAUSED:
            reply = "now_paused" if title else "now_paused_untitled"
        case Activity.GAMING:
            reply = "now_gaming" if title else "now_gaming_untitled"
        case _ if title:
            reply = "now_playing_on" if given["source"] else "now_playing"
        case _:
            reply = "now_source" if given["source"] else "now_on"
    return AnswerPart(text=text, reply=reply, placeholders={key: value for key, value in given.items() if value})


def who_watches(text: str, things: Sequence[Thing], around: Surroundings) -> tuple[AnswerPart, ...]:
    """Return who watches what on some screens: first where that is told, then what else is on, and that nobody tells who watches it."""
    on = [(thing, _screen_of(thing, around)) for thing in things if _is_on(thing, around)]
    told = [_person_answer(text, screen) for _, screen in on if screen and screen.person]
    others = [(thing, screen) for thing, screen in on if not (screen and screen.person)]
    rest = [_answer(text, thing, around) for thing, _ in others[:_MOST]]
    if any(screen is None or screen.activity.is_active for _, screen in others):
        rest.append(AnswerPart(text=text, reply="now_who_unknown", placeholders={}))
    return (*told[:_MOST], *rest) or (AnswerPart(text=text, reply="nothing_on", placeholders={}),)


def _person_answer(text: str, screen: ToldScreen) -> AnswerPart:
    """Return what somebody watches on a screen of which it is told who does."""
    given = {**screen_answer(text, screen).placeholders, "person": screen.person}
    match screen.activity:
        case Activity.GAMING:
            reply = "now_plays" if "title" in given else "now_plays_untitled"
        case Activity.PAUSED if "title" in given:
            reply = "now_watches_paused"
        case Activity.LISTENING if "title" in given:
            reply = "now_listens"
        case _ if "title" in given:
            reply = "now_watches"
        case _:
            reply = "now_watches_source" if "source" in given else "now_watches_untitled"
    return AnswerPart(text=text, reply=reply, placeholders=given)


def _answer(text: str, thing: Thing, around: Surroundings) -> AnswerPart:
    """Return what one screen is doing, as far as it tells."""
    if (screen := _screen_of(thing, around)) is not None:
        return screen_answer(text, screen)
    state = around.state_of(thing.entity_id)
    attributes = around.attributes(thing)
    title, source = _title(attributes), _source(attributes)
    given = {"name": thing.name, "title": title, "source": source}
    match state.state if state else "unknown":
        case "off" | "standby":
            reply = "now_off"
        case "unknown" | "unavailable":
            reply = "now_unknown"
        case "paused":
            reply = "now_paused" if title else "now_paused_untitled"
        case _ if title and source and is_screen(thing):
            reply = "now_playing_on"
        case _ if title:
            reply = "now_playing"
        case _ if source:
            reply = "now_source"
        case _:
            reply = "now_on"
    return AnswerPart(text=text, reply=reply, placeholders={key: value for key, value in given.items() if value})


def _title(attributes: Mapping[str, Any]) -> str:
    """Return what is shown, as one would say it: series and title, artist and track, else the channel."""
    title = str(attributes.get("media_title") or "")
    if series := str(attributes.get("media_series_title") or ""):
        season, episode = attributes.get("media_season"), attributes.get("media_episode")
        number = f" {season}x{episode}" if season and episode else ""
        return f"{series}{number}: {title}" if title and title != series else f"{series}{number}"
    if title and (artist := str(attributes.get("media_artist") or "")):
        return f"{artist}: {title}"
    return title or str(attributes.get("media_channel") or "")


def _source(attributes: Mapping[str, Any]) -> str:
    """Return the app, else the input."""
    return str(attributes.get("app_name") or attributes.get("source") or "")
