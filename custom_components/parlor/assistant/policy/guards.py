"""What is guarded, and by which services: tables over plain facts. Pure."""

from collections.abc import Mapping
import re
from typing import Final

from .rule import Guard

GUARDED_COVERS: Final = frozenset({"garage", "gate", "door"})
# Of these an entity of a lock's, an alarm's or an oven's own device is another way to it.
WAYS_IN: Final = frozenset({"button", "number", "select", "switch", "text"})
# Of what heats food these start it as well.
_HEATERS: Final = WAYS_IN | {"climate", "fan", "water_heater"}
# Of these a bare name is all that tells what they are wired to.
_RELAYS: Final = frozenset({"button", "input_button", "switch"})

_DOMAIN_GUARDS: Final[Mapping[str, Guard]] = {
    "alarm_control_panel": Guard.ALARM,
    "lock": Guard.ENTRY,
    "siren": Guard.SIREN,
    "valve": Guard.WATER,
}
_HARMLESS: Final[Mapping[str, frozenset[str]]] = {
    "alarm_control_panel": frozenset(
        {
            "alarm_arm_away", "alarm_arm_custom_bypass", "alarm_arm_home", "alarm_arm_night", "alarm_arm_vacation",
        }
    ),
    "cover": frozenset({"close_cover", "close_cover_tilt", "stop_cover", "stop_cover_tilt"}),
    "lock": frozenset({"lock"}),
    "siren": frozenset({"turn_off"}),
    "valve": frozenset({"close_valve", "stop_valve"}),
}  # fmt: skip
_HARMLESS_GENERAL: Final = frozenset({"homeassistant.update_entity", "homeassistant.save_persistent_states"})
HARMLESS_BUTTONS: Final = frozenset({"identify", "restart", "update"})

_BETWEEN_WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-\s./:]+")
_DELETING: Final = re.compile(r"(?:^|_)(?:delete|remove|purge|erase|wipe|clear_completed)(?:_|$)")
_BUYING: Final = re.compile(r"(?:^|_)(?:buy|purchase|order|checkout|pay)(?:_|$)")
_OPENING: Final = re.compile(
    r"unlock|unlatch|disarm|open.*(?:door|gate|garage|lock)|(?:door|gate|garage|lock).*open|release.*(?:door|latch)"
)
# "Delete" of these is a way of playing, sorting or forgetting of little weight.
_NOT_DELETING: Final = frozenset({"media_player", "group", "persistent_notification"})
# Talks to another agent, whose rules are not these.
_TALKING: Final = frozenset(
    {"assist_satellite.ask_question", "assist_satellite.start_conversation", "conversation.process"}
)

_RELAY_NAMES: Final = re.compile(
    r"\bgate\b|^garage$|\bgarage (?:door|opener)\b|\bdoor (?:opener|release|strike|buzzer)\b"
    r"|\b(?:open|unlock|unlatch|release)\b.*\b(?:door|gate|garage|latch|lock)\b|\bunlock\b|\bunlatch\b|\bdisarm\b"
    r"|garagentor|hoftor|gartentor|einfahrtstor|\btor\b|türöffner|entriegel|aufschlie|türsummer"
    r"|대문|^차고$|차고 ?문|현관문|문 ?열림|문 ?열기|도어락|공동현관"
)
_NO_RELAYS: Final = re.compile(
    r"light|lamp|\bled\b|camera|motion|chime|\bbell\b|sensor|heater|\bfan\b|freezer|licht|lampe|leuchte|kamera|klingel"
    r"|조명|전등|\b불\b|카메라|초인종"
)
_DOOR_NAMES: Final = re.compile(
    r"\bgarage\b|\bgate\b|\bdoor\b|garagentor|hoftor|gartentor|einfahrtstor|\btor\b|tür\b|차고|대문|현관|출입문"
)
_NO_DOORS: Final = re.compile(
    r"blind|shade|curtain|drape|shutter|awning|window|rollladen|rollo|jalousie|vorhang|markise|fenster|raffstore"
    r"|블라인드|커튼|차양|셔터|창문"
)
_HEATER_NAMES: Final = re.compile(
    r"\b(?:oven|cooktop|hob|stove|hot ?plate|burner|microwave|air ?fryer|cooker|toaster|grill)\b|backofen|kochfeld|(?:\b|elektro|gas|induktions)herd\b|herdplatte"
    r"|kochplatte|induktionsfeld|\bofen\b|dampfgarer|hei(?:ß|ss)luftfritteuse|mikrowelle|밥솥"
    r"|오븐|쿡탑|인덕션|가스레인지|전기레인지|전자레인지|에어프라이어"
)
# Of what heats these stop it or hold it, whatever else its buttons do; these are their names in integrations.
_STOPPING_KEYS: Final = frozenset(
    {"abort", "abort_program", "cancel", "cancel_program", "pause", "pause_program", "stop", "stop_program"}
)
_LAMP_NAMES: Final = re.compile(r"(?:\blights?|\blamps?|licht|lampe|leuchte|beleuchtung|조명|램프)(?: \d+)?$")
# The actions of Parlor's own by which an appliance may start.
_STARTING: Final = frozenset({"parlor.resume_appliance", "parlor.set_program", "parlor.start_appliance"})
_HEATER_KEYS: Final = re.compile(r"(?:^|_)(?:oven|cooktop|hob|burner)(?:_|$)|cooking\.(?:oven|hob|cooktop|hotplate)")


# What these do is followed to what they call, whatever they are called.
_FOLLOWED: Final = frozenset({"automation", "cover", "scene", "script"})
_HARMLESS_WORDS: Final = re.compile(r"(?:^|_)(?:get|read|list|find|status|state|stop|pause|cancel|off|end)(?:_|$)")


def may_be_part(domain: str) -> bool:
    """Say whether an entity of a domain can be guarded for the sake of its device."""
    return domain in _HEATERS


def guard_of_entity(domain: str, device_class: str | None, name: str) -> Guard | None:
    """Return what an entity guards by what it is, or by its name where that is all that tells."""
    called = name.casefold().replace("_", " ")
    if domain in _DOMAIN_GUARDS:
        return _DOMAIN_GUARDS[domain]
    if domain == "cover":
        is_door = device_class in GUARDED_COVERS or (
            device_class is None and bool(_DOOR_NAMES.search(called)) and not _NO_DOORS.search(called)
        )
        return Guard.ENTRY if is_door else None
    if domain in _RELAYS and _RELAY_NAMES.search(called) and not _NO_RELAYS.search(called):
        return Guard.ENTRY
    return Guard.HEAT if domain in _HEATERS and is_heater(called) else None


def guard_of_sibling(domain: str, others: Mapping[str, Guard | None], *, heats: bool) -> Guard | None:
    """Return what an entity guards as a part of its device: of one that heats, or that has a lock, an alarm or a door."""
    if heats and domain in _HEATERS:
        return Guard.HEAT
    if domain not in WAYS_IN:
        return None
    direct = (Guard.ENTRY, Guard.ALARM, Guard.WATER, Guard.SIREN)
    return next((guard for guard in direct if guard in others.values()), None)


def is_heater(name: str) -> bool:
    """Say whether a name is that of an oven or a cooktop."""
    called = name.casefold().replace("_", " ")
    return bool(_HEATER_NAMES.search(called)) and "hood" not in called


def is_heater_key(key: str) -> bool:
    """Say whether an integration's key of an entity is one of an oven or a cooktop."""
    return bool(_HEATER_KEYS.search(key.casefold())) and "hood" not in key.casefold()


def heats_nothing(domain: str, key: str, name: str) -> bool:
    """Say whether a part of what heats only stops it, or is its lamp, by what its integration calls it."""
    if domain == "button" and key in _STOPPING_KEYS:
        return True
    return any(is_lamp(said) for said in (key, name))


def is_lamp(name: str) -> bool:
    """Say whether a name is that of a lamp: what only begins with one, as a lamp plug, may be anything."""
    return bool(_LAMP_NAMES.search(name.casefold().replace("_", " ").strip()))


def starts_appliance(action: str) -> bool:
    """Say whether an action of Parlor's own may start an appliance: some begin to heat when a program is chosen."""
    return action in _STARTING


def guard_of_deed(action: str, entity_guard: Guard | None) -> Guard | None:
    """Return why a service on an entity is guarded, or None where it is not."""
    domain, _, service = action.partition(".")
    if not action or action in _TALKING:
        return Guard.UNCLEAR
    if action in _HARMLESS_GENERAL or service in _HARMLESS.get(domain, frozenset()):
        return None
    if action == "alarm_control_panel.alarm_trigger":
        return Guard.SIREN
    if entity_guard is not None:
        is_off = entity_guard in (Guard.HEAT, Guard.SIREN) and service == "turn_off"
        return None if is_off else entity_guard
    return guard_of_words(domain, service)


def guard_of_words(domain: str, service: str) -> Guard | None:
    """Return why a service is guarded by what it is called: also for tools that nothing else is known of."""
    name = _BETWEEN_WORDS.sub("_", service).casefold()
    if domain in _DOMAIN_GUARDS:
        return _DOMAIN_GUARDS[domain]
    if domain not in _NOT_DELETING and _DELETING.search(name):
        return Guard.DELETE
    if _BUYING.search(name):
        return Guard.PURCHASE
    if domain not in _FOLLOWED and is_heater(name) and not is_lamp(name) and not _HARMLESS_WORDS.search(name):
        return Guard.HEAT
    return Guard.ENTRY if domain not in ("cover", "script", "automation") and _OPENING.search(name) else None


def is_order_to_open(text: str) -> bool:
    """Say whether a message that is sent to a device by hand is an order to open something."""
    return bool(re.search(r"\bunlock|\bdisarm|\bunlatch|\bopen\b", text.casefold()))
