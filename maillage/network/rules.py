"""Who may do what, all of it. A rule takes the actor, and the thing when there is one.

An actor is what a person may do through all their memberships at once. What one may not do to a thing answers 404, as
if it did not exist; what one's role never does answers 403 with a sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from maillage.network.enums import Role
from maillage.network.models import Membership


@dataclass(frozen=True)
class Actor:
    """A person as the rules see them: organisations by role. Nobody in particular: no user, no organisation."""

    user: Any = None
    roles: frozenset[str] = frozenset()  # held anywhere
    contributes_to: frozenset[int] = field(default_factory=frozenset)  # organisations, as contributor or manager
    manages: frozenset[int] = field(default_factory=frozenset)

    @property
    def coordinates(self) -> bool:
        return Role.COORDINATOR in self.roles or self.administers

    @property
    def administers(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def reads_everything(self) -> bool:
        return self.coordinates or Role.GIS_READER in self.roles

    @property
    def visits(self) -> bool:
        return Role.VISITOR in self.roles


def actor_of(user) -> Actor:
    """One query a request: what the memberships of a user add up to. An inactive account holds nothing."""
    if not user.is_authenticated or not user.is_active:
        return Actor()
    held = list(Membership.objects.filter(user=user).values_list("organisation_id", "role"))
    roles = {role for _, role in held} | ({Role.ADMINISTRATOR.value} if user.is_superuser else set())
    own = {organisation for organisation, role in held if role in (Role.CONTRIBUTOR, Role.MANAGER)}
    manages = frozenset(organisation for organisation, role in held if role == Role.MANAGER)
    return Actor(user, frozenset(roles), frozenset(own), manages)


def acting(request: HttpRequest) -> Actor:
    """The actor of a request, looked up once."""
    if not hasattr(request, "_actor"):
        request._actor = actor_of(request.user)
    return request._actor


# -- what one's role opens


def is_member(actor: Actor) -> bool:
    """Belongs to the network, whatever the role."""
    return bool(actor.roles)


def coordinates(actor: Actor) -> bool:
    return actor.coordinates


def administers(actor: Actor) -> bool:
    return actor.administers


def reads_everything(actor: Actor) -> bool:
    return actor.reads_everything


def runs_a_structure(actor: Actor) -> bool:
    """Has a structure of their own, or watches over all of them."""
    return bool(actor.contributes_to) or actor.coordinates


def runs_or_reads(actor: Actor) -> bool:
    """Follows what is said of a structure, or of all of them."""
    return bool(actor.contributes_to) or actor.reads_everything


def runs_a_team(actor: Actor) -> bool:
    """Answers for a structure's people, or for everybody's."""
    return bool(actor.manages) or actor.coordinates


def adds_places(actor: Actor) -> bool:
    """Writes places of their own, so may add one."""
    return bool(actor.manages) or actor.coordinates


# -- what one may do to a structure


def see_structure(actor: Actor, organisation) -> bool:
    return organisation.pk in actor.contributes_to or actor.reads_everything


def edit_structure(actor: Actor, organisation) -> bool:
    return organisation.pk in actor.manages or actor.coordinates


def invite(actor: Actor, organisation, role: str) -> bool:
    """A manager invites colleagues; network-wide roles are given by an administrator, coordination included."""
    if role in (Role.CONTRIBUTOR, Role.MANAGER):
        return edit_structure(actor, organisation)
    if role == Role.VISITOR:
        return actor.coordinates
    return actor.administers


def give_paper_code(actor: Actor, memberships) -> bool:
    """A code opens all that its holder may do, anywhere: one must be able to give every part of it."""
    return all(invite(actor, one.organisation, one.role) for one in memberships)


# -- what one may do to a place


def see_place(actor: Actor, place) -> bool:
    """Its history, its origins, what waits about it."""
    return place.organisation_id in actor.contributes_to or actor.reads_everything


def edit_place(actor: Actor, place) -> bool:
    """Write directly. A contributor proposes instead."""
    return place.organisation_id in actor.manages or actor.coordinates


def verify_place(actor: Actor, place) -> bool:
    """Say that it is still true."""
    return place.organisation_id in actor.contributes_to or actor.coordinates


def speak_at_desk(actor: Actor, place) -> bool:
    """Say in one tap how it goes at the welcome desk."""
    return place.organisation_id in actor.contributes_to or actor.coordinates


def report_on_place(actor: Actor, place) -> bool:
    return is_member(actor)


# -- what one may do in the agenda


def act_in_diary(actor: Actor, practice) -> bool:
    """Book, move, say who came, change hours: in one's own diary, or in any of a structure one answers for."""
    own = actor.user is not None and practice.user_id == actor.user.pk
    mine = own and practice.organisation_id in actor.contributes_to
    return mine or practice.organisation_id in actor.manages or actor.coordinates


def begin_diary(actor: Actor, organisation) -> bool:
    """A contributor begins their own; who answers for the structure, anybody's."""
    return organisation.pk in actor.contributes_to or actor.coordinates


def answer_for_diaries(actor: Actor, organisation) -> bool:
    """Say whose a diary is, close a place, hold a workshop that is nobody's in particular."""
    return organisation is not None and (organisation.pk in actor.manages or actor.coordinates)


def run_workshop(actor: Actor, workshop) -> bool:
    held = workshop.practice is not None and act_in_diary(actor, workshop.practice)
    return held or answer_for_diaries(actor, workshop.organisation)


# -- what one may do with residents' sheets


def writes_referrals(actor: Actor) -> bool:
    """Orients somebody, in the name of a structure. Coordinating is not a reason to read or write one."""
    return bool(actor.contributes_to)


def sent_referral(actor: Actor, referral) -> bool:
    """Belongs to the structure that wrote it."""
    return referral.organisation_id in actor.contributes_to


def receives_referral(actor: Actor, referral) -> bool:
    """Belongs to the structure that welcomes, as long as the person agrees."""
    return referral.receiver_id in actor.contributes_to and referral.consent.withdrawn_at is None


def read_referral(actor: Actor, referral) -> bool:
    return sent_referral(actor, referral) or receives_referral(actor, referral)


def follow_pathway(actor: Actor, pathway) -> bool:
    """Belongs to the structure that follows the person."""
    return pathway.organisation_id in actor.contributes_to


def counts_referrals(actor: Actor) -> bool:
    """Sees numbers, never a sheet."""
    return actor.coordinates


# -- what one may do at a meeting of the network


def facilitate(actor: Actor, board) -> bool:
    """Open a board, sort its cards: the structures that run its table, and who coordinates."""
    table = board.table
    held = {table.facilitator_id, table.referent_id} if table else set()
    return bool(held & actor.contributes_to) or actor.coordinates


def answer_for_commitment(actor: Actor, organisation) -> bool:
    """Take one, or say where it stands: for one's own structure."""
    return organisation.pk in actor.contributes_to or actor.coordinates


def answer_for_coming(actor: Actor, organisation) -> bool:
    """Say whether one's organisation comes to a meeting, and how many."""
    return organisation.pk in actor.manages or actor.coordinates


# -- what one may do in the diagnosis


def reads_diagnosis(actor: Actor) -> bool:
    """All members read the needs, the gaps and their evidence; everyone reads what is published."""
    return is_member(actor)


def proposes_in_diagnosis(actor: Actor) -> bool:
    """Notes needs, adds evidence, offers to act."""
    return runs_a_structure(actor)


def decides_in_diagnosis(actor: Actor) -> bool:
    """Opens, publishes and closes gaps; takes snapshots."""
    return actor.coordinates


def acts_on_gap(actor: Actor, gap) -> bool:
    """Who took it, or who coordinates."""
    return gap.owner_id in actor.contributes_to or actor.coordinates


# -- what one may do in surveys


def see_survey(actor: Actor, owner_id: int | None) -> bool:
    """Its questions, its campaigns, the counts of its answers; never the answers of one person."""
    return owner_id in actor.contributes_to or actor.reads_everything


def run_survey(actor: Actor, owner_id: int | None) -> bool:
    """Write the questions, send people to doors, decide between two contents."""
    return owner_id in actor.manages or actor.coordinates


def tell_outreach(actor: Actor, owner_id: int | None) -> bool:
    """Say where one went, and how many people were met."""
    return owner_id in actor.contributes_to or actor.coordinates


# -- in front of a view


def allowed(rule: Callable[[Actor], bool]):
    """A view for those whose role opens it; others read why (403). Nobody in particular is sent to the login first."""

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not rule(acting(request)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def require(allowed: bool) -> None:
    """The thing does not exist for whom may not touch it."""
    if not allowed:
        raise Http404
