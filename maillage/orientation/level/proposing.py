"""This place, this day, this workshop: each step of a plan asked of the ranking of "Où aller ?"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import get_language, gettext

from maillage.orientation import gathering, pictures, wording
from maillage.orientation.level.planning import LEVELS, Plan, Step
from maillage.orientation.level.questionnaire import Said, questionnaire, said
from maillage.orientation.level.visiting import Visit, next_visit
from maillage.orientation.level.words import REASONS, STEPS, UNKNOWN, Words
from maillage.orientation.ranking import Enquiry, Match, Reason, rank
from maillage.places import hours, presenting
from maillage.places.enums import Audience
from maillage.places.models import Offer, Place
from maillage.territory.models import Zone


@dataclass(frozen=True)
class Proposal:
    """`place` is None when nobody answers this step: it is said, and someone to ask is offered."""

    step: Step
    words: Words
    place: Place | None = None
    walk: str = ""
    when: str = ""  # empty: the hours are not known
    workshop: Offer | None = None
    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def need(self) -> Said | None:
        """The need in the person's words, when this step answers it."""
        option = questionnaire().items["N0"].option(self.step.need)
        return said(option.texts, get_language()) if option else None

    @property
    def drawn(self) -> list[str]:
        """What its ticket draws."""
        return pictures.drawn(self.step.services, self.step.uses, self.step.equipment)

    @property
    def picto(self) -> str:
        option = questionnaire().items["N0"].option(self.step.need)
        return option.picto if option else self.words.picto

    @property
    def address(self) -> str:
        return presenting.address(self.place)

    @property
    def phone(self) -> str:
        return presenting.phone(self.place.telephone) if self.place.telephone else ""

    @property
    def phone_link(self) -> str:
        return presenting.phone_link(self.place.telephone)


def propose(plan: Plan, *, zone: Zone | None, now: datetime) -> list[Proposal]:
    steps = plan.next_steps
    near, code = (zone.point, zone.code) if zone else (None, "")
    enquiries = [plan.enquiry(step, zone=code, located=near is not None) for step in steps]
    distances = [gathering.nearest(enquiry, near) for enquiry in enquiries]
    places = {place.id: place for place in gathering.places({id for km in distances for id in km})}
    matches = [_best(places, km, enquiry, now) for km, enquiry in zip(distances, enquiries, strict=True)]
    workshops = _workshops(match.place.id for match in matches if match)
    return [_proposal(plan, step, match, places, workshops, now) for step, match in zip(steps, matches, strict=True)]


def _best(places: dict[str, Place], km: dict[str, float | None], enquiry: Enquiry, now: datetime) -> Match | None:
    candidates = [gathering.candidate(places[id], km[id], enquiry, now) for id in km if id in places]
    return next(iter(rank(candidates, enquiry)), None)


def _workshops(ids) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for_residents = Q(audience="") | Q(audience__has=Audience.RESIDENTS)
    for offer in Offer.objects.filter(for_residents, place_id__in=set(ids)).order_by("nom", "pk"):
        found.setdefault(offer.place_id, []).append(offer)
    return found


def _proposal(plan: Plan, step: Step, match: Match | None, places: dict, workshops: dict, now: datetime) -> Proposal:
    if match is None:
        return Proposal(step, STEPS[step.kind])
    place = places[match.place.id]
    workshop = _workshop(workshops.get(place.id, []), plan, step, first=match.place.first_steps if plan.fear else "")
    said_apart = {"walk", "open", "offer"} if workshop else {"walk", "open"}
    return Proposal(
        step=step,
        words=STEPS[step.kind],
        place=place,
        walk=presenting.walk(match.place.km) if match.place.km is not None else "",
        when=_said(next_visit(hours.week(place.horaires, now.date()), plan.moments, now), now),
        workshop=workshop,
        reasons=_once(_reason(reason, now) for reason in match.telling if reason.code not in said_apart),
        unknown=_once(_unknown(reason, now) for reason in match.unknown),
        warnings=tuple(wording.warned(reason, now) for reason in match.warnings),
    )


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


def _reason(reason: Reason, now: datetime) -> str:
    return str(REASONS.get((reason.code, reason.about)) or wording.said(reason, now))


def _unknown(reason: Reason, now: datetime) -> str:
    return str(UNKNOWN.get(reason.code) or wording.not_filled_in(reason, now))


def _workshop(offers: list[Offer], plan: Plan, step: Step, *, first: str) -> Offer | None:
    """The action held there that does this, at this level or at a level nobody wrote; none elsewhere.

    `first` names the first contact of the place, which goes before any other for those who fear.
    """
    level = LEVELS[plan.score.profile]
    fitting = [
        offer for offer in offers
        if set(step.services) & set(offer.services)
        and (not step.skills or not offer.level or level in offer.level or offer.nom == first)
    ]  # fmt: skip
    return min(fitting, key=lambda offer: (offer.nom != first, level not in offer.level), default=None)


def _said(visit: Visit | None, now: datetime) -> str:
    if visit is None:
        return ""
    day = presenting.day_name(visit.day, now.date())
    start, end = presenting.clock(visit.start), presenting.clock(visit.end)
    return gettext("%(day)s, de %(start)s à %(end)s") % {"day": day, "start": start, "end": end}
