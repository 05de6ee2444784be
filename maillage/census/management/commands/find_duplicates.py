"""`maillage find_duplicates FILE`: the places of a file that are, or may be, one and the same. Writes nothing."""

import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from maillage.census.duplicates.explaining import VERDICTS, explain
from maillage.census.duplicates.finding import find_pairs
from maillage.census.duplicates.gathering import cards_of
from maillage.census.duplicates.scoring import Pair, Verdict
from maillage.census.reading import Unreadable
from maillage.census.recipes import UnknownRecipe

REASONS = 4


class Command(BaseCommand):
    help = "Cherche les doublons d'un fichier de lieux : CSV, XLSX, ODS, JSON ou GeoJSON. N'écrit rien."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="le fichier")
        parser.add_argument("--recipe", default="", help="nom d'une recette, ou fichier .toml")
        parser.add_argument("--format", choices=["texte", "json"], default="texte")

    def handle(self, *args, **options) -> None:
        gc.disable()  # all that is read lives to the end: looking for garbage in it doubles the time
        try:
            pairs = find_pairs(cards_of(options["file"], options["recipe"]))
        except (Unreadable, UnknownRecipe) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        self.stdout.write(as_json(pairs) if options["format"] == "json" else as_text(pairs, options["file"].name))


def as_json(pairs: Sequence[Pair]) -> str:
    told = [
        {"a": pair.one.id, "b": pair.other.id, "score": round(pair.score, 4), "verdict": pair.verdict.value}
        for pair in pairs
    ]
    return json.dumps(told, ensure_ascii=False)


def as_text(pairs: Sequence[Pair], name: str) -> str:
    same = [pair for pair in pairs if pair.verdict is Verdict.SAME]
    lines = [
        _("%(name)s : %(same)s paires sont sans doute le même lieu, %(unsure)s sont à regarder. Rien n'est écrit.")
        % {"name": name, "same": len(same), "unsure": len(pairs) - len(same)}
    ]
    for pair in pairs:
        lines += ["", f"{VERDICTS[pair.verdict]} ({pair.score:.2f})", *map(_line, (pair.one, pair.other))]
        lines += [f"    {told.sign} {told.text}" for told in explain(pair.comparison.reasons)[:REASONS]]
    return "\n".join(lines)


def _line(card) -> str:
    where = ", ".join(filter(None, (card.adresse, f"{card.code_postal} {card.ville}".strip())))
    return f"  {card.id} · {card.nom or _('sans nom')} · {where}"
