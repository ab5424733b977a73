"""What no thing of a home can do is not offered."""

from dataclasses import replace

import pytest

from custom_components.parlor.assistant.home import Thing
from custom_components.parlor.assistant.plan.actions import actions_of
from custom_components.parlor.assistant.plan.features import possible
from homeassistant.components.cover import CoverEntityFeature
from homeassistant.components.fan import FanEntityFeature

from ..homes import thing

PLAIN = replace(thing("fan.a", "A"), features=int(FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF))
FAST = replace(thing("fan.b", "B"), features=int(FanEntityFeature.SET_SPEED))
BLIND = replace(thing("cover.a", "C"), features=int(CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE))


@pytest.mark.parametrize(
    ("things", "offered"),
    [
        ([PLAIN], {"fan.turn_on", "fan.turn_off"}),
        ([PLAIN, FAST], {"fan.turn_on", "fan.turn_off", "fan.set_percentage"}),
        ([BLIND], {"cover.open_cover", "cover.close_cover"}),
        ([thing("vacuum.a", "D")], {action.name for action in actions_of(["vacuum"])}),
        ([replace(thing("media_player.a", "E"), features=0)], {each.name for each in actions_of(["media_player"])}),
    ],
)
def test_offered(things: list[Thing], offered: set[str]) -> None:
    actions = actions_of({each.domain for each in things})
    assert {action.name for action in possible(actions, things)} == offered
