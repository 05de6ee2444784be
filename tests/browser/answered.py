"""Sixty doors of the Épeule answered as phones send them, then the month ends; run in the site's own environment."""

import os
from datetime import timedelta
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from maillage.diagnosis.actions import publish  # noqa: E402
from maillage.network.models import Organisation  # noqa: E402
from maillage.surveys.collecting.actions import receive  # noqa: E402
from maillage.surveys.collecting.contents import mark  # noqa: E402
from maillage.surveys.enums import Stage  # noqa: E402
from maillage.surveys.models import Campaign, Collector, Survey  # noqa: E402
from tests.browser.doors import QUESTIONS  # noqa: E402

DOORS, ZONE = 60, "epeule"


def main() -> None:
    today = timezone.localdate()
    survey = Survey.objects.create(
        slug="essai-jusqu-au-manque", nom="Essai", stage=Stage.OPEN, languages=["fr"], questions=QUESTIONS
    )
    campaign = Campaign.objects.create(
        nom="Jusqu'au manque", operator=Organisation.objects.order_by("nom").first(), survey=survey,
        starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=40),
    )  # fmt: skip
    campaign.zones.set([ZONE])
    collector = Collector.objects.create(
        campaign=campaign, nom="Binôme", token_hash=uuid4().hex, expires_at=timezone.now() + timedelta(days=1)
    )
    kept = {one.kept for one in receive(collector, [answer(survey, today) for _ in range(DOORS)])}
    if kept != {"kept"}:
        raise RuntimeError(kept)
    publish(today=(today.replace(day=1) + timedelta(days=32)).replace(day=1))


def answer(survey: Survey, today) -> dict:
    told = {"survey": survey.pk, "zone": ZONE, "day": today.isoformat(), "language": "fr",
            "answers": {"outils": ["rien"]}, "mentioned": []}  # fmt: skip
    return {"id": str(uuid4()), "kind": "response", "hash": mark(told), "content": told}


if __name__ == "__main__":
    main()
