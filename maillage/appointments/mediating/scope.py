"""The diaries somebody may act in: what every page of a mediator begins with."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from maillage.appointments.models import OpeningRange, Practice, Session, Workshop
from maillage.network.rules import Actor, act_in_diary, require, run_workshop
from maillage.places.models import Place

FARTHEST = timedelta(days=2 * 366)
MOST = 50


def diaries(actor: Actor) -> QuerySet[Practice]:
    """One's own, those of the structures one answers for; all of them for who watches over the network."""
    rows = Practice.objects.select_related("place", "organisation", "user")
    rows = rows.order_by("organisation__nom", "kind", "pk")
    return rows if actor.coordinates else rows.filter(_mine(actor, ""))


def workshops(actor: Actor) -> QuerySet[Workshop]:
    rows = Workshop.objects.select_related("place", "organisation", "practice").order_by("-pk")
    if actor.coordinates:
        return rows
    return rows.filter(Q(organisation__in=actor.manages) | _mine(actor, "practice__"))


def _mine(actor: Actor, of: str) -> Q:
    own = Q(**{f"{of}user": actor.user, f"{of}organisation__in": actor.contributes_to})
    return Q(**{f"{of}organisation__in": actor.manages}) | own


def own_first(actor: Actor) -> list[Practice]:
    """What the day shows when nothing is asked: one's own diaries, else those one answers for."""
    rows = list(diaries(actor).filter(active=True)[:MOST])
    return [one for one in rows if actor.user and one.user_id == actor.user.pk] or rows


def the_diary(actor: Actor, pk: int) -> Practice:
    row = get_object_or_404(Practice.objects.select_related("place", "organisation"), pk=bounded(pk))
    require(act_in_diary(actor, row))
    return row


def the_range(actor: Actor, pk: int) -> OpeningRange:
    rows = OpeningRange.objects.select_related("place", "practice__place", "practice__organisation")
    row = get_object_or_404(rows, pk=bounded(pk))
    require(act_in_diary(actor, row.practice))
    return row


def the_workshop(actor: Actor, pk: int) -> Workshop:
    rows = Workshop.objects.select_related("place", "organisation", "practice")
    row = get_object_or_404(rows, pk=bounded(pk))
    require(run_workshop(actor, row))
    return row


def the_session(actor: Actor, pk: int) -> Session:
    rows = Session.objects.select_related("place", "workshop__place", "workshop__organisation", "workshop__practice")
    row = get_object_or_404(rows, pk=bounded(pk))
    require(run_workshop(actor, row.workshop))
    return row


def places_of(actor: Actor) -> list[Place]:
    """Where one may say that one receives: the published places of one's structures."""
    rows = Place.objects.published().select_related("organisation").order_by("nom")
    mine = rows.filter(organisation__in=actor.contributes_to)
    return list((rows.exclude(organisation=None) if actor.coordinates else mine)[:500])


def bounded(pk: int) -> int:
    """Numbers no database holds are nobody's."""
    return pk if pk < 2**62 else 0


def asked_day(text: str, today: date) -> date:
    """A day of an address; today when it says nothing one can read, or too far."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) < FARTHEST else today
