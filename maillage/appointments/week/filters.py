"""What narrows the agenda, as the page shows it."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from maillage.appointments.booking.naming import KINDS
from maillage.appointments.booking.presenting import kind_words
from maillage.appointments.week.asking import DAY, WEEK, Asked
from maillage.appointments.week.queries import languages_spoken
from maillage.core import speaking
from maillage.places import presenting
from maillage.places.directory import directory
from maillage.places.enums import PublicSpecifiquementAdresse, Service
from maillage.territory.models import Zone


class Field(NamedTuple):
    name: str
    label: str
    any: str
    choices: list[tuple[str, str]]
    value: str
    french: bool = False


class Link(NamedTuple):
    text: str
    url: str
    current: bool = False


def how_words() -> dict[str, str]:
    return {
        "sans-rendez-vous": _("Sans rendez-vous"),
        "rendez-vous": _("Sur rendez-vous"),
        "atelier": _("Ateliers"),
    }


def fields(asked: Asked) -> list[Field]:
    zones = Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom").values_list("code", "nom")
    spoken = sorted(languages_spoken() | directory.terms("languages") | {"fr"})
    return [
        Field("zone", _("Quartier"), _("Tous les quartiers"), list(zones), asked.zone, french=True),
        Field(
            "theme", _("Pour quoi"), _("Tout"),
            [(one.value, presenting.short_service(one)) for one in Service], asked.service,
        ),
        Field(
            "fonction", _("Avec qui"), _("Peu importe"),
            [(slug, kind_words(kind)) for slug, kind in KINDS.items()], asked.function,
        ),
        Field("comment", _("Comment"), _("Peu importe"), list(how_words().items()), asked.how),
        Field(
            "langue", _("Langue parlée"), _("Toutes les langues"),
            [(code, speaking.capitalised(presenting.language_name(code))) for code in spoken], asked.language,
        ),
        Field(
            "public", _("Pour qui"), _("Tout le monde"),
            [(one.value, str(one.label)) for one in PublicSpecifiquementAdresse], asked.public,
        ),
    ]  # fmt: skip


def chips(asked: Asked, several: list[Field]) -> list[Link]:
    """Each thing that narrows the list, with the address without it; terms nobody knows included."""
    words = {one.name: dict(one.choices) for one in several}
    return [
        Link(words.get(name, {}).get(value) or speaking.apart(value), asked.url(without=name))
        for name, value in asked.narrowed
    ]


def quick(asked: Asked, today: date) -> list[Link]:
    """The questions most people have, in one tap."""
    plain = {"zone": asked.zone, "service": asked.service, "public": asked.public, "language": asked.language}
    walk_in = Asked(since=today, view=DAY, how="sans-rendez-vous", **plain)
    day = Asked(since=today, view=DAY, **plain)
    several = Asked(since=today, view=WEEK, **plain)
    writer = Asked(since=today, function="ecrivain-public", **plain)
    return [
        Link(_("Aujourd'hui, sans rendez-vous"), walk_in.url(), asked == walk_in),
        Link(_("Aujourd'hui"), day.url(), asked == day),
        Link(_("Les sept jours"), several.url(), asked == several),
        Link(_("Écrivain public"), writer.url(), asked == writer),
    ]


def after(asked: Asked) -> date:
    return asked.since + timedelta(days=len(asked.days))


def before(asked: Asked, today: date) -> date:
    return max(today, asked.since - timedelta(days=len(asked.days)))
