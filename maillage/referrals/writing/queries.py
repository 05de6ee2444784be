"""What the writing page needs to know: where to, in whose name, what is already said elsewhere."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments import queries as agenda
from maillage.appointments.models import Appointment, Session, Workshop
from maillage.network.models import Organisation
from maillage.network.rules import Actor, act_in_diary, follow_pathway
from maillage.orientation import pictures
from maillage.orientation.queries import orient
from maillage.places.directory import Search, directory
from maillage.places.enums import LifeCycle
from maillage.places.models import Offer, Place
from maillage.places.paper.signs import SERVICE_SIGNS
from maillage.referrals.models import Referral, Step
from maillage.referrals.writing.asking import Asked

MOST, MOST_WORKSHOPS = 20, 3


@dataclass(frozen=True)
class Seats:
    """A workshop one may still join."""

    workshop: Workshop
    begins: Session
    left: int


def place_called(slug: str) -> Place | None:
    running = Place.objects.published().exclude(life_cycle=LifeCycle.CLOSED)
    return running.select_related("organisation").filter(slug=slug).first() if slug else None


def structures(actor: Actor) -> list[Organisation]:
    """In whose name one may write."""
    return list(Organisation.objects.filter(pk__in=actor.contributes_to).order_by("nom"))


def workshop_at(place: Place, number: int) -> Workshop | None:
    rows = Workshop.objects.filter(cancelled_at=None, place=place)
    return rows.filter(pk=number).first() if number else None


def offers_at(place: Place, service: str = "") -> list[Offer]:
    """The actions held there: those for this need first."""
    return sorted(place.offers.all(), key=lambda one: (service not in one.services, one.nom, one.pk))


def appointment_of(actor: Actor, number: int) -> Appointment | None:
    """The one a mediator writes from: only of a diary one acts in."""
    row = Appointment.objects.select_related("practice").filter(pk=number).first() if number else None
    return row if row and act_in_diary(actor, row.practice) else None


def step_of(actor: Actor, number: int) -> Step | None:
    row = Step.objects.select_related("pathway").filter(pk=number).first() if number else None
    return row if row and follow_pathway(actor, row.pathway) else None


def last_function(user: User) -> str:
    """What one wrote last time as one's own function."""
    return Referral.objects.filter(by=user).order_by("-sent_at").values_list("function", flat=True).first() or ""


# Where to


def proposed(asked: Asked) -> list[dict]:
    """Three places for this need, each with its reasons, as "Où aller ?" gives them."""
    if not asked.service:
        return []
    tile = asked.need if pictures.chosen((asked.need,)) else SERVICE_SIGNS[asked.service]
    known = bool(pictures.chosen((tile,)))
    found = orient("" if known else asked.service, needs=(tile,) if known else (), zone=asked.zone, person=asked.person)
    return found["places"]


def places_named(text: str) -> list[Place]:
    if not text:
        return []
    ids = directory.find(Search(text=text), limit=MOST).ids
    rows = Place.objects.published().exclude(life_cycle=LifeCycle.CLOSED).in_bulk(ids)
    return [rows[id] for id in ids if id in rows]


def seats_for(service: str, language: str = "") -> list[Seats]:
    """Workshops to come for this need where a seat is free, the soonest first; three queries."""
    if not service:
        return []
    rows = [one for one in _to_come() if service in one.workshop.services and _speaks(one.workshop, language)]
    left = agenda.seats_left({one.workshop_id for one in rows})
    first = {one.workshop_id: one for one in reversed(rows)}
    free = [Seats(one.workshop, one, left[key]) for key, one in first.items() if left.get(key)]
    return sorted(free, key=lambda one: one.begins.start)[:MOST_WORKSHOPS]


def _to_come() -> QuerySet[Session]:
    """Sessions of workshops that have not begun: one joins from the first one on."""
    begun = Session.objects.filter(cancelled=False, start__lte=timezone.now()).values("workshop")
    rows = Session.objects.filter(cancelled=False, workshop__cancelled_at=None, start__gt=timezone.now())
    rows = rows.filter(workshop__place__published=True).exclude(workshop__in=begun)
    return rows.select_related("workshop__place").order_by("start", "pk")


def _speaks(workshop: Workshop, language: str) -> bool:
    return not language or not workshop.languages or language in workshop.languages
