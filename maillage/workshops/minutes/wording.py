"""The minutes in words: what the PDF and the document share."""

from django.utils.translation import gettext as _

from maillage.core import speaking
from maillage.places.presenting import clock
from maillage.workshops.minutes.queries import Annex, Minutes
from maillage.workshops.models import Card, Commitment


def told(minutes: Minutes) -> dict:
    """Texts only, in the order one reads them."""
    meeting = minutes.meeting
    return {
        "lang": "fr",
        "title": str(meeting),
        "when": ", ".join(filter(None, [speaking.said(meeting.day, "day_with_year"), meeting.where])),
        "organiser": meeting.organiser.nom if meeting.organiser else "",
        "objectives": meeting.objectives,
        "attendance": attendance(minutes),
        "present": [[row.organisation.nom, str(row.present)] for row in minutes.attendances if row.present],
        "excused": ", ".join(row.organisation.nom for row in minutes.excused),
        "agenda": [
            {"when": f"{clock(block.start)} – {clock(block.end)}", "title": block.title, "items": block.lines}
            for block in minutes.blocks
        ],
        "back": [promise(row) for row in minutes.back],
        "taken": [promise(row) for row in minutes.taken],
        "summary": _("%(cards)s cartes sur %(boards)s tableaux, reprises mot pour mot en annexe.")
        % {"cards": minutes.cards, "boards": len(minutes.annexes)},
        "annexes": [annex(one) for one in minutes.annexes],
        "note": meeting.note,
    }


def attendance(minutes: Minutes) -> list[str]:
    """What the list adds up to, and what was announced where it differs."""
    counts, meeting = minutes.counts, minutes.meeting
    listed = (counts.people, counts.from_organisations, counts.organisations, counts.city)
    stated = (
        meeting.stated_people, meeting.stated_from_organisations, meeting.stated_organisations, meeting.stated_city,
    )  # fmt: skip
    lines = [_("Comptés dans la liste : %(said)s ; %(n)s excusés.") % {"said": _sum(listed), "n": counts.excused}]
    if counts.differs(meeting):
        lines.append(_("Annoncés : %s. Les deux comptes sont gardés.") % _sum(stated))
    return lines


def _sum(figures: tuple[int | None, ...]) -> str:
    people, outside, organisations, city = ("?" if one is None else one for one in figures)
    told = {"people": people, "outside": outside, "organisations": organisations, "city": city}
    return (
        _("%(people)s participants, %(outside)s venus de %(organisations)s structures et %(city)s de la Ville") % told
    )


def promise(row: Commitment) -> list[str]:
    due = speaking.said(row.due, "date") if row.due else _("sans date")
    return [row.organisation.nom, row.text, due, row.get_status_display()]


def annex(one: Annex) -> dict:
    return {
        "title": str(one.board),
        "atmosphere": one.board.atmosphere,
        "synthesis": [line for line in one.board.synthesis.splitlines() if line.strip()],
        "columns": [
            {
                "title": f"{lane.column.label} ({lane.count})",
                "cards": [card(row) for spoken in lane.spoken for row in (spoken.card, *spoken.others)],
            }
            for lane in one.lanes
        ],
    }


def card(row: Card) -> str:
    return f"{row.text} [{row.organisation}]" if row.organisation else row.text


ARROWS = str.maketrans({"→": "->", "←": "<-", "⇒": "=>", "↔": "<->"})


def typed(told: object) -> object:
    """For the PDF, whose face draws no arrow: people think with them, so they are typed rather than lost."""
    if isinstance(told, dict):
        return {name: typed(value) for name, value in told.items()}
    if isinstance(told, list):
        return [typed(one) for one in told]
    return told.translate(ARROWS) if isinstance(told, str) else told
