"""What the worker does by itself."""

from maillage.appointments import actions
from maillage.appointments.calendars import actions as calendars
from maillage.appointments.telling import actions as telling
from maillage.appointments.telling.forgetting import forget_contacts
from maillage.core.jobs import every


@every(minutes=5, name="appointments.offers")
def lapse_offers() -> None:
    """A seat nobody answered for goes to the next one."""
    actions.lapse_offers()


@every(minutes=30, name="appointments.busy")
def read_calendars() -> None:
    """When who receives is busy elsewhere."""
    calendars.read_all()


@every(minutes=0.5, name="appointments.tell")
def tell() -> None:
    """What changed a minute ago and still stands."""
    telling.tell_changes()


@every(minutes=5, name="appointments.remind")
def remind() -> None:
    """Two days before."""
    telling.remind()


@every(hours=6, name="appointments.forget")
def forget() -> None:
    """Who was expected, some weeks after."""
    forget_contacts()
