"""My agenda on my telephone, mine elsewhere in this one, and on my structure's own site."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments.calendars import actions
from maillage.appointments.calendars.fetching import Refused
from maillage.appointments.mediating.scope import bounded, the_diary
from maillage.appointments.models import BusyCalendar, Feed
from maillage.core.templatetags.addresses import absolute
from maillage.network.rules import acting


class AddressForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Adresse de votre agenda"), max_length=500,
        help_text=gettext_lazy("Elle finit souvent par .ics. Nous n'y lisons que les moments occupés."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip


@require_safe
def mine(request, pk):
    return _page(request, the_diary(acting(request), pk), AddressForm())


def _page(request, practice, form, status=200, **more):
    frame = absolute(reverse("calendars:embedded", args=[practice.organisation.slug]))
    context = {
        "practice": practice, "form": form, "feeds": practice.feeds.filter(revoked_at=None).order_by("pk"),
        "busy": practice.busy_calendars.order_by("pk"), "frame": frame,
        "snippet": f'<iframe src="{frame}" title="Agenda" width="100%" height="600"></iframe>', **more,
    }  # fmt: skip
    response = render(request, "appointments/calendars/mine.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def open_feed(request, pk):
    """Shown once, on the answer itself: it is kept nowhere."""
    practice = the_diary(acting(request), pk)
    token = actions.open_feed(practice, by=request.user)
    address = absolute(reverse("calendars:private", args=[token]))
    return _page(request, practice, AddressForm(), address=address, webcal=f"webcal://{address.partition('://')[2]}")


@require_POST
def revoke(request, pk, feed):
    practice = the_diary(acting(request), pk)
    actions.revoke(get_object_or_404(Feed, pk=bounded(feed), practice=practice), by=request.user)
    messages.success(request, _("Cette adresse ne répond plus."))
    return redirect("calendars:mine", practice.pk)


@require_POST
def follow(request, pk):
    practice = the_diary(acting(request), pk)
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            actions.follow(practice, form.cleaned_data["url"], by=request.user)
        except Refused as error:
            form.add_error("url", str(error))
    if form.errors:
        return _page(request, practice, form, status=422)
    messages.success(request, _("C'est noté : cet agenda sera lu dans la demi-heure, puis toutes les demi-heures."))
    return redirect("calendars:mine", practice.pk)


@require_POST
def unfollow(request, pk, calendar):
    practice = the_diary(acting(request), pk)
    actions.unfollow(get_object_or_404(BusyCalendar, pk=bounded(calendar), practice=practice), by=request.user)
    messages.success(request, _("Cet agenda n'est plus lu."))
    return redirect("calendars:mine", practice.pk)
