"""What stands before each dispatch: nothing is begun while people have halted it."""

from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.failures import spared_tries
from domain.halts import HaltSwitch

HALTED = "halted"
RETRY_DELAY = timedelta(seconds=2)


async def ensure_running(halts: HaltSwitch) -> None:
    """Send the activity back for a later try, as often as it takes, while a halt is in force.

    Such a try is no failure: it is not logged as one, and heartbeats carry their number over to the next try,
    so that it does not count as one of the bounded tries. The activity must therefore not be a local one.
    """
    halt = await halts.state()
    if halt is None:
        return
    activity.heartbeat(spared_tries() + 1)
    raise ApplicationError(
        halt.told, type=HALTED, next_retry_delay=RETRY_DELAY, category=ApplicationErrorCategory.BENIGN
    )
