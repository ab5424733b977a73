"""What entities of each integration say, in the shapes that its source gives them."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from custom_components.parlor.viewing.observation import App, Knows, Medium, Observation, Role, Status, Use
from custom_components.parlor.viewing.sources import observe_state, source_of

AT: Final = 1_764_262_800.0
NO_MEDIUM: Final = Medium()


def observe(brand: str, state: str, told: Mapping[str, object], role: Role = Role.SCREEN) -> Observation:
    """Return what a media player of an integration says."""
    source = source_of("media_player.box", brand, told, role)
    return observe_state(source, state, told, AT)


def medium(brand: str, state: str, **told: object) -> Medium:
    """Return what a media player plays; an empty medium where it says nothing of it."""
    return observe(brand, state, told).medium or NO_MEDIUM


def test_plex_tells_film_and_person() -> None:
    """A film's year is written after its title."""
    told = {
        "media_content_id": 8121, "media_content_type": "movie", "media_duration": 10221, "media_position": 60,
        "media_title": "Heat (1995)", "media_library_title": "Films", "username": "anna", "player_source": "session",
    }  # fmt: skip
    seen = observe("plex", "playing", told)
    assert seen.person == "anna"
    assert seen.medium is not None
    assert (seen.medium.title, seen.medium.year, seen.medium.content_id) == ("Heat", 1995, "8121")


@pytest.mark.parametrize("brand", ["plex", "jellyfin", "emby"])
def test_a_client_that_is_gone_plays_nothing(brand: str) -> None:
    """Servers know clients by their sessions; only while the integration is not loaded nothing is known."""
    assert observe(brand, "unavailable", {}).status is Status.IDLE
    assert observe(brand, "unavailable", {"restored": True}).status is Status.UNKNOWN
    assert observe("kodi", "unavailable", {}).status is Status.UNKNOWN


def test_plex_trailers_are_no_film_yet() -> None:
    """What runs before a film is in a library of its own."""
    told = {"media_content_type": "video", "media_title": "Coming Soon", "media_library_title": "Preroll"}
    seen = observe("plex", "playing", told)
    assert (seen.status, seen.medium) == (Status.IDLE, None)


def test_plex_live_tv_is_live() -> None:
    """An episode that is broadcast goes on without us."""
    told = {
        "media_content_type": "tvshow", "media_series_title": "Tatort", "media_title": "Murot", "media_season": 2025,
        "media_episode": 12, "media_library_title": "Live TV",
    }  # fmt: skip
    assert medium("plex", "playing", **told).is_live


def test_emby_calls_its_user_an_app() -> None:
    """The integration has no other place for who watches."""
    seen = observe("emby", "playing", {"app_name": "ben", "media_title": "Alien", "media_content_type": "movie"})
    assert (seen.person, seen.app) == ("ben", None)


def test_kodi_tells_ids_and_minus_ones() -> None:
    """In place of an id it has what others call the film; a film has no season."""
    told = {
        "media_title": "Alien", "media_season": -1, "media_episode": -1, "media_series_title": "",
        "media_content_type": "movie", "media_content_id": {"imdb": "tt0078748", "tmdb": "348"},
    }  # fmt: skip
    seen = medium("kodi", "playing", **told)
    assert (seen.season, seen.episode, seen.series, seen.content_id) == (None, None, None, None)
    assert seen.ids == {"imdb": "tt0078748", "tmdb": "348"}


@pytest.mark.parametrize(
    ("told", "is_live"),
    [({}, True), ({"media_duration": 0}, False), ({"media_duration": 2700}, False)],
)
def test_kodi_tells_live_tv_by_what_it_leaves_out(told: dict[str, object], is_live: bool) -> None:
    """It calls a channel a video."""
    assert medium("kodi", "playing", media_title="News", media_content_type="video", **told).is_live is is_live


def test_a_show_of_photos_is_nothing_that_is_watched() -> None:
    """Whatever shows it says that it plays."""
    seen = observe("dlna_dmr", "playing", {"media_title": "Beach", "media_content_type": "image"})
    assert (seen.status, seen.medium) == (Status.IDLE, None)


def test_parlors_own_player_calls_art_idle() -> None:
    """A screen of its own may be made of it, too."""
    assert observe("parlor", "idle", {}).status is Status.ART


def test_apple_tv_writes_numbers_as_words() -> None:
    """What it does not know of an episode it writes as `None`."""
    told = {
        "app_id": "com.apple.TVWatchList", "app_name": "TV", "media_content_type": "tvshow", "media_title": "Half Loop",
        "media_series_title": "Severance", "media_season": "1", "media_episode": "None",
    }  # fmt: skip
    seen = observe("apple_tv", "playing", told)
    assert seen.app == App(id="com.apple.TVWatchList", name="Apple TV", use=Use.VIDEO)
    assert seen.medium is not None
    assert (seen.medium.season, seen.medium.episode) == (1, None)


@pytest.mark.parametrize(
    ("brand", "told", "app"),
    [
        ("cast", {"app_id": "E8C28D3C", "app_name": "Backdrop"}, ("Screen saver", Use.NOTHING)),
        ("cast", {"app_id": "CA5E8412", "app_name": "Netflix"}, ("Netflix", Use.VIDEO)),
        ("cast", {"app_id": "CC32E753", "app_name": "Spotify"}, ("Spotify", Use.MUSIC)),
        ("cast", {"app_id": "12345678", "app_name": "My receiver"}, ("My receiver", Use.UNKNOWN)),
        ("androidtv", {"app_id": "com.netflix.ninja", "source": "Netflix"}, ("Netflix", Use.VIDEO)),
        ("androidtv_remote", {"app_id": "com.wow", "app_name": "com.wow"}, (None, Use.UNKNOWN)),
        ("androidtv_remote", {"app_id": "com.google.android.apps.tv.launcherx"}, ("Home", Use.NOTHING)),
        ("webostv", {"app_id": "youtube.leanback.v4", "source": "YouTube"}, ("YouTube", Use.VIDEO)),
        ("roku", {"app_id": "837", "app_name": "YouTube", "source": "YouTube"}, ("YouTube", Use.VIDEO)),
        ("roku", {"app_id": "562859", "app_name": "Roku", "source": "Roku"}, ("Home", Use.NOTHING)),
        ("vizio", {"app_name": "Netflix", "source": "Netflix"}, ("Netflix", Use.VIDEO)),
        ("smartthings", {"source": "youtube"}, ("YouTube", Use.VIDEO)),
        ("xbox", {"media_content_type": "app", "media_title": "Netflix"}, ("Netflix", Use.VIDEO)),
        ("", {"source": "TVING"}, ("TVING", Use.VIDEO)),
        ("", {"app_name": "ZDF-Mediathek"}, ("ZDFmediathek", Use.VIDEO)),
    ],
)
def test_apps(brand: str, told: Mapping[str, object], app: tuple[str | None, Use]) -> None:
    """An app has the name that people know, from its id on whatever platform."""
    seen = observe(brand, "on", told)
    assert seen.app is not None
    assert (seen.app.name, seen.app.use, seen.input) == (*app, None)


@pytest.mark.parametrize(
    ("brand", "told", "shown"),
    [
        ("webostv", {"app_id": "com.webos.app.hdmi2", "source": "PlayStation"}, "PlayStation"),
        ("roku", {"app_id": "tvinput.hdmi1", "app_name": "Apple TV", "source": "Apple TV"}, "Apple TV"),
        ("roku", {"app_id": "tvinput.dtv", "app_name": "Antenna TV", "source": "Antenna TV"}, "TV"),
        ("androidtv", {"app_id": "com.sony.dtv.tvx", "source": "TV", "hdmi_input": "HW4"}, "HW4"),
        ("braviatv", {"source": "HDMI 2", "media_title": "HDMI 2", "media_content_id": "extInput:hdmi?port=2"}, "HDMI 2"),
        ("vizio", {"source": "HDMI-1"}, "HDMI-1"),
        ("vizio", {"source": "HDMI-1", "app_name": "Netflix"}, "HDMI-1"),
        ("smartthings", {"source": "hdmi1"}, "hdmi1"),
        ("denonavr", {"source": "Blu-ray", "media_title": "Blu-ray", "media_content_type": "channel"}, "Blu-ray"),
        ("anthemav", {"source": "Shield", "media_title": "Shield", "app_name": "Dolby Atmos"}, "Shield"),
        ("", {"source": "HDMI 1"}, "HDMI 1"),
    ],
)  # fmt: skip
def test_inputs(brand: str, told: Mapping[str, object], shown: str) -> None:
    """An input is no app, whatever it is called, and its name is no title."""
    seen = observe(brand, "on", told)
    assert (seen.input, seen.app, seen.channel, seen.medium) == (shown, None, None, None)


@pytest.mark.parametrize(
    ("brand", "told", "channel", "title"),
    [
        (
            "webostv",
            {"app_id": "com.webos.app.livetv", "source": "Live TV", "media_content_type": "channel", "media_title": "ZDF"},
            "ZDF", None,
        ),
        (
            "braviatv",
            {"media_content_type": "channel", "media_channel": "Das Erste", "media_title": "Tagesschau"},
            "Das Erste", "Tagesschau",
        ),
        (
            "philips_js",
            {"app_id": "org.droidtv.playtv", "media_content_type": "channel", "media_channel": "NPO 1",
             "media_title": "NPO 1"},
            "NPO 1", None,
        ),
        (
            "enigma2",
            {"source": "ARTE HD", "media_content_type": "tvshow", "media_channel": "ARTE HD", "media_title": "ARTE HD",
             "media_series_title": "Das Boot"},
            "ARTE HD", "Das Boot",
        ),
        (
            "lg_netcast",
            {"source": "SBS", "media_content_type": "channel", "media_channel": "SBS", "media_title": "런닝맨"},
            "SBS", "런닝맨",
        ),
        ("", {"media_content_type": "channel", "media_title": "BBC One"}, "BBC One", None),
    ],
)  # fmt: skip
def test_channels(brand: str, told: Mapping[str, object], channel: str, title: str | None) -> None:
    """Some put the channel where the title belongs, some the programme."""
    seen = observe(brand, "on", told)
    assert (seen.channel, (seen.medium or NO_MEDIUM).title) == (channel, title)
    assert seen.medium is None or seen.medium.is_live


def test_directv_puts_the_episode_into_the_series() -> None:
    """A recording is not live, though it has a channel."""
    told: dict[str, Any] = {
        "media_content_type": "tvshow", "media_title": "Tyler's Ultimate", "media_series_title": "Spaghetti",
        "media_channel": "FOODHD (231)", "media_recorded": True,
    }  # fmt: skip
    seen = medium("directv", "playing", **told)
    assert (seen.title, seen.series, seen.is_live) == ("Spaghetti", "Tyler's Ultimate", False)


def test_a_soundbar_that_sounds_for_the_tv_plays_no_music() -> None:
    """Sonos calls that playing something called TV."""
    told = {"source": "TV", "media_title": "TV", "media_content_type": "music"}
    assert observe("sonos", "playing", told, Role.PLAYER) == Observation(
        source="media_player.box", at=AT, status=Status.ON, input="TV"
    )


def test_vlc_does_not_know_films_from_music() -> None:
    """It says music of everything."""
    assert medium("vlc_telnet", "playing", media_content_type="music", media_title="a.mkv").content_type is None


def test_what_only_sends_signals_knows_nothing() -> None:
    """Its state is what was sent last, which is not what the set did."""
    assert observe("lg_infrared", "on", {}).status is Status.UNKNOWN
    assert not source_of("media_player.box", "lg_infrared", {}, Role.SCREEN).knows


def test_consoles_are_for_games() -> None:
    """A PlayStation that is on without a game plays nothing."""
    told = {"media_content_type": "game", "media_title": "Astro Bot", "media_content_id": "PPSA21564_00"}
    assert medium("playstation_network", "playing", **told).title == "Astro Bot"
    assert observe("playstation_network", "on", {"media_content_type": "game"}).status is Status.IDLE
    assert source_of("media_player.box", "xbox", {}, Role.INPUT).use is Use.GAMES


def test_speakers_are_for_music() -> None:
    """An unknown brand is one where its entity says that it is a speaker."""
    assert source_of("media_player.box", "sonos", {}, Role.PLAYER).use is Use.MUSIC
    assert source_of("media_player.box", "", {"device_class": "speaker"}, Role.PLAYER).use is Use.MUSIC
    assert source_of("media_player.box", "", {"device_class": "tv"}, Role.SCREEN).use is Use.UNKNOWN


def test_the_plan_of_a_screen_is_in_its_sources() -> None:
    """What the user says of a source is kept with it."""
    source = source_of("media_player.box", "plex", {}, Role.INPUT, input="HDMI 2", apps=["Plex"], person="anna")
    assert (source.input, source.apps, source.person, source.fresh) == ("HDMI 2", frozenset({"plex"}), "anna", None)
    assert Knows.PERSON in source.knows
