"""How names are compared, and words that name no work."""

from functools import lru_cache
import re
from typing import Final
import unicodedata

LONGEST: Final = 300  # characters of a name that count
_ARTICLES: Final = frozenset({"the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "el", "los"})
_NO_LETTERS: Final = re.compile(r"[^\w]+")
_QUALITY: Final = frozenset({"hd", "uhd", "fhd", "sd", "4k", "hevc", "h265", "raw"})
_WORD: Final = re.compile(r"[^\w+]+")
_NO_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_YEAR_BEHIND: Final = re.compile(r"\s*[(\[]((?:18|19|20)\d\d)[)\]]\s*$")
_EDITION: Final = re.compile(
    r"\s*[(\[](?:director'?s cut|extended(?: edition)?|remastered|uncut|imax|4k|uhd|hd|ov|omu|originalversion|"
    r"unrated|theatrical cut|자막|더빙)[)\]]\s*$",
    re.IGNORECASE,
)
# What players show where nothing, or no work, is played; in lower case.
JUNK: Final = frozenset(
    """
    home|homescreen|home screen|unknown|untitled|none|n/a|null|playing|now playing|paused|idle|stopped|ready|loading|
    loading…|buffering|no title|no media|media|video|audio|live|live tv|tv|dvd|blu-ray|bluetooth|airplay|aux|optical|
    hdmi|screensaver|screen saver|ambient mode|backdrop|default media receiver|startseite|unbekannt|kein titel|
    wird geladen|fernsehen|live-tv|unbekannter titel|av|usb|component|composite|홈|알 수 없음|재생 중|제목 없음|실시간|라이브
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_PLACES: Final = re.compile(
    r"(?:hdmi|av|usb|component|composite|input|eingang|외부입력)[ -]?\d?(?: ?[/(].{0,12})?|"
    r"netflix|youtube|disney\+|(?:amazon )?prime video|chromecast|apple tv|fire tv|plex|kodi|jellyfin|spotify|tving|wavve|티빙|웨이브|넷플릭스|유튜브",
    re.IGNORECASE,
)
ADS: Final = re.compile(
    r"(?:an? )?ad(?:s|vert(?:isement)?s?)?(?: break| \d+(?: ?(?:of|/) ?\d+)?)?|commercials?(?: break)?|sponsored|"
    r"werbung|werbepause|reklame|anzeige|광고(?: \d+)?|중간 광고|(?:pre|mid|post)-?roll(?: ad)?|publicité|anuncio",
    re.IGNORECASE,
)
_SPORT: Final = re.compile(
    r"(?<=\w )v(?:s?\.|s)? (?=\w)|\bsportschau\b|\bsport(?:s|studio|center)?\b|\bfootball\b|\bfu(?:ß|ss)ball\b|\bsoccer\b|\bbundesliga\b|"
    r"\bpremier league\b|\bchampions league\b|\bformel 1\b|\bformula 1\b|\bgrand prix\b|\btennis\b|\bbasketball\b|"
    r"\bnba\b|\bnfl\b|\bnhl\b|\bmlb\b|\bufc\b|\bolympi|\bhandball\b|\beishockey\b|야구|축구|농구|배구|올림픽|프로야구|월드컵",
    re.IGNORECASE,
)
_NEWS: Final = re.compile(
    r"(?<!^good )(?<!^the )\bnews(?:room|night|time|hour)?\b|\bnachrichten\b|\btagesschau\b|\btagesthemen\b|^heute(?:[- ](?:journal|xpress|nacht|live).*)?$|"
    r"\brtl aktuell\b|\bzib\b|\bweltspiegel\b|\bheadlines\b|뉴스|속보|데스크(?![탑톱])",
    re.IGNORECASE,
)


_NUMBERS: Final = {
    word: str(number)
    for number, words in enumerate(
        ("one i", "two ii", "three iii", "four iv", "five v", "six vi", "seven vii"), start=1
    )
    for word in words.split()
}
_PARTS: Final = frozenset({"part", "teil", "volume", "vol", "chapter", "kapitel", "episode"})


@lru_cache(maxsize=4096)
def norm(name: str) -> str:
    """Return a name as it stands in a key: without case, punctuation, a year behind it and an article before it."""
    name = _YEAR_BEHIND.sub("", _EDITION.sub("", name[:LONGEST])) or name[:LONGEST]
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ").replace("'", "").replace("’", "")
    decomposed = unicodedata.normalize("NFKD", folded.replace("ß", "ss"))
    kept = "".join(each for each in decomposed if unicodedata.category(each) != "Mn")
    words = [word for word in _NO_LETTERS.split(unicodedata.normalize("NFC", kept)) if word]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    for place in range(1, len(words)):  # Part Two, Part II and Part 2 are one
        if words[place - 1] in _PARTS:
            words[place] = _NUMBERS.get(words[place], words[place])
    return " ".join(words)


def cleaned(name: str) -> str:
    """Return a name that can be kept and sent: bounded, without control characters and halves of characters."""
    name = name[:LONGEST]
    return (name if name.isprintable() else _NO_TEXT.sub(" ", name)).strip()


def year_behind(name: str) -> tuple[str, int | None]:
    """Return a name without the year in brackets behind it, and the year."""
    found = _YEAR_BEHIND.search(name)
    if found is None or found.start() == 0:
        return name, None
    return name[: found.start()].strip(), int(found[1])


def is_junk(name: str) -> bool:
    """Say whether a name says that nothing, or nothing particular, is played."""
    folded = name.casefold().strip()
    return folded in JUNK or _PLACES.fullmatch(folded) is not None or not any(each.isalnum() for each in folded)


def is_sport(name: str) -> bool:
    """Say whether a programme is a match or about sport, by its name."""
    return _SPORT.search(name) is not None


def is_news(name: str) -> bool:
    """Say whether a programme is news, by its name."""
    return _NEWS.search(name) is not None


@lru_cache(maxsize=2048)
def channel_key(name: str) -> str:
    """Return what a channel is compared by: `Das Erste HD` and `das erste` are one, `RTL` and `RTL+` are two."""
    words = [word for word in _WORD.split(name[:LONGEST].casefold()) if word]
    return "".join(word for word in words if word not in _QUALITY) or "".join(words)
