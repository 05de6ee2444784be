from django.utils.translation import gettext_lazy as _

from maillage.appointments.telling import forgetting
from maillage.core.retention import Kind, declare

NAMES = ("called", "phone", "email", "contact_hash")

declare(
    Kind(
        "appointments.contacts", _("Rendez-vous et inscriptions aux ateliers"), "Personne qui vient",
        why=_("savoir qui attendre, prévenir d'un changement"),
        fields=(
            *(f"appointments.{model}.{name}" for model in ("Appointment", "Registration") for name in NAMES),
            "appointments.Grain.contact",
        ),
        kept=_("%(days)s jours après le jour du rendez-vous"), then=_("effacés ; le rendez-vous reste compté"),
        setting="MAILLAGE_CONTACT_KEPT_DAYS", due=forgetting.due, purge=forgetting.forget_contacts,
    ),
    Kind(
        "appointments.calendars", "Agendas personnels reliés", "Membre du réseau",
        why="ne pas proposer une heure déjà prise", fields=("appointments.BusyCalendar.url",),
        kept="tant que le membre le relie", then="adresse effacée",
    ),
)  # fmt: skip
