"""What may be named in a sentence: the home's things, rooms, floors, and what its screens can show. Pure."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be named in one home in one language."""

    # The lists that the sentences refer to: `name`, `area`, `floor`, `source`, `todo`.
    lists: Mapping[str, SlotList]
    # Every form of a name, as the list `name` gives it, with the things that are called so.
    called: Mapping[str, tuple[Thing, ...]]
    # The words for kinds of things, as a name would be written, with the kind.
    kinds: Mapping[str, str]


def vocabulary(home: Home, language: Language, sources: Iterable[str]) -> Vocabulary:
    """Return what can be named but people; linear in the number of things."""
    things = [thing for thing in home.things if thing.domain in DOMAINS]
    kinds = _kind_words(language)
    exact = _exact_names(things, language)
    short = _short_names(things, language, kinds.keys() | exact.keys())
    todos = [thing for thing in home.things if thing.domain == "todo"]
    tiers = {**dict.fromkeys(exact, 0), **dict.fromkeys(short, 1)}
    return Vocabulary(
        kinds=kinds,
        lists={
            "name": _list("name", ((form, form, tier) for form, tier in tiers.items())),
            "area": _list("area", _spelled(home.areas.items(), language)),
            "floor": _list("floor", _spelled(home.floors.items(), language)),
            "source": _list("source", _spelled(_sources(sources, language, kinds), language)),
            "todo": _list(
                "todo", _spelled(((name, name.casefold()) for thing in todos for name in thing.names), language)
            ),
        },
        called={form: tuple(dict.fromkeys(found)) for form, found in (exact | short).items()},
    )


def people_list(people: Iterable[str], language: Language) -> Mapping[str, SlotList]:
    """Return the list `person`, of people by their names: they come and go with what is watched."""
    return {"person": _list("person", _spelled(((name, name) for name in people), language))}


def _list(name: str, values: Iterable[tuple[str, str, int]]) -> TextSlotList:
    """Build a list of (said, meant, tier), each pair once."""
    unique = {(said, meant): tier for said, meant, tier in values if said}
    return TextSlotList(
        name=name,
        values=[
            TextSlotValue.from_tuple((said, meant, {}, {"tier": tier}), allow_template=False)
            for (said, meant), tier in unique.items()
        ],
    )


def _spelled(values: Iterable[tuple[str, str]], language: Language) -> Iterator[tuple[str, str, int]]:
    """Yield (said, meant) as the sentences see what is said."""
    for said, means in values:
        yield _form(said, language), means, 0


def _form(name: str, language: Language) -> str:
    """Return a name as the sentences see it."""
    return language.matchable(clean(name)).casefold()


def _exact_names(things: Sequence[Thing], language: Language) -> dict[str, list[Thing]]:
    """Return things by their names in full."""
    names: dict[str, list[Thing]] = {}
    for thing in things:
        for name in thing.names:
            names.setdefault(_form(name, language), []).append(thing)
    names.pop("", None)
    return names


def _short_names(things: Sequence[Thing], language: Language, taken: AbstractSet[str]) -> dict[str, list[Thing]]:
    """Return things by their names without their room's and in the plural.

    A short form that is another thing's name, or a mere "lamp", would steal what is meant by it.
    """
    names: dict[str, list[Thing]] = {}
    for thing in things:
        for form in _short_forms(thing, language):
            if form not in taken:
                names.setdefault(form, []).append(thing)
    return names


def _short_forms(thing: Thing, language: Language) -> Iterator[str]:
    """Yield what a thing may be called besides its names: each without its room, both in the plural."""
    for said in map(clean, thing.names):
        forms = (said, without) if (without := _without_area(said, thing.area)) else (said,)
        yield from (_form(form + ending, language) for form in forms for ending in ("", *language.name_endings))


def _without_area(name: str, area: str | None) -> str | None:
    """Return "floor lamp" for the "Living Room Floor Lamp" of the living room."""
    if not area:
        return None
    prefix = clean(area).casefold() + " "
    return name[len(prefix) :] if name.casefold().startswith(prefix) else None


def _kind_words(language: Language) -> dict[str, str]:
    """Return the plain words for kinds of things, as written in the sentences, each with its kind."""
    kinds = language.intents.slot_lists["kind"]
    if not isinstance(kinds, TextSlotList):
        return {}
    return {
        _form(word, language): str(value.value_out)
        for value in kinds.values
        for word in sample_expression(value.text_in)
    }


def source_key(source: str) -> str:
    """Return what is the same in all spellings of a source: `HDMI 2`, `hdmi2`, `Disney+`, `disney plus`."""
    return re.sub(r"[\W_]+", "", source.casefold().replace("+", " plus ")) or source.casefold()


def _sources(sources: Iterable[str], language: Language, kinds: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield how people say the names of apps and inputs, and the key of each."""
    for source in sources:
        key = source_key(source)
        spelled = clean(source.replace("+", " plus ").replace("/", " ").replace("_", " "))
        forms = {clean(source), spelled, *language.source_names.get(key, ())}
        if match := re.fullmatch(r"(hdmi|av|usb|component|dvi|vga)[ -]?(\d)(?:\W.*)?", spelled, re.IGNORECASE):
            kind, digit = match.groups()
            forms |= {f"{kind} {digit}", f"{kind}{digit}", f"{kind}-{digit}", f"{kind} {_DIGITS.get(digit, digit)}"}
        # "Turn on the TV" is never the input of that name.
        yield from ((form, key) for form in sorted(forms) if _form(form, language) not in kinds)
