"""Sentences about appliances: each comes to what it says, and no other sentence comes to any."""

from datetime import UTC, datetime

from freezegun.api import FrozenDateTimeFactory
import pytest
import yaml

from custom_components.parlor.appliances.command import Command, Program, Why
from custom_components.parlor.appliances.job import Job, JobState
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Phase
from custom_components.parlor.appliances.reasons import EVERY_REASON, OTHER
from custom_components.parlor.assistant.appliances.wishes import Do
from custom_components.parlor.assistant.local import AnswerPart, AppliancePart, Understood
from custom_components.parlor.assistant.replies import LANGUAGES, async_get_replies
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..machines import Machine, add_machine
from .conftest import FOLDER, Ask
from .test_sentences import TABLES as OTHERS, told as told_others

TABLES = yaml.safe_load((FOLDER / "sentences_appliances.yaml").read_text(encoding="utf-8"))
# What the machines are called in each language, and their programs; the dishwasher has a name of its maker's.
NAMES = {
    "en": ("Washer", "Dryer", "Bosch SMV6", "Oven", "Basement", "Kitchen"),
    "de": ("Waschmaschine", "Trockner", "Bosch SMV6", "Backofen", "Keller", "Kitchen"),
    "ko": ("세탁기", "건조기", "식기세척기", "오븐", "다용도실", "Kitchen"),
}
PROGRAMS = {"en": ("Eco 50", "Auto"), "de": ("Eco 50", "Auto"), "ko": ("에코", "표준 세척")}


def add_machines(hass: HomeAssistant, language: str) -> dict[str, Machine]:
    """Put the machines of the tables into the home."""
    washer, dryer, dishwasher, oven, below, kitchen = NAMES[language]
    eco, auto = PROGRAMS[language]
    programs = (Program(key="eco", name=eco), Program(key="auto", name=auto))
    running = Job(state=JobState.RUNNING)
    return {
        "washer": add_machine(hass, ApplianceKind.WASHER, washer, area=below, job=running, programs=programs),
        "dryer": add_machine(hass, ApplianceKind.DRYER, dryer, area=below, programs=programs),
        "dishwasher": add_machine(hass, ApplianceKind.DISHWASHER, dishwasher, area=kitchen, programs=programs),
        "oven": add_machine(hass, ApplianceKind.OVEN, oven, area=kitchen, programs=programs),
    }


def told(understood: Understood | None) -> str:
    """Write down what was understood as the table does."""
    if understood is None or len(understood.parts) != 1:
        return "nothing"
    (part,) = understood.parts
    if not isinstance(part, AppliancePart):
        return f"answer {part.reply}" if isinstance(part, AnswerPart) else type(part).__name__
    who = " ".join(thing.removeprefix("sensor.").rsplit("_", 2)[0] for thing in part.things)
    if part.wanted is None:
        return f"{part.about} {' '.join(sorted(who.split(), key=['washer', 'dryer', 'dishwasher', 'oven'].index))}"
    words = [part.wanted.do.value, who, part.wanted.program or ""]
    if part.wanted.ready_at is not None:
        at = dt_util.as_local(dt_util.utc_from_timestamp(part.wanted.ready_at))
        words.append(f"by {'today' if at.day == 28 else 'tomorrow'} {at:%H:%M}")
    return " ".join(word for word in words if word)


@pytest.fixture(autouse=True)
async def noon(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be noon."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(datetime(2026, 11, 28, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize("language", TABLES)
async def test_what_is_said_about_them(hass: HomeAssistant, ask: Ask, language: str) -> None:
    add_machines(hass, language)
    got = {text: told(await ask(text, language)) for text in TABLES[language]["right"]}
    assert got == TABLES[language]["right"]


@pytest.mark.parametrize("language", TABLES)
async def test_what_is_said_about_something_else(hass: HomeAssistant, ask: Ask, language: str) -> None:
    add_machines(hass, language)
    for text in TABLES[language]["wrong"]:
        understood = await ask(text, language)
        parts = understood.parts if understood else ()
        assert not [part for part in parts if isinstance(part, AppliancePart)], text


@pytest.mark.parametrize("language", TABLES)
async def test_without_them_nothing_of_it_is_understood(ask: Ask, language: str) -> None:
    for text in TABLES[language]["right"]:
        understood = await ask(text, language)
        parts = understood.parts if understood else ()
        assert not [part for part in parts if isinstance(part, AppliancePart)], text


@pytest.mark.parametrize("language", OTHERS)
async def test_what_was_understood_before_still_is(hass: HomeAssistant, ask: Ask, language: str) -> None:
    add_machines(hass, language)
    for case in OTHERS[language]["right"]:
        expected = case["do"] if isinstance(case["do"], list) else [case["do"]]
        assert told_others(await ask(case["say"], language, case.get("in"))) == expected, case["say"]
    for text in OTHERS[language]["traps"]:
        understood = await ask(text, language)
        parts = understood.parts if understood else ()
        assert not [part for part in parts if isinstance(part, AppliancePart) and part.wanted], text


@pytest.mark.parametrize(
    ("entity_id", "expected"),
    [
        ("switch.dishwasher", ["start dishwasher"]),  # a plug is no more than its power
        ("script.dishwasher", ["script.turn_on script.dishwasher"]),
    ],
)
async def test_another_thing_of_that_name(hass: HomeAssistant, ask: Ask, entity_id: str, expected: list[str]) -> None:
    add_machine(hass, ApplianceKind.DISHWASHER, "Dishwasher")
    hass.states.async_set(entity_id, "off", {"friendly_name": "Dishwasher"})
    async_expose_entity(hass, "conversation", entity_id, True)
    understood = await ask("start the dishwasher")
    assert understood is not None
    (part,) = understood.parts
    assert ([told(understood)] if isinstance(part, AppliancePart) else told_others(understood)) == expected


async def test_turning_it_on_means_its_switch_where_it_has_one(hass: HomeAssistant, ask: Ask) -> None:
    add_machine(hass, ApplianceKind.DISHWASHER, "Dishwasher")
    assert told(await ask("turn on the dishwasher")) == "start dishwasher"
    hass.states.async_set("switch.dishwasher", "off", {"friendly_name": "Dishwasher"})
    async_expose_entity(hass, "conversation", "switch.dishwasher", True)
    assert told_others(await ask("turn on the dishwasher")) == ["switch.turn_on switch.dishwasher"]


async def test_of_two_the_one_in_the_room_of_the_speaker(hass: HomeAssistant, ask: Ask) -> None:
    add_machine(hass, ApplianceKind.WASHER, "Upstairs one", area="Living Room")
    add_machine(hass, ApplianceKind.WASHER, "Downstairs one", area="Kitchen")
    assert told(await ask("start the washing machine", "en", None)) == "answer appliance_which"
    understood = await ask("start the washing machine", "en", "kitchen")
    assert understood is not None
    (part,) = understood.parts
    assert isinstance(part, AppliancePart)
    assert part.names == ("Downstairs one",)


async def test_a_dryer_in_which_the_laundry_is(hass: HomeAssistant, ask: Ask) -> None:
    machines = add_machines(hass, "en")
    machines["washer"].change(Job(state=JobState.IDLE))
    machines["dryer"].change(Job(state=JobState.RUNNING))
    assert told(await ask("is the laundry done?")) == "done dryer"
    machines["dryer"].change(Job(state=JobState.IDLE))
    assert told(await ask("is the laundry done?")) == "done washer"


async def test_programs_that_nobody_can_mean(hass: HomeAssistant, ask: Ask) -> None:
    machines = add_machines(hass, "en")
    machines["dryer"].programs = (Program(key="x", name="Iron dry"), Program(key="y", name="iron-dry"))
    assert told(await ask("start iron dry on the dryer")) == "answer appliance_which_program"
    assert told(await ask("start iron dry on the dishwasher")) == "answer appliance_no_program"


async def test_what_it_cannot_be_told_is_said(hass: HomeAssistant, ask: Ask) -> None:
    machines = add_machines(hass, "en")
    machines["dryer"].commands = frozenset({Command.STOP})
    understood = await ask("start the dryer")
    assert understood is not None
    assert told(understood) == "start dryer"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_everything_has_its_words(hass: HomeAssistant, language: str) -> None:
    replies = await async_get_replies(hass, language)
    keys = {f"appliance_phase_{phase.value}" for phase in Phase} | {f"appliance_{why.value}" for why in Why}
    keys |= {f"do_appliance_{do.value}" for do in Do} | {f"appliance_{state.value}" for state in JobState}
    keys |= {f"appliance_reason_{reason}" for reason in EVERY_REASON - {OTHER}}
    assert not [key for key in sorted(keys) if not replies.has(key)]
