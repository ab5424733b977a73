"""The action that is meant where a model named a thing in its place: `light.snug`, "Snug lamp". Pure."""

from collections.abc import Mapping, Sequence
import re
from typing import Any, Final

from ..home import Home
from ..prompt.retrieval import kinds_in
from .asked import called_in
from .levels import level_said
from .steps import Step
from .targets import things_called

_ON: Final = r"\bon\b|\bgoing\b|\brunning\b|\bstart\w*|\b(?:warm|heat|fire)\w* up\b|\bpre-?heat\w*|\ban\b|\bein\w*|\b(?:vor|auf)heiz\w*|켜|켰|예열|데워"
_OFF: Final = r"\boff\b|\bout\b|\bkill\b|\bcut\b|\baus\w*|꺼|끄|껐"
_OPEN: Final = r"\bopen\w*|\bup\b|\brais\w*|\blift\w*|öffne\w*|\bhoch\b|\bauf\b|열|올"
_CLOSE: Final = r"\bclos\w*|\bshut\w*|\bdown\b|\blower\w*|schließ\w*|geschlossen|\brunter\b|\bzu\b|닫|내려"
_LOCK: Final = r"\block\w*|\bsecure\w*|abschließ\w*|abgeschlossen|verriegel\w*|잠"
_UNLOCK: Final = r"\bunlock\w*|aufschließ\w*|aufgeschlossen|entriegel\w*|열"
_HOME: Final = r"\bhome\b|\bdock\w*|\bback\b|\bbase\b|zurück|heim|충전|복귀"
_CLEANS: Final = r"\bstart\w*|\bclean\w*|\bvacuum\w*|\brun\b|saug\w*|reinig\w*|청소|시작"
_SWITCHED: Final = (("turn_on", _ON), ("turn_off", _OFF))
# domain -> its two services, and the words that each is said with.
_PAIRS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    **dict.fromkeys(
        ("climate", "fan", "humidifier", "input_boolean", "light", "media_player", "siren", "switch"), _SWITCHED
    ),
    "cover": (("open_cover", _OPEN), ("close_cover", _CLOSE)),
    "valve": (("open_valve", _OPEN), ("close_valve", _CLOSE)),
    "lock": (("lock", _LOCK), ("unlock", _UNLOCK)),
    "vacuum": (("start", _CLEANS), ("return_to_base", _HOME)),
}

_PLUGS: Final = frozenset({"input_boolean", "switch"})
# kind -> what models take for it: what is plugged in somewhere is called after what it does.
_TAKEN_FOR: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("climate", "fan", "humidifier", "light", "media_player", "siren", "water_heater"), _PLUGS),
    "switch": frozenset({"climate", "fan", "humidifier", "input_boolean", "light"}),
}


def of_another_kind(home: Home, action: str, targets: Sequence[str], text: str) -> Step | None:
    """Return the step that is meant where a model took an action for another kind and found nothing of it; None where nothing tells.

    What is called as the target is counts, then the one thing that the sentence calls; either only if the sentence tells what
    is to be done with it.
    """
    domain, _, service = action.partition(".")
    targeted = things_called(home, targets[0]) if len(targets) == 1 else []
    if len(targeted) == 1:
        thing = targeted[0]
        if action_meant(home, thing.entity_id, {}, text) == f"{thing.domain}.{service}":
            return Step(domain=thing.domain, service=service, entity_ids=(thing.entity_id,))
    called = called_in(home, text)
    if domain == "light" and domain in kinds_in(text):
        return None  # a light that is not there is no pump of the same name
    if len(called) != 1 or home.by_id[called[0]].domain not in _TAKEN_FOR.get(domain, ()):
        return None
    if (meant := action_meant(home, called[0], {}, text)) is None:
        return None
    domain, _, service = meant.partition(".")
    return Step(domain=domain, service=service, entity_ids=(called[0],))


def action_meant(home: Home, text: str, data: Mapping[str, Any], *told: str) -> str | None:
    """Return the action for a thing that is named as one, by what tells which of its two services it is; None where nothing does.

    What `data` give as its state counts first, then what is `told`, in that order: the sentence, what the model would say.
    """
    called = things_called(home, text)
    domain = called[0].domain if len(called) == 1 else ""
    if domain not in _PAIRS:
        return None
    if domain == "light" and any(level_said(each) for each in told[:1]):
        return "light.turn_on"
    for each in (str(data.get("state") or ""), *told):
        said = [service for service, words in _PAIRS[domain] if re.search(words, each, re.IGNORECASE)]
        if len(said) == 1:
            return f"{domain}.{said[0]}"
    return None
