"""What a turn costs beside the model: its own time, and how often the model is asked."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
import statistics
import time
from typing import Any

from homeassistant.core import HomeAssistant
from sim.home import async_put, generate_home
from sim.openai_service import OpenAIService

from .answers import Answering, Wish
from .house import add_core, add_parlor, running_home, say
from .report import Report

ENTITIES = 1000
TITLE = "The Long Way Home"


async def run(*, quick: bool) -> Report:
    """Say the same three things to both agents, in turns, again and again."""
    times = 7 if quick else 25
    async with OpenAIService() as service, running_home(generate_home(ENTITIES)) as hass:
        wishes = await _wishes(hass)
        agents = {"ours": await add_parlor(hass, service.url), "core": await add_core(hass, service.url)}
        figures: dict[str, dict[str, list[float]]] = {
            agent: {key: [] for key in ("own", "spoken", *wishes)} for agent in agents
        }
        for repetition, agent, kind in product(range(times + 1), agents, wishes):
            noted = figures[agent] if repetition else None
            await _say_once(hass, service, agents[agent], kind, wishes[kind], noted)
    return Report(
        suite="turn",
        ours=_medians(figures["ours"], wishes, times),
        core=_medians(figures["core"], wishes, times),
        notes=(
            f"median of {times} turns of each kind, in a home of {ENTITIES} exposed entities; the service answers at once, in this process",
            "own_ms_1000: a command, from the words to the result; spoken_ms: from the service's last request to the result",
        ),
    )


async def _wishes(hass: HomeAssistant) -> Mapping[str, Wish]:
    """Choose what is asked for, and put the home so that there is something to do and to see."""
    light = min(hass.states.async_all("light"), key=lambda state: state.entity_id)
    player = min(hass.states.async_all("media_player"), key=lambda state: state.entity_id)
    await async_put(hass, player.entity_id, "playing", {"media_title": TITLE, "app_name": "Netflix"})
    return {
        "command": Wish(
            sentence=f"I can't see a thing, could somebody see to the {light.name}",
            entity_id=light.entity_id,
            name=light.name,
            action="light.turn_on",
            core_tool="intent__HassTurnOn",
            core_arguments={"name": light.name},
        ),
        "screen_question": Wish(
            sentence=f"I fell asleep, what was it again that we have on the {player.name}",
            entity_id=player.entity_id,
            name=player.name,
            fact=TITLE,
        ),
        "room_question": Wish(
            sentence=f"I wonder whether anybody left the {light.name} burning",
            entity_id=light.entity_id,
            name=light.name,
            fact="is never told to core before it asks",
        ),
    }


async def _say_once(
    hass: HomeAssistant,
    service: OpenAIService,
    agent_id: str,
    kind: str,
    wish: Wish,
    figures: dict[str, list[float]] | None,
) -> None:
    """Say one thing and note what it cost; the first round only warms up."""
    if wish.action:
        await async_put(hass, wish.entity_id, "off")
    elif kind == "room_question":
        state = hass.states.get(wish.entity_id)
        assert state is not None
        wish = replace(wish, fact=f"{wish.entity_id} ({state.name}")
    answering = Answering(wish)
    service.script.answer_with(answering)
    before = time.perf_counter()
    answer = await say(hass, agent_id, wish.sentence)
    after = time.perf_counter()
    assert answer["response"]["response_type"] != "error", answer
    assert answering.requests, "understood without a model: choose other words"
    if wish.action:
        state = hass.states.get(wish.entity_id)
        assert state is not None and state.state == "on", answer
    if figures is None:
        return
    figures[kind].append(len(answering.requests))
    if wish.action:
        figures["own"].append((after - before) * 1000)
        figures["spoken"].append((after - answering.asked_at) * 1000)


def _medians(figures: Mapping[str, list[float]], wishes: Mapping[str, Wish], times: int) -> dict[str, Any]:
    """Return the medians under the suite's keys."""
    assert all(len(values) == times for values in figures.values())
    return {
        "round_trips": {kind: statistics.median(figures[kind]) for kind in wishes},
        "own_ms_1000": statistics.median(figures["own"]),
        "spoken_ms": statistics.median(figures["spoken"]),
    }
