"""What a sentence asks of a player or a robot, where a model wrote a step that it has no word for. Pure."""

from collections.abc import Mapping, Sequence
import re
from typing import Any, Final

from .levels import level_said
from .said import WORD
from .steps import Step

_VOLUME: Final = re.compile(r"\b(?:volume|loud|lautstärke)\b|음량|볼륨|소리", re.IGNORECASE)
_VOLUME_NUMBER: Final = re.compile(
    r"(?:\bvolume|\blautstärke|음량|볼륨|소리)\D{0,12}?(?<!\d)(\d{1,3})(?![\d.,])", re.IGNORECASE
)
# What plainly asks for each of a player's services; the first that is said counts.
_PLAYER: Final[Sequence[tuple[str, Mapping[str, Any], re.Pattern[str]]]] = tuple(
    (service, data, re.compile(pattern, re.IGNORECASE))
    for service, data, pattern in (
        ("volume_mute", {"is_volume_muted": False}, r"\bunmute|\bsound (?:back )?on\b|stumm\w* (?:aus|auf)|음소거 ?(?:해제|풀)"),
        ("volume_mute", {"is_volume_muted": True}, r"\bmute|\bsilence|\bstumm|음소거"),
        ("volume_up", {}, r"\blouder\b|\blauter\b|소리.{0,6}(?:키|올|높)"),
        ("volume_down", {}, r"\b(?:quieter|softer)\b|\bleiser\b|소리.{0,6}(?:줄|낮|내)"),
        ("media_next_track", {}, r"\bskip\b|\bnext (?:song|track|one)\b|\bnächste[nrs]? (?:lied|titel|song)\b|다음 ?(?:곡|노래)"),
        ("media_pause", {}, r"\b(?:pause|hold|stop|halt)\b|\b(?:pausier|stopp|anhalt)\w*\b|일시 ?정지|멈춰|멈추|정지"),
    )
)  # fmt: skip
_PLAYS: Final = re.compile(
    r"\b(?:play|resume|continue|go on|carry on|unpause|keep|again|spiel\w*|weiter\w*|fortsetz\w*)\b|계속|재생|틀어",
    re.IGNORECASE,
)
# What is started or switched on and plays nothing.
_APPLIANCE: Final = re.compile(
    r"\b(?:start|run|boil|brew|heat|warm|wash|dry|turn on|switch on|starte?|schalte?|mach\w*|koch\w*)\b.*\b(?:kettle|dryer|washer|washing machine"
    r"|dishwasher|oven|stove|hob|cooker|boiler|iron|toaster|pump|mower|vacuum|trockner|waschmaschine|spülmaschine|geschirrspüler|ofen|herd"
    r"|heizung|pumpe|bügeleisen|wasserkocher|rasenmäher|staubsauger)\b|(?:건조기|세탁기|식기세척기|오븐|주전자|다리미|펌프).*(?:켜|돌려|시작)",
    re.IGNORECASE,
)
# Steps that small models take for anything that has to do with a player.
_CATCH_ALL: Final = frozenset({"media_player.play_title", "media_player.media_play", "media_player.play_media"})
_WISHES: Final = re.compile(
    r"\b(?:play|watch|listen|put|show|see|start|stream|tune|find|spiel|schau|hör|zeig|leg)\w*\b", re.IGNORECASE
)
_OF_CONTENT: Final = frozenset({"media_content_id", "media_content_type", "title"})
# With a number, in figures or in a word that a model put into figures, or a station that is called in another way.
_SAYS_CHANNEL: Final = re.compile(
    r"(?<!\d)\d+(?!\d|\s*(?:%|percent|prozent|퍼센트|프로))|\b(?:channel|station|kanal|sender|programm|cha[iî]ne|canale?|zender|kanaal)\b|채널|번",
    re.IGNORECASE,
)
# What says nothing of its own: where to begin a title that is not there.
_NO_START: Final = frozenset({None, "", "resume", "pause", "stop"})
# What has to be said for each service of a robot, where a model wrote several of them.
_ROBOT: Final[Mapping[str, re.Pattern[str]]] = {
    service: re.compile(pattern, re.IGNORECASE)
    for service, pattern in {
        "start": r"\bclean|\bvacuum|\bhoover|\bsweep|\bstart|\brun\b|\bround\b|\bresume|\bsaug|\bputz|\breinig|청소|시작|돌려|돌리",
        "return_to_base": r"\bhome\b|\bdock|\bbase\b|\breturn|\bback\b|\bcharg|zurück|\bheim|nach hause|\blade|충전|복귀|돌아",
        "pause": r"\bpause|\bwait\b|\bhalt|\bpausier|\bwarte|일시|멈",
        "stop": r"\bstop|\bhalt|abbrech|\banhalt|멈|정지|그만",
        "locate": r"\bwhere|\bfind\b|\blocate|\bwo\b|\bfinde|\bsuch|어디|찾",
        "set_fan_speed": r"\bspeed|\bpower|\bsuction|\bquiet|\bturbo|\bstrong|saugkraft|\bstufe|\bleise|\bstark|흡입|세기|강하게|약하게",
    }.items()
}


def as_heard(action: str, data: Mapping[str, Any], text: str) -> tuple[str, dict[str, Any]]:
    """Return what a sentence plainly asks of a player, where a model would play something that nobody named."""
    given = dict(data)
    if action in _CATCH_ALL and _is_invented(given, text):
        given = {name: value for name, value in given.items() if name not in _OF_CONTENT}
    if action not in _CATCH_ALL or given.keys() & {"title", "media_content_id"} or given.get("start") not in _NO_START:
        return action, given
    if _VOLUME.search(text) and (number := _VOLUME_NUMBER.search(text)) and int(number[1]) <= 100:
        return "media_player.volume_set", {"volume_level": int(number[1]) / 100}
    if (level := level_said(text)) is not None:
        return "media_player.volume_set", {"volume_level": level / 100}
    found = ((service, more) for service, more, asks in _PLAYER if asks.search(text))
    service, more = next(found, (action.partition(".")[2], given))
    if service == "media_pause" and _PLAYS.search(text):
        return action, given
    if service == "play_media" and _PLAYS.search(text):
        return "media_player.media_play", {}
    return f"media_player.{service}", dict(more)


def plays_nothing(action: str, text: str) -> bool:
    """Say whether a sentence is about an appliance, where a model would play what it takes for a title."""
    return action == "media_player.play_media" and bool(_APPLIANCE.search(text)) and not _PLAYS.search(text)


def _is_invented(data: Mapping[str, Any], text: str) -> bool:
    """Say whether nothing that a model would play is in a sentence that asks for something else, or has no letter in it at all."""
    name = str(data.get("title") or data.get("media_content_id") or "")
    words = [word for word in WORD.findall(name.casefold()) if len(word) > 1 or word.isdecimal()]
    if not words or not text or _SAYS_CHANNEL.search(text):
        return False
    if not name.strip("0 "):
        return True  # nothing is called so
    joined = "".join(WORD.findall(text.casefold()))
    return _asks_otherwise(text) and not any(word in joined for word in words if word.isalpha())


def _asks_otherwise(text: str) -> bool:
    """Say whether a sentence plainly asks something of a player, and not that it plays something."""
    if _WISHES.search(text):
        return False
    return level_said(text) is not None or any(asks.search(text) for _, _, asks in _PLAYER)


def unheard(text: str, steps: Sequence[Step]) -> list[int]:
    """Return which steps for a robot a sentence has no word for, where it has one for another step for the same robot."""
    robots = [(index, step) for index, step in enumerate(steps) if step.domain == "vacuum"]
    heard = {step.entity_ids for _, step in robots if _is_heard(text, step)}
    return [index for index, step in robots if step.entity_ids in heard and not _is_heard(text, step)]


def _is_heard(text: str, step: Step) -> bool:
    """Say whether a sentence has a word for what a step has a robot do."""
    asks = _ROBOT.get(step.service)
    return asks is not None and asks.search(text) is not None
