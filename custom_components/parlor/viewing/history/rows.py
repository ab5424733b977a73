"""Viewings and titles as rows of the file, and back."""

from collections.abc import Mapping
import json
from typing import Any

from sqlalchemy import Row, Select, select

from ..observation import App
from ..seen import Activity
from ..title import Title, TitleKind
from ..viewing import Outcome, Viewing
from .schema import TITLES, VIEWINGS
from .wanted import Origin

# A title's columns stand behind a viewing's under names of their own.
_TITLE_COLUMNS = [column.label(f"title_{column.name}") for column in TITLES.columns]


def viewing_row(viewing: Viewing, title: int | None, kind: str | None, origin: Origin) -> dict[str, Any]:
    """Return what is written of a viewing; `title` is the row of its title, and `kind` what that says."""
    app = viewing.app
    return {
        "id": viewing.id,
        "screen": viewing.screen,
        "title": title,
        "person": viewing.person,
        "activity": viewing.activity.value,
        "app_id": app and app.id,
        "app": app and (app.name or app.id),
        "source": viewing.source,
        "player": viewing.player,
        "content_id": viewing.content_id,
        "channel": viewing.channel,
        "started": viewing.started,
        "as_of": viewing.as_of,
        "ended": viewing.ended,
        "watched": viewing.watched,
        "position": viewing.position,
        "duration": viewing.duration,
        "outcome": viewing.outcome and viewing.outcome.value,
        "is_paused": int(viewing.is_paused),
        "origin": origin.value,
        "kind": kind,
    }


def title_row(title: Title) -> dict[str, Any]:
    """Return what is written of a title."""
    return {
        "key": title.key,
        "kind": title.kind.value,
        "name": title.name,
        "series": title.series,
        "season": title.season,
        "episode": title.episode,
        "year": title.year,
        "artist": title.artist,
        "people": json.dumps(title.people, ensure_ascii=False) if title.people else None,
        "ids": json.dumps(dict(title.ids), ensure_ascii=False) if title.ids else None,
    }


def viewings_with_titles() -> Select[Any]:
    """Return the question for viewings, each with its title."""
    return select(VIEWINGS, *_TITLE_COLUMNS).outerjoin(TITLES, VIEWINGS.c.title == TITLES.c.id)


def viewing_of(row: Row[Any]) -> Viewing:
    """Return the viewing of a row of `viewings_with_titles`."""
    told = row._mapping  # noqa: SLF001  SQLAlchemy's public name for it
    has_app = told["app"] is not None or told["app_id"] is not None
    return Viewing(
        id=told["id"],
        screen=told["screen"],
        started=told["started"],
        as_of=told["as_of"],
        watched=told["watched"],
        activity=Activity(told["activity"]),
        title=_title_of(told) if told["title_key"] is not None else None,
        app=App(id=told["app_id"], name=told["app"]) if has_app else None,
        source=told["source"],
        player=told["player"],
        content_id=told["content_id"],
        channel=told["channel"],
        person=told["person"],
        position=told["position"],
        duration=told["duration"],
        is_paused=bool(told["is_paused"]),
        ended=told["ended"],
        outcome=Outcome(told["outcome"]) if told["outcome"] else None,
    )


def _title_of(told: Mapping[Any, Any]) -> Title:
    return Title(
        key=told["title_key"],
        kind=TitleKind(told["title_kind"]),
        name=told["title_name"],
        series=told["title_series"],
        season=told["title_season"],
        episode=told["title_episode"],
        year=told["title_year"],
        artist=told["title_artist"],
        people=tuple(json.loads(told["title_people"])) if told["title_people"] else (),
        ids=json.loads(told["title_ids"]) if told["title_ids"] else {},
    )
