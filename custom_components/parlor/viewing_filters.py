"""What a trigger or a condition asks of what is watched: kinds, apps, sources, titles, series, persons; several of one are alternatives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import probatio

from homeassistant.helpers import config_validation as cv

from .viewing.seen import Activity
from .viewing.title import TitleKind
from .viewing.viewing import Viewing
from .viewing_told import app_name

CONF_VIEWING_KIND: Final = "kind"
CONF_APP: Final = "app"
CONF_SOURCE: Final = "source"
CONF_TITLE: Final = "title"
CONF_SERIES: Final = "series"
CONF_PERSON: Final = "person"

KIND_OF: Final = {Activity.GAMING: TitleKind.GAME, Activity.LISTENING: TitleKind.MUSIC}


def _words(told: str) -> str:
    """Return a name or a part of one; blanks are in every name."""
    if not (words := told.strip()):
        raise probatio.Invalid("a name cannot be blank")
    return words


_WORDS: Final = probatio.All(cv.ensure_list, [probatio.All(cv.string, probatio.Length(max=256), _words)])
KINDS: Final = probatio.All(cv.ensure_list, [probatio.Coerce(TitleKind)])
APP_FILTER: Final[Mapping[Any, Any]] = {probatio.Optional(CONF_APP): _WORDS}
SOURCE_FILTER: Final[Mapping[Any, Any]] = {probatio.Optional(CONF_SOURCE): _WORDS}
FILTERS: Final[Mapping[Any, Any]] = {
    probatio.Optional(CONF_VIEWING_KIND): KINDS,
    **APP_FILTER,
    **SOURCE_FILTER,
    probatio.Optional(CONF_TITLE): _WORDS,
    probatio.Optional(CONF_SERIES): _WORDS,
    probatio.Optional(CONF_PERSON): _WORDS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; an app, a source and a person by their names, a title and a series by a part of it."""

    kinds: frozenset[TitleKind] = frozenset()
    apps: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return the filters in the options of a trigger or a condition."""

        def words(key: str) -> tuple[str, ...]:
            return tuple(word.casefold() for word in options.get(key, ()))

        return cls(
            kinds=frozenset(options.get(CONF_VIEWING_KIND, ())),
            apps=frozenset(words(CONF_APP)),
            sources=frozenset(words(CONF_SOURCE)),
            titles=words(CONF_TITLE),
            series=words(CONF_SERIES),
            persons=frozenset(words(CONF_PERSON)),
        )

    def why_not(self, viewing: Viewing) -> str | None:
        """Return which filter a viewing does not pass, None where it passes all."""
        title = viewing.title
        app = viewing.app
        passed = {
            CONF_VIEWING_KIND: not self.kinds or _kind(viewing) in self.kinds,
            CONF_APP: passes(self.apps, app_name(app), app.id if app else None),
            CONF_SOURCE: passes(self.sources, viewing.source, viewing.channel),
            CONF_TITLE: _has(self.titles, title.name if title else None),
            CONF_SERIES: _has(self.series, title.series if title else None),
            CONF_PERSON: passes(self.persons, viewing.person),
        }
        return next((name for name, is_passed in passed.items() if not is_passed), None)

    def fits(self, viewing: Viewing | None) -> bool:
        """Say whether there is a viewing that passes all."""
        return viewing is not None and self.why_not(viewing) is None


def passes(wanted: frozenset[str], *names: str | None) -> bool:
    """Say whether one of some names is wanted; where none is named, any will do."""
    return not wanted or any(name is not None and name.casefold() in wanted for name in names)


def _kind(viewing: Viewing) -> TitleKind:
    """Return the kind of what is watched; a game and music are known by what the screen does, too."""
    known = viewing.title.kind if viewing.title else TitleKind.UNKNOWN
    return KIND_OF.get(viewing.activity, known) if known is TitleKind.UNKNOWN else known


def _has(wanted: Sequence[str], name: str | None) -> bool:
    return not wanted or (name is not None and any(words in name.casefold() for words in wanted))
