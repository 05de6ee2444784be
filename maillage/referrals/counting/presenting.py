"""Figures in words: the page and the file say the same, and hide the same."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core import speaking
from maillage.core.suppression import TOTAL, Published
from maillage.referrals.counting.indicators import Figures, Line, Share
from maillage.referrals.enums import Refusal
from maillage.territory.models import Zone

HIDDEN = gettext_lazy("caché")
NOWHERE = gettext_lazy("Quartier non précisé")
HEADERS = (
    gettext_lazy("Envoyées"), gettext_lazy("Avec une réponse"), gettext_lazy("Personnes venues"),
    gettext_lazy("Résolues, même en partie"), gettext_lazy("Jours avant la réponse (médiane)"),
    gettext_lazy("Jours avant la première venue (médiane)"), gettext_lazy("« Faire avec »"),
    gettext_lazy("Autonomie gagnée (moyenne)"),
)  # fmt: skip
TITLES = {
    "theme": gettext_lazy("Par besoin"), "zone": gettext_lazy("Par quartier"), "month": gettext_lazy("Par mois"),
}  # fmt: skip


class Row(NamedTuple):
    label: str
    cells: list[str]


class Table(NamedTuple):
    name: str
    title: str
    rows: list[Row]


def tables(figures: Figures) -> list[Table]:
    zones = dict(Zone.objects.values_list("code", "nom"))
    names = {
        "theme": lambda one: one,
        "zone": lambda one: zones.get(one, one) or str(NOWHERE),
        "month": lambda one: speaking.said(date.fromisoformat(f"{one}-01"), "month").capitalize(),
    }
    return [
        Table(name, str(TITLES[name]), [Row(names[name](line.label), cells(line)) for line in lines])
        for name, lines in figures.tables.items()
    ]


def cells(line: Line) -> list[str]:
    counts = [line.sent, line.answered, line.came, line.solved]
    return [*map(_number, counts), _number(line.days_to_answer), _number(line.days_to_come),
            _share(line.done_with), _signed(line.autonomy)]  # fmt: skip


def _number(value: float | None) -> str:
    return str(HIDDEN) if value is None else number_format(value, decimal_pos=0 if isinstance(value, int) else 1)


def _signed(value: float | None) -> str:
    return f"+{_number(value)}" if value and value > 0 else _number(value)


def _share(share: Share | None) -> str:
    if share is None:
        return str(HIDDEN)
    about = {"": "%(percent)s %%", "au moins": _("au moins %(percent)s %%"), "au plus": _("au plus %(percent)s %%")}
    return about[share.about] % {"percent": share.percent}


def refused(found: dict[str, Published]) -> list[Table]:
    reasons = dict(Refusal.choices)
    titles = {"reason": _("Pourquoi"), "service": _("Pour quel besoin")}
    words = {"reason": lambda one: str(reasons.get(one, one)), "service": lambda one: one}
    return [
        Table(name, titles[name], [
            Row(words[name](label), [_number(published.shown(label))])
            for (label,) in published.counts if label != TOTAL
        ])
        for name, published in found.items()
    ]  # fmt: skip
