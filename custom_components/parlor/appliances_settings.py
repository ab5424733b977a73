"""What is set of the appliances: what was found wrongly, what was not found, and what people call programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from .appliances.kind import ApplianceKind

# The options of the appliances' entry. CONF_TELLING is what `telling_settings.TellingSettings` says.
CONF_CORRECTIONS: Final = "corrections"
CONF_ADDED: Final = "added"
CONF_PROGRAM_NAMES: Final = "program_names"
CONF_TELLING: Final = "telling"

CONF_APPLIANCE: Final = "appliance"
CONF_APPLIANCE_KIND: Final = "appliance_kind"
CONF_HIDDEN: Final = "hidden"
CONF_DOOR: Final = "door"
CONF_ENTITY: Final = "entity"
CONF_NAME: Final = "name"
CONF_WATTS: Final = "watts"

IDLE_WATTS: Final = 5.0  # at less than this nothing runs: what a plug measures of a machine that waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What its owner says of an appliance that was found: what it is, that it is none, where its door is seen."""

    kind: ApplianceKind | None = None
    is_hidden: bool = False
    door: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """An appliance that its owner named: a sensor of power, or an entity that says whether it runs."""

    entity: str
    kind: ApplianceKind
    name: str
    watts: float = IDLE_WATTS
    door: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliancesSettings:
    """What is set; corrections are by the ids of appliances, names of programs by those and the programs' keys."""

    corrections: Mapping[str, Correction] = field(default_factory=dict)
    added: tuple[Added, ...] = ()
    program_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return what the options of an entry say; what cannot be read is left out."""
        return cls(
            corrections={
                one[CONF_APPLIANCE]: Correction(
                    kind=_kind(one.get(CONF_APPLIANCE_KIND)),
                    is_hidden=bool(one.get(CONF_HIDDEN)),
                    door=one.get(CONF_DOOR) or None,
                )
                for one in options.get(CONF_CORRECTIONS, ())
                if one.get(CONF_APPLIANCE)
            },
            added=tuple(
                Added(
                    entity=one[CONF_ENTITY],
                    kind=kind,
                    name=one.get(CONF_NAME) or "",
                    watts=float(one.get(CONF_WATTS) or IDLE_WATTS),
                    door=one.get(CONF_DOOR) or None,
                )
                for one in options.get(CONF_ADDED, ())
                if one.get(CONF_ENTITY) and (kind := _kind(one.get(CONF_APPLIANCE_KIND))) is not None
            ),
            program_names=options.get(CONF_PROGRAM_NAMES, {}),
        )


def _kind(told: object) -> ApplianceKind | None:
    """Return the kind that a word stands for."""
    return next((kind for kind in ApplianceKind if kind == told), None)
