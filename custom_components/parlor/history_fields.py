"""What is asked of the history, as actions ask for it, and what it answers, as actions tell it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType

from .const import DOMAIN
from .viewing.history import By, Total, Wanted
from .viewing.household import Household
from .viewing.observation import Medium
from .viewing.title import Title, TitleKind
from .viewing.titles import title_of, told_name
from .viewing.viewing import Outcome, Viewing

MOST_VIEWINGS: Final = 1000  # of one answer
DEFAULT_VIEWINGS: Final = 100
MOST_DAYS: Final = 36500

WORDS: Final = probatio.All(cv.string, probatio.Length(min=1, max=256))
SOME_WORDS: Final = probatio.All(cv.ensure_list, [WORDS], probatio.Length(max=50))
# What can be asked for; several fields are all meant.
SPAN: Final[Mapping[Any, Any]] = {
    probatio.Optional("since"): cv.datetime,
    probatio.Optional("until"): cv.datetime,
    probatio.Optional("days"): probatio.All(probatio.Coerce(float), probatio.Range(min=0.01, max=MOST_DAYS)),
}
FILTERS: Final[Mapping[Any, Any]] = {
    **SPAN,
    probatio.Optional("screen"): cv.entity_ids,
    probatio.Optional("person"): SOME_WORDS,
    probatio.Optional("title"): WORDS,
    probatio.Optional("series"): WORDS,
    probatio.Optional("kind"): probatio.All(cv.ensure_list, [probatio.Coerce(TitleKind)]),
    probatio.Optional("app"): SOME_WORDS,
    probatio.Optional("outcome"): probatio.All(cv.ensure_list, [probatio.Coerce(Outcome)]),
}


def wanted_of(hass: HomeAssistant, household: Household, asked: Mapping[str, Any], limit: int | None = None) -> Wanted:
    """Return what an action asks for; raises ServiceValidationError where that can be nothing."""
    if "days" in asked and "since" in asked:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="history_two_beginnings")
    since, until = unix(asked.get("since")), unix(asked.get("until"))
    if "days" in asked:
        since = (until or dt_util.utcnow().timestamp()) - timedelta(days=asked["days"]).total_seconds()
    if since is not None and until is not None and since >= until:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="history_span_empty")
    return Wanted(
        since=since,
        until=until,
        screens=frozenset(screen_of(hass, household, each) for each in asked.get("screen", ())),
        persons=frozenset(asked.get("person", ())),
        title=asked.get("title"),
        series=asked.get("series"),
        kinds=frozenset(asked.get("kind", ())),
        apps=frozenset(asked.get("app", ())),
        outcomes=frozenset(asked.get("outcome", ())),
        limit=limit,
    )


def screen_of(hass: HomeAssistant, household: Household, entity_id: str) -> str:
    """Return the id of the screen that an entity is of or is shown on; raises ServiceValidationError where it is of none."""
    registered = er.async_get(hass).async_get(entity_id)
    for screen in household.screens.values():
        is_of = registered is not None and registered.config_entry_id == screen.id
        shown = {screen.entity_of(source.id) for source in screen.watch.setup.sources}
        if is_of or entity_id == screen.entity_id or entity_id in shown:
            return screen.id
    raise ServiceValidationError(
        translation_domain=DOMAIN, translation_key="history_no_screen", translation_placeholders={"entity": entity_id}
    )


def marked_title(asked: Mapping[str, Any]) -> Title:
    """Return the title that an action names; raises ServiceValidationError where it names none."""
    name, series = asked.get("title"), asked.get("series")
    season, episode = asked.get("season"), asked.get("episode")
    is_number_of_nothing = series is None and (season is not None or episode is not None)
    if is_number_of_nothing or (name is None and episode is None):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="mark_nothing")
    if name is None and series is not None and episode is not None:
        name = f"S{1 if season is None else season:02}E{episode:02}"
    medium = Medium(
        title=name,
        series=series,
        season=(season if season is not None else 1) if episode is not None else season,
        episode=episode,
        content_type="tvshow" if series else "movie",
    )
    if (title := title_of(medium)) is None:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="mark_nothing")
    return title


def told_viewing(household: Household, viewing: Viewing) -> dict[str, Any]:
    """Return a viewing as an action tells it: times with the time zone of the home, lengths in seconds, what is not known left out."""
    title, app = viewing.title, viewing.app
    screen = household.screens.get(viewing.screen)
    told = {
        "title": title and told_name(title),
        "kind": title and title.kind.value,
        "series": title and title.series,
        "season": title and title.season,
        "episode": title and title.episode,
        "year": title and title.year,
        "artist": title and title.artist,
        "screen": screen.name if screen else viewing.screen,
        "app": app and app.name,
        "channel": viewing.channel,
        "person": viewing.person,
        "activity": viewing.activity.value,
        "started": _local(viewing.started),
        "ended": viewing.ended and _local(viewing.ended),
        "watched": round(viewing.watched),
        "position": viewing.position and round(viewing.position),
        "duration": viewing.duration and round(viewing.duration),
        "outcome": viewing.outcome and viewing.outcome.value,
    }
    return {key: value for key, value in told.items() if value is not None}


def told_totals(household: Household, by: By, totals: Iterable[Total]) -> list[JsonValueType]:
    """Return totals as an action tells them, screens by their names."""
    names = {screen.id: screen.name for screen in household.screens.values()} if by is By.SCREEN else {}
    return [
        {by.value: names.get(total.key or "", total.key), "watched": round(total.seconds), "viewings": total.viewings}
        for total in totals
    ]


def unix(at: datetime | None) -> float | None:
    """Return Unix time for a time, which is one of the home where it names no time zone."""
    return None if at is None else dt_util.as_utc(at).timestamp()


def _local(at: float) -> str:
    return dt_util.as_local(dt_util.utc_from_timestamp(at)).isoformat(timespec="seconds")
