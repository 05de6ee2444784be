"""What waits for an answer, and what people said under the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.census.models import ErrorReport, Feedback, Proposal
from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.places.actions import difference, told, told_rows
from maillage.places.columns import ROW_COLUMNS
from maillage.places.models import Place
from maillage.places.telling import Change, changes

RECENT = timedelta(days=90)
OF_A_PLACE = re.compile(r"/lieux/([\w-]+)/$")


def visible(found: QuerySet, actor: Actor) -> QuerySet:
    """Rows about places this actor follows."""
    return found if actor.reads_everything else found.filter(place__organisation__in=actor.contributes_to)


def proposals(actor: Actor, *, waiting: bool = True) -> QuerySet[Proposal]:
    state = Q(status=Proposal.Status.WAITING)
    found = Proposal.objects.filter(state if waiting else ~state)
    return visible(found, actor).select_related("place", "source", "decided_by")


def reports(actor: Actor, *, waiting: bool = True) -> QuerySet[ErrorReport]:
    found = ErrorReport.objects.filter(handled_at__isnull=waiting)
    return visible(found, actor).select_related("place")


def differences(place: Place, changes: dict[str, Any]) -> dict[str, list]:
    """{column: [today, proposed]} for what differs."""
    columns = {name: value for name, value in changes.items() if name not in ROW_COLUMNS}
    found = difference(place, columns)
    for name in changes.keys() & ROW_COLUMNS.keys():
        before, after = told_rows(place, name), told(changes[name], name)
        if before != after:
            found[name] = [before, after]
    return found


@dataclass(frozen=True)
class Line:
    """A change beside what the record says today; `moved` when it changed since it was proposed."""

    change: Change
    now: str
    moved: bool


def lines(proposal: Proposal) -> list[Line]:
    """`before` is what stood when it was proposed; somebody may have written since."""
    wanted = {name: after for name, (_before, after) in proposal.changes.items()}
    today = differences(proposal.place, wanted)
    found = []
    for change in changes(proposal.changes):
        before, after = proposal.changes[change.column]
        current = today.get(change.column, [after, after])[0]
        now = changes({change.column: [current, after]})[0].before
        found.append(Line(change, now, current != before))
    return found


def today(actor: Actor) -> Iterator[Task]:
    """Decisions that wait for this actor."""
    if not (actor.coordinates or actor.manages):
        return
    asked = visible(Proposal.objects.filter(status=Proposal.Status.WAITING), actor).count()
    wrong = visible(ErrorReport.objects.filter(handled_at=None), actor).count()
    page = reverse("proposals:waiting")
    if wrong:
        words = ngettext("%(n)d erreur signalée", "%(n)d erreurs signalées", wrong) % {"n": wrong}
        yield Task(words, f"{page}#signalements", "alerte", _("Des habitants s'y fient : vérifiez d'abord."), 10)
    if asked:
        words = ngettext("%(n)d proposition à relire", "%(n)d propositions à relire", asked) % {"n": asked}
        yield Task(words, page, "lire", _("Accepter, corriger ou refuser d'un mot."), 20)


@dataclass(frozen=True)
class PageOpinion:
    page: str
    yes: int
    no: int
    words: list[str]
    nom: str  # of the place the page is about; else the page's address


def opinions() -> list[PageOpinion]:
    """The last three months, by page: where people did not find comes first."""
    since = timezone.now() - RECENT
    recent = Feedback.objects.filter(at__gte=since)
    said: dict[str, list[str]] = {}
    for page, text in recent.exclude(text="").values_list("page", "text"):
        said.setdefault(page, []).append(text)
    counted = recent.values("page").annotate(
        yes=Count("pk", filter=Q(found=True)), no=Count("pk", filter=Q(found=False))
    )
    rows = list(counted.order_by("-no", "-yes", "page")[:200])
    names = _named([row["page"] for row in rows])
    return [
        PageOpinion(row["page"], row["yes"], row["no"], said.get(row["page"], []), names.get(row["page"], row["page"]))
        for row in rows
    ]


def _named(pages: list[str]) -> dict[str, str]:
    """The places whose own pages these are."""
    slugs = {found[1]: page for page in pages if (found := OF_A_PLACE.match(page))}
    return {slugs[slug]: nom for slug, nom in Place.objects.filter(slug__in=slugs).values_list("slug", "nom")}


def published_place(slug: str) -> Place | None:
    return Place.objects.filter(slug=slug, published=True).first()
