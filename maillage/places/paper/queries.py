"""Which places a sheet holds."""

from dataclasses import dataclass

from django.core.validators import slug_re
from django.utils.translation import gettext as _

from maillage.places import asking
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from maillage.territory.models import Zone
from maillage.territory.queries import zone_called

MOST_IN_PRESS_LIST = 500


class Refused(Exception):
    """A question that has no answer on paper; says why, in French, and with which HTTP status."""

    def __init__(self, reason: str, status: int = 400):
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Chosen:
    places: list[Place]
    zone: Zone | None = None
    more: int = 0  # found, but too many for the sheet


def chosen(params, most: int) -> Chosen:
    """`lieux=slug,slug` in that order; or the places of `zone=`, narrowed by the filters of the list."""
    slugs = [slug for slug in params.get("lieux", "").split(",") if slug]
    if slugs:
        return _named(slugs, most)
    if not params.get("zone"):
        raise Refused(_("Dites de quel quartier (zone=…) ou de quels lieux (lieux=…) il s'agit."))
    return in_zone(params, most)


def _named(slugs: list[str], most: int) -> Chosen:
    if len(slugs) > most:
        raise Refused(_("%(count)d lieux demandés : %(most)d au plus.") % {"count": len(slugs), "most": most})
    known = [slug for slug in slugs if slug_re.fullmatch(slug)]
    by_slug = {place.slug: place for place in Place.objects.published().filter(slug__in=known)}
    missing = [slug for slug in slugs if slug not in by_slug]
    if missing:
        raise Refused(_("Ces lieux ne sont pas publiés : %(slugs)s.") % {"slugs": ", ".join(missing)[:300]}, 404)
    return Chosen([by_slug[slug] for slug in dict.fromkeys(slugs)])


def in_zone(params, most: int) -> Chosen:
    """Without a zone: everywhere."""
    zone = _zone(params.get("zone", ""))
    search = asking.question(params, near=None, known=directory.terms)
    search = Search(text=search.text, filters=search.filters, open=search.open, order="nom" if not search.text else "")
    found = directory.find(search.only("zones", zone.pk) if zone else search, limit=most)
    if not found.ids:
        raise Refused(_("Aucun lieu publié ne correspond."), 404)
    by_id = Place.objects.in_bulk(found.ids)
    return Chosen([by_id[id] for id in found.ids if id in by_id], zone, found.total - len(found.ids))


def _zone(code: str) -> Zone | None:
    if not code:
        return None
    zone = zone_called(code)
    if zone is None:
        raise Refused(_("Ce quartier n'est pas connu : « %(code)s ».") % {"code": code[:60]}, 404)
    return zone
