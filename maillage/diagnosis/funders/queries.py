"""What the network did in some quarters, counted in the categories funders ask for (domain, g)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from maillage.appointments.enums import State
from maillage.appointments.models import Attendance, DoneNote, Session
from maillage.appointments.opening import bounds
from maillage.diagnosis import publishing
from maillage.diagnosis.funders import wording
from maillage.diagnosis.funders.figures import UNSAID, Asked, Table, in_order, table
from maillage.diagnosis.funders.quarters import Quarter
from maillage.diagnosis.queries import endings, threshold
from maillage.diagnosis.reporting.charts import Chart, bars
from maillage.network.enums import SupportManner
from maillage.places.enums import Service
from maillage.surveys.counting import Record, funnel
from maillage.surveys.models import Door
from maillage.territory.models import Zone

Notes = list[tuple[str, str, int | None, bool, list[str]]]  # service, manner, minutes, without appointment, zones
LONG = 2 * 60


@dataclass(frozen=True)
class Shown:
    """A table, and its bars."""

    table: Table
    smallest: int

    @property
    def rows(self) -> list[tuple[str, str]]:
        return [(line.label, line.told(self.smallest)) for line in [*self.table.lines, self.table.total]]

    @property
    def chart(self) -> Chart:
        drawn = [(line.label, line.count or 0, line.told(self.smallest)) for line in self.table.lines]
        return bars(self.table.asked.title, drawn)


def report(quarters: list[Quarter]) -> list[Shown]:
    smallest = threshold()
    return [Shown(table(asked, smallest), smallest) for asked in _asked(quarters)]


def _asked(quarters: list[Quarter]) -> list[Asked]:
    periods = [(one.first, one.last) for one in quarters]
    notes = [_notes(*period) for period in periods]
    priority = set(Zone.objects.filter(kind=Zone.Kind.QPV).values_list("code", flat=True))
    return [*_done(notes, priority), *_collective(periods), *_sheets(periods), _doors(periods)]


def _notes(since: date, until: date) -> Notes:
    rows = DoneNote.objects.filter(day__range=(since, until))
    return list(rows.values_list("service", "manner", "minutes", "walk_in", "practice__place__zones"))


def _done(notes: list[Notes], priority: set[str]) -> list[Asked]:
    """One accompaniment is one line, written once at the desk, and counted in each of these ways."""
    source = _("Ce que les structures notent d'un geste après avoir reçu quelqu'un")
    limits = _("Une même personne reçue deux fois compte deux fois. Ce qui n'est pas noté n'y est pas.")

    def by(title: str, formula: str, count: Callable[[Notes], dict[str, int]]) -> Asked:
        return Asked(title, formula, source, limits, [count(one) for one in notes])

    return [
        by(str(wording.DONE), _("Accompagnements notés, par service de l'annuaire"),
           lambda rows: in_order(Counter(row[0] for row in rows), dict(Service.choices))),
        by(_("De quelle manière"), _("Accompagnements notés, en faisant avec la personne ou à sa place"),
           lambda rows: in_order(Counter(row[1] for row in rows), dict(SupportManner.choices))),
        by(_("Sur rendez-vous ou non"), _("Accompagnements notés, selon que la personne avait rendez-vous"),
           lambda rows: in_order(Counter(row[3] for row in rows), {False: _("Sur rendez-vous"),
                                                                   True: _("Sans rendez-vous")}, unsaid=False)),
        by(_("Durée"), _("Accompagnements notés, par durée"),
           lambda rows: in_order(Counter(_duration(row[2]) for row in rows), DURATIONS)),
        by(_("Dans un quartier prioritaire (QPV)"),
           _("Accompagnements notés, selon que le lieu est dans un quartier prioritaire"),
           lambda rows: in_order(Counter(_where(row[4], priority) for row in rows), WHERE)),
        by(_("Âge, sexe et situation des personnes"),
           _("Accompagnements notés ; ces informations ne sont pas demandées"),
           lambda rows: {UNSAID: len(rows)}),
    ]  # fmt: skip


DURATIONS = {"court": "Moins de 30 minutes", "moyen": "De 30 à 59 minutes", "long": "De 1 à 2 heures",
             "très long": "2 heures ou plus"}  # fmt: skip
WHERE = {"qpv": "Dans un quartier prioritaire", "ailleurs": "Ailleurs"}


def _duration(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return "court" if minutes < 30 else "moyen" if minutes < 60 else "long" if minutes < LONG else "très long"


def _where(zones: list[str], priority: set[str]) -> str:
    """"" when the network knows no such neighbourhood, or not where the place is."""
    if not priority or not zones:
        return ""
    return "qpv" if priority.intersection(zones) else "ailleurs"


def _collective(periods) -> list[Asked]:
    source = _("Les ateliers de l'agenda et les présences notées")
    held, came = [], []
    for since, until in periods:
        start, end = bounds(since, until)
        sessions = Session.objects.filter(start__gte=start, start__lt=end).order_by()
        held.append(in_order(dict(sessions.values_list("cancelled").annotate(n=Count("pk"))),
                             {False: _("Séances tenues"), True: _("Séances annulées")}, unsaid=False))  # fmt: skip
        rows = Attendance.objects.filter(session__start__gte=start, session__start__lt=end).order_by()
        states = {state: State(state).label.capitalize() for state in (State.CAME, State.NO_SHOW, State.EXCUSED)}
        came.append(in_order(dict(rows.values_list("state").annotate(n=Count("pk"))), states))
    return [
        Asked(_("Ateliers : séances"), _("Séances de la période, tenues ou annulées"), source,
              _("Une séance sans atelier dans l'agenda n'y est pas."), held, people=False),
        Asked(_("Ateliers : présences"), _("Une personne à une séance est une présence"), source,
              _("Qui vient à trois séances compte trois fois. Une présence non notée n'est pas une absence."), came),
    ]  # fmt: skip


def _sheets(periods) -> list[Asked]:
    found = [endings(*period) for period in periods]
    words = {
        publishing.WITHOUT: _("Pas de réponse encore"), publishing.ANSWERED: _("Réponse donnée, personne pas venue"),
        publishing.CAME: _("Personne venue"), publishing.SOLVED: _("Besoin résolu, en tout ou partie"),
    }  # fmt: skip
    counts = [{words[stage]: sum(hows.values()) for stage, hows in one.items()} for one in found]
    return [
        Asked(str(wording.SENT),
              _("Fiches envoyées, chacune comptée au point le plus loin qu'elle a atteint"),
              _("Les fiches de liaison du réseau"), _("Beaucoup d'orientations se font encore sans fiche."), counts),
    ]  # fmt: skip


def _doors(periods) -> Asked:
    counts = []
    for period in periods:
        rows = Door.objects.filter(day__range=period).order_by()
        one = funnel(Record(*row) for row in rows.values_list("id", "outcome", "not_concerned", "again"))
        counts.append({
            _("Entretiens, personne concernée"): one.concerned, _("Entretiens, personne non concernée"):
            one.not_concerned, _("Refus"): one.refusals, _("Personne n'a répondu"): one.absent,
            _("Logement vacant ou blindé"): one.vacant,
        })  # fmt: skip
    return Asked(
        _("Porte-à-porte"), _("Portes frappées, chacune comptée une fois, à son dernier passage"),
        _("Les campagnes de porte-à-porte saisies ici"),
        _("Les portes visées ne sont pas tirées au sort : elles ne disent rien des autres."), counts,
    )  # fmt: skip
