from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts import actions as accounts
from maillage.accounts.models import User
from maillage.accounts.views.entering import page, posted
from maillage.core.models import Event
from maillage.network import rules
from maillage.network.enums import Role
from maillage.network.models import Invitation, Membership, Organisation
from maillage.network.rules import acting, require
from maillage.network.team import actions, queries
from maillage.network.team.forms import (
    WITHOUT_EMAIL,
    InvitationForm,
    PaperMemberForm,
    RoleForm,
    WordForm,
    roles_to_give,
)


def team_of(request, slug: str) -> Organisation:
    """The structure, for whoever answers for it."""
    organisation = get_object_or_404(Organisation, slug=slug)
    require(rules.edit_structure(acting(request), organisation))
    return organisation


def member_of(request, pk: int) -> Membership:
    """A membership whose role one may give, hence take back."""
    found = get_object_or_404(Membership.objects.select_related("organisation", "user"), pk=pk)
    require(rules.invite(acting(request), found.organisation, found.role))
    return found


def to_team(organisation: Organisation):
    return redirect("team:team", organisation.slug)


@require_safe
@rules.allowed(rules.runs_a_team)
def teams(request):
    actor = acting(request)
    own = list(Organisation.objects.filter(pk__in=actor.manages))
    if not actor.coordinates and len(own) == 1:
        return to_team(own[0])
    words = request.GET.get("q", "")[:100]
    found = queries.structures(words)
    shown = found if actor.coordinates else found.filter(pk__in=actor.manages)
    return render(request, "network/team/teams.html", {"structures": shown, "words": words})


@require_safe
def team(request, slug):
    organisation = team_of(request, slug)
    codes, actor = queries.paper_codes(organisation), acting(request)
    roles = roles_to_give(actor, organisation)
    given = {role for role, _ in roles}
    people = list(queries.memberships(organisation))
    for one in people:
        one.paper, one.changeable = codes.get(one.user_id), one.role in given
    context = {"organisation": organisation, "people": people, "roles": roles}
    context |= {"waiting": queries.waiting(organisation), "gone": queries.gone(organisation)}
    return render(request, "network/team/team.html", context)


@page
def invite(request, slug):
    organisation = team_of(request, slug)
    form = InvitationForm(posted(request), roles=roles_to_give(acting(request), organisation))
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["courriel"], form.cleaned_data["role"]
        try:
            actions.invite(organisation, email=email, role=role, by=request.user)
        except actions.AlreadyThere:
            form.add_error("courriel", _("Cette personne a déjà ce rôle dans la structure."))
        else:
            messages.success(request, _("L'invitation part à {email}. Elle vaut 14 jours.").format(email=email))
            return to_team(organisation)
    return render(request, "network/team/invite.html", {"form": form, "organisation": organisation})


@require_POST
def withdraw(request, pk):
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    require(rules.invite(acting(request), invitation.organisation, invitation.role))
    if actions.withdraw(invitation, by=request.user):
        messages.success(request, _("L'invitation est retirée : son lien ne marche plus."))
    return to_team(invitation.organisation)


@require_POST
def change_role(request, pk):
    membership = member_of(request, pk)
    form = RoleForm(request.POST, roles=roles_to_give(acting(request), membership.organisation))
    if not form.is_valid():
        messages.error(request, _("Choisissez un rôle dans la liste."))
        return to_team(membership.organisation)
    try:
        actions.change_role(membership, form.cleaned_data["role"], by=request.user)
        messages.success(request, _("Le rôle est changé."))
    except actions.AlreadyThere:
        messages.error(request, _("Cette personne a déjà ce rôle."))
    except actions.LastManager:
        messages.error(request, _("C'est la seule personne responsable : nommez-en d'abord une autre."))
    return to_team(membership.organisation)


@require_POST
def remove(request, pk):
    """A first tap asks when nobody else answers for the structure; otherwise it is done, and can be undone."""
    membership, form = member_of(request, pk), WordForm(request.POST)
    word = form.cleaned_data["mot"] if form.is_valid() else ""
    try:
        if "retirer" in request.POST:
            actions.remove(membership, by=request.user, word=word)
            messages.success(request, _("C'est fait. Vous pouvez annuler, plus bas, pendant 30 jours."))
            return to_team(membership.organisation)
    except actions.LastManager:
        form.add_error("mot", _("Dites en quelques mots pourquoi, et qui appeler désormais."))
    last = membership.role == Role.MANAGER and not queries.others_manage(membership)
    return render(request, "network/team/remove.html", {"membership": membership, "form": form, "last": last})


@require_POST
def restore(request, slug, pk):
    organisation = team_of(request, slug)
    removal = get_object_or_404(Event.objects.about(organisation), pk=pk, verb=queries.REMOVED)
    require(rules.invite(acting(request), organisation, removal.told["role"]))
    back = actions.restore(organisation, removal, by=request.user)
    messages.success(request, _("C'est remis.") if back else _("Cette personne a supprimé son compte depuis."))
    return to_team(organisation)


@page
def welcome_on_paper(request, slug):
    organisation = team_of(request, slug)
    roles = roles_to_give(acting(request), organisation, among=WITHOUT_EMAIL)
    form = PaperMemberForm(posted(request), roles=roles)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made, code = actions.welcome_on_paper(organisation, name=told["nom"], role=told["role"], by=request.user)
        return _slip(request, organisation, made, code)
    return render(request, "network/team/paper.html", {"form": form, "organisation": organisation})


def _slip(request, organisation, made, code: str):
    """The only page on which the code is ever read."""
    return render(request, "network/team/slip.html", {"organisation": organisation, "made": made, "code": code})


def paper_holder(request, slug: str, pk: int) -> tuple[Organisation, User]:
    """Somebody without e-mail, all of whose roles one may give: a code opens everything they may do."""
    organisation = team_of(request, slug)
    person = get_object_or_404(User, pk=pk, email="", is_active=True, memberships__organisation=organisation)
    require(rules.give_paper_code(acting(request), person.memberships.select_related("organisation")))
    return organisation, person


@require_POST
def renew_paper(request, slug, pk):
    organisation, person = paper_holder(request, slug, pk)
    return _slip(request, organisation, *accounts.make_paper_code(person, by=request.user))


@require_POST
def stop_paper(request, slug, pk):
    organisation, person = paper_holder(request, slug, pk)
    actions.stop_paper(person, by=request.user)
    messages.success(request, _("Le code sur papier ne marche plus."))
    return to_team(organisation)
