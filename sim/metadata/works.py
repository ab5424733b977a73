"""The works that are known: a film and a series, in the shapes of each service.

Shapes are those of https://www.tvmaze.com/api, https://developer.themoviedb.org/reference and
https://www.wikidata.org/w/api.php?action=help.
"""

from typing import Any

FILM: dict[str, Any] = {
    "id": 949,
    "title": "Heat",
    "original_title": "Heat",
    "release_date": "1995-12-15",
    "overview": "A group of professional bank robbers feels the heat from police.",
    "poster_path": "/umSVjVdbVwtx5ryCA2QXL44Durm.jpg",
    "genre_ids": [28, 80],
    "adult": False,
    "popularity": 61.2,
    "vote_average": 7.9,
    "vote_count": 7000,
    "video": False,
    "original_language": "en",
    "backdrop_path": None,
}
FILM_DETAILS: dict[str, Any] = {
    **{key: value for key, value in FILM.items() if key != "genre_ids"},
    "genres": [{"id": 28, "name": "Action"}, {"id": 80, "name": "Crime"}],
    "runtime": 170,
    "imdb_id": "tt0113277",
    "budget": 60000000,
    "revenue": 187436818,
    "status": "Released",
    "tagline": "A Los Angeles crime saga",
    "homepage": "",
    "credits": {
        "cast": [
            {
                "id": 1158,
                "name": "Al Pacino",
                "character": "Lt. Vincent Hanna",
                "order": 0,
                "credit_id": "1",
                "adult": False,
            },
            {
                "id": 380,
                "name": "Robert De Niro",
                "character": "Neil McCauley",
                "order": 1,
                "credit_id": "2",
                "adult": False,
            },
        ],
        "crew": [{"id": 638, "name": "Michael Mann", "job": "Director", "department": "Directing", "credit_id": "3"}],
    },
    "external_ids": {"imdb_id": "tt0113277", "wikidata_id": "Q42198"},
}
OLD_FILM: dict[str, Any] = {**FILM, "id": 1, "release_date": "1972-01-01", "overview": "Another one of that name."}
SERIES: dict[str, Any] = {
    "id": 44933,
    "url": "https://www.tvmaze.com/shows/44933/severance",
    "name": "Severance",
    "type": "Scripted",
    "language": "English",
    "genres": ["Drama", "Science-Fiction", "Thriller"],
    "status": "Running",
    "runtime": None,
    "averageRuntime": 50,
    "premiered": "2022-02-18",
    "externals": {"tvrage": None, "thetvdb": 371980, "imdb": "tt11280740"},
    "image": {"medium": "https://static.tvmaze.com/uploads/images/medium_portrait/548/1371270.jpg", "original": None},
    "summary": "<p>In <b>Severance</b>, Mark Scout leads a team at Lumon Industries.</p>",
    "_embedded": {
        "cast": [
            {
                "person": {"id": 14245, "name": "Adam Scott", "url": "https://www.tvmaze.com/people/14245/adam-scott"},
                "character": {"id": 1, "name": "Mark Scout"},
                "self": False,
                "voice": False,
            },
            {"person": {"id": 2, "name": "Britt Lower"}, "character": {"id": 2, "name": "Helly R."}, "self": False},
        ]
    },
}
EPISODE: dict[str, Any] = {
    "id": 3057512,
    "name": "Woe's Hollow",
    "season": 2,
    "number": 4,
    "type": "regular",
    "airdate": "2025-02-07",
    "airtime": "",
    "airstamp": "2025-02-07T12:00:00+00:00",
    "runtime": 50,
    "image": None,
    "summary": "<p>The team goes on an outing.</p>",
}
TMDB_SERIES: dict[str, Any] = {
    "id": 95396,
    "name": "Severance",
    "original_name": "Severance",
    "first_air_date": "2022-02-17",
    "overview": "Mark leads a team of office workers whose memories have been divided.",
    "poster_path": "/lFf6LLrQjYldcZItzOkGmMMigP7.jpg",
    "genres": [{"id": 18, "name": "Drama"}],
    "external_ids": {"imdb_id": "tt11280740"},
    "credits": {"cast": [{"id": 36801, "name": "Adam Scott", "character": "Mark Scout", "order": 0}], "crew": []},
}


def _item(name: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(name[1:]), "id": name}
    return {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": value, "type": "wikibase-entityid"}},
        "rank": "normal",
    }


def _time(value: str) -> dict[str, Any]:
    told = {"time": value, "timezone": 0, "before": 0, "after": 0, "precision": 11}
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": told, "type": "time"}}, "rank": "normal"}


def _text(value: str) -> dict[str, Any]:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value, "type": "string"}}, "rank": "normal"}


def _labels(name: str) -> dict[str, Any]:
    return {"en": {"language": "en", "value": name}}


_MINUTES = {"amount": "+170", "unit": "http://www.wikidata.org/entity/Q7727"}
ENTITIES: dict[str, dict[str, Any]] = {
    "Q42198": {
        "type": "item",
        "id": "Q42198",
        "labels": _labels("Heat"),
        "descriptions": _labels("1995 film directed by Michael Mann"),
        "claims": {
            "P31": [_item("Q11424")],
            "P577": [_time("+1995-12-15T00:00:00Z"), _time("+1996-02-29T00:00:00Z")],
            "P57": [_item("Q52392")],
            "P161": [_item("Q41163"), _item("Q36949")],
            "P2047": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": _MINUTES, "type": "quantity"}}}],
            "P345": [_text("tt0113277")],
            "P4947": [_text("949")],
        },
    },
    "Q11471": {"type": "item", "id": "Q11471", "labels": _labels("heat"), "claims": {"P31": [_item("Q1")]}},
    "Q52392": {"type": "item", "id": "Q52392", "labels": _labels("Michael Mann")},
    "Q41163": {"type": "item", "id": "Q41163", "labels": _labels("Al Pacino")},
    "Q36949": {"type": "item", "id": "Q36949", "labels": _labels("Robert De Niro")},
}
