"""`maillage import_places FILE --source NAME`: a file of places into the base."""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from maillage.census import actions
from maillage.census.reading import Unreadable
from maillage.census.recipes import UnknownRecipe

EXAMPLES = 5
SILENT_SECONDS = 2
INTERRUPTED = 130  # as shells say Ctrl-C


class Command(BaseCommand):
    help = "Importe un fichier de lieux : CSV, XLSX, ODS, JSON ou GeoJSON (uMap)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="le fichier")
        parser.add_argument("--source", required=True, help="d'où il vient : france-services, mairie…")
        parser.add_argument("--date", help="date des données (AAAA-MM-JJ), quand les lignes n'en ont pas")
        parser.add_argument("--recipe", default="", help="nom d'une recette, ou fichier .toml")
        parser.add_argument(
            "--complete", action="store_true", help="le fichier est complet : ce qu'il ne nomme plus est à vérifier"
        )
        parser.add_argument("--dry-run", action="store_true", help="compte et montre les différences, n'écrit rien")
        parser.add_argument("--format", choices=["texte", "json"], default="texte")

    def handle(self, *args, **options) -> None:
        progress = Progress(self.stderr)
        try:
            report = actions.import_places(
                path=options["file"],
                source=_source(options["source"]),
                date=_date(options["date"]),
                recipe=options["recipe"],
                dry_run=options["dry_run"],
                complete=options["complete"],
                progress=progress,
            )
        except (Unreadable, UnknownRecipe) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        except KeyboardInterrupt:  # one transaction: it is all there, or nothing is
            self.stderr.write(_("Import interrompu : rien n'a été écrit."))
            sys.exit(INTERRUPTED)
        progress.end()
        if options["format"] == "json":
            self.stdout.write(as_json(report, differences=options["dry_run"]))
        else:
            self.stdout.write(as_text(report, options["file"].name, dry_run=options["dry_run"]))


class Progress:
    """A line on the error output, only when the import lasts."""

    def __init__(self, output):
        self.output = output
        self.last = monotonic()
        self.shown = False

    def __call__(self, count: int) -> None:
        if monotonic() - self.last > SILENT_SECONDS:
            self.last, self.shown = monotonic(), True
            self.output.write(_("%(count)s lignes lues…") % {"count": count})

    def end(self) -> None:
        if self.shown:
            self.output.write(_("Terminé."))


def _source(name: str) -> str:
    if not name.strip():
        raise Unreadable(_("Il faut un nom de source : --source france-services, par exemple."))
    return name.strip()


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unreadable(_("Date illisible : « %(text)s ». Écrivez-la AAAA-MM-JJ.") % {"text": text}) from None


def as_json(report: actions.Report, *, differences: bool) -> str:
    issues = [
        {"line": one.line, "column": one.column, "value": one.value, "reason": one.reason}
        | ({"header": one.header} if one.header else {})
        for one in report.issues
    ]
    body = {"read": report.read, **report.counts, "proposed": report.proposed, "gone": report.gone, "issues": issues}
    if differences:
        body["differences"] = report.differences
    return json.dumps(body, ensure_ascii=False, default=str)


def as_text(report: actions.Report, name: str, *, dry_run: bool) -> str:
    """What a coordinator reads: the counts, then what to correct, grouped by cause."""
    lines = [_("Essai à blanc de %(name)s : rien n'est écrit.") if dry_run else _("Import de %(name)s")]
    lines = [line % {"name": name} for line in lines]
    if report.recipe:
        lines.append(_("Recette : %(name)s") % {"name": report.recipe})
    lines.append(
        _("%(read)s lus : %(created)s créés, %(updated)s modifiés, %(unchanged)s inchangés, %(rejected)s rejetés.")
        % {"read": report.read, **report.counts}
    )
    if report.proposed:
        lines.append(
            _("%(count)s lieux ont une proposition à décider dans l'espace membre.") % {"count": report.proposed}
        )
    if report.gone:
        lines.append(_("%(count)s lieux de cette source ne sont pas dans ce fichier.") % {"count": report.gone})
    if not report.read:
        lines.append(_("Le fichier ne contient aucun lieu."))
    if dry_run:
        lines += _differences(report)
    return "\n".join([*lines, *_issues(report)])


def _differences(report: actions.Report) -> list[str]:
    lines = [""]
    for one in report.differences:
        if one["outcome"] == "created":
            nom = one["changes"].get("nom", ["", ""])[1]
            lines.append(_("ligne %(line)s : nouveau lieu « %(nom)s » (%(id)s)") % {**one, "nom": nom[:80]})
            continue
        changed = "; ".join(f"{name} : {before!r} → {after!r}" for name, (before, after) in one["changes"].items())
        lines.append(_("ligne %(line)s : %(id)s — %(changed)s") % {**one, "changed": changed})
    return lines


def _issues(report: actions.Report) -> list[str]:
    if not report.issues:
        return [_("Rien à signaler.")]
    causes = Counter((one.header or one.column, one.reason.split(" : ")[0]) for one in report.issues)
    lines = ["", _("%(count)s remarques :") % {"count": len(report.issues)}]
    for (column, cause), count in causes.most_common():
        lines.append(f"  {count} × {column} — {cause}")
        found = [
            one for one in report.issues if (one.header or one.column, one.reason.split(" : ")[0]) == (column, cause)
        ]
        lines += [
            _("      ligne %(line)s : « %(value)s » %(reason)s")
            % {"line": one.line, "value": one.value[:80].replace("\n", " "), "reason": one.reason}
            for one in found[:EXAMPLES]
        ]
    return lines
