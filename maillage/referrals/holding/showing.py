"""A sheet as the place reads it, in French."""

from datetime import datetime
from typing import NamedTuple

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.appointments.queries import begins
from maillage.core.languages import codes as languages
from maillage.core.languages import direction, in_language
from maillage.network.enums import SupportManner
from maillage.places.models import Place
from maillage.places.presenting import full_date, language_name, phone, phone_link
from maillage.referrals import consenting, queries
from maillage.referrals.actions import Written
from maillage.referrals.enums import Adaptation, Verb
from maillage.referrals.holding import presenting
from maillage.referrals.models import Referral, ReferralEvent


class Fact(NamedTuple):
    title: str
    words: str
    link: str = ""


class Read(NamedTuple):
    """The words one agrees to, in one language."""

    language: str
    direction: str
    lines: list[str]


def facts(one: Referral) -> list[Fact]:
    """What was sent; what was not said is left out."""
    several = [
        Fact(_("Pour quoi"), str(one.service)),
        *_aimed(one),
        Fact(_("En quelques mots"), one.need),
        Fact(_("Comment l'appeler"), one.called),
        Fact(_("Téléphone"), phone(one.phone) if one.phone else "", phone_link(one.phone) if one.phone else ""),
        Fact(_("Courriel"), one.email, f"mailto:{one.email}" if one.email else ""),
        Fact(_("Parle"), language_name(one.language, "fr") if one.language != "fr" else ""),
        Fact(_("Moments possibles"), ", ".join(one.times)),
        Fact(_("Vient avec"), _("quelqu'un qui l'accompagne") if one.accompanied else ""),
        Fact(_("Aide pour"), ", ".join(str(Adaptation(part).label) for part in one.adaptation.split("|") if part)),
        Fact(_("À faire avant le"), full_date(one.deadline) if one.deadline else ""),
        Fact(_("Niveau"), one.get_level_display() if one.level else ""),
        Fact(_("Déjà essayé"), one.tried),
        *_in_their_place(one),
        Fact(_("Envoyée par"), _sender(one)),
        Fact(_("Code de la fiche"), one.code),
    ]
    return [fact for fact in several if fact.words]


def aim(one: Referral) -> presenting.Aim | None:
    """The workshop, from its first session on, or the action; None: the place is enough."""
    if one.workshop is not None:
        return presenting.workshop(one.workshop.nom, begins(one.workshop), timezone.now())
    return presenting.offer(one.offer.nom, one.offer.schedule) if one.offer is not None else None


def _aimed(one: Referral) -> list[Fact]:
    known = aim(one)
    return [Fact(known.title, "\n".join(filter(None, (known.name, known.when))))] if known else []


def booked(one: Referral, *, by_person: bool = False) -> presenting.Booked | None:
    """What is still to come in the agenda; the person may be too late to cancel it by themselves."""
    row = queries.booked(one)
    start = queries.starts(row) if row else None
    if row is None or start is None:
        return None
    late = by_person and not queries.may_still_cancel(row)
    return presenting.Booked(presenting.moment(start, timezone.now()), row == one.registration, late)


def expected(one: Referral) -> str:
    """As the agenda knows it now."""
    at = queries.moment_of(one)
    return presenting.moment(at, timezone.now()) if at else ""


def then(event: ReferralEvent) -> str:
    return presenting.moment_after(event.told)


def _in_their_place(one: Referral) -> list[Fact]:
    if one.manner != SupportManner.FOR:
        return []
    return [Fact(_("À faire à sa place, parce que"), one.manner_reason), Fact(_("Mandat"), one.mandate)]


def _sender(one: Referral) -> str:
    return f"{one.organisation.nom} ({one.get_function_display()})" if one.function else one.organisation.nom


def line(event: ReferralEvent, now: datetime) -> str:
    """Le lieu d'accueil a accepté. Aujourd'hui, 10 h 12."""
    at = f"{presenting.past_day(event.at, now)}, {presenting.clock(event.at)}"
    told = f"{event.get_who_display()} {event.get_verb_display()}. {at}."
    return " ".join(filter(None, (told, then(event))))


def lines(events: list[ReferralEvent], now: datetime) -> list[str]:
    return [line(event, now) for event in events if event.verb != Verb.REMINDED]


def moment(at: datetime, now: datetime) -> str:
    return presenting.moment(at, now)


def consent(one: Referral, place: Place) -> list[Read]:
    """In the person's language, and in French for who reads aloud."""
    sender = (one.receiver or one.organisation).nom
    spoken = one.language if one.language in languages() else "fr"
    several = dict.fromkeys([spoken, "fr"])
    said = {code: consenting.text(consenting.LATEST, sender=sender, place=place.nom, language=code) for code in several}
    return [Read(code, direction(code), words) for code, words in said.items()]


def paper(request: HttpRequest, written: Written) -> dict[str, str]:
    """What the person leaves with: the new code, its PIN, the code to scan. Shown once."""
    one = written.referral
    with translation.override("fr"):
        path = reverse("sheet:sheet", args=[written.token])
    language = one.language if one.language in languages() else "fr"
    address = request.build_absolute_uri(in_language(path, language))
    scan = segno.make(address, error="m", micro=False).svg_data_uri(border=2)
    return {"code": one.code, "pin": written.pin, "scan": scan}
