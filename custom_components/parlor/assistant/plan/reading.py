"""Reads the plan that a model wrote: what it names is resolved to this home's entities and services, or asked back.

Pure. A repair is made only where it is the only one that makes sense (one candidate, or all of a named room); everything
else goes back to the model with the candidates, and until a plan can be read whole nothing of it runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
import re
from typing import Any

from ..home import Home
from ..prompt.retrieval import spoken_of
from .actions import ACTIONS, PLAY_TITLE, UNDO, field_names
from .arguments import as_settled, known_fields, missing_field, read_data, unknown_field
from .asked import (
    called_in,
    forbids,
    in_this_room,
    is_beside,
    is_elsewhere,
    is_item,
    is_no_scene,
    is_no_title,
    speaks_of_another,
    unasked,
)
from .heard import as_heard, plays_nothing, unheard
from .levels import at_level_said
from .meant import action_meant, of_another_kind
from .numbers import tells_other_number, with_number_said
from .options import OptionsOf, as_source, with_options
from .plainly import as_said
from .reasons import without_reasons
from .said import clause_of, drop_unsaid, is_one_clause, meant_instead, named_of_kind, without_names
from .services import near_actions, read_action
from .steps import Step
from .targets import Problem, candidates, find_targets, targets_of, things_called
from .told import contradicts, is_echo

MAX_STEPS = 20
# Nobody wants to hear more of what was done.
MAX_SAY = 600

# Services that leave a thing as they say, so that the same one again is none: others, as louder, are meant twice.
_SETTLES = ("open_", "close_", "turn_", "set_")
ADD_ITEM = "todo.add_item"
# What is called by a title, by action.
_CALLED = {PLAY_TITLE: ("title",), "media_player.play_media": ("media_content_id",)}
# What can be wrong with a single step.
_OF_A_STEP = frozenset({"action", "field", "target", "value for"})
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


def read_plan(
    home: Home, arguments: Mapping[str, Any], options_of: OptionsOf, said: str = "", *, room: str | None = None
) -> Plan:
    """Read what a model passed to the act tool: `{"steps": [{"action", "target", "data"}], "say"}`, or near it.

    `said` is the sentence that the plan answers, empty where it is not known: it decides what the model left open. `room` is
    where it was said.
    """
    whole, (said, _) = said, without_reasons(home, said)
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
        read = _read_step(home, index, one, options_of, _Told(said, say, _targeted(home, raw, index)))
        if isinstance(read, Problem):
            problems.append(read)
        elif read not in steps[-1:] or not read.service.startswith(_SETTLES):
            steps.append(read)
    left = [problem for problem in problems if not _is_needless(home, said, problem, raw, steps)]
    held = _held_to_sentence(home, said, room, steps, has_problems=bool(left))
    # What a model says speaks of what was left out, too.
    if held != steps or len(left) < len(problems) or _is_untold(say, held, said, whole):
        say = ""
    return Plan(say=say, steps=tuple(held), problems=tuple(left))


def _is_untold(say: str, steps: Sequence[Step], said: str, whole: str) -> bool:
    """Say whether what a model says is not what its steps do; `whole` is the sentence with the reasons for it."""
    return bool(steps) and (contradicts(say, steps) or tells_other_number(say, steps, said) or is_echo(say, whole))


def _held_to_sentence(home: Home, said: str, room: str | None, steps: list[Step], *, has_problems: bool) -> list[Step]:
    """Return the steps that the sentence asks for, where it was said."""
    extra = unasked(home, said, steps) if said and not has_problems else []
    extra += unheard(said, steps)
    kept = [step for index, step in enumerate(steps) if index not in extra]
    return in_this_room(home, said, room, kept) if room else kept


def _is_needless(
    home: Home, said: str, problem: Problem, raw: Sequence[Mapping[str, Any]], steps: Sequence[Step]
) -> bool:
    """Say whether what could not be read is needed for nothing: models add such steps to one that is all that was asked for."""
    if _is_of_another_step(home, problem, steps):
        return True
    return problem.what in _OF_A_STEP and is_beside(home, said, raw[problem.step].get("target"), steps)


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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a step is held against: the sentence, what the model would say, and the things of other steps."""

    said: str
    say: str
    taken: frozenset[str]


def _read_step(home: Home, index: int, raw: Mapping[str, Any], options_of: OptionsOf, told: _Told) -> Step | Problem:
    """Read one step: its action, then its targets of the action's domain, then its data."""
    said = told.said
    spoken = str(raw.get("action") or raw.get("service") or "")
    action_text, pasted = _pasted(spoken)
    data = _raw_data(raw, pasted)
    targets = targets_of(
        home, raw.get("target") or raw.get("entity_id") or data.pop("entity_id", None) or raw.get("name") or ""
    )
    if said and (named := named_of_kind(home, said, action_text, targets)) is not None:
        targets = [named]
    action = _action_of(home, action_text, targets, data, (said, told.say))
    if action is None:
        return Problem(step=index, what="action", value=spoken, candidates=near_actions(home, action_text))
    if action == ADD_ITEM and len(targets) == 1 and is_item(home, said, targets[0], data):
        data, targets = {**data, "item": targets[0]}, []
    entity_ids = _read_targets(home, index, targets, action.partition(".")[0], said, taken=told.taken)
    if isinstance(entity_ids, Problem):
        return of_another_kind(home, action, targets, said) or entity_ids
    if action_text.rpartition(".")[2].strip().casefold() == "unmute":
        data["is_volume_muted"] = False
    clause = clause_of(home, said, entity_ids)
    action, data = _as_meant(action, data, clause)
    if (absent := _absent(home, index, action, entity_ids, (said, clause))) is not None:
        return absent
    data = with_number_said(action, read_data(action, data), without_names(home, clause))
    fitting = drop_unsaid(home, said, action, data, known_fields(action))
    for name in _CALLED.get(action, ()):
        if is_no_title(home, str(fitting.get(name, "")), entity_ids):
            del fitting[name]  # what is there is meant
    action, fitting = as_source(*as_heard(action, fitting, clause), entity_ids, options_of, said)
    if (problem := _problem_of_data(index, action, fitting)) is not None:
        return problem
    domain, _, service = action.partition(".")
    return with_options(index, domain, service, entity_ids, fitting, options_of)


def _absent(home: Home, index: int, action: str, entity_ids: Sequence[str], told: tuple[str, str]) -> Problem | None:
    """Return what a sentence speaks of and is not here, where a model took something else for it; None where it is here."""
    said, clause = told
    if (room := is_elsewhere(home, clause, entity_ids)) is not None:
        return Problem(step=index, what="room", value=room)
    is_played = plays_nothing(action, said) and not spoken_of(home, said, entity_ids)
    if (
        is_played
        or is_no_scene(home, said, action, entity_ids)
        or (said and speaks_of_another(home, said, action, entity_ids))
    ):
        return Problem(step=index, what="target", value=said)
    return None


def _action_of(
    home: Home, text: str, targets: Sequence[str], data: Mapping[str, Any], told: tuple[str, str]
) -> str | None:
    """Return the action of a step: as it is named, else as the sentence tells what is to be done with what is named in its place, or targeted."""
    action = read_action(home, text, targets) or action_meant(home, text, data, *told)
    if action is None and len(targets) == 1 and text != UNDO.name:
        return action_meant(home, targets[0], data, told[0])
    return action


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


def _targeted(home: Home, raw: Sequence[Mapping[str, Any]], index: int) -> frozenset[str]:
    """Return the things that steps beside one name exactly."""
    others = (one.get("target") or "" for number, one in enumerate(raw[:MAX_STEPS]) if number != index)
    texts = (text for target in others for text in targets_of(home, target))
    return frozenset(thing.entity_id for text in texts for thing in things_called(home, text))


def _read_targets(
    home: Home, index: int, targets: Sequence[str], domain: str, said: str, *, taken: frozenset[str]
) -> tuple[str, ...] | Problem:
    """Return the entities that a step is for; of what its target leaves open the sentence decides."""
    entity_ids: list[str] = []
    for text in targets or [""]:
        found = find_targets(home, text, domain) if text else Problem(step=index, what="target", value="")
        chosen = () if isinstance(found, Problem) else found
        # What is called so and is of another kind was meant, and wrongly: nothing else is taken for it.
        is_one = (
            not things_called(home, text) if not chosen else len(targets) == 1 and text.casefold() not in home.areas
        )
        if said and is_one and (meant := meant_instead(home, said, domain, chosen)) and meant not in taken:
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
