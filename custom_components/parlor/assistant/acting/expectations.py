"""What is expected to be seen of an entity after a call: the kinds of expectation that the table of effects is made of.

Pure. What is expected depends on what was before the call: a volume is louder than it was, and a blind that was on its way
up already is no proof.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
import math
import re
from typing import Any

from homeassistant.util import color as color_util

UNKNOWN_STATES = frozenset({"unknown", "unavailable"})
_OFF = frozenset({"off", "standby"})


@dataclass(frozen=True, slots=True)
class Seen:
    """The part of a state that effects are read from."""

    state: str
    attributes: Mapping[str, Any]


NOTHING_KNOWN = Seen("unknown", {})

type Effect = Callable[[Seen], bool]
type Data = Mapping[str, Any]


def _never(_: Seen) -> bool:
    """See it in no state."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What must be seen of one entity after a call."""

    shows: Effect
    # What must have been so before the call for nothing to be left to do; no wider than the call's own values.
    was_so: Effect
    # Where the entity does not tell it: the call was sent, and that is all that can be said.
    is_untold: Effect = _never
    # Whether a state that showed it before the call must have changed to be taken for the effect.
    needs_change: bool = True
    # Whether there is no point in waiting for what this entity does not tell.
    is_patient: bool = True


type ExpectationOf = Callable[[Data, Seen], Expectation]


def _same(effect: Effect) -> Expectation:
    """Expect what, seen before the call, means that there was nothing to do."""
    return Expectation(shows=effect, was_so=effect)


def state_in(*states: str, on_the_way: tuple[str, ...] = ()) -> ExpectationOf:
    """Expect one of these states, or to see the device on its way there."""
    return lambda data, before: Expectation(
        shows=lambda seen: seen.state in states or seen.state in on_the_way, was_so=lambda seen: seen.state in states
    )


def is_on(_data: Data, _before: Seen) -> Expectation:
    """Expect anything that is known and not off."""
    return _same(lambda seen: seen.state not in UNKNOWN_STATES and seen.state not in _OFF)


def state_from(field: str) -> ExpectationOf:
    """Expect the state that the call names in a field."""
    return lambda data, before: _same(lambda seen: _close(seen.state, data.get(field), 0.01))


def attribute(field: str, attribute: str | None = None, within: float = 0.0) -> ExpectationOf:
    """Expect an attribute to become what the call names in a field."""
    name = attribute or field
    return lambda data, before: Expectation(
        shows=lambda seen: _close(seen.attributes.get(name), data.get(field), within),
        was_so=lambda seen: _close(seen.attributes.get(name), data.get(field), 0),
    )


def _close(actual: Any, wanted: Any, within: float) -> bool:
    """Compare numbers with room for a device's own steps, lists by their members, texts without case."""
    if isinstance(wanted, list | tuple):
        return (
            isinstance(actual, list | tuple)
            and len(actual) == len(wanted)
            and all(_close(one, other, within) for one, other in zip(actual, wanted, strict=True))
        )
    if isinstance(wanted, bool) or isinstance(actual, bool):
        return bool(actual) == bool(wanted) and actual is not None
    try:
        return math.isclose(float(actual), float(wanted), abs_tol=within + 1e-9)
    except TypeError, ValueError:
        return actual is not None and str(actual).casefold() == str(wanted).casefold()


def _number(value: Any) -> float | None:
    """Return a number, or None for what is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def brightness(data: Data, _before: Seen) -> Expectation:
    """Expect a brightness of 0 to 255 near the wanted percentage; zero per cent turns a light off."""
    wanted = _number(data["brightness_pct"])
    if not wanted:
        return _same(lambda seen: seen.state == "off")
    return Expectation(
        shows=lambda seen: _close(seen.attributes.get("brightness"), wanted * 2.55, 4),
        was_so=lambda seen: _close(seen.attributes.get("brightness"), wanted * 2.55, 1),
    )


_COLORS = ("rgb_color", "hs_color", "xy_color", "color_temp_kelvin")


def color(rgb_of: Callable[[Data], Sequence[int] | None]) -> ExpectationOf:
    """Expect a colour, or to see it change: lamps show few colours as they are written."""

    def expect(data: Data, before: Seen) -> Expectation:
        rgb = rgb_of(data)

        def shows(seen: Seen) -> bool:
            changed = any(seen.attributes.get(name) != before.attributes.get(name) for name in _COLORS)
            return changed or _close(seen.attributes.get("rgb_color"), rgb, 10)

        return Expectation(
            shows=lambda seen: (
                seen.state == "on" and any(seen.attributes.get(name) for name in _COLORS) and shows(seen)
            ),
            was_so=lambda seen: seen.state == "on" and _close(seen.attributes.get("rgb_color"), rgb, 10),
        )

    return expect


def named_color(data: Data) -> tuple[int, ...] | None:
    """Return the colour of a name."""
    try:
        return tuple(color_util.color_name_to_rgb(str(data["color_name"])))
    except ValueError:
        return None


def percentage(data: Data, _before: Seen) -> Expectation:
    """Expect a fan's speed, of the few that it has; zero stops it."""
    wanted = _number(data["percentage"])
    if not wanted:
        return _same(lambda seen: seen.state == "off")
    return Expectation(
        shows=lambda seen: _close(
            seen.attributes.get("percentage"), wanted, _number(seen.attributes.get("percentage_step")) or 17
        ),
        was_so=lambda seen: _close(seen.attributes.get("percentage"), wanted, 0),
    )


def told(field: str, within: float = 0.0) -> ExpectationOf:
    """Expect an attribute of a player, if it tells that attribute at all."""

    def expect(data: Data, before: Seen) -> Expectation:
        plain = attribute(field, within=within)(data, before)
        return Expectation(shows=plain.shows, was_so=plain.was_so, is_untold=_tells_no(field))

    return expect


def _tells_no(attribute: str) -> Effect:
    """See that something is on, and does not tell an attribute."""
    return lambda seen: (
        seen.state not in UNKNOWN_STATES and seen.state not in _OFF and seen.attributes.get(attribute) is None
    )


_INPUT = re.compile(r"(tv|hdmi|av|usb|component|composite|dvi|vga|scart|display ?port|dp)\b[\s\d/-]*", re.IGNORECASE)


def source(data: Data, before: Seen) -> Expectation:
    """Expect an app or an input; many TVs tell the app that they show and never the input."""
    of_any = told("source")(data, before)
    is_input = _INPUT.fullmatch(str(data.get("source", "")).strip()) is not None
    return Expectation(shows=of_any.shows, was_so=of_any.was_so, is_untold=of_any.is_untold, is_patient=not is_input)


def playback(*states: str) -> ExpectationOf:
    """Expect a state of playing; of a player that is merely on nothing of the kind is told."""
    return lambda data, before: Expectation(
        shows=lambda seen: seen.state in states,
        was_so=lambda seen: seen.state in states,
        is_untold=lambda seen: seen.state == "on",
        is_patient=before.state != "on",
    )


def volume(sign: int) -> ExpectationOf:
    """Expect to hear more, or less, than before."""

    def expect(_data: Data, before: Seen) -> Expectation:
        level = _number(before.attributes.get("volume_level"))

        def shows(seen: Seen) -> bool:
            now = _number(seen.attributes.get("volume_level"))
            return now is not None and (level is None or (now - level) * sign > 0)

        limit = 1.0 if sign > 0 else 0.0
        was_so = level is not None and level == limit
        return Expectation(
            shows=lambda seen: was_so or shows(seen), was_so=lambda seen: was_so, is_untold=_tells_no("volume_level")
        )

    return expect


_CONTENT = ("media_title", "media_track", "media_content_id", "media_channel", "media_episode")


def content(_data: Data, before: Seen) -> Expectation:
    """Expect to see something else played; of a player that tells of no content, the call was sent and that is all."""
    was = [before.attributes.get(name) for name in _CONTENT]
    return Expectation(
        shows=lambda seen: [seen.attributes.get(name) for name in _CONTENT] != was,
        was_so=_never,
        is_untold=lambda seen: True,
        is_patient=any(value is not None for value in was),
    )


def place(data: Data, before: Seen) -> Expectation:
    """Expect a player to be at another place of what it plays; one that tells no place is only told to go there."""
    plain = attribute("seek_position", "media_position", within=30)(data, before)
    return Expectation(shows=plain.shows, was_so=_never, is_untold=_tells_no("media_position"), needs_change=False)


def moved(sign: int) -> ExpectationOf:
    """Expect to see a cover or valve open (1) or shut (-1), or on its way, or further that way than before."""
    end, way = ("open", "opening") if sign > 0 else ("closed", "closing")

    def expect(_data: Data, before: Seen) -> Expectation:
        start = _number(before.attributes.get("current_position"))

        def is_there(seen: Seen) -> bool:
            position = _number(seen.attributes.get("current_position"))
            return seen.state == end and (sign < 0 or position is None or position >= 97)

        def went_on(seen: Seen) -> bool:
            position = _number(seen.attributes.get("current_position"))
            return position is not None and start is not None and (position - start) * sign > 0

        return Expectation(
            shows=lambda seen: seen.state == way or is_there(seen) or went_on(seen),
            was_so=lambda seen: seen.state == way or is_there(seen),
        )

    return expect


def position(data: Data, before: Seen) -> Expectation:
    """Expect a position, or to see the device on its way there."""
    wanted, start = _number(data.get("position")), _number(before.attributes.get("current_position"))
    at_position = attribute("position", "current_position", within=3)(data, before)
    ways = {"opening", "closing"}
    if wanted is not None and start is not None:
        ways = {"opening"} if wanted > start else {"closing"}
    return Expectation(shows=lambda seen: seen.state in ways or at_position.shows(seen), was_so=at_position.was_so)
