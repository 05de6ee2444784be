"""What verifying asks of a member today."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.census.verifying.queries.asked import open_requests
from maillage.census.verifying.queries.holding import to_confirm
from maillage.network.rules import Actor
from maillage.network.tasks import Task


def today(actor: Actor) -> Iterator[Task]:
    if actor.contributes_to:
        yield from _places_to_confirm(actor)
    if actor.coordinates:
        yield from _holders_to_call()


def _places_to_confirm(actor: Actor) -> Iterator[Task]:
    """One line, whatever their number; straight to the place when there is one."""
    found = list(to_confirm(actor).values_list("slug", "contested"))
    if not found:
        return
    words = ngettext("%(n)d lieu à confirmer", "%(n)d lieux à confirmer", len(found)) % {"n": len(found)}
    doubted = any(contested for _slug, contested in found)
    why = _("Quelqu'un a trouvé autre chose sur place") if doubted else _("Personne ne l'a confirmé depuis longtemps")
    url = reverse("verifying:place", args=[found[0][0]]) if len(found) == 1 else reverse("verifying:mine")
    yield Task(words, url, "oui", why, rank=10 if doubted else 30)


def _holders_to_call() -> Iterator[Task]:
    count = open_requests().filter(email="").count()
    if count:
        words = ngettext("%(n)d structure à appeler", "%(n)d structures à appeler", count) % {"n": count}
        yield Task(words, reverse("verifying:campaigns"), "telephone", _("Elles n'ont pas de courriel"), rank=40)
