"""Choosing a moment at a place."""

from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.appointments.booking import actions, presenting, queries
from maillage.appointments.booking.forms import PersonForm
from maillage.appointments.booking.guarding import mark_of
from maillage.appointments.booking.naming import KINDS, SLUGS, moment_called, written
from maillage.appointments.booking.queries import Moment
from maillage.appointments.booking.steps import Subject, contact_lines, typed, walk
from maillage.core.access import public
from maillage.places.models import Place
from maillage.places.presenting import web_link

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def start(request):
    """Everything that is booked, in the city's week."""
    return redirect(f"{reverse('agenda:week')}?comment=rendez-vous")


@public
@require_safe
def moments(request, slug):
    """Big buttons, by day; where a place books elsewhere, that is shown instead."""
    place = _place(slug)
    kind = KINDS.get(request.GET.get("avec", ""), "")
    found = queries.offered(place, since=_day(request.GET.get("du", "")), kind=kind)
    url = reverse("booking:for_moment", args=[slug])
    context = {
        "place": place,
        "days": shown(found.days, lambda one: f"{url}?{address_of(one)}", several=len(found.kinds) > 1 and not kind),
        "kinds": [(presenting.kind_words(one), SLUGS[one], one == kind) for one in found.kinds],
        "kind": SLUGS.get(kind, ""),
        "later": found.later,
        "earlier": bool(request.GET.get("du")),
        "booking": web_link(place.prise_rdv),
        "receives": bool(queries.practices_at(place)),
        **contact_lines(place),
    }
    return render(request, "appointments/booking/moments.html", context)


def shown(days, url, *, several: bool = False) -> list[tuple[str, list[dict]]]:
    """Each day with its buttons; the function is named when there is more than one."""
    now = timezone.now()
    return [
        (
            presenting.day(one.moments[0].start, now),
            [
                {
                    "hour": presenting.clock(moment.start),
                    "kind": presenting.kind_words(moment.kind) if several else "",
                    "url": url(moment),
                }
                for moment in one.moments
            ],
        )
        for one in days
    ]


def address_of(moment: Moment) -> str:
    return f"quand={written(moment.start)}&avec={SLUGS[moment.kind]}"


def _place(slug: str) -> Place:
    place = queries.place_called(slug)
    if place is None:
        raise Http404
    return place


def _day(text: str) -> date | None:
    try:
        found = datetime.strptime(text[:10], "%Y-%m-%d").date()
    except ValueError:
        return None
    return found if 2000 <= found.year < 2200 else None


@public
@never_cache
@READ_OR_SEND
def for_moment(request, slug):
    place = _place(slug)
    kind, start = KINDS.get(request.GET.get("avec", "")), moment_called(request.GET.get("quand", ""))
    if kind is None or start is None:
        return redirect("booking:moments", slug)
    moment = queries.moment_at(place, kind, start)
    if moment is None and not queries.made_by(mark_of(request), start):
        form = PersonForm(request.POST) if request.method == "POST" else None
        return lost(request, place, kind, start, form)
    return walk(request, _subject(place, kind, start, moment.end if moment else start))


def _subject(place: Place, kind: str, start: datetime, end: datetime) -> Subject:
    return Subject(
        title=presenting.kind_words(kind),
        place=place,
        times=[(start, end)],
        address=reverse("booking:for_moment", args=[place.slug]),
        query={"quand": written(start), "avec": SLUGS[kind]},
        back=f"{reverse('booking:moments', args=[place.slug])}?avec={SLUGS[kind]}",
        book=lambda person, by, once: actions.book(place, kind, start, person=person, by=by, once=once),
        lost=lambda request, form: lost(request, place, kind, start, form),
        button=_("Réserver ce moment"),
    )


def lost(request: HttpRequest, place: Place, kind: str, start: datetime, form: PersonForm | None = None):
    """Somebody was faster: the nearest free moments, with what was typed."""
    url = reverse("booking:for_moment", args=[place.slug])
    link = request.GET.get("qui", "")
    others = [
        {
            "when": presenting.when(one.start, one.end, timezone.now()),
            "query": address_of(one),
        }
        for one in queries.nearest_moments(place, kind, start)
    ]
    context = {
        "place": place, "others": others, "url": url, "link": link, "typed": typed(form) if form else [],
        "seen": request.POST.get("seen", ""), "again": f"{reverse('booking:moments', args=[place.slug])}",
        **contact_lines(place),
    }  # fmt: skip
    return render(request, "appointments/booking/lost.html", context, status=409)
