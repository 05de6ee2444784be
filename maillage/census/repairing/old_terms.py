"""Terms of the schema's version 0.1 (2022) and of everyday French → (column, term) of version 1.0. Data.

An empty tuple: known, without counterpart in version 1.0.
"""

from maillage.core.text import fold

_DEMARCHES = "Aide aux démarches administratives"
_QUOTIDIEN = "Maîtrise des outils numériques du quotidien"
_INSERTION = "Insertion professionnelle via le numérique"
_CULTURE = "Compréhension du monde numérique"
_ACCES = "Accès internet et matériel informatique"
_FIRST = {
    "services": {
        "Devenir autonome dans les démarches administratives": _DEMARCHES,
        "Réaliser des démarches administratives avec un accompagnement": _DEMARCHES,
        "Accompagner les démarches de santé": _DEMARCHES,
        "Aide démarches": _DEMARCHES,
        "Aide aux démarches": _DEMARCHES,
        "Démarches administratives": _DEMARCHES,
        "Accès aux droits": _DEMARCHES,
        "Prendre en main un smartphone ou une tablette": _QUOTIDIEN,
        "Prendre en main un ordinateur": _QUOTIDIEN,
        "Utiliser le numérique au quotidien": _QUOTIDIEN,
        "Cours d'informatique": _QUOTIDIEN,
        "Initiation informatique": _QUOTIDIEN,
        "Initiation à l'informatique": _QUOTIDIEN,
        "Favoriser mon insertion professionnelle": _INSERTION,
        "Créer et développer mon entreprise": _INSERTION,
        "Recherche d'emploi": _INSERTION,
        "Approfondir ma culture numérique": _CULTURE,
        "Promouvoir la citoyenneté numérique": _CULTURE,
        "Soutenir la parentalité et l'éducation avec le numérique": "Parentalité et éducation avec le numérique",
        "Créer avec le numérique": "Loisirs et créations numériques",
        "Accéder à une connexion internet": _ACCES,
        "Accéder à du matériel": _ACCES,
        "Accès internet": _ACCES,
        "Accès wifi": _ACCES,
        "Wifi gratuit": _ACCES,
        "Wifi": _ACCES,
        "Imprimante": _ACCES,
        "Photocopies": _ACCES,
        "Impression": _ACCES,
        "S'équiper en matériel informatique": "Acquisition de matériel informatique à prix solidaire",
    },
    "frais_a_charge": {
        "Gratuit : Je peux accéder gratuitement au lieu et à ses services": "Gratuit",
        "Gratuit : Je peux accéder gratuitement": "Gratuit",
        "Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, convention avec un "
        "organisme social...)": "Gratuit sous condition",
        "Gratuit pour les adhérents": "Gratuit sous condition",
        "Payant : L'accès au lieu et/ou à ses services est payant": "Payant",
        "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer": "Payant",
        "Adhésion": "Payant",
        "Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu": None,
        "Pass numérique": None,
    },
    "modalites_accompagnement": {
        "Seul : j'ai accès à du matériel et une connexion": "En autonomie",
        "Seul": "En autonomie",
        "Accès libre": "En autonomie",
        "Avec de l'aide : je suis accompagné seul dans l'usage du numérique": "Accompagnement individuel",
        "Avec de l'aide": "Accompagnement individuel",
        "A ma place : une personne habilitée fait les démarches à ma place": "Accompagnement individuel",
        "A ma place": "Accompagnement individuel",
        "Individuel": "Accompagnement individuel",
        "Dans un atelier : j'apprends collectivement à utiliser le numérique": "Dans un atelier collectif",
        "Dans un atelier": "Dans un atelier collectif",
        "Atelier collectif": "Dans un atelier collectif",
        "Collectif": "Dans un atelier collectif",
    },
    "modalites_acces": {
        "Sur place": "Se présenter",
        "Par téléphone": "Téléphoner",
        "Par mail": "Contacter par mail",
        "Prendre un RDV en ligne": "Prendre un RDV en ligne",
        "Prendre rendez-vous en ligne": "Prendre un RDV en ligne",
    },
    "itinerance": {"Non": "Fixe", "Oui": "Itinérant", "Itinérante": "Itinérant", "Mobile": "Itinérant"},
}
_HANDICAP = "Handicaps "
_MENTAL = "prise_en_charge_specifique:Handicaps mentaux"
_PEOPLE = {
    "Seniors (+ 65 ans)": "publics_specifiquement_adresses:Seniors",
    "Personnes âgées": "publics_specifiquement_adresses:Seniors",
    "Familles/enfants": "publics_specifiquement_adresses:Familles et/ou enfants",
    "Familles": "publics_specifiquement_adresses:Familles et/ou enfants",
    "Adultes": None,
    "Tout public": None,
    "Tous publics": None,
    "Jeunes (16-26 ans)": "publics_specifiquement_adresses:Jeunes",
    "Uniquement femmes": "publics_specifiquement_adresses:Femmes",
    "Public langues étrangères": "prise_en_charge_specifique:Langues étrangères (autres)",
    _HANDICAP + "psychiques : troubles psychiatriques donnant lieu à des atteintes comportementales": _MENTAL,
    _HANDICAP + "mentaux : déficiences limitant les activités d'une personne": _MENTAL,
    "Personnes en situation d'illettrisme": "prise_en_charge_specifique:Illettrisme",
    "Public en situation d'illettrisme": "prise_en_charge_specifique:Illettrisme",
}
_LABELS = {
    "CNFS": "dispositif_programmes_nationaux:Conseillers numériques",
    "Conseiller numérique": "dispositif_programmes_nationaux:Conseillers numériques",
    "Conseiller numérique France Services": "dispositif_programmes_nationaux:Conseillers numériques",
    "Maison France Services": "dispositif_programmes_nationaux:France Services",
    "Grandes écoles du numérique": "dispositif_programmes_nationaux:Grande école du numérique",
    "Point relais CAF": "dispositif_programmes_nationaux:Point d'accès numérique CAF",
    "Point numérique CAF": "dispositif_programmes_nationaux:Point d'accès numérique CAF",
    "PIX": "dispositif_programmes_nationaux:Certification PIX",
    "APTIC": "autres_formations_labels:APTIC",
    "Relais pôle emploi": "autres_formations_labels:Relais pôle emploi",
    "French Tech": "autres_formations_labels:French Tech",
    "Campus connecté": "autres_formations_labels:Campus connecté",
}


def _key(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _pairs(column: str, value: str | None) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    name, _, term = value.rpartition(":")
    return ((name or column, term),)


def _table(column: str, terms: dict) -> dict[str, tuple]:
    return {_key(old): _pairs(column, new) for old, new in terms.items()}


OLD_TERMS = {column: _table(column, terms) for column, terms in _FIRST.items()}
OLD_TERMS |= {name: _table(name, _PEOPLE) for name in ("publics_specifiquement_adresses", "prise_en_charge_specifique")}
OLD_TERMS |= {name: _table(name, _LABELS) for name in ("dispositif_programmes_nationaux", "formations_labels")}
