"""Steps in words and pictures, for the member and for the person."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import segno
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.appointments.booking.steps import contact_lines
from maillage.core import speaking
from maillage.core.languages import codes as languages
from maillage.core.languages import in_language
from maillage.orientation.wording import HELPS
from maillage.places import presenting
from maillage.places.models import Place
from maillage.referrals.enums import Stage
from maillage.referrals.models import Pathway, Step
from maillage.referrals.pathways.queries import Way
from maillage.referrals.pathways.templates import SIGNS

DONE, NOW, LATER, ASIDE = "fait", "maintenant", "après", "laissée"


@dataclass(frozen=True)
class Shown:
    """One step as it is shown; `state` is DONE, NOW, LATER or ASIDE."""

    step: Step
    number: int
    state: str
    words: str
    what: str
    pictogram: str
    place: Place | None
    when: str
    hours: str = ""

    @property
    def is_gap(self) -> bool:
        return self.place is None and self.state in (NOW, LATER)

    @property
    def contact(self) -> dict[str, str]:
        return contact_lines(self.place) if self.place else {}


def shown(way: Way, now: datetime) -> list[Shown]:
    return [_shown(step, number, way, now) for number, step in enumerate(way.steps, 1)]


def _shown(step: Step, number: int, way: Way, now: datetime) -> Shown:
    state = DONE if step.done_on else ASIDE if step.skipped else NOW if step == way.next else LATER
    return Shown(
        step=step, number=number, state=state, words=str(Stage(step.stage).label),
        what=str(HELPS.get(step.service, step.service)), pictogram=SIGNS[step.stage], place=step.place,
        when=_when(step, now.date()),
        hours=str(presenting.open_line(step.place.horaires, now, step.place.life_cycle)) if step.place else "",
    )  # fmt: skip


def _when(step: Step, today: date) -> str:
    if step.done_on:
        return presenting.full_date(step.done_on)
    return presenting.day_name(step.planned_on, today) if step.planned_on else ""


def next_words(step: Step) -> str:
    """Apprendre les bases, Maison des fileurs: what the receiving house reads of the step after its own."""
    words = str(Stage(step.stage).label)
    if step.place is None:
        return words
    where = f"{step.place.nom} ({step.offer.nom})" if step.offer else step.place.nom
    return _("%(step)s, à %(place)s") % {"step": words, "place": where}


def writing_url(pathway: Pathway, step: Step) -> str:
    """The page that writes a sheet for this step, with all that the pathway already says."""
    asked = {
        "lieu": step.place.slug if step.place else "", "besoin": step.service, "etape": step.pk,
        "langue": pathway.language, "quartier": pathway.zone, "niveau": pathway.level,
        "structure": pathway.organisation.slug,
    }  # fmt: skip
    known = {name: value for name, value in asked.items() if value}
    return f"{reverse('writing:write')}?{urlencode(known)}"


@dataclass(frozen=True)
class Paper:
    """The two ways in, as they are printed; `pin` only on the paper the member prints."""

    code: str
    pin: str
    scan: str


def spoken(pathway: Pathway) -> str:
    return pathway.language if pathway.language in languages() else "fr"


def paper(pathway: Pathway, absolute) -> Paper | None:
    """`absolute` turns a path into an address; None once the person's data is erased."""
    if not pathway.paper:
        return None
    told = json.loads(pathway.paper)
    with translation.override("fr"):
        path = reverse("pathway:mine", args=[told["token"]])
    scan = segno.make(absolute(in_language(path, spoken(pathway))), error="m", micro=False).svg_data_uri(border=2)
    return Paper(f"{pathway.code[:4]} {pathway.code[4:]}", told["pin"], scan)


def moved(pathway: Pathway) -> str:
    return speaking.said(timezone.localdate(pathway.moved_at), "date")
