"""A clock that was set back: what is remembered goes back with it, so that all of it lies as far apart as before. Pure."""

from dataclasses import replace

from .memory import Memory, Over, Run


def set_back(memory: Memory, now: float) -> Memory:
    """Return what is remembered, none of it later than now."""
    known = (
        memory.doing_at,
        memory.stopping_since,
        memory.silent_since,
        memory.ordered_start_at,
        memory.ordered_stop_at,
        memory.door_since,
        None if memory.over is None else memory.over.at,
    )
    ahead = max((at for at in known if at is not None), default=now) - now
    return memory if ahead <= 0 else _moved(memory, -ahead)


def _moved(memory: Memory, by: float) -> Memory:
    heard, run, over = memory.heard, memory.run, memory.over
    return replace(
        memory,
        run=None if run is None else _run(run, by),
        over=None if over is None else _over(over, by),
        heard=None if heard is None else replace(heard, at=heard.at + by),
        doing_at=_at(memory.doing_at, by),
        stopping_since=_at(memory.stopping_since, by),
        silent_since=_at(memory.silent_since, by),
        ordered_start_at=_at(memory.ordered_start_at, by),
        ordered_stop_at=_at(memory.ordered_stop_at, by),
        door_since=_at(memory.door_since, by),
    )


def _run(run: Run, by: float) -> Run:
    return replace(
        run,
        since=run.since + by,
        heard_at=run.heard_at + by,
        started_at=_at(run.started_at, by),
        claim=_at(run.claim, by),
        ends_at=_at(run.ends_at, by),
        after=_at(run.after, by),
        sure_at=run.sure_at + by,
        jumped_at=_at(run.jumped_at, by),
        claim_before=_at(run.claim_before, by),
        fell_at=_at(run.fell_at, by),
        claim_then=_at(run.claim_then, by),
        back_at=_at(run.back_at, by),
        rested_at=_at(run.rested_at, by),
    )


def _over(over: Over, by: float) -> Over:
    return replace(over, at=over.at + by, claim=_at(over.claim, by), started_at=_at(over.started_at, by))


def _at(at: float | None, by: float) -> float | None:
    return None if at is None else at + by
