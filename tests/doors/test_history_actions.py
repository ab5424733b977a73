"""The actions for what was watched."""

import csv
from dataclasses import replace
import io
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.viewing.history import Wanted
from custom_components.parlor.viewing.viewing import Outcome
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.setup import async_setup_component

from .households import EVENING, HELL, add_household, history_of, viewing

PLAYER = "media_player.den"


async def act(hass: HomeAssistant, action: str, context: Context | None = None, **data: Any) -> Any:
    """Run an action and return what it answers."""
    responds = action != "mark_watched"
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=responds, context=context
    )


@pytest.fixture
async def entry(hass: HomeAssistant, household_folder: Path) -> MockConfigEntry:
    """Return the household with four viewings, and a screen."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    entry = await add_household(
        hass,
        viewing(0),
        viewing(1, person="Ben", screen="kitchen"),
        viewing(2, HELL),
        viewing(3, HELL, person=None, outcome=Outcome.ABANDONED),
    )
    hass.states.async_set(PLAYER, "off", {"friendly_name": "Den"})
    screen = MockConfigEntry(
        domain=DOMAIN, entry_id="den", data={"kind": "screen", "player": PLAYER}, title="Den", unique_id=PLAYER
    )
    screen.add_to_hass(hass)
    assert await hass.config_entries.async_setup(screen.entry_id)
    return entry


async def ids(entry: MockConfigEntry) -> list[str]:
    """Return what is in the history, oldest first."""
    return [each.id for each in reversed(await history_of(entry).viewings(Wanted()))]


async def test_a_title_that_was_written_down_as_its_number_is_told_with_its_series(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    await history_of(entry).keep(viewing(4, replace(HELL, key="episode:severance:s01e04", name="S01E04", episode=4)))
    answer = await act(hass, "get_history")
    assert "Severance S01E04" in [each["title"] for each in answer["viewings"]]


async def test_viewings(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    answer = await act(hass, "get_history")
    assert [each["title"] for each in answer["viewings"]] == ["Good News About Hell"] * 2 + ["Arrival"] * 2
    assert answer["viewings"][1] == {
        "title": "Good News About Hell",
        "kind": "episode",
        "series": "Severance",
        "season": 1,
        "episode": 1,
        "screen": "Den",
        "app": "Plex",
        "person": "Anna",
        "activity": "watching",
        "started": "2026-09-23T16:13:20+02:00",
        "ended": "2026-09-23T17:13:20+02:00",
        "watched": 3600,
        "outcome": "finished",
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"person": "anna"}, {"2026-09-21", "2026-09-23"}),
        ({"person": ["Anna", "Ben"], "title": "arrival"}, {"2026-09-21", "2026-09-22"}),
        ({"series": "Severance", "outcome": "finished"}, {"2026-09-23"}),
        ({"kind": ["film"]}, {"2026-09-21", "2026-09-22"}),
        ({"app": "Netflix"}, set()),
        ({"screen": PLAYER, "kind": "film"}, {"2026-09-21"}),
        ({"since": "2026-09-23 17:00:00"}, {"2026-09-23", "2026-09-24"}),
        ({"until": "2026-09-22 16:00:00"}, {"2026-09-21"}),
        ({"until": "2026-09-23 16:00:00", "days": 1}, {"2026-09-22"}),
        ({"limit": 1}, {"2026-09-24"}),
    ],
)
async def test_filters(hass: HomeAssistant, entry: MockConfigEntry, asked: dict[str, Any], found: set[str]) -> None:
    answer = await act(hass, "get_history", **asked)
    assert {each["started"][:10] for each in answer["viewings"]} == found


async def test_totals(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    answer = await act(hass, "get_history", group_by="screen")
    assert answer == {
        "totals": [
            {"screen": "Den", "watched": 10800, "viewings": 3},
            {"screen": "kitchen", "watched": 3600, "viewings": 1},
        ]
    }
    days = await act(hass, "get_history", group_by="day", since="2026-09-23 16:43:20")
    assert [(each["day"], each["watched"]) for each in days["totals"]] == [("2026-09-24", 3600), ("2026-09-23", 1800)]


@pytest.mark.parametrize(
    ("action", "asked", "key"),
    [
        ("get_history", {"days": 1, "since": "2026-09-23 17:00:00"}, "history_two_beginnings"),
        ("get_history", {"since": "2026-09-24 00:00:00", "until": "2026-09-23 00:00:00"}, "history_span_empty"),
        ("get_history", {"screen": "media_player.unheard_of"}, "history_no_screen"),
        ("export_history", {"filename": "../../secrets"}, "history_filename"),
        ("export_history", {"filename": "/etc/passwd"}, "history_filename"),
        ("export_history", {"filename": ".."}, "history_filename"),
        ("export_history", {"filename": ".hidden"}, "history_filename"),
        ("export_history", {"filename": "a\nb"}, "history_filename"),
        ("export_history", {"filename": "x" * 200}, "history_filename"),
        ("erase_history", {}, "erase_nothing_chosen"),
        ("erase_history", {"everything": False}, "erase_nothing_chosen"),
        ("erase_history", {"everything": True, "person": "Anna"}, "erase_too_much"),
        ("mark_watched", {}, "mark_nothing"),
        ("mark_watched", {"series": "Severance"}, "mark_nothing"),
        ("mark_watched", {"title": "Arrival", "season": 1}, "mark_nothing"),
        ("mark_watched", {"title": "Arrival", "at": "2999-01-01 00:00:00"}, "mark_later"),
        ("mark_watched", {"title": "Arrival", "screen": "light.kitchen"}, "history_no_screen"),
    ],
)
async def test_what_cannot_be(
    hass: HomeAssistant, entry: MockConfigEntry, action: str, asked: dict[str, Any], key: str
) -> None:
    with pytest.raises(ServiceValidationError) as raised:
        await act(hass, action, **asked)
    assert raised.value.translation_key == key
    assert await ids(entry) == ["v0", "v1", "v2", "v3"]


@pytest.mark.parametrize("action", ["get_history", "export_history", "erase_history", "mark_watched"])
async def test_where_nothing_is_kept(hass: HomeAssistant, household_folder: Path, action: str) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    with pytest.raises(ServiceValidationError) as raised:
        await act(hass, action)
    assert raised.value.translation_key == "history_not_kept"


async def test_json(hass: HomeAssistant, entry: MockConfigEntry, household_folder: Path) -> None:
    answer = await act(hass, "export_history", filename="evenings")
    path = Path(answer["path"])
    assert path == household_folder / "exports/evenings.json" and answer["viewings"] == 4
    assert path.stat().st_mode & 0o777 == 0o600
    written = json.loads(path.read_text(encoding="utf-8"))
    assert [each["id"] for each in written] == ["v0", "v1", "v2", "v3"]
    assert written[2]["key"] == HELL.key and written[2]["series"] == "Severance"
    nothing = await act(hass, "export_history", person="Nobody", filename="evenings.json")
    assert json.loads(path.read_text(encoding="utf-8")) == [] and nothing["viewings"] == 0
    assert [each.name for each in path.parent.iterdir()] == ["evenings.json"]


async def test_csv(hass: HomeAssistant, entry: MockConfigEntry, household_folder: Path) -> None:
    await history_of(entry).keep(viewing(4, person="=cmd()"))
    answer = await act(hass, "export_history", format="csv", kind="film")
    path = Path(answer["path"])
    assert path.parent == household_folder / "exports" and path.suffix == ".csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["person"] for row in rows] == ["Anna", "Ben", "'=cmd()"]
    assert rows[0]["title"] == "Arrival" and rows[0]["watched"] == "3600" and rows[0]["position"] == ""


async def test_a_folder_that_cannot_be_written(
    hass: HomeAssistant, entry: MockConfigEntry, household_folder: Path
) -> None:
    (household_folder / "exports").write_text("a file")
    with pytest.raises(Exception, match="could not be written") as raised:
        await act(hass, "export_history")
    assert getattr(raised.value, "translation_key", None) == "history_not_written"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"everything": True}, []),
        ({"person": "Anna"}, ["v1", "v3"]),
        ({"title": "Severance", "since": "2026-09-24 00:00:00"}, ["v0", "v1", "v2"]),
        ({"until": "2026-09-22 00:00:00"}, ["v1", "v2", "v3"]),
    ],
)
async def test_erasing(hass: HomeAssistant, entry: MockConfigEntry, asked: dict[str, Any], left: list[str]) -> None:
    assert await act(hass, "erase_history", **asked) == {"erased": 4 - len(left)}
    assert await ids(entry) == left


@pytest.mark.parametrize("action", ["erase_history", "export_history"])
async def test_for_administrators(
    hass: HomeAssistant, entry: MockConfigEntry, hass_read_only_user: MockUser, action: str
) -> None:
    with pytest.raises(Unauthorized):
        await act(hass, action, Context(user_id=hass_read_only_user.id), person="Anna")
    assert len(await ids(entry)) == 4


async def test_marking(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    at = "2026-09-30 22:00:00"
    await act(hass, "mark_watched", series="Severance", season=1, episode=4, person="Anna", at=at)
    await act(hass, "mark_watched", series="Severance", season=1, episode=4, person="Anna", at=at)  # twice is once
    await act(hass, "mark_watched", title="Arrival", screen=PLAYER)
    film, episode = (await history_of(entry).viewings(Wanted(since=EVENING + 5 * 86_400 + 7200)))[:2]
    assert film.title is not None and (film.title.key, film.screen) == ("film:arrival", "den")
    assert episode.title is not None
    assert (episode.title.series, episode.title.season, episode.title.episode) == ("Severance", 1, 4)
    assert (episode.person, episode.outcome, len(await ids(entry))) == ("Anna", Outcome.FINISHED, 6)


async def test_nothing_is_marked_where_nothing_is_to_be_remembered(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, options={**entry.options, "remember": False})
    await hass.config_entries.async_reload(entry.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "mark_watched", title="Arrival")
    assert len((await act(hass, "get_history"))["viewings"]) == 4
