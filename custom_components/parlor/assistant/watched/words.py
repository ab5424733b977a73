"""Times and lengths in words of a language, and what was watched in a sentence."""

from collections.abc import Iterable
from datetime import datetime

from homeassistant.util import dt as dt_util

from ...viewing.history import LeftOff
from ...viewing.viewing import Outcome, Viewing
from ..prompt.describe import clock, plain
from ..replies import Replies
from .ask import Answer, Ask
from .screens import title_words

MOST_SAID = 6
LEAST_SAID = 1.0  # seconds


def local(at: float) -> datetime:
    """Return a Unix time in the home's time zone."""
    return dt_util.as_local(dt_util.utc_from_timestamp(at))


def length(replies: Replies, seconds: float) -> str:
    """Return a length of time as one says it: hours and minutes."""
    hours, minutes = divmod(max(0, round(seconds / 60)), 60)
    given = {"hours": str(hours), "minutes": str(minutes)}
    if hours and minutes:
        return replies.say("length_both", given)
    return replies.say("length_hours" if hours else "length_minutes", given)


def moment_words(replies: Replies, moment: datetime) -> dict[str, str]:
    """Return what the sentences about a time are filled with."""
    return {
        "time": f"{moment:%H:%M}",
        "year": str(moment.year),
        "month": str(moment.month),
        "day": str(moment.day),
        "weekday": replies.say(f"weekday_{moment.weekday()}"),
    }


def when(replies: Replies, at: float, now: datetime) -> str:
    """Return a time as one says it: today at 20:15, on Friday, else the date."""
    moment = local(at)
    days = (now.date() - moment.date()).days
    given = moment_words(replies, moment)
    if days in (0, 1):
        return replies.say("when_today" if days == 0 else "when_yesterday", given)
    return replies.say("when_weekday" if 0 < days < 7 else "when_date", given)


def what(viewing: Viewing) -> str:
    """Return what was watched, as far as anybody could tell: the title, else the channel, the app, the input."""
    if viewing.title is not None:
        return title_words(viewing.title)
    app = viewing.app and (viewing.app.name or viewing.app.id)
    return plain(viewing.channel or app or viewing.source or "", 60) or "?"


def number(season_episode: tuple[int, int]) -> str:
    """Return the number of an episode."""
    return f"S{season_episode[0]}E{season_episode[1]}"


def said(replies: Replies, answer: Answer) -> str:
    """Return an answer of the history in a sentence or two."""
    match answer.question.ask:
        case Ask.WATCHED:
            told = _watched(replies, answer)
        case Ask.TIME:
            told = _time(replies, answer)
        case Ask.TITLE:
            told = _title(replies, answer)
        case Ask.UNFINISHED:
            told = _unfinished(replies, answer)
    if answer.is_person_unknown:
        told = f"{told} {replies.say('covers_all', {'person': plain(answer.question.person, 40)})}"
    return told


def _given(replies: Replies, answer: Answer) -> dict[str, str]:
    """Return the words that all answers need: the span, and who."""
    span = answer.question.span
    if span is None:
        name = replies.say("span_ever")
    elif span.name:
        name = replies.say(f"span_{span.name}")
    else:
        name = replies.say("span_dates", {"since": f"{span.since:%Y-%m-%d}", "until": f"{span.until:%Y-%m-%d}"})
    person = plain(answer.person, 40)
    return {"span": f"{name} ({person})" if person else name, "title": plain(answer.question.title)}


def _watched(replies: Replies, answer: Answer) -> str:
    """Tell what was watched, the newest last."""
    given = _given(replies, answer)
    if not answer.viewings:
        return replies.say("watched_nothing", given)
    newest = answer.viewings[:MOST_SAID]
    told = [_item(replies, one) for one in newest]
    listed = ", ".join(reversed(told))
    more = len(answer.viewings) - len(newest)
    key = "watched_more" if more else "watched"
    return replies.say(key, {**given, "titles": listed, "length": length(replies, answer.seconds)})


def _item(replies: Replies, viewing: Viewing) -> str:
    """Return what was watched, and how long where it ran at all: what was marked by hand did not."""
    if viewing.watched < LEAST_SAID:
        return what(viewing)
    return replies.say("watched_item", {"title": what(viewing), "length": length(replies, viewing.watched)})


def _time(replies: Replies, answer: Answer) -> str:
    """Tell for how long."""
    given = _given(replies, answer)
    if answer.question.title:
        return replies.say("watched_time_title", {**given, "length": length(replies, answer.seconds)})
    return replies.say("watched_time", {**given, "length": length(replies, answer.seconds)})


def _title(replies: Replies, answer: Answer) -> str:
    """Tell when something was watched last, and how far."""
    stop = answer.stop
    if stop is None:
        return replies.say("never_watched", _given(replies, answer))
    viewing, now = stop.viewing, dt_util.now()
    given = {"title": what(viewing), "when": when(replies, viewing.ended or viewing.as_of, now)}
    if viewing.ended is None:
        return replies.say("left_still", given | _position(viewing))
    if stop.is_finished:
        following = replies.say("left_next", {"next": number(stop.after)}) if stop.after else ""
        return f"{replies.say('left_finished', given)} {following}".strip()
    has_place = viewing.position is not None
    return replies.say("left_at" if has_place else "left_somewhere", given | _position(viewing))


def _position(viewing: Viewing) -> dict[str, str]:
    """Return how far a viewing came."""
    return {"position": clock(viewing.position)} if viewing.position is not None else {}


def _unfinished(replies: Replies, answer: Answer) -> str:
    """Tell what can be gone on with."""
    if not answer.unfinished:
        return replies.say("unfinished_none")
    return replies.say("unfinished", {"titles": ", ".join(_each(replies, answer.unfinished[:MOST_SAID]))})


def _each(replies: Replies, stops: Iterable[LeftOff]) -> Iterable[str]:
    """Yield each of them: the episode that comes next, or where one stopped."""
    for stop in stops:
        title, viewing = stop.viewing.title, stop.viewing
        if stop.after and title and title.series:
            yield replies.say("unfinished_next", {"title": plain(title.series), "next": number(stop.after)})
        elif viewing.position is not None and viewing.outcome is not Outcome.FINISHED:
            yield replies.say("unfinished_at", {"title": what(viewing), "position": clock(viewing.position)})
        else:
            yield what(viewing)
