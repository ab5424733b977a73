"""Sentences about appliances: how their jobs are, and what one of them is told to do. Pure.

They are read before all others where a home has appliances; what may as well mean another thing of the home is weak.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
import re
from typing import Any, Final

from hassil.intents import Intents, SlotList, TextSlotList, TextSlotValue, WildcardSlotList
from hassil.recognize import RecognizeResult, recognize_all
import yaml

from ...appliances.job import JobState
from ...appliances.kind import ApplianceKind
from ..appliances.naming import of_kind, program_forms, programs_called, read_ready_by, spelled
from ..appliances.seen import ToldAppliance
from ..appliances.wishes import About, Do, Wanted
from ..later.moments import OutOfReach
from ..later.words import Words
from .language import CODES, Language, parsed, unspaced
from .lists import clean
from .parts import AnswerPart, AppliancePart

_FOLDER: Final = Path(__file__).parent.parent / "sentences" / "appliances"
_MOST_READINGS: Final = 40
_MOST_PROGRAMS: Final = 300
_LAUNDRY: Final = frozenset({ApplianceKind.WASHER, ApplianceKind.WASHER_DRYER, ApplianceKind.DRYER})
# What is in an appliance -> the kinds that it can be in, the likeliest first.
_LOADS: Final[Mapping[str, tuple[frozenset[ApplianceKind], ...]]] = {
    "laundry": (_LAUNDRY - {ApplianceKind.DRYER}, _LAUNDRY),
    "dishes": (frozenset({ApplianceKind.DISHWASHER}),),
}
_ABOUT: Final[Mapping[str, About]] = {
    "Done": About.DONE, "When": About.WHEN, "Doing": About.DOING, "Runs": About.RUNS, "All": About.ALL,
}  # fmt: skip
_DO: Final[Mapping[str, Do]] = {
    "Start": Do.START, "Pause": Do.PAUSE, "Resume": Do.RESUME, "Stop": Do.STOP, "Program": Do.PROGRAM,
    "Emptied": Do.EMPTIED,
}  # fmt: skip
# Of several appliances of a kind these are the ones that something can be done to.
_MEANT: Final[Mapping[Do, frozenset[JobState]]] = {
    Do.PAUSE: frozenset({JobState.RUNNING}),
    Do.RESUME: frozenset({JobState.PAUSED}),
    Do.STOP: frozenset({JobState.RUNNING, JobState.PAUSED, JobState.SCHEDULED, JobState.ATTENTION}),
    Do.EMPTIED: frozenset({JobState.FINISHED}),
}

type ApplianceParts = AppliancePart | AnswerPart


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplianceSentences:
    """What a language says of appliances."""

    intents: Intents
    kinds: Mapping[str, ApplianceKind]
    loads: Mapping[str, str]
    before_times: re.Pattern[str]
    machines: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence is said in: the appliances of the home, its rooms, the room of the speaker, the time, and what else bears a name."""

    appliances: tuple[ToldAppliance, ...]
    areas: Mapping[str, str]
    now: datetime
    words: Words
    area: str | None = None
    others: frozenset[str] = frozenset()


@cache
def load_appliance_sentences(code: str) -> ApplianceSentences:
    """Read what a language says of appliances, once; blocks on disk."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    kinds = {word: ApplianceKind(kind) for kind, words in data["kinds"].items() for word in words}
    loads = {word: load for load, words in data["loads"].items() for word in words}
    intents = {key: data[key] for key in ("expansion_rules", "intents")}
    if data.get("unspaced"):
        intents = unspaced(intents)
    return ApplianceSentences(
        intents=parsed({"language": code, **intents}),
        kinds=kinds,
        loads=loads,
        before_times=re.compile(rf"^{data['before_times'] or '(?!)'}\s+", re.IGNORECASE),
        machines=re.compile(data["machines"], re.IGNORECASE),
    )


def kind_words() -> Mapping[str, ApplianceKind]:
    """Return the words of every language for a kind of appliance; blocks on disk the first time."""
    return {spelled(word): kind for code in CODES for word, kind in load_appliance_sentences(code).kinds.items()}


def read_appliances(text: str, language: Language, sentences: ApplianceSentences, said: Said) -> ApplianceParts | None:
    """Return what a sentence asks of appliances or tells one, None where it is about something else or not certain."""
    told = tuple(each for each in said.appliances if each.kind.traits.has_runs)
    bare = clean(language.bare(text).replace(",", " "))
    reader = _Reader(language, sentences, said, told)
    if not told or not reader.mentions(bare):
        return None
    found: dict[str, tuple[int, ApplianceParts]] = {}
    for result in islice(reader.results(bare), _MOST_READINGS):
        if (part := reader.part(text, bare, result)) is not None:
            found.setdefault(repr(part[1]), part)
    if not found:
        return None
    best = min(tier for tier, _ in found.values())
    parts = [part for tier, part in found.values() if tier == best]
    return parts[0] if len(parts) == 1 else None


@dataclass(slots=True)
class _Reader:
    """Reads one sentence."""

    language: Language
    sentences: ApplianceSentences
    said: Said
    told: tuple[ToldAppliance, ...]

    def mentions(self, text: str) -> bool:
        """Say whether a text names an appliance, what is in one, or appliances at all."""
        matchable = self.language.matchable(text).casefold()
        return any(form in matchable for form in self._forms()) or bool(self.sentences.machines.search(text))

    def results(self, text: str) -> Iterator[RecognizeResult]:
        """Yield the ways in which a text can be read."""
        lists: dict[str, SlotList] = {
            "appliance": _list("appliance", self._names()),
            "load": _list("load", ((self._form(word), load, 1) for word, load in self.sentences.loads.items())),
            "area": _list("area", ((self._form(name), area, 0) for name, area in self.said.areas.items())),
            "program": _list("program", ((self._form(form), form, 0) for form in self._programs())),
            "clock": WildcardSlotList("clock"),
        }
        matchable = self.language.matchable(text)
        yield from recognize_all(matchable, self.sentences.intents, slot_lists=lists, language=self.language.code)

    def part(self, text: str, bare: str, result: RecognizeResult) -> tuple[int, ApplianceParts] | None:
        """Return what one reading comes to, and how sure it is, the surest first."""
        slots: dict[str, Any] = {}
        for entity in result.entities_list:
            if slots.setdefault(entity.name, entity.value) != entity.value:
                return None
        action, is_weak = result.intent.name, bool((result.intent_metadata or {}).get("weak"))
        tier = 0 if "appliance" not in slots else int((result.entities["appliance"].metadata or {}).get("tier", 0))
        about = _ABOUT.get(action)
        if about is About.ALL:
            return tier, self._part(text, self.told, about=about)
        if not (meant := self._meant(slots)):
            return None
        if about is not None:
            return tier, self._part(text, meant, about=about)
        if action == "Emptied" and text.rstrip().endswith(("?", "？")):
            return None
        if (part := self._order(text, bare, _DO[action], meant, slots, is_weak=is_weak)) is None:
            return None
        return tier, part

    def _part(self, text: str, meant: Sequence[ToldAppliance], **more: Any) -> AppliancePart:
        """Return a part about some appliances."""
        ids, names = tuple(each.id for each in meant), tuple(each.name for each in meant)
        things = tuple(each.thing.entity_id for each in meant)
        return AppliancePart(text=text, appliances=ids, things=things, names=names, **more)

    def _order(
        self, text: str, bare: str, do: Do, meant: Sequence[ToldAppliance], slots: Mapping[str, Any], *, is_weak: bool
    ) -> ApplianceParts | None:
        """Return what is wanted of the one appliance that is meant; of several, which one is asked back."""
        chosen = _one_of(meant, do, self.said.area)
        if len(chosen) != 1:
            names = ", ".join(each.name for each in chosen)
            return AnswerPart(text=text, reply="appliance_which", placeholders={"names": names})
        (appliance,) = chosen
        ready_at = None
        if "clock" in slots:
            ready = self._clock(str(slots["clock"]), bare)
            if ready is None:
                return None
            ready_at = ready.timestamp()
        program = None
        if "program" in slots:
            programs = programs_called(appliance.known.programs(), str(slots["program"]))
            if len(programs) != 1:
                return _which_program(text, appliance, str(slots["program"]), [each.name for each in programs])
            program = programs[0].key
        wanted = Wanted(do=do, program=program, ready_at=ready_at)
        return self._part(text, chosen, wanted=wanted, is_weak=is_weak or self._is_weak(appliance, do, slots))

    def _is_weak(self, appliance: ToldAppliance, do: Do, slots: Mapping[str, Any]) -> bool:
        """Say whether something else of the home may be meant as well: another thing of that name, a robot as such, what cannot be told it."""
        if appliance.kind is ApplianceKind.ROBOT_VACUUM:
            return True
        if do.command is not None and do.command not in appliance.known.commands():
            return True
        return str(slots.get("appliance", "")) in self.said.others

    def _clock(self, said: str, bare: str) -> datetime | None:
        """Return the time that words say, None where they say none."""
        words = self.sentences.before_times.sub("", self.language.noun(said.strip(), bare))
        try:
            return read_ready_by(words, (self.said.words,), self.said.now)
        except OutOfReach:
            return None

    def _meant(self, slots: Mapping[str, Any]) -> tuple[ToldAppliance, ...]:
        """Return the appliances that a reading is about."""
        within = self.told
        if area := slots.get("area"):
            within = tuple(each for each in within if each.area == area)
        if "appliance" in slots:
            form = str(slots["appliance"])
            by_name = tuple(each for each in within if form in map(self._form, each.names))
            kinds = {kind for word, kind in self.sentences.kinds.items() if self._form(word) == form}
            return by_name or tuple(each for kind in kinds for each in of_kind(within, kind))
        return _holding(within, str(slots.get("load", "")))

    def _names(self) -> Iterator[tuple[str, str, int]]:
        """Yield what appliances are called, and the words for their kinds, with how sure each is."""
        exact = {self._form(name) for each in self.told for name in each.names} - {""}
        yield from ((form, form, 0) for form in exact)
        kinds = {each.kind for each in self.told}
        for word, kind in self.sentences.kinds.items():
            form = self._form(word)
            if form not in exact and (kind in kinds or of_kind(self.told, kind)):
                yield form, form, 1

    def _programs(self) -> tuple[str, ...]:
        """Return what the programs of all appliances may be called."""
        programs = (program for each in self.told for program in each.known.programs())
        forms = (form for program in islice(programs, _MOST_PROGRAMS) for form in program_forms(program))
        return tuple(dict.fromkeys(forms))

    def _forms(self) -> Iterator[str]:
        """Yield every word that an appliance may be named by."""
        yield from (form for form, _, _ in self._names())
        yield from map(self._form, self.sentences.loads)

    def _form(self, name: str) -> str:
        """Return a name as the sentences see it."""
        return self.language.matchable(clean(name)).casefold()


def _list(name: str, values: Iterable[tuple[str, str, int]]) -> TextSlotList:
    """Return a list of (said, meant, tier); what is said is no template, whatever somebody called a thing."""
    return TextSlotList(
        name=name,
        values=[
            TextSlotValue.from_tuple((said, meant, {}, {"tier": tier}), allow_template=False)
            for said, meant, tier in values
            if said
        ],
    )


def _holding(appliances: Sequence[ToldAppliance], load: str) -> tuple[ToldAppliance, ...]:
    """Return the appliances that something is in: those at work or waiting, else the likeliest there are."""
    choices = [tuple(each for each in appliances if each.kind in kinds) for kinds in _LOADS.get(load, ())]
    idle = (JobState.IDLE, JobState.UNKNOWN)
    busy = tuple(each for each in choices[-1] if each.job.state not in idle) if choices else ()
    return busy or next((choice for choice in choices if choice), ())


def _one_of(meant: Sequence[ToldAppliance], do: Do, area: str | None) -> Sequence[ToldAppliance]:
    """Return the one of several that something can be done to, or that is where the speaker is; else all of them."""
    if len(meant) == 1:
        return meant
    able = [each for each in meant if each.job.state in _MEANT.get(do, frozenset(JobState))] or list(meant)
    here = [each for each in able if area is not None and each.area == area]
    return here if len(here) == 1 else able


def _which_program(text: str, appliance: ToldAppliance, said: str, names: Sequence[str]) -> AnswerPart:
    """Return what is said of a program that an appliance does not have, or has several of."""
    reply = "appliance_which_program" if names else "appliance_no_program"
    given = {"name": appliance.name, "program": said, "programs": ", ".join(names[:6])}
    return AnswerPart(text=text, reply=reply, placeholders=given)
