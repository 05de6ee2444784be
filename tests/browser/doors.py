"""A campaign at the doors with a link that works and one that is over; run inside the site's own environment."""

from datetime import timedelta

from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.network.models import Organisation
from maillage.surveys.collecting.queries import COLLECTOR
from maillage.surveys.enums import Stage
from maillage.surveys.models import Campaign, Collector, Round, Survey
from maillage.territory.models import Zone

OPEN, OVER, AGAIN = "porte-ouverte", "porte-perimee", "porte-nouveau-lien"
QUESTIONS = [
    {
        "id": "outils", "type": "plusieurs choix",
        "texts": {"fr": "Qu'utilisez-vous pour aller sur internet ?", "ar": "ماذا تستعمل للإنترنت؟"},
        "options": [
            {"code": "telephone", "sign": "smartphone", "texts": {"fr": "Un téléphone", "ar": "هاتف"}},
            {"code": "ordinateur", "sign": "pc", "texts": {"fr": "Un ordinateur", "ar": "حاسوب"}},
            {"code": "tablette", "sign": "tablette", "texts": {"fr": "Une tablette", "ar": "لوحة"}},
            {"code": "rien", "sign": "rien", "texts": {"fr": "Rien", "ar": "لا شيء"}, "alone": True,
             "raises": [{"dimension": "matériel", "service": "Acquisition de matériel informatique à prix solidaire"}]},
        ],
    },
    {
        "id": "foyer", "type": "nombre", "texts": {"fr": "Combien de personnes partagent l'appareil ?"},
        "shown_if": [{"question": "outils", "any": ["telephone", "ordinateur", "tablette"]}],
    },
    {"id": "imprimer", "type": "oui ou non", "texts": {"fr": "Pouvez-vous imprimer ?"}},
    {
        "id": "pronote", "type": "choix", "texts": {"fr": "Allez-vous sur Pronote ou l'ENT ?"},
        "options": [
            {"code": "seul", "sign": "seul", "texts": {"fr": "Oui, sans aide"}},
            {"code": "aide", "sign": "aide", "texts": {"fr": "Oui, avec quelqu'un"}},
            {"code": "jamais", "sign": "jamais", "texts": {"fr": "Jamais"},
             "raises": [{"dimension": "formation", "service": "Parentalité et éducation avec le numérique"}]},
        ],
    },
    {"id": "mot", "type": "texte court", "texts": {"fr": "Que faudrait-il dans le quartier ?"}},
]  # fmt: skip


def open_doors() -> None:
    Survey.objects.create(slug="essai-de-porte", nom="Avant", stage=Stage.CLOSED, languages=["fr"], questions=QUESTIONS)
    survey = Survey.objects.create(
        slug="essai-de-porte", version=2, nom="Le numérique à la maison", stage=Stage.OPEN, languages=["fr", "ar"],
        texts={"fr": "Bonjour, nous venons parler de l'école et du numérique. C'est sans nom, cinq minutes."},
        questions=QUESTIONS,
    )  # fmt: skip
    today, zone = timezone.localdate(), Zone.objects.order_by("code").first()
    campaign = Campaign.objects.create(
        nom="Essai des portes", operator=Organisation.objects.order_by("nom").first(), survey=survey,
        starts_on=today - timedelta(days=10), ends_on=today + timedelta(days=10), objective=450,
    )  # fmt: skip
    campaign.zones.set([zone])
    for token, days in ((OPEN, 1), (OVER, -1), (AGAIN, 1)):
        collector = Collector.objects.create(
            campaign=campaign, nom="Binôme vert", token_hash=digest(COLLECTOR, token),
            expires_at=timezone.now() + timedelta(days=days),
        )  # fmt: skip
        for street in ("Rue de l'Essai, 2 à 40", "Tour A, escalier 3"):
            Round.objects.create(campaign=campaign, collector=collector, zone=zone, label=street, target=20)
