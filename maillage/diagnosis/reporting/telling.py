"""Numbers and changes as sentences a resident could read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.diagnosis.comparing import Difference
from maillage.diagnosis.enums import Coverage
from maillage.diagnosis.indicators import INDICATORS, Facts, Indicator, Value
from maillage.places.enums import Service


@dataclass(frozen=True)
class Line:
    """An indicator as it is read: now, and before when there was a before."""

    indicator: Indicator
    now: str
    before: str = ""


def lines(facts: Facts, before: Facts | None = None) -> list[Line]:
    return [Line(one, value(one.read(facts)), value(one.read(before)) if before else "") for one in INDICATORS]


def value(told: Value) -> str:
    """12; 12 sur 40 (30 %); caché ou inconnu."""
    if told.count is None:
        return _("caché ou inconnu")
    if told.of == 0:
        return _("rien à compter")
    count = f"{told.count:,.0f}".replace(",", "\u202f")
    if told.of is None:
        return count if told.percent is None else f"{count} ({told.percent} %)"
    return _("%(count)s sur %(of)s (%(percent)s %%)") % {"count": count, "of": told.of, "percent": told.percent or 0}


@dataclass(frozen=True)
class Change:
    """One kind of change: a title, and what changed."""

    title: str
    rows: list[str]


def changes(found: Difference, zones: dict[str, str]) -> list[Change]:
    """Those that hold something, good news first. `zones`: {code: name}."""
    several = [
        Change(_("Manques comblés"), [f"{title} : {how}" for title, how in found.gaps_closed]),
        Change(_("Engagements tenus"), [_said(who, what) for who, what in found.promises_kept]),
        Change(_("Lieux ouverts"), found.opened),
        Change(_("Lieux qui ne sont plus ouverts"), found.closed),
        Change(_("Lieux qui ont changé d'adresse"), found.moved),
        Change(_("Manques que quelqu'un prend en charge"), [f"{title} : {who}" for title, who in found.gaps_taken]),
        Change(_("Manques nouveaux"), found.gaps_opened),
        Change(_("Cases du tableau qui ont changé"), [_cell(one, zones) for one in found.states]),
    ]
    return [one for one in several if one.rows]


def _said(who: str, what: str) -> str:
    return f"{who} : {what}" if who else what


def _cell(changed: tuple[str, str, str, str], zones: dict[str, str]) -> str:
    service, zone, before, after = changed
    return _("%(theme)s, %(zone)s : %(before)s, maintenant %(after)s") % {
        "theme": Service(service).label, "zone": zones.get(zone, zone),
        "before": Coverage(before).label.lower(), "after": Coverage(after).label.lower(),
    }  # fmt: skip


def summary(facts: Facts, before: Facts | None, found: Difference | None) -> list[str]:
    """The three or four sentences one reads aloud at the beginning of a meeting."""
    told = [
        ngettext("Le réseau compte %(n)s lieu ouvert.", "Le réseau compte %(n)s lieux ouverts.", facts.places)
        % {"n": facts.places},
        _("%(n)s quartiers sur %(of)s ont un espace numérique ouvert.")
        % {"n": facts.with_space, "of": facts.neighbourhoods},
    ]
    alive = sum(facts.gaps.get(status, 0) for status in ("ouvert", "pris en charge", "action en cours"))
    told.append(
        ngettext("%(n)s manque reste ouvert", "%(n)s manques restent ouverts", alive) % {"n": alive}
        + _("\u202f; quelqu'un s'occupe de %(n)s.") % {"n": facts.gaps_with_owner}
    )
    if before is not None and found is not None:
        told += _since(len(found.gaps_closed), len(found.promises_kept))
    return told


def _since(closed: int, kept: int) -> list[str]:
    told = []
    if closed:
        words = ngettext("Depuis, %(n)s manque a été comblé.", "Depuis, %(n)s manques ont été comblés.", closed)
        told.append(words % {"n": closed})
    if kept:
        words = ngettext("%(n)s engagement a été tenu.", "%(n)s engagements ont été tenus.", kept)
        told.append(words % {"n": kept})
    return told or [_("Depuis, aucun manque n'a été comblé et aucun engagement tenu.")]
