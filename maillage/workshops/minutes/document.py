"""The minutes as an OpenDocument text that one may correct and sign: headings, lists and tables, no layout tricks."""

from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from odfdo import Document, Element, Header, List, Paragraph, Table

LANGUAGE = "fr-FR"


def odt(told: dict) -> bytes:
    document = Document("text")
    document.meta.title = clean(told["title"])
    document.language = LANGUAGE
    document.body.clear()
    for part in _parts(told):
        document.body.append(part)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """What XML cannot hold is left out."""
    return "".join(one for one in text if one in "\n\t" or ((one.isprintable() or one.isspace()) and one > "\x1f"))


def _parts(told: dict) -> Iterator[Element]:
    yield _heading(1, told["title"])
    for line in (told["when"], told["organiser"], told["objectives"], *told["attendance"]):
        if line:
            yield Paragraph(clean(line))
    yield _heading(2, _("Présents"))
    yield _table(_("Présents"), [[_("Structure"), _("Personnes")], *told["present"]])
    if told["excused"]:
        yield Paragraph(clean(_("Excusés : %s") % told["excused"]))
    yield _heading(2, _("Ordre du jour"))
    for block in told["agenda"]:
        yield _heading(3, f"{block['when']} : {block['title']}")
        yield from _list(block["items"])
    yield from _promises(_("Engagements des rencontres d'avant"), told["back"])
    yield from _promises(_("Engagements pris"), told["taken"])
    yield _heading(2, _("Ce que disent les tables"))
    yield Paragraph(clean(told["summary"]))
    for number, annex in enumerate(told["annexes"], 1):
        yield from _annex(number, annex)
    if told["note"]:
        yield Paragraph(clean(told["note"]))


def _annex(number: int, annex: dict) -> Iterator[Element]:
    yield _heading(2, _("Annexe %(n)s : %(title)s") % {"n": number, "title": annex["title"]})
    if annex["atmosphere"]:
        yield Paragraph(clean(_("Ambiance : %s") % annex["atmosphere"]))
    for column in annex["columns"]:
        yield _heading(3, column["title"])
        yield from _list(column["cards"])
    if annex["synthesis"]:
        yield _heading(3, _("Dit en plénière"))
        yield from _list(annex["synthesis"])


def _promises(title: str, rows: list[list[str]]) -> Iterator[Element]:
    if rows:
        yield _heading(2, title)
        yield _table(title, [[_("Structure"), _("Engagement"), _("Pour le"), _("Où en est-on")], *rows])


def _heading(level: int, text: str) -> Header:
    return Header(level, clean(text), style=f"Heading_20_{level}")


def _list(lines: list[str]) -> Iterator[List]:
    if lines:
        yield List([clean(line) for line in lines])


def _table(name: str, rows: list[list[str]]) -> Table:
    table = Table(clean(name))
    table.set_values([[clean(cell) for cell in row] for row in rows])
    return table
