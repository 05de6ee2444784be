"""Numbers of the diagnosis: each with its formula, its source, and what it does not say. Pure.

An indicator reads `Facts` and nothing else, so that a number on a page, in a report and in a snapshot is one number.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Facts:
    """What was counted on a day. None: hidden, or nothing to say."""

    places: int = 0  # published and open
    confirmed: int = 0  # of them, less than six months ago
    support: int = 0  # offers, by nature
    training: int = 0
    hours: float = 0.0  # a week, all places
    neighbourhoods: int = 0
    with_space: int = 0  # an open digital space inside
    with_several: int = 0
    population: int | None = None  # of neighbourhoods where it is known
    near_a_space: int | None = None  # of them, with a space at 15 minutes' walk of the centre
    cells: dict[str, int] = field(default_factory=dict)  # by Coverage
    gaps: dict[str, int] = field(default_factory=dict)  # by GapStatus
    gaps_with_owner: int = 0
    promised: int = 0  # commitments
    kept: int = 0
    publics: int = 0
    publics_told: int = 0  # with a count or a need
    families: int = 0
    families_told: int = 0
    sent: int | None = None  # sheets of the published period
    answered: int | None = None
    arrived: int | None = None
    solved: int | None = None
    done_with: int | None = None  # sheets closed by "faire avec"
    searches: int | None = None  # that found nothing, as published


@dataclass(frozen=True)
class Value:
    """`of`: what it is a part of. `count` is None when it is hidden or unknown."""

    count: float | None
    of: int | None = None

    @property
    def percent(self) -> int | None:
        return round(100 * self.count / self.of) if self.of and self.count is not None else None


@dataclass(frozen=True)
class Indicator:
    code: str
    words: str
    formula: str
    source: str
    limits: str  # what it does not say
    read: Callable[[Facts], Value]


DIRECTORY, SHEETS = _("L'annuaire du réseau, aujourd'hui"), _("Les fiches de liaison de la période publiée")
FOLLOWED = _("Les manques et engagements suivis ici")
INDICATORS = (
    Indicator(
        "lieux", _("Lieux ouverts dans l'annuaire"), _("Nombre de lieux publiés, ouverts aujourd'hui"), DIRECTORY,
        _("Un lieu peut exister sans être dans l'annuaire."), lambda one: Value(one.places),
    ),
    Indicator(
        "confirmes", _("Lieux confirmés depuis six mois"),
        _("Lieux confirmés depuis moins de 183 jours ÷ lieux ouverts"), DIRECTORY,
        _("Confirmé ne veut pas dire que tout y est écrit."), lambda one: Value(one.confirmed, one.places),
    ),
    Indicator(
        "accompagnements", _("Actions d'accompagnement"), _("Actions de nature accompagnement"), DIRECTORY,
        _("Ne dit pas combien de personnes y viennent."), lambda one: Value(one.support),
    ),
    Indicator(
        "formations", _("Actions de formation"), _("Actions de nature formation"), DIRECTORY,
        _("Ne dit pas combien de personnes y viennent."), lambda one: Value(one.training),
    ),
    Indicator(
        "heures", _("Heures d'ouverture par semaine"), _("Somme des heures d'une semaine ordinaire, lieux ouverts"),
        DIRECTORY, _("Être ouvert n'est pas toujours être accompagné."), lambda one: Value(round(one.hours)),
    ),
    Indicator(
        "quartiers", _("Quartiers qui ont un espace numérique ouvert"),
        _("Quartiers où un lieu au moins propose un accès internet ou du matériel ÷ quartiers"), DIRECTORY,
        _("Un espace peut être petit, ou fermé le soir."), lambda one: Value(one.with_space, one.neighbourhoods),
    ),
    Indicator(
        "quartiers-plusieurs", _("Quartiers qui en ont plusieurs"), _("Quartiers où deux lieux au moins le proposent"),
        DIRECTORY, _("Deux lieux peuvent ouvrir aux mêmes heures."),
        lambda one: Value(one.with_several, one.neighbourhoods),
    ),
    Indicator(
        "a-pied", _("Habitants à 15 minutes à pied d'un espace"),
        _("Population des quartiers dont le centre est à 15 minutes au plus d'un espace ÷ population connue"),
        _("L'annuaire, et les populations de quartier quand elles sont connues"),
        _("Compte tout un quartier d'après son centre."), lambda one: Value(one.near_a_space, one.population),
    ),
    Indicator(
        "couverts", _("Cases couvertes du tableau"), _("Cases thème × quartier couvertes ÷ toutes les cases"),
        _("Le tableau des thèmes et des quartiers"), _("Compte pareil un thème très demandé et un autre."),
        lambda one: Value(one.cells.get("couvert", 0), sum(one.cells.values())),
    ),
    Indicator(
        "manques-ouverts", _("Manques encore ouverts"), _("Manques ni comblés ni écartés"), FOLLOWED,
        _("Un manque que personne n'a signalé n'y est pas."),
        lambda one: Value(sum(one.gaps.get(status, 0) for status in ("ouvert", "pris en charge", "action en cours"))),
    ),
    Indicator(
        "manques-combles", _("Manques comblés"), _("Manques terminés avec ce qui a changé"), FOLLOWED,
        _("C'est le réseau qui le dit."), lambda one: Value(one.gaps.get("comblé", 0)),
    ),
    Indicator(
        "engagements", _("Engagements tenus"), _("Engagements tenus ÷ engagements pris"), FOLLOWED,
        _("Tous les engagements ne pèsent pas pareil."), lambda one: Value(one.kept, one.promised),
    ),
    Indicator(
        "fiches", _("Fiches de liaison envoyées"), _("Fiches de la période, redirections non comptées"), SHEETS,
        _("Beaucoup d'orientations se font encore sans fiche."), lambda one: Value(one.sent),
    ),
    Indicator(
        "repondues", _("Fiches qui ont reçu une réponse"), _("Fiches répondues ÷ fiches envoyées"), SHEETS,
        _("Une réponse peut être un refus."), lambda one: Value(one.answered, one.sent),
    ),
    Indicator(
        "venues", _("Personnes venues"), _("Fiches dont la personne est venue ÷ fiches envoyées"), SHEETS,
        _("Certaines viennent sans que ce soit noté."), lambda one: Value(one.arrived, one.sent),
    ),
    Indicator(
        "resolues", _("Besoins résolus, tout ou partie"), _("Fiches résolues ou résolues en partie ÷ personnes venues"),
        SHEETS, _("C'est le lieu d'accueil qui le dit."), lambda one: Value(one.solved, one.arrived),
    ),
    Indicator(
        "faire-avec", _("Fait avec la personne"), _("Fiches terminées en faisant avec ÷ personnes venues"), SHEETS,
        _("Faire à la place est parfois ce qu'il faut."), lambda one: Value(one.done_with, one.arrived),
    ),
    Indicator(
        "sans-reponse", _("Recherches sans réponse"), _("Recherches de « Où aller ? » sans aucun lieu"),
        _("Les recherches faites sur ce site"), _("Une même personne peut chercher plusieurs fois."),
        lambda one: Value(one.searches),
    ),
)  # fmt: skip
BY_CODE = {one.code: one for one in INDICATORS}


def values(facts: Facts) -> dict[str, Value]:
    return {one.code: one.read(facts) for one in INDICATORS}


@dataclass(frozen=True)
class Stage:
    """One of the four stages of a diagnosis (minutes, l. 164-169), computed."""

    words: str
    done: int
    of: int
    missing: str  # what would make it go on

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.of) if self.of else 0


def stages(facts: Facts) -> list[Stage]:
    alive = sum(facts.gaps.values()) - facts.gaps.get("écarté", 0)
    cared_for = min(facts.gaps_with_owner + facts.gaps.get("comblé", 0), alive)
    return [
        Stage(_("Connaître les publics"), facts.publics_told, facts.publics, _("publics sans nombre ni besoin noté")),
        Stage(_("Recenser l'offre"), facts.confirmed, facts.places, _("lieux à confirmer")),
        Stage(_("Recenser les besoins"), facts.families_told, facts.families, _("sortes de besoin sans rien de noté")),
        Stage(_("Valoriser, et combler les manques"), cared_for, alive, _("manques sans personne pour s'en occuper")),
    ]


def as_json(facts: Facts) -> dict:
    return asdict(facts)


def from_json(told: dict) -> Facts:
    """Of any age: what a later version counts and this one did not is unknown."""
    return Facts(**{name: value for name, value in told.items() if name in Facts.__dataclass_fields__})
