"""`make messages`: gather the texts of code and templates in locale/maillage.pot, bring the translations up to date.

Django compiles them when it starts (maillage/core/catalogues.py). Needs no gettext binary: Django turns a template into
what looks like Python, Babel reads and writes the rest. The translations hold the residents' journey (RESIDENT); what
professionals read stays in French.
"""

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None, "gettext_lazy": None, "ngettext_lazy": (1, 2)}
KEYWORDS |= {"pgettext_lazy": ((1, "c"), 2), "npgettext_lazy": ((1, "c"), 2, 3)}
RESIDENT = re.compile(
    r"templates/(layout/(?!espace)|orientation/)"
    r"|templates/places/(card|closed|detail|filters|map|notes|nothing|offer|search|paper/\w+)\.html"
    r"|templates/census/proposals/(report|details|feedback|too_many)\.html"
    r"|maillage/census/enums\.py"
    r"|templates/appointments/(booking|week)/|templates/appointments/calendars/embedded\.html|templates/mails/layout\.html"
    r"|maillage/appointments/(enums|(booking|week|telling)/\w+)\.py"
    r"|templates/referrals/protecting/(mine|notice|openings)\.html|maillage/referrals/protecting/accesses\.py"
    r"|maillage/(appointments|census|core|referrals)/personal\.py"
    r"|templates/surveys/answering/|maillage/surveys/answering/\w+\.py"
    r"|templates/website/(home|help|error|offline|source)\.html"
    r"|templates/referrals/(holding/bearer|pathways/person)/"
    r"|maillage/referrals/(consenting|enums|holding/(presenting|forms|wording|roles))\.py"
    r"|maillage/orientation/(?!management|migrations|models|level_models|level/xlsform)"
    r"|maillage/places/(enums|facets|portrait|presenting|queries|results)\.py"
)

NOISE = re.compile(r'"(Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By)[^"]*"\n')


def as_python(path: Path) -> str:
    text = path.read_text()
    if path.suffix == ".py":
        return text
    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines)  # a template's indentation is not Python's


def gather(keep=lambda path: True) -> Catalog:
    catalog = Catalog(project="maillage", version="", copyright_holder="", msgid_bugs_address="", charset="utf-8")
    files = sorted([*ROOT.glob("maillage/**/*.py"), *ROOT.glob("templates/**/*.html")])
    for path in files:
        name = str(path.relative_to(ROOT))
        if not keep(name):
            continue
        source = io.BytesIO(as_python(path).encode())
        for line, message, comments, context in extract("python", source, KEYWORDS, ("Translators:",)):
            catalog.add(message, None, [(name, line)], (), comments, (), (), None, context)
    return catalog


def resident() -> Catalog:
    """What a person who looks for help may read."""
    return gather(RESIDENT.match)


def write(texts: Catalog) -> None:
    with (HERE / "maillage.pot").open("wb") as file:
        write_po(file, texts, width=120, omit_header=True, sort_by_file=True, include_lineno=False)


def bring_up_to_date(po: Path, texts: Catalog) -> int:
    """New texts enter empty, gone ones leave; returns how many wait for a translation."""
    with po.open("rb") as file:
        catalog = read_po(file)
    catalog.update(texts, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalog.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalog, width=120, sort_by_file=True, include_lineno=False)
    po.write_text(NOISE.sub("", written.getvalue().decode()))
    return sum(not (all(one.string) if one.pluralizable else one.string) for one in catalog if one.id)


if __name__ == "__main__":
    texts = gather()
    write(texts)
    print(f"{len(texts)} texts in locale/maillage.pot")
    spoken = resident()
    for po in sorted(HERE.glob("*/LC_MESSAGES/django.po")):
        print(f"{po.parent.parent.name}: {bring_up_to_date(po, spoken)} of {len(spoken)} to translate")
