"""What is planned is seen and cancelled in the user interface: in a calendar, in the settings, by an action."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from sim.openai_service import OpenAIService

from .conftest import Say
from .test_later import OFF, ON, WISH, jobs, later, parlor

__all__ = ["parlor"]


async def test_the_calendar_shows_what_has_a_time(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    service.script.add(later(when="in 20 minutes", steps=[ON]), later(when="cover.blind opens", steps=[OFF]))
    await say(WISH)
    await say(WISH)
    (calendar,) = home.states.async_all("calendar")
    assert calendar.attributes["message"] == "turn on Kitchen light"
    start = {"start_date_time": "2026-11-27T00:00:00+01:00", "duration": timedelta(days=1)}
    told = await home.services.async_call(
        "calendar", "get_events", start, blocking=True, return_response=True, target={"entity_id": calendar.entity_id}
    )
    assert told == {
        calendar.entity_id: {
            "events": [
                {
                    "start": "2026-11-27T20:35:00+01:00",
                    "end": "2026-11-27T20:36:00+01:00",
                    "summary": "turn on Kitchen light",
                }
            ]
        }
    }


async def test_the_settings_show_and_cancel_it(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    async def chosen(**user_input: Any) -> Any:
        flow = await home.config_entries.options.async_init(parlor.entry_id)
        flow = await home.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": "assistant_planned"})
        if flow["type"] is FlowResultType.ABORT:
            return flow["reason"]
        assert flow["data_schema"] is not None
        (field,) = flow["data_schema"].schema.values()
        labels = [option["label"] for option in field.config["options"]]
        return labels, (await home.config_entries.options.async_configure(flow["flow_id"], user_input))["reason"]

    assert await chosen() == "planned_nothing"
    service.script.add(later(when="22:30", steps=[OFF]), later(when="cover.blind opens", steps=[ON]))
    await say(WISH)
    await say(WISH)
    told = ["today at 22:30: turn off Kitchen light", "when Blind is open: turn on Kitchen light"]
    assert await chosen() == (told, "planned_kept")
    assert await chosen(cancel=["2"]) == (told, "planned_cancelled")
    assert jobs(parlor) == ["1"]


@pytest.mark.parametrize(
    ("data", "left"),
    [({}, []), ({"numbers": ["2", "7"]}, ["1"]), ({"text": "22:30"}, ["2"]), ({"text": "garden"}, ["1", "2"])],
)
async def test_the_action_cancels_it(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, data: Any, left: list[str]
) -> None:
    service.script.add(later(when="22:30", steps=[OFF]), later(when="cover.blind opens", steps=[ON]))
    await say(WISH)
    await say(WISH)
    told = await home.services.async_call("parlor", "cancel_planned", data, blocking=True, return_response=True)
    assert told is not None
    assert len(told["cancelled"]) == 2 - len(left)  # type: ignore[arg-type]
    assert jobs(parlor) == left
