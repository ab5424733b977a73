"""The small part of a prompt that is new in every request: the time, the room, what is on, what the sentence can mean."""

from collections.abc import Iterable, Mapping, Sequence

from homeassistant.core import HomeAssistant

from ...viewing.seen import Activity
from ..appliances.lines import busy_lines
from ..appliances.seen import appliances_of
from ..home import Home, Thing
from ..watched.screens import ToldScreen, by_thing, screen_line, screens_of
from .describe import describe, options, plain
from .situation import Situation

# Room for each section of the tail, which long titles and lists of sources would else fill without end.
SECTION_BYTES = 3000
MAX_ACTIVE_SCREENS = 6
MAX_ROOM_THINGS = 8
_NOTHING_ON = frozenset({Activity.OFF, Activity.UNKNOWN})
_SCREENS_SHOWING = frozenset({"playing", "paused", "buffering", "on"})


def tail(hass: HomeAssistant, home: Home, meant: Sequence[Thing], situation: Situation) -> str:
    """Return what is true at this moment and may matter for a sentence that may mean some things; bounded."""
    area, lines = situation.room, [situation.line]
    screens = screens_of(hass, home)
    on = [thing for thing in _on_now(hass, home, screens) if thing not in meant]
    room = [thing for thing in home.by_area.get(area, ()) if thing not in meant] if area else []
    room = [thing for thing in room if thing not in on and not _is_within(thing, screens)]
    told = by_thing(screens)
    lines += _section(hass, "On now", on, told, with_options=False)
    lines += fitting(busy_lines(appliances_of(hass, home)), SECTION_BYTES)
    lines += _section(hass, "In this room", room[:MAX_ROOM_THINGS], told, with_options=False)
    lines += _section(hass, "What the sentence may mean", meant, told, with_options=True)
    return "\n".join(lines)


def fitting(lines: Iterable[str], size: int) -> list[str]:
    """Return the first lines that fit into a number of bytes."""
    kept: list[str] = []
    for line in lines:
        size -= len(line.encode()) + 1
        if size < 0:
            break
        kept.append(line)
    return kept


def _on_now(hass: HomeAssistant, home: Home, screens: Sequence[ToldScreen]) -> list[Thing]:
    """Return what stands for the screens that are on, those in use first, then the players that are of no screen, at most a few."""
    shown = [screen for screen in screens if screen.activity not in _NOTHING_ON]
    things = [screen.thing for screen in sorted(shown, key=lambda screen: not screen.activity.is_active)]
    of_screens = frozenset(
        part for screen in screens if screen.activity is not Activity.UNKNOWN for part in screen.parts
    )
    players = (thing for thing in home.things if thing.domain == "media_player" and thing.entity_id not in of_screens)
    things += [
        thing for thing in players if (state := hass.states.get(thing.entity_id)) and state.state in _SCREENS_SHOWING
    ]
    return list(dict.fromkeys(things))[:MAX_ACTIVE_SCREENS]


def _is_within(thing: Thing, screens: Sequence[ToldScreen]) -> bool:
    """Say whether a thing is a part of a screen that something else stands for."""
    return any(thing.entity_id in screen.parts and thing != screen.thing for screen in screens)


def _section(
    hass: HomeAssistant, title: str, things: Sequence[Thing], screens: Mapping[str, ToldScreen], *, with_options: bool
) -> list[str]:
    """Return a heading and a line for each thing, or nothing where there is none."""
    lines = [line for thing in things if (line := thing_line(hass, thing, screens, with_options=with_options))]
    return [f"{title}:", *fitting(lines, SECTION_BYTES)] if lines else []


def thing_line(
    hass: HomeAssistant, thing: Thing, screens: Mapping[str, ToldScreen], *, with_options: bool
) -> str | None:
    """Return a thing with its name, room, state, and what can be chosen on it; of what stands for a screen, what is watched on it."""
    if (state := hass.states.get(thing.entity_id)) is None:
        return None
    place = f", {plain(thing.area, 40)}" if thing.area else ""
    screen = screens.get(thing.entity_id)
    is_known = screen is not None and screen.activity is not Activity.UNKNOWN
    told = screen_line(hass, screen) if screen is not None and is_known else describe(state)
    line = f"{thing.entity_id} ({plain(thing.name, 40)}{place}): {told}"
    chosen = options(state) if with_options else ""
    return f"{line}; {chosen}" if chosen else line
