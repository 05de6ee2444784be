"""The doors of the workspace: each says who sees it. A part of the site adds its line here."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from maillage.network import rules
from maillage.network.rules import Actor


class Door(NamedTuple):
    pictogram: str
    words: str
    url_name: str
    opens: Callable[[Actor], bool]
    says: str = ""  # one line under the words


DOORS: tuple[Door, ...] = (
    Door("maison", "Aujourd'hui", "workspace:today", lambda actor: True),
    Door("lieu", "Mes lieux", "editing:mine", rules.runs_or_reads),
    Door("oui", "Est-ce encore vrai ?", "verifying:mine", lambda actor: bool(actor.contributes_to)),
    Door("horloge", "Mon agenda", "mediating:day", rules.runs_a_structure, "Qui vient, mes heures, mon mois"),
    Door("marcher", "Parcours", "pathways:list", rules.writes_referrals, "Quelques étapes, plusieurs lieux, un code"),
    Door("ecouter", "À l'accueil", "desk:desk", rules.runs_a_structure, "Venez maintenant, complet, en panne"),
    Door("orienter", "Fiches de liaison", "writing:list", rules.writes_referrals, "Orienter quelqu'un, suivre"),
    Door("lire", "À relire", "proposals:waiting", rules.runs_or_reads),
    Door("chercher", "Doublons", "duplicates:list", rules.coordinates, "Deux fiches pour un même lieu ?"),
    Door("personnes", "Qui fait quoi", "structures:mine", rules.runs_or_reads),
    Door("entendre", "Rencontres", "meetings:list", rules.is_member, "Tables, cartes, comptes rendus"),
    Door("accompagne", "Engagements", "promises:register", rules.is_member, "Qui fait quoi, pour quand"),
    Door("message", "Campagnes", "verifying:campaigns", rules.coordinates, "Demander à tous si c'est encore vrai"),
    Door("nombre-4", "Chiffres des fiches", "counting:figures", rules.counts_referrals, "Combien arrivent, et aidés"),
    Door("demarche", "Enquêtes", "campaigns:campaigns", rules.runs_or_reads, "Portes, sorties, questionnaires"),
    Door("securite", "Données personnelles", "protecting:home", rules.counts_referrals, "Registre, durées, impact"),
    Door("ranger", "Imports", "imports:list", rules.reads_everything),
    Door("inconnu", "Qualité", "quality:quality", rules.reads_everything, "À jour ? lisible ? qui appeler ?"),
    Door("voir", "Ce qui manque", "diagnosis:matrix", rules.reads_diagnosis, "Par quartier, et qui s'en occupe"),
    Door("sourire", "Ont-ils trouvé ?", "proposals:opinions", rules.reads_everything),
    Door("aide", "Équipe", "team:teams", rules.runs_a_team, "Qui est là, inviter, codes sur papier"),
    Door("seul", "Mon compte", "accounts:account", lambda actor: True, "Votre nom, votre protection"),
)


def doors(actor: Actor) -> list[dict[str, str]]:
    """Those this actor may open, in order."""
    return [
        {"pictogram": door.pictogram, "words": door.words, "url": reverse(door.url_name), "says": door.says}
        for door in DOORS
        if door.opens(actor)
    ]
