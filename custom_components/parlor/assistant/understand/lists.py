"""What may be named in a sentence: the home's things, rooms, floors, and what its screens can show. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import re

from hassil.intents import SlotList, TextSlotList, TextSlotValue
from hassil.sample import sample_expression
from hassil.util import remove_punctuation

from ..home import Home, Thing
from .language import Language

# Domains that a sentence may act on by name; a sensor is never the target of a command.
DOMAINS = frozenset(
    {
        "button", "climate", "cover", "fan", "humidifier", "input_boolean", "input_button", "lawn_mower", "light",
        "lock", "media_player", "scene", "script", "siren", "switch", "vacuum", "valve",
    }
)  # fmt: skip
_DIGITS = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five"}


def clean(name: str) -> str:
    """Return a name as hassil sees it in a sentence."""
    return " ".join(remove_punctuation(name).split())


def slot_lists(home: Home, language: Language, sources: Iterable[str]) -> Mapping[str, SlotList]:
    """Return the lists that a home fills: `name`, `area`, `floor`, `source`, `todo`."""
    things = [thing for thing in home.things if thing.domain in DOMAINS]
    kinds = _kind_words(language)
    todos = [thing for thing in home.things if thing.domain == "todo"]
    return {
        "name": _list("name", _names(things, language, kinds), language),
        "area": _list("area", ((clean(called), area, 0) for called, area in home.areas.items()), language),
        "floor": _list("floor", ((clean(called), floor, 0) for called, floor in home.floors.items()), language),
        "source": _list("source", _sources(sources, language, kinds), language),
        "todo": _list("todo", ((clean(name), name.casefold(), 0) for thing in todos for name in thing.names), language),
    }


def _list(name: str, values: Iterable[tuple[str, str, int]], language: Language) -> TextSlotList:
    """Build a list of (said, meant, tier), each pair once."""
    unique = {(said.casefold(), meant): (said, meant, tier) for said, meant, tier in values if said}
    return TextSlotList(
        name=name,
        values=[
            TextSlotValue.from_tuple((language.matchable(said), meant, {}, {"tier": tier}), allow_template=False)
            for said, meant, tier in unique.values()
        ],
    )


def _names(things: Sequence[Thing], language: Language, kinds: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    """Yield what things are called: in full, then without their room's name and in the plural."""
    short: list[tuple[str, str, int]] = []
    for thing in things:
        for name in thing.names:
            said = clean(name)
            yield said, name.casefold(), 0
            forms = [without] if (without := _without_area(said, thing.area)) else []
            for form in (said, *forms):
                short += [(form + ending, name.casefold(), 1) for ending in ("", *language.name_endings)]
    exact = {clean(name).casefold() for thing in things for name in thing.names}
    # A short form that is another thing's name, or a mere "lamp", would steal what is meant by it.
    yield from (form for form in short if form[0].casefold() not in exact and form[0].casefold() not in kinds)


def _without_area(name: str, area: str | None) -> str | None:
    """Return "floor lamp" for the "Living Room Floor Lamp" of the living room."""
    if not area:
        return None
    prefix = clean(area).casefold() + " "
    return name[len(prefix) :] if name.casefold().startswith(prefix) else None


def _kind_words(language: Language) -> frozenset[str]:
    """Return the plain words for kinds of things, as written in the sentences."""
    kinds = language.intents.slot_lists["kind"]
    if not isinstance(kinds, TextSlotList):
        return frozenset()
    said = (word for value in kinds.values for word in sample_expression(value.text_in))
    return frozenset(clean(word).casefold() for word in said)


def source_key(source: str) -> str:
    """Return what is the same in all spellings of a source: `HDMI 2`, `hdmi2`, `Disney+`, `disney plus`."""
    return re.sub(r"[\W_]+", "", source.casefold().replace("+", " plus ")) or source.casefold()


def _sources(sources: Iterable[str], language: Language, kinds: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    """Yield how people say the names of apps and inputs."""
    for source in sources:
        key = source_key(source)
        spelled = clean(source.replace("+", " plus ").replace("/", " ").replace("_", " "))
        forms = {clean(source), spelled, *language.source_names.get(key, ())}
        if match := re.fullmatch(r"(hdmi|av|usb|component|dvi|vga)[ -]?(\d)(?:\W.*)?", spelled, re.IGNORECASE):
            kind, digit = match.groups()
            forms |= {f"{kind} {digit}", f"{kind}{digit}", f"{kind}-{digit}", f"{kind} {_DIGITS.get(digit, digit)}"}
        # "Turn on the TV" is never the input of that name.
        for form in forms:
            if form.casefold() not in kinds:
                yield form, key, 0
