"""Which column a header means: the schema's names (v1.0 and v0.1), their variants, and everyday French. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from maillage.core.text import fold

# Columns that are not the schema's but help to fill it
POSITION = "position"  # "50.69,3.17"
STREET = ("numero_voie", "repetition", "nom_voie")
PEOPLE = "publics_specifiquement_adresses"  # the older schema's one column for two
LABELS = "dispositif_programmes_nationaux"
IGNORED = "ignored"

_NATIONAL = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
]
_LOCAL = [
    "aliases",
    "uses",
    "languages",
    "audience",
    "level",
    "programmes",
    "life_cycle",
    "position_precision",
    "position_source",
    "verified_on",
    "verified_by",
    "organisation",
    "organisation_nom",
    "hosted_at",
    "equipment",
    "equipment_services",
    "staff",
    "labels",
    "offers",
]
_EVERYDAY = {
    "id": "identifiant|id lieu|id structure|id fs|identifiant unique|code|numero|uid|uuid|n",
    "pivot": "siret|siren|rna|numero siret|n siret|siret ou rna|code siret",
    "nom": (
        "nom du lieu|nom lieu|nom de la structure|nom structure|nom de l etablissement|nom du service|"
        "structure|lieu|name|libelle|intitule|denomination|raison sociale|etablissement|nom de l organisme|"
        "nom usuel|nom de l association"
    ),
    "commune": "ville|nom commune|nom de la commune|localite|city|commune du lieu|municipalite",
    "code_postal": "cp|postal|zip|code postal du lieu|postcode",
    "code_insee": "insee|code commune|insee com|code insee commune|code insee de la commune|cog|citycode",
    "adresse": (
        "adresse n et voie|rue|voie|adresse postale|adresse 1|adresse du lieu|adresse complete|numero et rue|"
        "n et rue|n et voie|address|adr|adresse physique|adresse de la structure"
    ),
    "complement_adresse": (
        "complement|complement d adresse|compl adresse|complement adresse|adresse 2|"
        "complement d adresse du lieu|batiment|etage"
    ),
    "latitude": "lat|y|coordonnee y|lat wgs84|latitude wgs84|latitude y",
    "longitude": "long|lon|lng|x|coordonnee x|long wgs84|longitude wgs84|longitude x",
    POSITION: (
        "geo point 2d|geo point|geom|coordonnees|coordonnees gps|gps|geolocalisation|position|lat lon|latlon|"
        "coordonnees geographiques"
    ),
    "typologie": "type de structure|type structure|type|type de lieu|categorie|nature|type d etablissement",
    "telephone": (
        "tel|phone|numero de telephone|n de telephone|n telephone|telephone fixe|tel fixe|"
        "telephone de contact|numero telephone|telephone 1|tel 1|contact telephone|telephone du lieu"
    ),
    "courriels": (
        "courriel|e mail|email|mail|adresse e mail|adresse mail|adresse electronique|mel|contact mail|"
        "courriel de contact|emails|mails|adresse email|mail de contact|courriels de contact"
    ),
    "site_web": (
        "site|site internet|url|web|site web url|lien|page web|adresse web|website|sites web|adresse du site|siteweb"
    ),
    "horaires": (
        "horaires d ouverture|horaire|jours horaires ouverture|jours et horaires|ouverture|"
        "jours et horaires d ouverture|opening hours|horaires accueil|horaires d accueil|horaire d ouverture"
    ),
    "presentation_resume": "resume|presentation courte|presentation|presentation en bref",
    "presentation_detail": (
        "description|details|detail|presentation detaillee|presentation longue|presentation complete|"
        "commentaire|commentaires|remarques|infos|informations|informations complementaires"
    ),
    "source": "source de la donnee|origine|fournisseur|producteur",
    "itinerance": "itinerant|itinerante|mobilite",
    "structure_parente": "structure porteuse|porteur|organisme porteur|maison mere|structure mere|gestionnaire",
    "date_maj": (
        "date de mise a jour|mise a jour|date maj|maj|derniere mise a jour|date mise a jour|date de maj|"
        "date de derniere mise a jour|updated at|date de modification|date"
    ),
    "services": (
        "services proposes|service|accompagnements|activites|service propose|prestations|services numeriques|"
        "offre de service"
    ),
    PEOPLE: (
        "publics accueillis|public accueillis|publics accueilli|public accueilli|publics|public|public cible|"
        "publics cibles|type public|public vise|publics specifiques|publics adresses"
    ),
    "prise_en_charge_specifique": "prise en charge|prises en charge specifiques|handicap|accessibilite handicap",
    "frais_a_charge": (
        "tarif|tarifs|conditions acces|conditions access|conditions d acces|cout|prix|frais|gratuite|"
        "condition d acces|frais a charge du public"
    ),
    LABELS: (
        "labels nationaux|label national|dispositifs|dispositif|programmes nationaux|labels|label|"
        "dispositifs et programmes|dispositifs programmes nationaux"
    ),
    "formations_labels": "formations et labels|formation labels",
    "autres_formations_labels": "labels autres|autres labels|autre label|autres formations et labels",
    "modalites_acces": "modalites access|modalite acces|modalites d acces|comment venir|acces au lieu",
    "modalites_accompagnement": (
        "modalite accompagnement|modalites d accompagnement|type d accompagnement|types d accompagnement"
    ),
    "fiche_acces_libre": "accessibilite|acceslibre|acces libre|fiche acceslibre|fiche acces libre url",
    "prise_rdv": "rdv|prise de rdv|rendez vous|lien rdv|prise de rendez vous|url rdv|lien prise de rdv",
    "numero_voie": "numero voie|numero de voie|num voie|n voie",
    "repetition": "repetition|indice de repetition|rep",
    "nom_voie": "nom voie|nom de voie|nom de la voie|libelle voie",
    IGNORED: "cle ban|local zones|local origins|local page",
}
_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s*[(\[].*?[)\]]")


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _meanings() -> dict[str, str]:
    known = {_key(name): target for target, names in _EVERYDAY.items() for name in names.split("|")}
    known |= {_key(name): name for name in _NATIONAL}
    return known | {_key(f"local_{name}"): f"local_{name}" for name in _LOCAL}


MEANINGS = _meanings()


@lru_cache(maxsize=10_000)
def meaning(header: str) -> str | None:
    """The column a header stands for; None when it says nothing to us."""
    return MEANINGS.get(_key(header)) or MEANINGS.get(_key(_ASIDE.sub("", header)))


def recognised(cells: Iterable[object]) -> int:
    """How many different columns a line names: what tells a header from a title and from data."""
    return len({found for cell in cells if isinstance(cell, str) and len(cell) < 120 and (found := meaning(cell))})
