"""What a sentence plainly asks for, where a model wrote the opposite of it. Pure."""

from collections.abc import Sequence
import re

from .actions import ACTIONS

# What stands behind an order and is none of it.
_POLITELY = re.compile(r"[\s,]+(?:please|thanks|thank you|now|again|for me|bitte|danke|jetzt)(?=[.!\s]*$)")
_POLITE = r"^\W*(?:please\s+|(?:can|could|would)\s+you\s+(?:please\s+)?|bitte\s+)?"
_OPENS = r"open|raise|lift|pull up|roll up|öffne"
_CLOSES = r"close|shut|lower|pull down|roll down|schließe?"
# What moves something one way or the other, as the last word tells.
_MOVING = r"pull|push|roll|draw|slide|wind|move|bring|fahr\w*|zieh\w*|roll\w*"
_NOT = r"\b(?:not|never|no|nobody|none|neither|cancel|kill|cut|end|before|until|nicht|nie|kein\w*|niemand)\b|n['’]t\b"
# Services, what plainly asks for each, and with which words in the sentence it is not so plain any more.
PLAINLY: Sequence[tuple[str, str, re.Pattern[str], re.Pattern[str]]] = (
    (
        "turn_on",
        "turn_off",
        re.compile(
            r"\b(?:turn|switch)\s+on\b|\b(?:turn|switch)\b.*\bon[.! ]*$|\bschalte?\b.*\b(?:an|ein)[.! ]*$|켜"
            rf"|{_POLITE}(?:(?:get|have)\b.*\b(?:going|running)[.! ]*$|(?:pre-?heat|(?:warm|heat|fire) up)\b)"
        ),
        re.compile(rf"\b(?:off|stop|quit)\b|\baus\b|꺼|끄|{_NOT}"),
    ),
    (
        "turn_off",
        "turn_on",
        re.compile(r"\b(?:turn|switch)\s+off\b|\b(?:turn|switch)\b.*\boff[.! ]*$|\bschalte?\b.*\baus[.! ]*$|꺼"),
        re.compile(r"\bon\b|\ban\b|\bein\b|켜"),
    ),
    (
        "open",
        "close",
        re.compile(rf"{_POLITE}(?:(?:{_OPENS})\b|(?:{_MOVING})\b.*\b(?:open|up|hoch|auf)[.! ]*$)"),
        re.compile(rf"\b(?:{_CLOSES}|down|runter|zu)\b|{_NOT}"),
    ),
    (
        "close",
        "open",
        re.compile(rf"{_POLITE}(?:(?:{_CLOSES})\b|(?:{_MOVING})\b.*\b(?:shut|closed|down|runter|zu)[.! ]*$)"),
        re.compile(rf"\b(?:{_OPENS}|up|hoch|auf)\b|{_NOT}"),
    ),
    (
        "media_next_track",
        "media_previous_track",
        re.compile(rf"{_POLITE}(?:skip|next)\b|\bnächste[nrs]?\b|\büberspring|다음|건너"),
        re.compile(r"\b(?:back|previous|last|before|zurück|vorherige[nrs]?|letzte[nrs]?)\b|이전"),
    ),
    ("unlock", "lock", re.compile(rf"{_POLITE}unlock\b"), re.compile(r"\band\b")),
    ("lock", "unlock", re.compile(rf"{_POLITE}(?:lock|secure|bolt)\b"), re.compile(r"\b(?:unlock|and)\b")),
)


# What rests instead of being off: only what plainly says "off" is.
_RESTED = frozenset({"media_player.media_stop", "media_player.media_pause"})
_SAYS_OFF = re.compile(r"\b(?:turn|switch|shut)\b.*\boff\b|\bschalte?\b.*\baus\b|\bausschalten\b|꺼")
_OF_WHAT_PLAYS = re.compile(
    r"\b(?:stop|pause|hold|music|song|playback|film|movie|show|series|video|radio|podcast|sound|volume"
    r"|musik|lied|serie|wiedergabe|ton|stopp\w*)\b|음악|노래|영화|소리|멈|정지"
)
# Where there is too little light, and what says that there is to be less all the same.
_DARK = re.compile(
    r"\b(?:too|so|pretty|very|rather|really|pitch|quite|getting|gone|gets) (?:dark|dim|gloomy)\b|\bcan(?:['’]?t|not) see\b|\bcan hardly see\b|(?<!no )\bmore light\b"
    r"|\b(?:zu|so|sehr|echt) (?:dunkel|düster|finster)\b|\bseh\w* (?:hier )?(?:nichts|kaum)\b|\bmehr licht\b|어두워|어둡(?:네|다|고|잖)|깜깜(?:해|하네|하다)|안 보(?:여|이네|인다)"
)
_BRIGHT = re.compile(
    r"\b(?:off|out|dark enough|bright|glare|screen|film|movie|tv|sleep|bed)\b|\baus\b|hell|blend|끄|꺼|밝|눈부|화면|영화"
    r"|\b(?:make|get|gets|want|need|kill|should|down|dim|star|stars|beamer|telly)\b|\b(?:mach|soll|will|möcht|bitte)\w*|게 ?(?:해|하)"
)
_MOVES = frozenset({"open", "close"})
_POSITIONS = frozenset({"set_cover_position", "set_cover_tilt_position", "set_valve_position"})
# How far something is to move, where that is said.
_HOW_FAR = re.compile(
    r"\d|%|percent|prozent|half|halb|third|quarter|drittel|viertel|bit|little|slightly|partly|barely|mostly|almost|nearly|crack|some|enough"
    r"|\b(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|zehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)\b"
    r"|etwas|stück|wenig|bisschen|spalt|teilweise|fast\b|kaum|meist|반|조금|살짝|퍼센트|프로"
)


_SWITCHES = frozenset({"turn_on", "turn_off"})
_SPEED = "set_percentage"
_HOW_FAST = re.compile(
    rf"{_HOW_FAR.pattern}|full|max|min|speed|fast|slow|high|low|quiet|drittel|viertel|voll|stufe|schnell|langsam|세게|약하게|단"
)


def says_off(text: str) -> bool:
    """Say whether a text asks for nothing but that something is off."""
    _, _, asks, clouds = PLAINLY[1]
    said = _POLITELY.sub("", text.casefold())
    return asks.search(said) is not None and not clouds.search(said)


def as_said(action: str, text: str) -> str:
    """Return the action that a sentence plainly asks for, where a model wrote its opposite; a sentence with both leaves it."""
    domain, _, service = action.partition(".")
    said = _POLITELY.sub("", text.casefold())
    if action in _RESTED and _SAYS_OFF.search(said) and not _OF_WHAT_PLAYS.search(said):
        return "media_player.turn_off"
    if action == "light.turn_off" and _DARK.search(said) and not _BRIGHT.search(said):
        return "light.turn_on"
    for right, wrong, asks, clouds in PLAINLY:
        is_plain = asks.search(said) and not clouds.search(said)
        if is_plain and service in (wrong, f"{wrong}_{domain}"):
            meant = f"{domain}.{service.replace(wrong, right, 1)}"
            return meant if meant in ACTIONS else action  # a scene has no opposite
        if is_plain and right in _MOVES and service in _POSITIONS and not _HOW_FAR.search(said):
            return f"{domain}.{right}_{domain}"
        if is_plain and service == _SPEED and right in _SWITCHES and not _HOW_FAST.search(said):
            return f"{domain}.{right}"
    return action
