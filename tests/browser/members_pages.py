"""Every page of the members, as each role meets it, in its states: filled, empty, in error. Each part adds its lines.

Paths may name {full}, {bare}, {organisation}… (EXAMPLES in site.py); roles are those of sessions.py: contributor and
manager belong to the structure that runs the place {full}.
"""

from typing import NamedTuple

import pytest


class Page(NamedTuple):
    name: str
    role: str
    path: str
    status: int = 200


MEMBERS_PAGES = (
    Page("aujourd'hui, contribue", "contributor", "/espace/"),
    Page("aujourd'hui, responsable", "manager", "/espace/"),
    Page("aujourd'hui, coordination", "coordinator", "/espace/"),
    Page("aujourd'hui, SIG", "gis", "/espace/"),
    Page("aujourd'hui, visite", "visitor", "/espace/"),
    Page("aujourd'hui, administration", "administrator", "/espace/"),
    Page("mon compte", "contributor", "/espace/compte/"),
    Page("entrer de nouveau", "coordinator", "/espace/compte/de-nouveau/"),
    Page("supprimer mon compte", "visitor", "/espace/compte/supprimer/"),
    Page("protéger mon compte", "administrator", "/espace/compte/proteger/"),
    Page("équipes", "coordinator", "/espace/equipe/"),
    Page("équipes, sans résultat", "coordinator", "/espace/equipe/?q=xylophone"),
    Page("équipe", "manager", "/espace/equipe/les-fileurs-du-numerique/"),
    Page("équipe vide", "administrator", "/espace/equipe/{bare_organisation}/"),
    Page("inviter", "manager", "/espace/equipe/les-fileurs-du-numerique/inviter/"),
    Page("inviter, tous les rôles", "administrator", "/espace/equipe/les-fileurs-du-numerique/inviter/"),
    Page("code sur papier", "manager", "/espace/equipe/les-fileurs-du-numerique/papier/"),
    Page("doublons", "coordinator", "/espace/doublons/"),
    Page("doublons, une paire", "coordinator", "/espace/doublons/{full}/{bare}/"),
    Page("doublons, décisions", "coordinator", "/espace/doublons/decisions/"),
    Page("à relire, coordination", "coordinator", "/espace/propositions/"),
    Page("à relire, contribue", "contributor", "/espace/propositions/"),
    Page("déjà traité", "coordinator", "/espace/propositions/?etat=traitees"),
    Page("une proposition", "manager", "/espace/propositions/{proposal}/"),
    Page("une proposition, sans pouvoir", "contributor", "/espace/propositions/{proposal}/"),
    Page("un signalement", "coordinator", "/espace/signalements/{report}/"),
    Page("avis", "gis", "/espace/avis/"),
    Page("structures", "coordinator", "/espace/structures/"),
    Page("ma structure", "manager", "/espace/structures/les-fileurs-du-numerique/"),
    Page("une structure, lue", "gis", "/espace/structures/les-fileurs-du-numerique/"),
    Page("alentours", "contributor", "/espace/structures/les-fileurs-du-numerique/alentours/"),
    Page("alentours, sans lieu", "coordinator", "/espace/structures/konexio-lille/alentours/"),
    Page("un contact", "manager", "/espace/structures/les-fileurs-du-numerique/contacts/nouveau/"),
    Page("les lieux, coordination", "coordinator", "/espace/lieux/"),
    Page("les lieux, sans résultat", "coordinator", "/espace/lieux/?q=xylophone"),
    Page("mes lieux", "manager", "/espace/lieux/"),
    Page("un lieu de plus", "manager", "/espace/lieux/nouveau/"),
    Page("un lieu, responsable", "manager", "/espace/lieux/{full}/"),
    Page("un lieu, contribue", "contributor", "/espace/lieux/{full}/"),
    Page("un lieu, lu", "gis", "/espace/lieux/{full}/"),
    Page("un lieu presque vide", "coordinator", "/espace/lieux/{bare}/"),
    Page("horaires", "manager", "/espace/lieux/{full}/horaires/"),
    Page("horaires, à proposer", "contributor", "/espace/lieux/{full}/horaires/"),
    Page("horaires, rien encore", "coordinator", "/espace/lieux/{bare}/horaires/"),
    Page("horaires en texte", "manager", "/espace/lieux/{full}/horaires/texte/"),
    Page("fermetures", "manager", "/espace/lieux/{full}/fermetures/"),
    Page("matériel", "manager", "/espace/lieux/{full}/materiel/"),
    Page("un matériel", "manager", "/espace/lieux/{full}/materiel/printer/"),
    Page("repère", "manager", "/espace/lieux/{full}/position/?adresse=Roubaix"),
    Page("repère, rien encore", "coordinator", "/espace/lieux/{bare}/position/?adresse=zzz+qqq"),
    Page("actions du lieu", "manager", "/espace/lieux/{full}/actions/"),
    Page("une action de plus", "manager", "/espace/lieux/{full}/actions/nouvelle/"),
    Page("nom et adresse", "contributor", "/espace/lieux/{full}/nom/"),
    Page("coordonnées", "manager", "/espace/lieux/{full}/coordonnees/"),
    Page("services", "manager", "/espace/lieux/{full}/services/"),
    Page("publics", "manager", "/espace/lieux/{full}/public/"),
    Page("coût et accès", "manager", "/espace/lieux/{full}/acces/"),
    Page("présentation", "manager", "/espace/lieux/{full}/presentation/"),
    Page("labels du lieu", "manager", "/espace/lieux/{full}/labels/"),
    Page("ouvert ou fermé", "manager", "/espace/lieux/{full}/etat/"),
    Page("histoire", "manager", "/espace/lieux/{full}/histoire/"),
    Page("histoire, lue", "gis", "/espace/lieux/{bare}/histoire/"),
    Page("imports", "coordinator", "/espace/imports/"),
    Page("imports, lus", "gis", "/espace/imports/"),
    Page("aperçu", "coordinator", "/espace/imports/depots/{file}/"),
    Page("aperçu, modifiés", "coordinator", "/espace/imports/depots/{file}/?voir=updated"),
    Page("aperçu, à décider", "coordinator", "/espace/imports/depots/{file}/?voir=proposed"),
    Page("aperçu, rejetés", "coordinator", "/espace/imports/depots/{file}/?voir=rejected"),
    Page("colonnes d'un fichier", "coordinator", "/espace/imports/depots/{file}/colonnes/"),
    Page("fichier arrêté", "coordinator", "/espace/imports/depots/{stopped_file}/"),
    Page("fichier illisible", "coordinator", "/espace/imports/depots/{bad_file}/"),
    Page("fichier abandonné", "coordinator", "/espace/imports/depots/{dropped_file}/"),
    Page("un import", "coordinator", "/espace/imports/{batch}/"),
    Page("ce qui a bougé", "coordinator", "/espace/imports/{batch}/ecart/"),
    Page("ce qui a disparu", "gis", "/espace/imports/{batch}/ecart/?voir=gone"),
    Page("sources", "coordinator", "/espace/sources/"),
    Page("une source", "coordinator", "/espace/sources/{source}/"),
    Page("sources d'un lieu", "coordinator", "/espace/lieux/{brought}/sources/"),
    Page("sources d'un lieu sans fichier", "manager", "/espace/lieux/{full}/sources/"),
)
every_members_page = pytest.mark.parametrize("page", MEMBERS_PAGES, ids=lambda page: page.name)
