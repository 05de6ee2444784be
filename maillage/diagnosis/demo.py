"""The demo's diagnosis: publics of the minutes, the thirteen missing actions as open gaps, some invented follow-up."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from maillage.appointments.models import DoneNote, Practice
from maillage.diagnosis import actions
from maillage.diagnosis.enums import ActionStatus, EvidenceKind, NeedFamily
from maillage.diagnosis.funders.quarters import ended
from maillage.diagnosis.models import Evidence, Gap, NeedRecord, PlanAction, TargetPublic
from maillage.network.models import Organisation
from maillage.orientation.models import UnmetNeed
from maillage.places.enums import Service
from maillage.territory.models import Zone
from maillage.workshops.enums import Column
from maillage.workshops.models import Card, Meeting
from maillage.workshops.queries.voicing import missing_actions

FICTITIOUS = "(exemple fictif)"
DISABLED = ["Handicaps moteurs", "Handicaps mentaux", "Surdité", "Déficience visuelle"]
PUBLICS = (  # minutes, l. 166, 231-237, 683-686, 698-702; terms of the national schema beside them
    ("precaires", "Personnes en situation précaire", "Pour qui le prix d'un appareil ou d'une connexion compte.", []),
    ("seniors", "Seniors", "Souvent à l'écart par manque d'habitude plus que de matériel.", ["Seniors"]),
    ("allophones", "Personnes qui apprennent le français", "", ["Langues étrangères (autres)"]),
    ("illettrisme", "Personnes pour qui lire est difficile", "", ["Illettrisme"]),
    ("handicap", "Personnes handicapées", "", DISABLED),
    ("isolees", "Personnes isolées", "Qu'il faut aller rencontrer.", []),
    ("parents", "Parents d'élèves", "Pronote, l'ENT, le temps d'écran.", ["Familles et/ou enfants"]),
    ("jeunes", "Jeunes", "", ["Jeunes", "Étudiants"]),
    ("rsa", "Personnes au RSA", "Pour qui l'emploi passe par le numérique.", []),
    ("aidants", "Professionnels et bénévoles qui aident", "Eux aussi ont besoin d'être formés.", []),
)  # fmt: skip
SEARCHED = (  # (service, neighbourhood, how many searches a month found nothing): invented
    (Service.ACQUISITION, "epeule", 9), (Service.ACQUISITION, "alma", 5), (Service.SECURITE, "epeule", 4),
    (Service.SECURITE, "hommelet", 3), (Service.INSERTION, "pile", 6), (Service.PARENTALITE, "epeule", 7),
    (Service.DEMARCHES, "", 4),
)  # fmt: skip
MONTHS = 6
NOTED = 20
RECEIVING, RECEIVED = 3, 40  # diaries, people each
FAMILIES = {
    Service.QUOTIDIEN: NeedFamily.SKILL, Service.SECURITE: NeedFamily.SKILL, Service.COMPREHENSION: NeedFamily.SKILL,
    Service.ACQUISITION: NeedFamily.EQUIPMENT, Service.ACCES: NeedFamily.EQUIPMENT,
}  # fmt: skip


@transaction.atomic
def load() -> None:
    """Nothing happens the second time. Called once meetings, doors and sheets are there."""
    if TargetPublic.objects.exists():
        return
    for rank, (slug, nom, description, terms) in enumerate(PUBLICS):
        TargetPublic.objects.create(slug=slug, nom=nom, description=description, terms=terms, rank=rank)
    _searches()
    _gaps_of_the_first_meeting()
    _needs_of_the_first_meeting()
    _first_snapshot()
    _one_on_its_way_and_one_closed()
    _people_received_last_quarter()


def _gaps_of_the_first_meeting() -> None:
    first = Meeting.objects.order_by("edition").first()
    for card in missing_actions(first) if first else ():
        actions.show(actions.from_card(card, by=None), by=None)


def _needs_of_the_first_meeting() -> None:
    """Cards of needs that name a theme; the family is our reading."""
    rows = Card.objects.filter(column__in=[Column.NEED_PRO, Column.NEED_RESIDENT], hidden_at=None).exclude(theme="")
    for card in rows.select_related("board__meeting").order_by("pk")[:NOTED]:
        family = FAMILIES.get(card.theme, NeedFamily.DEVICE)
        told = {"text": card.text[:500], "source": str(card.board.meeting), "day": card.board.meeting.day}
        actions.note_need(NeedRecord(family=family, service=card.theme, zone=card.zone, **told), by=None, card=card)


def _first_snapshot() -> None:
    """What the follow-up below is compared with."""
    actions.take_snapshot(nom=f"Il y a un mois {FICTITIOUS}", at=timezone.now() - timedelta(days=30))


def _one_on_its_way_and_one_closed() -> None:
    """What the life of a gap looks like; both say that they are invented."""
    weavers = Organisation.objects.filter(slug="les-fileurs-du-numerique").first()
    if weavers is None:
        return
    today = timezone.localdate()
    parents = _invented("Aider les parents à suivre la scolarité en ligne", Service.PARENTALITE, "epeule")
    told = {"nom": f"Un atelier Pronote à la sortie de l'école {FICTITIOUS}", "organisation": weavers}
    action = actions.act(parents, PlanAction(**told, due=today + timedelta(days=45)), by=None)
    actions.progress(action, ActionStatus.RUNNING, by=None)
    printing = _invented("Imprimer une page près de chez soi", Service.ACCES, "epeule")
    told["nom"] = f"Une imprimante en accès libre {FICTITIOUS}"
    actions.progress(actions.act(printing, PlanAction(**told), by=None), ActionStatus.DONE, by=None,
                     strengths="Les habitants la trouvent seuls.", weaknesses="L'encre coûte cher.")  # fmt: skip
    actions.close(printing, f"Une imprimante en accès libre depuis le printemps {FICTITIOUS}.", by=None)


def _people_received_last_quarter() -> None:
    """What a funder's report counts; invented, in the diaries of the demo's structures."""
    last = ended(timezone.localdate())[0]
    days = (last.last - last.first).days
    services = [Service.DEMARCHES, Service.QUOTIDIEN, Service.DEMARCHES, Service.INSERTION, ""]
    for rank, practice in enumerate(Practice.objects.order_by("pk")[:RECEIVING]):
        DoneNote.objects.bulk_create(
            DoneNote(
                practice=practice, day=last.first + timedelta(days=7 * one % days), service=services[(one + rank) % 5],
                manner=("faire avec", "faire avec", "faire pour", "")[one % 4], walk_in=one % 3 == 0,
                minutes=(20, 45, 30, 75, None)[one % 5],
            )
            for one in range(RECEIVED + 7 * rank)
        )  # fmt: skip


def _invented(title: str, service: str, zone: str) -> Gap:
    gap = Gap(title=f"{title} {FICTITIOUS}", service=service, zone=Zone.objects.filter(pk=zone).first())
    heard = Evidence(kind=EvidenceKind.FIELD, text="Demandé plusieurs fois à l'accueil.", source="Exemple fictif")
    return actions.show(actions.open_gap(gap, [heard], by=None), by=None)


def _searches() -> None:
    known = {*Zone.objects.values_list("code", flat=True), ""}
    month = timezone.localdate().replace(day=1)
    for _ in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        for service, zone, count in SEARCHED:
            if zone in known:
                UnmetNeed.objects.update_or_create(
                    month=f"{month:%Y-%m}", service=service, zone=zone, defaults={"count": count}
                )
