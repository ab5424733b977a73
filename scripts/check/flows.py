"""What config flows show to people, read from their code: the texts that the translations must have."""

import ast
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from .package import FUNCTIONS, Call, Function, Package, last_name

_ROOTS = {
    "ConfigFlow": "config",
    "OptionsFlow": "options",
    "OptionsFlowWithReload": "options",
    "ConfigSubentryFlow": "config_subentries",
}
_STEPS = {"async_show_form": 0, "async_show_menu": 0, "async_show_progress": 0, "async_show_external_step": 0}
# What Home Assistant's own methods may end a flow with.
_ABORTS = {
    "_abort_if_unique_id_configured": "already_configured",
    "_async_abort_entries_match": "already_configured",
    "_abort_if_unique_id_mismatch": "unique_id_mismatch",
    "async_set_unique_id": "already_in_progress",
}


@dataclass(frozen=True, slots=True)
class Flows:
    """What is needed below `en.json`, dotted, each with the place that needs it; and what could not be read."""

    needed: dict[str, str]
    unreadable: list[str]


def read_flows(package: Package) -> Flows:
    """Return what the flows of a package need."""
    flows = Flows({}, [])
    sections = _sections(package)
    for call in package.calls:
        for section in sections.get(call.owner.name, ()) if call.owner else ():
            _read_call(package, call, section, flows)
    for name, node in package.classes.items():
        for section in sections.get(name, ()):
            _read_steps(package, node, section, flows)
    return flows


def _read_call(package: Package, call: Call, section: str, flows: Flows) -> None:
    if call.name in _STEPS:
        _read_shown(package, call, section, flows)
    reasons: set[str] = set()
    if call.name in ("async_abort", "AbortFlow"):
        reasons = package.texts(call.argument("reason", 0), call.function)
    elif call.name in _ABORTS:
        reasons = package.texts(call.argument("reason") or ast.Constant(_ABORTS[call.name]), call.function)
    elif call.name.startswith("async_update") and call.name.endswith("abort"):
        reasons = _update_reasons(package, call)
    for reason in reasons:
        flows.needed.setdefault(f"{section}.abort.{reason}", call.where)


def _read_shown(package: Package, call: Call, section: str, flows: Flows) -> None:
    steps = package.texts(call.argument("step_id", _STEPS[call.name]), call.function)
    if not steps:
        flows.unreadable.append(f"{call.where}: the step_id of {call.name} cannot be read from the code")
    for step in steps:
        _read_step(package, call, f"{section}.step.{step}", flows)
    for error in _errors(package, call):
        flows.needed.setdefault(f"{section}.error.{error}", call.where)
    for action in package.texts(call.argument("progress_action"), call.function):
        flows.needed.setdefault(f"{section}.progress.{action}", call.where)


def _read_step(package: Package, call: Call, step: str, flows: Flows) -> None:
    flows.needed.setdefault(f"{step}.title", call.where)
    options = call.argument("menu_options", 1) if call.name == "async_show_menu" else None
    for option in package.texts(options, call.function):
        flows.needed.setdefault(f"{step}.menu_options.{option}", call.where)
    schema = call.argument("data_schema", 1) if call.name == "async_show_form" else None
    for path in _fields(package, schema, call.function):
        flows.needed.setdefault(f"{step}.{path}", call.where)


def _read_steps(package: Package, node: ast.ClassDef, section: str, flows: Flows) -> None:
    """Add what Home Assistant shows for a flow by itself."""
    methods = {each.name for each in node.body if isinstance(each, FUNCTIONS)}
    kind = section.removeprefix("config_subentries.")
    if kind != section:
        flows.needed.setdefault(f"{section}.entry_type", node.name)
        for source in ("user", "reconfigure"):
            if f"async_step_{source}" in methods:
                flows.needed.setdefault(f"{section}.initiate_flow.{source}", node.name)


def _update_reasons(package: Package, call: Call) -> set[str]:
    """Return how a flow may end that has changed its entry: said, or told by Home Assistant from where it began."""
    if (reason := call.argument("reason")) is not None:
        return package.texts(reason, call.function)
    source = call.function.name if call.function else ""
    kinds = [kind for kind in ("reauth", "reconfigure") if kind in source]
    return {f"{kind}_successful" for kind in kinds or ("reauth", "reconfigure")}


def _errors(package: Package, call: Call) -> Iterator[str]:
    """Yield the keys of a form's errors: from a dict given, or from what its name gets in this function."""
    expression = call.argument("errors")
    if isinstance(expression, ast.Dict):
        for value in expression.values:
            yield from package.texts(value, call.function)
    elif isinstance(expression, ast.IfExp):
        for branch in (expression.body, expression.orelse):
            for value in branch.values if isinstance(branch, ast.Dict) else ():
                yield from package.texts(value, call.function)
    elif isinstance(expression, ast.Name) and call.function:
        yield from _errors_of_name(package, expression.id, call.function)


def _errors_of_name(package: Package, name: str, function: Function) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=target))], value=value) if target == name:
                yield from package.texts(value, function)
            case (
                ast.Assign(targets=[ast.Name(id=target)], value=ast.Dict(values=values))
                | ast.AnnAssign(target=ast.Name(id=target), value=ast.Dict(values=values))
            ) if target == name:
                for value in values:
                    yield from package.texts(value, function)


def _fields(package: Package, expression: ast.expr | None, function: Function | None) -> Iterator[str]:
    """Yield `data.host`, `data_description.host`, `sections.more.data.port`… for each field of a form's schema."""
    items = [
        (key, value)
        for dictionary in _schemas(package, expression, function)
        for key, value in zip(dictionary.keys, dictionary.values, strict=True)
    ]
    for key, value in items:
        if isinstance(key, ast.Call) and last_name(key.func) in ("Required", "Optional") and key.args:
            for name in package.texts(key.args[0], function):
                yield from _field(package, name, value, function)


def _field(package: Package, name: str, value: ast.expr, function: Function | None) -> Iterator[str]:
    if isinstance(value, ast.Call) and last_name(value.func) == "section":
        yield f"sections.{name}.name"
        yield from (f"sections.{name}.{path}" for path in _fields(package, value, function))
    else:
        yield f"data.{name}"
        yield f"data_description.{name}"


def _schemas(package: Package, expression: ast.AST | None, function: Function | None) -> Iterator[ast.Dict]:
    """Yield the dicts that a schema is made from, following names and functions of the package."""
    seen: set[str] = set()
    rest: deque[ast.AST | None] = deque([expression])
    while rest:
        for part in _parts(rest.popleft()):
            if isinstance(part, ast.Dict):
                yield part
            elif (name := last_name(part)) not in seen:
                seen.add(name)
                rest += _targets(package, part, name, function)


def _targets(
    package: Package, part: ast.Name | ast.Attribute, name: str, function: Function | None
) -> list[ast.AST | None]:
    """Return what a name may lead to."""
    found: list[ast.AST | None] = [
        package.values.get(name),
        package.functions.get(name),
        *_local(function).get(name, ()),
    ]
    if not isinstance(part, ast.Attribute) or last_name(part.value) == "self":  # not `entry.options`
        found += package.methods.get(name, ())
    return found


@cache
def _parts(node: ast.AST | None) -> tuple[ast.Dict | ast.Name | ast.Attribute, ...]:
    """Return the dicts and the names within a node, and nothing that is in one of the dicts."""
    if node is None or isinstance(node, ast.Dict):
        return () if node is None else (node,)
    own = (node,) if isinstance(node, ast.Name | ast.Attribute) else ()
    return own + tuple(part for child in ast.iter_child_nodes(node) for part in _parts(child))


@cache
def _local(function: Function | None) -> Mapping[str, list[ast.expr]]:
    """Return what names are set to in a function; `name[key] = value` adds a dict of that pair."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function) if function else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.setdefault(name, []).append(value)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)], value=value):
                found.setdefault(name, []).append(ast.Dict(keys=[key], values=[value]))
    return found


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, FUNCTIONS) and node.name == name


def _sections(package: Package) -> dict[str, set[str]]:
    """Return where the texts of each class stand: `config`, `options`, `config_subentries.<type>`."""
    subentries = _subentry_types(package)
    found: dict[str, set[str]] = {}
    for name in package.classes:
        family = _ancestors(package, name)
        for root in {_ROOTS[each] for each in family if each in _ROOTS}:
            sections = (
                {f"{root}.{kind}" for kind in subentries.get(name, ())} if root == "config_subentries" else {root}
            )
            # A mixin's texts stand where those of the flows stand that it is mixed into.
            for member in family:
                found.setdefault(member, set()).update(sections)
    return found


def _ancestors(package: Package, name: str) -> set[str]:
    """Return a class and all it derives from, by name."""
    found = {name}
    if node := package.classes.get(name):
        for base in node.bases:
            found |= _ancestors(package, last_name(base))
    return found


def _subentry_types(package: Package) -> dict[str, set[str]]:
    """Return the types of subentry that each flow class is registered for."""
    found: dict[str, set[str]] = {}
    methods = [each for tree in package.trees.values() for each in ast.walk(tree)]
    methods = [each for each in methods if _is_named(each, "async_get_supported_subentry_types")]
    for dictionary in (each for method in methods for each in ast.walk(method) if isinstance(each, ast.Dict)):
        for key, value in zip(dictionary.keys, dictionary.values, strict=True):
            found.setdefault(last_name(value), set()).update(package.texts(key))
    return found
