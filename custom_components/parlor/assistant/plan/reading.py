"""Reads the plan that a model wrote: what it names is resolved to this home's entities and services, or asked back.

Pure. A repair is made only where it is the only one that makes sense (one candidate, or all of a named room); everything
else goes back to the model with the candidates, and until a plan can be read whole nothing of it runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
import re
from typing import Any

from rapidfuzz import fuzz, process

from ..home import Home
from .actions import ACTIONS, PLAY_TITLE, UNDO, field_names
from .arguments import as_settled, known_fields, missing_field, read_data, unknown_field
from .asked import called_in, forbids, is_elsewhere, is_item, is_no_title, speaks_of_another, unasked
from .heard import as_heard, unheard
from .levels import at_level_said
from .meant import action_meant, of_another_kind
from .numbers import tells_other_number, with_number_said
from .options import OptionsOf, with_options
from .said import as_said, clause_of, drop_unsaid, is_one_clause, meant_instead, named_of_kind, without_names
from .steps import Step
from .targets import MAX_CANDIDATES, Problem, candidates, find_targets, targets_of, things_called, things_named
from .told import contradicts

MAX_STEPS = 20
# Nobody wants to hear more of what was done.
MAX_SAY = 600

# What models and people call a service, for the domains that have the other.
_SERVICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "activate": ("turn_on", "press"),
    "close": ("close_cover", "close_valve"),
    "dim": ("turn_on",),
    "dock": ("return_to_base", "dock"),
    "launch_app": ("select_source",),
    "lower": ("close_cover",),
    "mute": ("volume_mute",),
    "next": ("media_next_track",),
    "next_track": ("media_next_track",),
    "off": ("turn_off",),
    "on": ("turn_on",),
    "open": ("open_cover", "open_valve"),
    "open_app": ("select_source",),
    "pause": ("media_pause", "pause"),
    "play": ("media_play",),
    "previous": ("media_previous_track",),
    "previous_track": ("media_previous_track",),
    "raise": ("open_cover",),
    "resume": ("media_play", "start", "start_mowing"),
    "return_home": ("return_to_base", "dock"),
    "run": ("turn_on", "start"),
    "set": ("set_value", "select_option", "turn_on"),
    "set_brightness": ("turn_on",),
    "set_color": ("turn_on",),
    "set_mode": ("set_hvac_mode", "set_mode", "set_preset_mode"),
    "set_position": ("set_cover_position", "set_valve_position"),
    "set_source": ("select_source",),
    "set_speed": ("set_percentage", "set_fan_speed"),
    "set_state": (),
    "set_volume": ("volume_set",),
    "skip": ("media_next_track",),
    "start": ("start", "start_mowing", "turn_on"),
    "stop": ("media_stop", "stop_cover", "stop_valve", "stop", "dock"),
    "unmute": ("volume_mute",),
    "unpause": ("media_play",),
}
# Services that leave a thing as they say, so that the same one again is none: others, as louder, are meant twice.
_SETTLES = ("open_", "close_", "turn_", "set_")
ADD_ITEM = "todo.add_item"
# What models give beside an action, or in its place, and is a field of none.
_STATE = "state"
_STEP_KEYS = frozenset({"action", "service", "target", "data", "name", "entity_id", "say", "steps"})
_CALL = re.compile(r"^\s*([\w.]+)\s*\(([^)]*)\)\s*$")
_PAIR = re.compile(r"(\w+)\s*[=: ]\s*([^,=:]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The ordered steps of a turn and what to say when all of them worked."""

    say: str = ""
    steps: tuple[Step, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    # Whether it is to take back what was done last, and nothing else.
    is_undo: bool = False
    # Whether the sentence only says that something is not to be done: nothing is.
    is_forbidden: bool = False


def read_plan(home: Home, arguments: Mapping[str, Any], options_of: OptionsOf, said: str = "") -> Plan:
    """Read what a model passed to the act tool: `{"steps": [{"action", "target", "data"}], "say"}`, or near it.

    `said` is the sentence that the plan answers, empty where it is not known: it decides what the model left open.
    """
    raw = _without_undo(_raw_steps(arguments))
    say = str(arguments.get("say") or "").strip()[:MAX_SAY]
    if len(raw) == 1 and _is_undo(raw[0]):
        return Plan(say=say, is_undo=True)
    if raw and forbids(said):
        return Plan(is_forbidden=True)
    steps: list[Step] = []
    problems: list[Problem] = []
    if len(raw) > MAX_STEPS:
        problems.append(Problem(step=MAX_STEPS, what="too many steps", value=str(len(raw))))
    for index, one in enumerate(raw[:MAX_STEPS]):
        read = _read_step(home, index, one, options_of, said, say)
        if isinstance(read, Problem):
            problems.append(read)
        elif read not in steps[-1:] or not read.service.startswith(_SETTLES):
            steps.append(read)
    extra = unasked(home, said, steps) if said and not problems else []
    extra += [index for index in unheard(said, steps) if index not in extra]
    if extra:
        steps, say = [step for index, step in enumerate(steps) if index not in extra], ""
    if contradicts(say, steps) or tells_other_number(say, steps, said):
        say = ""
    left = [problem for problem in problems if not _is_of_another_step(home, problem, steps)]
    if len(left) < len(problems):
        say = ""  # it speaks of what was left out
    return Plan(say=say, steps=tuple(steps), problems=tuple(left))


def _is_of_another_step(home: Home, problem: Problem, steps: Sequence[Step]) -> bool:
    """Say whether a step is a second one, of a kind that its target is not, for what another step sees to: models add such."""
    called = things_called(home, problem.value) if problem.what == "target" else []
    return len(called) == 1 and any(called[0].entity_id in step.entity_ids for step in steps)


def _raw_steps(arguments: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the steps as a list, whether the model wrote a list, one step, or either of them as text."""
    raw = arguments.get("steps", arguments if "action" in arguments else [])
    raw = _from_text(raw)
    if isinstance(raw, Mapping):
        raw = [raw]
    if not isinstance(raw, list):
        return []
    return [one for one in (_from_text(each) for each in raw) if isinstance(one, Mapping)]


def _is_undo(raw: Mapping[str, Any]) -> bool:
    """Say whether a step takes back what was done last."""
    return str(raw.get("action")).strip().casefold() == UNDO.name


def _without_undo(raw: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return steps without that where it comes behind a step for the same thing: models put it there, and mean nothing by it."""
    done: set[str] = set()
    kept = []
    for one in raw:
        target = str(one.get("target"))
        if not (_is_undo(one) and target in done):
            kept.append(one)
            done.add(target)
    return kept


def _from_text(value: Any) -> Any:
    """Return what a JSON text says, or the value as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _read_step(
    home: Home, index: int, raw: Mapping[str, Any], options_of: OptionsOf, said: str, say: str
) -> Step | Problem:
    """Read one step: its action, then its targets of the action's domain, then its data."""
    spoken = str(raw.get("action") or raw.get("service") or "")
    action_text, pasted = _pasted(spoken)
    data = _raw_data(raw, pasted)
    targets = targets_of(
        home, raw.get("target") or raw.get("entity_id") or data.pop("entity_id", None) or raw.get("name") or ""
    )
    if said and (named := named_of_kind(home, said, action_text, targets)) is not None:
        targets = [named]
    action = _read_action(home, action_text, targets) or action_meant(home, action_text, data, said, say)
    if action is None:
        return Problem(step=index, what="action", value=spoken, candidates=_near_actions(home, action_text))
    if action == ADD_ITEM and len(targets) == 1 and is_item(home, said, targets[0], data):
        data, targets = {**data, "item": targets[0]}, []
    entity_ids = _read_targets(home, index, targets, action.partition(".")[0], said)
    if isinstance(entity_ids, Problem):
        return of_another_kind(home, action, targets, said) or entity_ids
    if action_text.rpartition(".")[2].strip().casefold() == "unmute":
        data["is_volume_muted"] = False
    clause = clause_of(home, said, entity_ids)
    action, data = _as_meant(action, data, clause)
    if (room := is_elsewhere(home, clause, entity_ids)) is not None:
        return Problem(step=index, what="room", value=room)
    if said and speaks_of_another(home, said, action, entity_ids):
        return Problem(step=index, what="target", value=said)
    data = with_number_said(action, read_data(action, data), without_names(home, clause))
    fitting = drop_unsaid(home, said, action, data, known_fields(action))
    if action == PLAY_TITLE and is_no_title(home, str(fitting.get("title", "")), entity_ids):
        del fitting["title"]  # what is there is meant
    action, fitting = as_heard(action, fitting, clause)
    if (problem := _problem_of_data(index, action, fitting)) is not None:
        return problem
    domain, _, service = action.partition(".")
    return with_options(index, domain, service, entity_ids, fitting, options_of)


def _problem_of_data(index: int, action: str, data: Mapping[str, Any]) -> Problem | None:
    """Return what an action's data lack, or have and cannot, None where they are as they must be."""
    if (missing := missing_field(action, data)) is not None:
        return Problem(step=index, what="value for", value=missing, candidates=(missing,))
    if (unknown := unknown_field(action, data)) is not None:
        return Problem(step=index, what="field", value=unknown, candidates=field_names(ACTIONS[action]))
    return None


def _as_meant(action: str, data: dict[str, Any], clause: str) -> tuple[str, dict[str, Any]]:
    """Return the action and its data as the clause that is about them says; how something is to be off means nothing."""
    action, data = as_settled(as_said(action, clause), data)
    if is_one_clause(clause):
        action, data = at_level_said(action, data, clause)
    return action, {} if action.endswith(".turn_off") else {key: data[key] for key in data if key != _STATE}


def _read_targets(home: Home, index: int, targets: Sequence[str], domain: str, said: str) -> tuple[str, ...] | Problem:
    """Return the entities that a step is for; of what its target leaves open the sentence decides."""
    entity_ids: list[str] = []
    for text in targets or [""]:
        found = find_targets(home, text, domain) if text else Problem(step=index, what="target", value="")
        chosen = () if isinstance(found, Problem) else found
        # What is called so and is of another kind was meant, and wrongly: nothing else is taken for it.
        is_one = (
            not things_called(home, text) if not chosen else len(targets) == 1 and text.casefold() not in home.areas
        )
        if said and is_one and (meant := meant_instead(home, said, domain, chosen)):
            found = (meant,)
        if isinstance(found, Problem):
            near = candidates(home, text, domain)
            spoken = (each for each in called_in(home, said) if each not in near)
            return Problem(step=index, what="target", value=text, candidates=(*spoken, *near))
        entity_ids += [each for each in found if each not in entity_ids]
    return tuple(entity_ids)


def _raw_data(raw: Mapping[str, Any], pasted: Mapping[str, Any]) -> dict[str, Any]:
    """Gather a step's data from where models put it: in `data`, in the action's text, or beside the action."""
    inner = _from_text(raw.get("data"))
    beside = {key: value for key, value in raw.items() if key not in _STEP_KEYS}
    return {**beside, **pasted, **(inner if isinstance(inner, Mapping) else {})}


def _pasted(text: str) -> tuple[str, dict[str, Any]]:
    """Split an action that came with its arguments pasted in: `volume_set(volume_level 0.5)`."""
    if not (match := _CALL.match(text)):
        return text, {}
    return match[1], {key: value.strip(" '\"") for key, value in _PAIR.findall(match[2])}


def _read_action(home: Home, text: str, targets: Sequence[str]) -> str | None:
    """Return the action that a text names, with the domain of its targets where it has none or a wrong one."""
    words = re.split(r"[.:\s/]+", text.strip().casefold().replace("-", "_"))
    domain, service = (words[0], "_".join(words[1:])) if len(words) > 1 else ("", words[0])
    if (name := f"{domain}.{service}") in ACTIONS and domain in home.domains and _may_target(home, targets, domain):
        return name
    domains = sorted({thing.domain for text in targets for thing in things_named(home, text)}) or (
        [domain] if domain else []
    )
    found = {name for each in domains for name in _services(each, service)}
    return found.pop() if len(found) == 1 else None


def _may_target(home: Home, targets: Sequence[str], domain: str) -> bool:
    """Say whether the targets leave room for a domain: none of them is an entity of another."""
    return all(home.by_id[text].domain == domain for text in targets if text in home.by_id)


def _services(domain: str, service: str) -> list[str]:
    """Return the actions of a domain that a service's name can mean: itself, a word for it, or the only one like it."""
    if (name := f"{domain}.{service}") in ACTIONS:
        return [name]
    if words := [f"{domain}.{each}" for each in _SERVICE_WORDS.get(service, ()) if f"{domain}.{each}" in ACTIONS]:
        return words[:1]
    names = [action.service for action in ACTIONS.values() if action.domain == domain]
    near = process.extract(service, names, scorer=fuzz.ratio, score_cutoff=85, limit=2)
    return [f"{domain}.{near[0][0]}"] if len(near) == 1 else []


def _near_actions(home: Home, text: str) -> tuple[str, ...]:
    """Return the actions of this home that look like a text."""
    names = [name for name, action in ACTIONS.items() if action.domain in home.domains]
    return tuple(name for name, *_ in process.extract(text, names, scorer=fuzz.WRatio, limit=MAX_CANDIDATES))
