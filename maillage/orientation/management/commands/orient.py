"""`maillage orient "je doi imprimé un papié pour la caf" --zone epeule`: a need → services, places, reasons."""

import json
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from maillage.core.points import parse_point
from maillage.orientation.enquiry import (
    ACCESS,
    FIRST_CONTACT,
    LEVEL_CODES,
    LITTLE,
    MOBILITY,
    PARAMETERS,
    WHEN,
    Person,
)
from maillage.orientation.queries import orient
from maillage.territory.models import Zone
from maillage.territory.queries import zone_called


class Command(BaseCommand):
    help = (
        "Un besoin en mots de tous les jours → les services, trois lieux et leurs raisons. N'écrit et ne compte rien."
    )

    def add_arguments(self, parser):
        parser.add_argument("text", help="le besoin, entre guillemets")
        start = parser.add_mutually_exclusive_group()
        start.add_argument("--near", help="LATITUDE,LONGITUDE d'où l'on part")
        start.add_argument("--zone", default="", help="code du quartier d'où l'on part")
        parser.add_argument("--lang", default="fr", help="langue de la réponse ; celle du besoin se voit à ses mots")
        parser.add_argument("--level", choices=LEVEL_CODES, help="niveau de la personne")
        parser.add_argument("--code", help="code d'un test de niveau")
        parser.add_argument("--langue", action="append", help="langue que la personne parle ; se répète")
        parser.add_argument("--acces", action="append", choices=[*ACCESS, *MOBILITY], help="se répète")
        parser.add_argument("--peur", action="store_const", const=FIRST_CONTACT, dest="confiance", help="n'ose pas")
        parser.add_argument("--lit-peu", action="store_const", const=LITTLE, dest="lecture")
        parser.add_argument("--minutes", help="minutes à pied, au plus")
        parser.add_argument("--gratuit", action="store_const", const="1")
        parser.add_argument("--quand", choices=WHEN)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, text, near, zone, lang, format, **options):
        point = parse_point(near) if near else None
        if near and point is None:
            raise CommandError(f"--near attend LATITUDE,LONGITUDE, par exemple 50.69,3.17 ; reçu : {near}")
        if zone and not zone_called(zone):
            codes = ", ".join(Zone.objects.values_list("code", flat=True)[:40]) or "aucune zone n'est enregistrée"
            raise CommandError(f"--zone : « {zone} » n'est pas connu. Codes : {codes}")
        answer = orient(text, near=point, zone=zone, lang=lang, person=person_of(options))
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) if format == "json" else in_lines(answer))


def person_of(options: dict) -> Person:
    """The same words as in an address, read by the same reader."""
    said = [(name, value) for name in PARAMETERS for value in listed(options.get(name))]
    return Person.of(QueryDict(urlencode(said)))


def listed(value) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def in_lines(answer: dict) -> str:
    lines = [f"! {answer['alert']['text']}"] if answer["alert"] else []
    lines += [f"  {line['number']} : {line['what']}" for line in (answer["alert"] or {}).get("numbers", ())]
    lines.append("Services : " + (", ".join(answer["services"]) or "aucun (hors du sujet, ou pas compris)"))
    if answer["question"]:
        lines += [answer["question"]["text"], *(f"  - {choice['label']}" for choice in answer["question"]["choices"])]
    lines += [step["text"] for step in answer["widened"]] + answer["messages"]
    for place in answer["places"]:
        lines.append(f"{place['rank']}. {place['nom']}, {place['address']}")
        lines += [f"   + {reason}" for reason in place["reasons"]]
        lines += [f"   ? {unknown}" for unknown in place["unknown"]] + [
            f"   ! {warning}" for warning in place["warnings"]
        ]
    if answer["human"]:
        lines.append(f"{answer['human']['nom']} : {answer['human']['telephone']}")
    return "\n".join(lines)
