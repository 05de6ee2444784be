"""What makes the demo alive: words of invented residents about the fictitious places, and structures that tell more.

Only for `maillage demo`; each part is written once, by the same actions as the pages.
"""

from django.db import transaction

from maillage.census.models import Channel, Proposal
from maillage.census.proposals import actions as words
from maillage.diagnosis import demo as diagnosis
from maillage.network.enums import ContactRole, SupportAim, SupportManner
from maillage.network.models import Contact, Organisation
from maillage.places.models import Place
from maillage.referrals import demo as sheets
from maillage.surveys import demo as doors
from maillage.website import living_agenda, living_sheets
from maillage.workshops import demo as meetings

WEAVERS, CANAL = "exemple-espace-tisserands", "exemple-atelier-canal"
TOLD = {
    "les-fileurs-du-numerique": {
        "support_manners": [SupportManner.WITH],
        "support_aims": [SupportAim.CURATIVE, SupportAim.PREVENTIVE],
        "specialities": ["démarches CAF", "Pronote et l'ENT"],
        "languages": ["fr", "ar", "pt"],
    },
    "l-atelier-du-canal": {
        "support_manners": [SupportManner.WITH],
        "support_aims": [SupportAim.PREVENTIVE],
        "specialities": ["réparation", "réemploi"],
        "languages": ["fr", "en"],
    },
}
CONTACTS = {
    "les-fileurs-du-numerique": (ContactRole.MEDIATOR, "+33353010100", "orienter une personne, prendre un rendez-vous"),
    "l-atelier-du-canal": (ContactRole.DESK, "+33353010103", "donner ou acheter un ordinateur"),
}


@transaction.atomic
def enliven() -> None:
    """Nothing happens the second time."""
    tell_of_structures()
    if not Proposal.objects.filter(place=WEAVERS).exists():
        say_of_places()
    living_agenda.fill_the_week()
    living_sheets.send_people()
    sheets.load()
    meetings.load()
    doors.fill()
    diagnosis.load()


def tell_of_structures() -> None:
    for slug, columns in TOLD.items():
        organisation = Organisation.objects.filter(slug=slug, specialities="").first()
        if organisation:
            Organisation.objects.filter(pk=organisation.pk).update(**columns)
            role, phone, note = CONTACTS[slug]
            Contact.objects.create(organisation=organisation, role=role, telephone=phone, note=note, public=True)


def say_of_places() -> None:
    """A change a neighbour proposes, something broken, answers under the pages."""
    weavers, canal = Place.objects.get(pk=WEAVERS), Place.objects.get(pk=CANAL)
    words.propose(
        weavers,
        changes={"complement_adresse": "Rez-de-chaussée, porte bleue, sonnez au 2"},
        note="La sonnette a changé cet été.",
        channel=Channel.PUBLIC,
    )
    words.report(canal, kind="matériel")
    for page, found in (("/ou-aller/", True), ("/ou-aller/", False), (canal.get_absolute_url(), True)):
        words.tell_feedback(page=page, found=found)
