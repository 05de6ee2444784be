"""`make messages`: gather the texts of code and templates in locale/maillage.pot, compile what is translated.

Needs no gettext binary: Django turns a template into what looks like Python, Babel reads and writes the rest.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None, "gettext_lazy": None, "ngettext_lazy": (1, 2)}
KEYWORDS |= {"pgettext_lazy": ((1, "c"), 2), "npgettext_lazy": ((1, "c"), 2, 3)}


def as_python(path: Path) -> str:
    text = path.read_text()
    if path.suffix == ".py":
        return text
    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines)  # a template's indentation is not Python's


def gather() -> Catalog:
    catalog = Catalog(project="maillage", version="", copyright_holder="", msgid_bugs_address="", charset="utf-8")
    files = sorted([*ROOT.glob("maillage/**/*.py"), *ROOT.glob("templates/**/*.html")])
    for path in files:
        source = io.BytesIO(as_python(path).encode())
        for line, message, comments, context in extract("python", source, KEYWORDS, ("Translators:",)):
            catalog.add(message, None, [(str(path.relative_to(ROOT)), line)], (), comments, (), (), None, context)
    return catalog


def write(catalog: Catalog) -> None:
    with (HERE / "maillage.pot").open("wb") as file:
        write_po(file, catalog, width=120, omit_header=True, sort_by_file=True, include_lineno=False)
    for po in HERE.glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(source))


if __name__ == "__main__":
    texts = gather()
    write(texts)
    print(f"{len(texts)} texts in locale/maillage.pot")
