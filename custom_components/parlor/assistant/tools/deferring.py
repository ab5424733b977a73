"""What a model would do at once, and the sentence puts off: it is planned where it can be read until when, else nothing of it is done."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import ToolResult
from homeassistant.util import dt as dt_util

from ..acting.execute import Actor
from ..confirming.asking import Asking
from ..home import Home
from ..later.keeping import async_later_of
from ..later.planning import async_plan
from ..later.put_off import PutOff, put_off
from ..later.reading import Place, Wish
from ..place import async_device_area
from ..plan.reading import Plan
from ..prompt.describe import plain
from ..utterance import Utterance
from ..watched.screens import screens_of

MOST_SAID = 80


def place_of(hass: HomeAssistant, home: Home, device_id: str | None) -> Place:
    """Return where and when something is said."""
    area = async_device_area(hass, device_id)
    return Place(
        home=home,
        screens=screens_of(hass, home),
        state_of=hass.states.get,
        now=dt_util.now(),
        area=area.name if area else None,
    )


async def async_find_put_off(
    hass: HomeAssistant, home: Home, plan: Plan, utterance: Utterance | None, device_id: str | None
) -> PutOff | None:
    """Return what the sentence that a plan answers puts off of it, None where all of it is for now."""
    if utterance is None or not utterance.sentence:
        return None
    place = place_of(hass, home, device_id)
    return await hass.async_add_executor_job(put_off, utterance.sentence, plan.steps, place)


async def async_defer(
    hass: HomeAssistant, found: PutOff, plan: Plan, actor: Actor, agent_id: str, asking: Asking | None
) -> ToolResult | None:
    """Plan what is put off, once; None where it cannot be: nobody can tell until when, or nothing is planned here."""
    later = async_later_of(hass, agent_id)
    if found.when is None or later is None:
        return None
    wish = Wish(when=found.when)
    planned = await async_plan(hass, later, actor, wish, plan.steps, "", agent_id=agent_id, asking=asking)
    return ToolResult(data=planned.as_data(), error=not planned.is_done)


def not_now(found: PutOff) -> str:
    """Return why nothing is done, for a model."""
    return (
        f"'{plain(found.said, MOST_SAID)}' is for later, so nothing was done. Use parlor__later for what is to wait, "
        "or say that you cannot wait for that."
    )
