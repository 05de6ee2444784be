"""The address a pair of visitors opens. Nobody can rebuild it: only the mark of its token is kept."""

from django.conf import settings
from django.urls import reverse

from maillage.surveys.models import Collector


def url(collector: Collector, token: str) -> str:
    """Whole, to be shown once, as words or as a QR code. `collector` says whose it is; its token is not in it."""
    return settings.MAILLAGE_URL + reverse("collecting:page", args=[token])
