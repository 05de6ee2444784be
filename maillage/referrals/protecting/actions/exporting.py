"""What is kept about one person, for that person: every row and every word, in French or as the base has it."""

from django.db import models, transaction
from django.utils import timezone

from maillage.appointments.models import Appointment, Attendance, DoneNote, Registration, Session, Told
from maillage.referrals import journal
from maillage.referrals.actions.steps import Doer
from maillage.referrals.models import Consent, Held, Pathway, Referral, ReferralEvent, Step
from maillage.referrals.protecting import labels
from maillage.referrals.protecting.accesses import openings
from maillage.referrals.protecting.person import Person

PARTS = {  # model → its title
    Referral: "Fiches de liaison",
    Consent: "Accords",
    ReferralEvent: "Ce qui s'est passé",
    Pathway: "Parcours",
    Step: "Étapes",
    Appointment: "Rendez-vous",
    Registration: "Inscriptions aux ateliers",
    Attendance: "Présences",
    DoneNote: "Ce qui a été fait",
    Told: "Ce qui a été annoncé",
}
LEFT_OUT = {  # model → why its rows are not given
    "appointments.Grain": "les mêmes minutes que le rendez-vous, en chiffres",
}
KEYS = ("token_hash", "pin_hash", "receiver_hash", "contact_hash", "paper")  # they open, or are digests of what opens
COLLEAGUES = ("by",)  # who wrote it is somebody else's personal datum: the structure is told


@transaction.atomic
def exported(person: Person, doer: Doer) -> dict:
    """{"exporté le": …, "Fiches de liaison": [{column: value}…], …}; each sheet's export is a line of the log."""
    for row in (*person.sheets, *person.pathways):
        about = {"who": doer.who, "user": doer.user, "organisation": doer.organisation}
        journal.note(journal.What.EXPORT, row, why="export", **about)
    told = {"exporté le": timezone.localtime().isoformat(timespec="minutes")}
    told |= {title: [_row(one) for one in rows_of(model, person)] for model, title in PARTS.items()}
    return told | {"Qui a ouvert vos fiches": [opened for row in _held(person) for opened in _opened(row)]}


def rows_of(model: type[models.Model], person: Person) -> models.QuerySet:
    """By the one column that leads to what the person has."""
    own = {Referral: person.sheets, Pathway: person.pathways, Appointment: person.appointments,
           Registration: person.registrations}  # fmt: skip
    if model in own:
        return model.objects.filter(pk__in=[one.pk for one in own[model]])
    reached = models.Q()
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model in own:
            reached |= models.Q(**{f"{field.name}__in": own[field.related_model]})
    return model.objects.filter(reached)


def _held(person: Person) -> list[Held]:
    return [*person.sheets, *person.pathways]


def _row(row: models.Model) -> dict:
    fields = [one for one in row._meta.concrete_fields if one.name not in (*KEYS, *COLLEAGUES)]
    return {labels.french(one): _said(row, one) for one in fields}


def _said(row: models.Model, field: models.Field):
    if field.is_relation:
        linked = getattr(row, field.name)
        return None if linked is None else _named(linked)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return getattr(row, field.attname)


def _named(linked: models.Model) -> str:
    return f"{linked.start:%d/%m/%Y %H:%M}" if isinstance(linked, Session | Appointment) else str(linked)


def _opened(row: Held) -> list[dict]:
    return [{"quoi": row.code, "qui": one.who, "quand": one.on, "pourquoi": one.what} for one in openings(row)]
