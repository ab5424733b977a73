"""What a job must show before an order counts as carried out."""

import pytest

from custom_components.parlor.appliance_orders import is_seen
from custom_components.parlor.appliances.command import Command, Order
from custom_components.parlor.appliances.job import Job, JobState as J

START = Order(command=Command.START)
LATER = Order(command=Command.START, ready_at=1_770_000_000.0)
WOOL = Order(command=Command.START, program="wool")


@pytest.mark.parametrize(
    ("order", "job", "is_it"),
    [
        (START, Job(state=J.RUNNING), True),
        (START, Job(state=J.SCHEDULED), False),  # it waits for its time still
        (START, Job(state=J.PAUSED), False),
        (LATER, Job(state=J.SCHEDULED), True),
        (LATER, Job(state=J.RUNNING), False),  # it began at once
        (WOOL, Job(state=J.RUNNING, program="wool"), True),
        (WOOL, Job(state=J.RUNNING), True),
        (WOOL, Job(state=J.RUNNING, program="cotton"), False),
    ],
)
def test_a_start_is_seen(order: Order, job: Job, is_it: bool) -> None:
    assert is_seen(order, job) is is_it
