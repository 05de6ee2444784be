"""What the worker does by itself."""

from maillage.appointments import actions
from maillage.appointments.calendars import actions as calendars
from maillage.core.jobs import every


@every(minutes=5, name="appointments.offers")
def lapse_offers() -> None:
    """A seat nobody answered for goes to the next one."""
    actions.lapse_offers()


@every(minutes=30, name="appointments.busy")
def read_calendars() -> None:
    """When who receives is busy elsewhere."""
    calendars.read_all()
