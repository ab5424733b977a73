"""The action that tells people something, over real entities of Home Assistant."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.parlor import telling_delivery, telling_speaking
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

from .screens import FILM, TV, play
from .tellable import (
    ANNA,
    BEN,
    KITCHEN_MOTION,
    LIVING_MOTION,
    SATELLITE,
    SPEAKER,
    TEXT,
    VOICE,
    Tellable,
    add_living_room_tv,
    people,
    tell,
    told_on,
)

__all__ = ["people"]


async def test_it_is_said_where_people_are(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, LIVING_MOTION, "on")
    response = await tell(hass, title="Washer")
    assert people.said() == {"satellite": [TEXT]}
    assert response == {
        "outcome": "told",
        "told": [{"way": "satellite", "name": "living", "target": SATELLITE, "heard": True}],
        "failed": [],
    }


async def test_it_is_said_through_a_speaker_and_looked_whether_it_was(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, KITCHEN_MOTION, "on")
    response = await tell(hass, "  The washing\n is   done. ")
    assert people.said() == {"speaker": [TEXT]}
    assert response["told"] == [{"way": "speaker", "name": "kitchen", "target": SPEAKER, "heard": True}]


async def test_a_speaker_that_plays_shows_not_whether_it_spoke(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, KITCHEN_MOTION, "on")
    people.speaker.plays_on = True
    await people.put(hass, "playing")
    assert (await tell(hass))["told"][0]["heard"] is False
    assert people.said() == {"speaker": [TEXT]}


async def test_a_speaker_that_would_break_off_its_music_is_left_alone(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, KITCHEN_MOTION, "on")
    people.speaker.announces = False
    await people.put(hass, "playing")
    await tell(hass)
    assert people.said() == {"anna": [TEXT]}
    await people.put(hass, "idle")
    await tell(hass)
    assert people.said() == {"speaker": [TEXT]}


async def test_what_is_urgent_is_told_everywhere(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, KITCHEN_MOTION, "on")
    response = await tell(hass, urgency="urgent")
    assert people.said() == {"satellite": [TEXT], "speaker": [TEXT], "anna": [TEXT], "ben": [TEXT]}
    assert response["outcome"] == "told" and len(response["told"]) == 4


async def test_nobody_at_home_is_told_on_phones(hass: HomeAssistant, people: Tellable) -> None:
    hass.states.async_set("person.anna", "work", people.followed(hass, "anna"))
    await tell(hass, title="Washer")
    assert people.said() == {"anna": [f"Washer: {TEXT}"], "ben": [f"Washer: {TEXT}"]}


@pytest.mark.parametrize(
    ("wants", "said"),
    [
        ({"areas": ["Kitchen"]}, {"speaker"}),
        ({"areas": ["kitchen"]}, {"speaker"}),
        ({"ways": ["phone"]}, {"anna"}),
        ({"ways": ["satellite"]}, {"satellite"}),
        ({"persons": ["person.ben"]}, {"ben"}),
        ({"phones": True}, {"satellite", "speaker", "anna"}),
    ],
)
async def test_what_the_sender_wants(
    hass: HomeAssistant, people: Tellable, wants: dict[str, Any], said: set[str]
) -> None:
    await tell(hass, **wants)
    assert set(people.said()) == said


async def test_another_way_where_one_fails(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, LIVING_MOTION, "on")
    people.satellite.faulty.fails = True
    response = await tell(hass)
    assert people.said() == {"anna": [TEXT]}
    assert [each["reason"] for each in response["failed"]] == ["failed"] and told_on(response) == [ANNA]


async def test_another_way_where_one_hangs(
    hass: HomeAssistant, people: Tellable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling_delivery, "SPEAK_SECONDS", 0.05)
    monkeypatch.setattr(telling_delivery, "CHARACTERS_A_SECOND", 1000)
    people.notice(hass, LIVING_MOTION, "on")
    people.satellite.faulty.hangs = True
    response = await tell(hass)
    assert people.said() == {"anna": [TEXT]}
    assert [each["reason"] for each in response["failed"]] == ["timeout"] and told_on(response) == [ANNA]
    people.satellite.faulty.hangs = False
    await tell(hass)
    assert people.said() == {"satellite": [TEXT]}  # it is not in anybody's way afterwards


async def test_everything_fails(hass: HomeAssistant, people: Tellable) -> None:
    for each in (people.satellite, people.speaker, people.anna, people.ben):
        each.faulty.fails = True
    for urgency in ("normal", "urgent"):
        with pytest.raises(HomeAssistantError) as raised:
            await tell(hass, urgency=urgency)
        assert raised.value.translation_key == "tell_failed"
        assert "living" in (raised.value.translation_placeholders or {})["failed"]


async def test_what_is_gone_is_not_taken_for_told(hass: HomeAssistant, people: Tellable) -> None:
    assert await hass.config_entries.async_unload(people.entry.entry_id)
    await hass.async_block_till_done()
    with pytest.raises(HomeAssistantError) as raised:
        await tell(hass)
    assert raised.value.translation_key == "tell_no_surface"
    with pytest.raises(HomeAssistantError) as raised:
        await tell(hass, ways=["phone"])
    assert raised.value.translation_key == "tell_no_phone"


async def test_no_voice(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, KITCHEN_MOTION, "on")
    hass.states.async_set(VOICE, "unavailable")
    await tell(hass)
    assert people.said() == {"anna": [TEXT]}


async def test_one_after_the_other_on_one_satellite(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, LIVING_MOTION, "on")
    texts = [f"Message {number}." for number in range(8)]
    responses = await asyncio.gather(*(tell(hass, text) for text in texts))
    assert people.said() == {"satellite": texts}
    assert {response["outcome"] for response in responses} == {"told"}


async def test_a_thousand_at_once(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, LIVING_MOTION, "on")
    results = await asyncio.gather(*(tell(hass, f"Message {each}.") for each in range(1000)), return_exceptions=True)
    refused = [each for each in results if isinstance(each, HomeAssistantError)]
    assert {each.translation_key for each in refused} == {"tell_too_much"}
    assert len(refused) == 1000 - 64 and len(people.said()["satellite"]) == 64
    await tell(hass)  # and then it goes on as before
    assert people.said() == {"satellite": [TEXT]}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({}, "tell_no_message"),
        ({"message": " \n "}, "tell_no_message"),
        ({"withdraw": True}, "tell_no_tag"),
        ({"message": TEXT, "areas": ["Moon"]}, "tell_no_area"),
        ({"message": TEXT, "areas": ["x" * 5000]}, "tell_no_area"),
        ({"message": TEXT, "persons": ["person.nobody"]}, "tell_no_person"),
        ({"message": TEXT, "persons": [SATELLITE]}, "tell_no_person"),
    ],
)
async def test_what_makes_no_sense(hass: HomeAssistant, people: Tellable, data: dict[str, Any], key: str) -> None:
    with pytest.raises(ServiceValidationError) as raised:
        await hass.services.async_call("parlor", "tell", data, blocking=True)
    assert raised.value.translation_key == key
    assert not people.said()


@pytest.mark.parametrize(
    "data", [{"message": "x" * 2001}, {"title": "x" * 201}, {"tag": ""}, {"urgency": "asap"}, {"max_hold": -1}]
)
async def test_what_is_no_message_at_all(hass: HomeAssistant, people: Tellable, data: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=next(iter(data))):
        await hass.services.async_call("parlor", "tell", {"message": TEXT, **data}, blocking=True)
    assert not people.said()


async def test_a_long_message_in_every_script(hass: HomeAssistant, people: Tellable) -> None:
    people.notice(hass, LIVING_MOTION, "on")
    text = "세탁이 끝났어요. 🧺 <b>{{ x }}</b> " * 60
    await tell(hass, text)
    assert people.said() == {"satellite": [" ".join(text.split())]}


async def test_settings(hass: HomeAssistant, people: Tellable) -> None:
    """What is set in the appliances' entry holds, whether it is loaded or not."""
    people.notice(hass, LIVING_MOTION, "on")
    actions = async_mock_service(hass, "notify", "mobile_app_pixel")
    telling = {
        "ways": ["phone"],
        "phones": [{"person": "person.anna", "targets": ["notify.mobile_app_pixel", "notify.x"]}],
    }
    entry = MockConfigEntry(domain="parlor", data={"kind": "appliances"}, options={"telling": telling})
    entry.add_to_hass(hass)
    response = await tell(hass, title="Washer")
    assert [call.data for call in actions] == [{"message": TEXT, "title": "Washer"}]
    assert told_on(response) == ["notify.mobile_app_pixel"]
    await tell(hass, urgency="urgent", persons=["person.anna"])
    assert actions[-1].data["data"] == telling_delivery.URGENT
    hass.config_entries.async_update_entry(entry, options={"telling": {"ways": ["speaker"], "speakers": [SPEAKER]}})
    assert told_on(await tell(hass)) == [SPEAKER]
    hass.config_entries.async_update_entry(
        entry, options={"telling": {"ways": ["speaker"], "speakers": ["media_player.x"]}}
    )
    with pytest.raises(HomeAssistantError):
        await tell(hass)
    hass.config_entries.async_update_entry(
        entry, options={"telling": {"phones": [{"targets": [BEN]}], "ways": ["phone"]}}
    )
    assert told_on(await tell(hass)) == [ANNA, BEN]  # a phone that is everybody's


async def test_notices(hass: HomeAssistant, people: Tellable) -> None:
    """TVs show notices by their own integrations' actions; those that are off are asked for nothing."""
    kitchen = ar.async_get(hass).async_get_area_by_name("Kitchen")
    assert kitchen is not None
    registry, shown = er.async_get(hass), {}
    shown["kodi"] = async_mock_service(hass, "kodi", "call_method")
    shown["webos"] = async_mock_service(hass, "notify", "lg_tv")
    for platform in ("kodi", "webostv", "androidtv_remote", "nfandroidtv"):
        owner = MockConfigEntry(domain=platform, title="LG TV", data={"host": "10.0.0.7"})
        owner.add_to_hass(hass)
        device = dr.async_get(hass).async_get_or_create(config_entry_id=owner.entry_id, identifiers={(platform, "1")})
        domain = "notify" if platform == "nfandroidtv" else "media_player"
        known = registry.async_get_or_create(
            domain, platform, "1", config_entry=owner, device_id=device.id, suggested_object_id=platform
        )
        dr.async_get(hass).async_update_device(device.id, area_id=kitchen.id)
        hass.states.async_set(known.entity_id, "on" if domain == "media_player" else "unknown")
    response = await tell(hass, title="Washer", ways=["notice"])
    assert sorted(told_on(response)) == ["media_player.kodi", "notify.lg_tv"]
    assert [each["target"] for each in response["failed"]] == ["notify.nfandroidtv"]  # which is no entity here
    (call,) = shown["kodi"]
    assert call.data == {
        "entity_id": "media_player.kodi",
        "method": "GUI.ShowNotification",
        "title": "Washer",
        "message": TEXT,
        "displaytime": 15000,
    }
    assert [each.data for each in shown["webos"]] == [{"message": TEXT, "title": "Washer"}]
    for platform in ("kodi", "webostv", "androidtv_remote"):
        hass.states.async_set(f"media_player.{platform}", "off")
    with pytest.raises(HomeAssistantError) as raised:
        await tell(hass, ways=["notice"])
    assert raised.value.translation_key == "tell_no_surface"


async def test_a_speaker_that_takes_all_and_shows_nothing(
    hass: HomeAssistant, people: Tellable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling_speaking, "STARTS_WITHIN", 0.05)
    people.notice(hass, KITCHEN_MOTION, "on")
    people.speaker.is_silent = True
    assert (await tell(hass))["told"] == [{"way": "speaker", "name": "kitchen", "target": SPEAKER, "heard": False}]


@pytest.mark.parametrize(("features", "where"), [(512, ANNA), (512 | 1048576, TV)])
async def test_a_tv_that_its_owner_chose_to_speak(
    hass: HomeAssistant, people: Tellable, monkeypatch: pytest.MonkeyPatch, features: int, where: str
) -> None:
    """It speaks only where that does not break off the film for good."""
    monkeypatch.setattr(telling_speaking, "STARTS_WITHIN", 0.05)
    await add_living_room_tv(hass)
    await play(hass, FILM)
    hass.states.async_set(TV, "on", {"source": "HDMI 1", "supported_features": features})
    telling = {"speakers": [TV], "ways": ["speaker", "phone"]}
    MockConfigEntry(domain="parlor", data={"kind": "appliances"}, options={"telling": telling}).add_to_hass(hass)
    spoken = async_mock_service(hass, "tts", "speak")
    response = await tell(hass, max_hold=0)
    assert told_on(response) == [where]
    assert [call.data["media_player_entity_id"] for call in spoken] == ([TV] if where == TV else [])
