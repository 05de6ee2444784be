"""The columns of a place: the national schema's 32 in its order, then the local extension.

Import, export, the schema page and the tests read this list; nothing else spells the columns out.
"""

from maillage.core.fields import TermsField
from maillage.places.models import Equipment, EquipmentService, Label, Offer, Place, Staff

NATIONAL = (
    "id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude typologie telephone "
    "courriels site_web horaires presentation_resume presentation_detail source itinerance structure_parente date_maj "
    "services publics_specifiquement_adresses prise_en_charge_specifique frais_a_charge "
    "dispositif_programmes_nationaux formations_labels autres_formations_labels modalites_acces "
    "modalites_accompagnement fiche_acces_libre prise_rdv"
).split()
REQUIRED = ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")
LISTS = tuple(name for name in NATIONAL if isinstance(Place._meta.get_field(name), TermsField))
CLOSED = {name: Place._meta.get_field(name).terms for name in LISTS if Place._meta.get_field(name).terms is not None}
UNKNOWN_PIVOT = "00000000000000"  # the placeholder every publisher of the national file uses

LOCAL_PREFIX = "local_"
LOCAL_SCALARS = (
    "aliases uses languages audience level programmes life_cycle position_precision position_source "
    "verified_on verified_by"
).split()  # columns of Place
LOCAL_LINKS = ("organisation", "hosted_at")  # written as the other's slug or id
LOCAL_ROWS = ("equipment", "equipment_services", "staff", "labels", "offers")  # written as JSON
LOCAL_DERIVED = ("zones", "origins")  # written for readers, ignored by an import

# What one element of a JSON list holds: columns of its model; links are written as slugs
ROW_MODELS = {
    "equipment": Equipment,
    "equipment_services": EquipmentService,
    "staff": Staff,
    "labels": Label,
    "offers": Offer,
}
ROW_COLUMNS = {
    "equipment": "kind count adapted_count state note".split(),
    "equipment_services": "kind item price conditions".split(),
    "staff": "role count".split(),
    "labels": "nom since".split(),
    "offers": (
        "nom description nature organisation partners services uses audience level publics price conditions schedule "
        "source source_date"
    ).split(),
}
ROW_NAMES = {name: model._meta.verbose_name for name, model in ROW_MODELS.items()}
LOCAL = [LOCAL_PREFIX + name for name in (*LOCAL_SCALARS, *LOCAL_LINKS, *LOCAL_ROWS, *LOCAL_DERIVED)]
EXTENDED = [*NATIONAL, *LOCAL]  # the columns of the extended CSV, in its order


def column_name(column: str) -> str:
    """What people call a column of a place, or one of its lists."""
    return str(ROW_NAMES.get(column) or Place._meta.get_field(column).verbose_name)
