"""The matrix in words a resident could read. No database."""

from datetime import date

from django.utils.translation import gettext, ngettext

from maillage.core import speaking
from maillage.diagnosis.enums import Coverage, Source
from maillage.diagnosis.matrix import Cell, Why

CLASSES = {Coverage.COVERED: "ok", Coverage.WEAK: "weak", Coverage.MISSING: "gap"}


def why(reason: str) -> str:
    return {
        Why.NOTHING: gettext("aucun lieu, ni ici ni à 15 minutes à pied"),
        Why.STALE: gettext("personne n'a confirmé depuis six mois"),
        Why.SINGLE: gettext("un seul lieu : s'il ferme, il n'y a plus rien"),
        Why.RESERVED: gettext("réservé à certains publics"),
        Why.NEAR: gettext("pas dans le quartier, mais à 15 minutes à pied au plus"),
    }[Why(reason)]


def day(one: date) -> str:
    """1er novembre 2025."""
    return speaking.said(one, "date")


def offer(cell: Cell) -> str:
    """42 h · 6 lieux; 2 lieux à pied; aucun lieu."""
    if cell.places:
        here = ngettext("%(n)s lieu", "%(n)s lieux", len(cell.places)) % {"n": len(cell.places)}
        return f"{_hours(cell.hours)} · {here}" if cell.hours else here
    if cell.near:
        near = ngettext("%(n)s lieu à pied", "%(n)s lieux à pied", len(cell.near))
        return near % {"n": len(cell.near)}
    return gettext("aucun lieu")


def _hours(hours: float) -> str:
    return gettext("%(n)s h") % {"n": round(hours)}


def demand(cell: Cell) -> str:
    """What was heard, in two words; the page of the cell tells by source, which are never added up."""
    if not cell.demand:
        return ""
    if all(count is None for count in cell.demand.values()):
        return gettext("quelques demandes")
    most = max((count, source) for source, count in cell.demand.items() if count is not None)
    return ngettext("%(n)s fois : %(what)s", "%(n)s fois : %(what)s", most[0]) % {
        "n": most[0], "what": Source(most[1]).label.lower()
    }  # fmt: skip


def counted(count: int | None, smallest: int) -> str:
    return gettext("moins de %(n)s, ou caché pour le protéger") % {"n": smallest} if count is None else str(count)
