"""The two ends of being a member: accepting an invitation, closing one's account; and the second factor of those who
watch over the network."""

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from maillage.accounts.queries import by_email
from maillage.accounts.views.entering import enter, page, posted
from maillage.core.access import public
from maillage.network.rules import acting
from maillage.network.team import actions, queries
from maillage.network.team.forms import AcceptForm
from maillage.network.team.guarding import LATER, grace_ends


@public
@page
def invitation(request, token):
    """GET shows who invites to what; only the button accepts."""
    found = queries.invitation_of(token)
    form = AcceptForm(posted(request))
    if found and request.method == "POST" and form.is_valid():
        return _accept(request, found, form.cleaned_data)
    known = request.user.is_authenticated or bool(found and by_email(found.email))
    context = {"invitation": found, "form": form, "known": known}
    return render(request, "network/team/invitation.html", context, status=200 if found else 410)


def _accept(request, found, told: dict):
    """A new account is entered at once; one that exists is entered by its own door: this link waited up to 14 days."""
    here = request.user if request.user.is_authenticated else None
    known = here or by_email(found.email)
    user = actions.accept(found, user=known, name=told["nom"], consents=told["accord"])
    if user is None:
        return render(request, "network/team/invitation.html", {"invitation": None}, status=410)
    messages.success(request, _("Bienvenue : {name}").format(name=found.organisation.nom))
    if here:
        return redirect("workspace:today")
    if known:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('workspace:today')})}")
    return enter(request, user, method="code")


@page
def close_account(request):
    if request.method == "POST" and "supprimer" in request.POST:
        actions.close_account(request.user)
        end_session(request)
        return render(request, "network/team/closed.html")
    return render(request, "network/team/close_account.html")


@page
def protect(request):
    """Those who see the whole network are led here at their first login; later they cannot go round."""
    ends = grace_ends(acting(request))
    if request.method == "POST" and ends:
        request.session[LATER] = True
        return redirect("workspace:today")
    return render(request, "network/team/protect.html", {"ends": ends})
