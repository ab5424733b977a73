"""A player and a robot do what the sentence has a word for, where a model wrote anything else."""

from typing import Any

import pytest

from custom_components.parlor.assistant.plan.options import as_source

from .reads import read

TV = "media_player.bedroom_tv"


@pytest.mark.parametrize(
    ("said", "data", "service", "meant"),
    [
        ("Bedroom TV volume 70", {"title": "Bedroom TV", "start": "resume"}, "volume_set", {"volume_level": 0.7}),
        ("Crank the bedroom TV up to 70 percent", {"title": "Bedroom TV"}, "volume_set", {"volume_level": 0.7}),
        ("Fernseher Lautstärke auf 15", {}, "volume_set", {"volume_level": 0.15}),
        ("침실 TV 소리 20으로 해 줘", {}, "volume_set", {"volume_level": 0.2}),
        ("Silence the bedroom TV", {"title": "Bedroom TV"}, "volume_mute", {"is_volume_muted": True}),
        ("Unmute the bedroom TV", {}, "volume_mute", {"is_volume_muted": False}),
        ("Hold the film in the bedroom", {"title": "the film"}, "media_pause", {}),
        ("Bedroom TV louder", {}, "volume_up", {}),
        ("Carry on in the bedroom", {"start": "resume"}, "play_title", {"start": "resume"}),
        ("Skip to the next one in the bedroom", {"start": "next"}, "play_title", {"start": "next"}),
        ("Don't stop, play on in the bedroom", {"start": "resume"}, "play_title", {"start": "resume"}),
        ("Play Stop Making Sense in the bedroom", {"title": "Stop Making Sense"}, "play_title", {"title": "Stop Making Sense"}),
    ],
)  # fmt: skip
def test_a_player(said: str, data: dict[str, Any], service: str, meant: dict[str, Any]) -> None:
    (step,) = read(said, {"action": "media_player.play_title", "target": TV, "data": data}).steps
    assert (step.service, step.data) == (service, meant)


@pytest.mark.parametrize(
    ("said", "content", "service"),
    [
        ("Hold the music in the bedroom", {"media_content_type": "music", "media_content_id": "channel 1"}, "media_pause"),
        ("Let it play on", {"media_content_type": "music", "media_content_id": "0"}, "media_play"),
        ("Crank the TV up to 70 percent", {"media_content_id": "music 7"}, "volume_set"),
        ("Play the old film with the robot", {"media_content_type": "movie", "media_content_id": "Metropolis"}, "play_media"),
        ("Turn on the football", {"media_content_type": "channel", "media_content_id": "football"}, "play_media"),
        ("Mach die Tagesschau an", {"media_content_type": "app", "media_content_id": "Tagesschau"}, "play_media"),
        ("채널 7번 틀어 줘", {"media_content_type": "channel", "media_content_id": "7"}, "play_media"),
        ("Mets la chaîne sept", {"media_content_type": "channel", "media_content_id": "7"}, "play_media"),
        ("Put on ZDF", {"media_content_type": "channel", "media_content_id": "2"}, "play_media"),
        ("Play the album nineteen eighty-nine", {"media_content_type": "music", "media_content_id": "1989"}, "play_media"),
        ("Play some jazz", {"media_content_type": "music", "media_content_id": "Jazz"}, "play_media"),
        ("Play Radio Paradise", {"media_content_type": "url", "media_content_id": "https://stream.radioparadise.com/x"}, "play_media"),
        ("Put on channel seven", {"media_content_type": "channel", "media_content_id": "7"}, "play_media"),
        ("유튜브 틀어 줘", {"media_content_type": "app", "media_content_id": "YouTube"}, "select_source"),
    ],
)  # fmt: skip
def test_nothing_is_played_that_nobody_named(said: str, content: dict[str, Any], service: str) -> None:
    (step,) = read(said, {"action": "media_player.play_media", "target": TV, "data": content}).steps
    assert step.service == service


def test_what_is_started_and_is_not_there_is_not_played() -> None:
    content = {"media_content_type": "channel", "media_content_id": "Tumble Dryer"}
    plan = read("Start the tumble dryer", {"action": "media_player.play_media", "target": TV, "data": content})
    assert [problem.what for problem in plan.problems] == ["target"]


def test_what_names_nothing_to_play_goes_back() -> None:
    content = {"media_content_type": "app", "media_content_id": "bedroom"}
    plan = read("My boots are dry now", {"action": "media_player.play_media", "target": TV, "data": content})
    assert [problem.what for problem in plan.problems] == ["value for"]


@pytest.mark.parametrize(
    ("said", "services"),
    [
        ("Have Dusty do a round", ["start"]),
        ("Send Dusty out to clean", ["start"]),
        ("Dusty soll saugen", ["start"]),
        ("Send Dusty home", ["return_to_base"]),
        ("더스티 청소 시작해", ["start"]),
        ("Dusty, do your thing", ["locate", "pause", "start", "stop", "return_to_base"]),
    ],
)
def test_a_robot(said: str, services: list[str]) -> None:
    written = ["locate", "pause", "start", "stop", "return_to_base"]
    plan = read(said, *({"action": f"vacuum.{service}", "target": "vacuum.dusty"} for service in written))
    assert [step.service for step in plan.steps] == services


@pytest.mark.parametrize(
    ("said", "action", "data", "source"),
    [
        ("put Netflix on the telly", "media_player.play_title", {"title": "Netflix"}, "Netflix"),
        (
            "put Disney on",
            "media_player.play_media",
            {"media_content_type": "app", "media_content_id": "disney+"},
            "Disney+",
        ),
        ("switch from HDMI 1 to Netflix", "media_player.select_source", {"source": "Netflix"}, "Netflix"),
        ("turn on the tv and open YouTube there", "media_player.select_source", {"source": "YouTube"}, "YouTube"),
        ("turn on the living room tv", "media_player.select_source", {"source": "HDMI 2"}, "HDMI 2"),
        ("show me the console", "media_player.select_source", {"source": "HDMI 1"}, "HDMI 1"),
        ("play a film called Arrival", "media_player.play_title", {"title": "Arrival"}, None),
    ],
)
def test_an_app_that_was_taken_for_a_title(said: str, action: str, data: dict[str, Any], source: str | None) -> None:
    (step,) = read(said, {"action": action, "target": TV, "data": data}).steps
    assert step.data.get("source") == source
    assert step.action == ("media_player.select_source" if source else action)


@pytest.mark.parametrize(
    ("said", "source", "meant"),
    [
        ("switch to YouTube", "YouTube Kids", "YouTube"),
        ("put YouTube Kids on", "YouTube Kids", "YouTube Kids"),
        ("put YouTube Kids on", "YouTube", "YouTube"),
        ("I am tired of YouTube, put the mouse on", "Disney+", "Disney+"),
    ],
)
def test_an_app_is_not_its_namesake(said: str, source: str, meant: str) -> None:
    options = ["TV", "YouTube", "YouTube Kids", "Disney+"]
    told = as_source("media_player.select_source", {"source": source}, (TV,), lambda *_: options, said)
    assert told == ("media_player.select_source", {"source": meant})
