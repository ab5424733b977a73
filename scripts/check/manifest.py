"""The manifest: its keys and their order, its version, its requirements beside Home Assistant's own pins."""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re

from awesomeversion import AwesomeVersion, AwesomeVersionException, AwesomeVersionStrategy
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
import probatio

# constraints file -> package -> the requirement that Home Assistant installs it by
type Constraints = Mapping[str, Mapping[str, Requirement]]

_VERSION_STRATEGIES = [
    AwesomeVersionStrategy.CALVER,
    AwesomeVersionStrategy.SEMVER,
    AwesomeVersionStrategy.SIMPLEVER,
    AwesomeVersionStrategy.BUILDVER,
    AwesomeVersionStrategy.PEP440,
]


def _version(value: str) -> str:
    try:
        AwesomeVersion(value, ensure_strategy=_VERSION_STRATEGIES)
    except AwesomeVersionException as error:
        raise probatio.Invalid(f"not a version: {value}") from error
    return value


def _own_documentation(value: str) -> str:
    if not value.startswith("https://") or "www.home-assistant.io/integrations" in value:
        raise probatio.Invalid("must be an https page of this project's own")
    return value


_SCHEMA = probatio.Schema(
    {
        probatio.Required("domain"): probatio.Match(r"^[a-z][a-z0-9_]*$"),
        probatio.Required("name"): str,
        probatio.Required("codeowners"): probatio.All([probatio.Match(r"^@[\w/-]+$")], probatio.Length(min=1)),
        probatio.Required("documentation"): probatio.All(str, _own_documentation),
        probatio.Required("issue_tracker"): probatio.Match(r"^https://"),
        probatio.Required("version"): probatio.All(str, _version),
        probatio.Required("integration_type"): probatio.In(
            ["device", "entity", "hardware", "helper", "hub", "service", "system"]
        ),
        probatio.Required("iot_class"): probatio.In(
            ["assumed_state", "calculated", "cloud_polling", "cloud_push", "local_polling", "local_push"]
        ),
        **{probatio.Optional(key): [str] for key in ("requirements", "dependencies", "after_dependencies", "loggers")},
        **{probatio.Optional(key): bool for key in ("config_flow", "single_config_entry", "import_executor")},
        probatio.Optional("ssdp"): [{str: str}],
        probatio.Optional("zeroconf"): [probatio.Any(str, dict)],
        probatio.Optional("dhcp"): [
            probatio.Any({"macaddress": str}, {"hostname": str}, {"registered_devices": bool}, dict)
        ],
        **{probatio.Optional(key): object for key in ("bluetooth", "homekit", "mqtt", "usb", "preview_features")},
    }
)


def check(manifest: Mapping[str, object], folder: Path, constraints: Constraints) -> Iterator[str]:
    """Yield what is wrong with a manifest; `folder` is the integration's, whose name is the domain."""
    try:
        _SCHEMA(dict(manifest))
    except probatio.MultipleInvalid as error:
        yield from (f"manifest.json: {each}" for each in error.errors)
        return
    rank = {"domain": 0, "name": 1}
    if list(manifest) != sorted(manifest, key=lambda key: (rank.get(key, 2), key)):
        yield "manifest.json: the keys are not sorted (domain, name, then a to z)"
    if manifest["domain"] != folder.name:
        yield f"manifest.json: the domain {manifest['domain']} is not the folder's name, {folder.name}"
    if manifest.get("config_flow", False) != (folder / "config_flow.py").is_file():
        yield "manifest.json: config_flow and config_flow.py do not agree"
    requirements = manifest.get("requirements", [])
    assert isinstance(requirements, list)
    for text in requirements:
        yield from _check_requirement(text, constraints)


def _check_requirement(text: str, constraints: Constraints) -> Iterator[str]:
    where = f"manifest.json: requirement {text}"
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        yield f"{where}: {error}"
        return
    if not requirement.specifier:
        yield f"{where}: says no version"
    for source, packages in constraints.items():
        pin = packages.get(canonicalize_name(requirement.name))
        if pin is None:
            continue
        if any(part.operator == "==" for part in requirement.specifier):
            yield f"{where}: {source} decides the version: use a range"
        version = exact_version(pin)
        if version is not None and not requirement.specifier.contains(version, prereleases=True):
            yield f"{where}: {source} has {version}"


def exact_version(requirement: Requirement) -> str | None:
    """Return the only version that a requirement allows, None if it allows several."""
    versions = [part.version for part in requirement.specifier if part.operator == "=="]
    return versions[0] if len(versions) == 1 else None


def read_constraints(text: str) -> dict[str, Requirement]:
    """Return the packages of a constraints file."""
    lines = (re.sub(r"\s*#.*", "", line).strip() for line in text.splitlines())
    return {canonicalize_name(each.name): each for each in (Requirement(line) for line in lines if line)}
