"""One of each thing that a member's address may name, ours and another structure's; each part adds its own."""

from collections.abc import Callable
from datetime import time, timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.appointments.enums import State
from maillage.appointments.models import Appointment, DoneNote
from maillage.appointments.recurrence import instant, local_day
from maillage.census.editing.revisions import revision
from maillage.census.models import Batch, Campaign, Channel, ErrorReport, MatchDecision, Proposal, Request, Upload
from maillage.census.uploading.previews import SECTIONS
from maillage.core.models import Event
from maillage.diagnosis.enums import EvidenceKind, GapStatus
from maillage.diagnosis.models import Gap, PlanAction
from maillage.network.enums import Role
from maillage.network.models import Contact, Invitation, Membership
from maillage.network.team.queries import REMOVED
from maillage.places.actions import told_rows
from maillage.places.models import Place, Source
from maillage.referrals.models import Pathway
from maillage.surveys.enums import Stage
from maillage.surveys.models import Outreach
from maillage.workshops.enums import Column
from maillage.workshops.models import Board, Commitment, Meeting, Series, Table
from tests.factories import EquipmentFactory, OfferFactory, OrganisationFactory, PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, WorkshopFactory
from tests.factories.pathways import pathway
from tests.factories.referrals import sheet
from tests.factories.surveys import CampaignFactory, RoundFactory, SurveyFactory


def said_of_places(world: dict) -> None:
    """A proposal and a report about each place."""
    for prefix in ("", "foreign_"):
        place = Place.objects.get(slug=world[f"{prefix}place"])
        world[f"{prefix}proposal"] = Proposal.objects.create(
            place=place, changes={"nom": [place.nom, "Autre nom"]}, channel=Channel.PUBLIC
        ).pk
        world[f"{prefix}report"] = ErrorReport.objects.create(place=place, kind=ErrorReport.Kind.CLOSED).pk


def kept_by_a_place(world: dict) -> None:
    """A printer, an action and something that happened, in each place."""
    for prefix in ("", "foreign_"):
        place = Place.objects.get(slug=world[f"{prefix}place"])
        EquipmentFactory(place=place, kind="imprimante")
        OfferFactory(place=place, nom="Café numérique")
        world[f"{prefix}offer"] = revision(told_rows(place, "offers"))
        world[f"{prefix}event"] = place.events.create(kind="modifié", changes={"nom": ["Avant", place.nom]}).pk


def contacts(world: dict) -> None:
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        world[f"{prefix}contact"] = Contact.objects.create(organisation=organisation, role="accueil").pk


def people(world: dict) -> None:
    """Somebody without e-mail, somebody expected, somebody who left, in each structure."""
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        user = get_user_model().objects.create(name="Bénévole sans courriel")
        held = Membership.objects.create(organisation=organisation, user=user, role=Role.CONTRIBUTOR)
        world |= {f"{prefix}on_paper": user.pk, f"{prefix}membership": held.pk}
        world[f"{prefix}invitation"] = Invitation.objects.create(
            organisation=organisation, role=Role.CONTRIBUTOR, email="attendue@exemple.test",
            token_hash=f"{prefix}rien", expires_at=timezone.now() + timedelta(days=1),
        ).pk  # fmt: skip
        world[f"{prefix}removal"] = Event.objects.create(
            verb=REMOVED, subject_type="network.organisation", subject_id=organisation.pk,
            told={"user": user.pk, "role": Role.CONTRIBUTOR},
        ).pk  # fmt: skip


def campaigns(world: dict) -> None:
    """One campaign that asks our structure."""
    campaign = Campaign.objects.create(nom="Essai")
    request = Request.objects.create(campaign=campaign, holder="essai", expires_at=timezone.now() + timedelta(days=1))
    world |= {"campaign": campaign.pk, "request": request.pk}


def imports(world: dict) -> None:
    """A file that waits to be applied, one that was; they belong to the network."""
    source = Source.objects.create(slug="source-d-essai", nom="Source d'essai")
    report = {
        "counts": {}, "read": 0, "gone": 0, "plan": "", "columns": [{"header": "nom", "target": "", "examples": []}],
        "sections": dict.fromkeys(SECTIONS, 0),
    }  # fmt: skip
    waiting = Upload.objects.create(file_name="essai.csv", source=source.nom, state=Upload.State.READY, report=report)
    batch = Batch.objects.create(source=source, file_name="essai.csv", file_digest="")
    world |= {"upload": waiting.pk, "batch": batch.pk, "source": source.slug}


def matches(world: dict) -> None:
    """Two records somebody told apart."""
    first, second = sorted((PlaceFactory(slug="paire-un"), PlaceFactory(slug="paire-deux")), key=lambda one: one.pk)
    told = MatchDecision.Verdict.DIFFERENT
    world["match"] = MatchDecision.objects.create(first=first, second=second, verdict=told).pk


def diaries(world: dict) -> None:
    """A diary with hours, somebody who came, a day off, a workshop, calendars elsewhere; in each structure."""
    now = timezone.now()
    coming = instant(local_day(now) + timedelta(days=7), time(9))
    world["day"] = local_day(coming).isoformat()
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        place = Place.objects.get(slug=world[f"{prefix}place"])
        practice = PracticeFactory(organisation=organisation, place=place)
        row = OpeningRangeFactory(practice=practice, weekday=local_day(coming).weekday())
        came = Appointment.objects.create(
            practice=practice, place=place, start=now, end=now + timedelta(minutes=30), code=f"{prefix}AB"[-6:],
            token_hash=f"{prefix}rien", state=State.CAME,
        )  # fmt: skip
        DoneNote.objects.create(appointment=came, practice=practice, day=local_day(now))
        span = {"start": coming, "end": coming + timedelta(hours=1)}
        workshop = WorkshopFactory(organisation=organisation, place=place)
        rows = {
            "diary": practice, "range": row, "expected": came, "workshop": workshop,
            "closure": practice.closures.create(**span), "session": workshop.sessions.create(**span),
            "feed": practice.feeds.create(token_hash=f"{prefix}rien"),
            "calendar": practice.busy_calendars.create(url="https://exemple.test/agenda.ics"),
        }  # fmt: skip
        world |= {f"{prefix}{name}": one.pk for name, one in rows.items()}


def meetings(world: dict) -> None:
    """A meeting that expects each structure; a table that each runs, with a card; a commitment of each."""
    series = Series.objects.create(slug="rencontres", nom="Rencontres")
    meeting = Meeting.objects.create(series=series, edition=1, day=local_day(timezone.now()))
    world["meeting"] = meeting.pk
    for number, (prefix, organisation) in enumerate((("", world["own"]), ("foreign_", world["other"])), 1):
        table = Table.objects.create(meeting=meeting, number=number, facilitator=organisation)
        board = Board.objects.create(meeting=meeting, table=table, title="Métaplan", code=f"ABCD-{number}")
        promised = Commitment.objects.create(meeting=meeting, organisation=organisation, text="Venir")
        card = board.cards.create(text="Des tablettes", column=Column.MISSING)
        world |= {f"{prefix}board": board.pk, f"{prefix}card": card.pk, f"{prefix}commitment": promised.pk}
        world[f"{prefix}expected"] = meeting.invitations.create(organisation=organisation).organisation_id


def gaps(world: dict) -> None:
    """A gap and an action of each structure."""
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        gap = Gap.objects.create(title="Un manque", status=GapStatus.TAKEN, owner=organisation, published=True)
        gap.evidence.create(kind=EvidenceKind.FIELD, text="Vu sur place", source="Essai")
        action = PlanAction.objects.create(nom="Une action", organisation=organisation)
        world |= {f"{prefix}gap": gap.pk, f"{prefix}plan_action": action.pk}


def received_sheets(world: dict) -> None:
    """A sheet sent to each structure, by a third one."""
    sender = OrganisationFactory()
    for prefix in ("", "foreign_"):
        place = Place.objects.get(slug=world[f"{prefix}place"])
        world[f"{prefix}received"] = sheet(place=place, organisation=sender).referral.pk


def about_a_person(world: dict) -> None:
    """A sheet that each structure wrote, a pathway that each follows."""
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        world[f"{prefix}own_sheet"] = sheet(organisation=organisation).referral.pk
        told = {"code": f"{prefix}P"[-12:], "token_hash": f"{prefix}rien", "pin_hash": "rien"}
        world[f"{prefix}own_pathway"] = Pathway.objects.create(organisation=organisation, **told).pk


def written_sheets(world: dict) -> None:
    """A sheet that each structure wrote, to a third one."""
    place = PlaceFactory(organisation=OrganisationFactory())
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        world[f"{prefix}written"] = sheet(place=place, organisation=organisation).referral.pk


def surveys(world: dict) -> None:
    """A campaign with its round, its link, two contents of one door; a draft and an outing; in each structure."""
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        survey = SurveyFactory(organisation=organisation, stage=Stage.DRAFT)
        campaign = CampaignFactory(operator=organisation, survey=survey)
        round = RoundFactory(campaign=campaign)
        conflict = campaign.conflicts.create(kind="door", client_id=uuid4(), content_hash="", content={})
        outing = Outreach.objects.create(organisation=organisation, kind="rue", nom="Rue", day=timezone.localdate())
        rows = {"survey": survey, "doors": campaign, "round": round, "conflict": conflict, "outing": outing}
        rows["collector"] = campaign.collectors.create(token_hash=f"{prefix}rien", expires_at=timezone.now())
        world |= {f"{prefix}{name}": one.pk for name, one in rows.items()}


def pathways(world: dict) -> None:
    """A pathway of one step that each structure follows."""
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        begun = pathway(PlaceFactory(), organisation=organisation).pathway
        world |= {f"{prefix}pathway": begun.pk, f"{prefix}step": begun.steps.get().pk}


BUILDERS: list[Callable[[dict], None]] = [
    said_of_places,
    kept_by_a_place,
    contacts,
    people,
    campaigns,
    imports,
    matches,
    diaries,
    surveys,
    meetings,
    gaps,
    received_sheets,
    written_sheets,
    about_a_person,
    pathways,
]  # each fills {name: what stands in the address}


def build() -> dict[str, str]:
    own = OrganisationFactory(slug="structure-a-nous", nom="Structure à nous")
    other = OrganisationFactory(slug="structure-des-autres", nom="Structure des autres")
    place = PlaceFactory(id="lieu-a-nous", slug="lieu-a-nous", nom="Lieu à nous", organisation=own)
    foreign = PlaceFactory(id="lieu-des-autres", slug="lieu-des-autres", nom="Lieu des autres", organisation=other)
    world = {"own": own, "other": other, "place": place.slug, "foreign_place": foreign.slug}
    world |= {"structure": own.slug, "foreign_structure": other.slug}
    for add in BUILDERS:
        add(world)
    return world
