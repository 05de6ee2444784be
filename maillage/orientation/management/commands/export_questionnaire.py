from pathlib import Path

import xlsxwriter
from django.core.management.base import BaseCommand, CommandError

from maillage.orientation.level.xlsform import Row, sheets


class Command(BaseCommand):
    help = "Écrit le questionnaire de niveau au format XLSForm (ODK, KoboToolbox)."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FICHIER.xlsx")

    def handle(self, *, file: str, **options):
        path = Path(file)
        if path.suffix.lower() != ".xlsx":
            raise CommandError("Le nom du fichier doit finir par .xlsx")
        if not path.parent.is_dir():
            raise CommandError(f"Ce dossier n'existe pas : {path.parent}")
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            for name, rows in sheets().items():
                write(book.add_worksheet(name), rows)
        self.stdout.write(f"{path} : {len(sheets()['survey'])} lignes")


def write(sheet, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.write_row(0, 0, columns)
    for line, row in enumerate(rows, start=1):
        sheet.write_row(line, 0, [row.get(column, "") for column in columns])
