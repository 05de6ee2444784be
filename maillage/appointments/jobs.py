"""What the worker does by itself."""

from maillage.appointments import actions
from maillage.core.jobs import every


@every(minutes=5, name="appointments.offers")
def lapse_offers() -> None:
    """A seat nobody answered for goes to the next one."""
    actions.lapse_offers()
