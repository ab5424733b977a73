"""What is put off, asked and cancelled in plain speech, without a model."""

from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import Say, add_assistant
from .screens import pass_time
from .test_later import jobs, state
from .watching import BEDROOM, BOX, TV, start_room, watch


@pytest.fixture
async def parlor(
    hass: HomeAssistant, household_folder: Path, loopback: None, freezer: FrozenDateTimeFactory
) -> MockConfigEntry:
    """Return an assistant without a model, in a home with two screens, on an evening."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-27 19:15:00+00:00")
    assert await async_setup_component(hass, "conversation", {})
    await start_room(hass)
    return await add_assistant(hass, None)


@pytest.mark.parametrize(
    ("said", "language", "answer"),
    [
        ("in 10 minutes turn off the kitchen light", "en", "Planned. Today at 20:25: turn off Kitchen light."),
        ("turn off the kitchen light in 10 minutes", "en", "Planned. Today at 20:25: turn off Kitchen light."),
        ("turn on the kitchen light at 7", "en", "Planned. Tomorrow at 07:00: turn on Kitchen light."),
        (
            "Please turn the kitchen light on tomorrow at 6:30 pm.",
            "en",
            "Planned. Tomorrow at 18:30: turn on Kitchen light.",
        ),
        (
            "remind me in 20 minutes to take the pizza out",
            "en",
            "Planned. Today at 20:35: say “Reminder: take the pizza out”.",
        ),
        (
            "Erinnere mich in 20 Minuten an die Pizza",
            "de",
            "Ist geplant. Heute um 20:35: „Erinnerung: die Pizza“ sagen.",
        ),
        (
            "20분 뒤에 피자 꺼내라고 알려줘",
            "ko",
            "예약했습니다. 오늘 20:35: “알림: 피자 꺼내라”라고 말하기.",
        ),
        (
            "turn off the kitchen light once the blind opens",
            "en",
            "Planned. When Blind is open: turn off Kitchen light.",
        ),
        ("open the blind on monday at 8 am", "en", "Planned. On Monday at 08:00: open Blind."),
        ("schalte in 10 Minuten das Küchenlicht aus", "de", None),
        (
            "Kitchen light in 10 Minuten ausschalten",
            "de",
            "Ist geplant. Heute um 20:25: Kitchen light ausschalten.",
        ),
        (
            "In einer halben Stunde Kitchen light aus",
            "de",
            "Ist geplant. Heute um 20:45: Kitchen light ausschalten.",
        ),
        ("10분 뒤에 Kitchen light 꺼 줘", "ko", "예약했습니다. 오늘 20:25: Kitchen light 끄기."),
        ("내일 아침 7시에 Kitchen light 켜 줘", "ko", "예약했습니다. 내일 07:00: Kitchen light 켜기."),
        (
            "turn on the kitchen light when the film in the living room ends",
            "en",
            "Planned. When what is on Living Room TV is over: turn on Kitchen light.",
        ),
        (
            "Wenn der Film zu Ende ist, Kitchen light an",
            "de",
            "Ist geplant. Wenn zu Ende ist, was auf Bedroom TV und Living Room TV läuft: Kitchen light einschalten.",
        ),
        ("거실 영화 끝나면 Kitchen light 켜 줘", "ko", None),
        (
            "영화 끝나면 Kitchen light 켜 줘",
            "ko",
            "예약했습니다. Bedroom TV 및 Living Room TV에서 보는 것이 끝나면: Kitchen light 켜기.",
        ),
    ],
)
async def test_put_off(
    hass: HomeAssistant, parlor: MockConfigEntry, say: Say, said: str, language: str, answer: str | None
) -> None:
    told = await say(said, language)
    if answer is not None:
        assert told == answer
    assert state(hass, "light.kitchen") == "off"


@pytest.mark.parametrize(
    "said",
    [
        "turn on the kitchen light when I come home",
        "turn on the kitchen light at 7 or 8",
        "don't turn on the kitchen light in 10 minutes",
        "turn on the kitchen light in 10 minutes unless it is dark",
        "turn on the kitchen light every day at 7",
        "turn on the kitchen light for 10 minutes",
        "unlock the front door in 10 minutes",
        "remind me in 10 minutes",
        "turn on the kitchen light today at 7 am",
    ],
)
async def test_what_is_not_put_off(hass: HomeAssistant, parlor: MockConfigEntry, say: Say, said: str) -> None:
    await say(said)
    assert jobs(parlor) == []
    assert (state(hass, "light.kitchen"), state(hass, "lock.front_door")) == ("off", "locked")


async def test_told_and_cancelled(hass: HomeAssistant, parlor: MockConfigEntry, say: Say) -> None:
    assert await say("what have you planned") == "Nothing is planned."
    await say("turn on the kitchen light at 22:30")
    await say("turn off the kitchen light tomorrow at 7")
    assert await say("Was hast du geplant?", "de") == (
        "Geplant ist: heute um 22:30: Kitchen light einschalten; morgen um 07:00: Kitchen light ausschalten."
    )
    assert (
        await say("뭐 예약했어?", "ko") == "예약된 것은 오늘 22:30: Kitchen light 켜기; 내일 07:00: Kitchen light 끄기."
    )
    assert await say("what have you planned for tomorrow") == "Planned: tomorrow at 07:00: turn off Kitchen light."
    assert (await say("cancel the plan")).startswith("Which one do you mean?")
    assert await say("cancel the plan for tonight") == "Cancelled: today at 22:30: turn on Kitchen light."
    await say("turn on the kitchen light at 22:30")
    assert await say("Lösche alle Pläne", "de") == (
        "Gestrichen: heute um 22:30: Kitchen light einschalten; morgen um 07:00: Kitchen light ausschalten."
    )
    await say("turn on the kitchen light at 22:30")
    assert await say("예약 전부 취소해 줘", "ko") == "취소했습니다. 오늘 22:30: Kitchen light 켜기."
    assert jobs(parlor) == []


@pytest.mark.parametrize("end", ["idle", "off"])
async def test_when_what_is_watched_is_over(
    hass: HomeAssistant, parlor: MockConfigEntry, say: Say, freezer: FrozenDateTimeFactory, end: str
) -> None:
    """Watched to its end or left before: over is over. Of the two screens the one in use is meant."""
    await watch(hass)
    told = await say("turn on the kitchen light when the episode ends")
    assert told == "Planned. When what is on Living Room TV is over: turn on Kitchen light."
    await pass_time(hass, freezer, 600)
    assert state(hass, "light.kitchen") == "off"
    more: dict[str, Any] = {"media_position": 2690} if end == "idle" else {}
    await watch(hass, **more)
    await pass_time(hass, freezer, 120)
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 5)
    for _ in range(4):
        await pass_time(hass, freezer, 600)
    assert (state(hass, "light.kitchen"), jobs(parlor)) == ("on", [])
    assert state(hass, BEDROOM) == "off"
