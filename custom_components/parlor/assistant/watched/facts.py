"""An answer of the history as facts for a model: short, in words, bounded."""

from homeassistant.util.json import JsonObjectType, JsonValueType

from ...viewing.history import LeftOff
from ...viewing.viewing import Outcome, Viewing
from ..prompt.describe import clock, plain
from .ask import Answer, Ask
from .words import LEAST_SAID, local, number, what

FACT_BYTES = 3000
MOST_TOLD = 25


def facts(answer: Answer) -> JsonObjectType:
    """Return what the history says: what is not known is left out."""
    if answer.is_place_unknown:
        screens: list[JsonValueType] = [plain(screen.name, 40) for screen in answer.screens]
        return {"problem": "There is no such screen.", "screens": screens}
    told: JsonObjectType = {}
    question = answer.question
    if question.span:
        told["from"], told["until"] = (
            f"{question.span.since:%A %Y-%m-%d %H:%M}",
            f"{question.span.until:%A %Y-%m-%d %H:%M}",
        )
    told["who"] = plain(answer.person, 40) or "everybody in the home together"
    if answer.is_person_unknown:
        told["note"] = f"Who watches is not known of {plain(question.person, 40)}: this covers everybody. Say so."
    match question.ask:
        case Ask.TITLE:
            told |= _title(answer)
        case Ask.UNFINISHED:
            told |= _listed("can be continued", [_stop(stop) for stop in answer.unfinished])
        case Ask.TIME:
            told["total"] = _length(answer.seconds)
        case Ask.WATCHED:
            told |= _listed("watched, newest first", [_line(answer, viewing) for viewing in answer.viewings])
            told["total"] = _length(answer.seconds)
    return told


def _listed(name: str, lines: list[str]) -> JsonObjectType:
    """Return lines as far as there is room for them, and how many were left out."""
    kept: list[JsonValueType] = []
    room = FACT_BYTES
    for line in lines[:MOST_TOLD]:
        room -= len(line.encode()) + 4
        if room < 0:
            break
        kept.append(line)
    more: JsonObjectType = {"at least so many more": len(lines) - len(kept)} if len(lines) > len(kept) else {}
    return {name: kept or "nothing", **more}


def _title(answer: Answer) -> JsonObjectType:
    """Return when and how far something was watched."""
    if answer.stop is None:
        return {"watched": "never, as far as the history goes back"}
    return {"last": _stop(answer.stop), **_listed("all, newest first", [_line(answer, one) for one in answer.viewings])}


def _stop(stop: LeftOff) -> str:
    """Return where somebody stopped, in a line."""
    viewing = stop.viewing
    parts = [what(viewing), f"{local(viewing.ended or viewing.as_of):%A %Y-%m-%d %H:%M}"]
    if viewing.ended is None:
        parts.append("goes on now")
    elif stop.is_finished:
        parts.append("watched to its end")
    elif viewing.position is not None:
        parts.append(
            f"stopped at {clock(viewing.position)}" + (f" of {clock(viewing.duration)}" if viewing.duration else "")
        )
    if stop.after:
        parts.append(f"next is {number(stop.after)}")
    return ", ".join(parts)


def _line(answer: Answer, viewing: Viewing) -> str:
    """Return a viewing in a line."""
    screen = next((screen.name for screen in answer.screens if screen.id == viewing.screen), "")
    app = viewing.app and viewing.app.name
    begun, kind = local(viewing.started), viewing.title.kind.value if viewing.title else ""
    parts = [
        f"{begun:%a %Y-%m-%d %H:%M}",
        what(viewing),
        kind if kind != "unknown" else "",
        _length(viewing.watched) if viewing.watched >= LEAST_SAID else "",
        _how_far(viewing),
        f"on {plain(screen, 40)}" if screen else "",
        plain(app, 30) if app else "",
        f"watched by {plain(viewing.person, 40)}" if viewing.person else "",
    ]
    return ", ".join(part for part in parts if part)


def _how_far(viewing: Viewing) -> str:
    """Return how a viewing ended."""
    if viewing.ended is None:
        return "goes on now"
    return {Outcome.FINISHED: "to its end", Outcome.ABANDONED: "not to its end", None: ""}[viewing.outcome]


def _length(seconds: float) -> str:
    """Return a length of time in words."""
    hours, minutes = divmod(max(0, round(seconds / 60)), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
