"""From a moment (or a seat) to a ticket: for whom, what they wish to say of themselves, a last look, one button.

Nothing is kept on the way: what was typed travels in the form, and is written by the last button only.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.appointments.actions import Already, Booked, Person, Registered, Taken, TooLate
from maillage.appointments.booking import guarding, presenting
from maillage.appointments.booking.actions import TooMany
from maillage.appointments.booking.forms import FOR_MEMBERS, PersonForm, may_say
from maillage.appointments.enums import BookedBy
from maillage.network.rules import acting, is_member
from maillage.places.models import Place
from maillage.places.presenting import address, phone_link, route_link
from maillage.places.presenting import phone as spoken_phone

CHANGE, LOOK, BOOK = "changer", "relire", "reserver"
WHO, DETAILS, RECAP = (
    "appointments/booking/who.html",
    "appointments/booking/details.html",
    "appointments/booking/recap.html",
)

WHO = "appointments/booking/who.html"
DETAILS = "appointments/booking/details.html"
RECAP = "appointments/booking/recap.html"

FINISHED: list[Callable[[HttpRequest, Booked | Registered], None]] = []  # who above wants to know what was booked here


@dataclass(frozen=True)
class Subject:
    """What is being booked."""

    title: str
    place: Place
    times: list[tuple]
    address: str  # of these steps
    query: dict[str, str]  # what names it in that address
    back: str  # where one chooses again
    book: Callable[[Person, User | None, str], Booked | Registered]
    lost: Callable[[HttpRequest, PersonForm], HttpResponse]
    button: str = field(default="")
    note: str = field(default="")

    @property
    def whens(self) -> list[presenting.When]:
        return [presenting.when(start, end, timezone.now()) for start, end in self.times]

    def url(self, **more: str) -> str:
        return f"{self.address}?{urlencode({**self.query, **more})}"


def walk(request: HttpRequest, subject: Subject) -> HttpResponse:
    link = request.GET.get("qui", "")
    if not may_say(link, member=is_member(acting(request))):
        return _page(request, WHO, subject, links=_links(request, subject))
    if request.method != "POST":
        return _page(request, DETAILS, subject, form=PersonForm(), link=link)
    form = PersonForm(request.POST)
    step = request.POST.get("etape", LOOK)
    if not form.is_valid() or step == CHANGE:
        status = 200 if step == CHANGE else 400
        return _page(request, DETAILS, subject, form=form, link=link, status=status)
    if step != BOOK:
        return _page(request, RECAP, subject, form=form, link=link)
    return _write(request, subject, form, link)


def _links(request: HttpRequest, subject: Subject) -> list[tuple[str, str, str]]:
    """(pictogram, words, address): those of members first, for members."""
    member = is_member(acting(request))
    several = [one for one in BookedBy if may_say(one, member=member)]
    several.sort(key=lambda one: one not in FOR_MEMBERS)
    return [(presenting.PICTOGRAMS[one], one.label, subject.url(qui=one.value)) for one in several]


def _page(request: HttpRequest, template: str, subject: Subject, *, status: int = 200, **more) -> HttpResponse:
    form = more.get("form")
    context = {
        "subject": subject,
        "place": subject.place,
        "for_self": more.get("link") == BookedBy.SELF,
        "seen": guarding.still_seen(request) if form is not None else "",
        "trap": guarding.TRAP,
        "typed": typed(form) if form is not None else [],
        **more,
    }
    return render(request, template, context, status=status)


def typed(form: PersonForm) -> list[tuple[str, str]]:
    """What the next page carries, as it was typed."""
    return [(bound.name, bound.value() or "") for bound in form] if form.is_bound else []


def _write(request: HttpRequest, subject: Subject, form: PersonForm, link: str) -> HttpResponse:
    if guarding.hasty(request):
        said = _("Relisez, puis touchez encore une fois le bouton pour confirmer.")
        return _page(request, RECAP, subject, form=form, link=link, problem=said, status=400)
    if guarding.too_many(request):
        said = _("Beaucoup de rendez-vous viennent d'être pris d'ici. Attendez une heure, ou appelez le lieu.")
        return _page(request, RECAP, subject, form=form, link=link, problem=said, status=429)
    person = form.person(booked_by=link, language=get_language() or "fr")
    by = request.user if request.user.is_authenticated else None
    try:
        booked = subject.book(person, by, guarding.mark_of(request))
    except (Taken, TooLate):
        return subject.lost(request, form)
    except (TooMany, Already) as refused:
        return _page(request, RECAP, subject, form=form, link=link, problem=_why(refused), status=409)
    for listener in FINISHED:
        listener(request, booked)
    return redirect("booking:ticket", booked.token)


def _why(refused: Exception) -> str:
    if isinstance(refused, TooMany):
        return _("Vous avez déjà cinq rendez-vous à venir. Annulez-en un, ou appelez le lieu.")
    return _("Vous avez déjà un rendez-vous à cette heure-là. Choisissez un autre moment.")


def contact_lines(place: Place) -> dict[str, str]:
    """Where it is and whom to call, for the pages and the ticket."""
    return {
        "address": address(place),
        "phone": spoken_phone(place.telephone) if place.telephone else "",
        "tel": phone_link(place.telephone) if place.telephone else "",
        "route": route_link(place.point, address(place) if place.adresse else ""),
    }
