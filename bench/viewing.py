"""What is watched: what an observation costs, how soon it is seen, what twenty busy screens take, and what a TV tells how soon."""

from .report import Report
from .viewing_core import median_us
from .viewing_load import busy
from .viewing_screens import state_to_entity_ms
from .viewing_tvs import measured


async def run(*, quick: bool) -> Report:
    """Measure all of it, one after the other."""
    fuse_us, slow_us = median_us(*((5_000, 5) if quick else (20_000, 11)))
    state_to_entity, core = await state_to_entity_ms(200 if quick else 2_000)
    load = await busy(seconds=120 if quick else 3_600)
    tvs, core_tvs, notes = await measured(quick=quick)
    return Report(
        suite="viewing",
        ours={
            "fuse_us": fuse_us,
            "state_to_entity_ms": state_to_entity,
            **tvs,
            "core_share": load.core_share,
            "memory_growth_mb": load.growth_mb,
            "state_writes_per_s": load.writes_per_s,
        },
        core={**core_tvs, "state_to_entity_ms": core},
        notes=(
            f"fuse_us: one observation of six sources fused, followed and told; one in a hundred took over {slow_us:.0f}",
            "state_to_entity_ms: from a state of a media player to that of the screen's activity; core: to a template sensor",
            *load.notes,
            *notes,
        ),
    )
