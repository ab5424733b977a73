"""Season and episode in the text of a title, as people and players write them."""

import re
from typing import Final, NamedTuple


class Numbered(NamedTuple):
    """A text with its number taken out: what stands before it, what behind it."""

    before: str
    behind: str
    season: int | None
    episode: int


_SEPARATED: Final = r"[\s\-–—:.,|·/]*"
_FORMS: Final = (
    r"\bs(?:eason)?\s?(\d{1,2}|(?:19|20)\d\d)\s?[:.,x]?\s?e(?:p(?:isode)?)?\.?\s?(\d{1,4})\b",
    r"\b(\d{1,2})x(\d{2,3})\b",
    r"\b(?:season|series|staffel|temporada|saison)\s?(\d{1,2})\s?[,;:\-–·]?\s?(?:episode|ep\.?|folge|episodio|épisode)\s?(\d{1,4})\b",
    r"\bst?\.?\s?(\d{1,2})\s?[,:/\-–·]?\s?f(?:olge)?\.?\s?(\d{1,4})\b",
    r"시즌\s?(\d{1,2})\s?[,:\-–·]?\s?(?:제\s?)?(\d{1,4})\s?[화회]",
)
_WITHOUT_SEASON: Final = (
    r"(?:제\s?)?(?<!\d)(\d{1,4})\s?[화회](?!\w)",
    r"\b(?:folge|episode|ep\.)\s?(\d{1,4})\b",
)
_WITH: Final = tuple(re.compile(_SEPARATED + form + _SEPARATED, re.IGNORECASE) for form in _FORMS)
_WITHOUT: Final = tuple(
    re.compile(_SEPARATED + r"[(\[]?" + form + r"[)\]]?" + _SEPARATED, re.IGNORECASE) for form in _WITHOUT_SEASON
)
_HINT: Final = re.compile(r"\d")
_ALONE: Final = re.compile(r"[#(\[]?(?:e|ep|episode|folge|chapter|kapitel)?[\s.:#]*(\d{1,4})[)\]]?", re.IGNORECASE)


def numbered(text: str) -> Numbered | None:
    """Return the number of an episode in a text and what stands around it, None where there is none."""
    if not _HINT.search(text):
        return None
    for form in _WITH:
        if found := form.search(text):
            before, behind = text[: found.start()], text[found.end() :]
            return Numbered(_trimmed(before), _trimmed(behind), int(found[1]), int(found[2]))
    for form in _WITHOUT:
        if found := form.search(text):
            return Numbered(_trimmed(text[: found.start()]), _trimmed(text[found.end() :]), None, int(found[1]))
    return None


def is_number(text: str, season: int | None, episode: int) -> bool:
    """Say whether a text is nothing but the number of an episode: `S01E04`, `Episode 4`, `4`."""
    if found := _ALONE.fullmatch(text.strip()):
        return int(found[1]) == episode
    told = numbered(text)
    if told is None or told.before or told.behind or told.episode != episode:
        return False
    return told.season is None or told.season == (1 if season is None else season)


def _trimmed(text: str) -> str:
    """Return a text without the brackets and dashes that stood around the number."""
    return text.strip(" \t-–—:.,|·/").removesuffix("(").removesuffix("[").removeprefix(")").removeprefix("]").strip()
