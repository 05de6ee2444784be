"""Verbs that change a pathway: one transaction and one line in the log each; a step without a place is counted."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from maillage.network.enums import SupportAim, SupportManner
from maillage.network.models import Organisation
from maillage.orientation.actions import record_unmet
from maillage.places.enums import Level, Service
from maillage.places.models import Offer, Place
from maillage.referrals import codes, journal
from maillage.referrals.actions import Doer, Incomplete
from maillage.referrals.enums import Autonomy, PathTemplate, Stage
from maillage.referrals.models import Pathway, Step

MOST = 20  # steps: more is no pathway
GOALS = 3


@dataclass(frozen=True)
class Wanted:
    """One step to come: without a place, a gap."""

    stage: str
    service: str = ""
    place: Place | None = None
    offer: Offer | None = None


@dataclass(frozen=True)
class Begun:
    """The token and PIN are known now; they are also sealed, so that the paper prints again."""

    pathway: Pathway
    token: str = field(repr=False)
    pin: str = field(repr=False)


@transaction.atomic
def begin(
    wanted: Iterable[Wanted], *, doer: Doer, organisation: Organisation, template: str = "", language: str = "fr",
    zone: str = "", level: str = "", goals: Iterable[str] = (),
) -> Begun:  # fmt: skip
    """Raises Incomplete("template") or ("steps")."""
    wanted = list(wanted)
    if template and template not in PathTemplate.values:
        raise Incomplete("template")
    if not 0 < len(wanted) <= MOST:
        raise Incomplete("steps")
    columns, printed = codes.columns()
    told = [one.strip() for one in goals if one.strip()][:GOALS]
    pathway = Pathway.objects.create(
        **columns, paper=json.dumps(printed), template=template, organisation=organisation, by=doer.user,
        language=language, zone=zone, level=level if level in Level.values else "", goals="\n".join(told),
    )  # fmt: skip
    for order, one in enumerate(wanted, 1):
        _write(pathway, order, one)
    _note(pathway, doer, "commencer")
    return Begun(pathway, printed["token"], printed["pin"])


@transaction.atomic
def add(pathway: Pathway, wanted: Wanted, doer: Doer) -> Step:
    """At the end; `move` brings it where it belongs."""
    pathway = _lock(pathway)
    steps = list(pathway.steps.all())
    if len(steps) >= MOST:
        raise Incomplete("steps")
    step = _write(pathway, max((one.order for one in steps), default=0) + 1, wanted)
    _moved(pathway, doer, "ajouter")
    return step


@transaction.atomic
def remove(step: Step, doer: Doer) -> None:
    """What was done stays told: only a step to come goes. Raises Incomplete("done")."""
    pathway, step = _locked(step)
    if step.done_on is not None:
        raise Incomplete("done")
    step.delete()
    _number(pathway.steps.all())
    _moved(pathway, doer, "retirer")


@transaction.atomic
def move(step: Step, by: int, doer: Doer) -> None:
    """One earlier (-1) or later (+1); at an end, nothing changes."""
    pathway, step = _locked(step)
    steps = list(pathway.steps.all())
    at = next(rank for rank, one in enumerate(steps) if one.pk == step.pk)
    to = at + (1 if by > 0 else -1)
    if 0 <= to < len(steps):
        steps[at], steps[to] = steps[to], steps[at]
        _number(steps)
        _moved(pathway, doer, "déplacer")


@transaction.atomic
def place_at(step: Step, place: Place | None, doer: Doer, *, offer: Offer | None = None) -> Step:
    """Another house, or none found: a gap, counted."""
    pathway, step = _locked(step)
    if place is None and step.place_id is not None:
        _count_gap(pathway, step.service)
    step.place, step.offer = place, offer if place else None
    step.save(update_fields=["place", "offer"])
    _moved(pathway, doer, "choisir un lieu")
    return step


@transaction.atomic
def plan(step: Step, day: date | None, doer: Doer) -> Step:
    pathway, step = _locked(step)
    step.planned_on = day
    step.save(update_fields=["planned_on"])
    _moved(pathway, doer, "prévoir")
    return step


@transaction.atomic
def mark_done(step: Step, doer: Doer, *, manner: str, autonomy: str, aim: str, day: date | None = None) -> Step:
    """Never without how it was done and what the person can do now (P01). Raises Incomplete."""
    for name, value, known in (
        ("manner", manner, SupportManner), ("autonomy", autonomy, Autonomy), ("aim", aim, SupportAim),
    ):  # fmt: skip
        if value not in known.values:
            raise Incomplete(name)
    pathway, step = _locked(step)
    columns = {"manner": manner, "autonomy": autonomy, "aim": aim, "done_on": day or timezone.localdate()}
    return _change(pathway, step, doer, "faire", skipped=False, **columns)


@transaction.atomic
def undo_done(step: Step, doer: Doer) -> Step:
    pathway, step = _locked(step)
    return _change(pathway, step, doer, "défaire", done_on=None, manner="", autonomy="", aim="", skipped=False)


@transaction.atomic
def leave_aside(step: Step, doer: Doer) -> Step:
    pathway, step = _locked(step)
    return _change(pathway, step, doer, "laisser de côté", skipped=True)


@transaction.atomic
def end(pathway: Pathway, doer: Doer, *, level_after: str = "") -> Pathway:
    pathway = _lock(pathway)
    pathway.ended_at = timezone.now()
    pathway.level_after = level_after if level_after in Level.values else ""
    pathway.save(update_fields=["ended_at", "level_after"])
    _moved(pathway, doer, "terminer")
    return pathway


@transaction.atomic
def reopen(pathway: Pathway, doer: Doer) -> Pathway:
    pathway = _lock(pathway)
    pathway.ended_at = None
    pathway.save(update_fields=["ended_at"])
    _moved(pathway, doer, "reprendre")
    return pathway


def _write(pathway: Pathway, order: int, wanted: Wanted) -> Step:
    if wanted.stage not in Stage.values or wanted.service not in ("", *Service.values):
        raise Incomplete("stage")
    step = Step.objects.create(
        pathway=pathway, order=order, stage=wanted.stage, service=wanted.service, place=wanted.place,
        offer=wanted.offer,
    )  # fmt: skip
    if wanted.place is None:
        _count_gap(pathway, wanted.service)
    return step


def _count_gap(pathway: Pathway, service: str) -> None:
    record_unmet(service=service, zone=pathway.zone)


def _number(steps: Iterable[Step]) -> None:
    """1, 2, 3…: first far away, so that no two ever hold the same rank."""
    rows = list(steps)
    for shift in (1_000, 1):
        for rank, step in enumerate(rows):
            Step.objects.filter(pk=step.pk).update(order=shift + rank)


def _lock(pathway: Pathway) -> Pathway:
    return Pathway.objects.select_for_update(of=("self",)).get(pk=pathway.pk)


def _locked(step: Step) -> tuple[Pathway, Step]:
    return _lock(step.pathway), Step.objects.select_related("pathway").get(pk=step.pk)


def _change(pathway: Pathway, step: Step, doer: Doer, verb: str, **columns) -> Step:
    for name, value in columns.items():
        setattr(step, name, value)
    step.save(update_fields=list(columns))
    _moved(pathway, doer, verb)
    return step


def _moved(pathway: Pathway, doer: Doer, verb: str) -> None:
    pathway.moved_at = timezone.now()
    pathway.save(update_fields=["moved_at"])
    _note(pathway, doer, verb)


def _note(pathway: Pathway, doer: Doer, verb: str) -> None:
    about = {"who": doer.who, "user": doer.user, "organisation": doer.organisation}
    journal.note(journal.What.WRITE, pathway, why=verb, **about)
