"""What an assistant spends: counted, shown, kept over restarts, and limited."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events, async_fire_time_changed

from custom_components.parlor.assistant_spending import EVENT_BUDGET
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from sim.openai_service import OpenAIService, Reply, ToolCall
from sim.openai_service.script import Usage

from .conftest import Say
from .test_conversation import WISH
from .test_roles import assistant

USED = Usage(input_tokens=1000, output_tokens=100, cached_tokens=600, reasoning_tokens=40)
PRICES = {"small": {"input": 10.0, "output": 100.0, "cached": 1.0}}
COST = (400 * 10 + 600 * 1 + 100 * 100) / 1e6


def shown(hass: HomeAssistant, key: str) -> str:
    """Return the state of a sensor of the whole assistant."""
    states = {state.entity_id.removeprefix("sensor.parlor_"): state.state for state in hass.states.async_all("sensor")}
    return states[key]


def stored_key(entry: Any) -> str:
    """Return where the spending of an entry is kept."""
    return f"parlor.spending.{entry.entry_id}"


async def test_sensors(
    home: HomeAssistant, service: OpenAIService, say: Say, entity_registry_enabled_by_default: None
) -> None:
    """Tokens, requests, money and the share of the cache; of the assistant and of each agent."""
    entry = await assistant(home, service.url, prices=PRICES)
    assert shown(home, "tokens_today") == "0"
    service.script.add(Reply(text="Yes.", usage=USED), Reply(text="Yes.", usage=USED))
    await say(WISH)
    await say(WISH)
    registry = er.async_get(home)
    (agent,) = entry.subentries
    for owner in (entry.entry_id, agent):
        told = {}
        for key in ("tokens_today", "tokens_month", "requests_today", "requests_month", "money_month", "cached_share"):
            entity_id = registry.async_get_entity_id("sensor", "parlor", f"{owner}_{key}")
            state = home.states.get(entity_id or "")
            assert state is not None
            told[key] = float(state.state)
        assert told == {
            "tokens_today": 2200,
            "tokens_month": 2200,
            "requests_today": 2,
            "requests_month": 2,
            "money_month": pytest.approx(2 * COST, abs=1e-6),
            "cached_share": 60,
        }
    money = home.states.get("sensor.parlor_cost_today")
    assert money is not None
    assert money.attributes["unit_of_measurement"] == home.config.currency
    assert money.attributes["state_class"] == "total"
    assert money.attributes["last_reset"]


async def test_agents_sensors_are_off_until_they_are_wanted(home: HomeAssistant, service: OpenAIService) -> None:
    """There would be many."""
    entry = await assistant(home, service.url)
    on = [one for one in er.async_entries_for_config_entry(er.async_get(home), entry.entry_id) if not one.disabled_by]
    sensors = sorted(one.unique_id.removeprefix(f"{entry.entry_id}_") for one in on if one.domain == "sensor")
    assert sensors == ["money_month", "money_today", "tokens_month", "tokens_today"]


async def test_money_without_prices_is_not_known(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """Nor where a model was asked that has none."""
    await assistant(home, service.url)
    assert shown(home, "cost_today") == "unknown"
    service.script.add(Reply(text="Yes.", usage=USED))
    await say(WISH)
    assert shown(home, "cost_today") == "unknown"
    assert shown(home, "tokens_today") == "1100"


async def test_what_a_service_does_not_count_is_estimated(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    """And marked so."""
    entry = await assistant(home, service.url)
    service.script.add(Reply(text="".join(f"Yes, that is so {word}. " for word in "abcdefghijklmnopqrst"), usage=None))
    await say(WISH)
    told = await async_get_config_entry_diagnostics(home, entry)
    spent = told["spent"]["day"]["chat"]
    assert spent["estimated"] == spent["requests"] == 1
    assert 300 < spent["input"] < 4000
    assert 60 < spent["output"] < 120


async def test_what_failed_costs_nothing(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """What broke off amid its answer does."""
    await assistant(home, service.url)
    service.script.add(Reply(status=429))
    await say(WISH)
    assert shown(home, "tokens_today") == "0"
    service.script.add(Reply(text="It is so that " * 30, end_after_events=20))
    await say(WISH)
    assert int(shown(home, "tokens_today")) > 300


async def test_it_survives_a_restart(
    home: HomeAssistant, service: OpenAIService, say: Say, hass_storage: dict[str, Any]
) -> None:
    """What was spent is written when the entry ends, and read when it begins."""
    entry = await assistant(home, service.url, prices=PRICES)
    service.script.add(Reply(text="Yes.", usage=USED))
    await say(WISH)
    await home.config_entries.async_reload(entry.entry_id)
    await home.async_block_till_done()
    assert shown(home, "tokens_today") == "1100"
    assert stored_key(entry) in hass_storage
    assert WISH not in str(hass_storage[stored_key(entry)])
    await home.config_entries.async_remove(entry.entry_id)
    assert stored_key(entry) not in hass_storage


async def test_it_is_written_when_home_assistant_ends(
    home: HomeAssistant, service: OpenAIService, say: Say, hass_storage: dict[str, Any]
) -> None:
    """Also what was spent a moment before."""
    entry = await assistant(home, service.url)
    service.script.add(Reply(text="Yes.", usage=USED))
    await say(WISH)
    assert stored_key(entry) not in hass_storage
    home.set_state(CoreState.final_write)
    home.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await home.async_block_till_done()
    assert hass_storage[stored_key(entry)]["data"]["ledger"]["day"]["rows"][0]["spent"]["input"] == 1000


@pytest.mark.parametrize("broken", [[], {"ledger": 7, "warned": 7}, {"ledger": {"day": {"name": 1, "rows": {}}}}])
async def test_a_broken_file_does_no_harm(
    home: HomeAssistant, service: OpenAIService, say: Say, hass_storage: dict[str, Any], broken: Any
) -> None:
    """Counting begins anew."""
    entry = await assistant(home, service.url)
    await home.config_entries.async_unload(entry.entry_id)
    hass_storage[stored_key(entry)] = {"version": 1, "minor_version": 1, "key": stored_key(entry), "data": broken}
    await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done()
    service.script.add(Reply(text="Yes.", usage=USED))
    await say(WISH)
    assert shown(home, "tokens_today") == "1100"


async def test_days_end_at_midnight_at_home(
    home: HomeAssistant, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    """Not in Greenwich, and without anybody asking."""
    await home.config.async_set_time_zone("Asia/Seoul")
    freezer.move_to(datetime(2026, 11, 28, 14, 50, tzinfo=UTC))  # 23:50 in Seoul
    await assistant(home, service.url, prices=PRICES)
    service.script.add(Reply(text="Yes.", usage=USED))
    await say(WISH)
    assert shown(home, "tokens_today") == "1100"
    freezer.move_to(datetime(2026, 11, 28, 15, 0, 1, tzinfo=UTC))
    async_fire_time_changed(home)
    await home.async_block_till_done()
    assert shown(home, "tokens_today") == "0"
    assert shown(home, "tokens_this_month") == "1100"


async def test_a_limit(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """From then on only what needs no model works, and that is said."""
    await assistant(home, service.url, spending={"limit_month_tokens": 4000})
    service.script.answer_with(lambda _: Reply(text="Yes.", usage=Usage(input_tokens=3500, output_tokens=100)))
    assert await say(WISH) == "Yes."
    limit = "What is left of this month's budget of 4000 tokens is not enough for that. I can still do plain commands."
    assert await say(WISH) == limit
    assert len(service.turns) == 1
    assert await say("turn on the kitchen light") == "Turned on Kitchen light."


async def test_a_limit_within_a_turn(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """It is looked at before every request, not only before the first."""
    await assistant(home, service.url, prices=PRICES, spending={"limit_day_money": 0.5})
    find = Reply(tool_calls=(ToolCall("parlor__find", {"query": "lamp"}),), usage=Usage(60_000, 10))
    service.script.add(find, Reply(text="Yes."))
    answer = await say(WISH, "de")
    assert answer.startswith(f"Was vom heutigen Budget von 0.50 {home.config.currency} noch übrig ist")
    assert len(service.turns) == 1


async def test_what_one_question_may_take(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """In tokens and in requests."""
    await assistant(home, service.url, spending={"tokens": 10_000, "rounds": 2})
    find = ToolCall("parlor__find", {"query": "lamp"})
    service.script.add(Reply(tool_calls=(find,), usage=Usage(9_900, 10)), Reply(text="Yes."))
    assert await say(WISH) == "I stopped here: that would take more tokens than one question may use."
    service.script.clear()
    service.script.answer_with(lambda _: Reply(tool_calls=(find,)))
    before = len(service.turns)
    assert await say(WISH) == "I could not work that out."
    assert len(service.turns) == before + 2


async def test_turns_at_once_do_not_pass_a_limit_together(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    """What is under way counts."""
    await assistant(home, service.url, spending={"limit_day_tokens": 5000})
    service.script.answer_with(lambda _: Reply(text="Yes.", first_delay=0.2, usage=Usage(1500, 10)))
    answers = await asyncio.gather(*(say(WISH) for _ in range(10)))
    assert 1 <= answers.count("Yes.") < 6
    assert int(shown(home, "tokens_today")) <= 5000 + 1510


async def test_a_warning(home: HomeAssistant, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory) -> None:
    """Once, under Repairs and to automations; gone with the day."""
    entry = await assistant(home, service.url, spending={"warn_day_tokens": 1000})
    events = async_capture_events(home, EVENT_BUDGET)
    service.script.answer_with(lambda _: Reply(text="Yes.", usage=USED))
    await say(WISH)
    await say(WISH)
    assert [event.data for event in events] == [
        {"config_entry_id": entry.entry_id, "period": "day", "unit": "tokens", "amount": 1000.0}
    ]
    issue_id = f"budget_{entry.entry_id}_warn_day_tokens"
    issue = ir.async_get(home).async_get_issue("parlor", issue_id)
    assert issue is not None and issue.translation_placeholders == {"name": "Parlor", "amount": "1000 tokens"}
    freezer.tick(86400)
    async_fire_time_changed(home)
    await home.async_block_till_done()
    assert ir.async_get(home).async_get_issue("parlor", issue_id) is None


async def test_a_limit_in_money_and_a_model_without_a_price(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    """It cannot be kept, so nothing is asked."""
    await assistant(home, service.url, spending={"limit_day_money": 1})
    assert (await say(WISH)).startswith("A budget in money is set, but no price is known for the model.")
    assert not service.turns


async def test_a_model_with_a_price_is_asked_where_the_other_has_none(
    home: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    """Rather than none."""
    await assistant(
        home, service.url, spending={"limit_day_money": 1}, prices=PRICES, roles={"reasoning_model": "large"}
    )
    service.script.add(Reply(text="Yes."))
    assert await say("think hard about what could be done against the dark") == "Yes."
    assert service.turns[0].body["model"] == "small"
