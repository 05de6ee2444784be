"""Gaps, as pages list them."""

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from maillage.diagnosis.enums import ALIVE, GapStatus
from maillage.diagnosis.models import Gap, PlanAction
from maillage.network.rules import Actor, is_member
from maillage.network.tasks import Task

LARGEST = 2**31 - 1


def seen_by(actor: Actor) -> QuerySet[Gap]:
    """Members read all of them; everyone, those that are shown."""
    rows = Gap.objects.select_related("zone", "owner").order_by("-opened_on", "pk")
    return rows if is_member(actor) else rows.filter(published=True)


def asked(actor: Actor, *, status: str = "", zone: str = "", service: str = "", text: str = "") -> QuerySet[Gap]:
    """`status`: a GapStatus, or "" for those that live."""
    rows = seen_by(actor).annotate(proofs=Count("evidence", distinct=True), doings=Count("actions", distinct=True))
    rows = rows.filter(status=status) if status in GapStatus.values else rows.filter(status__in=ALIVE)
    rows = rows.filter(Q(zone=zone) | Q(zone=None)) if zone else rows
    rows = rows.filter(service=service) if service else rows
    return rows.filter(Q(title__icontains=text) | Q(text__icontains=text)) if text else rows


def gap_or_404(actor: Actor, pk: int) -> Gap:
    found = seen_by(actor).filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found


def action_or_404(pk: int) -> PlanAction:
    found = PlanAction.objects.select_related("organisation").filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found


def today(actor: Actor) -> Iterator[Task]:
    """Gaps of one's structures whose day has come."""
    late = Gap.objects.filter(owner__in=actor.contributes_to, status__in=ALIVE, due__lte=timezone.localdate()).count()
    if late:
        words = ngettext("%(n)s manque à faire avancer", "%(n)s manques à faire avancer", late) % {"n": late}
        yield Task(words, reverse("gaps:list"), "voir", gettext("La date que vous aviez donnée est là."), 40)
