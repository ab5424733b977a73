"""What a trigger or a condition asks of appliances, and what is told of a job: in triggers, answers and attributes the same words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import probatio

from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from .appliances.job import Job
from .appliances.kind import ApplianceKind
from .appliances.known import KnownAppliance

CONF_KIND_OF_APPLIANCE: Final = "kind"
KIND_FILTER: Final[Mapping[Any, Any]] = {
    probatio.Optional(CONF_KIND_OF_APPLIANCE): probatio.All(cv.ensure_list, [probatio.Coerce(ApplianceKind)])
}


def kinds_of(options: Mapping[str, Any]) -> frozenset[ApplianceKind]:
    """Return the kinds that are asked for; none stands for any."""
    return frozenset(options.get(CONF_KIND_OF_APPLIANCE) or ())


def job_told(one: KnownAppliance, job: Job) -> dict[str, Any]:
    """Return a job; None where something is not known, times in the home's own, remaining in minutes, energy in kWh."""
    return {
        "entity_id": one.entity_id(),
        "appliance": one.name(),
        "appliance_kind": one.kind.value,
        "job": job.state.value,
        "program": program_name(one, job),
        "phase": job.phase.value if job.phase else None,
        "started_at": _at(job.started_at),
        "finished_at": _at(job.finished_at),
        "ends_at": _at(job.ends_at),
        "remaining": job.remaining,
        "energy": job.energy,
    }


def program_name(one: KnownAppliance, job: Job) -> str | None:
    """Return what people call the program of a job, its code where nobody knows."""
    if job.program is None:
        return None
    return next((each.name for each in one.programs() if each.key == job.program), job.program)


def _at(seconds: float | None) -> datetime | None:
    """Return a time of the home."""
    return None if seconds is None else dt_util.as_local(dt_util.utc_from_timestamp(seconds))
