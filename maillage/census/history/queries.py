"""The history of a place, as its page tells it: when, who by function and structure, from where, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.census.history.revertible import BESIDE, TOGETHER, revertible
from maillage.network.models import Membership
from maillage.network.rules import Actor
from maillage.places.enums import EventKind
from maillage.places.models import Place, PlaceEvent
from maillage.places.telling import Change, changes

A_PAGE = 30
UNSAID = {BESIDE, "position_source", "code_insee"}  # follow from the rest


@dataclass(frozen=True)
class Line:
    """A column of a change; `group` is what one puts back with it."""

    change: Change
    revertible: bool


@dataclass(frozen=True)
class Happening:
    event: PlaceEvent
    who: str
    source: str
    lines: list[Line]

    @property
    def title(self) -> str:
        return str(EventKind(self.event.kind).label).capitalize()

    @property
    def can_be_undone(self) -> bool:
        return any(line.revertible for line in self.lines)


def timeline(place: Place, actor: Actor, number: str) -> tuple[Page, list[Happening]]:
    """A page of it, the latest first."""
    events = PlaceEvent.objects.filter(place=place).select_related("source", "by")
    page = Paginator(events, A_PAGE).get_page(number)
    names = people([event.by for event in page if event.by], actor)
    return page, [happening(event, names) for event in page]


def happening(event: PlaceEvent, names: dict[int, str]) -> Happening:
    told = changes({name: change for name, change in event.changes.items() if isinstance(change, list)})
    shown = [one for one in told if one.column not in UNSAID] or told
    begun = event.kind == EventKind.CREATED
    lines = [Line(one, not begun and revertible(one.column, event.changes[one.column])) for one in shown]
    who = names.get(event.by_id, "") if event.by_id else ""
    return Happening(event, who, event.source.nom if event.source else "", _position_once(lines))


def _position_once(lines: list[Line]) -> list[Line]:
    """Latitude, longitude and precision are put back together: the button stands once."""
    first = next((line for line in lines if line.change.column in TOGETHER), None)
    return [
        Line(line.change, False) if line.change.column in TOGETHER and line is not first else line for line in lines
    ]


def people(users: Iterable[User], actor: Actor) -> dict[int, str]:
    """« Responsable, Structure A »; the name too for colleagues and the coordination, when its owner agreed."""
    by_pk = {user.pk: user for user in users}
    held: dict[int, list[Membership]] = {}
    for one in Membership.objects.filter(user__in=by_pk).select_related("organisation"):
        held.setdefault(one.user_id, []).append(one)
    return {pk: _called(user, held.get(pk, []), actor) for pk, user in by_pk.items()}


def _called(user: User, held: list[Membership], actor: Actor) -> str:
    functions = [f"{one.get_role_display().split(' :')[0]}, {one.organisation.nom}" for one in held]
    said = " · ".join(functions) or _("une personne du réseau")
    colleague = actor.coordinates or any(one.organisation_id in actor.contributes_to for one in held)
    return f"{said} ({user.name})" if colleague and user.consented_on and user.name else said
