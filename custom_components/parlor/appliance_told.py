"""What can be told of an appliance to anybody: what it is made of and how its job is, without names and programs."""

from typing import Any

from .appliance import Appliance


def appliance_told(appliance: Appliance) -> dict[str, Any]:
    """Return what an appliance is made of and how its job is."""
    wiring, job = appliance.wiring, appliance.watch.job
    return {
        "brand": wiring.brand,
        "kind": wiring.kind.value,
        "is_part": wiring.part is not None,
        "told_by": type(appliance.voice).__name__,
        "roles": {role.value: len(entities) for role, entities in wiring.roles.items()},
        "job": job.state.value,
        "phase": job.phase.value if job.phase else None,
        "has_end": job.ends_at is not None,
        "has_program": job.program is not None,
        "is_waiting": job.is_waiting,
        "reasons": list(job.reasons),
        "remote": job.remote,
        "programs": len(appliance.voice.programs()),
        "commands": sorted(command.value for command in appliance.commands()),
    }
