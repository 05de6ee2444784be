"""What is counted today, for indicators and snapshots: a fixed number of queries."""

from collections import Counter

from django.db.models import Count, Q

from maillage.core.points import walking_minutes
from maillage.core.suppression import Published
from maillage.diagnosis import publishing
from maillage.diagnosis.enums import NeedFamily, Source
from maillage.diagnosis.indicators import Facts
from maillage.diagnosis.matrix import FRESH_DAYS, SEVERAL, WALK, Area, Provider, equity
from maillage.diagnosis.models import Gap, NeedRecord, TargetPublic
from maillage.diagnosis.queries.grid import Grid, latest, published_grid, totals
from maillage.diagnosis.queries.offer import providers
from maillage.places.enums import OfferNature, Service
from maillage.places.models import Offer
from maillage.workshops.enums import Status
from maillage.workshops.models import Commitment


def facts(grid: Grid | None = None) -> Facts:
    grid, places = grid or published_grid(), providers()
    spaces = equity(grid.areas, places, Service.ACCES)
    natures = Counter(Offer.objects.values_list("nature", flat=True))
    promises = Counter(Commitment.objects.values_list("status", flat=True))
    return Facts(
        places=len(places),
        confirmed=sum(1 for one in places if one.age is not None and one.age < FRESH_DAYS),
        support=natures[OfferNature.SUPPORT],
        training=natures[OfferNature.TRAINING],
        hours=sum(one.hours for one in places),
        neighbourhoods=len(grid.areas),
        with_space=sum(1 for count in spaces.values() if count),
        with_several=sum(1 for count in spaces.values() if count >= SEVERAL),
        cells=dict(Counter(str(one.coverage) for one in grid.cells.values())),
        promised=sum(count for status, count in promises.items() if status != Status.DROPPED),
        kept=promises[Status.DONE],
        **_on_foot(grid.areas, places), **_gaps(), **_stages(), **_sheets(),
    )  # fmt: skip


def _on_foot(areas: list[Area], places: list[Provider]) -> dict:
    """None where no population is known."""
    known = [one for one in areas if one.population]
    spaces = [one.point for one in places if Service.ACCES in one.services and one.point]
    near = [one for one in known if any(walking_minutes(at.km_to(one.center)) <= WALK for at in spaces)]
    total = sum(one.population or 0 for one in known)
    return {"population": total or None, "near_a_space": sum(one.population or 0 for one in near) if total else None}


def _gaps() -> dict:
    rows = Gap.objects.order_by().values("status").annotate(n=Count("pk"), owned=Count("owner"))
    told = {row["status"]: (row["n"], row["owned"]) for row in rows}
    owned = sum(owners for status, (_, owners) in told.items() if status not in {"comblé", "écarté"})
    return {"gaps": {status: count for status, (count, _) in told.items()}, "gaps_with_owner": owned}


def _stages() -> dict:
    told = Q(counts__isnull=False) | Q(needs__isnull=False)
    families = NeedRecord.objects.order_by().values_list("family", flat=True).distinct()
    return {
        "publics": TargetPublic.objects.count(), "publics_told": TargetPublic.objects.filter(told).distinct().count(),
        "families": len(NeedFamily), "families_told": len(set(families)),
    }  # fmt: skip


def _sheets() -> dict:
    """As they were published: what is small is hidden, and what would give it back."""
    last = latest()
    shown = totals(last)
    sent = shown.get(Source.REFERRAL)
    table = publishing.table(last.tables.get(publishing.ENDINGS, [])) if last else Published({})
    return publishing.endings(table, sent) | {"sent": sent, "searches": shown.get(Source.SEARCH)}
