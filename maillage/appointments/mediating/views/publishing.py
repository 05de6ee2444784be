"""A weekly permanence in three taps: who, which day, which hours."""

from datetime import time

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from maillage.appointments.booking.naming import KINDS, SLUGS
from maillage.appointments.booking.presenting import kind_words
from maillage.appointments.enums import PracticeKind
from maillage.appointments.mediating import actions, wording
from maillage.appointments.mediating.forms import HourForm
from maillage.appointments.mediating.scope import bounded, diaries, places_of, the_diary
from maillage.appointments.mediating.views.common import READ_OR_SEND, today
from maillage.appointments.models import Practice
from maillage.network import rules
from maillage.network.rules import acting, allowed, answer_for_diaries, begin_diary, require
from maillage.places.models import Place

SIGNS = {
    PracticeKind.WRITER: "courrier", PracticeKind.MEDIATOR: "ordinateur", PracticeKind.ADVISER: "aide",
    PracticeKind.VOLUNTEER: "adaptation",
}  # fmt: skip


@READ_OR_SEND
@allowed(rules.runs_a_structure)
def publish(request):
    who = _who(request)
    days = _days(request)
    if who is None:
        return _ask_who(request)
    if not days:
        return _ask_days(request, who)
    if request.method != "POST":
        return _ask_hours(request, who, days, HourForm())
    form = HourForm(_hours(request))
    if not form.is_valid():
        return _ask_hours(request, who, days, form, status=422)
    return _publish(request, who, days, form.cleaned_data["start"], form.cleaned_data["end"])


def _who(request) -> Practice | tuple[Place, PracticeKind] | None:
    """A diary one has, or a function at a place of one's own."""
    asked = request.GET.get("agenda", "")
    if asked.isascii() and asked.isdigit():
        return the_diary(acting(request), bounded(int(asked[:20])))
    kind, slug = KINDS.get(request.GET.get("fonction", "")), request.GET.get("lieu", "")
    if not kind:
        return None
    place = next((one for one in places_of(acting(request)) if one.slug == slug), None)
    if place is None:
        raise Http404
    require(begin_diary(acting(request), place.organisation))
    return place, kind


def _days(request) -> list[int]:
    return sorted({int(one) for one in request.GET.getlist("jour") if one in set("0123456")})


def _asked(request, **more) -> str:
    kept = {name: request.GET[name] for name in ("agenda", "fonction", "lieu") if name in request.GET}
    return "?" + urlencode(kept | more, doseq=True)


def _ask_who(request):
    places = places_of(acting(request))
    place = next((one for one in places if one.slug == request.GET.get("lieu")), places[0] if places else None)
    kinds = [(SLUGS[kind], kind_words(kind), SIGNS[kind]) for kind in PracticeKind]
    known = list(diaries(acting(request)).filter(active=True)[:12])
    context = {"known": known, "kinds": kinds, "place": place, "places": places}
    return render(request, "appointments/mediating/publish_who.html", context)


def _said(who) -> str:
    return f"{who}, {who.place}" if isinstance(who, Practice) else f"{kind_words(who[1])}, {who[0]}"


def _ask_days(request, who):
    days = [(_asked(request, jour=number), name.capitalize()) for number, name in enumerate(wording.DAYS)]
    context = {"said": _said(who), "days": days, "numbers": list(enumerate(wording.DAYS)), "kept": _kept(request)}
    return render(request, "appointments/mediating/publish_days.html", context)


def _kept(request) -> list[tuple[str, str]]:
    return [(name, request.GET[name]) for name in ("agenda", "fonction", "lieu") if name in request.GET]


def _ask_hours(request, who, days, form, status=200):
    presets = [(f"{start:%H:%M}-{end:%H:%M}", wording.from_to(start, end)) for start, end in wording.PRESETS]
    said_days = _(" et ").join(f"tous les {wording.DAYS[day]}s" for day in days)
    context = {"said": _said(who), "days": said_days, "presets": presets, "form": form}
    return render(request, "appointments/mediating/publish_hours.html", context, status=status)


def _hours(request) -> dict[str, str]:
    start, _dash, end = request.POST.get("heures", "").partition("-")
    return {"start": start, "end": end} if end else {name: request.POST.get(name, "") for name in ("start", "end")}


def _publish(request, who, days: list[int], start: time, end: time):
    actor = acting(request)
    if not isinstance(who, Practice):
        place, kind = who
        alone = not answer_for_diaries(actor, place.organisation) or place.organisation_id in actor.contributes_to
        who = actions.begin_diary(place, kind, by=request.user, for_oneself=alone)
    rows = actions.publish(who, days, start, end, first=today(), by=request.user)
    messages.success(request, _("C'est publié : les habitants le voient dès maintenant."))
    if len(rows) == 1:
        return redirect(reverse("mediating:series", args=[rows[0].pk]))
    return redirect(f"{reverse('mediating:diaries')}#agenda-{who.pk}")
