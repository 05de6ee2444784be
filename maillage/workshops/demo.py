"""The demo's meetings: n° 1 as its minutes tell it, a few invented promises that say so, n° 2 in preparation."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.places.hours import PARIS
from maillage.places.models import Offer
from maillage.workshops import actions
from maillage.workshops.enums import Column, Coming, Status, Via
from maillage.workshops.inviting.occasion import occasion
from maillage.workshops.models import (
    AgendaBlock,
    Board,
    Card,
    CardBecame,
    Meeting,
    MeetingInvitation,
    Series,
    Table,
)
from maillage.workshops.transcribing import Cell, Unique, unique

FILE = Path(__file__).parent / "data" / "petit-dejeuner-1.json"
NOTED = "Repris du compte rendu. Les thèmes et les genres d'action des cartes sont notre lecture."
NEXT_NOTE = (
    "Exemple fictif : la date et le lieu de cette deuxième rencontre, les invitations et les réponses sont inventés "
    "pour la démonstration."
)
WEAVERS, CANAL = "les-fileurs-du-numerique", "l-atelier-du-canal"
PROMISES = (  # invented: the minutes transcribed none
    (WEAVERS, "Tenir un stand au marché, un samedi par mois (exemple fictif)", 40, Status.STARTED),
    (CANAL, "Réserver dix ordinateurs reconditionnés aux collégiens (exemple fictif)", 12, Status.PROMISED),
    (WEAVERS, "Accueillir deux écrivains publics en formation (exemple fictif)", -6, Status.PROMISED),
    (CANAL, "Envoyer la liste de nos ateliers à tout le réseau (exemple fictif)", -30, Status.DONE),
)
FROM_CARDS = {0: "M2-01", 1: "M5-24", 2: "M5-26", 3: "M3-15"}
SECOND = (  # the first cards of the second edition, invented
    (Column.NEED_PRO, "Former les bénévoles qui accueillent (exemple fictif)"),
    (Column.NEED_RESIDENT, "Du matériel et quelqu'un pour aider à s'en servir (exemple fictif)"),
    (Column.MISSING, "Médiation de rue (exemple fictif)"),
    (Column.EXPECTATION, "Se voir tous les trois mois (exemple fictif)"),
)


@transaction.atomic
def load() -> None:
    """Nothing happens the second time."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    series, new = Series.objects.get_or_create(slug=told["series"]["slug"], defaults={"nom": told["series"]["nom"]})
    if not new:
        return
    by_slug = {one.slug: one for one in Organisation.objects.all()}
    first = _first(told, series, by_slug)
    _boards(told, first, by_slug)
    actions.gather_same_words(first, by=None)
    _link_offers(first, told["source"])
    _promises(first, by_slug)
    _second(first, by_slug)


def _first(told: dict, series: Series, by_slug: dict) -> Meeting:
    day = date.fromisoformat(told["day"])
    meeting = actions.create_meeting(
        series, day, by=None, organiser=by_slug.get(told["organiser"]), published=True, note=NOTED, **told["stated"]
    )
    for block in told["agenda"]:
        start, end = time.fromisoformat(block["start"]), time.fromisoformat(block["end"])
        AgendaBlock.objects.create(
            meeting=meeting, title=block["title"], start=start, end=end, items="\n".join(block["items"])
        )
    for row in told["attendance"]:
        columns = {name: row[name] for name in ("present", "excused")} | {"functions": "\n".join(row["functions"])}
        organisation = by_slug.get(row["organisation"])
        if organisation:
            actions.attend(meeting, organisation, by=None, of_the_city=row.get("of_the_city", False), **columns)
    for number in range(1, told["tables"] + 1):
        actions.put_table(meeting, number, by=None)
    meeting.closed_at = _noon(day)
    meeting.save(update_fields=["closed_at"])
    return meeting


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), PARIS)


def _boards(told: dict, meeting: Meeting, by_slug: dict) -> None:
    boards = {board.table.number: board for board in meeting.boards.select_related("table")}
    for row in told["boards"]:
        board = boards[row["table"]]
        typed = {one.text: one for one in transcribed(row)}
        Card.objects.bulk_create(_card(board, note, typed.get(note["text"]), by_slug) for note in row["notes"])
        board.synthesis = "\n".join(row.get("synthesis", []))
        board.save(update_fields=["synthesis"])


def transcribed(row: dict) -> list[Unique]:
    """The rows of a table typed several times: each note once, with its lines."""
    return unique(
        Cell(cell["column"], cell["text"], line) for line, cells in row.get("rows", {}).items() for cell in cells
    )


def _card(board: Board, note: dict, typed: Unique | None, by_slug: dict) -> Card:
    lines = f"transcrite {len(typed.lines)} fois (lignes {', '.join(typed.lines)})" if typed and typed.repeats else ""
    return Card(
        board=board, text=note["text"], column=note["column"], via=Via.MINUTES, reference=note["reference"],
        theme=Service[note["theme"]] if "theme" in note else "", category=note.get("category", ""),
        organisation=by_slug.get(note.get("organisation")), at=_noon(board.meeting.day),
        remark=" ; ".join(filter(None, [note.get("remark"), lines]))[:300],
    )  # fmt: skip


def _link_offers(meeting: Meeting, source: str) -> None:
    """The actions of the directory that come from these very notes."""
    cards = {card.reference: card for card in Card.objects.filter(board__meeting=meeting)}
    for offer in Offer.objects.filter(source__startswith=source):
        reference = offer.source.removeprefix(source).strip(" ,").split(" ")[0]
        if reference in cards:
            actions.card_became(cards[reference], CardBecame.Kind.OFFER, offer.pk, by=None)


def _promises(meeting: Meeting, by_slug: dict) -> None:
    today, cards = timezone.localdate(), {card.reference: card for card in Card.objects.filter(board__meeting=meeting)}
    for at, (slug, text, days, status) in enumerate(PROMISES):
        if slug not in by_slug:
            continue
        row = actions.promise(
            meeting, by_slug[slug], text, by=None, due=today + timedelta(days=days), card=cards.get(FROM_CARDS.get(at))
        )
        actions.follow_up(row, status, by=None)


def _second(first: Meeting, by_slug: dict) -> None:
    """In three weeks, whenever the demo starts; one of its boards is open to phones already."""
    meeting = actions.next_edition(first, timezone.localdate() + timedelta(days=21), by=None)
    meeting.note, meeting.published, meeting.where = NEXT_NOTE, True, "Les Fileurs du numérique (exemple fictif)"
    meeting.objectives = "Dire ce qui a bougé depuis la première rencontre, et ce qui manque encore."
    meeting.save(update_fields=["note", "published", "where", "objectives"])
    weavers = by_slug.get(WEAVERS)
    Table.objects.filter(meeting=meeting, number=1).update(facilitator=weavers, referent=weavers)
    board = meeting.boards.order_by("table__number").first()
    for column, text in SECOND:
        actions.add_card(board, text, column, by=None)
    actions.open_to_phones(board)
    _expected(first, meeting, by_slug)


def _expected(first: Meeting, meeting: Meeting, by_slug: dict) -> None:
    """Four days ago: those of the first meeting, two of three answered; the Weavers too. No mail leaves."""
    ago, told = timezone.now() - timedelta(days=4), occasion(meeting, list(meeting.blocks.all())).told
    rows = [(one.organisation, one.present) for one in first.attendances.select_related("organisation").order_by("pk")]
    rows += [(by_slug[WEAVERS], 2)] if WEAVERS in by_slug else []
    for at, (organisation, people) in enumerate(rows):
        row = MeetingInvitation(meeting=meeting, organisation=organisation, told_at=ago, mailed=at % 6 != 5, **told)
        row.letters = int(row.mailed)
        if at % 3 != 2 and organisation.slug != WEAVERS:
            row.answer, row.people = (Coming.YES, people) if people else (Coming.NO, 0)
            row.answered_at = ago + timedelta(hours=5 * at + 1)
        row.save()
