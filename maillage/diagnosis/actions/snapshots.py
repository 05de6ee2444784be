"""What is true today, kept as it is."""

import json
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.diagnosis import comparing, indicators
from maillage.diagnosis.actions.publishing import publish
from maillage.diagnosis.models import Gap, Snapshot
from maillage.diagnosis.queries import facts, published_grid
from maillage.places.enums import LifeCycle
from maillage.places.models import Place
from maillage.workshops.enums import Status
from maillage.workshops.models import Commitment

A_WEEK = timedelta(days=7)


@transaction.atomic
def take(*, nom: str = "", by: User | None = None, at: datetime | None = None) -> Snapshot:
    """Today's snapshot. What it holds of people is what was published. `at`: for an invented past only."""
    publish(by=by)
    data = contents()
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    snapshot = Snapshot.objects.create(
        nom=nom, at=at or timezone.now(), version=comparing.VERSION, data=data, digest=sha256(text.encode()).hexdigest()
    )
    tell("photographed", snapshot, by=by)
    return snapshot


def weekly() -> Snapshot | None:
    """Once a week, whatever the number of calls."""
    with transaction.atomic():
        if Snapshot.objects.filter(at__gt=timezone.now() - A_WEEK).exists():
            return None
        return take()


def contents() -> dict:
    """Places by id, cells, gaps, commitments, facts; JSON."""
    grid = published_grid()
    places = (
        Place.objects.published().filter(life_cycle=LifeCycle.OPEN).values_list("pk", "nom", "latitude", "longitude")
    )
    cells = sorted([service, zone, str(cell.coverage)] for (service, zone), cell in grid.cells.items())
    return {
        "facts": indicators.as_json(facts(grid)),
        "until": grid.period.until.isoformat(),
        "places": {key: {"nom": nom, "at": [_rounded(lat), _rounded(lon)]} for key, nom, lat, lon in places},
        "cells": cells,
        "gaps": {str(one.pk): _gap(one) for one in Gap.objects.select_related("owner")},
        "promises": {str(one.pk): _promise(one) for one in Commitment.objects.select_related("organisation")},
    }


def _gap(gap: Gap) -> dict:
    owner = gap.owner.nom if gap.owner else ""
    return {"title": gap.title, "status": gap.status, "owner": owner, "ending": gap.ending, "shown": gap.published}


def _promise(one: Commitment) -> dict:
    return {"organisation": str(one.organisation or ""), "text": one.text, "kept": one.status == Status.DONE}


def _rounded(degrees: float | None) -> float | None:
    """Ten metres: a pin moved less than that did not move."""
    return None if degrees is None else round(degrees, 4)
