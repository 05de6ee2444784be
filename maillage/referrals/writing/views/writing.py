"""One page to write a sheet; before it, at most the choice of a place."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from maillage.appointments.models import Appointment, Workshop
from maillage.appointments.queries import begins
from maillage.core import speaking
from maillage.core.languages import direction
from maillage.network import rules
from maillage.network.models import Organisation
from maillage.network.rules import acting, allowed
from maillage.orientation.queries import zones_by_sector
from maillage.places import presenting
from maillage.places.enums import Service
from maillage.places.models import Offer, Place
from maillage.places.paper.signs import SERVICE_SIGNS
from maillage.referrals import actions, consenting, lifecycle
from maillage.referrals.actions import ConsentMissing, Doer, NotNow
from maillage.referrals.enums import Verb
from maillage.referrals.holding import showing
from maillage.referrals.models import Referral, Step
from maillage.referrals.queries import became
from maillage.referrals.writing import queries
from maillage.referrals.writing.actions import AlreadyUsed, write_once
from maillage.referrals.writing.asking import Asked
from maillage.referrals.writing.following import Seen
from maillage.referrals.writing.forms import WriteForm
from maillage.referrals.writing.views.common import READ_OR_SEND, somebody_was_quicker, with_sheet

YES, NO = "oui", "non"


@dataclass(frozen=True)
class Desk:
    """Who writes, from where, to whom."""

    asked: Asked
    place: Place
    organisation: Organisation
    workshop: Workshop | None = None
    appointment: Appointment | None = None
    step: Step | None = None
    after: Seen | None = None  # the sheet that is sent elsewhere

    @cached_property
    def offers(self) -> list[Offer]:
        """What one may choose; a workshop says enough by itself."""
        return [] if self.workshop else queries.offers_at(self.place, self.said)

    @property
    def offer(self) -> Offer | None:
        """The one another page named, if it is still held here."""
        number = self.asked.number("offer") or (self.step.offer_id if self.step else None)
        return next((one for one in self.offers if one.pk == number), None)

    @property
    def is_gone(self) -> bool:
        """The action of the link is not held here, or not any more."""
        return bool(self.asked.offer) and not self.workshop and self.offer is None

    @property
    def services(self) -> list[str]:
        """What the action, else the place, says it does, first."""
        told = (self.offer.services if self.offer else []) or self.place.services
        here = [one for one in Service.values if one in told]
        return here or list(Service.values)

    @property
    def said(self) -> str:
        """The need, by the page one comes from."""
        said = self.step.service if self.step else ""
        return said or (self.appointment.service if self.appointment else "") or self.asked.service

    @property
    def service(self) -> str:
        """Known already, so that nobody has to touch it."""
        return self.said or (self.services[0] if len(self.services) == 1 else "")


@sensitive_post_parameters()
@never_cache
@READ_OR_SEND
@allowed(rules.writes_referrals)
def write(request):
    asked, actor = Asked.of(request.GET), acting(request)
    own = queries.structures(actor)
    organisation = next((one for one in own if one.slug == asked.structure or len(own) == 1), None)
    if organisation is None:
        return render(
            request,
            "referrals/writing/structure.html",
            {"links": [(one.nom, asked.url(structure=one.slug)) for one in own]},
        )
    step = queries.step_of(actor, asked.number("step"))
    place = queries.place_called(asked.place) or (step.place if step and not asked.place else None)
    if place is None:
        return choose(request, asked)
    desk = Desk(
        asked, place, organisation, queries.workshop_at(place, asked.number("workshop")),
        queries.appointment_of(actor, asked.number("appointment")), step,
    )  # fmt: skip
    return at(request, desk)


@sensitive_post_parameters()
@never_cache
@READ_OR_SEND
@with_sheet("envoyer ailleurs")
def elsewhere(request, sheet):
    """The same need, another place: the person is asked again."""
    if Verb.REDIRECTED not in lifecycle.possible(sheet.referral.state, sheet.who):
        return somebody_was_quicker(request, sheet)
    asked = Asked.of(request.GET)
    place = queries.place_called(asked.place)
    if place is None:
        return choose(request, asked, after=sheet)
    workshop = queries.workshop_at(place, asked.number("workshop"))
    organisation = sheet.referral.receiver if sheet.receives else sheet.referral.organisation
    return at(request, Desk(asked, place, organisation, workshop, after=sheet))


def choose(request: HttpRequest, asked: Asked, after: Seen | None = None) -> HttpResponse:
    """Where to: free seats first, then who fits, else a name."""
    asked = Asked.of(_same_need(after.referral)) if after and not asked.need else replace(asked, offer="")
    named = request.GET.get("q", "").replace("\0", "")[:100].strip()
    refused = after.referral.place_id if after else ""
    seats = queries.seats_for(asked.service, next(iter(asked.person.languages), ""))
    context = {
        "asked": asked, "after": after, "q": named,
        "needs": [(SERVICE_SIGNS[one], presenting.short_service(one), asked.url(besoin=one)) for one in Service],
        "need": presenting.short_service(asked.service) if asked.service else "",
        "change": asked.url(besoin=""),
        "seats": [(one, asked.url(lieu=one.workshop.place.slug, atelier=one.workshop.pk)) for one in seats],
        "proposed": [(one, asked.url(lieu=one["slug"])) for one in queries.proposed(asked) if one["id"] != refused],
        "named": [(one, presenting.address(one), asked.url(lieu=one.slug)) for one in queries.places_named(named)],
    }  # fmt: skip
    return render(request, "referrals/writing/choose.html", context)


def _same_need(referral: Referral) -> dict[str, str]:
    return {
        "besoin": referral.service,
        "langue": referral.language,
        "niveau": referral.level,
        "quartier": referral.zone,
    }


def at(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return _page(request, desk, _form(desk, initial=_known(request, desk)))
    if request.POST.get("accord") == NO:
        return _only_the_address(request, desk)
    form = _form(desk, request.POST)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    try:
        referral = _written(request, desk, form)
    except ConsentMissing:
        return _page(request, desk, form, status=422, unasked=True)
    except NotNow:
        return somebody_was_quicker(request, desk.after)
    except AlreadyUsed:
        messages.warning(request, _("Cette page avait déjà servi. Vérifiez, puis envoyez de nouveau."))
        return _page(request, desk, form, status=409, once=uuid4())
    if desk.after and (moment := became(desk.after.referral)):
        messages.success(request, moment)
    return redirect("writing:paper", referral.pk)


def _written(request: HttpRequest, desk: Desk, form: WriteForm) -> Referral:
    draft = form.draft(desk.place, workshop=desk.workshop, origin=desk.asked.origin, step=desk.step)
    consent = form.agreement() if request.POST.get("accord") == YES else None
    if desk.after:
        doer: Doer = desk.after.doer(request.user)
        written = actions.redirect(desk.after.referral, doer, draft, organisation=desk.organisation, consent=consent)
        return written.referral
    return write_once(draft, once=_mark(request), by=request.user, organisation=desk.organisation, consent=consent)


def _mark(request: HttpRequest) -> UUID:
    """The number the sheet will have: the form was given it when it was shown."""
    try:
        return UUID(request.POST.get("once", ""), version=4)
    except ValueError:
        return uuid4()


def _form(desk: Desk, data=None, initial=None) -> WriteForm:
    zones = [(zone.code, zone.nom) for group in zones_by_sector() for zone in group["zones"]]
    return WriteForm(data, initial=initial or {}, zones=zones, offers=desk.offers)


def _known(request: HttpRequest, desk: Desk) -> dict:
    """What another page already said: nobody types it again."""
    offer = desk.offer.pk if desk.offer else ""
    if desk.after:
        return _said_before(desk.after.referral) | {"offer": offer}
    person, met = desk.asked.person, desk.appointment
    language = met.language if met else next(iter(person.languages), "fr")
    known = {
        "service": desk.service, "offer": offer, "language": language, "level": person.level, "zone": desk.asked.zone,
        "function": queries.last_function(request.user),
    }  # fmt: skip
    return known | ({"called": met.called, "contact": met.phone or met.email} if met else {})


def _said_before(referral: Referral) -> dict:
    names = (
        "service", "need", "tried", "deadline", "level", "language", "times", "accompanied", "zone", "called", "manner",
        "manner_reason", "mandate",
    )  # fmt: skip
    known = {name: getattr(referral, name) for name in names}
    adaptation = [one for one in referral.adaptation.split("|") if one]
    return known | {"contact": referral.phone or referral.email, "adaptation": adaptation}


def _only_the_address(request: HttpRequest, desk: Desk) -> HttpResponse:
    """They said no: the same help, the address on paper, and nothing kept."""
    language, service = request.POST.get("language", ""), request.POST.get("service", "")
    told = {"lang": language if language in dict(settings.LANGUAGES) else ""}
    told |= {"need": service} if service in Service.values else {}
    return redirect(f"{reverse('places:ticket', args=[desk.place.slug])}?{urlencode(told)}")


def _page(request: HttpRequest, desk: Desk, form: WriteForm, *, status: int = 200, **more) -> HttpResponse:
    language = form["language"].value() or "fr"
    chosen = form["service"].value()
    context = {
        "desk": desk, "place": desk.place, "address": presenting.address(desk.place), "form": form,
        "needs": _needs(desk, desk.services, chosen),
        "other_needs": _needs(desk, [one for one in Service.values if one not in desk.services], chosen),
        "consent": _consent(desk, "fr"),
        "consents": [(one, one["code"] == language) for one in _translated(desk)],
        "once": _mark(request), "booked": showing.booked(desk.after.referral) if desk.after else None,
        "begins": begins(desk.workshop) if desk.workshop else None,
        "change": desk.asked.url(lieu="", atelier="", action=""), **more,
    }  # fmt: skip
    return render(request, "referrals/writing/write.html", context, status=status)


def _needs(desk: Desk, services: list[str], chosen: str | None) -> list[dict]:
    return [
        {
            "value": one, "words": presenting.short_service(one), "sign": SERVICE_SIGNS[Service(one)],
            "chosen": one == chosen,
        }
        for one in services
    ]  # fmt: skip


def _consent(desk: Desk, language: str) -> list[str]:
    """French names inside a sentence of another script keep their own direction."""
    with translation.override(language):
        sender, place = speaking.apart(desk.organisation.nom), speaking.apart(desk.place.nom)
    return consenting.text(consenting.LATEST, sender=sender, place=place, language=language)


def _translated(desk: Desk) -> list[dict]:
    return [
        {"code": code, "name": name, "direction": direction(code), "lines": _consent(desk, code)}
        for code, name in settings.LANGUAGES
        if code != "fr"
    ]
